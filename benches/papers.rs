//! Setting the brief and the card, in process: `cargo bench --features bench`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use makkerpar::bench::{brief_of, card_of, year};

fn main() {
    divan::main();
}

const SIZES: [u64; 4] = [1, 24, 200, 500];

/// One after the other.
#[divan::bench(args = SIZES)]
fn set_a_brief(bencher: Bencher<'_, '_>, observations: u64) {
    let year = year(observations);
    bencher.counter(ItemsCount::new(1_usize)).bench(|| brief_of(black_box(&year)));
}

/// On two cores.
#[divan::bench(args = SIZES, threads = 2)]
fn set_briefs_on_two_cores(bencher: Bencher<'_, '_>, observations: u64) {
    let year = year(observations);
    bencher.counter(ItemsCount::new(1_usize)).bench(|| brief_of(black_box(&year)));
}

/// One after the other.
#[divan::bench(args = SIZES)]
fn set_a_card(bencher: Bencher<'_, '_>, observations: u64) {
    let year = year(observations);
    bencher.counter(ItemsCount::new(1_usize)).bench(|| card_of(black_box(&year)));
}
