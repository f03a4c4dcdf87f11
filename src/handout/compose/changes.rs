//! What the two change, and the ground rules that stand.

use super::checks::{checks, short};
use super::desk::{Desk, parted};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Sheet};
use crate::handout::summary::{Change, GroundRule};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{self, PaperByDate, PaperGoesOnUntil, PaperSince};
use chrono::Datelike as _;

/// The columns of the table, each with its left edge and its width: who, what, when, how it is checked.
type Columns = [(f32, f32); 4];

/// The columns for some changes: the dates have the width that they need, as far as it leaves room for the words.
fn columns(desk: &Desk<'_>, changes: &[Change]) -> Columns {
    let Sheet { left, right, margin, .. } = desk.sheet;
    let needed = |change: &Change| desk.setter.line(&until(desk, change), sheet::BODY).width;
    let head = desk.setter.line(desk.say(messages::PAPER_WHEN), sheet::HEAD).width;
    let dates = changes.iter().map(needed).fold(head, f32::max).clamp(14.0 * MM, 30.0 * MM);
    let wide = desk.sheet.wide();
    let how = (right - 52.0 * MM, 52.0 * MM);
    // A hair more, lest rounding break a line.
    let when = (how.0 - 3.0 * MM - dates, dates + 0.1);
    [(left, margin), (wide, when.0 - 6.0 * MM - wide), when, how]
}

/// Until when something is agreed, and whether it goes on from before.
fn until(desk: &Desk<'_>, change: &Change) -> String {
    let language = desk.language();
    let until = change.until.map(|date| short(desk, date));
    match (until, change.continued) {
        (Some(date), false) => PaperByDate { date: &date }.text(language),
        (Some(date), true) => PaperGoesOnUntil { date: &date }.text(language),
        (None, true) => desk.say(messages::PAPER_GOES_ON).to_owned(),
        (None, false) => String::new(),
    }
}

/// The table of changes, or one sentence if none was agreed.
pub(super) fn changes(desk: &mut Desk<'_>, changes: &[Change]) {
    let title = desk.title(messages::PAPER_CHANGES, None);
    if changes.is_empty() {
        desk.begin(title, None, 0.0);
        desk.quietly(desk.say(messages::PAPER_CHANGES_NOTHING));
        return;
    }
    let table = desk.tags.add(Tags::ROOT, Tag::Table);
    let columns = columns(desk, changes);
    let heads = heads(desk, table, columns);
    let rows = changes.iter().map(|change| row(desk, change, table, columns)).collect();
    desk.rows(title, Some(heads), rows, Lead::Hair(1.9 * MM));
}

fn heads(desk: &mut Desk<'_>, table: NodeId, columns: Columns) -> Row {
    let row = desk.tags.add(table, Tag::Tr);
    let labels =
        [messages::PAPER_WHO, messages::PAPER_WHAT, messages::PAPER_WHEN, messages::PAPER_HOW_CHECKED];
    let mut cells = Vec::new();
    for (label, (x, width)) in labels.into_iter().zip(columns) {
        let node = desk.tags.add(row, Tag::ColumnHead);
        cells.push(desk.cell(desk.say(label), sheet::HEAD, Slot::new(node, x, width)));
    }
    let (left, right) = (desk.sheet.left, desk.sheet.right);
    let rule = Item::figure(left, 1.2 * MM, marks::hair(right - left));
    cells[0].below(0.0, Cell::of(3.0 * MM, 0.0, vec![rule]));
    Row::level(cells)
}

fn row(desk: &mut Desk<'_>, change: &Change, table: NodeId, columns: Columns) -> Row {
    let [who, what, when, how] = columns;
    let row = desk.tags.add(table, Tag::Tr);

    let node = desk.tags.add(row, Tag::RowHead);
    let who = desk.coded(&change.handle, desk.owner(change.owner), Slot::new(node, who.0, who.1));

    let node = desk.tags.add(row, Tag::Td);
    let what = desk.passage(&change.text, sheet::BODY, Slot::new(node, what.0, what.1));

    let node = desk.tags.add(row, Tag::Td);
    let when = desk.cell(&until(desk, change), sheet::BODY, Slot::new(node, when.0, when.1));

    let node = desk.tags.add(row, Tag::Td);
    let slot = Slot::new(node, how.0, how.1);
    let mut checked = Cell::default();
    if let Some(question) = &change.question {
        checked = desk.written(&parted(question), sheet::ANSWER, slot);
    }
    if !change.checks.is_empty() {
        checked.below(0.6 * MM, checks(desk, &change.checks, None, slot));
    }
    let again = desk.again(&change.handle, sheet::CODE);
    Row::level(vec![who, what, when, checked]).labelled(again)
}

/// The ground rules, each with the year from which it stands.
pub(super) fn rules(desk: &mut Desk<'_>, rules: &[GroundRule]) {
    if rules.is_empty() {
        return;
    }
    let title = desk.title(messages::PAPER_RULES, None);
    let list = desk.tags.add(Tags::ROOT, Tag::L);
    let sheet = desk.sheet;
    let since = 26.0 * MM;
    let mut rows = Vec::new();
    for rule in rules {
        let element = desk.tags.add(list, Tag::Li);
        let label = desk.tags.add(element, Tag::Lbl);
        let body = desk.tags.add(element, Tag::LBody);
        let text = desk.tags.add(body, Tag::P);
        let measure = sheet.right - sheet.wide() - since - 6.0 * MM;
        let year = PaperSince { year: &rule.since.year() }.text(desk.language());
        let year = format!(" {year}");
        rows.push(Row::level(vec![
            desk.cell(&rule.handle, sheet::CODE, Slot::new(label, sheet.left, sheet.margin)),
            desk.passage(&rule.text, sheet::BODY, Slot::new(text, sheet.wide(), measure)),
            desk.cell(&year, sheet::NOTE, Slot::new(body, sheet.right - since, since).right()),
        ]));
    }
    desk.rows(title, None, rows, Lead::Gap(0.8 * MM));
}
