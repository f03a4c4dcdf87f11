//! A table with a head row: commas, semicolons or tabs between the cells, columns in English or Danish and in any order.

use super::rows::{Fault, New, Row};
use crate::app::adjust::Agreed;
use crate::app::entry::Kind;
use crate::app::error::AppError;
use crate::app::incident::Happened;
use crate::app::observe::Noticed;
use crate::app::session::Session;
use crate::domain::{About, Actor, Channel, Class, Entity, Id, Member, Nature, Owner, Severity, Tone, Word};
use crate::locale::dates::{Direction, Reader};
use crate::locale::{Language, fold, terms};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The columns that mean something, by the names of `export csv`, with their other names. The last ones say what the record
/// says itself, and are passed over in silence.
const COLUMNS: [(&str, &[&str]); 24] = [
    ("text", &["tekst", "note", "observation"]),
    ("date", &["dato", "when"]),
    ("kind", &["slags", "type"]),
    ("by", &["af", "author"]),
    ("theme", &["tema"]),
    ("tone", &[]),
    ("about", &["om"]),
    ("effect", &["virkning"]),
    ("setting", &["sted", "where"]),
    ("channel", &["kanal"]),
    ("tags", &["tag", "maerker", "maerke"]),
    ("shared", &["delt", "share"]),
    ("actor", &["hvem", "who"]),
    ("positive", &["positiv"]),
    ("severity", &["alvor"]),
    ("class", &["art"]),
    ("public", &["offentlig"]),
    ("owner", &["ejer"]),
    ("rule", &["regel", "grundregel"]),
    ("until", &["frist"]),
    ("id", &[]),
    ("handle", &[]),
    ("status", &[]),
    ("beside", &["checks"]),
];

/// The column that a cell of the head row names.
fn column(head: &str) -> Option<&'static str> {
    let folded = fold(head.trim());
    let found = COLUMNS.iter().find(|(name, also)| *name == folded || also.contains(&folded.as_str()));
    found.map(|(name, _)| *name)
}

/// What stands between the cells of a table, by its first line; `None` if that is no head row.
pub(crate) fn delimiter(beginning: &str) -> Option<u8> {
    let first = beginning.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty())?;
    let has_text = |delimiter: &u8| {
        let cells = first.split(char::from(*delimiter));
        let names: Vec<_> = cells.map(|cell| column(cell.trim().trim_matches('"'))).collect();
        names.len() > 1 && names.contains(&Some("text"))
    };
    [b',', b';', b'\t'].into_iter().find(has_text)
}

/// What was read of a table.
pub(crate) struct Table {
    /// Those below the head, in their order.
    pub(crate) rows: Vec<Row>,
    /// Columns that mean nothing here.
    pub(crate) ignored: Vec<String>,
}

/// Reads a table, in the language in which a date may be read in two ways.
///
/// # Errors
/// As for every read of the record.
pub(crate) fn table(
    session: &Session,
    text: &str,
    delimiter: u8,
    language: Language,
) -> Result<Table, AppError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head: Vec<String> =
        reader.headers().map(|head| head.iter().map(str::to_owned).collect()).unwrap_or_default();
    let columns: Vec<Option<&'static str>> = head.iter().map(|cell| column(cell)).collect();
    let unknown =
        head.iter().zip(&columns).filter(|(cell, known)| known.is_none() && !cell.trim().is_empty());
    let ignored = unknown.map(|(cell, _)| cell.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else {
            rows.push(Row { line: rows.len() + 2, new: Err(Fault::Cells) });
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or(0));
        let named =
            columns.iter().zip(record.iter()).filter_map(|(name, cell)| Some(((*name)?, unguarded(cell))));
        let cells = Cells { session, language, by_column: named.collect() };
        let new = if record.len() > columns.len() { Ok(Err(Fault::Cells)) } else { cells.read() };
        rows.push(Row { line, new: new? });
    }
    Ok(Table { rows, ignored })
}

/// What a spreadsheet takes for the beginning of a formula, in either width; and the apostrophe, which tells it that a cell is none.
pub(in crate::app) const BEGINS_A_FORMULA: [char; 12] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\''];

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
fn unguarded(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|rest| rest.starts_with(BEGINS_A_FORMULA));
    rest.unwrap_or(cell).trim().to_owned()
}

/// The cells of a row by the names of their columns.
struct Cells<'s> {
    session: &'s Session,
    language: Language,
    by_column: HashMap<&'static str, String>,
}

impl Cells<'_> {
    fn cell(&self, column: &str) -> Option<&str> {
        self.by_column.get(column).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    fn word<W: Word>(&self, column: &'static str) -> Result<Option<W>, Fault> {
        let Some(typed) = self.cell(column) else { return Ok(None) };
        let words: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
        match terms::matching(W::VOCABULARY, &words, typed)[..] {
            [word] => Ok(W::from_word(word)),
            _ => Err(Fault::Value { column, typed: typed.to_owned() }),
        }
    }

    fn is_so(&self, column: &'static str) -> Result<bool, Fault> {
        match self.cell(column).map(fold).as_deref() {
            None | Some("no" | "n" | "nej" | "0" | "false" | "falsk") => Ok(false),
            Some("yes" | "y" | "ja" | "j" | "1" | "x" | "true" | "sand") => Ok(true),
            Some(_) => Err(Fault::Value { column, typed: self.cell(column).unwrap_or_default().to_owned() }),
        }
    }

    fn day(&self, column: &'static str, direction: Direction) -> Result<Option<NaiveDate>, Fault> {
        let Some(typed) = self.cell(column) else { return Ok(None) };
        let reader = Reader::new(self.language, self.session.today(), direction);
        reader.date(typed).map(Some).map_err(|error| Fault::Date { typed: typed.to_owned(), error })
    }

    fn member(&self, column: &str) -> Result<Option<Member>, Fault> {
        let named =
            |typed: &str| self.session.member(typed).map_err(|_| Fault::Member { typed: typed.to_owned() });
        self.cell(column).map(named).transpose()
    }

    fn theme(&self) -> Result<Option<String>, Fault> {
        let named =
            |typed: &str| self.session.theme(typed).map_err(|_| Fault::Theme { typed: typed.to_owned() });
        self.cell("theme").map(named).transpose()
    }

    /// What the row says; what is wrong with it, if something is.
    fn read(&self) -> Result<Result<New, Fault>, AppError> {
        let id = self.cell("id").and_then(|id| serde_json::from_value::<Id>(id.into()).ok());
        if let Some(id) = id
            && self.session.store().reading().entity::<Entity>(id)?.is_some()
        {
            // Whether the asker may read it is nobody else's business.
            let is_readable = self.session.view().by_id(id)?.is_some();
            return Ok(if is_readable {
                Ok(New::Known(id))
            } else {
                Err(Fault::NotYours { by: String::new() })
            });
        }
        Ok(self.new_entry())
    }

    fn new_entry(&self) -> Result<New, Fault> {
        let kind = self.word::<Kind>("kind")?.unwrap_or(Kind::Observation);
        let on = self.day("date", Direction::Back)?.ok_or(Fault::NoDate)?;
        let theme = self.theme()?;
        let text = self.cell("text").unwrap_or_default().to_owned();
        let tags: Vec<String> = self
            .cell("tags")
            .unwrap_or_default()
            .split([' ', ',', ';'])
            .map(|tag| tag.trim_start_matches('#').to_owned())
            .filter(|tag| !tag.is_empty())
            .collect();
        if kind == Kind::Adjustment {
            let owner = self.cell("owner").ok_or(Fault::Missing { column: "owner" })?;
            let owner = if crate::app::inline::special("both", owner) {
                Owner::Both
            } else {
                self.member("owner")?.map(Owner::from).ok_or(Fault::Missing { column: "owner" })?
            };
            let agreed = Agreed {
                text,
                owner,
                theme,
                rule: self.is_so("rule")?,
                until: self.day("until", Direction::On)?,
                checks: Vec::new(),
                from: Vec::new(),
                tags,
                question: None,
            };
            return Ok(New::Adjustment { agreed, on });
        }
        if let Some(by) = self.member("by")?
            && self.session.me().is_some_and(|me| me != by)
        {
            return Err(Fault::NotYours { by: self.session.names().short(by).to_owned() });
        }
        let noticed = Noticed {
            text,
            theme,
            on: Some(on),
            effect: self.cell("effect").map(str::to_owned),
            setting: self.cell("setting").map(str::to_owned),
            channel: self.word::<Channel>("channel")?,
            tags,
            share: self.is_so("shared")?,
        };
        match kind {
            Kind::Observation => {
                let marked = self.cell("tone").and_then(super::lines::tone);
                let tone = if marked.is_some() { marked } else { self.word::<Tone>("tone")? };
                let about = self.word::<About>("about")?;
                Ok(New::Observation { noticed, tone, about })
            }
            Kind::Incident => {
                let actor = self.cell("actor").ok_or(Fault::Missing { column: "actor" })?;
                let actor = if crate::app::inline::special("third", actor) {
                    Actor::Third
                } else {
                    self.member("actor")?.map(Actor::from).ok_or(Fault::Missing { column: "actor" })?
                };
                let nature = if self.is_so("positive")? {
                    Nature::Positive
                } else {
                    let severity = self.word::<Severity>("severity")?.unwrap_or(Severity::Scratch);
                    Nature::Negative { severity, class: self.word::<Class>("class")? }
                };
                let public = self.is_so("public")?;
                Ok(New::Incident { noticed, happened: Happened { actor, nature, public } })
            }
            Kind::Adjustment | Kind::Review => {
                Err(Fault::Kind { typed: self.cell("kind").unwrap_or_default().to_owned() })
            }
        }
    }
}
