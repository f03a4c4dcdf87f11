//! Finding words in what is on record.

use super::entry::{Detail, Entry, Said};
use super::error::AppError;
use super::log::Filters;
use super::session::Session;
use crate::domain::Id;
use crate::locale::{Folded, searchable};
use crate::store::Sought;
use std::cmp::Reverse;
use std::ops::{ControlFlow, Range};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    sought: Sought,
}

/// Signs that hold words together, as people type them and as programs that mean well make them.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '»', '«'];

/// The signs before what must not be there. The second is what the front desk makes of the first, which else begins a flag.
const WITHOUT: [char; 2] = ['-', '\u{2212}'];

impl Query {
    /// Reads what was typed. Each argument is a word, or several in a row; within quotation marks, too, words are in a row,
    /// and words outside them stand for themselves. What begins with `-` must not be there.
    ///
    /// # Errors
    /// [`AppError::NothingSought`] if there is no word, or only such that must not be there.
    pub(crate) fn parse(typed: &[String]) -> Result<Self, AppError> {
        let mut sought = Sought::default();
        for word in typed.iter().flat_map(|argument| split(argument)) {
            let rest = word.strip_prefix(WITHOUT).filter(|rest| !rest.trim().is_empty());
            let (list, word) = match rest {
                Some(rest) => (&mut sought.without, rest),
                None => (&mut sought.words, word.as_str()),
            };
            let word = searchable(&word.replace(QUOTES, " ")).trim().to_owned();
            if !word.is_empty() && !list.contains(&word) {
                list.push(word);
            }
        }
        if sought.words.is_empty() {
            return Err(AppError::NothingSought { only_without: !sought.without.is_empty() });
        }
        Ok(Self { sought })
    }

    /// How many words are sought.
    pub(crate) fn words(&self) -> usize {
        self.sought.words.len()
    }

    /// Whether words are excluded.
    pub(crate) fn excludes(&self) -> bool {
        !self.sought.without.is_empty()
    }
}

/// The words of an argument: itself, unless there are quotation marks in it.
fn split(argument: &str) -> Vec<String> {
    if !argument.contains(QUOTES) {
        return vec![argument.to_owned()];
    }
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in argument.chars() {
        match letter {
            _ if QUOTES.contains(&letter) => {
                is_quoted = !is_quoted;
                if let Some(word) = words.last_mut() {
                    word.push(letter);
                }
                if !is_quoted {
                    words.push(String::new());
                }
            }
            _ if letter.is_whitespace() && !is_quoted => words.push(String::new()),
            _ => words.last_mut().into_iter().for_each(|word| word.push(letter)),
        }
    }
    words
}

/// An entry in which all was found.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) entry: Entry,
    /// The text that has the first of it.
    pub(crate) text: String,
    /// Where in that text the words stand, in ascending order and apart.
    pub(crate) marks: Vec<Range<usize>>,
    /// Where that text stands.
    pub(crate) place: Place,
}

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the text of the entry.
    Text,
    /// In what somebody, by their key, set beside it.
    Said(String),
    /// In something else: the word that it goes by (`effect`, `note`).
    Beside(&'static str),
}

/// What was found.
pub(crate) struct Found {
    /// The entries, those that are wanted first.
    pub(crate) hits: Vec<Hit>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
}

/// How many of the newest hits are ranked.
pub(crate) const RANKED: usize = 1_000;

/// The entries that the one who is typing may read and that have all the words and none of the excluded, in themselves and in
/// what is set beside them: the newest first, or with `best` the best of the newest [`RANKED`].
///
/// # Errors
/// If no day is left between the first and the last.
pub(crate) fn search(
    session: &Session,
    query: &Query,
    filters: &Filters,
    best: bool,
    limit: usize,
) -> Result<Found, AppError> {
    let (view, filter, sought) = (session.view(), filters.checked()?, &query.sought);
    let _still = session.store().still()?;
    let most = if best { RANKED } else { limit.saturating_add(1) };
    let mut found: Vec<(Reverse<usize>, f64, Id)> = Vec::new();
    view.find(&filter, sought, |id, words| {
        let (class, score) = if best { rank(words, &sought.words) } else { (0, 0.0) };
        found.push((Reverse(class), score, id));
        if found.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    // The sort keeps the newest first among equals.
    found.sort_by(|one, other| other.0.cmp(&one.0).then(other.1.total_cmp(&one.1)));
    let more = found.len() > limit;
    let ids: Vec<Id> = found.iter().take(limit).map(|(_, _, id)| *id).collect();
    let entries = session.entries();
    let mut hits = Vec::new();
    for listed in view.listed_of(&ids)? {
        hits.push(hit(entries.listed(&listed)?, &sought.words));
    }
    Ok(Found { hits, more })
}

/// How well words answer what is sought: first by how they stand (whole words before beginnings before insides, the lower the
/// better), then by how often, in how long a text.
///
/// The second is BM25 with its usual constants. Every hit has every word, so that how rare a word is tells nothing here.
fn rank(words: &str, sought: &[String]) -> (usize, f64) {
    const K: f64 = 1.2;
    const B: f64 = 0.75;
    /// About the length of an observation with an answer, in bytes.
    const USUAL: f64 = 250.0;
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (mut class, mut score) = (0, 0.0);
    #[allow(clippy::cast_precision_loss, reason = "a length far below the precision of a float")]
    let length = 1.0 - B + B * words.len() as f64 / USUAL;
    for word in sought {
        let (mut best, mut times) = (2, 0.0);
        for (at, found) in words.match_indices(word.as_str()) {
            let begins = !is_letter(words[..at].chars().next_back());
            let ends = !is_letter(words[at + found.len()..].chars().next());
            best = best.min(if begins && ends {
                0
            } else if begins {
                1
            } else {
                2
            });
            times += 1.0;
        }
        class += best;
        score += times * (K + 1.0) / (times + K * length);
    }
    (class, score)
}

/// An entry with the text in which the first of the words stands.
fn hit(entry: Entry, words: &[String]) -> Hit {
    let mut texts = vec![(Place::Text, entry.text.clone())];
    texts.extend(beside(&entry));
    for (place, text) in texts {
        let marks = marks(&text, words);
        if !marks.is_empty() {
            return Hit { entry, text, marks, place };
        }
    }
    let text = entry.text.clone();
    Hit { entry, text, marks: Vec::new(), place: Place::Text }
}

/// Where words stand in a text, in ascending order, those that touch as one.
fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let folded = Folded::of(text);
    let mut all: Vec<Range<usize>> = words.iter().flat_map(|word| folded.find_all(word)).collect();
    all.sort_by_key(|mark| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mark in all {
        match apart.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => apart.push(mark),
        }
    }
    apart
}

/// What else of an entry can be searched.
fn beside(entry: &Entry) -> Vec<(Place, String)> {
    let mut texts: Vec<(Place, String)> = Vec::new();
    let mut add = |place: &'static str, text: &Option<String>| {
        texts.extend(text.clone().map(|text| (Place::Beside(place), text)));
    };
    let mut said: Vec<&Said> = Vec::new();
    match &entry.detail {
        Detail::Observation { effect, setting, answers, .. } => {
            add("effect", effect);
            add("setting", setting);
            said.extend(answers);
        }
        Detail::Incident { effect, setting, reply, steps, closings, .. } => {
            add("effect", effect);
            add("setting", setting);
            said.extend(reply.iter().chain(steps).chain(closings));
        }
        Detail::Adjustment { question, checks, lapse, .. } => {
            add("question", question);
            said.extend(checks.iter().chain(lapse));
        }
        Detail::Review { place, reason, notes, amendments, .. } => {
            add("where", place);
            add("reason", reason);
            said.extend(notes.iter().chain(amendments));
        }
    }
    for tag in &entry.tags {
        add("tag", &Some(tag.clone()));
    }
    for said in said.into_iter().chain(&entry.additions) {
        let place = said.by.clone().map_or(Place::Beside(said.kind), Place::Said);
        texts.extend(said.text.clone().map(|text| (place, text)));
    }
    texts
}

#[cfg(test)]
mod tests;
