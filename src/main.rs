//! The program `makkerpar`.

use std::process::ExitCode;

/// Setting a paper allocates a lot and briefly: this takes less time than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    makkerpar::run()
}
