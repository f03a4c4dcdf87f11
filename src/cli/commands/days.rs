//! The day of the talk: proposing, setting, moving, calling off.

use super::super::args::{Propose, ReviewEdit, Schedule};
use super::super::config::Key;
use super::super::days::unblocking;
use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::when::{Asked, When};
use super::super::{json, values};
use super::{Ended, writing};
use crate::app::propose::{self, Ask, Proposals, Way, rejection_key};
use crate::app::replan::{self, Change, OutOfDate};
use crate::app::schedule::{self, Scheduled, Wish};
use crate::app::{Session, which_talk};
use crate::domain::Place;
use crate::locale::Language;
use crate::locale::calling;
use crate::locale::dates;
use crate::locale::messages::{
    HINT_EXPORT, HINT_EXPORT_AGAIN, HINT_LOOK_FURTHER, HINT_PICK, HINT_PICK_EXTRA, HintImport, HintInvite,
    HintInviteAgain, HintInviteCancel, HintMoveTo, HintSchedule, NOT_PICKABLE, WARN_UNBOOKED,
};
use chrono::NaiveTime;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

fn time(desk: &Desk, typed: Option<&str>) -> Result<Option<NaiveTime>, super::Failure> {
    Ok(typed.map(|typed| values::time(desk.language(), typed)).transpose()?)
}

fn place(desk: &Desk, typed: Option<&str>) -> Result<Option<Place>, super::Failure> {
    Ok(typed.map(|typed| values::place(desk.language(), typed)).transpose()?)
}

/// A time as it is typed on a command line: always with a colon.
fn typed_time(time: NaiveTime) -> String {
    dates::clock(Language::English, time)
}

/// The command `review propose`.
pub(super) fn propose(desk: &Desk, args: &Propose) -> Ended {
    let language = desk.language();
    let mut session = desk.session(None)?;
    let when = When::new(language, session.today());
    let [from, to] = when.stretch(args.from.as_deref(), args.to.as_deref())?;
    let ask = Ask {
        year: args.year.as_deref().map(|typed| values::year(language, typed)).transpose()?,
        from,
        to,
        format: args.format.clone().or_else(|| desk.setting(Key::Format)),
        at: time(desk, args.at.as_deref())?,
        place: place(desk, args.place.as_deref())?,
        rules: args.rules.clone(),
        count: args.count.as_deref().map_or(Ok(5), |typed| values::number(language, typed))?,
    };
    let found = propose::propose(&mut session, &ask)?;
    let voice = Voice::of(&desk.ui, &session);
    if desk.ui.json() {
        desk.ui.say(&proposals_json(args, &session, &voice, &found).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    voice.says_proposals(&found, from.or(to).is_some(), args.explain);
    if !found.can_be_picked {
        desk.ui.warning(NOT_PICKABLE.text(language));
    }
    desk.ui.hint(&hint(args, &voice, &found));
    Ok(ExitCode::SUCCESS)
}

/// What to do with what was found.
fn hint(args: &Propose, voice: &Voice<'_>, found: &Proposals) -> String {
    let language = voice.language;
    let missing = found.notes.iter().find_map(|note| match note {
        propose::Note::Missing { member } => Some(HintImport { member }.text(language)),
        _ => None,
    });
    let Some(day) = found.days.first() else {
        let opened = found.openings.first().map(|opening| again(args, &opening.way));
        return opened.or(missing).unwrap_or_else(|| HINT_LOOK_FURTHER.text(language).to_owned());
    };
    if let Some(missing) = missing {
        return missing;
    }
    let (date, time) = (day.date, typed_time(day.start.time()));
    let is_other = found.set.as_ref().is_some_and(|format| *format != found.format);
    let said_format = super::in_shell(&voice.format(&found.format));
    let format = is_other.then(|| format!(" --format {said_format}"));
    let place = found.place.map(|Place { latitude, longitude }| format!(" --place {latitude},{longitude}"));
    let said = match &found.set {
        Some(_) => HintMoveTo { review: &found.review, date: &date, time: &time }.text(language),
        None if found.is_second && found.can_be_picked => return HINT_PICK_EXTRA.text(language).to_owned(),
        None if found.days.len() > 1 && found.can_be_picked => return HINT_PICK.text(language).to_owned(),
        None => HintSchedule { date: &date, time: &time, format: &said_format }.text(language),
    };
    [Some(said), format, place].into_iter().flatten().collect()
}

/// The command that asks again in a way that finds something.
fn again(args: &Propose, way: &Way) -> String {
    let (wanted, value) = match way {
        Way::Unblock(name) => return calling::line(&unblocking(name)),
        Way::Option(flag, value) => (*flag, value.as_str()),
    };
    let asked = [
        ("--year", &args.year),
        ("--from", &args.from),
        ("--to", &args.to),
        ("--format", &args.format),
        ("--at", &args.at),
        ("--place", &args.place),
        ("--rules", &args.rules),
    ];
    asked.into_iter().fold(calling::line("review propose"), |line, (flag, typed)| {
        let value = if flag == wanted { Some(value) } else { typed.as_deref() };
        value.map_or_else(|| line.clone(), |value| format!("{line} {flag} {}", super::in_shell(value)))
    })
}

fn proposals_json(args: &Propose, session: &Session, voice: &Voice<'_>, found: &Proposals) -> Value {
    let proposals: Vec<Value> = found
        .days
        .iter()
        .map(|day| {
            let reasons: Vec<Value> = day
                .reasons
                .iter()
                .map(|reason| {
                    let text = voice.reason(found, day.date, reason);
                    json!({"rule": reason.what.rule(), "cost": reason.cost, "text": text})
                })
                .collect();
            json!({"start": day.start.to_rfc3339(), "end": day.end.to_rfc3339(), "cost": day.cost, "reasons": reasons})
        })
        .collect();
    let rejected: Map<String, Value> = found
        .rejected
        .iter()
        .map(|(rejection, days)| (rejection_key(session, *rejection), json!(days)))
        .collect();
    let openings: Vec<Value> = found
        .openings
        .iter()
        .map(|opening| {
            json!({
                "command": again(args, &opening.way),
                "date": opening.best.date,
                "start": typed_time(opening.best.start),
                "more": opening.more,
            })
        })
        .collect();
    let value = json!({
        "review": found.review,
        "format": found.format,
        "aim": found.aim.on,
        "overdue": found.aim.overdue,
        "from": found.from,
        "to": found.until,
        "proposals": proposals,
        "rejected": rejected,
        "looked_at": found.looked_at,
        "fit": found.fit,
        "openings": openings,
        "can_be_picked": found.can_be_picked,
    });
    let mut warnings: Vec<String> = found.notes.iter().map(|note| voice.note(note)).collect();
    if !found.can_be_picked {
        warnings.push(NOT_PICKABLE.text(voice.language).to_owned());
    }
    json::with_warnings(&value, &warnings)
}

/// The command `review schedule`.
pub(super) fn schedule(desk: &Desk, args: &Schedule) -> Ended {
    let language = desk.language();
    let mut session = desk.session(args.by.by.as_deref())?;
    let picked = match &args.pick {
        Some(typed) => Some(propose::picked(&session, values::number(language, typed)?)?),
        None => None,
    };
    let wish = match picked {
        Some(day) => Wish {
            on: day.date,
            at: Some(day.start),
            tee: None,
            format: Some(day.format),
            place: args.r#where.clone(),
            coordinates: place(desk, args.place.as_deref())?.or(day.at),
            extra: args.extra,
            force: args.force,
        },
        None => Wish {
            on: When::new(language, session.today())
                .planned(Asked::Flag("--on"), args.on.as_deref().unwrap_or_default())?,
            at: time(desk, args.at.as_deref())?,
            tee: time(desk, args.tee.as_deref())?,
            format: args.format.clone().or_else(|| desk.setting(Key::Format)),
            place: args.r#where.clone(),
            coordinates: place(desk, args.place.as_deref())?,
            extra: args.extra,
            force: args.force,
        },
    };
    let written = writing(desk, &mut session, |session| schedule::schedule(session, &wish))?;
    let voice = Voice::of(&desk.ui, &session);
    let warnings = warnings(&voice, &written.value, written.warnings);
    if desk.ui.json() {
        desk.ui.say(&scheduled_json(&written.value, &[], &warnings).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    voice.says_scheduled(&written.value.entry);
    voice.says_moments(&written.value);
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    let has_mails = session.people().iter().all(|person| person.mail.is_some());
    let handle = &written.value.entry.handle;
    let invite = HintInvite { review: handle }.text(language);
    desk.ui.hint(if has_mails { &invite } else { HINT_EXPORT.text(language) });
    Ok(ExitCode::SUCCESS)
}

/// What speaks against a day that was set all the same.
fn warnings(voice: &Voice<'_>, scheduled: &Scheduled, mut warnings: Vec<String>) -> Vec<String> {
    let date = scheduled.entry.date;
    warnings.extend(scheduled.objections.iter().map(|objection| voice.objection(date, objection)));
    warnings.extend(scheduled.notes.iter().map(|note| voice.note(note)));
    warnings
}

/// The entry, the moments around it, and the files that no longer hold.
fn scheduled_json(scheduled: &Scheduled, out_of_date: &[OutOfDate], warnings: &[String]) -> Value {
    let mut value = json::with_warnings(&scheduled.entry, warnings);
    let moments = scheduled.moments.iter().map(|(what, date)| json!({"what": what, "date": date}));
    value["moments"] = moments.collect();
    if !out_of_date.is_empty() {
        value["out_of_date"] = json!(out_of_date);
    }
    value
}

/// The new plan of a talk, as it was typed.
pub(super) struct Moved {
    /// The day, as it was typed.
    pub(super) on: String,
    /// When it begins.
    pub(super) at: Option<String>,
    /// When the first ball is struck.
    pub(super) tee: Option<String>,
    /// The format.
    pub(super) format: Option<String>,
    /// Where it is, in words or on earth.
    pub(super) place: Option<String>,
}

/// The command `review move`.
pub(super) fn move_to(
    desk: &Desk,
    review: Option<&str>,
    words: &Moved,
    force: bool,
    by: Option<&str>,
) -> Ended {
    let session = desk.session(by)?;
    let handle = values::talk(desk.language(), &session, review, which_talk::to_come)?;
    let change = Change {
        on: Some(When::new(desk.language(), session.today()).planned(Asked::Flag("--on"), &words.on)?),
        at: time(desk, words.at.as_deref())?,
        tee: time(desk, words.tee.as_deref())?,
        format: words.format.clone(),
        coordinates: place(desk, words.place.as_deref())?,
        ..Change::default()
    };
    replan(desk, session, "review move", handle, &change, force)
}

/// The command `review edit`.
pub(super) fn edit(desk: &Desk, args: &ReviewEdit) -> Ended {
    let language = desk.language();
    let session = desk.session(args.by.by.as_deref())?;
    let handle = values::talk(language, &session, args.review.as_deref(), which_talk::to_come)?;
    let change = Change {
        on: None,
        at: time(desk, args.at.as_deref())?,
        tee: time(desk, args.tee.as_deref())?,
        format: args.format.clone(),
        place: args.r#where.clone(),
        coordinates: place(desk, args.place.as_deref())?,
        booked: args.booked.as_deref().map(|typed| values::yes_or_no(language, typed)).transpose()?,
    };
    replan(desk, session, "review edit", handle, &change, args.force)
}

fn replan(
    desk: &Desk,
    mut session: Session,
    act: &'static str,
    handle: crate::domain::Handle,
    change: &Change,
    force: bool,
) -> Ended {
    let written = writing(desk, &mut session, |session| replan::replan(session, act, handle, change, force))?;
    let voice = Voice::of(&desk.ui, &session);
    let replanned = &written.value;
    let mut warnings = warnings(&voice, &replanned.scheduled, written.warnings);
    if replanned.is_unbooked {
        warnings.push(WARN_UNBOOKED.text(desk.language()).to_owned());
    }
    if desk.ui.json() {
        let value = scheduled_json(&replanned.scheduled, &replanned.out_of_date, &warnings);
        desk.ui.say(&value.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    voice.says_replanned(replanned);
    for warning in &warnings {
        desk.ui.warning(warning);
    }
    if replan::was_invited(&replanned.out_of_date) {
        desk.ui.hint(&HintInviteAgain { review: &handle }.text(desk.language()));
    } else if replan::misleads(&replanned.out_of_date) {
        desk.ui.hint(HINT_EXPORT_AGAIN.text(desk.language()));
    }
    Ok(ExitCode::SUCCESS)
}

/// The command `review cancel`.
pub(super) fn cancel(desk: &Desk, review: &str, reason: &str, by: Option<&str>) -> Ended {
    let handle = values::handle(desk.language(), review)?;
    let reason = desk.optional_text(Some(reason))?.unwrap_or_default();
    let mut session = desk.session(by)?;
    let written = writing(desk, &mut session, |session| replan::cancel(session, handle, &reason))?;
    let (entry, out_of_date) = &written.value;
    if desk.ui.json() {
        let mut value = json::with_warnings(entry, &written.warnings);
        if !out_of_date.is_empty() {
            value["out_of_date"] = json!(out_of_date);
        }
        desk.ui.say(&value.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let voice = Voice::of(&desk.ui, &session);
    voice.says_cancelled(entry);
    voice.says_out_of_date(&entry.handle, out_of_date);
    if replan::was_invited(out_of_date) {
        desk.ui.hint(&HintInviteCancel { review: &handle }.text(desk.language()));
    } else if replan::misleads(out_of_date) {
        desk.ui.hint(HINT_EXPORT_AGAIN.text(desk.language()));
    }
    Ok(ExitCode::SUCCESS)
}
