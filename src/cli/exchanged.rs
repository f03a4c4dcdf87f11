//! What the program says of records that left the file or came into it.

use super::table::{Cell, plain, wrapped_table};
use super::ui::{Style, Ui, clean, shown};
use super::voice::Voice;
use crate::app::Names;
use crate::app::exchange::{Arrival, Received};
use crate::app::export::Exported;
use crate::app::export::Extent;
use crate::app::import::{Fault, Outcome, TakenIn, Told};
use crate::locale::messages::{
    ARRIVED_ADD, ARRIVED_CHANGE, ARRIVED_DIFFER, ARRIVED_GONE, ARRIVED_NUMBER, ARRIVED_REFUSE, ARRIVED_SAME,
    AdditionsCount, Adjustments, AmendmentsCount, AndMoreLines, AnswersCount, ArrivedBy, ArrivedDifferOurs,
    ArrivedDifferTheirs, ArrivedJoint, ArrivedPair, ArrivedRenumbered, BlocksCount, ChecksCount,
    ClosingsCount, ConsentsCount, EXPORTED_MINE, EXTENT_OWN, EXTENT_SHARED, EXTENT_WHOLE, EntryCountOut,
    ExportedFile, ExportedFor, ExportedPrivate, ExportedStream, HINT_UNDO_IMPORT, IgnoredColumns, Incidents,
    LapsesCount, NOTHING_TAKEN_IN, NotesCount, NothingNew, Observations, PairRenamed, PairsCount,
    PeopleCount, ReadyCount, RecordCount, RepliesCount, SameEntries, SharesCount, SignaturesCount,
    StepsCount, TakenEntries, TalksCount,
};
use crate::locale::{Language, and_list};

/// The most handles that a line of a report names.
const NAMED: usize = 12;

impl Voice<'_> {
    /// The record was taken out; `whole` as JSON and not as entries to read.
    pub(super) fn says_exported(&self, exported: &Exported, is_json: bool) {
        let (language, count) = (self.language, exported.count);
        let amount = if is_json {
            RecordCount { count }.text(language)
        } else {
            EntryCountOut { count }.text(language)
        };
        let extent = exported.extent;
        let said = match extent {
            Extent::Whole => EXTENT_WHOLE,
            Extent::Shared => EXTENT_SHARED,
            Extent::Own => EXTENT_OWN,
        };
        let extent_said = said.text(language);
        let Some(file) = &exported.file else {
            return self.ui.chatter(&ExportedStream { amount: &amount, extent: &extent_said }.text(language));
        };
        let file = shown(file);
        self.ui
            .say_prose(&ExportedFile { file: &file, amount: &amount, extent: &extent_said }.text(language));
        let other = self.me.map(|me| clean(self.names.short(me.other())));
        let told = match (extent, other) {
            (Extent::Shared, Some(name)) if is_json => {
                ExportedFor { name: &name, file: &file }.text(language)
            }
            (Extent::Whole | Extent::Own, Some(name)) if is_json => {
                let private = ExportedPrivate { name: &name }.text(language);
                format!("{} {private}", EXPORTED_MINE.text(language))
            }
            _ => EXPORTED_MINE.text(language).to_owned(),
        };
        self.ui.chatter(&told);
    }
}

/// So many of a kind, in words.
fn amount(language: Language, kind: &str, count: usize) -> String {
    match kind {
        "observation" => Observations { count }.text(language),
        "incident" => Incidents { count }.text(language),
        "adjustment" => Adjustments { count }.text(language),
        "review" => TalksCount { count }.text(language),
        "answer" => AnswersCount { count }.text(language),
        "reply" => RepliesCount { count }.text(language),
        "addition" => AdditionsCount { count }.text(language),
        "step" => StepsCount { count }.text(language),
        "closing" => ClosingsCount { count }.text(language),
        "check" => ChecksCount { count }.text(language),
        "lapse" => LapsesCount { count }.text(language),
        "note" => NotesCount { count }.text(language),
        "amendment" => AmendmentsCount { count }.text(language),
        "signature" => SignaturesCount { count }.text(language),
        "share" => SharesCount { count }.text(language),
        "person" => PeopleCount { count }.text(language),
        "pair" => PairsCount { count }.text(language),
        "block" => BlocksCount { count }.text(language),
        "ready" => ReadyCount { count }.text(language),
        _ => ConsentsCount { count }.text(language),
    }
}

/// What came of taking in an export; whether there was anything new in it.
pub(super) fn says_received(ui: &Ui, received: &Received, dry_run: bool) -> bool {
    let language = ui.language();
    if received.new_pair {
        ui.say(&ArrivedPair { pair: &received.pair }.text(language));
    }
    for it in &received.renamed {
        let renamed = PairRenamed { before: &clean(&it.before), now: &clean(&it.now), key: &it.key };
        ui.say(&renamed.text(language));
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |style, label: &str, count: String, text: String| {
        rows.push(vec![(style, label.to_owned()), plain(count), plain(text)]);
    };
    let groups = [
        (Style::Praise, ARRIVED_ADD, &received.added),
        (Style::Puzzle, ARRIVED_CHANGE, &received.changed),
        (Style::Dim, ARRIVED_GONE, &received.gone),
    ];
    for (style, label, arrivals) in groups {
        for (by, of) in by_author(arrivals, &received.names) {
            row(style, label.text(language), of.len().to_string(), listed(language, by.as_deref(), &of));
        }
    }
    if received.same > 0 && !rows_are_empty(received) {
        row(Style::Dim, ARRIVED_SAME.text(language), received.same.to_string(), String::new());
    }
    for it in &received.differ {
        let what = it.handle.clone().unwrap_or_else(|| amount(language, &it.kind, 1));
        let said = if it.ours {
            ArrivedDifferOurs { what: &what }.text(language)
        } else {
            ArrivedDifferTheirs { what: &what }.text(language)
        };
        row(Style::Waiting, ARRIVED_DIFFER.text(language), String::new(), said);
    }
    for it in received.renumbered.iter().take(NAMED) {
        let said = ArrivedRenumbered { there: &it.there, here: &it.here }.text(language);
        row(Style::Waiting, ARRIVED_NUMBER.text(language), String::new(), said);
    }
    if let Some(more) = received.renumbered.len().checked_sub(NAMED).filter(|more| *more > 0) {
        row(Style::Waiting, "", String::new(), AndMoreLines { count: &more }.text(language));
    }
    if rows.is_empty() {
        ui.say_prose(&NothingNew { count: &received.same }.text(language));
    }
    for line in wrapped_table(ui, &rows) {
        ui.say(&line);
    }
    if dry_run {
        ui.say(NOTHING_TAKEN_IN.text(language));
    }
    !rows.is_empty()
}

/// Whether nothing came, changed or went.
fn rows_are_empty(received: &Received) -> bool {
    received.added.is_empty() && received.changed.is_empty() && received.gone.is_empty()
}

/// Arrivals by the names of those whose they are, in the order in which they first come; what is joint has none.
fn by_author<'a>(arrivals: &'a [Arrival], names: &Names) -> Vec<(Option<String>, Vec<&'a Arrival>)> {
    let mut groups: Vec<(Option<String>, Vec<&Arrival>)> = Vec::new();
    for arrival in arrivals {
        let member = arrival
            .by
            .as_deref()
            .and_then(|by| crate::domain::Member::BOTH.into_iter().find(|member| names.key(*member) == by));
        let name = member.map(|member| clean(names.short(member)));
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(arrival),
            None => groups.push((name, vec![arrival])),
        }
    }
    groups
}

/// `by Bo: 7 observations, 1 answer (O14 O15 …)`.
fn listed(language: Language, by: Option<&str>, arrivals: &[&Arrival]) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for arrival in arrivals {
        let kind = arrival.kind.as_str();
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let amounts: Vec<String> = kinds.iter().map(|(kind, count)| amount(language, kind, *count)).collect();
    let amounts = and_list(language, &amounts);
    let said = match by {
        Some(name) => ArrivedBy { name: &name, list: &amounts }.text(language),
        None => ArrivedJoint { list: &amounts }.text(language),
    };
    let mut handles: Vec<&str> = Vec::new();
    for handle in arrivals.iter().filter_map(|arrival| arrival.handle.as_deref()) {
        if !handles.contains(&handle) && handles.len() <= NAMED {
            handles.push(handle);
        }
    }
    let more = if handles.len() > NAMED { " …" } else { "" };
    handles.truncate(NAMED);
    if handles.is_empty() { said } else { format!("{said} ({}{more})", handles.join(" ")) }
}

/// What came of taking in lines or a table; of a dry run, line by line. `words` says why a line cannot be taken in.
pub(super) fn says_taken_in(
    voice: &Voice<'_>,
    taken: &TakenIn,
    dry_run: bool,
    words: &dyn Fn(&Fault) -> String,
) {
    let (ui, language) = (voice.ui, voice.language);
    if !taken.ignored.is_empty() {
        let columns = clean(&taken.ignored.join(", "));
        ui.warning(&IgnoredColumns { columns: &columns }.text(language));
    }
    if dry_run {
        let rows: Vec<Vec<Cell>> = taken.lines.iter().map(|told| told_row(voice, told, words)).collect();
        for line in super::table::table(ui, &rows) {
            ui.say(&line);
        }
        return ui.say(NOTHING_TAKEN_IN.text(language));
    }
    let added: Vec<&str> = taken
        .lines
        .iter()
        .filter_map(|told| match &told.outcome {
            Outcome::Add { handle, .. } => Some(handle.as_str()),
            Outcome::Same { .. } | Outcome::Refuse { .. } => None,
        })
        .collect();
    let handles = match added[..] {
        [first, .., last] if added.len() > NAMED => format!("{first} {} {last}", ui.more()),
        _ => added.join(" "),
    };
    let said = TakenEntries { count: taken.added, handles: &handles }.text(language);
    let mut rows = vec![vec![(Style::Praise, ARRIVED_ADD.text(language).to_owned()), plain(said)]];
    if taken.same > 0 {
        let said = SameEntries { count: taken.same }.text(language);
        rows.push(vec![(Style::Dim, ARRIVED_SAME.text(language).to_owned()), plain(said)]);
    }
    for line in wrapped_table(ui, &rows) {
        ui.say(&line);
    }
    if taken.added > 0 {
        ui.hint(HINT_UNDO_IMPORT.text(language));
    }
}

fn told_row(voice: &Voice<'_>, told: &Told, words: &dyn Fn(&Fault) -> String) -> Vec<Cell> {
    let language = voice.language;
    let line = plain(told.line.to_string());
    match &told.outcome {
        Outcome::Add { handle, date, text, theme, .. } => vec![
            (Style::Praise, ARRIVED_ADD.text(language).to_owned()),
            line,
            (Style::Handle, handle.clone()),
            plain(voice.listed(*date)),
            plain(theme.as_deref().map(|key| voice.theme(key).to_owned()).unwrap_or_default()),
            plain(voice.ui.one_line(text)),
        ],
        Outcome::Same { handle } => vec![
            (Style::Dim, ARRIVED_SAME.text(language).to_owned()),
            line,
            (Style::Handle, handle.clone()),
            plain(""),
            plain(""),
            plain(""),
        ],
        Outcome::Refuse { fault } => vec![
            (Style::Alarm, ARRIVED_REFUSE.text(language).to_owned()),
            line,
            plain(""),
            plain(""),
            plain(""),
            plain(words(fault)),
        ],
    }
}
