//! Rows of columns that fit the terminal.

use super::ui::{Style, Ui, padded};
use unicode_width::UnicodeWidthStr as _;

/// A cell and its style.
pub(super) type Cell = (Style, String);

/// A cell of plain text.
pub(super) fn plain(text: impl Into<String>) -> Cell {
    (Style::Plain, text.into())
}

/// Rows with their columns two spaces apart. The last column is free text, cut to what is left of the line.
pub(super) fn table(ui: &Ui, rows: &[Vec<Cell>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; columns];
    for row in rows {
        for (column, (_, text)) in row.iter().enumerate() {
            widths[column] = widths[column].max(text.width());
        }
    }
    // A column that is empty in every row is left out.
    let is_shown = |column: usize| widths[column] > 0;
    let lines = rows.iter().map(|row| {
        let mut line = String::new();
        let mut used = 0;
        for (column, (style, text)) in row.iter().enumerate().filter(|(column, _)| is_shown(*column)) {
            if used > 0 {
                line.push_str("  ");
                used += 2;
            }
            if column + 1 == columns {
                let cells = ui.width().map(|width| width.saturating_sub(used).max(8));
                let text = cells.map_or_else(|| text.clone(), |cells| ui.cut(text, cells));
                line.push_str(&ui.paint(*style, &text));
            } else {
                let padding = padded(text, widths[column]);
                line.push_str(&ui.paint(*style, text));
                line.push_str(&padding[text.len()..]);
                used += widths[column];
            }
        }
        line.trim_end().to_owned()
    });
    lines.collect()
}
