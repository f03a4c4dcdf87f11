//! Somebody's file, what they send and take in, and what stands in it.

use super::BEGINNING;
use crate::app::exchange::{Intake, Received};
use crate::app::pairs::{self, NewPair};
use crate::app::{Session, export, import};
use crate::domain::PairKind;
use crate::locale::Language;
use crate::store::{Extent, Store};
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// Somebody's file, and the one who types in it.
pub(super) struct Desk {
    pub(super) folder: TempDir,
    pub(super) session: Session,
    pub(super) now: DateTime<Utc>,
}

fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder")
}

fn new_pair(names: [&str; 2]) -> NewPair {
    let since = Some(BEGINNING.date_naive());
    NewPair { since, ..NewPair::of(names, PairKind::Founders, Language::English) }
}

impl Desk {
    /// A file of one's own in which the two are put on record.
    pub(super) fn with_pair(names: [&str; 2], me: &str) -> Self {
        let folder = folder();
        let store = Store::create(&folder.path().join("makkerpar.db")).expect("a database");
        let session = pairs::add(store, &new_pair(names), BEGINNING).expect("a pair").session;
        let mut desk = Self { folder, session, now: BEGINNING };
        desk.sit_down(me);
        desk
    }

    /// A file of one's own that is made of the other's export.
    pub(super) fn of_export(exported: &[u8], me: &str) -> Self {
        let folder = folder();
        let path = folder.path().join("makkerpar.db");
        import::receive_new(
            &path,
            Path::new("x.json"),
            exported,
            Intake { me: Some(me), ..Intake::default() },
        )
        .expect("taken in");
        let store = Store::open(&path).expect("the database");
        let session = Session::new(store, None, Some(me), BEGINNING).expect("a session");
        Self { folder, session, now: BEGINNING }
    }

    fn sit_down(&mut self, me: &str) {
        let member = self.session.member(me).expect("one of the two");
        self.session.turn(Some(member), self.now);
    }

    pub(super) fn later(&mut self, days: u64) {
        self.now += Duration::days(i64::try_from(days).expect("a few"));
        self.session.turn(self.session.me(), self.now);
    }

    pub(super) fn export(&mut self, extent: Extent) -> Vec<u8> {
        let mut bytes = Vec::new();
        let to = crate::app::deliver::Destination::Bytes;
        let form = export::Form::Json;
        export::export(&mut self.session, form, extent, to, &mut bytes, &mut |_, _| {}).expect("exported");
        bytes
    }

    /// Takes in what the other exported; tells what came of it.
    pub(super) fn import(&mut self, exported: &[u8]) -> Received {
        let me = self.session.me().expect("somebody");
        let key = self.session.names().key(me).to_owned();
        let path = self.folder.path().join("makkerpar.db");
        let mut store = Store::open(&path).expect("the database");
        let received = import::receive(
            &mut store,
            Path::new("x.json"),
            exported,
            Intake { me: Some(&key), ..Intake::default() },
        );
        let received = received.expect("taken in");
        self.session = Session::new(store, None, Some(&key), self.now).expect("a session");
        received
    }

    pub(super) fn is_sound(&self) {
        let store = Store::open(&self.folder.path().join("makkerpar.db")).expect("the database");
        let findings = store.check().expect("read");
        assert!(findings.is_empty(), "{findings:?}");
    }

    /// What both may read, by identity, without what each file counts in its own way.
    pub(super) fn joint(&self) -> BTreeMap<String, Value> {
        let view = self.session.joint_view();
        let (entries, names) = (self.session.entries(), self.session.names());
        let ids = view.ids().expect("read");
        ids.into_iter()
            .map(|id| {
                let listed = view.by_id(id).expect("read").expect("an entry");
                let mut value = serde_json::to_value(entries.listed(&listed).expect("read")).expect("JSON");
                without_numbers(&mut value);
                // Who is a here may be b there.
                let scores = value["scores"].take();
                for (member, key) in ["a", "b"].iter().zip(&names.keys) {
                    value[format!("score of {key}")] = scores[member].clone();
                }
                (id.to_string(), value)
            })
            .collect()
    }
}

/// Takes away handles and the order that they make.
fn without_numbers(value: &mut Value) {
    match value {
        Value::Object(object) => {
            // The first of several answers is the one with the lowest number.
            for key in ["handle", "from", "answer", "reply", "lapse"] {
                object.remove(key);
            }
            object.values_mut().for_each(without_numbers);
        }
        Value::Array(list) => {
            list.iter_mut().for_each(without_numbers);
            list.sort_by_key(ToString::to_string);
        }
        _ => {}
    }
}

/// The records of an export by identity, without their bodies, which each file words in its own way.
pub(super) fn records(exported: &[u8]) -> BTreeMap<String, (String, String, bool)> {
    let value: Value = serde_json::from_slice(exported).expect("JSON");
    let list = value["records"].as_array().expect("records").clone();
    let word = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    list.iter()
        .map(|it| (word(it, "id"), (word(it, "kind"), word(it, "state"), it["body"].is_object())))
        .collect()
}
