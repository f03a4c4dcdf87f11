//! What is on record: the log, and finding words in it.

use super::super::args::{Log as LogArgs, Narrow, Search as SearchArgs};
use super::super::config::Key;
use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::when::{Asked, When};
use super::super::wording::Failure;
use super::super::{found, json, lists, values};
use super::Ended;
use crate::app::Session;
use crate::app::entry::{Entry, Kind};
use crate::app::log::{self, Filters};
use crate::app::search::{self, Query};
use crate::domain::{About, Tone};
use std::process::ExitCode;

/// How many entries a list has unless somebody says otherwise.
const USUAL: usize = 20;

fn limit(desk: &Desk, typed: Option<&str>) -> Result<usize, Failure> {
    let typed = typed.map(str::to_owned).or_else(|| desk.setting(Key::LogLimit));
    Ok(typed.map_or(Ok(USUAL), |typed| values::number(desk.language(), &typed))?)
}

/// What a list is narrowed to, read.
fn filters(desk: &Desk, session: &Session, typed: &Narrow) -> Result<Filters, Failure> {
    let language = desk.language();
    let when = When::new(language, session.today());
    let year = typed.year.as_deref().map(|typed| values::year(language, typed)).transpose()?;
    let filters = Filters {
        kind: typed.kind.as_deref().map(|typed| values::word::<Kind>(language, typed)).transpose()?,
        by: typed.by.as_deref().map(|typed| session.member(typed)).transpose()?,
        about: typed.about.as_deref().map(|typed| values::word::<About>(language, typed)).transpose()?,
        theme: typed.theme.as_deref().map(|typed| session.theme(typed)).transpose()?,
        tone: typed.tone.as_deref().map(|typed| values::word::<Tone>(language, typed)).transpose()?,
        tag: typed.tag.clone(),
        since: typed
            .since
            .as_deref()
            .map(|typed| when.happened(Asked::Flag("--since"), typed))
            .transpose()?,
        until: typed
            .until
            .as_deref()
            .map(|typed| when.happened(Asked::Flag("--until"), typed))
            .transpose()?,
    };
    Ok(match year {
        Some(year) => filters.in_year(year),
        None => filters,
    })
}

/// Where nothing is on record, values are still read as far as they can be.
fn nothing(desk: &Desk) -> Ended {
    desk.no_pair_yet(&json::part_of::<()>("entries", &[], false));
    Ok(ExitCode::SUCCESS)
}

/// The command `log`.
pub(super) fn log(desk: &Desk, args: &LogArgs) -> Ended {
    let limit = limit(desk, args.limit.as_deref())?;
    let Some(session) = desk.reading()? else { return nothing(desk) };
    let filters = filters(desk, &session, &args.narrow)?;
    let log = log::log(&session, &filters, limit)?;
    if desk.ui.json() {
        desk.ui.say(&json::part_of("entries", &log.entries, log.older > 0).to_string());
    } else {
        lists::log(&Voice::of(&desk.ui, &session), &log, limit, &filters);
    }
    Ok(ExitCode::SUCCESS)
}

/// The command `search`.
pub(super) fn search(desk: &Desk, args: &SearchArgs) -> Ended {
    let limit = limit(desk, args.limit.as_deref())?;
    let query = Query::parse(&args.words)?;
    let Some(session) = desk.reading()? else { return nothing(desk) };
    let filters = filters(desk, &session, &args.narrow)?;
    let answer = search::search(&session, &query, &filters, args.best, limit)?;
    if desk.ui.json() {
        let entries: Vec<&Entry> = answer.hits.iter().map(|hit| &hit.entry).collect();
        desk.ui.say(&json::part_of("entries", &entries, answer.more).to_string());
    } else {
        found::hits(&Voice::of(&desk.ui, &session), &answer, &query, &filters, limit);
    }
    Ok(ExitCode::SUCCESS)
}
