//! What would open a day where none fits, or too few.

use super::{Ask, Opening, Way, starts};
use crate::app::around;
use crate::locale::{Language, dates};
use crate::programme::{Format, Formats};
use crate::schedule::{Candidate, Circumstances, REACH, RuleBook, Search, openings, search};
use chrono::Datelike as _;

/// What would open a day: other days, another start, a blocked period opened, another format.
pub(super) fn ways_out(
    formats: &Formats,
    format: &Format,
    ask: &Ask,
    around: &mut Circumstances<'_>,
    narrow: &Search,
) -> Vec<Opening> {
    let mut ways: Vec<Opening> = openings(around, narrow)
        .into_iter()
        .map(|opening| {
            let is_later = opening.search.until > narrow.until;
            let way = if is_later {
                Way::Option("--to", opening.search.until.to_string())
            } else {
                Way::Option("--from", opening.search.from.to_string())
            };
            Opening { way, best: opening.best, more: opening.count.saturating_sub(1) }
        })
        .collect();
    if ask.at.is_some() {
        let search_for =
            Search { starts: starts(format, &Ask { at: None, ..ask.clone() }), ..narrow.clone() };
        if let Some((best, more)) = opened(around, &search_for) {
            let way = Way::Option("--at", dates::clock(Language::English, best.start));
            ways.push(Opening { way, best, more });
        }
    }
    for index in 0..around.blocks.len() {
        let block = around.blocks.remove(index);
        if let Some((best, more)) = opened(around, narrow) {
            ways.push(Opening { way: Way::Unblock(block.name.clone()), best, more });
        }
        around.blocks.insert(index, block);
    }
    let shape = around.shape.clone();
    let mut in_format = |other: &Format| {
        around.shape = around::shape(other);
        let search_for = Search { starts: starts(other, ask), ..narrow.clone() };
        let (best, more) = opened(around, &search_for)?;
        Some(Opening { way: Way::Option("--format", other.key.clone()), best, more })
    };
    // What the format itself has for bad weather is always offered, if it fits.
    let fallback = fallbacks(formats, format).into_iter().find_map(|it| Some((&it.key, in_format(it)?)));
    let fallback_key = fallback.as_ref().map(|(key, _)| (*key).clone());
    ways.extend(fallback.map(|(_, opening)| opening));
    let is_other = |other: &&Format| other.key != format.key && Some(&other.key) != fallback_key.as_ref();
    for other in formats.all().iter().filter(is_other) {
        if ways.len() >= 4 {
            break;
        }
        ways.extend(in_format(other));
    }
    around.shape = shape;
    ways
}

/// The days that a search finds: the best, and how many more.
fn opened(around: &mut Circumstances<'_>, search_for: &Search) -> Option<(Candidate, usize)> {
    let days = search(around, search_for).days;
    days.first().cloned().map(|best| (best, days.len() - 1))
}

/// What a format falls back on, and that in its turn.
fn fallbacks<'f>(formats: &'f Formats, format: &Format) -> Vec<&'f Format> {
    let mut found: Vec<&Format> = Vec::new();
    let mut next = format.fallback.as_deref();
    while let Some(other) = next.and_then(|key| formats.all().iter().find(|other| other.key == key)) {
        if other.key == format.key || found.iter().any(|known| known.key == other.key) {
            break;
        }
        found.push(other);
        next = other.fallback.as_deref();
    }
    found
}

/// The first stretch of the season, for a format that takes it, where what was looked through begins outside it.
pub(super) fn season_way(
    book: &RuleBook,
    format: &Format,
    ask: &Ask,
    around: &mut Circumstances<'_>,
    narrow: &Search,
) -> Option<Opening> {
    if !format.needs.season || ask.to.is_some() {
        return None;
    }
    let year = narrow.from.year();
    let begins = (year - 1..=year + 1).filter_map(|year| book.season(year, around.place));
    let from = begins.map(|(from, _)| from).find(|from| *from > narrow.from)?;
    if ask.year.is_some_and(|year| year != from.year()) {
        return None;
    }
    let until = from.checked_add_signed(REACH)?;
    let (best, more) = opened(around, &Search { from, until, starts: narrow.starts.clone() })?;
    Some(Opening { way: Way::Option("--from", from.to_string()), best, more })
}
