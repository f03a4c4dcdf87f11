//! What was done, in words: the history, and what an undo or a redo does.

use super::table::{Cell, plain, table, wrapped_table};
use super::ui::Style;
use super::voice::Voice;
use crate::app::diary::{Field, Shift, Told, Turn};
use crate::app::entry::{Entry, Kind};
use crate::domain::{About, Channel, Class, Handle, RepairStep, Severity, Tone, Word as _};
use crate::locale::messages::{
    AGREE_ACTION, AGREE_RULE, BesideIt, DID_EXPORT, DID_PAIR_ADD, DID_PAIR_EDIT, DID_PAIR_END, DeletedWith,
    DidAdd, DidAgree, DidAmend, DidAnswer, DidBlock, DidCancel, DidCheck, DidClose, DidDelete, DidDeletePart,
    DidEdit, DidErase, DidImport, DidInvite, DidLapse, DidMove, DidNote, DidObserve, DidOther, DidPrepare,
    DidPrint, DidRecord, DidRedo, DidReopen, DidReply, DidReviewEdit, DidSchedule, DidScheduleOn, DidShare,
    DidSign, DidStep, DidTakeOut, DidUnblock, DidUndo, DidWithdraw, FIELD_ABOUT, FIELD_ACTOR, FIELD_BOOKED,
    FIELD_CHANNEL, FIELD_CHECKS, FIELD_CLASS, FIELD_COORDINATES, FIELD_DATE, FIELD_EFFECT, FIELD_FORMAT,
    FIELD_KIND, FIELD_MAIL, FIELD_MINUTES, FIELD_NAME, FIELD_NOTHING, FIELD_OTHER, FIELD_OWNER, FIELD_PHASE,
    FIELD_PLACE, FIELD_PUBLIC, FIELD_QUESTION, FIELD_REASON, FIELD_SETTING, FIELD_START, FIELD_TAGS,
    FIELD_TEXT, FIELD_THEME, FIELD_TITLES, FIELD_TONE, FIELD_UNTIL, HeadToday, NO, PAPER_BRIEF, PAPER_CARD,
    PAPER_PREP, PAPER_SUMMARY, POSITIVE, REDONE_ENDS, RedoneChanges, SETTINGS, UNDO_COMES, UNDO_GOES_ALL,
    UNDO_GOES_ON, UNDO_PRIVATE, UNDO_SHARED, UNDONE_COMES, UNDONE_GOES_ALL, UNDONE_GOES_ON, UNDONE_PRIVATE,
    UNDONE_SHARED, UndoChanges, UndoGains, UndoGoes, UndoLoses, UndoneChanges, UndoneGains, UndoneGoes,
    UndoneLoses, YES,
};
use crate::locale::{and_list, dates, terms};
use chrono::NaiveDate;
use serde_json::Value;

/// The history by days, as a terminal shows it; with `whole`, nothing is cut and every change is told.
pub(super) fn history(voice: &Voice<'_>, told: &[Told], whole: bool) {
    let ui = voice.ui;
    let rows: Vec<Vec<Cell>> = told
        .iter()
        .map(|it| {
            let who = it.deed.by.as_deref().map(|key| voice.name(key)).unwrap_or_default();
            let time = voice.clock(&it.deed.at.format("%H:%M").to_string());
            vec![plain(format!("  {time}")), plain(who), plain(did(voice, it, whole))]
        })
        .collect();
    let lines = if whole { wrapped_table(ui, &rows) } else { table(ui, &rows) };
    let mut day = None;
    for (it, line) in told.iter().zip(lines) {
        let this = it.deed.at.date_naive();
        if day.replace(this) != Some(this) {
            let said = voice.day(this);
            let head = if this == voice.today { HeadToday { day: &said }.text(voice.language) } else { said };
            ui.say(&ui.paint(Style::Heading, &crate::locale::capitalised(&head)));
        }
        ui.say(&line);
    }
}

/// Of more entries than so many only the first and the last are named.
const NAMED: usize = 8;

/// What a command did: `shared O12`.
fn did(voice: &Voice<'_>, told: &Told, whole: bool) -> String {
    let language = voice.language;
    match &told.deed.reverses {
        None => acted(voice, &told.deed.command, told, whole),
        Some(reversed) => {
            let what = acted(voice, &reversed.command, told, whole);
            match told.deed.command.as_str() {
                "redo" => DidRedo { what: &what }.text(language),
                _ => DidUndo { what: &what }.text(language),
            }
        }
    }
}

fn acted(voice: &Voice<'_>, command: &str, told: &Told, whole: bool) -> String {
    let language = voice.language;
    let what = &match &told.deed.handles[..] {
        [first, .., last] if told.deed.handles.len() > NAMED => {
            format!("{first} {} {last}", voice.ui.more())
        }
        handles => and_list(language, handles),
    };
    let first = told.changes.first();
    let kind = first.map_or("", |shift| shift.kind.as_str());
    let part = first.map_or("", |shift| terms::known(language, "part", &shift.kind).unwrap_or_default());
    let text = first.and_then(|shift| shift.text.as_deref());
    let word = |vocabulary| {
        let word = first.and_then(|shift| shift.word).unwrap_or_default();
        terms::label(language, vocabulary, word)
    };
    let with_text = |said: String| match text {
        Some(text) => format!("{said}: {}", voice.ui.one_line(text)),
        None => said,
    };
    let with_fields_of = |kind: &str, said: String| {
        let of_kind = told.changes.iter().filter(|shift| kind.is_empty() || shift.kind == kind);
        let fields = of_kind.flat_map(|shift| &shift.fields);
        let fields: Vec<String> = fields.filter_map(|field| shifted(voice, field, whole)).collect();
        if fields.is_empty() { said } else { format!("{said}: {}", fields.join(", ")) }
    };
    let with_fields = |said: String| with_fields_of("", said);
    match command {
        "observe" | "incident add" => with_text(DidObserve { what }.text(language)),
        "answer" => with_text(DidAnswer { what }.text(language)),
        "share" => DidShare { what }.text(language),
        "withdraw" => DidWithdraw { what }.text(language),
        "incident reply" => with_text(DidReply { what }.text(language)),
        "incident step" => with_text(DidStep { step: &word(RepairStep::VOCABULARY), what }.text(language)),
        "incident close" => with_text(DidClose { what }.text(language)),
        "incident reopen" => DidReopen { what }.text(language),
        "adjust add" | "adjust use" => with_text(DidAgree { what }.text(language)),
        "adjust check" => with_text(DidCheck { what, outcome: &word("outcome") }.text(language)),
        "adjust lapse" => with_text(DidLapse { what }.text(language)),
        "edit" if kind == "addition" => with_text(DidAdd { what }.text(language)),
        "edit" => with_fields(DidEdit { what }.text(language)),
        "delete" if !part.is_empty() => DidDeletePart { part: &part, what }.text(language),
        "delete" => with_text(DidDelete { what }.text(language)),
        "erase" => DidErase { what }.text(language),
        "review schedule" => match first.and_then(|shift| shift.date) {
            Some(date) => DidScheduleOn { what, day: &voice.day(date) }.text(language),
            None => DidSchedule { what }.text(language),
        },
        "review move" => with_fields(DidMove { what }.text(language)),
        "review cancel" => DidCancel { what }.text(language),
        "review edit" => with_fields(DidReviewEdit { what }.text(language)),
        "review note" => with_text(DidNote { what }.text(language)),
        "review record" => DidRecord { what }.text(language),
        "review sign" => DidSign { what }.text(language),
        "review amend" => with_text(DidAmend { what }.text(language)),
        "review prepare" => DidPrepare { what }.text(language),
        "handout prep" => DidPrint { paper: &PAPER_PREP.text(language), what }.text(language),
        "handout brief" => DidPrint { paper: &PAPER_BRIEF.text(language), what }.text(language),
        "handout card" => DidPrint { paper: &PAPER_CARD.text(language), what }.text(language),
        "handout summary" => DidPrint { paper: &PAPER_SUMMARY.text(language), what }.text(language),
        "calendar block" | "calendar unblock" => {
            let what = &voice.ui.one_line(text.unwrap_or_default());
            if command == "calendar block" {
                DidBlock { what }.text(language)
            } else {
                DidUnblock { what }.text(language)
            }
        }
        "import" => DidImport { what }.text(language),
        "export json" => DidTakeOut { form: &"JSON" }.text(language),
        "export csv" => DidTakeOut { form: &"CSV" }.text(language),
        "export markdown" => DidTakeOut { form: &"Markdown" }.text(language),
        "calendar export" => DID_EXPORT.text(language).to_owned(),
        "calendar invite" => DidInvite { what }.text(language),
        "pair add" => DID_PAIR_ADD.text(language).to_owned(),
        "pair edit" => with_fields_of("person", DID_PAIR_EDIT.text(language).to_owned()),
        "pair end" => DID_PAIR_END.text(language).to_owned(),
        _ => DidOther { command: &command, what }.text(language).trim().to_owned(),
    }
}

/// What a field is called.
fn name_of(voice: &Voice<'_>, field: &str) -> &'static str {
    let label = match field {
        "text" => FIELD_TEXT,
        "theme" => FIELD_THEME,
        "tone" => FIELD_TONE,
        "about" => FIELD_ABOUT,
        "date" => FIELD_DATE,
        "effect" => FIELD_EFFECT,
        "setting" => FIELD_SETTING,
        "channel" => FIELD_CHANNEL,
        "tags" => FIELD_TAGS,
        "actor" => FIELD_ACTOR,
        "severity" | "form" => FIELD_KIND,
        "class" => FIELD_CLASS,
        "public" => FIELD_PUBLIC,
        "owner" => FIELD_OWNER,
        "until" => FIELD_UNTIL,
        "checks" => FIELD_CHECKS,
        "question" => FIELD_QUESTION,
        "format" => FIELD_FORMAT,
        "start" => FIELD_START,
        "minutes" => FIELD_MINUTES,
        "place" => FIELD_PLACE,
        "at" => FIELD_COORDINATES,
        "booked" => FIELD_BOOKED,
        "phase" => FIELD_PHASE,
        "reason" => FIELD_REASON,
        "titles" => FIELD_TITLES,
        "name" => FIELD_NAME,
        "mail" => FIELD_MAIL,
        _ => FIELD_OTHER,
    };
    label.text(voice.language)
}

/// How much of a text stands in a line about its change.
const GIST: usize = 24;

/// A change of a field: `until 15 April → 1 May`.
fn shifted(voice: &Voice<'_>, field: &Field, whole: bool) -> Option<String> {
    let name = field.name.as_str();
    if name_of(voice, name) == FIELD_OTHER.text(voice.language) {
        return None;
    }
    let said = |value: &Value| {
        let said = value_said(voice, name, value);
        if whole { said } else { voice.ui.cut(&said, GIST) }
    };
    let arrow = if voice.ui.unicode() { "→" } else { "->" };
    Some(format!("{} {} {arrow} {}", name_of(voice, name), said(&field.before), said(&field.after)))
}

fn value_said(voice: &Voice<'_>, field: &str, value: &Value) -> String {
    let language = voice.language;
    let term =
        |vocabulary: &str, word: &str| terms::known(language, vocabulary, word).unwrap_or(word).to_owned();
    match (field, value) {
        // What has no severity is positive.
        ("severity", Value::Null) => POSITIVE.text(language).to_owned(),
        (_, Value::Null) => FIELD_NOTHING.text(language).to_owned(),
        (_, Value::Bool(is_so)) => (if *is_so { YES } else { NO }).text(language).to_owned(),
        (_, Value::Array(values)) if values.is_empty() => FIELD_NOTHING.text(language).to_owned(),
        (_, Value::Array(values)) => and_list(
            language,
            &values.iter().map(|value| value_said(voice, field, value)).collect::<Vec<_>>(),
        ),
        ("theme", Value::String(key)) => voice.theme(key).to_owned(),
        ("tone", Value::String(word)) => term(Tone::VOCABULARY, word),
        ("about", Value::String(word)) => term(About::VOCABULARY, word),
        ("channel", Value::String(word)) => term(Channel::VOCABULARY, word),
        ("severity", Value::String(word)) => term(Severity::VOCABULARY, word),
        ("class", Value::String(word)) => term(Class::VOCABULARY, word),
        ("format", Value::String(key)) => voice.format(key),
        ("phase", Value::String(phase)) => voice.phase(phase).to_owned(),
        ("form", Value::String(form)) => {
            (if form == "rule" { AGREE_RULE } else { AGREE_ACTION }).text(language).to_owned()
        }
        ("at", place) => format!("{},{}", place["latitude"], place["longitude"]),
        ("actor" | "owner", Value::String(member)) => match member.as_str() {
            "a" | "b" => {
                let member = crate::domain::Member::BOTH[usize::from(member == "b")];
                super::ui::clean(voice.names.short(member))
            }
            word => term("member", word),
        },
        ("start", Value::String(time)) => voice.clock(time.get(..5).unwrap_or(time)),
        ("text" | "effect" | "question" | "reason", Value::String(text)) => {
            crate::locale::quoted(language, &voice.ui.one_line(text))
        }
        (_, Value::String(text)) => match text.parse::<NaiveDate>() {
            Ok(date) => dates::day_month_near(language, date, voice.today),
            Err(_) => voice.ui.one_line(text),
        },
        (_, other) => other.to_string(),
    }
}

/// What is told of a command that is taken back or brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// What an undo would do.
    Would,
    /// What an undo has done.
    Undone,
    /// What a redo has done.
    Redone,
}

/// What taking a command back does, thing by thing, as rows: the handle, and what becomes of it.
pub(super) fn reversal(voice: &Voice<'_>, told: &Told, tense: Tense) -> Vec<Vec<Cell>> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let is_root =
        |shift: &Shift| terms::known(voice.language, "part", &shift.kind).is_none() && shift.kind != "share";
    for shift in &told.changes {
        let name = match (&shift.handle, shift.kind.as_str()) {
            (Some(handle), _) => handle.clone(),
            (None, "block" | "person") => voice.ui.one_line(shift.text.as_deref().unwrap_or_default()),
            (None, _) => voice.pair.key.clone(),
        };
        // What stands beside an entry goes and comes with it.
        let goes_along = !is_root(shift)
            && told
                .changes
                .iter()
                .any(|root| is_root(root) && root.handle == shift.handle && root.turn != Turn::Changed);
        if goes_along {
            continue;
        }
        let effect = effect(voice, shift, tense);
        if !rows.contains(&(name.clone(), effect.clone())) {
            rows.push((name, effect));
        }
    }
    rows.into_iter().map(|(name, effect)| vec![(Style::Handle, name), plain(effect)]).collect()
}

fn effect(voice: &Voice<'_>, shift: &Shift, tense: Tense) -> String {
    let language = voice.language;
    let would = tense == Tense::Would;
    let day = shift.date.map(|date| voice.day_or_today(date));
    let part = terms::known(language, "its_part", &shift.kind);
    let word = shift.word.map(|word| {
        let vocabulary = if shift.kind == "step" { RepairStep::VOCABULARY } else { "outcome" };
        format!(" ({})", terms::label(language, vocabulary, word))
    });
    let word = word.unwrap_or_default();
    // A redo does what the command did; an undo the opposite.
    let comes = (shift.turn == Turn::Made) == (tense == Tense::Redone);
    let label = |message: crate::locale::messages::Label| message.text(language).to_owned();
    match (shift.turn, shift.kind.as_str(), part) {
        (Turn::Changed, "pair", _) if shift.fields.iter().any(|field| field.name == "end") => {
            label(match tense {
                Tense::Would => UNDO_GOES_ON,
                Tense::Undone => UNDONE_GOES_ON,
                Tense::Redone => REDONE_ENDS,
            })
        }
        (Turn::Changed, ..) => {
            let change = |field: &Field| match tense {
                Tense::Redone => field.clone(),
                _ => Field {
                    before: field.after.clone(),
                    after: field.before.clone(),
                    name: field.name.clone(),
                },
            };
            let changes: Vec<String> =
                shift.fields.iter().filter_map(|field| shifted(voice, &change(field), false)).collect();
            // Of a pair, the titles are told in a few words; the rest is what is set.
            let is_few = shift.kind != "pair" || shift.fields.iter().all(|field| field.name == "titles");
            let is_told = is_few && !changes.is_empty();
            let fields = if is_told { changes.join(", ") } else { SETTINGS.text(language).to_owned() };
            match tense {
                Tense::Would => UndoChanges { fields: &fields }.text(language),
                Tense::Undone => UndoneChanges { fields: &fields }.text(language),
                Tense::Redone => RedoneChanges { fields: &fields }.text(language),
            }
        }
        (_, "share", _) => label(match (comes, would) {
            (true, true) => UNDO_SHARED,
            (true, false) => UNDONE_SHARED,
            (false, true) => UNDO_PRIVATE,
            (false, false) => UNDONE_PRIVATE,
        }),
        (_, _, Some(part)) => {
            let day = &day.unwrap_or_default();
            let said = match (comes, would) {
                (true, true) => UndoGains { part: &part, day }.text(language),
                (true, false) => UndoneGains { part: &part, day }.text(language),
                (false, true) => UndoLoses { part: &part, day }.text(language),
                (false, false) => UndoneLoses { part: &part, day }.text(language),
            };
            said + &word
        }
        _ if comes => label(if would { UNDO_COMES } else { UNDONE_COMES }),
        _ => match day.filter(|_| matches!(shift.kind.as_str(), "observation" | "incident" | "adjustment")) {
            Some(day) if would => UndoGoes { day: &day }.text(language),
            Some(day) => UndoneGoes { day: &day }.text(language),
            None => label(if would { UNDO_GOES_ALL } else { UNDONE_GOES_ALL }),
        },
    }
}

/// What is gone: `observation of Wednesday 3 March, with 1 thing that stood beside it`.
pub(super) fn gone(voice: &Voice<'_>, entry: &Entry, handle: Handle) -> String {
    let language = voice.language;
    let name = handle.to_string();
    let part = entry.parts().into_iter().find(|said| said.handle == name);
    let of = |vocabulary: &str, word: &'static str, day: NaiveDate| {
        format!("{}, {}", terms::label(language, vocabulary, word), voice.day_or_today(day))
    };
    if let Some(said) = part {
        return of("part", said.kind, said.date);
    }
    let what = of(Kind::VOCABULARY, entry.kind.word(), entry.date);
    match entry.parts().count() {
        0 => what,
        count => DeletedWith { what: &what, parts: &BesideIt { count }.text(language) }.text(language),
    }
}
