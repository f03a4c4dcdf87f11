//! The two panels inside the card: the way, stop by stop, and what the two mark on it.

use super::Panel;
use super::fit::{DOTS, centred, fitted};
use crate::handout::block::{Item, Slot};
use crate::handout::card::{Card, Leg, Load, Outing, Stop};
use crate::handout::compose::desk::parted;
use crate::handout::marks;
use crate::handout::sheet::{self, MM, Paper};
use crate::handout::tags::{NodeId, Tag, Tags};
use crate::locale::messages::{self, PaperHole, PaperHoles};
use crate::locale::{capitalised, dates};

/// One of the two sides.
pub(super) struct Side<'c> {
    outing: Outing,
    legs: Vec<Part<'c>>,
    /// Of a round: the sum of these holes, and whether that of all stands there, too.
    sums: Vec<Sum>,
    paper: Paper,
}

/// A leg, or the part of it that lies on a side.
struct Part<'c> {
    leg: &'c Leg,
    stops: &'c [Stop],
    /// Whether it was begun on the side before.
    continues: bool,
}

/// What is added up in two boxes.
#[derive(Clone, Copy)]
enum Sum {
    Holes(usize, usize),
    All,
}

/// More holes than that are played on two sides.
const ONE_SIDE: usize = 9;

/// From the edge of the panel: the rail, the numbers, what one talks about.
const NUMBERS: f32 = 3.0 * MM;
const WORDS: f32 = 12.0 * MM;
/// The boxes: how wide, how high at most, and the space between the two.
const BOX: f32 = 11.5 * MM;
const HIGHEST: f32 = 8.0 * MM;
const BETWEEN: f32 = 1.8 * MM;
const TICK: f32 = 4.0 * MM;
/// From the title to the first leg.
const HEADER: f32 = 8.3 * MM;
/// The height of the label of a leg, usually and where there is much.
const LABEL: f32 = 7.0 * MM;
const LOW_LABEL: f32 = 4.6 * MM;
/// A stop with a line to write on is at least so high; any is at least so high, if it can be.
const WITH_LINE: f32 = 12.0 * MM;
const LOWEST: f32 = 6.0 * MM;
/// Less than that nothing can be read in.
const LEAST: f32 = 3.3 * MM;

/// What stands on the two sides.
pub(super) fn sides(document: &Card, paper: Paper) -> [Side<'_>; 2] {
    let legs = &document.legs;
    let side = |legs, sums| Side { outing: document.outing, legs, sums, paper };
    if document.outing != Outing::Round {
        let cut = halfway(legs);
        let [one, other] = [&legs[..cut], &legs[cut..]];
        return [one, other].map(|legs| side(legs.iter().map(Part::whole).collect(), Vec::new()));
    }
    let holes: usize = legs.iter().map(|leg| leg.stops.len()).sum();
    if holes <= ONE_SIDE {
        return [side(legs.iter().map(Part::whole).collect(), vec![Sum::All]), side(Vec::new(), Vec::new())];
    }
    let turn = holes.div_ceil(2);
    let (mut out, mut home, mut passed) = (Vec::new(), Vec::new(), 0);
    for leg in legs {
        let before = turn.saturating_sub(passed).min(leg.stops.len());
        let (first, second) = leg.stops.split_at(before);
        if !first.is_empty() {
            out.push(Part { leg, stops: first, continues: false });
        }
        if !second.is_empty() {
            home.push(Part { leg, stops: second, continues: !first.is_empty() });
        }
        passed += leg.stops.len();
    }
    [side(out, vec![Sum::Holes(1, turn)]), side(home, vec![Sum::Holes(turn + 1, holes), Sum::All])]
}

impl<'c> Part<'c> {
    fn whole(leg: &'c Leg) -> Self {
        Self { leg, stops: &leg.stops, continues: false }
    }
}

/// After how many legs the card is opened to its other side, so that both have about as much on them.
fn halfway(legs: &[Leg]) -> usize {
    let weight = |legs: &[Leg]| legs.iter().map(|leg| 1 + 2 * leg.stops.len()).sum::<usize>();
    let all = weight(legs);
    let cuts = 0..=legs.len();
    cuts.min_by_key(|cut| (2 * weight(&legs[..*cut])).abs_diff(all)).unwrap_or(0)
}

/// How high things are on a side, and how many of them there is room for.
struct Heights {
    label: f32,
    stop: f32,
    most: usize,
}

impl Heights {
    /// The most generous that fit.
    fn of(side: &Side<'_>, room: f32) -> Self {
        let count = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let labels = count(side.legs.iter().filter(|part| !part.continues).count());
        let stops = count(side.legs.iter().map(|part| part.stops.len()).sum()).max(1.0);
        let usual = match (side.outing, side.paper) {
            (Outing::Round, Paper::A4) => 9.4 * MM,
            (Outing::Round, Paper::Letter) => 8.6 * MM,
            (_, Paper::A4) => 15.0 * MM,
            (_, Paper::Letter) => 14.0 * MM,
        };
        let stop = |label: f32| (room - labels * label) / stops;
        if stop(LABEL) >= LOWEST {
            return Self { label: LABEL, stop: stop(LABEL).min(usual), most: usize::MAX };
        }
        if stop(LOW_LABEL) >= LOW_LABEL {
            return Self { label: LOW_LABEL, stop: stop(LOW_LABEL).min(usual), most: usize::MAX };
        }
        // A day in very many pieces: as much of it as can still be read.
        let each = (room / (labels + stops)).max(LEAST);
        let most = (1..=u8::MAX).take_while(|rows| f32::from(*rows) * each <= room + 0.01).count();
        Self { label: each, stop: each, most }
    }
}

/// Lays out a side; `height` is that of the sheet.
pub(super) fn side(panel: &mut Panel<'_, '_>, side: &Side<'_>, height: f32) {
    let title = title(panel, side);
    panel.section(&title, panel.top, height);
    let heading = panel.desk.tags.add(Tags::ROOT, Tag::H2);
    let columns = [panel.right - BOX - BETWEEN - BOX / 2.0, panel.right - BOX / 2.0];
    let slot = Slot { measure: columns[0] - BOX / 2.0 - 2.0 * MM - panel.left, ..panel.slot(heading) };
    let words = fitted(panel.desk, &title, &[sheet::SECTION], slot, 1);
    let (top, baseline) = (panel.top - 2.0 * MM, words.baseline());
    panel.put(words, top);
    if side.legs.is_empty() {
        notes(panel, top + HEADER);
        return;
    }
    names(panel, columns, top + baseline);

    let sums = f32::from(u8::try_from(side.sums.len()).unwrap_or(0)) * (HIGHEST + 1.4 * MM);
    let foot = if side.outing == Outing::Round { sums } else { 6.0 * MM };
    let heights = Heights::of(side, panel.bottom - top - HEADER - foot);
    let list = panel.desk.tags.add(Tags::ROOT, Tag::L);
    let mut y = top + HEADER;
    // One row less than there is room for, if not all fits: it holds the dots for the rest.
    let rows: usize = side.legs.iter().map(|part| usize::from(!part.continues) + part.stops.len()).sum();
    let mut left = if rows > heights.most { heights.most - 1 } else { rows };
    let mut rest: Vec<String> = Vec::new();
    for part in &side.legs {
        let from = y;
        let element = panel.desk.tags.add(list, Tag::Li);
        if !part.continues {
            if left == 0 {
                rest.push(part.leg.label[0].clone());
            } else {
                label(panel, part.leg, element, y, heights.label);
                (y, left) = (y + heights.label, left - 1);
            }
        }
        let body = panel.desk.tags.add(element, Tag::LBody);
        for it in part.stops {
            if left == 0 {
                rest.push(it.words());
            } else {
                stop(panel, side.outing, it, body, columns, y, heights.stop);
                (y, left) = (y + heights.stop, left - 1);
            }
        }
        if y > from {
            panel.draw(panel.left, from, marks::rail(y - from, part.leg.is_hard));
        }
    }
    if !rest.is_empty() {
        let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
        let dots = panel.desk.setter.line(DOTS, sheet::HEAD);
        let item = Item::text(node, panel.left + WORDS, y + heights.stop / 2.0 + 2.6, dots);
        panel.items.push(item.saying(&parted(&rest.join(" "))));
    }
    if side.outing == Outing::Round {
        sum_boxes(panel, side, columns);
    } else {
        let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
        let how = panel.say(messages::PAPER_CARD_TICK);
        let how = fitted(panel.desk, how, &[sheet::ASIDE], panel.slot(node), 1);
        let at = panel.bottom - how.height();
        panel.put(how, at);
    }
}

/// What a side is called: by its holes, or from when to when.
fn title(panel: &Panel<'_, '_>, side: &Side<'_>) -> String {
    let language = panel.desk.language();
    let stops = side.legs.iter().flat_map(|part| part.stops);
    let numbers: Vec<usize> = stops.map(|stop| stop.number).collect();
    match (side.outing, side.legs.first(), side.legs.last(), numbers.first(), numbers.last()) {
        (Outing::Round, _, _, Some(first), Some(last)) if first == last => {
            capitalised(&PaperHole { hole: first }.text(language))
        }
        (Outing::Round, _, _, Some(first), Some(last)) => {
            capitalised(&PaperHoles { first, last }.text(language))
        }
        (_, Some(first), Some(last), ..) if first.leg.start != last.leg.start => {
            dates::span(language, first.leg.start, last.leg.start)
        }
        (_, Some(first), ..) => dates::clock(language, first.leg.start),
        (_, None, ..) => panel.say(messages::PAPER_NOTES).to_owned(),
    }
}

/// The names over the boxes; initials, where they would touch.
fn names(panel: &mut Panel<'_, '_>, columns: [f32; 2], baseline: f32) {
    let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
    let people = &panel.desk.head.people;
    let set = |name: &str| panel.desk.setter.line(&parted(name), sheet::HEAD);
    let fits = people.iter().all(|person| set(&person.short).width <= BOX + BETWEEN - 1.0 * MM);
    let mut items = Vec::new();
    for (person, x) in people.iter().zip(columns) {
        let slot = Slot::new(node, x, BOX);
        if fits {
            items.push(centred(slot, set(&person.short), baseline));
        } else {
            let initials = set(&person.initials());
            items.push(centred(slot, initials, baseline).saying(&parted(&person.short)));
        }
    }
    panel.items.extend(items);
}

/// When a leg begins, and what it is for.
fn label(panel: &mut Panel<'_, '_>, leg: &Leg, element: NodeId, y: f32, height: f32) {
    let node = panel.desk.tags.add(element, Tag::Lbl);
    let clock = parted(&dates::clock(panel.desk.language(), leg.start));
    let clock = panel.desk.setter.line(&clock, sheet::HANGING);
    let at = panel.left + NUMBERS;
    let x = (at + clock.width + 1.5 * MM).max(panel.left + WORDS - 0.4 * MM);
    let slot = Slot::new(node, x, panel.right - x);
    let [full, short] = &leg.label;
    let fits = panel.desk.setter.line(full, sheet::HEAD).width <= slot.measure;
    let words = fitted(panel.desk, &parted(if fits { full } else { short }), &[sheet::HEAD], slot, 1);
    // It belongs to what comes below it.
    let top = y + height - words.height() - 0.2 * MM;
    panel.items.push(Item::text(node, at, top + words.baseline(), clock));
    panel.put(words, top);
}

/// A stop: its number, what one talks about, and a box for each.
fn stop(
    panel: &mut Panel<'_, '_>,
    outing: Outing,
    stop: &Stop,
    body: NodeId,
    columns: [f32; 2],
    y: f32,
    height: f32,
) {
    let node = panel.desk.tags.add(body, Tag::P);
    let is_round = outing == Outing::Round;
    let has_line = !is_round && height >= WITH_LINE;
    let middle = y + if has_line { height * 0.4 } else { height / 2.0 };
    let is_low = height < LOWEST;
    let style = if is_low { sheet::HANGING } else { sheet::STOP };
    let number = panel.desk.setter.line(&parted(&stop.number.to_string()), style);
    let baseline = middle + 0.32 * style.size;
    panel.items.push(Item::text(node, panel.left + NUMBERS, baseline, number));

    let x = panel.left + WORDS;
    let end = columns[0] - if is_round { BOX / 2.0 } else { TICK } - 2.0 * MM;
    let slot = Slot::new(node, x, end - x);
    let most = if height >= 8.4 * MM { 2 } else { 1 };
    let words = match &stop.load {
        Load::Codes(codes) => {
            let codes = parted(&codes.join("  "));
            let styles = [sheet::CARD_CODE, sheet::CODE, sheet::HANGING];
            Some(fitted(panel.desk, &codes, if is_low { &styles[2..] } else { &styles[..2] }, slot, most))
        }
        Load::Cue(cue) if is_low => Some(fitted(panel.desk, &parted(cue), &[sheet::SMALL], slot, 1)),
        Load::Cue(cue) => {
            // On one line as large as it can be, or else on two.
            let one = [sheet::CARD_CUE, sheet::BODY];
            let fits = one.iter().any(|style| panel.desk.setter.line(cue, *style).width <= slot.measure);
            let (styles, most) = if fits { (&one[..], 1) } else { (&[sheet::SMALL][..], most) };
            Some(fitted(panel.desk, &parted(cue), styles, slot, most))
        }
        Load::Free if is_round => {
            let free = parted(panel.say(messages::PAPER_CARD_FREE));
            let style = if is_low { sheet::ASIDE } else { sheet::CARD_FREE };
            Some(fitted(panel.desk, &free, &[style], slot, 1))
        }
        Load::Free => None,
    };
    if let Some(words) = words {
        let top = middle - words.height() / 2.0;
        panel.put(words, top);
    }
    if has_line {
        panel.draw(x, y + height - 2.0 * MM, marks::writing(end - x));
    }
    for column in columns {
        if is_round {
            let tall = HIGHEST.min(height - 1.2 * MM);
            panel.draw(column - BOX / 2.0, middle - tall / 2.0, marks::score(BOX, tall, false));
        } else {
            let side = TICK.min(height - 0.8 * MM);
            panel.draw(column - side / 2.0, middle - side / 2.0, marks::tick_box(side, false));
        }
    }
}

/// The boxes for the sums, at the foot.
fn sum_boxes(panel: &mut Panel<'_, '_>, side: &Side<'_>, columns: [f32; 2]) {
    let mut y = panel.bottom;
    for sum in side.sums.iter().rev() {
        y -= HIGHEST;
        let words = match sum {
            Sum::Holes(first, last) => format!("{first}–{last}"),
            Sum::All => panel.say(messages::PAPER_CARD_SUM).to_owned(),
        };
        let node = panel.desk.tags.add(Tags::ROOT, Tag::P);
        let words = panel.desk.setter.line(&parted(&words), sheet::HEAD);
        let x = columns[0] - BOX / 2.0 - 3.0 * MM - words.width;
        panel.items.push(Item::text(node, x, y + HIGHEST / 2.0 + 2.6, words));
        for column in columns {
            panel.draw(column - BOX / 2.0, y, marks::score(BOX, HIGHEST, true));
        }
        y -= 1.4 * MM;
    }
}

/// Lines to write on, where there is nothing else.
fn notes(panel: &mut Panel<'_, '_>, top: f32) {
    let (step, width) = (8.6 * MM, panel.right - panel.left);
    let mut y = top + step;
    while y <= panel.bottom {
        panel.draw(panel.left, y, marks::writing(width));
        y += step;
    }
}
