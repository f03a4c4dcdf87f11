//! What the two had noticed: two voices on one grid, theme by theme.

use super::Desk;
use crate::domain::Word as _;
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM};
use crate::handout::summary::{Noticed, Observed};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::{messages, terms};

/// The space for mark and code before the text of an observation.
const HANGING: f32 = 11.0 * MM;

/// The section; nothing, if nothing was shared.
pub(super) fn noticed(desk: &mut Desk<'_>) {
    let shared: Vec<&Noticed> = desk
        .document
        .noticed
        .iter()
        .filter(|theme| theme.voices.iter().any(|voice| !voice.is_empty()))
        .collect();
    let Some(first) = shared.first() else { return };
    let height = desk.probe(|desk| row(desk, first).height());
    let sheet = desk.sheet;
    let names = desk.document.people.each_ref().map(|person| person.short.clone());
    let mut heads = Vec::new();
    for (name, x) in names.iter().zip(sheet.voices) {
        // Their element is added after the title's, below.
        heads.push(desk.cell(name, sheet::HEAD, Slot::new(None, x, sheet.voice)));
    }
    for head in &mut heads {
        head.below(0.0, Cell::of(1.5 * MM, 0.0, Vec::new()));
    }
    desk.section(messages::PAPER_NOTICED, None, Some(Row::level(heads)), height);
    for theme in shared {
        let row = row(desk, theme);
        desk.flow.place(row, Lead::Hair(2.4 * MM));
    }
    desk.flow.end();
}

fn row(desk: &mut Desk<'_>, theme: &Noticed) -> Row {
    let sheet = desk.sheet;
    let heading = desk.tags.add(Tags::ROOT, Tag::H3);
    let mut cells = vec![desk.cell(&theme.theme, sheet::THEME, Slot::new(heading, sheet.left, sheet.margin))];
    for (index, voice) in theme.voices.iter().enumerate() {
        let mut column = Cell::default();
        if !voice.is_empty() {
            let list = desk.tags.add(Tags::ROOT, Tag::L);
            for observed in voice {
                column.below(3.0 * MM, observation(desk, observed, list, index));
            }
        }
        cells.push(column);
    }
    let again = desk.again(&theme.theme, sheet::THEME);
    Row::level(cells).labelled(again).flowing()
}

fn observation(desk: &mut Desk<'_>, observed: &Observed, list: NodeId, voice: usize) -> Cell {
    let x = desk.sheet.voices[voice];
    let element = desk.tags.add(list, Tag::Li);
    let label = desk.tags.add(element, Tag::Lbl);
    let body = desk.tags.add(element, Tag::LBody);
    let code = desk.setter.line(&observed.handle, sheet::HANGING);
    let code_at = x + 3.2 * MM;
    let indent = HANGING.max(code_at - x + code.width + 1.5 * MM);
    let measure = desk.sheet.voice - indent;
    let at = x + indent;
    let paragraph = |desk: &mut Desk<'_>| desk.tags.add(body, Tag::P);

    let node = paragraph(desk);
    let mut cell = desk.passage(&observed.text, sheet::BODY, Slot::new(node, at, measure));
    let baseline = cell.baseline();
    let mut hanging = Vec::new();
    if let Some(tone) = observed.tone {
        let word = terms::label(desk.language(), crate::domain::Tone::VOCABULARY, tone.word());
        // Whose it is, the eye sees by the column; the ear must be told.
        let spoken = format!("{}, {word}: ", desk.document.people[voice].short);
        let mark = marks::tone(tone).speaking(&spoken);
        // On the middle of the x-height.
        hanging.push(Item::figure(x + 1.25 * MM, baseline - 2.1, mark).of(label));
    }
    hanging.push(Item::text(label, code_at, baseline, code));
    cell.before(hanging);
    if let Some(effect) = &observed.effect {
        let node = paragraph(desk);
        cell.below(0.7 * MM, desk.cell(effect, sheet::SMALL, Slot::new(node, at, measure)));
    }
    for reply in &observed.replies {
        let node = paragraph(desk);
        cell.below(1.0 * MM, desk.reply(reply, node, at, measure));
    }
    cell
}
