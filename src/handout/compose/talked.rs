//! What the two talked about: for each theme the notes of the day, and the codes of what lay behind them.

use super::desk::Desk;
use crate::handout::block::{Cell, Slot};
use crate::handout::flow::{Lead, WORTH};
use crate::handout::row::{Flows, Row};
use crate::handout::sheet::{self, MM};
use crate::handout::summary::Talked;
use crate::handout::tags::{Tag, Tags};
use crate::locale::messages;

/// The section, or one sentence if nothing was noted.
pub(super) fn talked(desk: &mut Desk<'_>, themes: &[Talked]) {
    let title = desk.title(messages::PAPER_TALKED, None);
    let told = themes.iter().filter(|theme| !theme.notes.is_empty() || !theme.handles.is_empty());
    let rows: Vec<Row> = told.map(|theme| row(desk, theme)).collect();
    if rows.is_empty() {
        desk.begin(title, None, 0.0);
        desk.quietly(desk.say(messages::PAPER_TALKED_NOTHING));
        return;
    }
    desk.rows(title, None, rows, Lead::Hair(2.2 * MM));
}

fn row(desk: &mut Desk<'_>, theme: &Talked) -> Row {
    let sheet = desk.sheet;
    let name = theme.theme.as_deref().unwrap_or_else(|| desk.say(messages::PAPER_ALSO));
    let heading = desk.tags.add(Tags::ROOT, Tag::H3);
    let label = desk.cell(name, sheet::THEME, Slot::new(heading, sheet.left, sheet.margin));
    let codes = 26.0 * MM;
    let measure = sheet.right - sheet.wide() - codes - 6.0 * MM;
    let mut notes = Cell::default();
    for note in &theme.notes {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let paragraph = desk.passage(note, sheet::PROSE, Slot::new(node, sheet.wide(), measure));
        notes.below(1.5 * MM, paragraph);
    }
    let mut cells = vec![label, notes];
    if !theme.handles.is_empty() {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let slot = Slot::new(node, sheet.right - codes, codes).right();
        cells.push(desk.cell(&theme.handles.join("  "), sheet::CODE, slot));
    }
    let again = desk.again(name, sheet::THEME);
    Row::level(cells).labelled(again).flowing(Flows { room: WORTH, height: sheet.text_height() / 3.0 })
}
