//! Taking down something that the two agree now: in their own words, or from the bank.

use super::super::ui::clean;
use super::super::values;
use super::super::when::{Asked, When};
use super::super::wording::Failure;
use super::record::show;
use super::{Step, Walk, owned};
use crate::app::adjust::{self, Agreed};
use crate::app::agree::{self, Choice, Chosen};
use crate::app::entry::Entry;
use crate::domain::{Adjustment, Owner};
use crate::locale::messages::{ASK_AGREEMENT, ASK_UNTIL, ASK_WHOSE, AskChecks, AskField, AskWhoseOne};
use crate::locale::{dates, fold};
use chrono::NaiveDate;

/// Asks for something that the two agree now; its handle, or nothing if there is no more.
pub(super) fn agreement(walk: &mut Walk<'_>) -> Step<Option<String>> {
    let language = walk.language();
    loop {
        let Some(typed) = walk.ask(ASK_AGREEMENT.text(language))? else { return Ok(None) };
        let paper = walk.session.pair().language;
        let choices = agree::choices(&walk.session, paper)?;
        let chosen = choices.into_iter().find(|choice| choice.key == fold(&typed));
        let command = match &chosen {
            Some(choice) => vec!["adjust", "use", &choice.key],
            // What it is if nothing more is said of it.
            None => vec!["adjust", "add", "-", "--owner", "both", "--rule"],
        };
        walk.desk.remember(&typed, owned(&command));
        let made = match chosen {
            Some(choice) => from_bank(walk, &choice)?,
            None => free(walk, typed)?,
        };
        if let Some(entry) = made {
            show(walk, &entry);
            return Ok(Some(entry.handle));
        }
    }
}

fn from_bank(walk: &mut Walk<'_>, choice: &Choice) -> Step<Option<Entry>> {
    let language = walk.language();
    walk.say(2, &clean(&choice.text));
    let owner = if choice.owned { Some(one_owner(walk)?) } else { None };
    let mut values = Vec::new();
    let mut command = owned(&["adjust", "use", &choice.key]);
    if let Some(member) = owner.and_then(Owner::member) {
        command.extend(owned(&["--owner", walk.session.names().key(member)]));
    }
    for field in &choice.fields {
        let question = AskField { field }.text(language);
        let value = walk.needed(&question, |typed| Ok(typed.to_owned()))?;
        command.extend(["--set".to_owned(), format!("{field}={value}")]);
        walk.desk.remember(&value, command.clone());
        values.push((field.clone(), value));
    }
    let checks = checks(walk)?;
    let chosen = Chosen { key: choice.key.clone(), owner, values, checks, ..Chosen::default() };
    walk.write(|session| agree::choose(session, &chosen))
}

fn one_owner(walk: &Walk<'_>) -> Step<Owner> {
    let [a, b] = walk.session.pair().member_keys.clone();
    let question = AskWhoseOne { a: &a, b: &b }.text(walk.language());
    walk.needed(&question, |typed| Ok(Owner::from(walk.session.member(typed)?)))
}

fn free(walk: &mut Walk<'_>, text: String) -> Step<Option<Entry>> {
    let language = walk.language();
    let owner = walk.parsed(ASK_WHOSE.text(language), |typed| values::owner(&walk.session, typed))?;
    let whose = walk.session.names().owner_key(owner.unwrap_or(Owner::Both)).to_owned();
    let begun = ["adjust", "add", "-", "--owner", &whose];
    walk.desk.remembered_is_for(owned(&[&begun[..], &["--rule"]].concat()));
    let today = walk.session.today();
    // Nothing is a ground rule, a dash something to do without a date.
    let until = walk.parsed(ASK_UNTIL.text(language), |typed| match typed {
        "-" => Ok(None),
        typed => {
            let date = When::new(language, today).planned(Asked::Prompt, typed)?;
            if date < today {
                return Err(crate::app::AppError::Refused(crate::domain::Refusal::InPast { date }).into());
            }
            Ok(Some(date))
        }
    })?;
    let day = until.flatten().map(|day| day.to_string());
    let until_when = match (&until, &day) {
        (None, _) => vec!["--rule"],
        (Some(_), None) => Vec::new(),
        (Some(_), Some(day)) => vec!["--until", day],
    };
    walk.desk.remembered_is_for(owned(&[&begun[..], &until_when].concat()));
    let checks = checks(walk)?;
    let agreed = Agreed {
        text,
        owner: owner.unwrap_or(Owner::Both),
        theme: None,
        rule: until.is_none(),
        until: until.flatten(),
        checks,
        from: Vec::new(),
        tags: Vec::new(),
        question: None,
    };
    walk.write(|session| adjust::add(session, &agreed))
}

/// Asks for the days of the checks; none for the usual ones.
fn checks(walk: &Walk<'_>) -> Step<Vec<NaiveDate>> {
    let (language, today) = (walk.language(), walk.session.today());
    let usual = Adjustment::usual_checks(today);
    let usual: Vec<String> = usual.iter().map(|day| dates::day_month_near(language, *day, today)).collect();
    let question = AskChecks { days: &usual.join(", ") }.text(language);
    let read = |typed: &str| {
        let days = typed.split([',', ';']).map(str::trim).filter(|day| !day.is_empty());
        let days = days.map(|day| {
            let date = When::new(language, today).planned(Asked::Prompt, day)?;
            if date < today {
                return Err(crate::app::AppError::Refused(crate::domain::Refusal::InPast { date }).into());
            }
            Ok(date)
        });
        days.collect::<Result<Vec<_>, Failure>>()
    };
    Ok(walk.parsed(&question, read)?.unwrap_or_default())
}
