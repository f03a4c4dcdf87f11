//! Where marks stand so that none covers another.

/// Gives each mark, told by its left and right edge in the order of the left ones, the lowest level on which it does not
/// touch the one before it.
pub(super) fn levels(marks: &[(f32, f32)]) -> Vec<usize> {
    let mut ends: Vec<f32> = Vec::new();
    marks
        .iter()
        .map(|(left, right)| {
            let free = ends.iter().position(|end| end <= left);
            let level = free.unwrap_or_else(|| {
                ends.push(f32::NEG_INFINITY);
                ends.len() - 1
            });
            ends[level] = *right;
            level
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_on_one_level_never_touch(mut marks in prop::collection::vec((0.0_f32..400.0, 1.0_f32..30.0), 0..60)) {
            marks.sort_by(|one, other| one.0.total_cmp(&other.0));
            let marks: Vec<(f32, f32)> = marks.into_iter().map(|(left, width)| (left, left + width)).collect();
            let levels = levels(&marks);
            for (index, (left, _)) in marks.iter().enumerate() {
                for before in 0..index {
                    prop_assert!(levels[before] != levels[index] || marks[before].1 <= *left);
                }
            }
            // A level is only opened where all below it are taken.
            prop_assert!(levels.iter().all(|level| *level == 0 || levels.contains(&(level - 1))));
        }
    }
}
