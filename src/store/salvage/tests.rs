use super::*;
use crate::domain::{Asker, Change, Pair, PairKind, Person, Place};
use crate::locale::Language;
use chrono_tz::Tz;
use std::path::PathBuf;
use tempfile::TempDir;

const NOW: DateTime<Utc> = DateTime::from_timestamp(1_804_000_000, 0).expect("an instant");

fn pair(people: [Id; 2]) -> Pair {
    Pair {
        key: "holm-lind".to_owned(),
        people,
        member_keys: ["holm".to_owned(), "lind".to_owned()],
        titles: [None, None],
        kind: PairKind::Other,
        language: Language::English,
        zone: Tz::Europe__Copenhagen,
        place: Place::of_zone(Tz::Europe__Copenhagen),
        interval: 12,
        since: NOW.date_naive(),
        end: None,
        themes: Vec::new(),
        questions: Vec::new(),
        agreements: Vec::new(),
        rules: crate::domain::usual_rules(),
    }
}

fn noted(pair: Id, number: u32, text: &str) -> Entity {
    serde_json::from_value(serde_json::json!({
        "entity": "observation", "pair": pair, "number": number, "author": "a", "text": text, "theme": null,
        "tone": null, "about": "partner", "date": "2027-03-03", "effect": null, "setting": null,
        "channel": null, "tags": [], "created": NOW, "erased": null
    }))
    .expect("an observation")
}

/// A file of a pair with so many observations, some of them long; and its folder.
fn filled(count: u32) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("makkerpar.db");
    let mut store = Store::create(&path).expect("a database");
    let (id, people) = (Id::new(NOW), [Id::new(NOW), Id::new(NOW)]);
    let person = |name: &str| Entity::from(Person { name: name.to_owned(), mail: None });
    let mut changes = vec![
        Change::Put(people[0], person("Anna Holm")),
        Change::Put(people[1], person("Bo Lind")),
        Change::Put(id, pair(people).into()),
    ];
    let writing = store.begin().expect("a write");
    for number in 1..=count {
        writing.next_number(id, "O").expect("a number");
        let text =
            format!("observation {number} {}", "x".repeat(usize::try_from(number % 7).expect("small") * 900));
        changes.push(Change::Put(Id::new(NOW), noted(id, number, &text)));
    }
    let command = Command { act: "import", pair: id, author: Some(people[0]), now: NOW, reverses: None };
    writing.commit(&command, &changes).expect("written");
    (folder, path)
}

fn salvage(path: &Path) -> Option<(Salvaged, PathBuf)> {
    let to = path.with_file_name("saved.db");
    let _ = fs::remove_file(&to);
    let saved = Store::salvage(path, &to, NOW, &mut |_, _| ()).expect("looked through");
    saved.map(|saved| (saved, to))
}

/// The texts that a file has, in the order of their numbers; and that nothing in it is wrong.
fn texts(path: &Path) -> Vec<String> {
    let store = Store::open(path).expect("a database");
    assert_eq!(store.check().expect("a look"), [], "{}", path.display());
    let (pair, known) = store.reading().pairs().expect("pairs").into_iter().next().expect("a pair");
    let asker = Asker::Member(known.member_of(known.people[0]).expect("a member"));
    let view = store.reading().view(pair, asker);
    let ids = view.ids().expect("entries");
    let words = ids.into_iter().filter_map(|id| store.reading().entity::<Entity>(id).expect("an entity"));
    words.map(|entity| entity.words().join(" ")).collect()
}

#[test]
fn a_file_that_is_whole_is_saved_whole() {
    let (_folder, path) = filled(60);
    let (saved, to) = salvage(&path).expect("saved");
    assert_eq!(saved, Salvaged { records: 63, missing: 0, doubtful: vec![], unnamed: false });
    assert_eq!(texts(&to), texts(&path));
}

#[test]
fn without_its_beginning_a_file_is_saved_all_the_same() {
    let (_folder, path) = filled(60);
    let expected = texts(&path);
    let mut bytes = fs::read(&path).expect("the file");
    bytes[..4096].fill(0xFF);
    fs::write(&path, bytes).expect("written");
    assert!(matches!(Store::open(&path), Err(StoreError::NotADatabase { .. })));
    let (saved, to) = salvage(&path).expect("saved");
    assert_eq!((saved.records, saved.missing), (63, 0));
    assert_eq!(texts(&to), expected);
}

#[test]
fn whatever_page_is_lost_the_others_are_saved_and_what_is_missing_is_counted() {
    let (_folder, path) = filled(30);
    let (whole, expected) = (fs::read(&path).expect("the file"), texts(&path));
    let mut lost_some = 0;
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0);
        fs::write(&path, bytes).expect("written");
        let (saved, to) = salvage(&path).expect("saved");
        // What is lost at the very end cannot be known of.
        assert!(saved.records + saved.missing <= 33 && saved.records > 15, "page {page}: {saved:?}");
        assert!(saved.doubtful.is_empty(), "page {page}: {saved:?}");
        let found = texts(&to);
        let observations = saved.records - usize::from(!saved.unnamed) * 3;
        assert!(saved.unnamed || found.len() == observations, "page {page}: {} {saved:?}", found.len());
        assert!(found.iter().all(|text| expected.contains(text)), "page {page}");
        lost_some += u32::from(saved.records < 33);
    }
    assert!(lost_some > 5, "{lost_some}");
}

#[test]
fn where_a_file_is_cut_off_what_stands_before_is_saved() {
    let (_folder, path) = filled(60);
    let (whole, expected) = (fs::read(&path).expect("the file"), texts(&path));
    for length in (0..whole.len()).step_by(4096 * 3 + 1000) {
        fs::write(&path, &whole[..length]).expect("written");
        let Some((saved, to)) = salvage(&path) else { continue };
        assert!(saved.records <= 63);
        assert!(texts(&to).iter().all(|text| expected.contains(text)), "{length}");
    }
}

#[test]
fn words_that_were_changed_are_told_of() {
    let (_folder, path) = filled(9);
    let mut bytes = fs::read(&path).expect("the file");
    let at = bytes.windows(13).position(|window| window == b"observation 4").expect("the words");
    bytes[at] = b'O';
    fs::write(&path, bytes).expect("written");
    let (saved, to) = salvage(&path).expect("saved");
    assert_eq!((saved.records, saved.doubtful), (12, vec![7]));
    assert!(texts(&to).iter().any(|text| text.starts_with("Observation 4")));
}

#[test]
fn where_nobody_is_named_the_words_are_saved_all_the_same() {
    let (_folder, path) = filled(9);
    let expected = texts(&path);
    let file = Connection::open(&path).expect("the database");
    let gone = "PRAGMA foreign_keys = OFF; DELETE FROM standing WHERE record <= 3; DELETE FROM record WHERE seq <= 3";
    file.execute_batch(gone).expect("a change");
    drop(file);
    let (saved, to) = salvage(&path).expect("saved");
    assert!(saved.unnamed);
    assert_eq!((saved.records, saved.missing), (9, 3));
    assert_eq!(texts(&to), expected);
}

#[test]
fn what_is_no_file_of_ours_has_nothing_to_save() {
    let (folder, path) = filled(1);
    for (name, bytes) in [("text", &b"Dear Anna"[..]), ("empty", b""), ("zeros", &[0; 9000])] {
        let other = folder.path().join(name);
        fs::write(&other, bytes).expect("a file");
        assert_eq!(salvage(&other), None, "{name}");
    }
    assert!(!path.with_file_name("saved.db").exists());
    let missing = Store::salvage(&folder.path().join("no"), &folder.path().join("to"), NOW, &mut |_, _| ());
    assert!(matches!(missing, Err(StoreError::Missing { .. })));
    let taken = Store::salvage(&path, &folder.path().join("text"), NOW, &mut |_, _| ());
    assert!(matches!(taken, Err(StoreError::Exists { .. })));
}
