//! Tests of the hand-outs: as values, as text, and as files that others must read.

mod briefs;
mod cards;
mod extremes;
mod layout;
pub(crate) mod pictures;
mod preps;
mod reading;
mod samples;
mod structure;

use super::lines::Typesetter;
use super::*;
use chrono::TimeZone as _;
use lopdf::Object;
use proptest::prelude::*;
use reading::{Element, squeezed};

fn created() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 5, 21, 8, 0, 0).single().expect("a time")
}

fn rendered(document: &Document, paper: Paper) -> Rendered {
    super::render(document, paper, created()).expect("a PDF")
}

fn render(document: &Summary, paper: Paper) -> Rendered {
    rendered(&of_summary(document), paper)
}

fn of_summary(document: &Summary) -> Document {
    Document::Summary(Box::new(document.clone()))
}

fn of_brief(document: &Brief) -> Document {
    Document::Brief(Box::new(document.clone()))
}

fn read(document: &Summary) -> Vec<Element> {
    reading::elements(&reading::open(&render(document, Paper::A4).bytes))
}

fn whole(elements: &[Element]) -> String {
    squeezed(&elements.iter().map(|element| element.text.as_str()).collect::<String>())
}

fn every_sample() -> [Summary; 5] {
    [samples::danish(), samples::english(), samples::empty(), extremes::heavy(), extremes::strange()]
}

/// A summary with nothing in it but one note.
fn noted(words: &str) -> Summary {
    let note = samples::text(words);
    let theme = summary::Talked { theme: None, notes: vec![note], handles: Vec::new() };
    let head = content::Masthead { is_public_body: false, ..samples::masthead() };
    Summary { head, themes: vec![theme], ..samples::empty() }
}

#[test]
fn the_same_summary_gives_the_same_bytes_twice_in_one_process() {
    let (first, second) = (render(&extremes::strange(), Paper::A4), render(&extremes::strange(), Paper::A4));
    assert!(first == second);
    assert!(first.bytes.starts_with(b"%PDF-1.7"));
    let other = render(&samples::danish(), Paper::A4);
    assert!(first.bytes != other.bytes);
    let [one, two] = [first, other].map(|it| identifier(&it));
    assert!(one != two && one != vec![0; 16], "{one:?} {two:?}");
}

/// What a file is known by.
fn identifier(rendered: &Rendered) -> Vec<u8> {
    let document = reading::open(&rendered.bytes);
    let ids = document.trailer.get(b"ID").and_then(Object::as_array).expect("identifiers");
    assert_eq!(ids[0], ids[1]);
    ids[0].as_str().expect("a string").to_vec()
}

#[test]
fn a_document_tells_its_language_its_title_and_its_structure() {
    let document = reading::open(&render(&samples::english(), Paper::A4).bytes);
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"en");
    let shown = catalog.get(b"ViewerPreferences").and_then(Object::as_dict).expect("preferences");
    assert!(shown.get(b"DisplayDocTitle").and_then(Object::as_bool).expect("a choice"));
    let xmp = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let xmp = document.get_object(xmp).and_then(Object::as_stream).expect("a stream");
    let xmp = String::from_utf8(xmp.content.clone()).expect("XML");
    assert!(xmp.contains("Christopher Okonkwo-Featherstonehaugh and Mia Sand, 20 May 2027"));
    assert!(!xmp.contains("pdfuaid"), "nothing has checked that claim");
    let outline = catalog.get(b"Outlines").and_then(Object::as_reference).expect("an outline");
    let outline = document.get_dictionary(outline).expect("an outline");
    // Eight sections: talked, noticed, changes, rules, repair, trust, next time, signatures; and the additions.
    assert_eq!(outline.get(b"Count").and_then(Object::as_i64).expect("a number"), 9);
    for page in document.page_iter() {
        let page = document.get_dictionary(page).expect("a page");
        assert!(page.has(b"StructParents") && !page.has(b"Annots"));
    }
}

#[test]
fn metadata_escapes_what_names_hold() {
    let mut document = samples::empty();
    document.head.people[0].name = "A <b> & \"c\" \u{1}".to_owned();
    let bytes = render(&document, Paper::A4).bytes;
    let document = reading::open(&bytes);
    let xmp = document.catalog().and_then(|catalog| catalog.get(b"Metadata")).and_then(Object::as_reference);
    let xmp = document.get_object(xmp.expect("metadata")).and_then(Object::as_stream).expect("a stream");
    let xmp = String::from_utf8_lossy(&xmp.content);
    assert!(xmp.contains("<rdf:li>A &lt;b&gt; &amp; &quot;c&quot; </rdf:li>"), "{xmp}");
}

#[test]
fn every_font_is_embedded_and_cut_down() {
    for sample in every_sample() {
        let document = reading::open(&render(&sample, Paper::Letter).bytes);
        let mut fonts = 0;
        for object in document.objects.values().filter_map(|object| object.as_dict().ok()) {
            if !object.has_type(b"FontDescriptor") {
                continue;
            }
            fonts += 1;
            let name = object.get(b"FontName").and_then(Object::as_name).expect("a name");
            assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+');
            assert!(object.has(b"FontFile2") || object.has(b"FontFile3"));
            let ascent = object.get(b"Ascent").and_then(Object::as_i64).expect("an ascent");
            let capitals = object.get(b"CapHeight").and_then(Object::as_i64).expect("a height");
            assert!(capitals < ascent || !name.windows(10).any(|part| part == b"Libertinus"));
            let slant = object.get(b"ItalicAngle").and_then(Object::as_float).expect("an angle");
            assert_eq!(slant < 0.0, name.ends_with(b"Italic"));
        }
        assert!(fonts >= 3);
    }
}

#[test]
fn every_text_comes_back_as_it_was_typed() {
    let text = whole(&read(&extremes::strange()));
    for expected in [
        "Łukasz Đặng Ελένη Жуков „citat“ ☕ 🙂 👩‍👩‍👧‍👦 🇩🇰 👍🏽 1️⃣ e\u{301}\u{323} ﬁ office ab ☐ ☑ ✓ → ≠",
        "日本語 한국어 ไทย हिन्दी שלום עולם مرحبا",
        "Første linje Tredje, indrykket med to og en tabulator Fjerde <b>&amp;</b> {x} #1 *nej*",
        &"x".repeat(5000),
        "Bartholomæus Christensen-Østergaard af Rosenkrantz",
    ] {
        assert!(text.contains(&squeezed(expected)), "{expected} is not in {text}");
    }
}

#[test]
fn the_structure_reads_from_the_names_to_the_additions() {
    let elements = read(&samples::danish());
    let headings: Vec<String> = elements
        .iter()
        .filter(|element| element.tag.starts_with('H'))
        .map(|element| format!("{} {}", element.tag, element.text.trim()))
        .collect();
    assert!(
        headings[0].starts_with("H1 Anna Holm Bo Lind Referat Udviklingssamtale torsdag"),
        "{headings:?}"
    );
    assert_eq!(
        headings[1..],
        [
            "H2 Det, vi talte om",
            "H3 Kemi og tillid",
            "H3 Forskellige logikker",
            "H3 Roller og arbejdsdeling",
            "H3 Forventninger og kompetencer",
            "H3 Forholdet til de andre",
            "H2 Hvad vi havde lagt mærke til",
            "H3 Kemi og tillid",
            "H3 Forskellige logikker",
            "H3 Roller og arbejdsdeling",
            "H2 Det, vi ændrer",
            "H2 Spilleregler",
            "H2 Det, der skulle på plads",
            "H2 Revanche og næste gang",
            "H2 Underskrift",
        ]
    );
    // Each voice is a list of its own, a before b; an answer follows what it answers.
    let text = whole(&elements);
    let order = ["Jegvedaldrig", "Detkanjeggodtsige", "Dulovedehallen", "Jegbrugteenuge"];
    let places: Vec<_> = order.iter().map(|words| text.find(words).expect("the words")).collect();
    assert!(places.is_sorted());
}

#[test]
fn a_table_says_its_heads_once_and_shows_them_on_every_page() {
    let elements = read(&extremes::heavy());
    let heads: Vec<&str> =
        elements.iter().filter(|element| element.tag == "TH").map(|element| element.text.trim()).collect();
    assert_eq!(heads.iter().filter(|head| **head == "hvornår").count(), 1);

    let composed = composed(&of_summary(&extremes::heavy()), Paper::A4);
    let with_rows = |page: &Vec<block::Item>| words(page).any(|word| word.starts_with("senest"));
    let with_heads = |page: &Vec<block::Item>| words(page).any(|word| word == "hvornår");
    assert!(composed.pages.iter().filter(|page| with_rows(page)).count() > 1);
    assert!(composed.pages.iter().filter(|page| with_rows(page)).all(with_heads));
}

fn composed(document: &Document, paper: Paper) -> compose::Composed {
    compose::compose(document, paper, &Typesetter::new(document.head().language))
}

fn words(page: &[block::Item]) -> impl Iterator<Item = &str> {
    page.iter().filter_map(|item| match &item.ink {
        block::Ink::Text(line) => Some(line.shaped.text.as_str()),
        block::Ink::Figure(_) => None,
    })
}

#[track_caller]
fn assert_well_set(composed: &compose::Composed) {
    let faults = layout::faults(composed);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Looks at a document in every way that a program can.
#[track_caller]
pub(crate) fn assert_good(document: &Document, paper: Paper) {
    let composed = composed(document, paper);
    assert_well_set(&composed);
    let rendered = rendered(document, paper);
    let document = reading::open(&rendered.bytes);
    assert_eq!(document.get_pages().len(), rendered.pages);
    let faults = structure::faults(&document, &reading::elements(&document), &composed);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is heard of a document, without white space.
pub(crate) fn heard(document: &Document) -> String {
    whole(&reading::elements(&reading::open(&rendered(document, Paper::A4).bytes)))
}

#[test]
fn every_summary_is_well_set_and_well_read() {
    for sample in every_sample() {
        assert_good(&of_summary(&sample), Paper::A4);
        assert_good(&of_summary(&sample), Paper::Letter);
    }
}

#[test]
fn every_brief_is_well_set_and_well_read() {
    for count in [0, 1, 4, 5, 16, 17, 60, 200] {
        assert_good(&of_brief(&briefs::of(count)), Paper::A4);
        assert_good(&of_brief(&briefs::of(count)), Paper::Letter);
    }
    assert_good(&of_brief(&briefs::english()), Paper::A4);
}

#[test]
fn an_empty_year_is_one_page_with_room_to_write() {
    let rendered = render(&samples::empty(), Paper::Letter);
    assert_eq!(rendered.pages, 1);
    let text = whole(&read(&samples::empty()));
    assert!(text.contains(&squeezed("Vi aftalte ingen ændringer denne gang.")));
    assert!(text.contains(&squeezed("Tilføjelser")));
    assert!(!text.contains("Spilleregler"));
}

#[test]
fn an_erased_text_is_told_and_a_signed_day_too() {
    let text = whole(&read(&samples::english()));
    assert!(text.contains(&squeezed("Mia: erased by its author")));
    assert!(text.contains(&squeezed("signed 21 May 2027")));
}

#[test]
fn a_paragraph_is_never_parted_after_its_first_or_before_its_last_line() {
    let setter = Typesetter::new(crate::locale::Language::English);
    let slot = block::Slot::new(None, 0.0, 100.0);
    for count in 1..12 {
        let text = vec!["line"; count].join("\n");
        let cell = block::Cell::text(&setter, &text, sheet::BODY, slot);
        let lines: Vec<usize> = cell.pieces.iter().map(|piece| piece.items.len()).collect();
        assert_eq!(lines.iter().sum::<usize>(), count);
        assert!(count == 1 || (lines[0] >= 2 && lines[lines.len() - 1] >= 2), "{lines:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_renders_within_the_margins_and_comes_back(text in "\\PC{1,60}|.{1,400}|[a-zæøå\u{AD}\u{300}-\u{30f} ]{1,2000}") {
        let document = noted(&text);
        assert_well_set(&composed(&of_summary(&document), Paper::A4));
        let read = whole(&read(&document));
        let typed: String = text.chars().filter(|letter| !letter.is_control()).collect();
        prop_assert!(read.contains(&squeezed(&typed)), "{read:?}");
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_summary_is_well_set_and_well_read(
        texts in prop::collection::vec("\\PC{0,40}|.{0,300}|[a-zæøå]{1,900}|([a-zæøå]{1,14} ){0,200}", 1..9),
        times in 1_usize..4,
        letter in any::<bool>(),
    ) {
        let document = of_summary(&extremes::scrambled(&texts, times));
        assert_good(&document, if letter { Paper::Letter } else { Paper::A4 });
    }

    #[test]
    fn any_brief_is_well_set_and_well_read(
        texts in prop::collection::vec("\\PC{0,40}|.{0,300}|[a-zæøå]{1,900}|([a-zæøå]{1,14} ){0,200}", 1..9),
        times in 1_usize..4,
        letter in any::<bool>(),
    ) {
        let document = of_brief(&briefs::scrambled(&texts, times));
        assert_good(&document, if letter { Paper::Letter } else { Paper::A4 });
        // Whatever was typed comes back, wherever it stands.
        let heard = heard(&document);
        for text in &texts {
            let typed: String = text.chars().filter(|letter| !letter.is_control()).collect();
            prop_assert!(heard.contains(&squeezed(&typed)), "{typed:?} is not in {heard:?}");
        }
    }

    #[test]
    fn any_card_is_well_set_and_well_read(
        texts in prop::collection::vec("\\PC{0,40}|.{0,300}|[a-zæøå]{1,900}|([a-zæøå]{1,14} ){0,200}", 1..9),
        times in 1_usize..4,
        letter in any::<bool>(),
        outing in prop::sample::select(vec![card::Outing::Round, card::Outing::Walk, card::Outing::Day]),
        is_full in any::<bool>(),
    ) {
        let document = cards::of(&cards::scrambled(&texts, times, outing, is_full));
        assert_good(&document, if letter { Paper::Letter } else { Paper::A4 });
        // What the eye cannot be shown, the ear is told.
        let heard = heard(&document);
        for text in texts.iter().take(8) {
            let typed: String = text.chars().filter(|letter| !letter.is_control()).collect();
            prop_assert!(heard.contains(&squeezed(&typed)), "{typed:?} is not in {heard:?}");
        }
    }

    #[test]
    fn any_preparation_sheet_is_well_set_and_well_read(
        texts in prop::collection::vec("\\PC{0,40}|.{0,300}|[a-zæøå]{1,900}|([a-zæøå]{1,14} ){0,200}", 1..9),
        times in 1_usize..4,
        letter in any::<bool>(),
    ) {
        let document = preps::of(&preps::scrambled(&texts, times));
        assert_good(&document, if letter { Paper::Letter } else { Paper::A4 });
        let heard = heard(&document);
        for text in texts.iter().skip(4) {
            let typed: String = text.chars().filter(|letter| !letter.is_control()).collect();
            prop_assert!(heard.contains(&squeezed(&typed)), "{typed:?} is not in {heard:?}");
        }
    }
}
