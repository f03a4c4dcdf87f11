//! The record as a table, one row an entry, with the words of the JSON.

use super::WriteError;
use super::each;
use crate::app::entry::{Detail, Entry, Said};
use crate::app::import::BEGINS_A_FORMULA;
use crate::app::session::Session;
use crate::domain::Word;
use crate::store::Extent;
use std::io::Write;

/// The columns, in their order. `import` knows them by these names.
const COLUMNS: [&str; 25] = [
    "handle", "id", "kind", "date", "by", "theme", "tone", "text", "about", "effect", "setting", "channel",
    "tags", "shared", "actor", "positive", "severity", "class", "public", "owner", "rule", "until", "checks",
    "status", "beside",
];

/// Writes the table; tells how many rows it has.
pub(super) fn write(
    session: &Session,
    extent: Extent,
    out: &mut dyn Write,
    seen: &mut dyn FnMut(usize, usize),
) -> Result<usize, WriteError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS).map_err(failed)?;
    let count = each(session, extent, seen, &mut |entry| {
        let row = row(entry);
        table.write_record(COLUMNS.map(|column| guarded(row(column)))).map_err(failed)
    })?;
    table.flush()?;
    Ok(count)
}

/// What stopped the writing, as what it was: a reader that has seen enough is told apart by it.
fn failed(error: csv::Error) -> WriteError {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause.into(),
        other => std::io::Error::other(format!("{other:?}")).into(),
    }
}

/// A cell that a spreadsheet does not take for a formula: an apostrophe goes before what begins like one.
fn guarded(cell: String) -> String {
    if cell.starts_with(BEGINS_A_FORMULA) { format!("'{cell}") } else { cell }
}

fn word<W: Word>(word: Option<W>) -> String {
    word.map(|word| word.word().to_owned()).unwrap_or_default()
}

fn yes(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

/// What an entry has in a column; nothing where its kind has no such thing.
fn row(entry: &Entry) -> impl Fn(&str) -> String + '_ {
    move |column| match column {
        "handle" => entry.handle.clone(),
        "id" => entry.id.to_string(),
        "kind" => word(Some(entry.kind)),
        "date" => entry.date.to_string(),
        "by" => entry.by.clone().unwrap_or_default(),
        "theme" => entry.theme.clone().unwrap_or_default(),
        "tone" => word(entry.tone),
        "text" => entry.text.clone(),
        "tags" => entry.tags.join(" "),
        "shared" => yes(entry.shared),
        "beside" => beside(entry),
        other => detail(&entry.detail, other),
    }
}

fn detail(detail: &Detail, column: &str) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match (detail, column) {
        (Detail::Observation { about, .. }, "about") => word(Some(*about)),
        (Detail::Observation { effect, .. } | Detail::Incident { effect, .. }, "effect") => text(effect),
        (Detail::Observation { setting, .. } | Detail::Incident { setting, .. }, "setting") => text(setting),
        (Detail::Observation { channel, .. } | Detail::Incident { channel, .. }, "channel") => word(*channel),
        (Detail::Incident { actor, .. }, "actor") => actor.clone(),
        (Detail::Incident { positive, .. }, "positive") => yes(*positive),
        (Detail::Incident { severity, .. }, "severity") => word(*severity),
        (Detail::Incident { class, .. }, "class") => word(*class),
        (Detail::Incident { public, .. }, "public") => yes(*public),
        (Detail::Incident { open, .. }, "status") => if *open { "open" } else { "closed" }.to_owned(),
        (Detail::Adjustment { owner, .. }, "owner") => owner.clone(),
        (Detail::Adjustment { rule, .. }, "rule") => yes(*rule),
        (Detail::Adjustment { until, .. }, "until") => until.map(|day| day.to_string()).unwrap_or_default(),
        (Detail::Adjustment { planned, .. }, "checks") => {
            planned.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        (Detail::Adjustment { status, .. }, "status") => (*status).to_owned(),
        (Detail::Review { phase, .. }, "status") => (*phase).to_owned(),
        (Detail::Review { place, .. }, "setting") => text(place),
        _ => String::new(),
    }
}

/// What stands beside an entry, one a line: what it is, by whom, and the words.
fn beside(entry: &Entry) -> String {
    let lines = entry.parts().map(|said: &Said| {
        let what = said.step.map(Word::word).or(said.outcome.map(Word::word)).unwrap_or(said.kind);
        let by = said.by.as_deref().map(|by| format!(", {by}")).unwrap_or_default();
        let text = said.text.as_deref().map(|text| format!(": {text}")).unwrap_or_default();
        format!("{} {what}{by}, {}{text}", said.handle, said.date)
    });
    lines.collect::<Vec<_>>().join("\n")
}
