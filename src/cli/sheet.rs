//! One thing in full: an entry, a talk, a pair. Nothing is cut; prose is wrapped.

use super::lists::steps;
use super::ui::{Style, clean, padded, wrapped};
use super::voice::Voice;
use crate::app::entry::{Detail, Entry, Said};
use crate::app::pairs::PairSheet;
use crate::domain::Word as _;
use crate::locale::messages::{
    ByLine, CHECKED_LABEL, CLOSING_LABEL, Edited, ErasedOn, EveryMonths, FIELD_COORDINATES, FIELD_KIND,
    FROM_LABEL, GAME_LABEL, LABEL_ADDED, LABEL_AGREEMENTS, LABEL_AMENDED, LABEL_BY, LABEL_CHANNEL,
    LABEL_EFFECT, LABEL_LANGUAGE, LABEL_NOTE, LABEL_OWNER, LABEL_PLANNED, LABEL_QUESTION, LABEL_QUESTIONS,
    LABEL_REASON, LABEL_REPAIR, LABEL_SETTING, LABEL_SIGNED, LABEL_STATE, LABEL_TAGS, LABEL_TALK,
    LABEL_TALKS, LABEL_THEMES, LABEL_UNTIL, LABEL_ZONE, LAPSED_LABEL, NO, NOBODY, OwnAccount, OwnWhy,
    PairEndedHead, PairHead, RULES_LABEL, SharedOn, Strokes, TRUST_LABEL, WonBy, YES, YOU,
};
use crate::locale::{Language, capitalised, dates, terms};
use std::cell::RefCell;
use unicode_width::UnicodeWidthStr as _;

/// Collects labelled lines below a handle, and writes them with their labels in one column.
struct Sheet<'v, 's> {
    voice: &'v Voice<'s>,
    indent: usize,
    lines: RefCell<Vec<(String, String)>>,
}

impl Sheet<'_, '_> {
    /// Free text on its own.
    fn text(&self, text: &str) {
        let width = self.voice.ui.prose().map(|width| width.saturating_sub(self.indent));
        for line in wrapped(text, width) {
            let line = format!("{}{line}", " ".repeat(self.indent));
            self.voice.ui.say(line.trim_end());
        }
    }

    /// A label, and text with a hanging indent.
    fn line(&self, label: &str, text: &str) {
        self.lines.borrow_mut().push((label.to_owned(), text.to_owned()));
    }

    /// Writes the lines that were collected.
    fn finish(&self) {
        let lines = self.lines.take();
        let label = lines.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        let from = self.indent + label + 2;
        let width = self.voice.ui.prose().map(|width| width.saturating_sub(from));
        for (head, text) in lines {
            for (number, line) in wrapped(&text, width).into_iter().enumerate() {
                // A space that held words together has done so.
                let line = line.replace('\u{a0}', " ");
                let head = padded(if number == 0 { &head } else { "" }, label);
                let head = self.voice.ui.paint(Style::Dim, &head);
                let line = format!("{}{head}  {line}", " ".repeat(self.indent));
                self.voice.ui.say(line.trim_end());
            }
        }
    }

    /// The first line: a handle, facts, and the day at the right, or below where both do not fit.
    fn head(&self, handle: &str, facts: &str, day: &str) {
        let ui = self.voice.ui;
        let left = format!("{}{facts}", padded(handle, self.indent));
        let painted = ui.paint(Style::Handle, handle) + &left[handle.len()..];
        let gap = ui.prose().map_or(Some(2), |width| width.checked_sub(left.width() + day.width()));
        if let Some(gap) = gap.filter(|gap| *gap >= 2) {
            ui.say(&format!("{painted}{}{day}", " ".repeat(gap)));
        } else {
            ui.say(&painted);
            self.text(day);
        }
    }
}

/// An entry with all that stands beside it.
pub(super) fn entry(voice: &Voice<'_>, entry: &Entry) {
    let sheet = Sheet { voice, indent: entry.handle.len().max(3) + 2, lines: RefCell::default() };
    let (_, mark) = voice.mark(entry);
    let facts = voice.facts(entry).join(voice.ui.dot());
    let mark = if mark == " " { String::new() } else { format!("{mark} ") };
    sheet.head(&entry.handle, &format!("{mark}{facts}"), &dates::full(voice.language, entry.date));
    if !matches!(entry.detail, Detail::Review { .. }) {
        match entry.erased {
            Some(day) => sheet.text(&ErasedOn { day: &voice.day(day) }.text(voice.language)),
            None => sheet.text(&entry.text),
        }
    }
    provenance(&sheet, entry);
    match &entry.detail {
        Detail::Observation { .. } | Detail::Incident { .. } => own(&sheet, entry),
        Detail::Adjustment { .. } => adjustment(&sheet, entry),
        Detail::Review { .. } => review(&sheet, entry),
    }
    for said in &entry.additions {
        beside(&sheet, LABEL_ADDED.text(voice.language), said);
    }
    if !entry.tags.is_empty() {
        sheet.line(LABEL_TAGS.text(voice.language), &entry.tags.join(", "));
    }
    sheet.finish();
}

/// Who wrote it, who can read it, whether it was changed.
fn provenance(sheet: &Sheet<'_, '_>, entry: &Entry) {
    let (voice, language) = (sheet.voice, sheet.voice.language);
    let by = entry.by.as_deref().map_or_else(|| NOBODY.text(language).to_owned(), |key| voice.name(key));
    let mut line = match (&entry.detail, entry.shared_on) {
        (Detail::Observation { .. } | Detail::Incident { .. }, Some(day)) => {
            let day = dates::day_month_near(language, day, voice.today);
            SharedOn { name: &by, day: &day, readers: &voice.readers(entry) }.text(language)
        }
        _ => ByLine { name: &by, readers: &voice.readers(entry) }.text(language),
    };
    if let Some(at) = entry.edited {
        let day = dates::day_month_near(language, at.date_naive(), voice.today);
        line.push_str(&Edited { day: &day }.text(language));
    }
    if entry.by.is_some() || !matches!(entry.detail, Detail::Adjustment { .. } | Detail::Review { .. }) {
        sheet.line(LABEL_BY.text(language), &line);
    }
}

/// A line for something that was set beside an entry, with its handle.
fn beside(sheet: &Sheet<'_, '_>, label: &str, said: &Said) {
    let voice = sheet.voice;
    let mut text = voice.said(said);
    if let Some(at) = said.edited {
        text.push_str(
            &Edited { day: &dates::day_month_near(voice.language, at.date_naive(), voice.today) }
                .text(voice.language),
        );
    }
    sheet.line(label, &text);
}

fn own(sheet: &Sheet<'_, '_>, entry: &Entry) {
    let (voice, language) = (sheet.voice, sheet.voice.language);
    let (Detail::Observation { effect, setting, channel, .. }
    | Detail::Incident { effect, setting, channel, .. }) = &entry.detail
    else {
        return;
    };
    if let Some(effect) = effect {
        sheet.line(LABEL_EFFECT.text(language), effect);
    }
    if let Some(setting) = setting {
        sheet.line(LABEL_SETTING.text(language), setting);
    }
    if let Some(channel) = channel {
        sheet.line(LABEL_CHANNEL.text(language), voice.word(*channel));
    }
    let name = |said: &Said| said.by.as_deref().map(|key| voice.name(key)).unwrap_or_default();
    match &entry.detail {
        Detail::Observation { answers, .. } => {
            for said in answers {
                beside(sheet, &OwnWhy { name: &name(said) }.text(language), said);
            }
        }
        Detail::Incident { reply, steps: taken, closings, positive, .. } => {
            if let Some(said) = reply {
                beside(sheet, &OwnAccount { name: &name(said) }.text(language), said);
            }
            if !positive {
                sheet.line(LABEL_REPAIR.text(language), &steps(voice, taken));
                for said in taken {
                    let step = said.step.map(|step| voice.word(step)).unwrap_or_default();
                    beside(sheet, &capitalised(step), said);
                }
                sheet.line(LABEL_STATE.text(language), &super::lists::repair(voice, entry));
            }
            for said in closings {
                let name = name(said);
                let reason = voice.said(said);
                let day = dates::day_month_near(language, said.date, voice.today);
                let text = if reason.is_empty() {
                    format!("{name}, {day}")
                } else {
                    format!("{name}, {day}: {reason}")
                };
                sheet.line(CLOSING_LABEL.text(language), &text);
            }
        }
        Detail::Adjustment { .. } | Detail::Review { .. } => {}
    }
}

fn adjustment(sheet: &Sheet<'_, '_>, entry: &Entry) {
    let (voice, language) = (sheet.voice, sheet.voice.language);
    let Detail::Adjustment { owner, until, from, question, checks, planned, lapse, .. } = &entry.detail
    else {
        return;
    };
    sheet.line(LABEL_OWNER.text(language), &voice.name(owner));
    if let Some(day) = until {
        sheet.line(LABEL_UNTIL.text(language), &voice.day(*day));
    }
    if !from.is_empty() {
        sheet.line(FROM_LABEL.text(language), &from.join(", "));
    }
    if let Some(question) = question {
        sheet.line(LABEL_QUESTION.text(language), question);
    }
    for check in checks {
        let outcome = check.outcome.map(|outcome| voice.word(outcome)).unwrap_or_default();
        let said = voice.said(check);
        let day = dates::day_month_near(language, check.date, voice.today);
        let text =
            if said.is_empty() { format!("{day}: {outcome}") } else { format!("{day}: {outcome}. {said}") };
        sheet.line(CHECKED_LABEL.text(language), &text);
    }
    if !planned.is_empty() {
        let days: Vec<String> = planned.iter().map(|day| voice.day(*day)).collect();
        sheet.line(LABEL_PLANNED.text(language), &crate::locale::and_list(language, &days));
    }
    if let Some(lapse) = lapse {
        let day = dates::day_month_near(language, lapse.date, voice.today);
        let said = voice.said(lapse);
        sheet
            .line(LAPSED_LABEL.text(language), &if said.is_empty() { day } else { format!("{day}: {said}") });
    }
}

fn review(sheet: &Sheet<'_, '_>, entry: &Entry) {
    let (voice, language) = (sheet.voice, sheet.voice.language);
    let Detail::Review { phase, start, end, extra, reason, signed, notes, amendments, .. } = &entry.detail
    else {
        return;
    };
    let span = voice.span(start, end);
    sheet.line(LABEL_TALK.text(language), &format!("{}, {span}", voice.state(phase, *extra)));
    if let Some(reason) = reason {
        sheet.line(LABEL_REASON.text(language), &clean(reason));
    }
    for note in notes {
        let theme = note.theme.as_deref().map_or_else(|| LABEL_NOTE.text(language), |key| voice.theme(key));
        beside(sheet, theme, note);
    }
    if let Some(game) = game(voice, entry) {
        sheet.line(GAME_LABEL.text(language), &game);
    }
    for said in signed {
        let name = said.by.as_deref().map(|key| voice.name(key)).unwrap_or_default();
        sheet.line(LABEL_SIGNED.text(language), &format!("{name}, {}", voice.day(said.date)));
    }
    for said in amendments {
        beside(sheet, LABEL_AMENDED.text(language), said);
    }
}

/// The game of a talk: strokes, and who won.
pub(super) fn game(voice: &Voice<'_>, entry: &Entry) -> Option<String> {
    let language = voice.language;
    let Detail::Review { scores, won, .. } = &entry.detail else { return None };
    let mut game = Vec::new();
    if let Some(scores) = scores {
        for (key, strokes) in voice.names.keys.iter().zip([scores.a, scores.b]) {
            if let Some(strokes) = strokes {
                game.push(Strokes { name: &voice.name(key), strokes: &strokes }.text(language));
            }
        }
    }
    match won.as_deref() {
        Some("tie") => game.push(terms::label(language, "member", "tie").to_owned()),
        Some(key) => game.push(WonBy { name: &voice.name(key) }.text(language)),
        None => {}
    }
    (!game.is_empty()).then(|| game.join(", "))
}

/// The two of a pair, and what is set for them.
pub(super) fn pair(voice: &Voice<'_>, sheet: &PairSheet) {
    let language = voice.language;
    let sheet_of = Sheet { voice, indent: 2, lines: RefCell::default() };
    let kind = terms::label(language, "pair_kind", sheet.kind.word());
    let since = dates::day_month_year(language, sheet.since);
    let head = PairHead { kind: &kind, since: &since }.text(language);
    voice.echo(&sheet.key, &head);
    if let Some(end) = &sheet.end {
        let day = dates::day_month_year(language, end.on);
        sheet_of.text(&PairEndedHead { day: &day, reason: &clean(&end.reason) }.text(language));
    }
    for (index, member) in sheet.members.iter().enumerate() {
        let mut text = vec![member.name.clone()];
        text.extend(member.title.clone());
        text.extend(member.mail.clone());
        let you = voice.me.is_some_and(|me| me.index() == index);
        let you = if you { format!(" ({})", YOU.text(language)) } else { String::new() };
        sheet_of.line(&member.key, &format!("{}{you}", text.join(", ")));
    }
    let where_to = format!("{}; {}; {}", spoken(sheet), sheet.timezone, place(sheet));
    sheet_of.line(LABEL_LANGUAGE.text(language), &where_to);
    for (label, text) in chosen(voice, sheet, sheet) {
        sheet_of.line(&label, &text);
    }
    sheet_of.finish();
}

/// The title and the mail address of each as they are `called` now, which can be changed one by one.
fn members(sheet: &PairSheet, called: &PairSheet) -> Vec<(String, String)> {
    let said = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
    let lines = sheet.members.iter().zip(&called.members);
    lines
        .flat_map(|(it, now)| [(now.key.clone(), said(&it.title)), (now.key.clone(), said(&it.mail))])
        .collect()
}

/// The language, the zone and the place, each on its own.
fn places(voice: &Voice<'_>, sheet: &PairSheet) -> [(String, String); 3] {
    [
        (LABEL_LANGUAGE, spoken(sheet).to_owned()),
        (LABEL_ZONE, sheet.timezone.clone()),
        (FIELD_COORDINATES, place(sheet)),
    ]
    .map(|(label, text)| (label.text(voice.language).to_owned(), text))
}

fn spoken(sheet: &PairSheet) -> &'static str {
    match sheet.language {
        Language::English => "English",
        Language::Danish => "dansk",
    }
}

fn place(sheet: &PairSheet) -> String {
    format!("{}, {}", sheet.place.latitude, sheet.place.longitude)
}

/// What was set for a pair before and is now, where the two differ.
pub(super) fn pair_changes(voice: &Voice<'_>, before: &PairSheet, now: &PairSheet) {
    let kind = |sheet: &PairSheet| {
        let label = terms::label(voice.language, "pair_kind", sheet.kind.word());
        (FIELD_KIND.text(voice.language).to_owned(), label.to_owned())
    };
    let lines = |sheet: &PairSheet| {
        let lines = std::iter::once(kind(sheet)).chain(members(sheet, now)).chain(places(voice, sheet));
        let lines = lines.chain(chosen(voice, sheet, now));
        lines.collect::<Vec<(String, String)>>()
    };
    let (before, now) = (lines(before), lines(now));
    let sheet_of = Sheet { voice, indent: 2, lines: RefCell::default() };
    let mut left: Vec<&(String, String)> = now.iter().filter(|line| !before.contains(line)).collect();
    for (label, was) in before.iter().filter(|line| !now.contains(line)) {
        let is = left.iter().position(|(other, _)| other == label).map(|at| left.remove(at).1.as_str());
        sheet_of.line(label, &format!("{was} {} {}", voice.ui.arrow(), is.unwrap_or("-")));
    }
    for (label, is) in left {
        sheet_of.line(label, &format!("- {} {is}", voice.ui.arrow()));
    }
    sheet_of.finish();
}

/// What is chosen for a pair, each with its label, and the two of it as they are `called` now.
fn chosen(voice: &Voice<'_>, sheet: &PairSheet, called: &PairSheet) -> Vec<(String, String)> {
    let language = voice.language;
    let mut lines = Vec::new();
    let mut line = |label: &str, text: &str| lines.push((label.to_owned(), text.to_owned()));
    line(LABEL_TALKS.text(language), &EveryMonths { count: sheet.interval as usize }.text(language));
    line(RULES_LABEL.text(language), &super::ui::clean(&sheet.rules));
    let themes: Vec<String> = sheet.themes.iter().map(|it| format!("{}: {}", it.key, it.label)).collect();
    if !themes.is_empty() {
        line(LABEL_THEMES.text(language), &themes.join(", "));
    }
    for it in &sheet.questions {
        let theme = clean(voice.theme(&it.theme));
        line(LABEL_QUESTIONS.text(language), &format!("{theme}: {}", it.text));
    }
    for it in &sheet.agreements {
        line(LABEL_AGREEMENTS.text(language), &format!("{}: {}", it.key, it.text));
    }
    let yes_no = |yes: bool| if yes { YES.text(language) } else { NO.text(language) };
    let consents: Vec<String> = sheet
        .members
        .iter()
        .zip(&called.members)
        .map(|(it, now)| format!("{} {}", now.key, yes_no(it.trust_on_paper)))
        .collect();
    line(TRUST_LABEL.text(language), &consents.join(", "));
    lines
}
