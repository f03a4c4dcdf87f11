//! The program `makkerpar`.

use std::process::ExitCode;

fn main() -> ExitCode {
    makkerpar::run()
}
