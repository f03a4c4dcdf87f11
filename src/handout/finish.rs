//! What printpdf leaves out: structure, language, metadata, honest fonts, and the same bytes every time.

use super::HandoutError;
use super::deflate::{Deflater, LEVEL};
use super::flow::Place;
use super::glyphs::{Font, Program};
use super::pdf::Drawn;
use super::structure::{integer, outline, structure, text};
use super::tags::Tags;
use super::typeface::{FaceId, Faces};
use chrono::{DateTime, Utc};
use lopdf::{Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The facts about a document.
pub(super) struct About<'a> {
    /// The title that a reader shows.
    pub(super) title: &'a str,
    /// Whose document it is.
    pub(super) authors: &'a [&'a str],
    /// The language, as RFC 5646 tags it.
    pub(super) language: &'a str,
    /// The instant that it carries.
    pub(super) created: DateTime<Utc>,
    /// The titles of the sections for the outline, and where they stand on paper of this height.
    pub(super) sections: &'a [(String, Place)],
    /// The height of the paper, in points.
    pub(super) height: f32,
}

/// Bytes of the identifier of a file.
const IDENTIFIER: usize = 16;
const PROGRAM: &str = concat!("makkerpar ", env!("CARGO_PKG_VERSION"));

/// Completes a drawn document and writes it.
///
/// # Errors
/// [`HandoutError::Write`] if the document cannot be put together.
pub(super) fn finish(
    drawn: Drawn,
    faces: &Faces,
    tags: &Tags,
    about: &About<'_>,
    deflater: &mut Deflater,
) -> Result<Vec<u8>, HandoutError> {
    let Drawn { mut document, fonts, programs } = drawn;
    "1.7".clone_into(&mut document.version);
    let pages: Vec<ObjectId> = document.page_iter().collect();
    describe_fonts(&mut document, faces, &fonts)?;
    tell_letters(&mut document, &fonts)?;
    set_widths(&mut document, &fonts)?;
    set_programs(&mut document, &fonts, programs)?;
    let structure = structure(&mut document, tags, &pages);
    for (index, page) in pages.iter().enumerate() {
        let page = document.get_dictionary_mut(*page)?;
        page.set("StructParents", integer(index));
        page.set("Tabs", Object::Name(b"S".to_vec()));
        page.remove(b"Annots");
    }
    let xmp = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(about).into_bytes())
        .with_compression(false);
    let xmp = document.add_object(xmp);
    let outline = outline(&mut document, about.sections, about.height, &pages);
    let catalog = document.catalog_mut()?;
    catalog.set("Outlines", outline);
    catalog.set("Lang", Object::string_literal(about.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Metadata", xmp);
    catalog.remove(b"PageLayout");
    inform(&mut document, about)?;
    document.prune_objects();
    document.renumber_objects();
    compress(&mut document, deflater)?;
    write(document)
}

/// Compresses what is not compressed yet.
fn compress(document: &mut Document, deflater: &mut Deflater) -> Result<(), HandoutError> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            let smaller = deflater.deflate(&stream.content)?;
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(smaller);
        }
    }
    Ok(())
}

/// Writes the document under an identifier that is a hash of it: it is written with zeros first, and they are replaced in
/// the bytes.
fn write(mut document: Document) -> Result<Vec<u8>, HandoutError> {
    let id = Object::String(vec![0; IDENTIFIER], StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(1000)
        .compression_level(LEVEL)
        .build();
    document.save_with_options(&mut bytes, options)?;
    let hash = Sha256::digest(&bytes);
    let hash = hash.iter().take(IDENTIFIER).fold(String::new(), |text, byte| text + &format!("{byte:02X}"));
    let zeros = "0".repeat(2 * IDENTIFIER);
    let mut from = bytes.len();
    // The trailer stands at the end, and has it twice.
    for _ in 0..2 {
        let found = bytes[..from].windows(zeros.len()).rposition(|window| window == zeros.as_bytes());
        let Some(at) = found else { break };
        bytes[at..at + zeros.len()].copy_from_slice(hash.as_bytes());
        from = at;
    }
    Ok(bytes)
}

fn inform(document: &mut Document, about: &About<'_>) -> Result<(), HandoutError> {
    let date = Object::string_literal(about.created.format("D:%Y%m%d%H%M%SZ").to_string());
    let info = dictionary! {
        "Title" => text(about.title),
        "Author" => text(&about.authors.join(", ")),
        "Creator" => text(PROGRAM),
        "Producer" => text(PROGRAM),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    let id = document.trailer.get(b"Info")?.as_reference()?;
    document.set_object(id, info);
    Ok(())
}

/// Corrects what printpdf guesses about fonts: the height of capitals, the slant, the kind of letters.
fn describe_fonts(document: &mut Document, faces: &Faces, fonts: &[Font]) -> Result<(), HandoutError> {
    for object in document.objects.values_mut() {
        let Ok(descriptor) = object.as_dict_mut() else { continue };
        if !descriptor.has_type(b"FontDescriptor") {
            continue;
        }
        let name = descriptor.get(b"FontName")?.as_name()?;
        let Some(font) = fonts.iter().find(|font| font.name.as_bytes() == name) else { continue };
        let face = faces.get(font.face);
        let em = i64::from(face.as_ref().units_per_em().max(1));
        let capitals = i64::from(face.capital_height().unwrap_or_else(|| face.ascender()));
        let (serif, italic, symbolic, text) = (2, 64, 4, 32);
        let flags = match font.face {
            FaceId::Regular | FaceId::Semibold => serif | text,
            FaceId::Italic => serif | italic | text,
            FaceId::Symbols | FaceId::Emoji => symbolic,
        };
        descriptor.set("CapHeight", capitals * 1000 / em);
        descriptor.set("ItalicAngle", Object::Real(face.italic_angle()));
        descriptor.set("Flags", flags);
    }
    Ok(())
}

/// Says how wide every glyph is: their numbers run from zero without a gap.
fn set_widths(document: &mut Document, fonts: &[Font]) -> Result<(), HandoutError> {
    for font in document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        // printpdf writes the font proper inside the composite font.
        let Ok(Object::Array(inside)) = font.get_mut(b"DescendantFonts") else { continue };
        for font in inside.iter_mut().filter_map(|object| object.as_dict_mut().ok()) {
            let name = font.get(b"BaseFont")?.as_name()?;
            let known = fonts.iter().find(|known| known.name.as_bytes() == name).ok_or(HandoutError::Font)?;
            let widths: Vec<Object> = known.widths.iter().map(|width| i64::from(*width).into()).collect();
            font.set("W", vec![Object::Integer(0), Object::Array(widths)]);
        }
    }
    Ok(())
}

/// Puts the outlines of every font in their place.
fn set_programs(document: &mut Document, fonts: &[Font], programs: Vec<Program>) -> Result<(), HandoutError> {
    let mut places: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
    for descriptor in document.objects.values().filter_map(|object| object.as_dict().ok()) {
        if let Ok(file) = descriptor.get(b"FontFile3").or_else(|_| descriptor.get(b"FontFile2")) {
            places.insert(descriptor.get(b"FontName")?.as_name()?.to_vec(), file.as_reference()?);
        }
    }
    for program in programs {
        let font = fonts.iter().find(|font| font.face == program.face).ok_or(HandoutError::Font)?;
        let place = places.get(font.name.as_bytes()).ok_or(HandoutError::Font)?;
        let mut about = dictionary! { "Filter" => "FlateDecode" };
        if font.is_cff {
            about.set("Subtype", "CIDFontType0C");
        } else {
            about.set("Length1", integer(program.length));
        }
        document.set_object(*place, Stream::new(about, program.bytes));
    }
    Ok(())
}

/// Says for every font what text each of its glyphs stands for.
fn tell_letters(document: &mut Document, fonts: &[Font]) -> Result<(), HandoutError> {
    let mut maps: Vec<(ObjectId, &Font)> = Vec::new();
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        let (Ok(name), Ok(map)) = (font.get(b"BaseFont").and_then(Object::as_name), font.get(b"ToUnicode"))
        else {
            continue;
        };
        if let Some(subset) = fonts.iter().find(|subset| subset.name.as_bytes() == name) {
            maps.push((map.as_reference()?, subset));
        }
    }
    for (id, font) in maps {
        document.set_object(id, Stream::new(lopdf::Dictionary::new(), letters(font).into_bytes()));
    }
    Ok(())
}

/// A map from glyphs to text, as ISO 32000-1, section 9.10.3, has it: at most a hundred to a section.
fn letters(font: &Font) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let texts: Vec<(&u16, &String)> = font.texts.iter().collect();
    for section in texts.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", section.len());
        for (glyph, text) in section {
            let units = text.encode_utf16().fold(String::new(), |units, unit| units + &format!("{unit:04X}"));
            let _ = writeln!(map, "<{glyph:04X}> <{units}>");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// The metadata as XML. It claims no conformance: nothing has checked any.
fn xmp(about: &About<'_>) -> String {
    let date = about.created.format("%Y-%m-%dT%H:%M:%SZ");
    let authors: Vec<String> = about.authors.iter().map(|author| escaped(author)).collect();
    let authors = authors.join("</rdf:li><rdf:li>");
    let title = escaped(about.title);
    let language = about.language;
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{authors}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>
<pdf:Producer>{PROGRAM}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{FEFF}'
    )
}

/// A text for XML, without the characters that XML cannot have.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(letter),
            _ if letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}') => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}
