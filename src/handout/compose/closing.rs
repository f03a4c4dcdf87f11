//! The end of the document: the game, the next time, the signatures, and what is added later.

use super::desk::{Desk, parted};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::flow::{Lead, WORTH};
use crate::handout::marks;
use crate::handout::row::{Flows, Row};
use crate::handout::sheet::{self, MM};
use crate::handout::summary::{Amended, Summary};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::dates;
use crate::locale::messages::{self, PaperBetween, PaperScore, PaperSignedOn, PaperToSign, PaperWinner};
use chrono::NaiveDate;

/// Everything from the game to the last note.
pub(super) fn closing(desk: &mut Desk<'_>, document: &Summary) {
    let foot = if desk.head.is_public_body { note(desk, None).height() + 4.0 * MM } else { 0.0 };
    let sheet = desk.sheet;
    let lines: Vec<(messages::Label, String)> = [
        game(desk, document).map(|text| (messages::PAPER_GAME, text)),
        next(desk, document).map(|text| (messages::PAPER_NEXT, text)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !lines.is_empty() {
        let title = match (&document.rematch, document.next) {
            (Some(_), Some(_)) => messages::PAPER_REMATCH_AND_NEXT,
            (Some(_), None) => messages::PAPER_REMATCH,
            (None, _) => messages::PAPER_NEXT,
        };
        let title = desk.title(title, None);
        let mut rows = Vec::new();
        for (label, text) in &lines {
            let node = desk.tags.add(Tags::ROOT, Tag::P);
            let mut cells = Vec::new();
            if lines.len() > 1 {
                let slot = Slot::new(node, sheet.left, sheet.margin);
                cells.push(desk.cell(&parted(desk.say(*label)), sheet::LABEL, slot));
            }
            let slot = Slot::new(node, sheet.wide(), sheet.right - sheet.wide());
            cells.push(desk.cell(text, sheet::BODY, slot));
            rows.push(Row::level(cells));
        }
        // The signatures do not stand alone on a page: what comes before them goes along.
        desk.begin(title, None, 40.0 + SIGNATURES + foot);
        for row in rows {
            desk.flow.place(row, Lead::Gap(0.8 * MM));
        }
    }
    signatures(desk, document.signed, foot);
    if document.amendments.is_empty() {
        frame(desk, foot);
    } else {
        amendments(desk, &document.amendments, foot);
    }
    access(desk, foot);
}

fn game(desk: &Desk<'_>, document: &Summary) -> Option<String> {
    let (people, language) = (&desk.head.people, desk.language());
    let rematch = document.rematch.as_ref()?;
    let scores: Vec<String> = people
        .iter()
        .zip(rematch.scores)
        .filter_map(|(person, score)| {
            score.map(|score| PaperScore { name: &person.short, score: &score }.text(language))
        })
        .collect();
    let outcome = match rematch.winner {
        Some(winner) => {
            PaperWinner { name: &people[winner].short, other: &people[1 - winner].short }.text(language)
        }
        None => desk.say(messages::PAPER_TIE).to_owned(),
    };
    Some(if scores.is_empty() { outcome } else { format!("{}. {outcome}", scores.join(", ")) })
}

fn next(desk: &Desk<'_>, document: &Summary) -> Option<String> {
    let (from, to) = document.next?;
    let language = desk.language();
    Some(if from == to {
        dates::full(language, from)
    } else {
        PaperBetween { from: &dates::sentence(language, from, to), to: &dates::full(language, to) }
            .text(language)
    })
}

/// About the height of the signatures with their title.
const SIGNATURES: f32 = 125.0;

/// A line for each to sign on, or the day on which they have signed.
fn signatures(desk: &mut Desk<'_>, signed: [Option<NaiveDate>; 2], foot: f32) {
    let height = 26.0 * MM;
    let title = desk.title(messages::PAPER_SIGNATURES, None);
    desk.begin(title, None, height + foot);
    let (sheet, language) = (desk.sheet, desk.language());
    let (day, gap) = (18.0 * MM, 3.0 * MM);
    let long = sheet.voice - day - gap;
    let line = 15.0 * MM;
    let mut cells = Vec::new();
    for ((person, signed), x) in desk.head.people.iter().zip(signed).zip(sheet.voices) {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let mut items = Vec::new();
        if let Some(date) = signed {
            let date = dates::day_month_year(language, date);
            let words = PaperSignedOn { date: &date }.text(language);
            items.push(Item::text(node, x, line - 5.0, desk.setter.line(&parted(&words), sheet::LABEL)));
            items.push(Item::figure(x, line, marks::signature(sheet.voice)));
        } else {
            let words = parted(&PaperToSign { name: &person.short }.text(language));
            items.push(Item::figure(x, line, marks::signature(long)).of(node).saying(&words));
            items.push(Item::figure(x + long + gap, line, marks::signature(day)));
        }
        let mut cell = Cell::of(line, line, items);
        let measure = if signed.is_some() { sheet.voice } else { long };
        let mut below = desk.cell(&parted(&person.name), sheet::BODY, Slot::new(node, x, measure));
        if signed.is_none() {
            let label = desk.setter.line(desk.say(messages::PAPER_DATE), sheet::NOTE);
            let at = Item::text(node, x + long + gap, below.baseline(), label);
            if let Some(piece) = below.pieces.first_mut() {
                piece.items.push(at);
            }
        }
        cell.below(1.0, below);
        cells.push(cell);
    }
    desk.flow.place(Row::of(cells), Lead::Gap(0.0));
}

/// What has been added to the summary since.
fn amendments(desk: &mut Desk<'_>, amendments: &[Amended], foot: f32) {
    let title = desk.title(messages::PAPER_ADDITIONS, None);
    desk.begin(title, None, 0.0);
    let sheet = desk.sheet;
    let by = 26.0 * MM;
    let list = desk.tags.add(Tags::ROOT, Tag::L);
    for (index, amended) in amendments.iter().enumerate() {
        let element = desk.tags.add(list, Tag::Li);
        let label = desk.tags.add(element, Tag::Lbl);
        let body = desk.tags.add(element, Tag::LBody);
        let said = desk.tags.add(body, Tag::P);
        let date = dates::day_month_year(desk.language(), amended.date);
        let measure = sheet.right - sheet.wide() - by - 6.0 * MM;
        let mut cells = vec![
            desk.cell(&date, sheet::BODY, Slot::new(label, sheet.left, sheet.margin)),
            desk.passage(&amended.text, sheet::BODY, Slot::new(said, sheet.wide(), measure)),
        ];
        if let Some(name) = &amended.by {
            cells.push(desk.cell(
                &format!(" {name}"),
                sheet::NOTE,
                Slot::new(body, sheet.right - by, by).right(),
            ));
        }
        let again = desk.again(&date, sheet::BODY);
        let row = Row::level(cells)
            .labelled(again)
            .flowing(Flows { room: WORTH, height: sheet.text_height() / 3.0 });
        let (height, room) = (row.height(), desk.flow.room());
        // The note at the foot does not stand alone on a page.
        if index + 1 == amendments.len() && height <= room && height + foot + 2.0 * MM > room {
            desk.flow.new_page();
        }
        desk.flow.place(row, Lead::Gap(1.5 * MM));
    }
}

/// The height of a line to write on, of what stands over the lines, and of the edge below them.
const WRITING: f32 = 9.0 * MM;
const OVER_WRITING: f32 = 15.0 * MM;
const UNDER_WRITING: f32 = 6.0 * MM;
const OVER_FRAME: f32 = 10.0 * MM;

/// A frame to write additions in, if there is room for three lines; five are enough.
fn frame(desk: &mut Desk<'_>, foot: f32) {
    let room = desk.flow.room() - foot - OVER_FRAME - OVER_WRITING - UNDER_WRITING;
    let Some(lines) = (3_u8..=5).rev().find(|lines| f32::from(*lines) * WRITING <= room) else { return };
    let (sheet, pad) = (desk.sheet, 4.0 * MM);
    let node = desk.tags.add(Tags::ROOT, Tag::P);
    let height = OVER_WRITING + f32::from(lines) * WRITING + UNDER_WRITING;
    let (left, right) = (sheet.left + pad, sheet.right - pad);
    let initials = desk.head.people.each_ref().map(|person| person.initials());
    let (narrow, gap) = (12.5 * MM, 3.0 * MM);
    let second = right - narrow;
    let first = second - gap - narrow;
    let what = left + 23.0 * MM;
    let columns = [(left, 20.0 * MM), (what, first - gap - what), (first, narrow), (second, narrow)];

    let title = desk.setter.line(&parted(desk.say(messages::PAPER_ADDITIONS)), sheet::THEME);
    let how = desk.setter.line(&parted(desk.say(messages::PAPER_ADDITIONS_HOW)), sheet::ASIDE);
    let mut items = vec![
        Item::figure(sheet.left, 0.0, marks::frame(sheet.right - sheet.left, height)),
        Item::text(node, left, 6.5 * MM, title),
        Item::text(node, right - how.width, 6.5 * MM, how),
    ];
    let [a, b] = &initials;
    let heads = [desk.say(messages::PAPER_DATE), desk.say(messages::PAPER_WHAT), a, b];
    for (head, (x, width)) in heads.into_iter().zip(columns) {
        let line = desk.setter.line(&parted(head), sheet::HEAD);
        if line.width <= width {
            items.push(Item::text(node, x, 12.0 * MM, line));
        }
    }
    for row in 1..=lines {
        let y = OVER_WRITING + f32::from(row) * WRITING;
        for (column, (x, width)) in columns.into_iter().enumerate() {
            let writing = marks::writing(width);
            items.push(if row == 1 && column == 0 {
                Item::figure(x, y, writing).of(node).saying(desk.say(messages::PAPER_TO_ADD))
            } else {
                Item::figure(x, y, writing)
            });
        }
    }
    let row = Row::of(vec![Cell::of(height, 0.0, items)]);
    desk.flow.skip(OVER_FRAME, height);
    desk.flow.put(row);
}

fn note(desk: &Desk<'_>, node: Option<NodeId>) -> Cell {
    let slot = Slot::new(node, desk.sheet.left, desk.sheet.right - desk.sheet.left);
    desk.cell(desk.say(messages::PAPER_ACCESS), sheet::NOTE, slot)
}

/// The note on access to records, at the foot of the last page.
fn access(desk: &mut Desk<'_>, height: f32) {
    if !desk.head.is_public_body {
        return;
    }
    let node = desk.tags.add(Tags::ROOT, Tag::P);
    let cell = note(desk, Some(node));
    desk.flow.skip(0.0, height);
    let down = desk.flow.room() - cell.height();
    desk.flow.skip(down.max(0.0), 0.0);
    desk.flow.put(Row::of(vec![cell]));
}
