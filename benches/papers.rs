//! Setting the brief, in process: `cargo bench --features bench`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use makkerpar::bench::{render, year};

fn main() {
    divan::main();
}

const SIZES: [u64; 4] = [1, 24, 200, 500];

/// One after the other.
#[divan::bench(args = SIZES)]
fn set_a_brief(bencher: Bencher<'_, '_>, observations: u64) {
    let year = year(observations);
    bencher.counter(ItemsCount::new(1_usize)).bench(|| render(black_box(&year)));
}

/// On two cores.
#[divan::bench(args = SIZES, threads = 2)]
fn set_briefs_on_two_cores(bencher: Bencher<'_, '_>, observations: u64) {
    let year = year(observations);
    bencher.counter(ItemsCount::new(1_usize)).bench(|| render(black_box(&year)));
}
