//! The year as a picture: what the two noticed over and under the months, what happened to trust, what was agreed.

pub(super) mod balance;
mod courses;
mod scale;
mod stack;
mod words;

use super::desk::{Desk, Title, parted};
use crate::domain::{Outcome, Severity, Tone, Word as _};
use crate::handout::block::{Cell, Item, Slot};
use crate::handout::flow::Lead;
use crate::handout::marks;
use crate::handout::row::Row;
use crate::handout::sheet::{self, MM, Style};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::handout::year::{Seen, Year};
use crate::locale::messages;
use crate::locale::terms;
use chrono::{Datelike as _, NaiveDate};
use scale::{Part, Scale};
use stack::levels;

/// With so many entries, codes still have room beside their marks.
const CODED: usize = 16;
/// Higher stacks are told in numbers, month by month.
const HIGHEST: usize = 7;
/// The height of the band of the months.
const BAND: f32 = 5.0 * MM;
/// From the edge of the band to the centre of the first mark.
const NEAR: f32 = 2.4 * MM;
/// From mark to mark upwards: bare, with a code, and of rows of numbers.
const STEP: f32 = 3.0 * MM;
const STEP_CODED: f32 = 6.0 * MM;
const STEP_COUNTED: f32 = 4.2 * MM;
/// The strip over everything in which the pennants fly.
const PENNANTS: f32 = 3.4 * MM;

/// A picture in the making.
struct Picture<'p, 'd> {
    desk: &'p Desk<'d>,
    year: &'p Year,
    scale: Scale,
    figure: NodeId,
    left: f32,
    right: f32,
    items: Vec<Item>,
    y: f32,
}

/// The section.
pub(super) fn year(desk: &mut Desk<'_>, year: &Year) {
    let title = if year.begins_with_talk { messages::PAPER_YEAR } else { messages::PAPER_YEAR_FIRST };
    let title = desk.title(title, None);
    let shows = words::shows(desk, year);
    let figure = desk.tags.figure(Tags::ROOT, shows);
    let title = legend_of_tones(desk, year, title, figure);
    let (left, right) = (desk.sheet.wide(), desk.sheet.right);
    let scale = Scale::new(year.from, year.until, left, right - left);
    let mut picture = Picture { desk, year, scale, figure, left, right, items: Vec::new(), y: 0.0 };
    picture.months();
    picture.incidents();
    picture.adjustments();
    let (height, items) = (picture.y, picture.items);
    let cell = Cell::of(height, 0.0, items);

    let node = desk.tags.add(Tags::ROOT, Tag::P);
    let slot = Slot::new(node, left, right - left);
    let mut below = desk.cell(&words::caption(desk, year), sheet::HEAD, slot);
    for line in legend_of_marks(desk, year, figure) {
        below.below(1.6 * MM, line);
    }
    // The picture is one piece, and is not divided.
    let mut whole = cell;
    whole.below(3.0 * MM, below);
    desk.begin(title, None, whole.height());
    desk.flow.place(Row::of(vec![whole]), Lead::Gap(0.0));
}

impl Picture<'_, '_> {
    fn draw(&mut self, x: f32, y: f32, figure: marks::Figure) {
        self.items.push(Item::figure(x, y, figure).of(self.figure));
    }

    fn words(&mut self, text: &str, style: Style, x: f32, baseline: f32) {
        let line = self.desk.setter.line(&parted(text), style);
        self.items.push(Item::text(self.figure, x, baseline, line));
    }

    /// A name in the margin, on two lines if it must; more than that there is no room for.
    fn label(&mut self, text: &str, baseline: f32) {
        let (left, measure) = (self.desk.sheet.left, self.desk.sheet.margin);
        let lines = self.desk.setter.lines(text, sheet::HEAD, measure, 0.0, self.desk.language());
        let mut y = baseline;
        for line in lines.into_iter().take(2) {
            let line = self.desk.setter.line(&parted(line.text().trim_end()), sheet::HEAD);
            self.items.push(Item::text(self.figure, left, y, line));
            y += sheet::HEAD.leading;
        }
    }

    /// The band of the months, and the voices over and under it.
    fn months(&mut self) {
        let of = |by: usize| self.year.observations.iter().filter(|seen| seen.by == by).collect::<Vec<_>>();
        let voices = [of(0), of(1)].map(|seen| self.voice(&seen));
        let [above, below] = voices;
        let top = self.y;
        self.y += PENNANTS + above.height;
        let band = self.y;
        let [a, b] = self.desk.head.people.each_ref().map(|person| person.short.clone());
        self.place(&above, band, -1.0);
        self.label(&a, band - NEAR + 2.1);
        let Self { left, right, figure, .. } = *self;
        let frame = Frame { desk: self.desk, scale: &self.scale, figure, left, right };
        let months = frame.months(band);
        self.items.extend(months);
        self.place(&below, band + BAND, 1.0);
        self.label(&b, band + BAND + NEAR + 2.1);
        self.poles(top, band + BAND);
        self.y = band + BAND + below.height + 3.0 * MM;
    }

    /// The talk before on the left, this one on the right.
    fn poles(&mut self, top: f32, bottom: f32) {
        let years = [self.year.from.year(), self.year.until.year()];
        let height = bottom - top;
        let begins = self.year.begins_with_talk.then_some(true);
        self.draw(self.left, top, marks::pole(height, begins));
        self.draw(self.right, top, marks::pole(height, Some(false)));
        let note = sheet::MONTH.coloured(sheet::SOFT).figured(crate::handout::shape::Figures::Text);
        let baseline = top + 1.9 * MM;
        let gap = 4.0 * MM;
        self.words(&years[0].to_string(), note, self.left + gap, baseline);
        let last = self.desk.setter.line(&parted(&years[1].to_string()), note);
        self.items.push(Item::text(self.figure, self.right - gap - last.width, baseline, last));
    }

    /// One voice, measured: marks by day in stacks, or numbers by month where the stacks would be too high.
    fn voice<'s>(&self, seen: &[&'s Seen]) -> Voice<'s> {
        let coded = self.year.observations.len() <= CODED;
        let edges: Vec<(f32, f32)> = seen
            .iter()
            .map(|seen| {
                let x = self.scale.x(seen.date);
                let code = if coded {
                    self.desk.setter.line(&seen.handle, sheet::PICTURE_CODE).width + 0.8 * MM
                } else {
                    0.0
                };
                let half = (code / 2.0).max(1.45 * MM);
                (x - half, x + half)
            })
            .collect();
        let levels = levels(&edges);
        let highest = levels.iter().max().map_or(0, |level| level + 1);
        let (step, rows) = if highest > HIGHEST {
            (STEP_COUNTED, tones(seen).len())
        } else if coded {
            (STEP_CODED, highest.max(1))
        } else {
            (STEP, highest.max(1))
        };
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let height = NEAR + step * (rows - 1) as f32 + if coded { 4.6 * MM } else { 1.6 * MM };
        Voice {
            seen: seen.iter().copied().zip(levels).collect(),
            counted: highest > HIGHEST,
            coded,
            step,
            height,
        }
    }

    /// Draws a voice away from an edge of the band, upwards (-1) or downwards (1).
    fn place(&mut self, voice: &Voice<'_>, edge: f32, way: f32) {
        if voice.counted {
            self.counts(voice, edge, way);
            return;
        }
        for (seen, level) in &voice.seen {
            #[expect(clippy::cast_precision_loss, reason = "a handful of levels")]
            let y = edge + way * (NEAR + voice.step * *level as f32);
            let x = self.scale.x(seen.date);
            self.draw(x, y, marks::tone(seen.tone));
            if voice.coded {
                let code = self.desk.setter.line(&parted(&seen.handle), sheet::PICTURE_CODE);
                let x = x - code.width / 2.0;
                let baseline = if way < 0.0 { y - 1.7 * MM } else { y + 3.6 * MM };
                self.items.push(Item::text(self.figure, x, baseline, code));
            }
        }
    }

    /// Numbers by tone and month.
    fn counts(&mut self, voice: &Voice<'_>, edge: f32, way: f32) {
        let seen: Vec<&Seen> = voice.seen.iter().map(|(seen, _)| *seen).collect();
        let parts = self.scale.parts(self.desk.language());
        for (row, tone) in tones(&seen).into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "four rows at most")]
            let y = edge + way * (NEAR + voice.step * row as f32);
            self.draw(self.left - 2.2 * MM, y, marks::tone(tone));
            for (index, part) in parts.iter().enumerate() {
                let of_tone = |seen: &&&Seen| seen.tone == tone;
                let here = seen.iter().filter(|seen| in_part(&parts, index, seen.date));
                let count = here.filter(of_tone).count();
                let (from, until) = self.scale.span(part);
                if count > 0 {
                    let number = self.desk.setter.line(&parted(&count.to_string()), sheet::COUNT);
                    let x = f32::midpoint(from, until) - number.width / 2.0;
                    self.items.push(Item::text(self.figure, x, y + 2.4, number));
                }
            }
        }
    }
}

/// Whether a day lies in a part of the line. What is older and was shared since lies at the beginning.
fn in_part(parts: &[Part], index: usize, date: NaiveDate) -> bool {
    let part = &parts[index];
    (index == 0 || date >= part.from) && (index + 1 == parts.len() || date < part.until)
}

/// Where the months stand.
struct Frame<'f, 'd> {
    desk: &'f Desk<'d>,
    scale: &'f Scale,
    figure: NodeId,
    left: f32,
    right: f32,
}

impl Frame<'_, '_> {
    /// The band of the months.
    fn months(&self, top: f32) -> Vec<Item> {
        let mut items = vec![Item::figure(self.left, top, marks::band(self.right - self.left, BAND))];
        for (index, part) in self.scale.parts(self.desk.language()).iter().enumerate() {
            let (from, until) = self.scale.span(part);
            let label = self.desk.setter.line(&parted(&part.label), sheet::MONTH);
            let visible = label.width;
            if visible + 1.0 * MM <= until - from {
                let x = f32::midpoint(from, until) - visible / 2.0;
                items.push(Item::text(self.figure, x, top + BAND / 2.0 + 2.4, label));
            }
            if index > 0 {
                items.push(Item::figure(from, top + 1.0 * MM, marks::parting(BAND - 2.0 * MM)));
            }
        }
        items
    }
}

/// One voice, measured.
struct Voice<'s> {
    seen: Vec<(&'s Seen, usize)>,
    /// Whether it is told in numbers.
    counted: bool,
    /// Whether codes stand beside the marks.
    coded: bool,
    step: f32,
    height: f32,
}

/// The tones that occur, in their usual order, and at last none.
fn tones(seen: &[&Seen]) -> Vec<Option<Tone>> {
    let order = [Some(Tone::Praise), Some(Tone::Puzzle), Some(Tone::Friction), None];
    order.into_iter().filter(|tone| seen.iter().any(|seen| seen.tone == *tone)).collect()
}

/// The name of a tone, or of the want of one.
fn tone_word(desk: &Desk<'_>, tone: Option<Tone>) -> &'static str {
    match tone {
        Some(tone) => terms::label(desk.language(), Tone::VOCABULARY, tone.word()),
        None => desk.say(messages::PAPER_NO_TONE),
    }
}

/// What the marks of the voices mean, beside the title.
fn legend_of_tones(desk: &mut Desk<'_>, year: &Year, mut title: Title, figure: NodeId) -> Title {
    let seen: Vec<&Seen> = year.observations.iter().collect();
    let baseline = title.cell.baseline();
    let mut x = desk.sheet.right;
    for tone in tones(&seen).into_iter().rev() {
        let word = desk.setter.line(&parted(tone_word(desk, tone)), sheet::SMALL);
        x -= word.width;
        title.cell.add(Item::text(figure, x, baseline, word));
        x -= 2.4 * MM;
        title.cell.add(Item::figure(x, baseline - 2.0, marks::tone(tone)).of(figure));
        x -= 4.0 * MM;
    }
    title
}

/// What the other marks mean: those that occur.
fn legend_of_marks(desk: &Desk<'_>, year: &Year, figure: NodeId) -> Vec<Cell> {
    let mut marks_of: Vec<(marks::Figure, f32, f32, &'static str)> = Vec::new();
    let events = year.incidents.as_deref().unwrap_or_default();
    let width = 6.0 * MM;
    if events.iter().any(|event| event.severity.is_some()) {
        let bar = marks::event(Some(Severity::Breach));
        marks_of.push((bar, 0.0, marks::EVENT, desk.say(messages::PAPER_MARK_EVENT)));
        if events.iter().any(courses::is_mending) {
            marks_of.push((marks::repaired(width), -2.4, width, desk.say(messages::PAPER_MARK_REPAIR)));
        }
        if events.iter().any(|event| event.severity.is_some() && event.closed.is_none()) {
            marks_of.push((marks::open(width), -2.4, width, desk.say(messages::PAPER_MARK_OPEN)));
        }
    }
    if events.iter().any(|event| event.severity.is_none()) {
        marks_of.insert(
            1.min(marks_of.len()),
            (marks::event(None), 0.0, marks::EVENT, desk.say(messages::PAPER_MARK_WON)),
        );
    }
    for outcome in [Outcome::Kept, Outcome::Partly, Outcome::Missed] {
        let occurs =
            |kept: &crate::handout::year::Kept| kept.checks.iter().any(|(_, it)| *it == Some(outcome));
        if year.adjustments.iter().any(occurs) {
            let word = terms::label(desk.language(), Outcome::VOCABULARY, outcome.word());
            marks_of.push((marks::check(Some(outcome)), -5.6, marks::CHECK, word));
        }
    }
    let mut lines = Vec::new();
    let (mut x, mut items) = (desk.sheet.wide(), Vec::new());
    let style = sheet::SMALL;
    let close = |items: &mut Vec<Item>| Cell::of(style.leading, style.baseline(), std::mem::take(items));
    for (mark, over, width, word) in marks_of {
        let word = desk.setter.line(&parted(word), style);
        let needed = width + 1.2 * MM + word.width;
        if x + needed > desk.sheet.right {
            lines.push(close(&mut items));
            x = desk.sheet.wide();
        }
        items.push(Item::figure(x, style.baseline() + over, mark).of(figure));
        items.push(Item::text(figure, x + width + 1.2 * MM, style.baseline(), word));
        x += needed + 4.0 * MM;
    }
    if !items.is_empty() {
        lines.push(close(&mut items));
    }
    lines
}
