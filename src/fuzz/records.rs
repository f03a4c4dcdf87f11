//! The bodies of records: bytes read as one, and files in which one says something else than was written.

use super::bytes::{Bytes, Talk};
use super::changes::{place, set};
use super::files::{File, empty_file};
use super::lives::{Life, any_life};
use super::visits;
use crate::domain::Entity;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::sync::OnceLock;

/// So many bytes tell the life that is on record.
const LIFE: usize = 260;
/// The most records that are damaged.
const DAMAGED: usize = 3;

/// Days, instants, times and numbers with which nothing can be reckoned.
const EXTREMES: [&str; 16] = [
    "\"-262143-01-01\"",
    "\"+262142-12-31\"",
    "\"0000-01-01\"",
    "\"9999-12-31\"",
    "\"-262143-01-01T00:00:00Z\"",
    "\"+262142-12-31T23:59:59Z\"",
    "\"23:59:60\"",
    "4294967295",
    "0",
    "[\"+262142-12-31\", \"-262143-01-01\"]",
    "[4294967295, 4294967295]",
    "{\"latitude\": 1e308, \"longitude\": -1e308}",
    "{\"latitude\": 90, \"longitude\": 180}",
    "{\"by\": \"weeks\", \"year\": 2147483647, \"first\": 0, \"last\": 4294967295, \"yearly\": true}",
    "{\"by\": \"days\", \"from\": \"+262142-12-31\", \"to\": \"-262143-01-01\", \"yearly\": true}",
    "\"Antarctica/Troll\"",
];

/// A file with something of every kind on record, and the bodies in it.
struct Base {
    file: Vec<u8>,
    bodies: Vec<(i64, String)>,
    /// A day on which a talk is to come.
    now: DateTime<Utc>,
}

fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let told = any_life(LIFE);
        let file = File::with(empty_file());
        let mut life = Life::begin(Bytes(&told), file.store());
        while !life.bytes.0.is_empty() {
            life.step();
        }
        let talk = Talk::of(&mut Bytes(&told));
        life.talk(&talk);
        life.set_the_day(&talk);
        let now = life.now;
        drop(life);
        let bodies = file.store().bodies().expect("the bodies");
        Base { file: file.bytes(), bodies, now }
    })
}

/// Reads the bytes as the body of a record; or damages bodies in a file as they say, and goes through it.
///
/// # Panics
/// If the program is broken: a body that is read is written otherwise, or a file in which one is damaged cannot even be
/// looked at.
pub fn records(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    if first % 4 == 0 {
        return read(rest);
    }
    let (base, mut bytes) = (base(), Bytes(rest));
    let file = File::with(&base.file);
    let which = bytes.byte();
    let mut store = file.store();
    for _ in 0..DAMAGED {
        let (seq, body) = &base.bodies[place(&mut bytes, base.bodies.len())];
        let is_hashed = bytes.is_so();
        let body = if bytes.number(4) == 0 { bytes.raw() } else { changed(body, &mut bytes) };
        read(&body);
        store.damage(*seq, &body, is_hashed).expect("damaged");
        if bytes.0.is_empty() {
            break;
        }
    }
    // What queries sort by is as it was before, or is what the records say now.
    if first % 4 > 1 && store.make_anew().is_err() {
        return;
    }
    drop(store);
    visits::visit(&file, base.now, which);
}

/// A body with some values that are otherwise.
fn changed(body: &str, bytes: &mut Bytes<'_>) -> Vec<u8> {
    let mut body: Value = serde_json::from_str(body).expect("JSON");
    for _ in 0..=bytes.number(3) {
        if bytes.is_so() {
            set(&mut body, bytes, 3);
        } else if let Some(fields) = body.as_object_mut() {
            let at = place(bytes, fields.len());
            let field = fields.values_mut().nth(at).expect("a field");
            *field = serde_json::from_str(bytes.one_of(&EXTREMES)).expect("JSON");
        }
    }
    body.to_string().into_bytes()
}

/// What is read as a body is written as the same.
fn read(body: &[u8]) {
    let Ok(entity) = serde_json::from_slice::<Entity>(body) else { return };
    if entity.sound().is_err() {
        return;
    }
    let written = serde_json::to_string(&entity).expect("a body can be written");
    let again: Entity = serde_json::from_str(&written).expect("a body that was written can be read");
    assert_eq!(again, entity, "{written}");
    assert_eq!(serde_json::to_string(&again).expect("a body can be written"), written);
}
