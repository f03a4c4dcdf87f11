//! Reading calendars and finding a day, in process: `cargo bench --features bench`.

use divan::{Bencher, black_box};
use makkerpar::bench::{busy_times, calendar_file, days_that_fit};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

#[divan::bench(args = SIZES)]
fn read_a_calendar(bencher: Bencher<'_, '_>, events: usize) {
    let file = calendar_file(events, false);
    bencher.bench(|| busy_times(black_box(&file)));
}

#[divan::bench(args = SIZES)]
fn read_a_calendar_a_third_recurring(bencher: Bencher<'_, '_>, events: usize) {
    let file = calendar_file(events, true);
    bencher.bench(|| busy_times(black_box(&file)));
}

/// A year of proposals against two calendars, a third of their events recurring.
#[divan::bench(args = SIZES)]
fn propose_a_year(bencher: Bencher<'_, '_>, events: usize) {
    let busy = [events, events].map(|events| busy_times(&calendar_file(events, true)));
    bencher.bench(|| days_that_fit(black_box(&busy)));
}
