//! What the two agreed and is still open: followed up before anything else.

use super::checks::{checks, short};
use super::desk::{Desk, parted};
use crate::handout::block::{Cell, Slot};
use crate::handout::brief::{Agreed, Brief};
use crate::handout::flow::Lead;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{self, PaperDue};

/// The section; one sentence, if nothing is open at all.
pub(super) fn agreed(desk: &mut Desk<'_>, document: &Brief) {
    if document.agreed.is_empty() {
        let title = desk.title(messages::PAPER_AGREED, None);
        desk.begin(title, None, 0.0);
        let nothing = match (document.year.begins_with_talk, document.repairs.is_empty()) {
            (true, true) => messages::PAPER_NOTHING_OPEN,
            (true, false) => messages::PAPER_AGREED_NOTHING,
            (false, true) => messages::PAPER_NOTHING_OPEN_FIRST,
            (false, false) => messages::PAPER_AGREED_NOTHING_FIRST,
        };
        desk.quietly(desk.say(nothing));
        return;
    }
    let title = desk.title(messages::PAPER_AGREED, Some(messages::PAPER_AGREED_HOW));
    let table = desk.tags.add(Tags::ROOT, Tag::Table);
    let rows = document.agreed.iter().map(|agreed| row(desk, agreed, table)).collect();
    let gap = desk.flow.spacing.between_rows;
    desk.rows(title, None, rows, Lead::Gap(gap));
}

fn row(desk: &mut Desk<'_>, agreed: &Agreed, table: NodeId) -> Row {
    let sheet = desk.sheet;
    let [first, second] = sheet.voices;
    let row = desk.tags.add(table, Tag::Tr);

    let node = desk.tags.add(row, Tag::RowHead);
    let slot = Slot::new(node, sheet.left, sheet.margin);
    let mut who = desk.coded(&agreed.handle, &parted(desk.owner(agreed.owner)), slot);
    let until = match agreed.until {
        _ if agreed.is_rule => Some(desk.say(messages::PAPER_RULE).to_owned()),
        Some(date) => Some(PaperDue { date: &short(desk, date) }.text(desk.language())),
        None => None,
    };
    if let Some(until) = until {
        who.below(0.0, desk.cell(&until, sheet::NOTE, slot));
    }

    let node = desk.tags.add(row, Tag::Td);
    let what = desk.passage(&agreed.text, sheet::BODY, Slot::new(node, first, sheet.voice));

    let node = desk.tags.add(row, Tag::Td);
    let slot = Slot::new(node, second, sheet.voice);
    let mut asked = Cell::default();
    if let Some(question) = &agreed.question {
        asked = desk.written(&parted(question), sheet::QUESTION, slot);
    }
    if !agreed.checks.is_empty() {
        asked.below(0.3 * MM, checks(desk, &agreed.checks, Some(desk.say(messages::PAPER_NEXT_CHECK)), slot));
    }
    let again = desk.again(&agreed.handle, sheet::CODE);
    Row::level(vec![who, what, asked]).labelled(again)
}
