//! How far something long has come, for people at a terminal.

use super::Ui;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// How far something long has come; silent where nobody sees it.
pub(in crate::cli) struct Progress {
    bar: Option<ProgressBar>,
    /// Nothing is said before.
    from: Instant,
}

/// Who waits no longer than this has not waited.
const PATIENCE: Duration = Duration::from_millis(400);

impl Progress {
    /// Shows that so many are done, of so many.
    pub(in crate::cli) fn show(&self, done: usize, of: usize) {
        if let Some(bar) = &self.bar
            && Instant::now() >= self.from
        {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
    }

    /// Takes it away.
    pub(in crate::cli) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Ui {
    /// How far something long has come, for people at a terminal.
    pub(in crate::cli) fn progress(&self) -> Progress {
        let is_seen = self.err_is_terminal && !self.manner.quiet && !self.manner.json;
        let bar = is_seen.then(|| {
            let shape = if self.manner.unicode { "━╸ " } else { "=> " };
            let style = ProgressStyle::with_template("{bar:32} {pos}/{len}  {eta}");
            let bar = ProgressBar::new(0);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars(shape));
            bar
        });
        Progress { bar, from: Instant::now() }
    }

    /// As [`Self::progress`], of what is mostly done before anybody has waited: nothing is seen of it then.
    pub(in crate::cli) fn patient_progress(&self) -> Progress {
        Progress { from: Instant::now() + PATIENCE, ..self.progress() }
    }
}
