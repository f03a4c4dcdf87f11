//! Lines with their labels in one column, as `status` has them.

use super::ui::{Style, padded, wrapped};
use super::voice::Voice;
use std::cell::RefCell;
use unicode_width::UnicodeWidthStr as _;

/// Lines with their labels in one column.
pub(super) struct Page<'v, 's> {
    /// How things are spoken of.
    pub(super) voice: &'v Voice<'s>,
    /// The width of the labels, in cells.
    pub(super) label: usize,
    lines: RefCell<Vec<String>>,
}

impl<'v, 's> Page<'v, 's> {
    /// An empty page whose labels take `label` cells.
    pub(super) fn new(voice: &'v Voice<'s>, label: usize) -> Self {
        Self { voice, label, lines: RefCell::default() }
    }

    /// A label, and the text beside it.
    pub(super) fn line(&self, label: &str, text: &str) {
        self.led(label, Style::Plain, "", text);
    }

    /// A label, something before the text in a style of its own, and the text with a hanging indent.
    pub(super) fn led(&self, label: &str, style: Style, lead: &str, text: &str) {
        let ui = self.voice.ui;
        let gap = if lead.is_empty() { "" } else { "  " };
        let from = self.label + 2 + lead.width() + gap.len();
        let width = ui.prose().map(|width| width.saturating_sub(from));
        for (number, line) in wrapped(text, width).into_iter().enumerate() {
            let line = if number == 0 {
                let head = ui.paint(Style::Heading, &padded(label, self.label));
                format!("{head}  {}{gap}{line}", ui.paint(style, lead))
            } else {
                format!("{}{line}", " ".repeat(from))
            };
            self.lines.borrow_mut().push(line.trim_end().to_owned());
        }
    }

    /// A line as it is.
    pub(super) fn whole(&self, line: String) {
        self.lines.borrow_mut().push(line);
    }

    /// The lines so far, which are then gone from the page.
    pub(super) fn take(&self) -> Vec<String> {
        self.lines.take()
    }
}
