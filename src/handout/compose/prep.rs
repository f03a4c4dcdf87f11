//! The preparation sheet: what waits for the one who prepares, what they have written, and room to think.

use super::desk::{Desk, parted};
use super::notes::ruled;
use super::opening::{self, Opening};
use super::year::balance;
use super::{Composed, finish, talk_at};
use crate::domain::{RepairStep, Severity, Tone, Word as _};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::flow::{Flow, Lead, Spacing};
use crate::handout::lines::Typesetter;
use crate::handout::marks;
use crate::handout::prep::{Own, OwnKind, Prep, Task, Theme, Waiting};
use crate::handout::row::{Flows, Row};
use crate::handout::sheet::{self, MM, Paper, Sheet};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{
    self, PaperPrepOnlyFor, PaperPrepTitle, PaperTaskAccount, PaperTaskStep, PaperTaskWhy,
};
use crate::locale::{dates, terms};

/// So many lines to write on under the first and the second question of a theme, if that fits on two pages.
const LINES: [u8; 2] = [3, 2];
const FEWER_LINES: [u8; 2] = [2, 2];
/// From line to line.
const STEP: f32 = 7.6 * MM;
/// Lines under each question for the day.
const LINES_FOR_THE_DAY: u8 = 3;
/// The sheet is that long, if it can be.
const PAGES: usize = 2;
/// Entry by entry a theme may go on to the next page, where there is room for one or two.
const ENTRIES: Flows = Flows { room: 28.0 * MM, height: 40.0 * MM };
/// The space before the text of an entry, for its mark and its code.
const HANGING: f32 = 11.0 * MM;
/// The boxes to tick.
const TICK: f32 = 3.2 * MM;

/// Lays out a preparation sheet: on two pages, if closer lines make it fit, or else on as few as can be.
pub(super) fn prep(document: &Prep, paper: Paper, setter: &Typesetter) -> Composed {
    let plans = [(Spacing::GENEROUS, LINES), (Spacing::CLOSE, LINES), (Spacing::CLOSE, FEWER_LINES)];
    let mut best: Option<Composed> = None;
    for (spacing, lines) in plans {
        let composed = prep_set(document, paper, setter, spacing, lines);
        if composed.pages.len() <= PAGES {
            return composed;
        }
        if best.as_ref().is_none_or(|best| composed.pages.len() < best.pages.len()) {
            best = Some(composed);
        }
    }
    best.unwrap_or_else(|| prep_set(document, paper, setter, Spacing::GENEROUS, LINES))
}

fn prep_set(
    document: &Prep,
    paper: Paper,
    setter: &Typesetter,
    spacing: Spacing,
    lines: [u8; 2],
) -> Composed {
    let (head, language) = (&document.head, document.head.language);
    let mut desk = Desk::new(head, setter, Flow::new(Sheet::new(paper), spacing));
    let person = &head.people[document.of];
    let only_you = desk.say(messages::PAPER_ONLY_FOR_YOU).to_owned();
    let deadline = dates::day_month(language, document.deadline);
    let share_by = desk.say(messages::PAPER_SHARE_BY).to_owned();
    let opening = Opening {
        columns: [(person.name.clone(), Some(only_you)), (deadline, Some(share_by))],
        kind: messages::PAPER_KIND_PREP,
        line: talk_at(head),
        below: vec![desk.say(messages::PAPER_PREP_STAYS).to_owned()],
    };
    opening::title(&mut desk, &opening);
    waiting(&mut desk, document);
    balance::written(&mut desk, &document.written);
    themes(&mut desk, document, lines);
    for_the_day(&mut desk);
    let date = dates::day_month_year(language, head.date);
    let title = PaperPrepTitle { name: &person.name, date: &date }.text(language);
    let whose =
        [&person.name, &person.short].map(|name| PaperPrepOnlyFor { date: &date, name }.text(language));
    Composed { authors: vec![person.name.clone()], ..finish(desk, title, whose) }
}

/// What waits for the one who prepares.
fn waiting(desk: &mut Desk<'_>, document: &Prep) {
    let title = desk.title(messages::PAPER_WAITING, None);
    if document.waiting.is_empty() {
        desk.begin(title, None, 0.0);
        desk.quietly(desk.say(messages::PAPER_WAITING_NOTHING));
        return;
    }
    let other = document.head.people[1 - document.of].short.clone();
    let list = desk.tags.add(Tags::ROOT, Tag::L);
    let rows = document.waiting.iter().map(|it| task(desk, it, &other, list)).collect();
    desk.rows(title, None, rows, Lead::Gap(1.6 * MM));
}

fn task(desk: &mut Desk<'_>, it: &Waiting, other: &str, list: NodeId) -> Row {
    let (sheet, language) = (desk.sheet, desk.language());
    let element = desk.tags.add(list, Tag::Li);
    let label = desk.tags.add(element, Tag::Lbl);
    let indent = TICK + 2.0 * MM;
    let slot = Slot::new(label, sheet.left + indent, sheet.margin - indent);
    let mut code = desk.cell(&parted(&it.handle), sheet::CODE, slot);
    let tick = Item::figure(sheet.left, code.baseline() - 7.8, marks::tick_box(TICK, false));
    code.before(vec![tick.of(label).saying("☐ ")]);

    let body = desk.tags.add(element, Tag::LBody);
    let told = match it.task {
        Task::Share => desk.say(messages::PAPER_TASK_SHARE).to_owned(),
        Task::Why => PaperTaskWhy { name: &other }.text(language),
        Task::Account => PaperTaskAccount { name: &other }.text(language),
        Task::Step(step) => {
            let step = terms::label(language, RepairStep::VOCABULARY, step.word());
            PaperTaskStep { step: &step }.text(language)
        }
        Task::Close => desk.say(messages::PAPER_TASK_CLOSE).to_owned(),
        Task::Kept { both: false } => desk.say(messages::PAPER_TASK_KEPT).to_owned(),
        Task::Kept { both: true } => desk.say(messages::PAPER_TASK_KEPT_BOTH).to_owned(),
    };
    let node = desk.tags.add(body, Tag::P);
    let slot = Slot::new(node, sheet.wide(), sheet.right - sheet.wide());
    let lead = desk.setter.line(&parted(&told), sheet::LABEL);
    let mut text = desk.led_passage(lead, &it.text, sheet::BODY, slot);
    if let Some(question) = &it.question {
        let node = desk.tags.add(body, Tag::P);
        let question = desk.written(question, sheet::QUESTION, Slot { node: Some(node), ..slot });
        text.below_kept(0.0, question);
    }
    let again = desk.again(&it.handle, sheet::CODE);
    Row::level(vec![code, text]).labelled(again)
}

/// Theme by theme what is written, what is to become of it, and what one thinks now.
fn themes(desk: &mut Desk<'_>, document: &Prep, lines: [u8; 2]) {
    let title = desk.title(messages::PAPER_THEMES, Some(messages::PAPER_CHOICES_HOW));
    let sheet = desk.sheet;
    let mut heads = Vec::new();
    for (label, x) in [messages::PAPER_YOU_WROTE, messages::PAPER_YOU_THINK].into_iter().zip(sheet.voices) {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let mut head = desk.cell(desk.say(label), sheet::HEAD, Slot::new(node, x, sheet.voice));
        head.below(0.0, Cell::of(1.5 * MM, 0.0, Vec::new()));
        heads.push(head);
    }
    let rows = document.themes.iter().map(|it| theme(desk, it, lines)).collect();
    desk.rows(title, Some(Row::level(heads)), rows, Lead::Hair(2.6 * MM));
}

fn theme(desk: &mut Desk<'_>, it: &Theme, lines: [u8; 2]) -> Row {
    let sheet = desk.sheet;
    let [left, right] = sheet.voices;
    let heading = desk.tags.add(Tags::ROOT, Tag::H3);
    let name = desk.cell(&it.name, sheet::THEME, Slot::new(heading, sheet.left, sheet.margin));
    let mut own = Cell::default();
    if !it.own.is_empty() {
        let list = desk.tags.add(Tags::ROOT, Tag::L);
        for entry in &it.own {
            own.below(3.0 * MM, entry_cell(desk, entry, list, left));
        }
    }
    let mut asked = Cell::default();
    for (question, lines) in it.questions.iter().zip(lines) {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let mut question = desk.written(question, sheet::QUESTION, Slot::new(node, right, sheet.voice));
        question.below_kept(0.0, ruled(right, sheet.voice, lines, STEP));
        asked.below(2.6 * MM, question);
    }
    let again = desk.again(&it.name, sheet::THEME);
    Row::level(vec![name, own, asked]).labelled(again).flowing(ENTRIES)
}

/// Something that one has written, and what is to become of it.
fn entry_cell(desk: &mut Desk<'_>, own: &Own, list: NodeId, x: f32) -> Cell {
    let (sheet, language) = (desk.sheet, desk.language());
    let element = desk.tags.add(list, Tag::Li);
    let label = desk.tags.add(element, Tag::Lbl);
    let body = desk.tags.add(element, Tag::LBody);
    let code = desk.setter.line(&own.handle, sheet::HANGING);
    let day = parted(&format!(" {}", dates::day_short_month(language, own.date)));
    let day = desk.setter.line(&day, sheet::DAY);
    let code_at = x + 3.2 * MM;
    let indent = HANGING.max(code_at - x + code.width + 1.5 * MM).max(day.width + 1.5 * MM);
    let (at, measure) = (x + indent, sheet.voice - indent);
    let paragraph = |desk: &mut Desk<'_>| Slot::new(desk.tags.add(body, Tag::P), at, measure);

    let slot = paragraph(desk);
    let mut cell = desk.passage(&own.text, sheet::BODY, slot);
    let baseline = cell.baseline();
    let marked = match own.kind {
        OwnKind::Observation(tone) => tone.map(|tone| {
            let word = terms::label(language, Tone::VOCABULARY, tone.word());
            (Item::figure(x + 1.25 * MM, baseline - 2.1, marks::tone(Some(tone))), word)
        }),
        OwnKind::Incident(severity) => {
            let word = severity.map_or(desk.say(messages::PAPER_MARK_WON), |severity| {
                terms::label(language, Severity::VOCABULARY, severity.word())
            });
            Some((Item::figure(x + 0.5 * MM, baseline + 0.3, marks::event(severity)), word))
        }
    };
    let mark = marked.map(|(mark, word)| mark.of(label).saying(&format!("{word}: ")));
    let mut hanging: Vec<Item> = mark.into_iter().collect();
    hanging.push(Item::text(label, code_at, baseline, code));
    hanging.push(Item::text(label, x, baseline + sheet::BODY.leading - 0.8, day));
    cell.before(hanging);
    if let Some(effect) = &own.effect {
        let slot = paragraph(desk);
        let effect = desk.written(effect, sheet::TIER, slot);
        cell.below_kept(0.7 * MM, effect);
    }
    let slot = paragraph(desk);
    cell.below_kept(0.9 * MM, choices(desk, own.is_shared, slot));
    cell
}

/// What to do with an entry, to be ticked; whether both can read it already stands after it.
fn choices(desk: &Desk<'_>, is_shared: bool, slot: Slot) -> Cell {
    let (style, baseline) = (sheet::SMALL, sheet::SMALL.baseline() + 1.0);
    let mut items = Vec::new();
    let mut x = slot.x;
    let labels = [messages::PAPER_SHARE, messages::PAPER_KEEP, messages::PAPER_DROP];
    for (index, label) in labels.into_iter().enumerate() {
        let is_ticked = index == 0 && is_shared;
        let tick = Item::figure(x, baseline - 7.4, marks::tick_box(TICK, is_ticked));
        let said = if is_ticked { "☑ " } else { "☐ " };
        items.push(Item { node: slot.node, ..tick }.saying(said));
        let word = desk.setter.line(&parted(desk.say(label)), style);
        let width = word.width;
        items.push(Item::text(slot.node, x + TICK + 1.2 * MM, baseline, word));
        x += TICK + 1.2 * MM + width + 3.2 * MM;
    }
    let status = if is_shared { messages::PAPER_IS_SHARED } else { messages::PAPER_YOURS_ONLY };
    let status = desk.setter.line(&parted(desk.say(status)), sheet::NOTE);
    let end = slot.x + slot.measure - status.width;
    items.push(Item::text(slot.node, end.max(x), baseline, status));
    Cell::of(style.leading + 2.0, baseline, items)
}

/// Two questions about the day as a whole.
fn for_the_day(desk: &mut Desk<'_>) {
    let title = desk.title(messages::PAPER_FOR_THE_DAY, None);
    let sheet = desk.sheet;
    let mut cells = Vec::new();
    for (label, x) in [messages::PAPER_DAY_HOPE, messages::PAPER_DAY_LATER].into_iter().zip(sheet.voices) {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let slot = Slot::new(node, x, sheet.voice);
        cells.push((desk.cell(desk.say(label), sheet::QUESTION, slot), x));
    }
    // The lines of both begin at one height.
    let tallest = cells.iter().map(|(cell, _)| cell.height()).fold(0.0, f32::max);
    let cells = cells.into_iter().map(|(mut cell, x)| {
        cell.reach(tallest);
        cell.below_kept(0.0, ruled(x, sheet.voice, LINES_FOR_THE_DAY, STEP));
        cell
    });
    let row = Row::level(cells.collect());
    desk.begin(title, None, row.height());
    desk.flow.place(row, Lead::Gap(0.0));
}
