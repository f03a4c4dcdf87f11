//! What a person has typed in this command and is not on record: remembered, kept when it fails, and when they interrupt it.

use super::Desk;
use super::kept::{Asked, Keeping, Way, held, keep_asked};
use crate::cli::ui::aside;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

impl Desk {
    /// Keeps what was typed for a command that failed, and tells what became of it; `None` if nothing was typed. What stood
    /// on the line can be repeated, and is kept only where the file itself fails.
    pub(in crate::cli) fn keep_typed(&self, file_failed: bool) -> Option<Keeping> {
        self.typed.keep(file_failed)
    }

    /// The texts of a dialogue, for one who may have to keep them at any moment.
    pub(in crate::cli) fn typed(&self) -> Arc<Mutex<Asked>> {
        self.typed.shared()
    }

    /// Remembers a text that was typed in a walk until it is on record, beside those before it; `command` has the words of the
    /// command that could take them, a `-` for what it would read.
    pub(in crate::cli) fn remember(&self, text: &str, command: Vec<String>) {
        self.typed.came(text, Way::Walk);
        self.typed.is_for(command);
    }

    /// What was remembered in a walk has another command, since more is known of it.
    pub(in crate::cli) fn remembered_is_for(&self, command: Vec<String>) {
        self.typed.is_for(command);
    }

    /// As [`Desk::remember`], of a text that came in another way.
    pub(in crate::cli) fn remember_as(&self, text: &str, way: Way) {
        self.typed.came(text, way);
    }

    /// What was typed in a dialogue is on record, or was given up.
    pub(in crate::cli) fn forget(&self) {
        self.typed.forget();
    }

    /// A person has left a dialogue at the end of the input: keeps what they typed that is not on record yet, and says
    /// `farewell`.
    pub(in crate::cli) fn left(&self, farewell: &str) {
        for line in self.keep_typed(false).iter().flat_map(|keeping| keeping.farewell(self.language())) {
            self.ui.tell(&line);
        }
        self.ui.tell(farewell);
    }

    /// When a person interrupts what follows, or closes the terminal, keeps what they typed that is not on record yet, and says `farewell`.
    pub(in crate::cli) fn on_interrupt(&self, farewell: impl Fn() -> String + Send + 'static) {
        let (asked, language) = (self.typed.shared(), self.language());
        // A program that cannot be told of the interrupt simply ends, and has written what it said it has.
        let _ = ctrlc::set_handler(move || {
            let kept = keep_asked(&held(&asked), Way::Walk);
            let kept = kept.map(|keeping| keeping.farewell(language)).unwrap_or_default();
            for line in [String::new()].iter().chain(&kept).chain([&farewell()]) {
                aside(line);
            }
            std::process::exit(INTERRUPTED.into());
        });
    }

    /// What is set once a person has interrupted what follows, so that it can end in order.
    pub(in crate::cli) fn stop_on_interrupt() -> Arc<AtomicBool> {
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        // A program that cannot be told of the interrupt simply ends; what is on record by then stays so.
        let _ = ctrlc::set_handler(move || told.store(true, Ordering::Relaxed));
        stop
    }
}

/// What a shell says of a program that was interrupted: 128 and the number of the signal.
pub(in crate::cli) const INTERRUPTED: u8 = 130;
