//! The programme of the day: times, blocks, what each is for, and a question to begin with.

use super::desk::{Desk, parted};
use crate::handout::block::{Cell, Slot};
use crate::handout::brief::Stretch;
use crate::handout::flow::Lead;
use crate::handout::row::{Rail, Row};
use crate::handout::sheet::{self, MM};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::dates;
use crate::locale::messages::{self, PaperStretch};

/// The section.
pub(super) fn programme(desk: &mut Desk<'_>, programme: &[Stretch]) {
    let title = desk.title(messages::PAPER_PROGRAMME, Some(messages::PAPER_PROGRAMME_HOW));
    let table = desk.tags.add(Tags::ROOT, Tag::Table);
    let count = programme.len();
    let rows = programme.iter().enumerate();
    let rows = rows.map(|(index, stretch)| row(desk, stretch, table, index + 1 == count)).collect();
    desk.rows(title, None, rows, Lead::Gap(0.0));
}

fn row(desk: &mut Desk<'_>, stretch: &Stretch, table: NodeId, is_last: bool) -> Row {
    let sheet = desk.sheet;
    let [_, second] = sheet.voices;
    let language = desk.language();
    let row = desk.tags.add(table, Tag::Tr);

    let node = desk.tags.add(row, Tag::RowHead);
    let time = dates::clock(language, stretch.start);
    let time = desk.cell(&time, sheet::TIME, Slot::new(node, sheet.left, sheet.margin).right());

    let rail = sheet.left + 27.0 * MM;
    let name = rail + 3.4 * MM;
    let node = desk.tags.add(row, Tag::Td);
    let slot = Slot::new(node, name, second - 3.0 * MM - name);
    let mut what = desk.cell(&parted(&stretch.name), sheet::BLOCK, slot);
    let length = PaperStretch { minutes: &stretch.minutes, temper: &stretch.temper }.text(language);
    what.trailing(desk.setter.line(&length, sheet::NOTE), 2.0 * MM, slot);

    let node = desk.tags.add(row, Tag::Td);
    let slot = Slot::new(node, second, sheet.voice);
    let mut matter = Cell::default();
    if let Some([full, short]) = &stretch.matter {
        let fits = desk.setter.line(full, sheet::MATTER).width <= sheet.voice;
        matter = desk.cell(&parted(if fits { full } else { short }), sheet::MATTER, slot);
    }
    if !stretch.handles.is_empty() {
        codes(desk, &stretch.handles, slot, &mut matter);
    }
    for question in &stretch.questions {
        matter.below(0.3 * MM, desk.written(&parted(question), sheet::PROMPT, slot));
    }

    // The rail runs through the space to the next row.
    let below = if is_last { 0.0 } else { desk.flow.spacing.between_stretches };
    Row::level(vec![time, what, matter]).beside(Rail { x: rail, is_hard: stretch.is_hard, below })
}

/// The codes after the words, as many on a line as there is room for.
fn codes(desk: &Desk<'_>, handles: &[String], slot: Slot, matter: &mut Cell) {
    for handle in handles {
        let gap = 2.0 * MM;
        let code = desk.setter.line(&parted(handle), sheet::CODE);
        matter.trailing(code, gap, slot);
    }
}
