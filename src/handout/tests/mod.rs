//! Tests of the hand-outs: as values, as text, and as files that others must read.

mod samples;

use super::*;
use chrono::TimeZone as _;

fn created() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 5, 21, 8, 0, 0).single().expect("a time")
}

/// Writes the samples where a person can look at them: `cargo test look -- --ignored`.
#[test]
#[ignore = "for the eye"]
fn look() {
    let folder = std::env::temp_dir().join("makkerpar-papers");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, document, paper) in [
        ("da", samples::danish(), Paper::A4),
        ("en", samples::english(), Paper::A4),
        ("letter", samples::english(), Paper::Letter),
        ("empty", samples::empty(), Paper::A4),
        ("heavy", samples::heavy(), Paper::A4),
        ("heavy-letter", samples::heavy(), Paper::Letter),
        ("strange", samples::strange(), Paper::A4),
    ] {
        let start = std::time::Instant::now();
        let rendered = summary(&document, paper, created()).expect("a PDF");
        let bytes = rendered.bytes.len();
        eprintln!("{name}: {} pages, {bytes} bytes, {:?}", rendered.pages, start.elapsed());
        std::fs::write(folder.join(format!("{name}.pdf")), rendered.bytes).expect("a file");
    }
}
