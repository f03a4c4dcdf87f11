//! The program as people meet it: the built binary in an empty home.

mod contract;
mod dates;
mod days;
mod docs;
mod exchange;
mod exports;
mod flows;
mod handouts;
mod harness;
mod imports;
mod inventory;
mod invites;
mod many;
mod paper;
mod pockets;
mod privacy;
mod proposals;
mod rules;
mod storage;
mod templates;
mod trust;
mod undo;
#[cfg(unix)]
mod walks;
mod years;
