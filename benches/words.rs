//! Reading what was typed, in process: `cargo bench --features bench --bench words`.

use divan::{Bencher, black_box};
use makkerpar::bench::{DATES, dates, query};

fn main() {
    divan::main();
}

/// Each on its own; the misspelt one is compared with all that it could have been.
#[divan::bench(args = DATES)]
fn read_a_date(text: &str) -> usize {
    dates(black_box(&[text]))
}

#[divan::bench]
fn read_a_query(bencher: Bencher<'_, '_>) {
    let words = ["budgettet", "-skole", "\"jeg så det\""].map(str::to_owned);
    bencher.bench(|| query(black_box(&words)));
}
