//! The commands of every day on files of growing size, in process: `cargo bench --features bench --bench record`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use makkerpar::bench::{RARE, notes, record};

fn main() {
    divan::main();
}

const SIZES: [u64; 3] = [100, 1_000, 10_000];

/// With the transaction that makes it durable.
#[divan::bench(args = SIZES)]
fn observe(bencher: Bencher<'_, '_>, observations: u64) {
    let mut record = record(observations);
    bencher.bench_local(|| record.observe());
}

#[divan::bench(args = SIZES)]
fn status(bencher: Bencher<'_, '_>, observations: u64) {
    let record = record(observations);
    bencher.bench_local(|| black_box(record.status()));
}

#[divan::bench(args = SIZES)]
fn log(bencher: Bencher<'_, '_>, observations: u64) {
    let record = record(observations);
    bencher.bench_local(|| black_box(record.log()));
}

#[divan::bench(args = SIZES)]
fn history(bencher: Bencher<'_, '_>, observations: u64) {
    let record = record(observations);
    bencher.bench_local(|| black_box(record.history()));
}

/// With the page of the log that the entry is taken from.
#[divan::bench(args = SIZES)]
fn show(bencher: Bencher<'_, '_>, observations: u64) {
    let record = record(observations);
    bencher.bench_local(|| black_box(record.show()));
}

#[divan::bench(args = SIZES)]
fn search_a_rare_word(bencher: Bencher<'_, '_>, observations: u64) {
    let record = record(observations);
    bencher.bench_local(|| black_box(record.search(RARE)));
}

#[divan::bench(args = SIZES)]
fn search_a_common_word(bencher: Bencher<'_, '_>, observations: u64) {
    let record = record(observations);
    bencher.bench_local(|| black_box(record.search("budget")));
}

#[divan::bench(args = SIZES)]
fn plan_the_programme(bencher: Bencher<'_, '_>, observations: u64) {
    let record = record(observations);
    bencher.bench_local(|| black_box(record.agenda()));
}

#[divan::bench(args = SIZES)]
fn export_json(bencher: Bencher<'_, '_>, observations: u64) {
    let mut record = record(observations);
    bencher.counter(ItemsCount::new(observations)).bench_local(|| record.export());
}

/// Read, and looked at as `import --dry-run` does, beside a hundred observations.
#[divan::bench(args = SIZES)]
fn import_lines(bencher: Bencher<'_, '_>, lines: u64) {
    let mut record = record(100);
    let notes = notes(usize::try_from(lines).unwrap_or_default());
    bencher.counter(ItemsCount::new(lines)).bench_local(|| black_box(record.take_in(&notes)));
}
