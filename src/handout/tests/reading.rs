//! Reads a PDF as a screen reader does: along its structure, with the text that each glyph stands for.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// An element of the structure, and its own text.
pub(super) struct Element {
    pub(super) tag: String,
    pub(super) text: String,
}

/// What a font's glyphs stand for.
type Letters = BTreeMap<u16, String>;

pub(super) fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).expect("an object").1
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    resolve(document, object).as_dict().expect("a dictionary")
}

/// The elements in reading order.
pub(super) fn elements(document: &Document) -> Vec<Element> {
    let pages: BTreeMap<ObjectId, BTreeMap<i64, String>> =
        document.page_iter().map(|page| (page, marked(document, page))).collect();
    let catalog = document.catalog().expect("a catalog");
    let root = dictionary(document, catalog.get(b"StructTreeRoot").expect("a structure"));
    let mut elements = Vec::new();
    walk(document, &pages, dictionary(document, root.get(b"K").expect("kids")), &mut elements);
    elements
}

fn walk(
    document: &Document,
    pages: &BTreeMap<ObjectId, BTreeMap<i64, String>>,
    element: &Dictionary,
    elements: &mut Vec<Element>,
) {
    let index = elements.len();
    let tag = element.get(b"S").and_then(Object::as_name).expect("a tag");
    elements.push(Element { tag: String::from_utf8_lossy(tag).into_owned(), text: String::new() });
    for kid in element.get(b"K").and_then(Object::as_array).expect("kids") {
        let kid = dictionary(document, kid);
        if kid.has_type(b"MCR") {
            let page = kid.get(b"Pg").and_then(Object::as_reference).expect("a page");
            let mark = kid.get(b"MCID").and_then(Object::as_i64).expect("a mark");
            elements[index].text.push_str(&pages[&page][&mark]);
        } else {
            walk(document, pages, kid, elements);
        }
    }
}

/// The text of every marked piece of a page.
fn marked(document: &Document, page: ObjectId) -> BTreeMap<i64, String> {
    let fonts: BTreeMap<Vec<u8>, Letters> = document
        .get_page_fonts(page)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| (name, letters(document, font)))
        .collect();
    let content = Content::decode(&document.get_page_content(page)).expect("operations");
    let mut texts: BTreeMap<i64, String> = BTreeMap::new();
    // Of each open piece its number, and whether its text is given and stands for that of its glyphs.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    let mut font = &Letters::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BMC" => open.push((None, false)),
            "BDC" => {
                let properties = operation.operands[1].as_dict().expect("properties");
                let mark = properties.get(b"MCID").and_then(Object::as_i64).ok();
                let actual = properties.get(b"ActualText").and_then(Object::as_str).ok();
                if let Some(actual) = actual {
                    say(&mut texts, &open, &utf16(&actual[2..]));
                }
                open.push((mark, actual.is_some()));
            }
            "EMC" => {
                open.pop();
            }
            "Tf" => font = &fonts[operation.operands[0].as_name().expect("a font")],
            "TJ" | "Tj" => {
                let items = operation.operands[0].as_array().map_or(&operation.operands, |items| items);
                for item in items {
                    let Ok(glyphs) = item.as_str() else { continue };
                    for pair in glyphs.chunks(2) {
                        let glyph = u16::from_be_bytes([pair[0], pair[1]]);
                        assert_ne!(glyph, 0, "a glyph that no font has is drawn");
                        say(&mut texts, &open, &font[&glyph]);
                    }
                }
            }
            _ => {}
        }
    }
    texts
}

fn say(texts: &mut BTreeMap<i64, String>, open: &[(Option<i64>, bool)], words: &str) {
    let told = open.iter().any(|(_, actual)| *actual);
    if let Some(mark) = open.iter().find_map(|(mark, _)| *mark)
        && !told
    {
        texts.entry(mark).or_default().push_str(words);
    } else if let Some(mark) = open.iter().find_map(|(mark, _)| *mark) {
        texts.entry(mark).or_default();
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

/// The `/ToUnicode` map of a font.
fn letters(document: &Document, font: &Dictionary) -> Letters {
    let map = resolve(document, font.get(b"ToUnicode").expect("a map")).as_stream().expect("a stream");
    let map = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
    let map = String::from_utf8(map).expect("text");
    let mut letters = Letters::new();
    for section in map.split("beginbfchar").skip(1) {
        let section = section.split("endbfchar").next().expect("an end");
        for line in section.lines().filter(|line| line.contains('<')) {
            let hex: Vec<Vec<u8>> =
                line.split('<').skip(1).map(|part| bytes(part.split('>').next().expect("hex"))).collect();
            letters.insert(u16::from_be_bytes([hex[0][0], hex[0][1]]), utf16(&hex[1]));
        }
    }
    assert!(!map.contains("beginbfrange"), "this reader does not know ranges");
    letters
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .map(|digit| u8::try_from(digit).expect("a digit"))
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect()
}

/// A text without white space and without the hyphens at line ends: what must come back, however it was set.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{AD}').collect()
}
