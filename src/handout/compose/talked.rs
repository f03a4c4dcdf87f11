//! What the two talked about: for each theme the notes of the day, and the codes of what lay behind them.

use super::Desk;
use crate::handout::block::{Cell, Slot};
use crate::handout::flow::Lead;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Style};
use crate::handout::summary::Talked;
use crate::handout::tags::{Tag, Tags};
use crate::locale::messages;

/// The section, or one sentence if nothing was noted.
pub(super) fn talked(desk: &mut Desk<'_>) {
    let told: Vec<&Talked> = desk
        .document
        .themes
        .iter()
        .filter(|theme| !theme.notes.is_empty() || !theme.handles.is_empty())
        .collect();
    let Some(first) = told.first() else {
        desk.section(messages::PAPER_TALKED, None, None, 0.0);
        desk.quietly(messages::PAPER_TALKED_NOTHING);
        return;
    };
    // The height of a row does not depend on where it is tagged, so a first one is laid out only to measure.
    let height = desk.probe(|desk| row(desk, first).height());
    desk.section(messages::PAPER_TALKED, None, None, height);
    for theme in told {
        let row = row(desk, theme);
        desk.flow.place(row, Lead::Hair(2.2 * MM));
    }
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
        notes.below(1.5 * MM, desk.passage(note, sheet::PROSE, Slot::new(node, sheet.wide(), measure)));
    }
    let mut cells = vec![label, notes];
    if !theme.handles.is_empty() {
        let node = desk.tags.add(Tags::ROOT, Tag::P);
        let slot = Slot::new(node, sheet.right - codes, codes).right();
        cells.push(desk.cell(&theme.handles.join("  "), sheet::CODE, slot));
    }
    let again = desk.again(name, sheet::THEME);
    Row::level(cells).labelled(again).flowing()
}

impl Desk<'_> {
    /// The label over the rest of a divided row; none if it would fill the page itself.
    pub(super) fn again(&self, name: &str, style: Style) -> Option<Cell> {
        let slot = Slot::new(None, self.sheet.left, self.sheet.margin);
        let mut label = self.cell(name, style, slot);
        label.below(0.0, self.cell(self.say(messages::PAPER_CONTINUED), sheet::ASIDE, slot));
        (label.height() < self.sheet.text_height() / 4.0).then_some(label)
    }

    /// Lays something out only to measure it: no element that it tags remains.
    pub(super) fn probe(&mut self, measure: impl FnOnce(&mut Self) -> f32) -> f32 {
        let tags = std::mem::replace(&mut self.tags, Tags::scratch());
        let height = measure(self);
        self.tags = tags;
        height
    }
}
