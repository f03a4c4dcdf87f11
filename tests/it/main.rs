//! The program as people meet it: the built binary in an empty home.

#[cfg(unix)]
mod beginning;
mod capture;
mod contract;
mod days;
#[cfg(unix)]
mod dialogue;
mod docs;
#[cfg(unix)]
mod editing;
mod flows;
mod handouts;
mod harness;
mod inventory;
mod invites;
mod many;
mod paper;
mod pockets;
mod privacy;
mod proposals;
mod rules;
mod settings;
mod storage;
mod templates;
mod trust;
mod undo;
#[cfg(unix)]
mod walks;
mod years;
