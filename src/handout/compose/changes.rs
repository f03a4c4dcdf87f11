//! What the two change, and the ground rules that stand.

use super::{Desk, parted};
use crate::domain::{Outcome, Word as _};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Sheet};
use crate::handout::summary::Change;
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{self, PaperByDate, PaperGoesOnUntil, PaperSince};
use crate::locale::{dates, terms};
use chrono::{Datelike as _, NaiveDate};

/// Where the four columns of the table begin, and how wide they are: who, what, when, how it is checked.
fn columns(sheet: &Sheet) -> [(f32, f32); 4] {
    let how = (sheet.right - 52.0 * MM, 52.0 * MM);
    let when = (how.0 - 24.0 * MM, 21.0 * MM);
    [(sheet.left, sheet.margin), (sheet.wide(), when.0 - 6.0 * MM - sheet.wide()), when, how]
}

/// The table of changes, or one sentence if none was agreed.
pub(super) fn changes(desk: &mut Desk<'_>) {
    let document = desk.document;
    let Some(first) = document.changes.first() else {
        desk.section(messages::PAPER_CHANGES, None, None, 0.0);
        desk.quietly(messages::PAPER_CHANGES_NOTHING);
        return;
    };
    let height = desk.probe(|desk| row(desk, first, Tags::ROOT).height());
    // The title comes before its table, and both before the heads that the title must not be parted from.
    let head = desk.probe(|desk| heads(desk, Tags::ROOT).height());
    desk.section(messages::PAPER_CHANGES, None, None, head + height);
    let table = desk.tags.add(Tags::ROOT, Tag::Table);
    let heads = heads(desk, table);
    desk.flow.heads_of(heads);
    for change in &document.changes {
        let row = row(desk, change, table);
        desk.flow.place(row, Lead::Hair(1.9 * MM));
    }
    desk.flow.end();
}

fn heads(desk: &mut Desk<'_>, table: NodeId) -> Row {
    let row = desk.tags.add(table, Tag::Tr);
    let labels =
        [messages::PAPER_WHO, messages::PAPER_WHAT, messages::PAPER_WHEN, messages::PAPER_HOW_CHECKED];
    let mut cells = Vec::new();
    for (label, (x, width)) in labels.into_iter().zip(columns(&desk.sheet)) {
        let node = desk.tags.add(row, Tag::ColumnHead);
        cells.push(desk.cell(desk.say(label), sheet::HEAD, Slot::new(node, x, width)));
    }
    let (left, right) = (desk.sheet.left, desk.sheet.right);
    let rule = Item::figure(left, 1.2 * MM, marks::hair(right - left));
    cells[0].below(0.0, Cell::of(3.0 * MM, 0.0, vec![rule]));
    Row::level(cells)
}

fn row(desk: &mut Desk<'_>, change: &Change, table: NodeId) -> Row {
    let [who, what, when, how] = columns(&desk.sheet);
    let (document, language) = (desk.document, desk.language());
    let row = desk.tags.add(table, Tag::Tr);

    let node = desk.tags.add(row, Tag::RowHead);
    let owner = change.owner.and_then(|index| document.people.get(index)).map(|person| person.short.as_str());
    let owner = owner.unwrap_or_else(|| terms::label(language, "member", "both"));
    let who = coded(desk, &change.handle, owner, node, who);

    let node = desk.tags.add(row, Tag::Td);
    let what = desk.passage(&change.text, sheet::BODY, Slot::new(node, what.0, what.1));

    let node = desk.tags.add(row, Tag::Td);
    let until = change.until.map(|date| short(desk, date));
    let until = match (until, change.continued) {
        (Some(date), false) => PaperByDate { date: &date }.text(language),
        (Some(date), true) => PaperGoesOnUntil { date: &date }.text(language),
        (None, true) => desk.say(messages::PAPER_GOES_ON).to_owned(),
        (None, false) => String::new(),
    };
    let when = desk.cell(&until, sheet::BODY, Slot::new(node, when.0, when.1));

    let node = desk.tags.add(row, Tag::Td);
    let mut checked = Cell::default();
    if let Some(question) = &change.question {
        checked = desk.cell(&parted(question), sheet::ANSWER, Slot::new(node, how.0, how.1));
    }
    if !change.checks.is_empty() {
        checked.below(0.6 * MM, checks(desk, &change.checks, node, how));
    }
    let again = desk.again(&change.handle, sheet::CODE);
    Row::level(vec![who, what, when, checked]).labelled(again)
}

/// A code in its colour with a word after it, or below it if they do not fit on one line.
fn coded(desk: &Desk<'_>, handle: &str, word: &str, node: NodeId, (x, width): (f32, f32)) -> Cell {
    let code = desk.setter.line(&parted(handle), sheet::CODE);
    let baseline = sheet::CODE.baseline();
    let after = code.width + 2.0 * MM;
    if after + desk.setter.line(word, sheet::BODY).width > width {
        let mut cell = Cell::of(sheet::CODE.leading, baseline, vec![Item::text(node, x, baseline, code)]);
        cell.below(0.0, desk.cell(word, sheet::BODY, Slot::new(node, x, width)));
        return cell;
    }
    let mut cell = desk.cell(word, sheet::BODY, Slot::new(node, x + after, width - after));
    cell.before(vec![Item::text(node, x, baseline, code)]);
    cell
}

/// A date of a table, with its year unless it is that of the talk or the one after.
fn short(desk: &Desk<'_>, date: NaiveDate) -> String {
    let told = dates::day_short_month(desk.language(), date);
    let near = (0..=1).contains(&(date.year() - desk.document.date.year()));
    let told = if near { told } else { format!("{told} {}", date.year()) };
    told.replace(' ', "\u{A0}")
}

/// The checks in a line, or in as many as they need: the mark, the day, and what came of it.
fn checks(
    desk: &Desk<'_>,
    checks: &[(NaiveDate, Option<Outcome>)],
    node: NodeId,
    (left, width): (f32, f32),
) -> Cell {
    let (mark_width, between) = (3.4 * MM, 4.0 * MM);
    let mut cell = Cell::default();
    let mut items = Vec::new();
    let mut x = left;
    let baseline = sheet::NOTE.baseline();
    let close = |items: &mut Vec<Item>, cell: &mut Cell| {
        cell.below(0.0, Cell::of(sheet::NOTE.leading, baseline, std::mem::take(items)));
    };
    for (date, outcome) in checks {
        let mut words = short(desk, *date);
        if let Some(outcome) = outcome {
            words.push('\u{A0}');
            words.push_str(terms::label(desk.language(), Outcome::VOCABULARY, outcome.word()));
        }
        let line = desk.setter.line(&parted(&words), sheet::SMALL);
        if x > left && x + mark_width + line.width > left + width {
            close(&mut items, &mut cell);
            x = left;
        }
        items.push(Item::figure(x, baseline - 5.2, marks::check(*outcome)));
        let end = x + mark_width + line.width;
        items.push(Item::text(node, x + mark_width, baseline, line));
        x = end + between;
    }
    close(&mut items, &mut cell);
    cell
}

/// The ground rules, each with the year from which it stands.
pub(super) fn rules(desk: &mut Desk<'_>) {
    let document = desk.document;
    if document.rules.is_empty() {
        return;
    }
    desk.section(messages::PAPER_RULES, None, None, 0.0);
    let list = desk.tags.add(Tags::ROOT, Tag::L);
    let sheet = desk.sheet;
    let since = 26.0 * MM;
    for rule in &document.rules {
        let element = desk.tags.add(list, Tag::Li);
        let label = desk.tags.add(element, Tag::Lbl);
        let body = desk.tags.add(element, Tag::LBody);
        let measure = sheet.right - sheet.wide() - since - 6.0 * MM;
        let year = PaperSince { year: &rule.since.year() }.text(desk.language());
        let year = format!(" {year}");
        let cells = vec![
            desk.cell(&rule.handle, sheet::CODE, Slot::new(label, sheet.left, sheet.margin)),
            desk.passage(&rule.text, sheet::BODY, Slot::new(body, sheet.wide(), measure)),
            desk.cell(&year, sheet::NOTE, Slot::new(body, sheet.right - since, since).right()),
        ];
        desk.flow.place(Row::level(cells), Lead::Gap(0.8 * MM));
    }
}
