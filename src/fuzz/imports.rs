//! What is given to `import`: exports in which something was changed, tables, lines, and bytes that are nothing of it.

use super::bytes::{Bytes, Talk};
use super::changes::{place, set};
use super::files::{File, empty_file};
use super::lives::{Life, any_life};
use crate::app::deliver::Destination;
use crate::app::entry::Entry;
use crate::app::exchange::Intake;
use crate::app::export::{self, Form};
use crate::app::import::{self, Material};
use crate::app::print::{Draft, Edition, Kind};
use crate::app::{AppError, Session};
use crate::handout::Paper;
use crate::locale::Language;
use crate::store::Extent;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::path::Path;
use std::sync::OnceLock;

/// 1 January 2080, long after everything in the life that is exported.
const NOW: DateTime<Utc> = DateTime::from_timestamp(3_471_292_800, 0).unwrap();
/// So many bytes tell the life that is exported.
const LIFE: usize = 900;
/// The most changes that are made to an export.
const CHANGES: usize = 8;

/// An export, and the file that it came from at half the way.
struct Base {
    half: Vec<u8>,
    export: Value,
}

fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let told = any_life(LIFE);
        let file = File::with(empty_file());
        let mut life = Life::begin(Bytes(&told), file.store());
        let mut half = None;
        while !life.bytes.0.is_empty() {
            life.step();
            if life.bytes.0.len() < LIFE / 2 && half.is_none() {
                half = Some(std::fs::read(&file.place).expect("the file"));
            }
        }
        life.talk(&Talk::of(&mut Bytes(&told)));
        let export = written(&mut life.session, Extent::Whole);
        Base { half: half.expect("half a life"), export: serde_json::from_slice(&export).expect("JSON") }
    })
}

fn written(session: &mut Session, extent: Extent) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::export(session, Form::Json, extent, Destination::Bytes, &mut bytes, &mut |_, _| {})
        .expect("exported");
    bytes
}

/// Gives something to `import` that the bytes tell: into a file without a pair, and into one with half of what is exported.
///
/// # Panics
/// If the program is broken: it panics, is refused by its own database, writes what it refuses, or ends up with a file that is
/// not sound or that it could not take in itself.
pub fn imports(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let given = match first % 4 {
        0..=2 => changed(rest),
        _ => rest.to_vec(),
    };
    for known in [empty_file(), &base().half] {
        into(known, &given);
    }
}

/// The export with some changes.
fn changed(data: &[u8]) -> Vec<u8> {
    let mut bytes = Bytes(data);
    let mut export = base().export.clone();
    for _ in 0..CHANGES {
        if bytes.0.is_empty() {
            break;
        }
        change(&mut export, &mut bytes);
    }
    let Value::Object(mut head) = export else { return Vec::new() };
    // The version comes first and the records last, whatever is between.
    let version = head.remove("makkerpar").unwrap_or_default();
    let records = head.remove("records").unwrap_or_default();
    let between = Value::Object(head).to_string();
    let between = between.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
    let comma = if between.is_empty() { "" } else { "," };
    let mut text = format!("{{\"makkerpar\":{version}{comma}{between},\"records\":{records}}}").into_bytes();
    // What is left is a place at which one byte is another, or the file ends.
    if bytes.is_so() {
        let place = place(&mut bytes, text.len());
        match bytes.number(3) {
            0 => text.truncate(place),
            1 => text[place] = bytes.byte(),
            _ => drop(text.remove(place)),
        }
    }
    text
}

/// Changes one thing.
fn change(export: &mut Value, bytes: &mut Bytes<'_>) {
    let kind = bytes.number(8);
    if kind == 0 {
        return set(export, bytes, 3);
    }
    let Some(records) = export["records"].as_array_mut().filter(|records| !records.is_empty()) else {
        return;
    };
    let [one, other] = [place(bytes, records.len()), place(bytes, records.len())];
    match kind {
        1 => drop(records.remove(one)),
        2 => records.swap(one, other),
        3 => {
            let again = records[one].clone();
            records.insert(other, again);
        }
        // The same thing once more, as if it had been written elsewhere.
        4 => {
            let mut again = records[one].clone();
            again["id"] = records[other]["command"].clone();
            again["lamport"] = records[other]["lamport"].clone();
            again["device"] = records[other]["entity"].clone();
            records.insert(other, again);
        }
        // One thing with what another has.
        5 => {
            let fields =
                ["entity", "subject", "body", "kind", "state", "author", "lamport", "replaces", "reverses"];
            let field = bytes.one_of(&fields);
            records[one][field] = records[other][field].clone();
        }
        _ => set(&mut records[one], bytes, 4),
    }
}

/// Takes it into a file as `import` does, and looks at what came of it.
fn into(known: &[u8], given: &[u8]) {
    let file = File::with(known);
    let before = file.bytes();
    let name = Path::new("given");
    let taken = match import::material(given) {
        Material::Export => import::receive(&mut file.store(), name, given, Intake::default()).map(drop),
        Material::Calendar | Material::Database => return,
        material => rows(&file, given, material),
    };
    match taken {
        Ok(()) => is_sound(&file),
        Err(broken @ AppError::Store(_)) => panic!("{broken:?}"),
        Err(_) => assert!(file.bytes() == before, "what is refused was written"),
    }
}

fn rows(file: &File, given: &[u8], material: Material) -> Result<(), AppError> {
    let Ok(text) = std::str::from_utf8(given) else { return Ok(()) };
    let mut session = Session::new(file.store(), None, Some("a"), NOW)?;
    for language in [Language::Danish, Language::English] {
        let rows = match material {
            Material::Table(delimiter) => import::table(&session, text, delimiter, language)?.rows,
            _ => import::lines(&session, text, language)?,
        };
        let before = file.bytes();
        let taken = import::take_in(&mut session, rows, false, &mut |_, _| {})?;
        let is_changed = file.bytes() != before;
        assert_eq!(is_changed, taken.added > 0 && taken.refused == 0, "{taken:?}");
        if taken.refused == 0 {
            let rows = match material {
                Material::Table(delimiter) => import::table(&session, text, delimiter, language)?.rows,
                _ => import::lines(&session, text, language)?,
            };
            let again = import::take_in(&mut session, rows, false, &mut |_, _| {})?;
            assert_eq!(again.added, 0, "the same is taken in again: {again:?}");
        }
    }
    Ok(())
}

/// The file can be looked at, and exported to where it came from.
fn is_sound(file: &File) {
    let findings = file.store().check().expect("a look at the file");
    assert!(findings.is_empty(), "{findings:?}");
    for me in ["a", "b"] {
        // There may be no pair in it, or several.
        let Ok(mut session) = Session::new(file.store(), None, Some(me), NOW) else { return };
        let view = session.view();
        for id in view.ids().expect("read") {
            let listed = view.by_id(id).expect("read").expect("an entry");
            let _: Entry = session.entries().listed(&listed).expect("read");
        }
        let edition = Edition {
            kind: Kind::Summary,
            language: None,
            paper: Paper::A4,
            is_redacted: false,
            is_full: false,
        };
        if let Ok(draft) = Draft::of(&session, edition, None) {
            draft.render().expect("a paper");
        }
        let export = written(&mut session, Extent::Whole);
        let there = File::with(empty_file());
        let taken = import::receive(
            &mut there.store(),
            Path::new("again"),
            &export[..],
            Intake { me: Some(me), ..Intake::default() },
        );
        assert!(taken.is_ok(), "it does not take in what it exports: {taken:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::imports;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn no_export_whatever_was_changed_in_it_breaks_a_file(data in proptest::collection::vec(any::<u8>(), 1..60)) {
            imports(&[&[0], &data[..]].concat());
        }

        #[test]
        fn no_text_breaks_a_file(
            text in "(text;dato|text,date,kind,owner|[#+?!\"',;@ a-z0-9/.\n]{0,9})(\n[-+*?!#@\"',;: \ta-zæøå0-9/.\r\n]{0,40}){0,6}"
        ) {
            imports(&[b"\x03", text.as_bytes()].concat());
        }

        #[test]
        fn no_bytes_break_a_file(data in proptest::collection::vec(any::<u8>(), 0..200)) {
            imports(&[b"\x03", &data[..]].concat());
        }
    }
}
