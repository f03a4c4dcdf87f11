//! How much time each theme is given.

use super::format::{Block, UNIT};
use super::plan::Unit;

/// The time of a theme, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Share {
    /// The key of the theme.
    pub(crate) theme: String,
    /// What is shared about it, weighed.
    pub(crate) weight: u32,
    /// The units that every theme has.
    pub(crate) minimum: u32,
    /// Its part of the other units in proportion to its weight, before it is made whole.
    pub(crate) exact: f64,
    /// That part made whole.
    pub(crate) more: u32,
    /// Set once the theme is laid on blocks.
    pub(crate) minutes: u32,
}

impl Share {
    /// All its units.
    pub(crate) fn units(&self) -> u32 {
        self.minimum + self.more
    }
}

/// What time is counted in: holes, if all of it is played and there are enough of them.
pub(super) fn unit(blocks: &[&Block], themes: usize) -> Unit {
    let holes: u32 = blocks.iter().map(|block| block.hole_count()).sum();
    let all_played = blocks.iter().all(|block| block.holes.is_some());
    let is_enough = usize::try_from(holes).is_ok_and(|holes| holes >= themes);
    if all_played && is_enough { Unit::Hole } else { Unit::Minutes }
}

/// How many units a block has.
pub(super) fn units(block: &Block, unit: Unit) -> u32 {
    match unit {
        Unit::Hole => block.hole_count(),
        Unit::Minutes => block.minutes / UNIT,
    }
}

/// Shares `units` out among themes: `minimum` to each, as far as there are so many, and the rest in proportion to their
/// weights by largest remainder (Hamilton's method); the theme that is listed first wins a tie. Where nothing is on
/// record, all weigh the same.
pub(super) fn shares(themes: &[(&str, u32)], units: u32, minimum: u32) -> Vec<Share> {
    let count = u32::try_from(themes.len()).unwrap_or(u32::MAX).max(1);
    let minimum = minimum.max(1).min(units / count);
    let rest = units - minimum * u32::try_from(themes.len()).unwrap_or(0);
    let is_blank = themes.iter().all(|(_, weight)| *weight == 0);
    let effective = |weight: u32| u64::from(if is_blank { 1 } else { weight });
    let total: u64 = themes.iter().map(|(_, weight)| effective(*weight)).sum::<u64>().max(1);
    let product = |weight: u32| u64::from(rest) * effective(weight);
    let mut shares: Vec<Share> = themes
        .iter()
        .map(|(theme, weight)| Share {
            theme: (*theme).to_owned(),
            weight: *weight,
            minimum,
            #[allow(clippy::cast_precision_loss, reason = "it is only shown, with two decimals")]
            exact: product(*weight) as f64 / total as f64,
            more: u32::try_from(product(*weight) / total).unwrap_or(rest),
            minutes: 0,
        })
        .collect();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by_key(|index| std::cmp::Reverse(product(themes[*index].1) % total));
    let left = rest - shares.iter().map(|share| share.more).sum::<u32>();
    for index in by_remainder.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[index].more += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_shared_out_by_largest_remainder() {
        // 18 holes: 2 for each, 8 by the weights 7, 2, 2, 4, 7, which come to 2.55, 0.73, 0.73, 1.45, 2.55.
        let themes = [("roles", 7), ("thinking", 2), ("expectations", 2), ("others", 4), ("chemistry", 7)];
        let shares = shares(&themes, 18, 2);
        assert_eq!(shares.iter().map(Share::units).collect::<Vec<_>>(), [5, 3, 3, 3, 4]);
        assert!((shares[0].exact - 2.545).abs() < 0.001);
    }

    #[test]
    fn the_minimum_sinks_where_there_is_not_enough_for_all() {
        let themes: Vec<(&str, u32)> = ["a", "b", "c", "d", "e", "f", "g"].map(|key| (key, 0)).into();
        assert_eq!(shares(&themes, 9, 2).iter().map(Share::units).collect::<Vec<_>>(), [2, 2, 1, 1, 1, 1, 1]);
        assert!(shares(&[], 0, 1).is_empty());
    }
}
