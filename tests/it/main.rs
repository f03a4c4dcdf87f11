//! The program as people meet it: the built binary in an empty home.

mod backups;
#[cfg(unix)]
mod beginning;
mod capture;
mod contract;
mod dates;
mod days;
#[cfg(unix)]
mod dialogue;
#[cfg(unix)]
mod diary;
mod docs;
mod doctor;
#[cfg(unix)]
mod editing;
mod exchange;
mod exports;
#[cfg(target_os = "linux")]
mod faults;
mod flows;
#[cfg(unix)]
mod guide;
mod handouts;
mod harness;
#[cfg(unix)]
mod hints;
mod imports;
mod inventory;
mod invites;
mod many;
mod migrations;
mod paper;
mod pockets;
mod privacy;
mod proposals;
mod renaming;
mod rules;
mod safety;
#[cfg(unix)]
mod screens;
mod search;
mod settings;
mod shell;
mod situations;
mod storage;
#[cfg(target_os = "linux")]
mod streams;
mod templates;
mod trust;
mod undo;
#[cfg(unix)]
mod walks;
mod years;
