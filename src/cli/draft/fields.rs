//! The fields of an entry on a page: how they are written, and how they are read back.

use super::super::args::{IncidentAdd, Observe, Surroundings};
use super::super::desk::Desk;
use super::super::values;
use super::super::when::{Asked, When};
use super::{Form, Mistake};
use crate::app::draft::{Draft, Field, Page};
use crate::app::edit::{Changeable, Edit};
use crate::app::entry::{Detail, Entry};
use crate::app::{Session, themes};
use crate::domain::{About, Channel, Class, Handle, Severity, Tone, Word};
use crate::locale::messages::{DraftHelp, NO, POSITIVE, YES};
use crate::locale::{Language, fold, terms};
use chrono::NaiveDate;

fn said<W: Word>(language: Language, word: Option<W>) -> String {
    word.map_or_else(String::new, |word| terms::label(language, W::VOCABULARY, word.word()).to_owned())
}

fn member(language: Language, key: &str) -> String {
    match key {
        "third" => terms::label(language, "member", "third").to_owned(),
        "both" => terms::label(language, "member", "both").to_owned(),
        key => key.to_owned(),
    }
}

fn days(days: &[NaiveDate]) -> String {
    days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", ")
}

/// An entry as a page has it, without its text.
fn fields_of(language: Language, entry: &Entry) -> Vec<(Field, String)> {
    let theme = entry.theme.as_deref().map(|key| themes::short(language, key).to_owned()).unwrap_or_default();
    let theme = (Field::Theme, theme);
    let date = (Field::Date, entry.date.to_string());
    let tags = (Field::Tags, entry.tags.join(", "));
    let around = |effect: &Option<String>, setting: &Option<String>, channel: &Option<Channel>| {
        [
            (Field::Effect, effect.clone().unwrap_or_default()),
            (Field::Setting, setting.clone().unwrap_or_default()),
            (Field::Channel, said(language, *channel)),
        ]
    };
    match &entry.detail {
        Detail::Observation { about, effect, setting, channel, .. } => {
            let mut fields = vec![
                theme,
                (Field::Tone, said(language, entry.tone)),
                (Field::About, said(language, Some(*about))),
                date,
            ];
            fields.extend(around(effect, setting, channel));
            fields.push(tags);
            fields
        }
        Detail::Incident { actor, severity, class, public, effect, setting, channel, .. } => {
            let severity = severity.map_or_else(
                || POSITIVE.text(language).to_owned(),
                |severity| said(language, Some(severity)),
            );
            let mut fields = vec![
                (Field::Actor, member(language, actor)),
                (Field::Severity, severity),
                (Field::Class, said(language, *class)),
                (Field::Public, if *public { YES } else { NO }.text(language).to_owned()),
                theme,
                date,
            ];
            fields.extend(around(effect, setting, channel));
            fields.push(tags);
            fields
        }
        Detail::Adjustment { owner, rule, until, planned, .. } => {
            let mut fields = vec![(Field::Owner, member(language, owner)), theme];
            if !rule {
                fields.push((Field::Until, days(until.as_slice())));
            }
            fields.extend([(Field::Checks, days(planned)), tags]);
            fields
        }
        Detail::Review { .. } => Vec::new(),
    }
}

/// The page of an entry, or of a part of one.
pub(in crate::cli) fn of_entry(desk: &Desk, session: &Session, handle: Handle, found: &Changeable) -> Form {
    let draft = match &found.part {
        Some(text) => Draft { text: text.clone(), fields: Vec::new() },
        None => as_draft(desk.language(), &found.entry),
    };
    form(desk.language(), session, handle.to_string(), draft)
}

/// An entry as a page has it.
pub(in crate::cli) fn as_draft(language: Language, entry: &Entry) -> Draft {
    Draft { text: entry.text.clone(), fields: fields_of(language, entry) }
}

/// The page of something new: what stood on the line is filled in.
pub(in crate::cli) fn of_new(
    desk: &Desk,
    session: &Session,
    name: &str,
    text: Option<&str>,
    fields: Vec<(Field, String)>,
) -> Form {
    let draft = Draft { text: text.unwrap_or_default().trim().to_owned(), fields };
    form(desk.language(), session, name.to_owned(), draft)
}

fn form(language: Language, session: &Session, name: String, draft: Draft) -> Form {
    let words = |field: Field| -> Option<String> {
        fn all<W: Word>(language: Language) -> String {
            W::ALL.iter().map(|word| said(language, Some(*word))).collect::<Vec<_>>().join(", ")
        }
        let names = |special: &str| {
            let keys = session.pair().member_keys.join(", ");
            Some(format!("{keys}, {}", member(language, special)))
        };
        match field {
            Field::Theme => {
                let keys = themes::keys(session.pair());
                Some(keys.into_iter().map(|key| themes::short(language, key)).collect::<Vec<_>>().join(", "))
            }
            Field::Tone => Some(all::<Tone>(language)),
            Field::About => Some(all::<About>(language)),
            Field::Channel => Some(all::<Channel>(language)),
            Field::Class => Some(all::<Class>(language)),
            Field::Severity => Some(format!("{}, {}", all::<Severity>(language), POSITIVE.text(language))),
            Field::Actor => names("third"),
            Field::Owner => names("both"),
            Field::Public => Some(format!("{}, {}", YES.text(language), NO.text(language))),
            _ => None,
        }
    };
    let help = draft.fields.iter().filter_map(|(field, _)| {
        let words = words(*field)?;
        Some(DraftHelp { field: &field.label(language), words: &words }.text(language))
    });
    Form { name, help: help.collect(), draft }
}

/// The tags of a line: between commas, or words with `#`.
fn tags(value: &str) -> Vec<String> {
    value.split([',', '\n']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}

/// A value that may be left empty.
fn maybe<T>(value: &str, read: impl FnOnce(&str) -> Result<T, Mistake>) -> Result<Option<T>, Mistake> {
    if value.is_empty() { Ok(None) } else { read(value).map(Some) }
}

fn word<W: Word>(language: Language, field: Field, value: &str) -> Result<W, Mistake> {
    values::word(language, value).map_err(Mistake::of(field))
}

fn is_positive(value: &str) -> bool {
    let folded = fold(value);
    [Language::English, Language::Danish].iter().any(|language| fold(POSITIVE.text(*language)) == folded)
}

/// What has changed on the page of an entry.
pub(in crate::cli) fn changed(
    language: Language,
    session: &Session,
    before: &Draft,
    page: &Page,
) -> Result<Edit, Mistake> {
    let today = session.today();
    let mut edit = Edit::default();
    if !before.has_same_text(&page.draft) {
        edit.text = Some(page.draft.text.clone());
    }
    for (field, _, value) in before.changes(&page.draft) {
        let at = |failure| Mistake { field: Some(field), failure };
        let day = |value: &str| {
            let when = When::new(language, today);
            let read = match field {
                Field::Date => when.happened(Asked::Prompt, value.trim()),
                _ => when.planned(Asked::Prompt, value.trim()),
            };
            read.map_err(Mistake::of(field))
        };
        match field {
            Field::Theme => {
                if !value.is_empty() {
                    session.theme(value).map_err(|error| at(error.into()))?;
                }
                edit.theme = Some(value.to_owned());
            }
            Field::Tone => edit.tone = maybe(value, |value| word(language, field, value))?.into(),
            Field::About => {
                edit.about = Some(
                    maybe(value, |value| {
                        values::about(language, session, value).map_err(Mistake::of(field))
                    })?
                    .unwrap_or(About::Partner),
                );
            }
            Field::Date => edit.on = Some(happened(session, day(value)?, field)?),
            Field::Actor => edit.actor = Some(values::actor(session, value).map_err(at)?),
            Field::Severity if is_positive(value) => edit.positive = true,
            Field::Severity => edit.severity = Some(word(language, field, value)?),
            Field::Class => edit.class = maybe(value, |value| word(language, field, value))?.into(),
            Field::Public => {
                edit.public = Some(values::yes_or_no(language, value).map_err(Mistake::of(field))?);
            }
            Field::Owner => edit.owner = Some(values::owner(session, value).map_err(at)?),
            Field::Until => edit.until = maybe(value, day)?.into(),
            Field::Checks => edit.checks = value.split([',', '\n']).map(day).collect::<Result<_, _>>()?,
            Field::Effect => edit.effect = Some(value.to_owned()),
            Field::Setting => edit.setting = Some(value.to_owned()),
            Field::Channel => edit.channel = maybe(value, |value| word(language, field, value))?.into(),
            Field::Tags => edit.tags = Some(tags(value)),
        }
    }
    Ok(edit)
}

/// A day on which something may have happened.
fn happened(session: &Session, day: NaiveDate, field: Field) -> Result<NaiveDate, Mistake> {
    crate::domain::happened(day, session.today()).map_err(|refusal| Mistake {
        field: Some(field),
        failure: crate::app::AppError::from(refusal).into(),
    })
}

fn typed(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

/// Where and when something was noticed, as it stood on the line.
fn around(given: &Surroundings) -> [(Field, String); 5] {
    [
        (Field::Date, typed(given.on.as_ref())),
        (Field::Effect, typed(given.effect.as_ref())),
        (Field::Setting, typed(given.setting.as_ref())),
        (Field::Channel, typed(given.channel.as_ref())),
        (Field::Tags, given.tags.join(", ")),
    ]
}

/// The fields of a new observation, with what stood on the line.
pub(in crate::cli) fn of_observe(
    language: Language,
    args: &Observe,
    tone: Option<Tone>,
) -> Vec<(Field, String)> {
    let mut fields = vec![
        (Field::Theme, typed(args.surroundings.theme.as_ref())),
        (Field::Tone, said(language, tone)),
        (Field::About, typed(args.about.as_ref())),
    ];
    fields.extend(around(&args.surroundings));
    fields
}

/// The fields of a new incident, with what stood on the line.
pub(in crate::cli) fn of_incident(language: Language, args: &IncidentAdd) -> Vec<(Field, String)> {
    let severity =
        if args.positive { POSITIVE.text(language).to_owned() } else { typed(args.severity.as_ref()) };
    let mut fields = vec![
        (Field::Actor, typed(args.actor.as_ref())),
        (Field::Severity, severity),
        (Field::Class, typed(args.class.as_ref())),
        (Field::Public, if args.public { YES.text(language).to_owned() } else { String::new() }),
        (Field::Theme, typed(args.surroundings.theme.as_ref())),
    ];
    fields.extend(around(&args.surroundings));
    fields
}

/// What the page of something new says.
pub(in crate::cli) fn written(language: Language, session: &Session, page: &Page) -> Result<Edit, Mistake> {
    let fields = page.draft.fields.iter().map(|(field, _)| (*field, String::new())).collect();
    changed(language, session, &Draft { text: String::new(), fields }, page)
}
