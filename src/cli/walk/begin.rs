//! Beginning: the two of a new pair, asked for one by one. Nothing is written before the last question.

use super::super::desk::Desk;
use super::super::ui::{clean, shown};
use super::super::values;
use super::super::when::{Asked, When};
use super::super::wording::{Failure, Report, report};
use super::{Step, Walk};
use crate::app::pairs::{self, NewPair};
use crate::domain::{Member, PairKind, Place, Word as _};
use crate::locale::Language;
use crate::locale::messages::{
    ASK_KIND, ASK_MONTHS, ASK_PARTNER, ASK_SINCE, ASK_YOU, AskLanguage, AskPlace, AskWrite, BEGIN_HEAD,
    BEGIN_HELP, BeginNoTitle, BeginPair, HINT_KIND, NameMissing,
};
use chrono_tz::Tz;
use std::path::Path;

/// Asks for a pair; `None` if the person would rather not write it. `chosen` is told the language that they choose.
pub(in crate::cli) fn walk(desk: &Desk, file: &Path, chosen: impl FnOnce(Language)) -> Step<Option<NewPair>> {
    let walk = Walk::new(desk, (), BEGIN_HELP);
    walk.say(0, BEGIN_HEAD.text(walk.language()));
    let tag = walk.language().tag();
    let language = walk.parsed(&AskLanguage { tag: &tag }.text(walk.language()), |typed| {
        Ok(values::language(desk.language(), typed)?)
    })?;
    let language = language.unwrap_or(walk.language());
    desk.ui.speak(language);
    chosen(language);
    let (name_a, title_a) = walk.needed(ASK_YOU.text(language), |typed| Ok(named(language, typed)?))?;
    let zone = Tz::Europe__Copenhagen;
    let today = values::today_in(zone, desk.now);
    let mut new = NewPair {
        names: [name_a, String::new()],
        titles: [title_a, None],
        mails: [None, None],
        kind: PairKind::MayorCeo,
        language,
        zone,
        place: Place::of_zone(zone),
        interval: 12,
        since: None,
        rules: crate::domain::usual_rules(),
    };
    let other = walk.needed(ASK_PARTNER.text(language), |typed| {
        let (name, title) = named(language, typed)?;
        let both = NewPair { names: [new.names[0].clone(), name.clone()], ..new.clone() };
        // The same person twice, above all.
        pairs::check(&both, desk.now)?;
        Ok((name, title))
    })?;
    (new.names[Member::B.index()], new.titles[Member::B.index()]) = other;
    new.kind = walk.parsed(ASK_KIND.text(language), |typed| kind(language, typed))?.unwrap_or(new.kind);
    new.since = walk.parsed(ASK_SINCE.text(language), |typed| {
        let day = When::new(language, today).happened(Asked::Prompt, typed)?;
        pairs::check(&NewPair { since: Some(day), ..new.clone() }, desk.now)?;
        Ok(day)
    })?;
    let Place { latitude, longitude } = new.place;
    let question = AskPlace { latitude: &latitude, longitude: &longitude }.text(language);
    new.place = walk.parsed(&question, |typed| Ok(values::place(language, typed)?))?.unwrap_or(new.place);
    let months = |typed: &str| Ok(values::interval(language, typed).map_err(|said| said.hint("12"))?);
    new.interval = walk.parsed(ASK_MONTHS.text(language), months)?.unwrap_or(new.interval);
    let [a, b] = Member::BOTH.map(|member| {
        let (name, title) = (clean(&new.names[member.index()]), &new.titles[member.index()]);
        match title {
            Some(title) => format!("{name}, {}", clean(title)),
            None => BeginNoTitle { name: &name }.text(language),
        }
    });
    // A forgotten comma makes a title part of a name.
    walk.say(0, &BeginPair { a: &a, b: &b }.text(language));
    let key = values::keys_of(&new.names).join("-");
    let question = AskWrite { key: &key, file: &shown(file) }.text(language);
    Ok(walk.yes(&question, true)?.then_some(new))
}

/// A name and, behind a comma, a title.
pub(in crate::cli) fn named(language: Language, typed: &str) -> Result<(String, Option<String>), Report> {
    let (name, title) =
        typed.split_once(',').map_or((typed, None), |(name, title)| (name, Some(title.trim())));
    let name = name.trim();
    if !name.chars().any(char::is_alphabetic) {
        let typed = values::quoted(language, typed);
        return Err(report("no-name", NameMissing { typed: &typed }.text(language)));
    }
    Ok((name.to_owned(), title.filter(|title| !title.is_empty()).map(str::to_owned)))
}

/// A kind of pair, by its number or its word.
fn kind(language: Language, typed: &str) -> Result<PairKind, Failure> {
    let by_number =
        typed.trim().parse::<usize>().ok().and_then(|number| PairKind::ALL.get(number.wrapping_sub(1)));
    match by_number {
        Some(kind) => Ok(*kind),
        None => Ok(values::word(language, typed).map_err(|said| said.hint(HINT_KIND.text(language)))?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_numbers_every_kind() {
        for language in [Language::English, Language::Danish] {
            let question = ASK_KIND.text(language);
            for (number, expected) in (1..).zip(PairKind::ALL) {
                let (_, rest) = question.split_once(&format!(" {number} ")).expect("a number");
                let word = rest.split([',', '[']).next().expect("a word").trim();
                assert_eq!(kind(language, word).ok(), Some(*expected), "{word}");
                assert_eq!(kind(language, &number.to_string()).ok(), Some(*expected));
            }
            assert!(kind(language, "0").is_err() && kind(language, "7").is_err());
        }
    }

    #[test]
    fn a_title_stands_behind_a_comma() {
        let read = |typed| named(Language::English, typed).ok();
        assert_eq!(read("Anna Holm, mayor"), Some(("Anna Holm".into(), Some("mayor".into()))));
        assert_eq!(read(" Anna Holm ,"), Some(("Anna Holm".into(), None)));
        assert_eq!(
            read("Bo Lind, director, roads"),
            Some(("Bo Lind".into(), Some("director, roads".into())))
        );
        assert_eq!(read(", mayor"), None);
    }
}
