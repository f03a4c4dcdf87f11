//! Where the two stand: the bare command and `status`. Never more than 24 lines.

use super::occasion;
use super::page::Page;
use super::ui::{Style, hanging, padded, wrapped};
use super::voice::Voice;
use super::waiting::waits;
use crate::app::entry::Detail;
use crate::app::status::{Readiness, Status, Tally};
use crate::app::waits::Wait;
use crate::app::year::{Todo, What};
use crate::domain::Severity;
use crate::locale::and_list;
use crate::locale::dates;
use crate::locale::messages::{
    AllDue, AllOverdue, AllWaits, AndMoreLate, BareDue, BareTalk, COMMAND_HELP, COMMAND_NOTE, COMMAND_PAIRS,
    COMMAND_STATUS, EntriesFrom, FromName, HeadNobody, HeadYou, Incidents, LABEL_AGREED_THERE, LABEL_BRING,
    LABEL_LATE, LABEL_NEXT, LABEL_ON_THE_WAY, LABEL_READINESS, LABEL_RECORD, LABEL_REMATCH, LABEL_SERIOUS,
    LABEL_SUMMARY, LABEL_TALK_HEAD, LABEL_THEMES_HEAD, LABEL_WAITS, LABEL_YOURS, LateDue, LateRecord,
    LateSummary, NOTHING_WAITS, NextCard, NextDue, NextExpectations, NextNextCheck, NextNotice, NextPrep,
    NextSummary, NextTalk, NextWheelCheck, NoTalkDue, NoTalkFirst, NoTalkOverdue, OfShared, OpenAdjustments,
    PairEndedStatus, READY_BOTH, READY_CALENDARS, READY_CHECKS, READY_MENDED, READY_NONE, READY_SHARED,
    RECORD_ALL, RECORD_EMPTY, REMATCH_TIE, ReadyOne, RecordSince, RematchOf, RematchTally, TAGLINE, TalkSet,
    TalkSetAt, TalkSunset, TallyOnly, TallyTies, TallyWon, YouAre,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// The bare command: where the two stand in one line, three commands to know.
pub(super) fn bare(voice: &Voice<'_>, status: &Status) {
    let (ui, language) = (voice.ui, voice.language);
    tagline(ui);
    let line = line(voice, status);
    let you = status.me.as_deref().and_then(|key| voice.member(key));
    let you = you.map(|me| YouAre { name: &super::ui::clean(&voice.names.full[me.index()]) }.text(language));
    let line = format!("{line}{}", you.map(|you| format!(" {you}")).unwrap_or_default());
    ui.say(&wrapped(&line, ui.prose()).join("\n"));
    commands(voice.ui);
}

/// Where the two stand in one line.
pub(super) fn line(voice: &Voice<'_>, status: &Status) -> String {
    let language = voice.language;
    match &status.talk {
        Some(talk) => {
            BareTalk { pair: &status.pair, day: &voice.day(talk.date), distance: &voice.distance(talk.date) }
                .text(language)
        }
        None => BareDue { pair: &status.pair, day: &voice.day(status.due) }.text(language),
    }
}

/// Where the two stand in three lines: who they are, their talk, what waits.
pub(super) fn in_short(voice: &Voice<'_>, status: &Status) -> Vec<String> {
    let (ui, language) = (voice.ui, voice.language);
    let names: Vec<String> = voice.names.full.iter().map(|name| super::ui::clean(name)).collect();
    let head = format!("{}  {}", ui.paint(Style::Handle, &status.pair), and_list(language, &names));
    let talk = match &status.talk {
        None if status.ended.is_none() && status.due < status.today => {
            AllOverdue { day: &voice.day(status.due) }.text(language)
        }
        None if status.ended.is_none() => AllDue { day: &voice.day(status.due) }.text(language),
        _ => talk(voice, status),
    };
    let count = status.waits.len() + status.more_answers;
    let first = status.waits.first().map(|wait| super::waiting::first(voice, wait));
    let waits = AllWaits { count, first: &first.unwrap_or_default() }.text(language);
    let below = [talk, waits]
        .map(|text| crate::locale::capitalised(&text))
        .into_iter()
        .flat_map(|text| hanging("  ", &text, ui.prose()));
    std::iter::once(head).chain(below).collect()
}

/// What the program is for.
pub(super) fn tagline(ui: &super::ui::Ui) {
    ui.say(&wrapped(TAGLINE.text(ui.language()), ui.prose()).join("\n"));
}

/// Three commands to know.
pub(super) fn commands(ui: &super::ui::Ui) {
    to_know(ui, [("o \"TEXT\"", COMMAND_NOTE), ("status", COMMAND_STATUS), ("--help", COMMAND_HELP)]);
}

/// Three commands to know where there are several pairs.
pub(super) fn commands_of_all(ui: &super::ui::Ui) {
    to_know(ui, [("status --all", COMMAND_STATUS), ("pair list", COMMAND_PAIRS), ("--help", COMMAND_HELP)]);
}

fn to_know(ui: &super::ui::Ui, known: [(&str, crate::locale::messages::Label); 3]) {
    let language = ui.language();
    let widest = known.iter().map(|(command, _)| command.len()).max().unwrap_or(0) + "makkerpar ".len();
    let widest = widest.max(21);
    for (command, label) in known {
        let command = format!("makkerpar {command}");
        let lead = format!("  {}  ", padded(&command, widest));
        ui.say(&hanging(&lead, label.text(language), ui.prose()).join("\n"));
    }
}

/// The most lines of `status`.
const LINES: usize = 24;

/// How many lines of what is late are shown.
const LATE: usize = 3;

/// The fewest lines of what waits that are shown, however narrow the terminal.
const WAITS: usize = 2;

/// Where the two stand.
pub(super) fn status(voice: &Voice<'_>, status: &Status) {
    let (ui, language) = (voice.ui, voice.language);
    let names: Vec<String> = voice.names.full.iter().map(|name| super::ui::clean(name)).collect();
    let both = and_list(language, &names);
    let today = dates::full(language, status.today);
    let head = match status.me.as_deref().and_then(|key| voice.member(key)) {
        Some(me) => HeadYou { names: &both, today: &today, name: &super::ui::clean(voice.names.short(me)) }
            .text(language),
        None => HeadNobody { names: &both, today: &today }.text(language),
    };
    let labels = [
        LABEL_TALK_HEAD,
        LABEL_NEXT,
        LABEL_WAITS,
        LABEL_RECORD,
        LABEL_REMATCH,
        LABEL_SERIOUS,
        LABEL_READINESS,
        LABEL_BRING,
        LABEL_ON_THE_WAY,
        LABEL_SUMMARY,
        LABEL_AGREED_THERE,
    ];
    let label = labels.iter().map(|label| label.text(language).chars().count()).max().unwrap_or(0);
    let page = Page::new(voice, label);
    for line in wrapped(&head, ui.prose()) {
        page.whole(line);
    }
    // A serious breach that is open goes before everything.
    let (serious, other): (Vec<&Wait>, Vec<&Wait>) =
        status.waits.iter().partition(|wait| wait.severity == Some(Severity::Serious));
    waits(&page, LABEL_SERIOUS.text(language), &serious, LATE, 0);
    page.line(LABEL_TALK_HEAD.text(language), &talk(voice, status));
    if let Some(eve) = &status.eve {
        occasion::eve(&page, eve);
    }
    if let Some(it) = &status.aftermath {
        occasion::aftermath(&page, it);
    }
    if let Some(next) = &status.next {
        page.line(LABEL_NEXT.text(language), &todo(voice, next));
    }
    for late in status.late.iter().take(LATE) {
        page.led(LABEL_LATE.text(language), Style::Waiting, "", &todo(voice, late));
    }
    if let Some(more @ 1..) = status.late.len().checked_sub(LATE) {
        page.line("", &AndMoreLate { count: more }.text(language));
    }
    let before = page.take();
    if let Some(it) = &status.readiness {
        readiness(&page, it);
    }
    record(&page, status);
    rematch(&page, status);
    let after = page.take();
    let room = LINES.saturating_sub(before.len() + after.len()).max(WAITS + 1);
    if other.is_empty() && serious.is_empty() {
        page.line(LABEL_WAITS.text(language), NOTHING_WAITS.text(language));
    }
    waits(&page, LABEL_WAITS.text(language), &other, room, status.more_answers);
    let between = page.take();
    for line in [before, between, after].concat() {
        ui.say(&line);
    }
}

/// How ready the two are.
fn readiness(page: &Page<'_, '_>, it: &Readiness) {
    let (voice, language) = (page.voice, page.voice.language);
    let names: Vec<(&String, bool)> = it.prepared.iter().map(|(key, on)| (key, on.is_some())).collect();
    let said = match names[..] {
        [(_, true), (_, true)] => READY_BOTH.text(language).to_owned(),
        [(one, true), (other, false)] | [(other, false), (one, true)] => {
            ReadyOne { name: &voice.name(one), other: &voice.name(other) }.text(language)
        }
        _ => READY_NONE.text(language).to_owned(),
    };
    let is_prepared = names.iter().all(|(_, is_ready)| *is_ready);
    let ticked = |is_done: bool, text: &str| format!("[{}] {text}", if is_done { "x" } else { " " });
    page.line(LABEL_READINESS.text(language), &ticked(is_prepared, &said));
    let is_shared = it.shared.values().all(|shared| *shared);
    let facts = [
        (is_shared, READY_SHARED),
        (it.checks, READY_CHECKS),
        (it.mended, READY_MENDED),
        (it.calendars, READY_CALENDARS),
    ];
    let boxes = facts.map(|(is_done, label)| ticked(is_done, label.text(language)).replace(' ', "\u{a0}"));
    // A box stays with its words, however narrow the terminal.
    let width = voice.ui.prose().map(|width| width.saturating_sub(page.label + 2));
    for line in wrapped(&boxes.join("  "), width) {
        page.whole(format!("{}{}", " ".repeat(page.label + 2), line.trim().replace('\u{a0}', " ")));
    }
}

/// Who is owed the rematch, and how often each has won.
fn rematch(page: &Page<'_, '_>, status: &Status) {
    let (voice, language) = (page.voice, page.voice.language);
    let Some(tally) = tally_words(voice, &status.tally) else { return };
    let text = match &status.rematch {
        Some(key) if key == "both" => {
            let rematch = REMATCH_TIE.text(language);
            RematchTally { rematch: &rematch, tally: &tally }.text(language)
        }
        Some(key) => {
            let rematch = RematchOf { name: &voice.name(key) }.text(language);
            RematchTally { rematch: &rematch, tally: &tally }.text(language)
        }
        None => TallyOnly { tally: &tally }.text(language),
    };
    page.line(LABEL_REMATCH.text(language), &text);
}

/// How often each has won, in words; none before the first game.
pub(super) fn tally_words(voice: &Voice<'_>, tally: &BTreeMap<String, usize>) -> Option<String> {
    let language = voice.language;
    let won =
        voice.names.keys.iter().filter_map(|key| {
            Some(TallyWon { name: &voice.name(key), count: tally.get(key)? }.text(language))
        });
    let mut said: Vec<String> = won.collect();
    if let Some(ties @ 1..) = tally.get("tie").copied() {
        said.push(TallyTies { count: ties }.text(language));
    }
    (!tally.is_empty()).then(|| said.join(", "))
}

/// What is to be done, or should have been.
fn todo(voice: &Voice<'_>, todo: &Todo) -> String {
    let language = voice.language;
    let day = voice.day_or_today(todo.date);
    let handle = todo.handle.as_deref().unwrap_or_default();
    match (todo.what, todo.late) {
        (What::Notice, _) => NextNotice { day: &day }.text(language),
        (What::Prep, _) => NextPrep { day: &day, review: &handle }.text(language),
        (What::Card, _) => NextCard { day: &day }.text(language),
        (What::Talk, false) => NextTalk { day: &day }.text(language),
        (What::Talk, true) => LateRecord { day: &day, review: &handle }.text(language),
        (What::Summary, false) => NextSummary { day: &day }.text(language),
        (What::Summary, true) => LateSummary { day: &day, review: &handle }.text(language),
        (What::Check, _) => NextWheelCheck { day: &day, handle: &handle }.text(language),
        (What::NextCheck, _) => NextNextCheck { day: &day }.text(language),
        (What::Due, false) => NextDue { day: &day }.text(language),
        (What::Due, true) => LateDue { day: &day }.text(language),
        (What::Expectations, _) => NextExpectations { day: &day }.text(language),
    }
}

fn talk(voice: &Voice<'_>, status: &Status) -> String {
    let language = voice.language;
    if let Some(ended) = status.ended {
        return PairEndedStatus { day: &voice.day(ended) }.text(language);
    }
    let day = |date: NaiveDate| voice.day(date);
    if let Some(talk) = &status.talk {
        let Detail::Review { start, end, format, place, .. } = &talk.detail else { return String::new() };
        let (span, format) = (voice.span(start, end), voice.format(format));
        let (date, distance) = (day(talk.date), voice.distance(talk.date));
        let said = match place {
            Some(place) => TalkSetAt {
                day: &date,
                span: &span,
                format: &format,
                place: &voice.ui.one_line(place),
                distance: &distance,
            }
            .text(language),
            None => TalkSet { day: &date, span: &span, format: &format, distance: &distance }.text(language),
        };
        let sunset = status.eve.as_ref().and_then(|eve| eve.sunset.as_deref());
        return match sunset {
            Some(sunset) => TalkSunset { talk: &said, sunset: &voice.clock(sunset) }.text(language),
            None => said,
        };
    }
    let due = day(status.due);
    match status.last {
        None => NoTalkFirst { day: &due }.text(language),
        Some(last) if status.due < status.today => {
            NoTalkOverdue { last: &day(last), due: &due }.text(language)
        }
        Some(last) => NoTalkDue { last: &day(last), due: &due }.text(language),
    }
}

fn tally(voice: &Voice<'_>, tally: Tally) -> String {
    let ui = voice.ui;
    [
        (Style::Praise, "+", tally.praise),
        (Style::Puzzle, "?", tally.puzzle),
        (Style::Friction, "!", tally.friction),
    ]
    .map(|(style, mark, count)| format!("{} {count}", ui.paint(style, mark)))
    .join("   ")
}

fn record(page: &Page<'_, '_>, status: &Status) {
    let (voice, language) = (page.voice, page.voice.language);
    let record = &status.record;
    let Some(latest) = record.latest else {
        return page.line(LABEL_RECORD.text(language), RECORD_EMPTY.text(language));
    };
    let label = LABEL_RECORD.text(language);
    match record.since {
        Some(since) => page.line(label, &RecordSince { day: &voice.day(since) }.text(language)),
        None => page.line(label, RECORD_ALL.text(language)),
    }
    let whose = |key: &String| {
        if status.me.as_ref() == Some(key) {
            LABEL_YOURS.text(language).to_owned()
        } else {
            FromName { name: &voice.name(key) }.text(language)
        }
    };
    let themes_head = LABEL_THEMES_HEAD.text(language);
    let widest = record.observations.keys().map(|key| whose(key).width()).chain([themes_head.width()]).max();
    let widest = widest.unwrap_or(0);
    // One's own first.
    let mut rows: Vec<_> = record.observations.iter().collect();
    rows.sort_by_key(|(key, _)| status.me.as_ref() != Some(*key));
    for (key, counted) in rows {
        if counted.total == 0 {
            continue;
        }
        let mine = status.me.as_ref() == Some(key);
        let shared = OfShared { shared: &counted.shared, total: &counted.total }.text(language);
        let shared = if mine { format!("    {shared}") } else { String::new() };
        let indent = " ".repeat(page.label + 2);
        let whose = padded(&whose(key), widest);
        page.whole(format!("{indent}{whose}  {}{shared}", tally(voice, *counted)));
    }
    let order = crate::app::themes::keys(voice.pair);
    let themes: Vec<String> = order
        .into_iter()
        .filter_map(|key| Some((key, *record.themes.get(key)?)))
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| format!("{} {count}", voice.theme(key)))
        .collect();
    if !themes.is_empty() {
        page.led("", Style::Plain, &padded(themes_head, widest), &themes.join(", "));
    }
    let incidents = Incidents { count: record.incidents }.text(language);
    let adjustments = OpenAdjustments { count: record.adjustments }.text(language);
    page.line("", &format!("{incidents}, {adjustments}"));
    page.line("", &EntriesFrom { day: &voice.day(latest) }.text(language));
}
