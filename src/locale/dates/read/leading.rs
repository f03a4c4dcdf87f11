//! A date at the beginning of a line: `20/5 Bo said no`, `i går: Bo sagde nej`.

use super::lexicon::{Token, tokens};
use super::{DateError, Direction, Form, LONGEST, Language, Reader};
use crate::locale::fold;
use chrono::NaiveDate;

/// A date, and what comes after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leading<'t> {
    /// When it was.
    pub(crate) date: NaiveDate,
    /// The line without the date, and without what stood between.
    pub(crate) rest: &'t str,
}

/// Why a line does not begin with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LeadingError<'t> {
    /// It begins with something else.
    NoDate,
    /// It begins with what could only be a date, and is none.
    Wrong {
        /// That beginning.
        said: &'t str,
        /// Why it is none.
        error: DateError,
    },
}

/// Takes the longest beginning of a line that is a date of what happened.
///
/// Words that could as well belong to the sentence count only where a mark sets them off: `man: vi talte om rollerne`
/// is about a Monday, `man kan ikke sige nej` is not; `in two weeks we meet` does not say when it happened.
///
/// # Errors
/// [`LeadingError::NoDate`] if there is none; [`LeadingError::Wrong`] for one like `31/2`.
pub(crate) fn leading(
    text: &str,
    today: NaiveDate,
    language: Language,
) -> Result<Leading<'_>, LeadingError<'_>> {
    let reader = Reader::new(language, today, Direction::Back);
    let text = text.trim();
    for end in ends(text).into_iter().rev() {
        let (said, after) = text.split_at(end);
        let rest = after.trim_start();
        let set_off = rest.trim_start_matches([':', ';', ',', '.', '-', '–', '—']);
        let Some(found) = reader.found(said) else { continue };
        // The full stop of an ordinal sets nothing off.
        let is_ordinal = said.ends_with(|last: char| last.is_ascii_digit()) && rest.starts_with('.');
        let is_set_off = rest.is_empty() || (set_off.len() < rest.len() && !is_ordinal);
        let is_ahead = found.said.as_ref().is_ok_and(|day| day.first() > today);
        let belongs = match found.form {
            Form::Calendar => true,
            Form::Relative => !is_ahead && !is_short(said),
            Form::Loose => false,
        };
        if !is_set_off && (!belongs || goes_on(rest)) {
            continue;
        }
        return match found.said {
            Ok(day) => Ok(Leading { date: day.first(), rest: set_off.trim_start() }),
            Err(error) => Err(LeadingError::Wrong { said, error }),
        };
    }
    Err(LeadingError::NoDate)
}

/// Where a date at the beginning of a text may end: before a space or a mark, never within a word or a number.
fn ends(text: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = text.char_indices().take(LONGEST).collect();
    let mut ends: Vec<usize> = letters
        .iter()
        .enumerate()
        .filter(|(_, (_, letter))| letter.is_alphanumeric() || *letter == '.')
        .filter_map(|(at, (start, letter))| {
            let end = start + letter.len_utf8();
            let mut after = text[end..].chars();
            let (next, second) = (after.next(), after.next());
            let in_number = letter.is_ascii_digit() && second.is_some_and(|second| second.is_ascii_digit());
            let is_end = match next {
                None | Some(':' | ';' | ',' | '.' | '–' | '—') => !in_number,
                Some('-') => second.is_none_or(char::is_whitespace),
                Some(next) => next.is_whitespace() || (*letter == '.' && at > 0 && next.is_alphabetic()),
            };
            is_end.then_some(end)
        })
        .collect();
    ends.dedup();
    ends
}

/// `fri`, `man`: a weekday so short that it is a word of its own.
fn is_short(said: &str) -> bool {
    let folded = fold(said);
    matches!(tokens(&folded)[..], [Token::Weekday(_)] | [Token::Weekday(_), Token::Mark('.')])
        && said.chars().count() <= 5
}

/// Whether what comes after makes another day of it: `sidste fredag` in »sidste fredag i maj«.
fn goes_on(rest: &str) -> bool {
    let folded = fold(rest.split_whitespace().take(2).collect::<Vec<_>>().join(" ").as_str());
    matches!(
        tokens(&folded)[..],
        [Token::Of, ..] | [Token::I | Token::In, Token::Month(_) | Token::Unit(_), ..]
    )
}
