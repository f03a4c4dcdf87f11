//! Lists: the log, adjustments, incidents, talks, pairs, agreements to choose from, the history.

use super::commands::in_shell;
use super::table::{Cell, headed_table, headed_wrapped_table, plain, sentence_table, table, wrapped_table};
use super::ui::{Style, Ui, clean, wrapped};
use super::voice::Voice;
use crate::app::adjust::Adjustments;
use crate::app::agree::Choice;
use crate::app::diary::Told;
use crate::app::entry::{Detail, Entry, Said};
use crate::app::history::Deed;
use crate::app::log::{Filters, Log};
use crate::app::pairs::PairSheet;
use crate::domain::{Handle, Member, RepairStep, Word};
use crate::locale::messages::{
    AGREE_ACTION, AGREE_RULE, AT_THE_TALK, AdjustmentCounts, CLOSED_BY_BOTH, COLUMN_AGREED, COLUMN_DAY,
    COLUMN_FORMAT, COLUMN_LAST, COLUMN_NEXT, COLUMN_STATE, COLUMN_TIME, COLUMN_UNTIL, COLUMN_WHO, DUE_MARK,
    EITHER, Ended, HintChoose, HintNoFilters, MARKS, ManyOlderEntries, NO_ADJUSTMENTS, NO_AGREEMENTS,
    NO_ENTRIES, NO_HISTORY, NO_INCIDENTS, NO_TALKS, NONE_YET, NOT_SHARED_YET, NoEntriesWith, OlderCommands,
    OlderEntries, RULE, RepairedWaits, Reversing, STATUS_DONE, STATUS_LAPSED, StepWaits,
};
use crate::locale::{Language, calling, dates, terms};
use chrono::{Datelike as _, NaiveDate};
use unicode_width::UnicodeWidthStr as _;

/// The log, newest first: by month on a terminal, one entry a line elsewhere.
pub(super) fn log(voice: &Voice<'_>, log: &Log, limit: usize, filters: &Filters) {
    let (ui, language) = (voice.ui, voice.language);
    let flags = flags(voice, filters);
    if log.entries.is_empty() {
        if flags.is_empty() {
            return ui.say_prose(NO_ENTRIES.text(language));
        }
        ui.say_prose(&NoEntriesWith { filters: &flags }.text(language));
        return ui.hint(&HintNoFilters { filters: &flags }.text(language));
    }
    entries(voice, &log.entries);
    if log.older > 0 {
        let space = if flags.is_empty() { "" } else { " " };
        let command = calling::line(&format!("log --limit {}{space}{flags}", limit * 2));
        if log.older < Log::MOST {
            ui.chatter(&OlderEntries { count: log.older, command: &command }.text(language));
        } else {
            ui.chatter(&ManyOlderEntries { command: &command }.text(language));
        }
    }
    ui.key(MARKS.text(language));
}

/// A word as it is typed in the language of the screen.
fn typed<W: Word>(voice: &Voice<'_>, word: W) -> String {
    terms::typed(voice.language, W::VOCABULARY, word.word()).to_owned()
}

/// A theme as it is typed in the language of the screen; one of the pair's own by its key.
fn typed_theme(voice: &Voice<'_>, key: &str) -> String {
    let known = terms::known(voice.language, "theme_short", key);
    known.filter(|label| !label.contains(' ') && voice.language == Language::Danish).unwrap_or(key).to_owned()
}

/// The flags that a list was narrowed by, as they can be typed.
pub(super) fn flags(voice: &Voice<'_>, filters: &Filters) -> String {
    let Filters { kind, by, about, theme, tone, tag, since, until } = filters;
    let date = |date: &NaiveDate| date.to_string();
    let flags = [
        ("kind", kind.map(|it| typed(voice, it))),
        ("by", by.map(|it| voice.names.key(it).to_owned())),
        ("about", about.map(|it| typed(voice, it))),
        ("theme", theme.as_deref().map(|key| typed_theme(voice, key))),
        ("tone", tone.map(|it| typed(voice, it))),
        ("tag", tag.as_deref().map(|tag| in_shell(&clean(tag)))),
        ("since", since.as_ref().map(date)),
        ("until", until.as_ref().map(date)),
    ];
    let given = flags.into_iter().filter_map(|(flag, value)| Some(format!("--{flag} {}", value?)));
    given.collect::<Vec<_>>().join(" ")
}

/// Entries in their order: by month on a terminal, one entry a line elsewhere.
pub(super) fn entries(voice: &Voice<'_>, entries: &[Entry]) {
    let ui = voice.ui;
    let by_month = ui.width().is_some();
    let rows: Vec<Vec<Cell>> = entries.iter().map(|entry| log_row(voice, entry, by_month)).collect();
    let lines = table(ui, &rows);
    let mut month = None;
    for (entry, line) in entries.iter().zip(lines) {
        let this = (entry.date.year(), entry.date.month());
        if by_month && month != Some(this) {
            month = Some(this);
            let name = dates::month(voice.language, entry.date);
            ui.say(&ui.paint(Style::Heading, &format!("{name} {}", entry.date.year())));
        }
        ui.say(&line);
    }
}

fn log_row(voice: &Voice<'_>, entry: &Entry, by_month: bool) -> Vec<Cell> {
    let day = if by_month { format!("{:>4}", entry.date.day()) } else { entry.date.to_string() };
    let mut row = vec![plain(day), (Style::Handle, entry.handle.clone())];
    row.extend(log_cells(voice, entry));
    row.push(plain(voice.text(entry)));
    row
}

/// Whose an entry is, its marks and its theme, as far as the terminal has room.
pub(super) fn log_cells(voice: &Voice<'_>, entry: &Entry) -> [Cell; 3] {
    let width = voice.ui.width().unwrap_or(usize::MAX);
    let whose = if width > 60 { voice.whose(entry) } else { String::new() };
    let theme = if width >= 72 { voice.column(entry) } else { String::new() };
    let (style, mark) = voice.mark(entry);
    let shared = voice.shared(entry).1;
    [plain(whose), (style, format!("{mark} {shared}")), plain(theme)]
}

fn next_check(voice: &Voice<'_>, entry: &Entry) -> Cell {
    let Detail::Adjustment { planned, status, .. } = &entry.detail else { return plain("") };
    match planned.first() {
        _ if *status != "open" => {
            let label = if *status == "done" { STATUS_DONE } else { STATUS_LAPSED };
            plain(label.text(voice.language))
        }
        Some(day) if *day <= voice.today => {
            (Style::Waiting, format!("{}, {}", voice.listed(*day), DUE_MARK.text(voice.language)))
        }
        Some(day) => plain(voice.listed(*day)),
        None => plain(AT_THE_TALK.text(voice.language)),
    }
}

fn outcome(voice: &Voice<'_>, check: Option<&Said>) -> String {
    match check.and_then(|check| Some((check.outcome?, check.date))) {
        Some((outcome, date)) => {
            // Within a year of today a day and a month are enough.
            let is_near = date > voice.today - chrono::Days::new(350);
            let day = if is_near {
                dates::day_short_month(voice.language, date)
            } else {
                dates::day_short_near(voice.language, date, voice.today)
            };
            format!("{}, {day}", voice.word(outcome))
        }
        None => NONE_YET.text(voice.language).to_owned(),
    }
}

/// The adjustments, the next check first.
pub(super) fn adjustments(voice: &Voice<'_>, list: &Adjustments) {
    let (ui, language) = (voice.ui, voice.language);
    if list.entries.is_empty() {
        ui.say_prose(NO_ADJUSTMENTS.text(language));
    } else {
        let is_narrow = ui.width().is_some_and(|width| width < 72);
        let heads = [
            "",
            COLUMN_WHO.text(language),
            COLUMN_UNTIL.text(language),
            if is_narrow { "" } else { COLUMN_LAST.text(language) },
            COLUMN_NEXT.text(language),
            COLUMN_AGREED.text(language),
        ];
        let mut rows = Vec::new();
        if ui.width().is_some() {
            rows.push(heads.map(|head| (Style::Dim, head.to_owned())).to_vec());
        }
        for entry in &list.entries {
            let Detail::Adjustment { owner, rule, until, checks, .. } = &entry.detail else { continue };
            let until = match until {
                _ if *rule => RULE.text(language).to_owned(),
                Some(day) => voice.listed(*day),
                None => "-".to_owned(),
            };
            let mut checks: Vec<&Said> = checks.iter().collect();
            checks.sort_by_key(|check| check.date);
            rows.push(vec![
                (Style::Handle, entry.handle.clone()),
                plain(voice.name(owner)),
                plain(until),
                plain(if is_narrow { String::new() } else { outcome(voice, checks.last().copied()) }),
                next_check(voice, entry),
                plain(voice.text(entry)),
            ]);
        }
        let lines = if ui.width().is_some() { headed_table(ui, &rows) } else { table(ui, &rows) };
        for line in lines {
            ui.say(&line);
        }
    }
    if list.open + list.closed > 0 {
        let counts = AdjustmentCounts { open: &list.open, due: &list.due, closed: &list.closed };
        ui.chatter(&counts.text(language));
    }
}

/// Where the repair of an incident stands.
pub(super) fn repair(voice: &Voice<'_>, entry: &Entry) -> String {
    let Detail::Incident { next_step, waits_for, open, positive, closings, .. } = &entry.detail else {
        return String::new();
    };
    if *positive {
        return String::new();
    }
    if !open {
        return CLOSED_BY_BOTH.text(voice.language).to_owned();
    }
    if !entry.shared {
        return NOT_SHARED_YET.text(voice.language).to_owned();
    }
    if let Some(step) = next_step {
        let either = || EITHER.text(voice.language).to_owned();
        let who = waits_for.as_deref().map_or_else(either, |key| voice.name(key));
        StepWaits { step: &voice.word(*step), who: &who }.text(voice.language)
    } else {
        let waiting = voice
            .names
            .keys
            .iter()
            .filter(|key| !closings.iter().any(|closing| closing.by.as_ref() == Some(*key)));
        let names: Vec<String> = waiting.map(|key| voice.name(key)).collect();
        RepairedWaits { names: &crate::locale::and_list(voice.language, &names) }.text(voice.language)
    }
}

/// The widest that the columns of an incident are, without its repair.
const COLUMNS: usize = 48;

/// The incidents, by number.
pub(super) fn incidents(voice: &Voice<'_>, entries: &[Entry]) {
    if entries.is_empty() {
        return voice.ui.say(NO_INCIDENTS.text(voice.language));
    }
    // Where there is no room for it beside the other columns, the repair has a line of its own, above the text.
    let repairs = entries.iter().map(|entry| repair(voice, entry).width()).max().unwrap_or(0);
    let is_narrow = voice.ui.width().is_some_and(|width| width < COLUMNS + repairs);
    let rows: Vec<Vec<Cell>> = entries
        .iter()
        .map(|entry| {
            let Detail::Incident { severity, .. } = &entry.detail else { return Vec::new() };
            let (style, mark) = voice.mark(entry);
            vec![
                (Style::Handle, entry.handle.clone()),
                plain(voice.listed(entry.date)),
                (style, format!("{mark} {}", voice.shared(entry).1)),
                plain(voice.severity(*severity)),
                plain(if is_narrow { String::new() } else { repair(voice, entry) }),
                plain(voice.text(entry)),
            ]
        })
        .collect();
    let lines = sentence_table(voice.ui, &rows, &|row, room| {
        let entry = &entries[row];
        let repair = Some(repair(voice, entry)).filter(|repair| is_narrow && !repair.is_empty());
        let text = voice.ui.cut(&voice.text(entry), room.unwrap_or(usize::MAX));
        repair.into_iter().flat_map(|repair| wrapped(&repair, room)).chain([text]).collect()
    });
    for line in lines {
        voice.ui.say(&line);
    }
    voice.ui.key(MARKS.text(voice.language));
}

/// The talks, in their order.
pub(super) fn reviews(voice: &Voice<'_>, entries: &[Entry]) {
    if entries.is_empty() {
        return voice.ui.say(NO_TALKS.text(voice.language));
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    if voice.ui.width().is_some() {
        let heads = [COLUMN_DAY, COLUMN_TIME, COLUMN_FORMAT, COLUMN_STATE];
        let heads = heads.map(|head| (Style::Dim, head.text(voice.language).to_owned()));
        rows.push(std::iter::once(plain("")).chain(heads).collect());
    }
    rows.extend(entries.iter().map(|entry| {
        let Detail::Review { phase, format, place, start, end, extra, .. } = &entry.detail else {
            return Vec::new();
        };
        let place = place.as_deref().map(|place| voice.ui.one_line(place));
        let facts = [Some(voice.state(phase, *extra)), place, super::sheet::game(voice, entry)];
        vec![
            (Style::Handle, entry.handle.clone()),
            plain(voice.listed(entry.date)),
            plain(voice.span(start, end)),
            plain(voice.format(format)),
            plain(facts.into_iter().flatten().collect::<Vec<_>>().join(voice.ui.dot())),
        ]
    }));
    let lines = if voice.ui.width().is_some() {
        headed_wrapped_table(voice.ui, &rows)
    } else {
        table(voice.ui, &rows)
    };
    for line in lines {
        voice.ui.say(&line);
    }
}

/// The agreements that there are to choose from.
pub(super) fn choices(voice: &Voice<'_>, choices: &[Choice]) {
    let language = voice.language;
    if choices.is_empty() {
        return voice.ui.say_prose(NO_AGREEMENTS.text(language));
    }
    let row = |it: &Choice| {
        let kind = if it.rule { AGREE_RULE } else { AGREE_ACTION };
        vec![
            (Style::Handle, clean(&it.key)),
            (Style::Dim, kind.text(language).to_owned()),
            plain(voice.ui.one_line(&it.text)),
        ]
    };
    for line in wrapped_table(voice.ui, &choices.iter().map(row).collect::<Vec<_>>()) {
        voice.ui.say(&line);
    }
    let owner = voice.names.key(voice.me.unwrap_or(Member::A));
    voice.ui.hint(&HintChoose { a: &owner }.text(language));
}

/// The pairs of the file.
pub(super) fn pairs(ui: &Ui, pairs: &[PairSheet], today: NaiveDate) {
    let language = ui.language();
    let rows: Vec<Vec<Cell>> = pairs
        .iter()
        .map(|pair| {
            let names: Vec<String> = pair.members.iter().map(|member| ui.one_line(&member.name)).collect();
            let ended = pair
                .end
                .as_ref()
                .map(|end| Ended { day: &dates::day_month_near(language, end.on, today) }.text(language));
            vec![
                (Style::Handle, pair.key.clone()),
                plain(terms::label(language, "pair_kind", pair.kind.word())),
                plain(ended.unwrap_or_default()),
                plain(crate::locale::and_list(language, &names)),
            ]
        })
        .collect();
    for line in table(ui, &rows) {
        ui.say(&line);
    }
}

/// What was done, newest first: by days on a terminal, one command a line elsewhere.
pub(super) fn history(voice: &Voice<'_>, told: &[Told], more: bool, limit: usize, of: Option<Handle>) {
    if told.is_empty() {
        return voice.ui.say(NO_HISTORY.text(voice.language));
    }
    if voice.ui.width().is_some() {
        super::diary::history(voice, told, of.is_some());
    } else {
        let rows: Vec<Vec<Cell>> = told.iter().map(|it| deed_row(voice, &it.deed)).collect();
        for line in table(voice.ui, &rows) {
            voice.ui.say(&line);
        }
    }
    if more {
        let of = of.map(|handle| format!(" {handle}")).unwrap_or_default();
        voice.ui.chatter(&OlderCommands { of: &of, limit: &(limit * 2) }.text(voice.language));
    }
}

/// What was done, by whom, when, to what.
fn deed_row(voice: &Voice<'_>, deed: &Deed) -> Vec<Cell> {
    let command = match &deed.reverses {
        Some(reversed) => {
            Reversing { command: &deed.command, reversed: &reversed.command }.text(voice.language)
        }
        None => deed.command.clone(),
    };
    vec![
        plain(deed.at.format("%Y-%m-%d %H:%M").to_string()),
        plain(deed.by.clone().unwrap_or_default()),
        plain(command),
        (Style::Handle, deed.handles.join(" ")),
    ]
}

/// The steps of a repair as they are drawn: `[x]-[ ]-[ ]` with their words.
pub(super) fn steps(voice: &Voice<'_>, taken: &[Said]) -> String {
    let drawn = RepairStep::ALL.iter().map(|step| {
        let done = taken.iter().find(|said| said.step == Some(*step));
        let sign = match (done.is_some(), voice.ui.unicode()) {
            (true, true) => "●",
            (false, true) => "○",
            (true, false) => "[x]",
            (false, false) => "[ ]",
        };
        let when = done.map(|said| {
            let who = said.by.as_deref().map(|key| format!(", {}", voice.name(key))).unwrap_or_default();
            format!(" {}{who}", dates::day_short_near(voice.language, said.date, voice.today))
        });
        let label = terms::label(voice.language, "step", step.word());
        // What belongs to a step stays on its line.
        format!("{sign} {label}{}", when.unwrap_or_default()).replace(' ', "\u{a0}")
    });
    drawn.collect::<Vec<_>>().join(if voice.ui.unicode() { " ── " } else { " -- " })
}
