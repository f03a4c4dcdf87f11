//! The program as people meet it: the built binary in an empty home.

mod flows;
mod harness;
mod paper;
mod privacy;
mod undo;
