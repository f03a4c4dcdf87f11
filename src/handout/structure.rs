//! The structure tree and the outline, as objects of a PDF.

use super::flow::Place;
use super::tags::{Kid, NodeId, Tag, Tags};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

/// Writes the structure tree, and gives the reference of its root.
pub(super) fn structure(document: &mut Document, tags: &Tags, pages: &[ObjectId]) -> Object {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = tags.nodes().iter().map(|_| document.new_object_id()).collect();
    // For each page, the element that each of its marks belongs to.
    let mut owners: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for (node, element) in tags.nodes().iter().enumerate() {
        let parent = element.parent.map_or(root, |parent| ids[parent]);
        let mut entry = dictionary! {
            "Type" => "StructElem",
            "S" => element.tag.name(),
            "P" => parent,
        };
        let mut kids: Vec<Object> = Vec::new();
        for kid in &element.kids {
            match kid {
                Kid::Node(child) if is_empty(tags, *child) => {}
                Kid::Node(child) => kids.push(ids[*child].into()),
                Kid::Content { page, mark } => {
                    let owned = &mut owners[*page];
                    if owned.len() <= *mark {
                        owned.resize(*mark + 1, Object::Null);
                    }
                    owned[*mark] = ids[node].into();
                    kids.push(Object::Dictionary(dictionary! {
                        "Type" => "MCR",
                        "Pg" => pages[*page],
                        "MCID" => integer(*mark),
                    }));
                }
            }
        }
        entry.set("K", kids);
        if let Some(attributes) = attributes(element.tag) {
            entry.set("A", attributes);
        }
        if let Some(language) = element.language {
            entry.set("Lang", Object::string_literal(language.tag()));
        }
        if let Some(shows) = &element.shows {
            entry.set("Alt", text(shows));
        }
        document.set_object(ids[node], entry);
    }
    let numbers: Vec<Object> = owners
        .into_iter()
        .enumerate()
        .flat_map(|(page, owned)| [integer(page), Object::Array(owned)])
        .collect();
    let parents = document.add_object(dictionary! { "Nums" => numbers });
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids[Tags::ROOT],
        "ParentTree" => parents,
        "ParentTreeNextKey" => integer(pages.len()),
    };
    document.set_object(root, tree);
    root.into()
}

fn attributes(tag: Tag) -> Option<Dictionary> {
    if let Some(scope) = tag.scope() {
        return Some(dictionary! { "O" => "Table", "Scope" => scope });
    }
    (tag == Tag::L).then(|| dictionary! { "O" => "List", "ListNumbering" => "None" })
}

/// Whether nothing stands under an element. A cell without content still is a cell.
fn is_empty(tags: &Tags, node: NodeId) -> bool {
    let element = &tags.nodes()[node];
    !matches!(element.tag, Tag::Td | Tag::ColumnHead | Tag::RowHead)
        && element.kids.iter().all(|kid| match kid {
            Kid::Node(child) => is_empty(tags, *child),
            Kid::Content { .. } => false,
        })
}

/// Writes the sections as bookmarks, on paper of a height, and gives the reference of the outline.
pub(super) fn outline(
    document: &mut Document,
    sections: &[(String, Place)],
    height: f32,
    pages: &[ObjectId],
) -> Object {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = sections.iter().map(|_| document.new_object_id()).collect();
    for (index, (title, place)) in sections.iter().enumerate() {
        let top = (height - place.y).round();
        let page = Object::Reference(pages[place.page.min(pages.len() - 1)]);
        let mut entry = dictionary! {
            "Title" => text(title),
            "Parent" => root,
            "Dest" => vec![page, "XYZ".into(), Object::Null, Object::Real(top), Object::Null],
        };
        if let Some(next) = ids.get(index + 1) {
            entry.set("Next", *next);
        }
        if index > 0 {
            entry.set("Prev", ids[index - 1]);
        }
        document.set_object(ids[index], entry);
    }
    let mut entry = dictionary! { "Type" => "Outlines", "Count" => integer(ids.len()) };
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        entry.set("First", *first);
        entry.set("Last", *last);
    }
    document.set_object(root, entry);
    root.into()
}

/// A number as an object.
pub(super) fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A text of the document's dictionary: UTF-16 with its mark.
pub(super) fn text(words: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
