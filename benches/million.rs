//! Makes a file with very many observations, for `all.py`:
//! `cargo bench --features bench --bench million -- FILE OBSERVATIONS YEARS SHARED`, the last in per cent.

use makkerpar::bench::{Million, million};

fn main() {
    // cargo adds flags of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    // Without them, as when all benchmarks are run, there is nothing to do.
    let [file, observations, years, shared] = &words[..] else { return };
    let number = |word: &String| word.parse().expect("a number");
    let wanted = Million { observations: number(observations), years: number(years), shared: number(shared) };
    million(std::path::Path::new(file), wanted);
}
