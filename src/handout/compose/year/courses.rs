//! What takes its time: incidents with their repair, and adjustments with their checks, each in a row of its own or, where
//! they are many, in as few rows as hold them.

use super::Picture;
use super::stack::levels;
use crate::handout::block::Item;
use crate::handout::marks;
use crate::handout::sheet::{self, MM};
use crate::handout::year::{Kept, Trace};
use crate::locale::messages::{self, Label, PaperMoreOf};

/// The heights of a row.
const INCIDENT: f32 = 5.4 * MM;
const ADJUSTMENT: f32 = 4.6 * MM;
/// So many have a row each; more of them share rows.
const OWN: usize = 6;
/// The most rows of one kind.
const ROWS: usize = 10;

/// Whether anything of a repair can be drawn: a step that came after the incident.
pub(super) fn is_mending(trace: &Trace) -> bool {
    let last = trace.steps.iter().chain(&trace.closed).max();
    trace.severity.is_some() && last.is_some_and(|last| *last > trace.date)
}

/// Something with a code, where it begins and where it ends.
struct Span {
    code: f32,
    from: f32,
    to: f32,
}

impl Picture<'_, '_> {
    /// Gives each its row, and how many rows there are; those beyond the last have none.
    fn rows(&self, spans: &[Span]) -> (Vec<Option<usize>>, usize, usize) {
        let rows: Vec<usize> = if spans.len() <= OWN {
            (0..spans.len()).collect()
        } else {
            let mut order: Vec<usize> = (0..spans.len()).collect();
            let edge = |index: usize| spans[index].from - spans[index].code;
            order.sort_by(|one, other| edge(*one).total_cmp(&edge(*other)));
            let edges: Vec<(f32, f32)> =
                order.iter().map(|index| (edge(*index), spans[*index].to + 1.5 * MM)).collect();
            let mut rows = vec![0; spans.len()];
            for (index, row) in order.into_iter().zip(levels(&edges)) {
                rows[index] = row;
            }
            rows
        };
        let placed: Vec<Option<usize>> = rows.iter().map(|row| (*row < ROWS).then_some(*row)).collect();
        let count = rows.iter().max().map_or(0, |row| row + 1).min(ROWS);
        let left_out = placed.iter().filter(|row| row.is_none()).count();
        (placed, count, left_out)
    }

    fn code(&mut self, handle: &str, x: f32, baseline: f32) {
        let code = self.desk.setter.line(&super::parted(handle), sheet::PICTURE_CODE);
        let at = x - 1.0 * MM - code.width;
        self.items.push(Item::text(self.figure, at, baseline, code));
    }

    fn code_width(&self, handle: &str) -> f32 {
        self.desk.setter.line(handle, sheet::PICTURE_CODE).width + 1.0 * MM
    }

    /// Ends a group of rows.
    fn close(&mut self, label: Label, rows: usize, height: f32, left_out: usize) {
        if rows == 0 {
            return;
        }
        let words = self.desk.say(label);
        self.label(words, self.y + 3.4 * MM);
        #[expect(clippy::cast_precision_loss, reason = "at most ten rows")]
        let group = rows as f32 * height;
        self.y += group;
        if left_out > 0 {
            let more = PaperMoreOf { count: left_out }.text(self.desk.language());
            self.words(&more, sheet::ASIDE, self.left, self.y + 2.6 * MM);
            self.y += 4.0 * MM;
        }
        self.y += 1.6 * MM;
    }

    /// The incidents: a bar as high as each weighs, its repair, and dots while it is open.
    pub(super) fn incidents(&mut self) {
        let year = self.year;
        let Some(traces) = &year.incidents else { return };
        let end = self.right;
        let ends = |trace: &Trace, from: f32| match (trace.severity, trace.closed) {
            (None, _) => from + marks::EVENT,
            (Some(_), Some(closed)) => self.scale.x(closed).max(from + marks::EVENT),
            (Some(_), None) => end,
        };
        let spans: Vec<Span> = traces
            .iter()
            .map(|trace| {
                let from = self.scale.x(trace.date).min(end - marks::EVENT);
                Span { code: self.code_width(&trace.handle), from, to: ends(trace, from) }
            })
            .collect();
        let (rows, count, left_out) = self.rows(&spans);
        let top = self.y;
        for ((trace, span), row) in traces.iter().zip(&spans).zip(rows) {
            let Some(row) = row else { continue };
            #[expect(clippy::cast_precision_loss, reason = "at most ten rows")]
            let base = top + (row as f32 + 1.0) * INCIDENT - 0.4 * MM;
            self.code(&trace.handle, span.from, base);
            self.draw(span.from, base, marks::event(trace.severity));
            if trace.severity.is_some() {
                self.repair(trace, span, base);
            }
        }
        self.close(messages::PAPER_EVENTS, count, INCIDENT, left_out);
    }

    /// The line along which an incident is repaired: parted where a step was taken, dotted while it is open.
    fn repair(&mut self, trace: &Trace, span: &Span, base: f32) {
        let line = base - 0.9;
        let mut x = span.from + marks::EVENT;
        let mut stops: Vec<f32> = trace.steps.iter().map(|step| self.scale.x(*step)).collect();
        stops.extend(trace.closed.map(|closed| self.scale.x(closed)));
        for stop in stops {
            let length = stop - x;
            if length > 0.6 * MM {
                self.draw(x, line, marks::repaired(length - 0.35 * MM));
                x = stop;
            }
        }
        let left = span.to - x;
        if trace.closed.is_none() && left > 1.0 {
            self.draw(x + 0.9, line, marks::open(left - 0.9));
        }
    }

    /// The adjustments: a line from when each was agreed, with a mark for every check.
    pub(super) fn adjustments(&mut self) {
        let year = self.year;
        let span = |kept: &Kept| {
            // What was agreed before the year begins at its edge, after its code.
            let code = self.code_width(&kept.handle);
            let from = self.scale.x(kept.agreed).max(self.left + code);
            let ended = kept.ended.map_or(self.right, |ended| self.scale.x(ended));
            let checked = kept.checks.iter().map(|(date, _)| self.scale.x(*date) + marks::CHECK / 2.0);
            let to = checked.fold(ended, f32::max).max(from + marks::CHECK).min(self.right);
            Span { code, from, to }
        };
        let spans: Vec<Span> = year.adjustments.iter().map(span).collect();
        let (rows, count, left_out) = self.rows(&spans);
        let top = self.y;
        for ((kept, span), row) in year.adjustments.iter().zip(&spans).zip(rows) {
            let Some(row) = row else { continue };
            #[expect(clippy::cast_precision_loss, reason = "at most ten rows")]
            let middle = top + (row as f32 + 0.5) * ADJUSTMENT + 0.6 * MM;
            self.code(&kept.handle, span.from, middle + 2.4);
            self.draw(span.from, middle, marks::kept(span.to - span.from));
            for (date, outcome) in &kept.checks {
                let half = marks::CHECK / 2.0;
                let x = self.scale.x(*date).clamp(span.from + half, self.right - half);
                self.draw(x - half, middle - half, marks::check(*outcome));
            }
        }
        self.close(messages::PAPER_ADJUSTMENTS, count, ADJUSTMENT, left_out);
    }
}
