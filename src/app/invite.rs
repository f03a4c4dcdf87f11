//! Writing calendar files: the talk and the moments around it, and the invitation to one talk.

use super::deliver::{Destination, Document, deliver};
use super::error::AppError;
use super::rules;
use super::session::{self, Session};
use crate::calendar::{self, Alarm, Event, Meeting, Method, Person, Sheet, When};
use crate::domain::{Adjustment, Content, Handle, Id, Member, OnRecord, Phase, Refusal, Review, Status};
use crate::locale::messages::{
    CAL_CARD, CAL_CARD_TEXT, CAL_CHECK_TEXT, CAL_NOTICE, CAL_NOTICE_TEXT, CAL_PREP, CAL_PREP_TEXT,
    CAL_SUMMARY, CAL_SUMMARY_TEXT, CalAdjustmentCheck, CalName, CalTalk, CalTee, CalUntilSunset,
};
use crate::locale::{Language, dates};
use crate::schedule::{Light, Moment, RuleBook, moments};
use chrono::{Duration, NaiveDate};
use serde::Serialize;
use std::path::PathBuf;

/// What was written.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Written {
    /// `calendar` or `invitation`.
    pub(crate) document: &'static str,
    /// Absent when the bytes went to the caller.
    #[serde(serialize_with = "crate::app::paths::shown_if_any")]
    pub(crate) file: Option<PathBuf>,
    /// How many events the file has.
    pub(crate) events: usize,
    /// The handles of what the events tell of.
    pub(crate) handles: Vec<String>,
    /// The talk, of an invitation.
    pub(crate) review: Option<String>,
    /// How many of them are called off.
    pub(crate) cancelled: usize,
    /// The file itself.
    #[serde(skip)]
    pub(crate) bytes: Vec<u8>,
}

/// What an invitation is called on record.
pub(super) const INVITATION: &str = "invitation";

/// The end of the names by which calendars know the events of a pair.
pub(super) fn uid_domain(pair: Id) -> String {
    format!("@{pair}.makkerpar")
}

/// What an event needs of its session.
struct Writer<'s> {
    session: &'s Session,
    language: Language,
    book: RuleBook,
}

impl Writer<'_> {
    fn new(session: &Session, language: Option<Language>) -> Result<Writer<'_>, AppError> {
        let language = language.unwrap_or(session.pair().language);
        Ok(Writer { session, language, book: rules::of(session, None)? })
    }

    fn sheet(&self, method: Method, events: Vec<Event>) -> Sheet {
        let names = self.session.names();
        let [a, b] = &names.short;
        let name = CalName { a, b }.text(self.language);
        Sheet {
            method,
            name: (method == Method::Publish).then_some(name),
            language: self.language.tag(),
            zone: self.session.pair().zone,
            stamp: self.session.now(),
            events,
        }
    }

    /// How often an entry, what stands beside it, or the pair with its zone was changed, undone and redone: it only
    /// grows.
    fn sequence(&self, id: Id) -> Result<u32, AppError> {
        let revisions = |id| self.session.store().reading().revisions(id);
        Ok(revisions(id)?.saturating_sub(1) + revisions(self.session.pair_id())?.saturating_sub(1))
    }

    fn event(&self, uid: &str, sequence: u32, when: When, summary: String) -> Event {
        Event {
            uid: format!("{uid}{}", uid_domain(self.session.pair_id())),
            sequence,
            created: None,
            when,
            summary,
            description: None,
            location: None,
            categories: vec!["makkerpar".to_owned()],
            is_cancelled: false,
            takes_time: false,
            alarms: Vec::new(),
            meeting: None,
        }
    }

    /// The talk itself.
    fn talk(&self, id: Id, review: &Review, is_cancelled: bool) -> Result<Event, AppError> {
        let (names, language) = (self.session.names(), self.language);
        let [a, b] = &names.short;
        let start = review.day().and_time(review.start);
        let when = When::Time { start, end: start + Duration::minutes(i64::from(review.minutes)) };
        let summary = CalTalk { a, b }.text(language);
        let remind = |hours: i64| Alarm { before: Duration::hours(hours), text: summary.clone() };
        Ok(Event {
            created: Some(review.created),
            description: Some(self.practicalities(review)),
            location: review.place.clone(),
            is_cancelled,
            takes_time: true,
            alarms: vec![remind(48), remind(2)],
            ..self.event(&id.to_string(), self.sequence(id)?, when, summary.clone())
        })
    }

    /// What both know anyway: the format, the tee-off, the sunset.
    fn practicalities(&self, review: &Review) -> String {
        let language = self.language;
        let Some(format) = self.session.templates().formats().of(&review.format) else {
            return review.format.clone();
        };
        let mut lines = vec![format.name.text(language).to_owned()];
        if let Some(tee) = super::schedule::tee(self.session.templates(), &review.format, review.start) {
            lines.push(CalTee { time: &dates::clock(language, tee) }.text(language));
        }
        let pair = self.session.pair();
        let light = Light::of(review.at.unwrap_or(pair.place), pair.zone, review.day());
        if let Some(sunset) = light.sunset().filter(|_| format.needs.daylight) {
            let time = dates::clock(language, self.session.local(sunset).time());
            lines.push(CalUntilSunset { time: &time }.text(language));
        }
        lines.join("\n")
    }

    /// A moment that takes a day and no time of it, with a reminder in the morning.
    fn day(&self, uid: &str, sequence: u32, date: NaiveDate, summary: String, text: &str) -> Event {
        let alarm = Alarm { before: Duration::hours(-9), text: summary.clone() };
        Event {
            description: Some(text.to_owned()),
            alarms: vec![alarm],
            ..self.event(uid, sequence, When::Day(date), summary)
        }
    }

    /// The moments around a talk, each with a name that it keeps.
    fn around(&self, id: Id, review: &Review, is_cancelled: bool) -> Result<Vec<Event>, AppError> {
        let (kind, language) = (self.session.pair().kind, self.language);
        let sequence = self.sequence(id)?;
        let mut events = Vec::new();
        for (moment, date) in moments(&self.book, kind, review.day()) {
            let (word, summary, text) = match moment {
                Moment::Notice => ("notice", CAL_NOTICE, CAL_NOTICE_TEXT),
                Moment::Prep => ("prep", CAL_PREP, CAL_PREP_TEXT),
                Moment::Card => ("card", CAL_CARD, CAL_CARD_TEXT),
                Moment::Summary => ("summary", CAL_SUMMARY, CAL_SUMMARY_TEXT),
                // What the talk agrees has checks of its own once it is agreed.
                Moment::Talk | Moment::FirstCheck | Moment::SecondCheck => continue,
            };
            let summary = summary.text(language).to_owned();
            let event = self.day(&format!("{id}-{word}"), sequence, date, summary, text.text(language));
            events.push(Event { is_cancelled, created: Some(review.created), ..event });
        }
        Ok(events)
    }

    /// The checks of what was agreed that are still to come; cancelled once it is done or has lapsed. Not its words.
    fn checks(&self) -> Result<(Vec<Event>, Vec<String>), AppError> {
        let (mut events, mut handles) = (Vec::new(), Vec::new());
        for it in self.session.joint_view().adjustments()? {
            let coming = it.checks_to_come();
            let passed = it.value.checks.len() - coming.len();
            let handle = it.value.handle().to_string();
            let is_cancelled = it.status() != Status::Open || it.value.erased.is_some();
            for (index, date) in coming.iter().enumerate() {
                let event = self.check(it.id, &it.value, passed + index, *date)?;
                events.push(Event { is_cancelled, ..event });
            }
            if !coming.is_empty() && !is_cancelled {
                handles.push(handle);
            }
        }
        // What was deleted or taken back may stand in a calendar.
        for (id, value) in self.session.store().reading().removed_adjustments(self.session.pair_id())? {
            for (index, date) in value.checks.iter().enumerate() {
                events.push(Event { is_cancelled: true, ..self.check(id, &value, index, *date)? });
            }
        }
        Ok((events, handles))
    }

    /// A check of an adjustment, the first with index 0.
    fn check(&self, id: Id, value: &Adjustment, index: usize, date: NaiveDate) -> Result<Event, AppError> {
        let summary = CalAdjustmentCheck { handle: &value.handle() }.text(self.language);
        let uid = format!("{id}-check-{}", index + 1);
        let event = self.day(&uid, self.sequence(id)?, date, summary, CAL_CHECK_TEXT.text(self.language));
        Ok(Event { created: Some(value.created), ..event })
    }
}

/// Writes the pair's talks, the moments around them and the checks that are to come.
///
/// # Errors
/// If the file is in the way or cannot be written.
pub(crate) fn export(
    session: &mut Session,
    language: Option<Language>,
    to: Destination,
) -> Result<Written, AppError> {
    let writer = Writer::new(session, language)?;
    let (mut events, mut handles) = (Vec::new(), Vec::new());
    for OnRecord { id, value, .. } in session.joint_view().reviews()? {
        let is_cancelled = value.phase == Phase::Cancelled;
        events.push(writer.talk(id, &value, is_cancelled)?);
        events.extend(writer.around(id, &value, is_cancelled)?);
        handles.push(value.name.to_string());
    }
    // A talk that was set and taken back may stand in a calendar.
    for (id, value) in session.store().reading().removed_reviews(session.pair_id())? {
        events.push(writer.talk(id, &value, true)?);
        events.extend(writer.around(id, &value, true)?);
    }
    let (checks, of) = writer.checks()?;
    events.extend(checks);
    handles.extend(of);
    // A calendar without any event is none (RFC 5545, section 3.6).
    if events.is_empty() {
        return Err(AppError::NoTalkSet);
    }
    let cancelled = events.iter().filter(|event| event.is_cancelled).count();
    let count = events.len();
    let bytes = calendar::write(&writer.sheet(Method::Publish, events)).into_bytes();
    let document = Document {
        kind: "calendar",
        subject: session.pair_id(),
        act: "calendar export",
        bytes: &bytes,
        says: None,
        name: format!("{}.ics", session.pair().key),
    };
    let file = deliver(session, document, to)?;
    Ok(Written { document: "calendar", file, events: count, handles, review: None, cancelled, bytes })
}

/// Writes the invitation to a talk, or its cancellation once it was called off. The one who is typing invites, or else
/// member a.
///
/// # Errors
/// If there is no such talk, a mail address is missing, or the file is in the way.
pub(crate) fn invite(
    session: &mut Session,
    handle: Option<Handle>,
    language: Option<Language>,
    to: Destination,
) -> Result<Written, AppError> {
    let (review, is_removed) = invited(session, handle)?;
    if let Some(on) = review.value.held() {
        return Err(Refusal::AlreadyHeld { review: review.value.name, on }.into());
    }
    let mut people = Vec::new();
    for member in Member::BOTH {
        let person = &session.people()[member.index()];
        let Some(mail) = person.mail.clone() else {
            return Err(AppError::NoMail { member: session.names().key(member).to_owned() });
        };
        people.push(Person { name: person.name.clone(), mail });
    }
    let writer = Writer::new(session, language)?;
    let is_cancelled = is_removed || review.value.phase == Phase::Cancelled;
    let organizer = people[organizer(session, review.id)?.index()].clone();
    let event = Event {
        meeting: Some(Meeting { organizer, attendees: people }),
        ..writer.talk(review.id, &review.value, is_cancelled)?
    };
    let method = if is_cancelled { Method::Cancel } else { Method::Request };
    let bytes = calendar::write(&writer.sheet(method, vec![event])).into_bytes();
    let name = review.value.name.to_string();
    let document = Document {
        kind: INVITATION,
        subject: review.id,
        act: "calendar invite",
        bytes: &bytes,
        says: None,
        name: format!("talk-{name}.ics"),
    };
    let file = deliver(session, document, to)?;
    let (handles, cancelled) = (vec![name.clone()], usize::from(is_cancelled));
    Ok(Written { document: INVITATION, file, events: 1, handles, review: Some(name), cancelled, bytes })
}

/// The talk to invite to: the one that is named, or else the next that is set; when there is none, the latest that was
/// called off or taken back, of which an invitation may be about. Tells whether it was taken back.
fn invited(session: &Session, handle: Option<Handle>) -> Result<(OnRecord<Review>, bool), AppError> {
    let removed = session.store().reading().removed_reviews(session.pair_id())?;
    let taken_back = |(id, value): (Id, Review)| (OnRecord { id, value, parts: Vec::new() }, true);
    if let Some(handle) = handle {
        return session::review(session.joint_view(), handle).map(|found| (found, false)).or_else(
            |unknown| {
                let named = removed.into_iter().rfind(|(_, it)| it.handle() == handle);
                named.map(taken_back).ok_or(unknown)
            },
        );
    }
    let reviews = session.joint_view().reviews()?;
    let coming = reviews.iter().filter(|it| it.value.phase == Phase::Scheduled);
    if let Some(next) = coming.min_by_key(|it| it.value.date) {
        return Ok((next.clone(), false));
    }
    let cancelled = reviews.into_iter().filter(|it| it.value.phase == Phase::Cancelled).map(|it| (it, false));
    let off = cancelled.chain(removed.into_iter().map(taken_back));
    off.max_by_key(|(it, _)| it.value.created).ok_or(AppError::NoTalkSet)
}

/// Who invites: the one who did so first, since calendars take changes from nobody else; or the one who is typing, or
/// member a.
fn organizer(session: &Session, review: Id) -> Result<Member, AppError> {
    let printings = session.store().reading().printings_of(review)?;
    let first = printings.iter().find(|part| match &part.content {
        Content::Printing { document, .. } => document == INVITATION,
        _ => false,
    });
    Ok(first.map_or(session.me(), |part| part.author).unwrap_or(Member::A))
}
