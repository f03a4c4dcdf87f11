//! The record of one person as a small picture: how much of which tone, month by month.

use super::super::desk::Desk;
use super::scale::{Part, Scale};
use super::words::counted;
use super::{BAND, Frame, in_part, tone_word};
use crate::domain::Tone;
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::compose::desk::parted;
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::prep::Written;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::handout::year::Seen;
use crate::locale::messages::{
    self, Incidents, PaperBalanceIn, PaperBalanceOf, PaperWrittenCaption, PaperWrittenEmpty,
};
use crate::locale::{and_list, dates};

/// From row to row, and from mark to mark.
const ROW: f32 = 5.0 * MM;
const STEP: f32 = 2.9 * MM;
/// So few entries say nothing of empty months.
const FEW: usize = 3;

/// The section.
pub(in crate::handout::compose) fn written(desk: &mut Desk<'_>, written: &Written) {
    let title = if written.is_first { messages::PAPER_WRITTEN_FIRST } else { messages::PAPER_WRITTEN };
    let title = desk.title(title, None);
    let (left, right) = (desk.sheet.wide(), desk.sheet.right);
    let scale = Scale::new(written.from, written.until, left, right - left);
    let parts = scale.parts(desk.language());
    let shows = shows(desk, written, &parts);
    let figure = desk.tags.figure(Tags::ROOT, shows);
    let mut items = Vec::new();
    let mut y = ROW / 2.0;
    let usual = [Some(Tone::Praise), Some(Tone::Puzzle), Some(Tone::Friction)];
    let is_plain = written.seen.iter().any(|seen| seen.tone.is_none());
    for tone in usual.into_iter().chain(is_plain.then_some(None)) {
        row(desk, written, &scale, &parts, (tone, y, figure), &mut items);
        y += ROW;
    }
    let band = y - ROW / 2.0 + 0.6 * MM;
    items.extend(Frame { desk, scale: &scale, figure, left, right }.months(band));
    let mut whole = Cell::of(band + BAND, 0.0, items);
    let node = desk.tags.add(Tags::ROOT, Tag::P);
    let slot = Slot::new(node, left, right - left);
    whole.below(1.8 * MM, desk.cell(&caption(desk, written, &parts), sheet::HEAD, slot));
    desk.begin(title, None, whole.height());
    desk.flow.place(Row::of(vec![whole]), Lead::Gap(0.0));
}

/// One tone: its name in the margin, and its marks by month, or how many they are.
fn row(
    desk: &Desk<'_>,
    written: &Written,
    scale: &Scale,
    parts: &[Part],
    (tone, y, figure): (Option<Tone>, f32, NodeId),
    items: &mut Vec<Item>,
) {
    let name = desk.setter.line(&parted(tone_word(desk, tone)), sheet::LABEL);
    items.push(Item::figure(desk.sheet.left + 1.3 * MM, y, marks::tone(tone)).of(figure));
    items.push(Item::text(figure, desk.sheet.left + 4.4 * MM, y + 3.0, name));
    for (index, part) in parts.iter().enumerate() {
        let of_tone = |seen: &&Seen| seen.tone == tone;
        let count =
            written.seen.iter().filter(of_tone).filter(|seen| in_part(parts, index, seen.date)).count();
        let (from, until) = scale.span(part);
        let middle = f32::midpoint(from, until);
        #[expect(clippy::cast_precision_loss, reason = "a handful of marks")]
        let width = STEP * count.saturating_sub(1) as f32;
        if count == 0 {
            // The first and the last month may be slivers.
            if until - from > STEP {
                items.push(Item::figure(middle, y, marks::nothing()).of(figure));
            }
        } else if width + STEP <= until - from {
            for place in 0..count {
                #[expect(clippy::cast_precision_loss, reason = "a handful of marks")]
                let x = middle - width / 2.0 + STEP * place as f32;
                items.push(Item::figure(x, y, marks::tone(tone)).of(figure));
            }
        } else {
            let number = desk.setter.line(&parted(&count.to_string()), sheet::COUNT);
            items.push(Item::text(figure, middle - number.width / 2.0, y + 2.6, number));
        }
    }
}

/// What the picture shows: each tone with its months.
fn shows(desk: &Desk<'_>, written: &Written, parts: &[Part]) -> String {
    let language = desk.language();
    let tones = [Some(Tone::Praise), Some(Tone::Puzzle), Some(Tone::Friction), None];
    let told = tones.into_iter().filter_map(|tone| {
        let months: Vec<String> = parts
            .iter()
            .enumerate()
            .filter_map(|(index, part)| {
                let seen = written.seen.iter().filter(|seen| seen.tone == tone);
                let count = seen.filter(|seen| in_part(parts, index, seen.date)).count();
                let when = when(desk, part);
                (count > 0).then(|| PaperBalanceIn { count: &count, when: &when }.text(language))
            })
            .collect();
        let (tone, said) = (tone_word(desk, tone), and_list(language, &months));
        (!months.is_empty()).then(|| PaperBalanceOf { tone: &tone, said: &said }.text(language))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { desk.say(messages::PAPER_BALANCE_NOTHING).to_owned() } else { told.join(" ") }
}

/// A part of the year in words.
fn when(desk: &Desk<'_>, part: &Part) -> String {
    let is_month = (part.until - part.from).num_days() < 32;
    if is_month { dates::month(desk.language(), part.from).to_owned() } else { part.label.clone() }
}

/// How much there is of what, which months are empty, and what is to be said of it.
fn caption(desk: &Desk<'_>, written: &Written, parts: &[Part]) -> String {
    let language = desk.language();
    let seen: Vec<&Seen> = written.seen.iter().collect();
    let tones = and_list(language, &counted(desk, &seen));
    let mut said = vec![if seen.is_empty() && written.is_first {
        desk.say(messages::PAPER_WRITTEN_NOTHING_YET).to_owned()
    } else {
        PaperWrittenCaption { count: seen.len(), tones: &tones }.text(language)
    }];
    if written.incidents > 0 {
        said.push(format!(
            "{}.",
            crate::locale::capitalised(&Incidents { count: written.incidents }.text(language))
        ));
    }
    let is_empty = |(index, _): &(usize, &Part)| !seen.iter().any(|seen| in_part(parts, *index, seen.date));
    let whole = |part: &Part| {
        part.from > written.from && part.until <= written.until && part.until <= written.whole_until
    };
    let empty: Vec<String> = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| whole(part))
        .filter(is_empty)
        .map(|(_, part)| when(desk, part))
        .collect();
    if seen.len() >= FEW && !empty.is_empty() {
        said.push(PaperWrittenEmpty { months: &and_list(language, &empty) }.text(language));
    }
    said.extend(written.remarks.iter().cloned());
    said.join(" ")
}
