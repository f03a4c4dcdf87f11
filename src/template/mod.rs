//! Reading the files of `templates/` and a person's own copies of them: TOML, with every mistake told by its line.
//!
//! The meaning of a file belongs to the room that uses it; here is only how one is taken apart. A field that is
//! wrong reads as `None` and leaves a mistake, so that the reading goes on and finds the next.

mod fault;

pub(crate) use fault::{Fault, Mistake, Shape};

use crate::domain::Word;
use crate::locale::Wording;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The longest wording that a template may have, in characters.
const LONGEST: usize = 500;

/// Takes a file apart by `read`.
///
/// # Errors
/// All mistakes, in the order of their lines.
pub(crate) fn read<T>(text: &str, read: impl FnOnce(&Table<'_>) -> Option<T>) -> Result<T, Vec<Mistake>> {
    let page = Page { text, mistakes: RefCell::default() };
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        page.add(at, Fault::Syntax(error.message().replace('\n', " ")));
    }
    if errors.is_empty() {
        let table = Table { page: &page, fields: root.get_ref(), at: 0, seen: RefCell::default() };
        let built = read(&table);
        table.close();
        if let Some(built) = built.filter(|_| page.mistakes.borrow().is_empty()) {
            return Ok(built);
        }
    }
    let mut mistakes = page.mistakes.into_inner();
    mistakes.sort_by_key(|mistake| mistake.line);
    mistakes.dedup();
    Err(mistakes)
}

/// The keys at the top of a file; none if it cannot be taken apart.
pub(crate) fn top_keys(text: &str) -> Vec<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    root.get_ref().keys().map(|key| key.get_ref().to_string()).collect()
}

/// The text under a key at the top of a file, and its line.
pub(crate) fn top_text(text: &str, key: &str) -> Option<(usize, String)> {
    let page = Page { text, mistakes: RefCell::default() };
    let (root, _) = DeTable::parse_recoverable(text);
    let (name, value) = root.get_ref().iter().find(|(name, _)| name.get_ref() == key)?;
    Some((page.line(name.span().start), value.get_ref().as_str()?.to_owned()))
}

/// A file, and what is wrong with it.
struct Page<'t> {
    text: &'t str,
    mistakes: RefCell<Vec<Mistake>>,
}

impl Page<'_> {
    /// The line of an octet, counted from 1. A span may begin within a letter, so octets are counted.
    fn line(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        before.split(|octet| *octet == b'\n').count()
    }

    fn add(&self, at: usize, fault: Fault) {
        self.mistakes.borrow_mut().push(Mistake { line: self.line(at), fault });
    }
}

/// A table of a file.
pub(crate) struct Table<'p> {
    page: &'p Page<'p>,
    fields: &'p DeTable<'p>,
    at: usize,
    seen: RefCell<BTreeSet<&'static str>>,
}

/// A value under a key.
pub(crate) struct Value<'p> {
    page: &'p Page<'p>,
    key: &'static str,
    item: &'p DeValue<'p>,
    at: usize,
}

/// Something of a file, with the place where it begins.
pub(crate) struct Placed<T> {
    at: usize,
    /// The thing itself.
    pub(crate) value: T,
}

impl<'p> Table<'p> {
    fn find(&self, key: &'static str) -> Option<Value<'p>> {
        self.seen.borrow_mut().insert(key);
        let (name, value) = self.fields.iter().find(|(name, _)| name.get_ref() == key)?;
        Some(Value { page: self.page, key, item: value.get_ref(), at: name.span().start })
    }

    /// A field that there must be.
    pub(crate) fn required<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Value<'p>) -> Option<T>,
    ) -> Option<T> {
        let found = self.find(key);
        if found.is_none() {
            self.wrong(Fault::Missing { key, is_table: false });
        }
        read(&found?)
    }

    /// A field that may be left out.
    pub(crate) fn optional<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Value<'p>) -> Option<T>,
    ) -> Option<T> {
        read(&self.find(key)?)
    }

    /// A table that there must be.
    pub(crate) fn within<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Table<'p>) -> Option<T>,
    ) -> Option<T> {
        let found = self.find(key);
        if found.is_none() {
            self.wrong(Fault::Missing { key, is_table: true });
        }
        found?.table(read)
    }

    /// The tables of a list, `[[key]]`; those with a mistake are left out.
    pub(crate) fn each<T>(
        &self,
        key: &'static str,
        read: impl Fn(&Table<'p>) -> Option<T>,
    ) -> Vec<Placed<T>> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let Some(items) = value.item.as_array() else {
            return value.not::<Vec<Placed<T>>>(Shape::Tables).unwrap_or_default();
        };
        let placed = items.iter().filter_map(|item| {
            let at = item.span().start;
            let inner = Value { page: self.page, key, item: item.get_ref(), at };
            inner.table(&read).map(|value| Placed { at, value })
        });
        placed.collect()
    }

    /// Whether what [`Table::each`] gave is all that stands there.
    pub(crate) fn is_whole<T>(&self, key: &'static str, found: &[Placed<T>]) -> bool {
        let items = self.find(key).and_then(|value| Some(value.item.as_array()?.len()));
        items.unwrap_or(0) == found.len()
    }

    /// Words in both languages that stand in this very table: `en = "…"`, `da = "…"`.
    pub(crate) fn wording(&self) -> Option<Wording> {
        let words = |value: &Value<'_>| value.words();
        let (en, da) = (self.required("en", words), self.required("da", words));
        Some(Wording::new(en?, da?))
    }

    /// Says what is wrong with the table as a whole.
    pub(crate) fn wrong(&self, fault: Fault) {
        self.page.add(self.at, fault);
    }

    /// Says what is wrong with something that was found in it.
    pub(crate) fn wrong_at<T>(&self, placed: &Placed<T>, fault: Fault) {
        self.page.add(placed.at, fault);
    }

    /// Finds the fields that nobody asked for.
    fn close(&self) {
        let seen = self.seen.borrow();
        for (name, _) in self.fields.iter().filter(|(name, _)| !seen.contains(name.get_ref().as_ref())) {
            let known = seen.iter().copied().collect();
            self.page.add(name.span().start, Fault::Unknown { key: name.get_ref().to_string(), known });
        }
    }
}

impl<'p> Value<'p> {
    fn not<T>(&self, shape: Shape) -> Option<T> {
        self.wrong(Fault::Not { key: self.key, shape })
    }

    /// Says what is wrong with the value.
    pub(crate) fn wrong<T>(&self, fault: Fault) -> Option<T> {
        self.page.add(self.at, fault);
        None
    }

    /// The key that it stands under.
    pub(crate) fn key(&self) -> &'static str {
        self.key
    }

    /// A text.
    pub(crate) fn text(&self) -> Option<&'p str> {
        self.item.as_str().or_else(|| self.not(Shape::Text))
    }

    /// A text that is shown to people: not blank, on one line, not too long.
    pub(crate) fn words(&self) -> Option<String> {
        let text = self.text()?.trim();
        let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
        if fits { Some(text.to_owned()) } else { self.not(Shape::Words) }
    }

    /// A whole number within a range.
    pub(crate) fn number(&self, range: &RangeInclusive<i64>) -> Option<i64> {
        let Some(integer) = self.item.as_integer() else { return self.not(Shape::Number) };
        match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let (from, to) = (*range.start(), *range.end());
                let value = integer.as_str().to_owned();
                self.wrong(Fault::OutOfRange { key: self.key, value, from, to })
            }
        }
    }

    /// A whole number within a range, none of it below zero.
    pub(crate) fn count(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let range = i64::from(*range.start())..=i64::from(*range.end());
        self.number(&range).and_then(|number| u32::try_from(number).ok())
    }

    /// True or false.
    pub(crate) fn truth(&self) -> Option<bool> {
        self.item.as_bool().or_else(|| self.not(Shape::Truth))
    }

    /// A word of a closed vocabulary, as the database has it.
    pub(crate) fn word<W: Word>(&self) -> Option<W> {
        let text = self.text()?;
        W::from_word(text).or_else(|| {
            let words = W::ALL.iter().map(|word| word.word().to_owned()).collect();
            self.wrong(Fault::NotOneOf { key: self.key, value: text.to_owned(), words })
        })
    }

    /// Words in both languages: `{ en = "…", da = "…" }`.
    pub(crate) fn wording(&self) -> Option<Wording> {
        self.wording_and(|_| ()).map(|(wording, ())| wording)
    }

    /// Words in both languages, and what else stands beside them.
    pub(crate) fn wording_and<T>(&self, read: impl Fn(&Table<'p>) -> T) -> Option<(Wording, T)> {
        if self.item.as_table().is_none() {
            return self.not(Shape::Wording);
        }
        self.table(|table| {
            let (wording, more) = (table.wording(), read(table));
            Some((wording?, more))
        })
    }

    /// The items of a list; those with a mistake are left out.
    pub(crate) fn list<T>(&self, read: impl Fn(&Value<'p>) -> Option<T>) -> Option<Vec<T>> {
        let Some(items) = self.item.as_array() else { return self.not(Shape::List) };
        let item = |item: &'p Spanned<DeValue<'p>>| {
            let (item, at) = (item.get_ref(), item.span().start);
            read(&Value { page: self.page, key: self.key, item, at })
        };
        Some(items.iter().filter_map(item).collect())
    }

    /// A table.
    pub(crate) fn table<T>(&self, read: impl FnOnce(&Table<'p>) -> Option<T>) -> Option<T> {
        let Some(fields) = self.item.as_table() else { return self.not(Shape::Table) };
        let table = Table { page: self.page, fields, at: self.at, seen: RefCell::default() };
        let built = read(&table);
        table.close();
        built
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(table: &Table<'_>) -> Option<(u32, Vec<u32>)> {
        let minutes = table.required("minutes", |value| value.count(5..=60));
        let name = table.required("name", Value::wording);
        let blocks = table.each("block", |block| block.required("length", |value| value.count(1..=9)));
        name?;
        Some((minutes?, blocks.into_iter().map(|block| block.value).collect()))
    }

    #[test]
    fn what_is_right_is_read() {
        let text =
            "minutes = 20\nname = { en = \"a\", da = \"b\" }\n[[block]]\nlength = 1\n[[block]]\nlength = 2";
        assert_eq!(read(text, shape), Ok((20, vec![1, 2])));
    }

    #[test]
    fn every_mistake_is_found_in_one_reading() {
        let text = "minutes = 90\nnaem = 1\n\n[[block]]\nlength = \"x\"\n[[block]]\n[[block]]\nlength = 0\nmore = 1\n";
        let found = read(text, shape).expect_err("mistakes");
        let lines: Vec<usize> = found.iter().map(|mistake| mistake.line).collect();
        assert_eq!(lines, [1, 1, 2, 5, 6, 8, 9], "{found:?}");
        assert!(matches!(&found[0].fault, Fault::OutOfRange { value, .. } if value == "90"));
        assert!(matches!(&found[1].fault, Fault::Missing { key: "name", .. }));
        assert!(matches!(&found[2].fault, Fault::Unknown { key, .. } if key == "naem"));
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_by_its_lines() {
        let found = read("æ = 1\nminutes = = 2\n[name\n", shape).expect_err("mistakes");
        assert!(found.len() >= 2 && found.iter().any(|mistake| mistake.line == 2), "{found:?}");
    }
}
