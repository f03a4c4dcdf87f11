//! Values as they were typed, read in both languages and refused with what could have been meant.

use super::ui::clean;
use super::wording::{Failure, Report, report};
use crate::app::inline::special;
use crate::app::{AppError, Session};
use crate::domain::{
    About, Actor, Handle, Member, OnRecord, Outcome, Owner, PairKind, Place, Review, Winner, Word,
};
use crate::locale::dates;
use crate::locale::messages::{
    BadCheck, BadColour, BadHandle, BadInterval, BadLanguage, BadMail, BadMonths, BadNow, BadNumber,
    BadPaper, BadPlace, BadScore, BadTime, BadYear, BadZone, HANDLE_HINT, HINT_CHECK, HINT_COLOUR,
    HINT_KEY_LABEL, HINT_LANGUAGE, HINT_MONTHS, HINT_NAME_FORM, HINT_NOW, HINT_NUMBER, HINT_PAPER,
    HINT_PLACE, HINT_TIME, HINT_YEAR, HINT_YES_NO, HINT_ZONE, HintHandleNumber, HintMailForm, HintScore,
    KeyAndLabel, OneOf, TooManyMeanings, UnknownWord, YesOrNo,
};
use crate::locale::{Language, and_list, fold, terms};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// Reads a word of a closed vocabulary in both languages, whole or by its beginning.
pub(super) fn word<W: Word>(language: Language, typed: &str) -> Result<W, Report> {
    let words: Vec<&'static str> = W::ALL.iter().map(|value| value.word()).collect();
    let found = terms::matching(W::VOCABULARY, &words, typed);
    match found[..] {
        [word] => W::from_word(word).ok_or_else(|| unknown_word(language, W::VOCABULARY, typed, &words)),
        [] => Err(unknown_word(language, W::VOCABULARY, typed, &words)),
        _ => {
            let meanings = and_list(language, &found);
            let message = TooManyMeanings { typed: &quoted(language, typed), meanings: &meanings };
            Err(report("ambiguous-value", message.text(language)))
        }
    }
}

fn unknown_word(language: Language, vocabulary: &str, typed: &str, words: &[&'static str]) -> Report {
    let message = UnknownWord { typed: &quoted(language, typed) }.text(language);
    // In English the words themselves are the shortest; the kinds of pair are sentences in either language.
    let is_said = language == Language::Danish && vocabulary != PairKind::VOCABULARY;
    let said = |word: &&'static str| {
        if is_said {
            terms::label(language, vocabulary, word)
        } else {
            terms::typed(language, vocabulary, word)
        }
    };
    let labels: Vec<&str> = words.iter().map(said).collect();
    report("unknown-value", message).hint(OneOf { words: &labels.join(", ") }.text(language))
}

/// As much of what somebody typed as it takes to know it again; a whole text in the place of a value need not be repeated.
const KNOWN_AGAIN: usize = 60;

/// What somebody typed, in quotation marks and with nothing in it that a terminal would obey.
pub(super) fn quoted(language: Language, typed: &str) -> String {
    let typed = match typed.char_indices().nth(KNOWN_AGAIN) {
        Some((end, _)) => format!("{}…", typed[..end].trim_end()),
        None => typed.to_owned(),
    };
    crate::locale::quoted(language, &super::ui::clean(&typed.replace('\n', " ")))
}

/// Reads a time of the day.
pub(super) fn time(language: Language, typed: &str) -> Result<NaiveTime, Report> {
    dates::said_clock(typed).ok_or_else(|| {
        report("not-a-time", BadTime { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_TIME.text(language))
    })
}

/// Reads a handle.
pub(super) fn handle(language: Language, typed: &str) -> Result<Handle, Report> {
    typed.parse().map_err(|_| {
        let said = report("not-a-handle", BadHandle { typed: &quoted(language, typed) }.text(language));
        match typed.trim().parse::<u32>() {
            Ok(number) => said.hint(HintHandleNumber { number: &number }.text(language)),
            Err(_) => said.hint(HANDLE_HINT.text(language)),
        }
    })
}

/// Reads the name of a talk; where none is typed, it is the one that is `meant`.
pub(super) fn talk(
    language: Language,
    session: &Session,
    typed: Option<&str>,
    meant: impl FnOnce(&Session) -> Result<OnRecord<Review>, AppError>,
) -> Result<Handle, Failure> {
    match typed {
        Some(typed) => Ok(handle(language, typed)?),
        None => Ok(meant(session)?.value.handle()),
    }
}

/// Reads a whole number from 1.
pub(super) fn number(language: Language, typed: &str) -> Result<usize, Report> {
    let read = typed.trim().parse().ok().filter(|number| *number > 0);
    read.ok_or_else(|| {
        report("not-a-number", BadNumber { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_NUMBER.text(language))
    })
}

/// Reads the months between two talks: 1 to 60.
pub(super) fn interval(language: Language, typed: &str) -> Result<u32, Report> {
    let number = typed.trim().trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.');
    let unit = fold(typed.trim()[number.len()..].trim_matches('.'));
    let is_months =
        matches!(unit.as_str(), "" | "m" | "md" | "mdr" | "maaned" | "maaneder" | "month" | "months");
    let read = number.trim().parse().ok().filter(|months| is_months && (1..=60).contains(months));
    read.ok_or_else(|| {
        report("not-an-interval", BadInterval { typed: &quoted(language, typed) }.text(language))
            .hint("--interval 12")
    })
}

/// Reads a year of four digits.
pub(super) fn year(language: Language, typed: &str) -> Result<i32, Report> {
    let digits = typed.trim();
    let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let read = digits.parse().ok().filter(|year| is_year && *year >= 1);
    read.ok_or_else(|| {
        report("not-a-year", BadYear { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_YEAR.text(language))
    })
}

/// Reads how many months ahead a calendar is read: 1 to 120.
pub(super) fn months(language: Language, typed: &str) -> Result<u32, Report> {
    let read = typed.trim().parse().ok().filter(|months| (1..=120).contains(months));
    read.ok_or_else(|| {
        report("not-a-number", BadMonths { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_MONTHS.text(language))
    })
}

/// Reads yes or no.
pub(super) fn yes_or_no(language: Language, typed: &str) -> Result<bool, Report> {
    match fold(typed.trim()).as_str() {
        "yes" | "y" | "ja" | "j" => Ok(true),
        "no" | "n" | "nej" => Ok(false),
        _ => Err(report("not-yes-or-no", YesOrNo { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_YES_NO.text(language))),
    }
}

/// Reads a language.
pub(super) fn language(spoken: Language, typed: &str) -> Result<Language, Report> {
    Language::parse(typed).ok_or_else(|| {
        report("unknown-language", BadLanguage { typed: &quoted(spoken, typed) }.text(spoken))
            .hint(HINT_LANGUAGE.text(spoken))
    })
}

/// Reads when to use colour.
pub(super) fn colour(language: Language, typed: &str) -> Result<super::ui::Colour, Report> {
    match typed {
        "auto" => Ok(super::ui::Colour::Auto),
        "always" => Ok(super::ui::Colour::Always),
        "never" => Ok(super::ui::Colour::Never),
        _ => Err(report("unknown-value", BadColour { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_COLOUR.text(language))),
    }
}

/// Reads a size of paper.
pub(super) fn paper(language: Language, typed: &str) -> Result<crate::handout::Paper, Report> {
    match fold(typed.trim()).as_str() {
        "a4" => Ok(crate::handout::Paper::A4),
        "letter" => Ok(crate::handout::Paper::Letter),
        _ => Err(report("unknown-value", BadPaper { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_PAPER.text(language))),
    }
}

/// Reads the name of rules, or the path of a file of them, which then holds from any folder.
pub(super) fn rules(typed: &str) -> String {
    let absolute = crate::app::rules::is_path(typed).then(|| std::path::absolute(typed).ok()).flatten();
    absolute.and_then(|path| path.to_str().map(str::to_owned)).unwrap_or_else(|| typed.to_owned())
}

/// Reads a place.
pub(super) fn place(language: Language, typed: &str) -> Result<Place, Report> {
    Place::parse(typed).ok_or_else(|| {
        report("not-a-place", BadPlace { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_PLACE.text(language))
    })
}

/// Reads a time zone by its IANA name.
pub(super) fn zone(language: Language, typed: &str) -> Result<Tz, Report> {
    Tz::from_str_insensitive(typed.trim()).map_err(|_| {
        report("unknown-zone", BadZone { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_ZONE.text(language))
    })
}

/// Reads `MAKKERPAR_NOW`: an instant, or a day, which stands for its noon in UTC.
pub(super) fn now(language: Language, typed: &str) -> Result<DateTime<Utc>, Report> {
    let instant = DateTime::parse_from_rfc3339(typed.trim()).map(|at| at.to_utc()).ok();
    let noon = || Some(typed.trim().parse::<NaiveDate>().ok()?.and_hms_opt(12, 0, 0)?.and_utc());
    instant.or_else(noon).ok_or_else(|| {
        report("not-an-instant", BadNow { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_NOW.text(language))
    })
}

/// Reads `KEY=LABEL`.
pub(super) fn key_and_label(language: Language, typed: &str) -> Result<(String, String), Report> {
    match typed.split_once('=') {
        Some((key, label)) if !key.trim().is_empty() && !label.trim().is_empty() => {
            Ok((key.trim().to_owned(), label.trim().to_owned()))
        }
        _ => Err(report("not-a-label", KeyAndLabel { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_KEY_LABEL.text(language))),
    }
}

/// Reads whom something is about: a word, or a name, which says it by who is typing.
pub(super) fn about(language: Language, session: &Session, typed: &str) -> Result<About, Report> {
    let by_name = || {
        let (named, me) = (session.member(typed).ok()?, session.me()?);
        Some(if named == me { About::Oneself } else { About::Partner })
    };
    word(language, typed).or_else(|said| by_name().ok_or(said))
}

/// Reads who did it: one of the two, or a third party.
pub(super) fn actor(session: &Session, typed: &str) -> Result<Actor, Failure> {
    if special("third", typed) {
        Ok(Actor::Third)
    } else {
        or(session.member(typed).map(Actor::from), "third")
    }
}

/// A name, or a refusal that lists one more word, which would have been understood.
fn or<T>(named: Result<T, AppError>, word: &str) -> Result<T, Failure> {
    Ok(named.map_err(|error| match error {
        AppError::UnknownMember { typed, pair, mut keys, names, is_either } => {
            keys.push(word.to_owned());
            AppError::UnknownMember { typed, pair, keys, names, is_either }
        }
        other => other,
    })?)
}

/// Reads who something rests with.
pub(super) fn owner(session: &Session, typed: &str) -> Result<Owner, Failure> {
    if special("both", typed) { Ok(Owner::Both) } else { or(session.member(typed).map(Owner::from), "both") }
}

/// Reads who won.
pub(super) fn winner(session: &Session, typed: &str) -> Result<Winner, Failure> {
    if special("tie", typed) {
        return Ok(Winner::Tie);
    }
    let unknown =
        |_| AppError::UnknownWinner { typed: typed.to_owned(), keys: session.pair().member_keys.clone() };
    Ok(session.member(typed).map(Winner::from).map_err(unknown)?)
}

/// Reads `holm=92`.
pub(super) fn score(language: Language, session: &Session, typed: &str) -> Result<(Member, u32), Failure> {
    let wrong = || {
        report("not-a-score", BadScore { typed: &quoted(language, typed) }.text(language))
            .hint(HintScore { member: &session.pair().member_keys[0] }.text(language))
    };
    let (member, strokes) = typed.split_once('=').ok_or_else(wrong)?;
    let strokes =
        strokes.trim().parse().ok().filter(|strokes| (1..=999).contains(strokes)).ok_or_else(wrong)?;
    Ok((session.member(member)?, strokes))
}

/// Reads `holm="Anna Bech"`.
pub(super) fn full_name(
    language: Language,
    session: &Session,
    typed: &str,
) -> Result<(Member, String), Failure> {
    let (member, name) =
        key_and_label(language, typed).map_err(|wrong| wrong.hint(HINT_NAME_FORM.text(language)))?;
    Ok((session.member(&member)?, name))
}

/// Reads a note: `roles=TEXT` with a theme close before the `=`, or a text alone.
pub(super) fn note(session: &Session, typed: &str) -> Result<(Option<String>, String), Failure> {
    let is_theme =
        |word: &str| !word.is_empty() && word.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    match typed.split_once('=') {
        Some((theme, text)) if is_theme(theme) => Ok((Some(session.theme(theme)?), text.to_owned())),
        _ => Ok((None, typed.to_owned())),
    }
}

/// Reads `A4=kept`, or with a word on it `A4=partly: one interview`.
pub(super) fn check(language: Language, typed: &str) -> Result<(Handle, Outcome, Option<String>), Failure> {
    let wrong = || {
        report("not-a-check", BadCheck { typed: &quoted(language, typed) }.text(language))
            .hint(HINT_CHECK.text(language))
    };
    let (name, outcome) = typed.split_once('=').ok_or_else(wrong)?;
    let (outcome, text) =
        outcome.split_once(':').map_or((outcome, None), |(outcome, text)| (outcome, Some(text)));
    let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok((handle(language, name.trim())?, word(language, outcome)?, text))
}

/// Reads `holm=anna@example.org` for a pair.
pub(super) fn mail(
    language: Language,
    keys: &[String; 2],
    names: &[String; 2],
    typed: &str,
) -> Result<(Member, String), Report> {
    let form = |address: &str| HintMailForm { a: &keys[0], b: &keys[1], address: &address }.text(language);
    let (member, address) = key_and_label(language, typed).map_err(|said| match typed.split_once('@') {
        Some(_) if !typed.contains('=') => said.hint(form(&clean(typed.trim()))),
        _ => said,
    })?;
    let is_address = address.rsplit_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains(char::is_whitespace)
    });
    if !is_address {
        return Err(report("not-an-address", BadMail { typed: &quoted(language, &address) }.text(language))
            .hint(form("anna@example.org")));
    }
    let folded = fold(&member);
    let whole = Member::BOTH
        .into_iter()
        .find(|it| fold(&keys[it.index()]) == folded || ["a", "b"][it.index()] == folded);
    let partly: Vec<Member> =
        Member::BOTH.into_iter().filter(|it| fold(&names[it.index()]).contains(&folded)).collect();
    let found = whole.or(if let [only] = partly[..] { Some(only) } else { None });
    let found = found.ok_or_else(|| {
        report("unknown-member", UnknownWord { typed: &quoted(language, &member) }.text(language))
            .hint(OneOf { words: &keys.join(", ") }.text(language))
    })?;
    Ok((found, address))
}

/// The keys that the two of a new pair will have.
pub(super) fn keys_of(names: &[String; 2]) -> [String; 2] {
    crate::domain::member_keys([&names[0], &names[1]])
}

/// What day it is for a pair that is not on record yet.
pub(super) fn today_in(zone: Tz, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}
