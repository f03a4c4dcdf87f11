//! Laying the themes on the blocks that take them: what weighs most where there is time for what is hard, each theme
//! in one piece.

use super::format::{Block, Temper};
use super::plan::Unit;
use super::share::{Share, units};

/// A block that takes themes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// How many units it takes: holes, or stretches of five minutes.
    pub(super) units: u32,
    minutes: u32,
    is_hard: bool,
    /// The first hole, where time is counted in holes.
    first_hole: Option<u8>,
}

impl Room {
    /// A block, with its time counted in a unit.
    pub(super) fn of(block: &Block, unit: Unit) -> Self {
        Self {
            units: units(block, unit),
            minutes: block.minutes,
            is_hard: block.temper == Temper::Hard,
            first_hole: block.holes.map(|[first, _]| first).filter(|_| unit == Unit::Hole),
        }
    }
}

/// A theme, or a piece of one, in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    /// The key of the theme.
    pub(crate) theme: String,
    pub(crate) minutes: u32,
    /// The first and the last hole, where time is counted in holes.
    pub(crate) holes: Option<[u8; 2]>,
}

/// How good an order of the themes is; less is better.
type Cost = (std::cmp::Reverse<u64>, usize, usize);

/// A piece of a theme: which theme, in which room, from which of its units on, how many.
#[derive(Clone, Copy)]
struct Piece {
    theme: usize,
    room: usize,
    from: u32,
    units: u32,
}

/// Where the themes lie when they come in this order.
fn pieces(rooms: &[Room], shares: &[Share], order: &[usize]) -> Vec<Piece> {
    let (mut room, mut from) = (0, 0);
    let mut pieces = Vec::new();
    for theme in order.iter().copied() {
        let mut left = shares[theme].units();
        while left > 0 && room < rooms.len() {
            let taken = left.min(rooms[room].units - from);
            if taken > 0 {
                pieces.push(Piece { theme, room, from, units: taken });
            }
            (left, from) = (left - taken, from + taken);
            if from == rooms[room].units {
                (room, from) = (room + 1, 0);
            }
        }
    }
    pieces
}

/// First the weight that lies where it is hard, then the fewest pieces, then the order in which themes are listed.
fn cost(rooms: &[Room], shares: &[Share], order: &[usize]) -> Cost {
    let pieces = pieces(rooms, shares, order);
    let hard = pieces.iter().filter(|piece| rooms[piece.room].is_hard);
    let weight = hard.map(|piece| u64::from(piece.units) * u64::from(shares[piece.theme].weight)).sum();
    let inversions = order.iter().enumerate().map(|(at, it)| order[..at].iter().filter(|o| *o > it).count());
    (std::cmp::Reverse(weight), pieces.len(), inversions.sum())
}

/// The best order that taking one theme at a time to another place leads to, beginning with the order in which they
/// are listed.
fn order(rooms: &[Room], shares: &[Share]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let mut best = cost(rooms, shares, &order);
    loop {
        let mut better = None;
        for from in 0..order.len() {
            for to in (0..order.len()).filter(|to| *to != from) {
                let mut moved = order.clone();
                let theme = moved.remove(from);
                moved.insert(to, theme);
                let mut swapped = order.clone();
                swapped.swap(from, to);
                for tried in [moved, swapped] {
                    let cost = cost(rooms, shares, &tried);
                    if cost < best {
                        best = cost;
                        better = Some(tried);
                    }
                }
            }
        }
        match better {
            Some(tried) => order = tried,
            None => return order,
        }
    }
}

/// The pieces of themes that lie in each room, in their order.
pub(super) fn lay(rooms: &[Room], shares: &[Share]) -> Vec<Vec<Slice>> {
    let mut laid = vec![Vec::new(); rooms.len()];
    for piece in pieces(rooms, shares, &order(rooms, shares)) {
        let room = rooms[piece.room];
        // The minutes of a block go up in its units without a rest left over.
        let minute = |unit: u32| room.minutes * unit / room.units;
        let hole = |unit: u32| u8::try_from(unit).ok().and_then(|unit| Some(room.first_hole? + unit));
        let (first, last) = (piece.from, piece.from + piece.units - 1);
        laid[piece.room].push(Slice {
            theme: shares[piece.theme].theme.clone(),
            minutes: minute(last + 1) - minute(first),
            holes: hole(first).zip(hole(last)).map(<[u8; 2]>::from),
        });
    }
    laid
}
