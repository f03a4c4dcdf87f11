//! Looks at the structure of a finished file: whether all that is seen is heard, once, and in an order that makes sense.

use super::reading::Element;
use crate::handout::block::Ink;
use crate::handout::compose::Composed;
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeSet;

/// What is wrong with the structure; nothing, if all is well.
pub(super) fn faults(document: &Document, elements: &[Element], composed: &Composed) -> Vec<String> {
    let mut faults = Vec::new();
    headings(elements, &mut faults);
    let catalog = document.catalog().expect("a catalog");
    let root = resolve(document, catalog.get(b"StructTreeRoot").expect("a structure"));
    let mut seen = BTreeSet::new();
    walk(document, resolve(document, root.get(b"K").expect("kids")), "", &mut seen, &mut faults);
    for (page, id) in document.page_iter().enumerate() {
        let content = document.get_page_content(id);
        let content = lopdf::content::Content::decode(&content).expect("operations");
        for operation in content.operations.iter().filter(|it| it.operator == "BDC") {
            let properties = operation.operands[1].as_dict().expect("properties");
            if let Ok(mark) = properties.get(b"MCID").and_then(Object::as_i64)
                && !seen.remove(&(id, mark))
            {
                faults.push(format!("mark {mark} of page {} is not in the structure", page + 1));
            }
        }
    }
    if !seen.is_empty() {
        faults.push(format!("the structure names marks that are on no page: {seen:?}"));
    }
    // All words but those that repeat what was said are heard.
    let heard: usize = elements.iter().map(|element| visible(&element.text)).sum();
    let told = composed.pages.iter().flatten().filter(|item| item.node.is_some());
    let shown: usize = told
        .map(|item| match (&item.says, &item.ink) {
            (Some(says), _) => visible(says),
            (None, Ink::Text(line)) => visible(line.text()),
            (None, Ink::Figure(_)) => 0,
        })
        .sum();
    if heard != shown {
        faults.push(format!("{shown} letters are shown and {heard} are heard"));
    }
    faults
}

fn visible(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{AD}').count()
}

/// Headings go down one level at a time, and begin with one of the first.
fn headings(elements: &[Element], faults: &mut Vec<String>) {
    let mut before = 0;
    for element in elements.iter().filter(|element| element.tag.starts_with('H')) {
        let level: usize = element.tag[1..].parse().expect("a level");
        if level > before + 1 || (level == 1) != (before == 0) {
            faults.push(format!("{} {:?} after level {before}", element.tag, element.text));
        }
        before = level;
    }
}

fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    document.dereference(object).expect("an object").1.as_dict().expect("a dictionary")
}

/// Which elements may stand in which.
fn may_hold(parent: &str, tag: &str) -> bool {
    match tag {
        "LI" => parent == "L",
        "Lbl" | "LBody" => parent == "LI",
        "TR" => parent == "Table",
        "TH" | "TD" => parent == "TR",
        "Document" => parent.is_empty(),
        "P" => !matches!(parent, "P" | "L" | "LI" | "Table" | "TR" | "H1" | "H2" | "H3" | "Figure"),
        _ => parent == "Document",
    }
}

fn walk(
    document: &Document,
    element: &Dictionary,
    parent: &str,
    seen: &mut BTreeSet<(lopdf::ObjectId, i64)>,
    faults: &mut Vec<String>,
) {
    let tag = element.get(b"S").and_then(Object::as_name).expect("a tag");
    let tag = String::from_utf8_lossy(tag).into_owned();
    if !may_hold(parent, &tag) {
        faults.push(format!("{tag} in {parent}"));
    }
    if tag == "Figure" && !element.has(b"Alt") {
        faults.push("a figure that does not say what it shows".to_owned());
    }
    if tag == "TH" && !element.get(b"A").and_then(Object::as_dict).is_ok_and(|it| it.has(b"Scope")) {
        faults.push("the head of a table without a scope".to_owned());
    }
    for kid in element.get(b"K").and_then(Object::as_array).expect("kids") {
        let kid = resolve(document, kid);
        if kid.has_type(b"MCR") {
            let page = kid.get(b"Pg").and_then(Object::as_reference).expect("a page");
            let mark = kid.get(b"MCID").and_then(Object::as_i64).expect("a mark");
            if !seen.insert((page, mark)) {
                faults.push(format!("mark {mark} is said twice"));
            }
        } else {
            walk(document, kid, &tag, seen, faults);
        }
    }
}
