//! Rows of columns that fit the terminal.

use super::ui::{Style, Ui, wrapped};
use unicode_width::UnicodeWidthStr as _;

/// A cell and its style.
pub(super) type Cell = (Style, String);

/// A cell of plain text.
pub(super) fn plain(text: impl Into<String>) -> Cell {
    (Style::Plain, text.into())
}

/// The least room for free text beside the other columns; with less it goes on a line of its own.
const ROOM: usize = 20;

/// The same for whole sentences.
const SENTENCE: usize = 40;

/// What becomes of the free text of a row in the room that it has.
type Shape<'a> = &'a dyn Fn(usize, Option<usize>) -> Vec<String>;

/// Free text cut to its room.
fn cut(ui: &Ui, rows: &[Vec<Cell>]) -> impl Fn(usize, Option<usize>) -> Vec<String> {
    |row, room| {
        let last = rows[row].last();
        let cut = last.map(|(style, text)| ui.paint(*style, &ui.cut(text, room.unwrap_or(usize::MAX))));
        cut.into_iter().collect()
    }
}

/// Rows with their columns two spaces apart. The last column is free text, cut to what is left of the line, or to
/// a second line where too little is left.
pub(super) fn table(ui: &Ui, rows: &[Vec<Cell>]) -> Vec<String> {
    laid_out(ui, rows, &cut(ui, rows), false, ROOM)
}

/// As [`table`], with what the columns are called in the first row; the free text has no head where it goes on lines of its own.
pub(super) fn headed_table(ui: &Ui, rows: &[Vec<Cell>]) -> Vec<String> {
    laid_out(ui, rows, &cut(ui, rows), true, SENTENCE)
}

/// Free text that goes on in lines below itself.
fn wrap(ui: &Ui, rows: &[Vec<Cell>]) -> impl Fn(usize, Option<usize>) -> Vec<String> {
    |row, room| {
        let Some((style, text)) = rows[row].last() else { return Vec::new() };
        wrapped(text, room).iter().map(|line| ui.paint(*style, line)).collect()
    }
}

/// As [`table`], but the free text goes on in lines below itself.
pub(super) fn wrapped_table(ui: &Ui, rows: &[Vec<Cell>]) -> Vec<String> {
    shaped_table(ui, rows, &wrap(ui, rows))
}

/// As [`headed_table`], but the free text goes on in lines below itself.
pub(super) fn headed_wrapped_table(ui: &Ui, rows: &[Vec<Cell>]) -> Vec<String> {
    laid_out(ui, rows, &wrap(ui, rows), true, ROOM)
}

/// As [`table`], with the lines of the free text made by `shape`.
pub(super) fn shaped_table(ui: &Ui, rows: &[Vec<Cell>], shape: Shape<'_>) -> Vec<String> {
    laid_out(ui, rows, shape, false, ROOM)
}

/// As [`shaped_table`], where the free text is sentences, which need more room.
pub(super) fn sentence_table(ui: &Ui, rows: &[Vec<Cell>], shape: Shape<'_>) -> Vec<String> {
    laid_out(ui, rows, shape, false, SENTENCE)
}

fn laid_out(ui: &Ui, rows: &[Vec<Cell>], shape: Shape<'_>, is_headed: bool, least: usize) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; columns];
    for row in rows {
        for (column, (_, text)) in row.iter().enumerate() {
            widths[column] = widths[column].max(text.width());
        }
    }
    // A column that is empty in every row is left out.
    let shown: Vec<usize> = (0..columns.saturating_sub(1)).filter(|column| widths[*column] > 0).collect();
    let over = |gap: usize| shown.iter().map(|column| widths[*column] + gap).sum::<usize>();
    // Where even the columns have no room, they stand closer.
    let gap = if ui.width().is_some_and(|width| over(2) > width + 2) { 1 } else { 2 };
    let before = over(gap);
    let room = ui.width().map(|width| width.saturating_sub(before));
    let is_below = room.is_some_and(|room| room < least.min(widths.last().copied().unwrap_or(0)));
    let indent = if is_below { 4 } else { before };
    let room = ui.width().map(|width| width.saturating_sub(indent).max(8));
    let lines = rows.iter().enumerate().map(|(number, row)| {
        let mut line = String::new();
        for column in &shown {
            let Some((style, text)) = row.get(*column) else { continue };
            line.push_str(&ui.paint(*style, text));
            line.push_str(&" ".repeat(widths[*column] - text.width() + gap));
        }
        let is_head = is_headed && is_below && number == 0;
        if is_head || row.get(columns - 1).is_none_or(|(_, text)| text.is_empty()) {
            return line.trim_end().to_owned();
        }
        let between = format!("\n{}", " ".repeat(indent));
        let first = if is_below { format!("{}{between}", line.trim_end()) } else { line };
        (first + &shape(number, room).join(&between)).trim_end().to_owned()
    });
    lines.collect()
}
