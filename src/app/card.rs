//! The card for the pocket: what comes on which hole or halt, in codes and a few words. Nothing private is on it.

use super::agenda;
use super::brief;
use super::cycle::{Record, games_before};
use super::error::AppError;
use super::scribe::Scribe;
use super::session::Session;
use super::themes;
use crate::domain::{Member, OnRecord, Pair, Review};
use crate::handout::Card;
use crate::handout::card::{Hour, Leg, Load, Outing, Stop, Tally};
use crate::locale::messages::PaperHole;
use crate::locale::{Language, capitalised};
use crate::programme::{self, Planned, Programme, Takes, Temper};

/// The card for a talk, in `language` or the pair's; with roles in the place of names if it is redacted, and with what
/// its codes stand for if it is full.
///
/// # Errors
/// If the talk was cancelled, or its format or the bank of questions cannot be read.
pub(crate) fn document(
    session: &Session,
    review: &OnRecord<Review>,
    language: Option<Language>,
    is_redacted: bool,
    is_full: bool,
) -> Result<Card, AppError> {
    let scribe = Scribe::of(session, language, is_redacted)?;
    let (pair, language) = (session.pair(), scribe.language);
    let record = Record::read(session, review)?;
    let (planned, matter) = agenda::laid(session, review, &record, language)?;
    let full = is_full.then(|| brief::document(session, review, Some(language), is_redacted)).transpose()?;
    let outing = if planned.blocks.iter().any(|it| it.block.holes.is_some()) {
        Outing::Round
    } else if review.value.format == "walk" {
        Outing::Walk
    } else {
        Outing::Day
    };
    Ok(scribe.redacted(Card {
        head: scribe.masthead(session, &review.value),
        outing,
        hours: hours(&planned, outing, language),
        legs: legs(
            pair,
            &planned,
            &programme::legs(&planned, &matter, session.templates().bank()?),
            outing,
            language,
        ),
        tally: tally(review, &record.reviews),
        full: full.map(Box::new),
    }))
}

/// What stands on the front: what is not on the way, and when the way begins.
fn hours(planned: &Programme, outing: Outing, language: Language) -> Vec<Hour> {
    let hour = |it: &Planned| Hour {
        start: it.start,
        words: it.block.name.text(language).to_owned(),
        codes: it.handles.clone(),
    };
    if outing == Outing::Round {
        let first = planned.blocks.iter().position(|it| it.block.holes.is_some());
        let shown = planned.blocks.iter().enumerate().filter(|(at, it)| {
            // Two stretches in one place are one line.
            let again = at.checked_sub(1).is_some_and(|before| {
                planned.blocks[before].block.name.text(language) == it.block.name.text(language)
            });
            Some(*at) == first || (it.block.holes.is_none() && !again)
        });
        let named = |(_, it): (usize, &Planned)| match it.block.holes {
            Some([hole, _]) => {
                let words = capitalised(&PaperHole { hole: &hole }.text(language));
                Hour { start: it.start, words, codes: Vec::new() }
            }
            None => hour(it),
        };
        return shown.map(named).collect();
    }
    let agreeing = planned.blocks.iter().position(|it| it.block.takes == Takes::Agreements);
    let shown = planned.blocks.iter().enumerate().filter(|(at, _)| *at == 0 || Some(*at) == agreeing);
    shown.map(|(_, it)| Hour { codes: Vec::new(), ..hour(it) }).collect()
}

/// The way, with its labels in words and its stops numbered.
fn legs(
    pair: &Pair,
    planned: &Programme,
    laid: &[programme::Leg],
    outing: Outing,
    language: Language,
) -> Vec<Leg> {
    let is_here =
        |leg: &&programme::Leg| outing != Outing::Round || planned.blocks[leg.block].block.holes.is_some();
    let mut number = 0;
    let leg = |leg: &programme::Leg| {
        let block = &planned.blocks[leg.block].block;
        let labelled = |name: fn(&'_ Pair, Language, &'_ str) -> String| {
            let place = (outing != Outing::Round || leg.themes.is_empty())
                .then(|| block.name.text(language).to_owned());
            let themes = leg.themes.iter().map(|key| capitalised(&name(pair, language, key)));
            place.into_iter().chain(themes).collect::<Vec<_>>().join(" · ")
        };
        let stop = |stop: &programme::Stop| {
            number = stop.hole.map_or(number + 1, usize::from);
            let load = match &stop.load {
                programme::Load::Codes(codes) => Load::Codes(codes.clone()),
                programme::Load::Cue(prompt) => {
                    Load::Cue(prompt.cue.clone().unwrap_or_else(|| capitalised(&prompt.text)))
                }
                programme::Load::Free => Load::Free,
            };
            Stop { number, load }
        };
        Leg {
            start: leg.start,
            label: [
                labelled(|pair, language, key| themes::long(pair, language, key).to_owned()),
                labelled(|pair, language, key| themes::named(pair, language, key).to_owned()),
            ],
            is_hard: block.temper == Temper::Hard,
            stops: leg.stops.iter().map(stop).collect(),
        }
    };
    laid.iter().filter(is_here).map(leg).collect()
}

fn tally(review: &OnRecord<Review>, reviews: &[OnRecord<Review>]) -> Tally {
    let games = games_before(review.value.day(), reviews);
    let won = |(review, winner): &(&OnRecord<Review>, crate::domain::Winner)| {
        (review.value.name.to_string(), winner.member().map(Member::index))
    };
    Tally {
        owed: games.last().map(|(_, winner)| brief::owed(*winner)),
        games: games.iter().map(won).collect(),
        coming: review.value.name.to_string(),
    }
}
