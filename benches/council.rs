//! Makes a file with many pairs, for `all.py`: `cargo bench --features bench --bench council -- FILE PAIRS OBSERVATIONS`.

fn main() {
    // cargo adds flags of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    // Without them, as when all benchmarks are run, there is nothing to do.
    let [file, pairs, observations] = &words[..] else { return };
    let number = |word: &String| word.parse().expect("a number");
    makkerpar::bench::council(std::path::Path::new(file), number(pairs), number(observations));
}
