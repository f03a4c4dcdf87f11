//! Marks and lines: said is round, agreed is square, what is still to come is dotted.

use super::sheet::{ACCENT, Colour, EDGE, HAIR, INK, MM, PAPER, TINT};
use crate::domain::{Outcome, Severity, Tone};

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    /// In points.
    pub(super) width: f32,
    pub(super) colour: Colour,
    /// Lengths of a dash and of the gap after it.
    pub(super) dash: Option<(f32, f32)>,
}

/// A drawing: outlines relative to its place, each filled or drawn or both.
#[derive(Clone, Debug, Default)]
pub(super) struct Figure {
    /// Drawn one over the other.
    pub(super) paths: Vec<Path>,
}

/// An outline, closed or open.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// Corners, and the two control points of a curve before each end of one.
    pub(super) points: Vec<(f32, f32, bool)>,
    /// What it is filled with.
    pub(super) fill: Option<Colour>,
    /// How its edge is drawn.
    pub(super) stroke: Option<Stroke>,
}

const fn stroke(width: f32, colour: Colour) -> Stroke {
    Stroke { width, colour, dash: None }
}

/// The control points of a quarter of a circle, as a part of its radius.
const KAPPA: f32 = 0.552_285;

impl Figure {
    fn one(points: Vec<(f32, f32)>, fill: Option<Colour>, stroke: Option<Stroke>) -> Self {
        let points = points.into_iter().map(|(x, y)| (x, y, false)).collect();
        Self { paths: vec![Path { points, fill, stroke }] }
    }

    fn and(mut self, other: Self) -> Self {
        self.paths.extend(other.paths);
        self
    }
}

fn line(length: f32, stroke: Stroke) -> Figure {
    Figure::one(vec![(0.0, 0.0), (length, 0.0)], None, Some(stroke))
}

/// The rule over a section.
pub(super) fn section_rule(length: f32) -> Figure {
    line(length, stroke(0.5, INK))
}

/// The rule between two rows.
pub(super) fn hair(length: f32) -> Figure {
    line(length, stroke(0.35, HAIR))
}

/// The line to sign on.
pub(super) fn signature(length: f32) -> Figure {
    line(length, stroke(0.6, INK))
}

/// The line to write on.
pub(super) fn writing(length: f32) -> Figure {
    line(length, Stroke { width: 0.6, colour: EDGE, dash: Some((0.0, 1.7)) })
}

/// The frame round something to write in.
pub(super) fn frame(width: f32, height: f32) -> Figure {
    rectangle(width, height, None, Some(stroke(0.6, EDGE)))
}

fn rectangle(width: f32, height: f32, fill: Option<Colour>, stroke: Option<Stroke>) -> Figure {
    let corners = vec![(0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0)];
    Figure::one(corners, fill, stroke)
}

/// The bar beside an answer; dotted while it is to come.
pub(super) fn answer_bar(height: f32, told: bool) -> Figure {
    let pen = if told { stroke(0.7, ACCENT) } else { to_come() };
    upright(height, pen)
}

/// What is still to come.
fn to_come() -> Stroke {
    Stroke { width: 0.7, colour: ACCENT, dash: Some((0.8, 1.8)) }
}

fn upright(height: f32, pen: Stroke) -> Figure {
    Figure::one(vec![(0.0, 0.0), (0.0, height)], None, Some(pen))
}

/// The rail of the day; bold along what is hard.
pub(super) fn rail(height: f32, is_hard: bool) -> Figure {
    upright(height, stroke(if is_hard { 2.6 } else { 0.8 }, ACCENT))
}

/// The band of the months.
pub(super) fn band(width: f32, height: f32) -> Figure {
    rectangle(width, height, Some(TINT), None)
}

/// The white line between two months of the band.
pub(super) fn parting(height: f32) -> Figure {
    upright(height, stroke(0.8, PAPER))
}

/// The pole at one end of the year, with the pennant of a talk that flies to the right, or else to the left.
pub(super) fn pole(height: f32, pennant: Option<bool>) -> Figure {
    let pole = upright(height, stroke(0.7, ACCENT));
    let Some(rightwards) = pennant else { return pole };
    let tip = if rightwards { 3.0 * MM } else { -3.0 * MM };
    let flag = vec![(0.0, 0.0), (tip, 0.95 * MM), (0.0, 1.9 * MM)];
    pole.and(Figure::one(flag, Some(ACCENT), None))
}

/// The course of a repair.
pub(super) fn repaired(length: f32) -> Figure {
    line(length, stroke(1.8, ACCENT))
}

/// What is still open.
pub(super) fn open(length: f32) -> Figure {
    line(length, to_come())
}

/// The course of an adjustment.
pub(super) fn kept(length: f32) -> Figure {
    line(length, stroke(0.7, ACCENT))
}

fn circle(x: f32, radius: f32, fill: Option<Colour>, stroke: Option<Stroke>) -> Figure {
    let (r, k) = (radius, radius * KAPPA);
    let mut points = vec![(x + r, 0.0, false)];
    for [a, b, end] in [
        [(r, k), (k, r), (0.0, r)],
        [(-k, r), (-r, k), (-r, 0.0)],
        [(-r, -k), (-k, -r), (0.0, -r)],
        [(k, -r), (r, -k), (r, 0.0)],
    ] {
        points.extend([(x + a.0, a.1, true), (x + b.0, b.1, true), (x + end.0, end.1, false)]);
    }
    Figure { paths: vec![Path { points, fill, stroke }] }
}

/// The mark of the pair: two circles of a radius that share a lens. Its place is the centre of the left.
pub(super) fn pair(radius: f32) -> Figure {
    let apart = 1.24 * radius;
    let outline = Some(stroke(0.8, ACCENT));
    circle(0.0, radius, None, outline).and(circle(apart, radius, None, outline)).and(lens(radius, apart))
}

/// What two circles share: two arcs between the points where they cross.
fn lens(radius: f32, apart: f32) -> Figure {
    let half = apart / 2.0;
    let angle = (half / radius).acos();
    let arc = |centre: f32, from: f32, to: f32| {
        // The usual cubic for an arc; each here spans less than 120 degrees, and two halves are as good as round.
        let middle = f32::midpoint(from, to);
        let mut points = Vec::new();
        for (start, end) in [(from, middle), (middle, to)] {
            let k = 4.0 / 3.0 * ((end - start) / 4.0).tan() * radius;
            let at = |t: f32| (centre + radius * t.cos(), radius * t.sin());
            let (first, last) = (at(start), at(end));
            points.push((first.0 - k * start.sin(), first.1 + k * start.cos(), true));
            points.push((last.0 + k * end.sin(), last.1 - k * end.cos(), true));
            points.push((last.0, last.1, false));
        }
        points
    };
    let pi = std::f32::consts::PI;
    let mut points = vec![(half, -radius * angle.sin(), false)];
    points.extend(arc(0.0, -angle, angle));
    points.extend(arc(apart, pi - angle, pi + angle));
    Figure { paths: vec![Path { points, fill: Some(ACCENT), stroke: None }] }
}

/// The mark of a tone, about 2 mm, centred on its place: a disc, a ring, a diamond, or a stroke for none.
pub(super) fn tone(tone: Option<Tone>) -> Figure {
    match tone {
        None => Figure::one(vec![(-MM, 0.0), (MM, 0.0)], None, Some(stroke(1.2, ACCENT))),
        Some(Tone::Praise) => circle(0.0, 1.0 * MM, Some(ACCENT), None),
        Some(Tone::Puzzle) => circle(0.0, 1.0 * MM - 0.45, None, Some(stroke(0.9, ACCENT))),
        Some(Tone::Friction) => {
            let d = 1.25 * MM;
            Figure::one(vec![(0.0, -d), (d, 0.0), (0.0, d), (-d, 0.0)], Some(ACCENT), None)
        }
    }
}

/// Where there is nothing: a dot that one hardly sees.
pub(super) fn nothing() -> Figure {
    circle(0.0, 0.25 * MM, Some(HAIR), None)
}

/// The side of the mark of a check.
pub(super) const CHECK: f32 = 2.0 * MM;

/// The mark of a check, a square: filled, half filled or open, and four corners while it is to come.
pub(super) fn check(outcome: Option<Outcome>) -> Figure {
    let side = CHECK;
    let edge = Some(stroke(0.7, ACCENT));
    match outcome {
        Some(Outcome::Kept) => rectangle(side, side, Some(ACCENT), edge),
        // White inside, so that the line of the year does not run through it.
        Some(Outcome::Missed) => rectangle(side, side, Some(PAPER), edge),
        Some(Outcome::Partly) => rectangle(side, side, Some(PAPER), edge).and(Figure::one(
            vec![(side, 0.0), (side, side), (0.0, side)],
            Some(ACCENT),
            None,
        )),
        None => {
            let (near, far) = (side * 0.3, side * 0.7);
            [
                vec![(0.0, near), (0.0, 0.0), (near, 0.0)],
                vec![(far, 0.0), (side, 0.0), (side, near)],
                vec![(side, far), (side, side), (far, side)],
                vec![(near, side), (0.0, side), (0.0, far)],
            ]
            .into_iter()
            .fold(Figure::default(), |all, corner| all.and(Figure::one(corner, None, edge)))
        }
    }
}

/// The width of the mark of an event.
pub(super) const EVENT: f32 = 1.4 * MM;

/// The mark of an event: a bar as high as it weighs, open for a good one, standing on its place.
pub(super) fn event(severity: Option<Severity>) -> Figure {
    let height = match severity {
        Some(Severity::Scratch) => 1.8,
        None | Some(Severity::Breach) => 3.2,
        Some(Severity::Serious) => 4.6,
    };
    let (width, height) = (EVENT, height * MM);
    let corners = vec![(0.0, 0.0), (width, 0.0), (width, -height), (0.0, -height), (0.0, 0.0)];
    match severity {
        Some(_) => Figure::one(corners, Some(ACCENT), None),
        None => Figure::one(corners, None, Some(stroke(0.7, ACCENT))),
    }
}

/// One step of a repair: solid when done, dotted while it is to come.
pub(super) fn step(length: f32, done: bool) -> Figure {
    if done { line(length, stroke(2.0, ACCENT)) } else { open(length) }
}

/// The box for the strokes on a hole; bolder, for a sum.
pub(super) fn score(width: f32, height: f32, is_sum: bool) -> Figure {
    rectangle(width, height, None, Some(stroke(if is_sum { 1.1 } else { 0.7 }, EDGE)))
}

/// Where to fold: a short line over a width or a height.
pub(super) fn fold(across: f32, down: f32) -> Figure {
    Figure::one(vec![(0.0, 0.0), (across, down)], None, Some(stroke(0.5, EDGE)))
}

/// A game that was won; dotted, while it is to come.
pub(super) fn win(height: f32, is_to_come: bool) -> Figure {
    let pen = Stroke { width: 1.6, colour: ACCENT, dash: is_to_come.then_some((0.0, 3.2)) };
    upright(height, pen)
}

/// The box of a side in which a member ticks, with its cross once they have.
pub(super) fn tick_box(side: f32, ticked: bool) -> Figure {
    let edge = rectangle(side, side, None, Some(stroke(0.7, EDGE)));
    if !ticked {
        return edge;
    }
    let (near, far, pen) = (side * 0.2, side * 0.8, Some(stroke(1.1, INK)));
    edge.and(Figure::one(vec![(near, near), (far, far)], None, pen)).and(Figure::one(
        vec![(near, far), (far, near)],
        None,
        pen,
    ))
}
