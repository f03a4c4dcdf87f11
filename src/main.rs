//! The `makkerpar` program.

fn main() {}
