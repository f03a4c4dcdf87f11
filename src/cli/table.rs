//! Rows of columns that fit the terminal.

use super::ui::{Style, Ui};
use unicode_width::UnicodeWidthStr as _;

/// A cell and its style.
pub(super) type Cell = (Style, String);

/// A cell of plain text.
pub(super) fn plain(text: impl Into<String>) -> Cell {
    (Style::Plain, text.into())
}

/// The least room for free text beside the other columns; with less it goes on a line of its own.
const ROOM: usize = 20;

/// Rows with their columns two spaces apart. The last column is free text, cut to what is left of the line, or to
/// a second line where too little is left.
pub(super) fn table(ui: &Ui, rows: &[Vec<Cell>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; columns];
    for row in rows {
        for (column, (_, text)) in row.iter().enumerate() {
            widths[column] = widths[column].max(text.width());
        }
    }
    // A column that is empty in every row is left out.
    let shown: Vec<usize> = (0..columns.saturating_sub(1)).filter(|column| widths[*column] > 0).collect();
    let before: usize = shown.iter().map(|column| widths[*column] + 2).sum();
    let room = ui.width().map(|width| width.saturating_sub(before));
    let is_below = room.is_some_and(|room| room < ROOM.min(widths.last().copied().unwrap_or(0)));
    let lines = rows.iter().map(|row| {
        let mut line = String::new();
        for column in &shown {
            let Some((style, text)) = row.get(*column) else { continue };
            line.push_str(&ui.paint(*style, text));
            line.push_str(&" ".repeat(widths[*column] - text.width() + 2));
        }
        let Some((style, text)) = row.get(columns - 1).filter(|(_, text)| !text.is_empty()) else {
            return line.trim_end().to_owned();
        };
        if is_below {
            let text = ui.cut(text, ui.width().map_or(usize::MAX, |width| width.saturating_sub(4).max(8)));
            return format!("{}\n    {}", line.trim_end(), ui.paint(*style, &text));
        }
        line.push_str(&ui.paint(*style, &ui.cut(text, room.unwrap_or(usize::MAX))));
        line.trim_end().to_owned()
    });
    lines.collect()
}
