//! The talk.

use super::super::args::Review;
use super::super::desk::Desk;
use super::super::voice::Voice;
use super::super::walk::{self, Stop};
use super::super::when::{Asked, When};
use super::super::wording::Failure;
use super::super::{json, lists, programme, values};
use super::{Ended, Written, answer, days, preparing, voided_since, writing};
use crate::app::agenda::agenda as agenda_of;
use crate::app::entry::Entry;
use crate::app::review::{self, Held};
use crate::app::{Session, sign, which_talk};
use crate::domain::Handle;
use crate::locale::messages::{
    AMENDED_SAID, ASK_AMENDMENT, ASK_NOTE, HintAfterRecord, LockQuestion, NOTED_SAID, NOTHING_DONE,
    WalkLeftRecord,
};
use std::process::ExitCode;

/// The commands of `review`.
pub(super) fn run(desk: &Desk, words: Review) -> Ended {
    let language = desk.language();
    match words {
        Review::Propose(args) => days::propose(desk, &args),
        Review::Schedule(args) => days::schedule(desk, &args),
        Review::Move { review, on, at, tee, format, place, force, by } => {
            let words = days::Moved { on, at, tee, format, place };
            days::move_to(desk, review.as_deref(), &words, force, by.by.as_deref())
        }
        Review::Cancel { review, reason, by } => days::cancel(desk, &review, &reason, by.by.as_deref()),
        Review::Edit(args) => days::edit(desk, &args),
        Review::List => list(desk),
        Review::Agenda { review, explain } => agenda(desk, review.as_deref(), explain),
        Review::Note { review, text, theme, by } => {
            let handle = values::handle(language, &review)?;
            let given = desk.given(text.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            desk.worth_asking(&session, handle, given.as_ref())?;
            let typed = desk.text(given, ASK_NOTE.text(language));
            let written = writing(desk, &mut session, |session| {
                review::note(session, handle, &typed, theme.as_deref())
            })?;
            let done = NOTED_SAID.text(language);
            answer(desk, &session, &written, |voice, entry| voice.says(entry, done), None)
        }
        Review::Prepare { review, look, not_ready, by } => {
            preparing::run(desk, review.as_deref(), look, not_ready, by.by.as_deref())
        }
        Review::Record { review, notes, checks, on, scores, won, by } => {
            let notes = noted(desk, &notes)?;
            let session = desk.session(by.by.as_deref())?;
            let handle = values::talk(language, &session, review.as_deref(), which_talk::to_record)?;
            let on = on
                .as_deref()
                .map(|typed| When::new(language, session.today()).happened(Asked::Flag("--on"), typed))
                .transpose()?;
            let mut held = Held { on, ..Held::default() };
            for typed in &scores {
                let (member, strokes) = values::score(language, &session, typed)?;
                held.scores[member.index()] = Some(strokes);
            }
            held.won = won.as_deref().map(|typed| values::winner(&session, typed)).transpose()?;
            held.notes = notes.iter().map(|typed| values::note(&session, typed)).collect::<Result<_, _>>()?;
            held.checks =
                checks.iter().map(|typed| values::check(language, typed)).collect::<Result<_, _>>()?;
            record(desk, session, handle, &held)
        }
        Review::Sign { review, by } => {
            let mut session = desk.session(by.by.as_deref())?;
            let handle = values::talk(language, &session, review.as_deref(), which_talk::latest_held)?;
            if !is_sure_to_lock(desk, &session, handle)? {
                desk.ui.chatter(NOTHING_DONE.text(language));
                return Ok(ExitCode::SUCCESS);
            }
            let written = writing(desk, &mut session, |session| sign::sign(session, handle))?;
            answer(desk, &session, &written, |voice, entry| voice.says_signed(entry), None)
        }
        Review::Amend { review, text, by } => {
            let handle = values::handle(language, &review)?;
            let given = desk.given(text.as_deref())?;
            let mut session = desk.session(by.by.as_deref())?;
            desk.worth_asking(&session, handle, given.as_ref())?;
            let typed = desk.text(given, ASK_AMENDMENT.text(language));
            let written = writing(desk, &mut session, |session| review::amend(session, handle, &typed))?;
            let done = AMENDED_SAID.text(language);
            answer(desk, &session, &written, |voice, entry| voice.says(entry, done), None)
        }
    }
}

/// Whether a signature is meant that would be the second and lock the talk: at a terminal it is asked, since nothing takes it
/// back.
fn is_sure_to_lock(desk: &Desk, session: &Session, handle: Handle) -> Result<bool, Failure> {
    if desk.ui.yes() || !desk.ui.can_ask() || !sign::would_lock(session, handle)? {
        return Ok(true);
    }
    let answer = desk.ui.ask(&LockQuestion { review: &handle }.text(desk.language())).unwrap_or_default();
    Ok(values::yes_or_no(desk.language(), &answer).unwrap_or(false))
}

/// The notes of a line as they were typed, those of standard input by paragraphs. They are read before the file is opened, so that
/// they can be kept if that fails.
fn noted(desk: &Desk, typed: &[String]) -> Result<Vec<String>, Failure> {
    let mut notes = Vec::new();
    for note in typed {
        let text = desk.optional_text(Some(note))?.unwrap_or_default();
        if note == "-" {
            let text = text.replace("\r\n", "\n");
            let paragraphs = text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
            notes.extend(paragraphs.map(str::to_owned));
        } else {
            notes.push(text);
        }
    }
    Ok(notes)
}

/// Records a talk: what stood on the line, or at a terminal and without more than the day, along the programme.
fn record(desk: &Desk, mut session: Session, handle: Handle, held: &Held) -> Ended {
    let language = desk.language();
    let hint = HintAfterRecord { review: &handle }.text(language);
    let is_for_the_line = *held != Held { on: held.on, ..Held::default() };
    if is_for_the_line || !desk.ui.can_ask() {
        let written = writing(desk, &mut session, |session| review::record(session, handle, held))?;
        let taken = walk::record::Taken::on_the_line(held.checks.len(), held.notes.len());
        let say = |voice: &Voice<'_>, entry: &Entry| {
            voice.echo(&entry.handle, &walk::record::summed_up(voice, entry, &taken));
        };
        return answer(desk, &session, &written, say, Some(hint));
    }
    let left = WalkLeftRecord { review: &handle }.text(language);
    let farewell = left.clone();
    desk.on_interrupt(move || farewell.clone());
    let before = sign::voided(&session)?;
    let (session, taken, done) = walk::record::walk(desk, session, handle, held.on);
    match done {
        Err(Stop::Failed(failure)) => return Err(failure),
        Err(Stop::Left) => desk.left(&left),
        Ok(()) => {}
    }
    desk.ui.tell("");
    let written = Written { value: session.entry(handle)?, warnings: voided_since(desk, &session, &before)? };
    let say = |voice: &Voice<'_>, entry: &Entry| {
        voice.echo(&entry.handle, &walk::record::summed_up(voice, entry, &taken));
    };
    answer(desk, &session, &written, say, Some(hint))
}

fn list(desk: &Desk) -> Ended {
    let Some(session) = desk.reading()? else {
        desk.no_pair_yet(&json::list::<()>("reviews", &[]));
        return Ok(ExitCode::SUCCESS);
    };
    let entries = review::list(&session)?;
    if desk.ui.json() {
        desk.ui.say(&json::list("reviews", &entries).to_string());
    } else {
        lists::reviews(&Voice::of(&desk.ui, &session), &entries);
    }
    Ok(ExitCode::SUCCESS)
}

fn agenda(desk: &Desk, review: Option<&str>, explain: bool) -> Ended {
    let session = desk.session(None)?;
    let handle = values::talk(desk.language(), &session, review, which_talk::to_come)?;
    let agenda = agenda_of(&session, handle, desk.language())?;
    if desk.ui.json() {
        desk.ui.say(&json::with_warnings(&agenda, &[]).to_string());
    } else {
        let voice = Voice::of(&desk.ui, &session);
        if explain {
            programme::explanation(&voice, &agenda);
        } else {
            programme::agenda(&voice, &agenda);
        }
    }
    Ok(ExitCode::SUCCESS)
}
