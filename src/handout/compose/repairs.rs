//! What had to be put right: events, what the two said of them, and how far the repair has come.

use super::checks::short;
use super::desk::{Desk, parted};
use crate::domain::{RepairStep, Severity, Word as _};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::content::{Passage, Repair, Step};
use crate::handout::flow::Lead;
use crate::handout::lines::Line;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{self, Label, PaperRepairOn, PaperStepBy, PaperWrites};
use crate::locale::terms;

/// What had to be put right, and then what won trust; nothing of either, if nothing happened.
pub(super) fn repaired(desk: &mut Desk<'_>, incidents: &[Repair]) {
    let (broken, won): (Vec<&Repair>, Vec<&Repair>) =
        incidents.iter().partition(|incident| incident.severity.is_some());
    section(desk, messages::PAPER_REPAIR, Some(messages::PAPER_CLOSED_WHEN_BOTH), &broken);
    section(desk, messages::PAPER_TRUST_WON, None, &won);
}

/// What is to be put right; nothing, if nothing is open.
pub(super) fn open(desk: &mut Desk<'_>, incidents: &[Repair]) {
    let open: Vec<&Repair> = incidents.iter().collect();
    section(desk, messages::PAPER_REPAIR_OPEN, Some(messages::PAPER_CLOSED_WHEN_BOTH), &open);
}

fn section(desk: &mut Desk<'_>, title: Label, aside: Option<Label>, incidents: &[&Repair]) {
    if incidents.is_empty() {
        return;
    }
    let title = desk.title(title, aside);
    let table = desk.tags.add(Tags::ROOT, Tag::Table);
    let rows = incidents.iter().map(|incident| row(desk, incident, table)).collect();
    let gap = desk.flow.spacing.between_repairs;
    desk.rows(title, None, rows, Lead::Gap(gap));
}

fn row(desk: &mut Desk<'_>, incident: &Repair, table: NodeId) -> Row {
    let (sheet, language) = (desk.sheet, desk.language());
    let row = desk.tags.add(table, Tag::Tr);
    let [x, right] = sheet.voices;

    let node = desk.tags.add(row, Tag::RowHead);
    let kind = incident
        .severity
        .map_or("", |severity| terms::label(language, Severity::VOCABULARY, severity.word()));
    let slot = Slot::new(node, sheet.left, sheet.margin);
    let mut head = desk.coded(&incident.handle, &parted(kind), slot);
    head.below(0.0, desk.cell(&parted(&short(desk, incident.date)), sheet::NOTE, slot));
    let whose = match &incident.about {
        Some(about) => PaperRepairOn { by: &incident.by, about }.text(language),
        None => PaperWrites { name: &incident.by }.text(language),
    };
    head.below(0.0, desk.cell(&parted(&whose), sheet::NOTE, slot));

    let told = desk.tags.add(row, Tag::Td);
    // A good event has no repair, and the text has both columns.
    let measure = if incident.severity.is_some() { sheet.voice } else { sheet.right - x };
    let node = desk.tags.add(told, Tag::P);
    let mut text = desk.passage(&incident.text, sheet::BODY, Slot::new(node, x, measure));
    for reply in &incident.replies {
        let node = desk.tags.add(told, Tag::P);
        let reply = desk.reply(reply, [sheet::BODY, sheet::ANSWER], Slot::new(node, x, measure));
        text.below_kept(1.0 * MM, reply);
    }
    for (step, taken) in RepairStep::ALL.iter().zip(&incident.steps) {
        let Some(Step { by, text: passage, .. }) = taken else { continue };
        if *passage == Passage::Text(String::new()) {
            continue;
        }
        let said = PaperStepBy { step: &step_word(desk, *step), name: by }.text(language);
        let node = desk.tags.add(told, Tag::P);
        let slot = Slot::new(node, x, measure);
        let lead = desk.setter.line(&parted(&said), sheet::SMALL);
        let cell = desk.led_passage(lead, passage, sheet::SMALL, slot);
        text.below(1.0 * MM, cell);
    }

    let mut cells = vec![head, text];
    if incident.severity.is_some() {
        let node = desk.tags.add(row, Tag::Td);
        cells.push(stepper(desk, incident, node, right));
    }
    let again = desk.again(&incident.handle, sheet::CODE);
    Row::level(cells).labelled(again)
}

fn step_word(desk: &Desk<'_>, step: RepairStep) -> &'static str {
    terms::label(desk.language(), RepairStep::VOCABULARY, step.word())
}

/// The three steps, each a line over its name and its day, and a box for each member to close with.
fn stepper(desk: &mut Desk<'_>, incident: &Repair, cell: NodeId, x: f32) -> Cell {
    let people = &desk.head.people;
    let names = people.iter().map(|person| desk.setter.line(&person.short, sheet::BODY).width);
    let labels: Vec<(Line, Option<Line>)> = RepairStep::ALL
        .iter()
        .zip(&incident.steps)
        .map(|(step, taken)| {
            let style = if taken.is_some() { sheet::SMALL } else { sheet::ASIDE };
            let day = taken.as_ref().map(|step| parted(&short(desk, step.date)));
            let day = day.map(|day| desk.setter.line(&day, sheet::NOTE));
            (desk.setter.line(&parted(step_word(desk, *step)), style), day)
        })
        .collect();
    let needed = |(label, day): &(Line, Option<Line>)| {
        label.width.max(day.as_ref().map_or(0.0, |day| day.width)) + 0.8 * MM
    };
    let (gap, tick) = (1.0 * MM, 4.0 * MM);
    let names_width = names.fold(0.0, f32::max) + tick;
    let words: f32 = labels.iter().map(needed).sum::<f32>() + 2.0 * gap;
    let beside = (desk.sheet.voice - names_width - 4.0 * MM).min(48.0 * MM);
    let fits = beside >= words;
    let width = if fits { beside } else { (48.0 * MM).max(words).min(desk.sheet.voice) };
    let spare = ((width - words) / 3.0).max(0.0);
    // Three of a length, if their words let them.
    let third = (width - 2.0 * gap) / 3.0;
    let is_even = labels.iter().all(|label| needed(label) <= third);

    let steps = desk.tags.add(cell, Tag::P);
    let (over, leading) = (sheet::BODY.baseline() - 2.1, sheet::SMALL.leading);
    let first = over + leading - 0.5;
    let mut items = Vec::new();
    let mut at = x;
    for (label, taken) in labels.into_iter().zip(&incident.steps) {
        let length = if is_even { third } else { needed(&label) + spare };
        let (label, day) = label;
        items.push(Item::figure(at, over, marks::step(length, taken.is_some())));
        items.push(Item::text(steps, at, first, label));
        items.extend(day.map(|day| Item::text(steps, at, first + leading, day)));
        at += length + gap;
    }
    let mut column = Cell::of(first + leading + 4.0, sheet::BODY.baseline(), items);
    let from = if fits { x + width + 4.0 * MM } else { x };
    let boxes = tick_boxes(desk, incident, cell, from);
    if fits {
        // Side by side: the boxes hang from the first step.
        if let Some(piece) = column.pieces.first_mut() {
            let mut y = first - sheet::BODY.baseline();
            for boxed in boxes.pieces {
                piece.items.extend(boxed.items.into_iter().map(|item| Item { y: item.y + y, ..item }));
                y += boxed.height;
            }
            piece.height = piece.height.max(y);
        }
    } else {
        column.below(1.0 * MM, boxes);
    }
    column
}

/// A box for each member to close with, and the name after it.
fn tick_boxes(desk: &mut Desk<'_>, incident: &Repair, cell: NodeId, x: f32) -> Cell {
    let node = desk.tags.add(cell, Tag::P);
    let (tick, right) = (4.0 * MM, desk.sheet.right);
    let mut names = Cell::default();
    for (person, closed) in desk.head.people.iter().zip(incident.closed) {
        // A hair more than the measured width, lest rounding break the line.
        let slot = Slot::new(node, x + tick, right - x - tick + 0.1);
        let mut name = desk.cell(&parted(&person.short), sheet::BODY, slot);
        let mark = Item::figure(x, name.baseline() - 7.0, marks::tick_box(2.8 * MM, closed));
        name.before(vec![mark.of(node).saying(if closed { "☑ " } else { "☐ " })]);
        names.below(0.0, name);
    }
    names
}
