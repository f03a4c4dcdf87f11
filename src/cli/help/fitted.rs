//! Help that fits the terminal: what is laid out for a wide one is laid out anew where it is narrower.

use crate::cli::ui::{PROSE, hanging, padded, wrapped};
use unicode_width::UnicodeWidthStr as _;

/// The least room beside a column; with less, what stands there goes on below.
const ROOM: usize = 24;

/// The width of the names of commands where each has a line of its own.
const NAME: usize = 12;

/// The text with no line wider than `cells`: columns go on below themselves, two columns become one, and a command is parted
/// as a shell lets it.
pub(super) fn fitted(text: &str, cells: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let is_wide = text.lines().any(|line| line.width() > cells);
    // An overview is laid out as a whole, in two columns or in one.
    let is_overview = is_wide && text.lines().any(|line| fields(line).len() == 4);
    let mut options = false;
    let mut rest = text.lines().peekable();
    while let Some(line) = rest.next() {
        options |= line.contains("--");
        if is_overview && !options && line.starts_with("  ") {
            let mut whole = line.to_owned();
            while let Some(more) = rest.next_if(|more| more.starts_with("      ")) {
                whole = format!("{whole} {}", more.trim());
            }
            one_column(&mut lines, &whole, cells);
        } else if !line.starts_with(' ') && !line.contains("  ") && command_in(line).is_none() {
            lines.extend(wrapped(line, Some(cells.min(PROSE))));
        } else if line.width() <= cells {
            lines.push(line.to_owned());
        } else if let Some((label, command)) = command_in(line) {
            lines.extend(parted(label, command, cells));
        } else {
            lines.extend(wrapped_beside(line, cells));
        }
    }
    lines.join("\n")
}

/// What stands in a line, parted where there are two spaces or more.
fn fields(line: &str) -> Vec<&str> {
    line.trim().split("  ").map(str::trim).filter(|field| !field.is_empty()).collect()
}

/// A line of an overview: names, or names with what they mean.
fn one_column(lines: &mut Vec<String>, line: &str, cells: usize) {
    match fields(line).as_slice() {
        [names] => lines.extend(hanging("  ", names, Some(cells))),
        several => {
            for pair in several.chunks(2) {
                let lead = format!("  {}", padded(pair[0], NAME));
                lines.extend(hanging(&lead, pair.get(1).unwrap_or(&""), Some(cells)));
            }
        }
    }
}

/// The command that a line is an example of, and what stands before it.
fn command_in(line: &str) -> Option<(&str, &str)> {
    let (before, command) = line.split_at(line.find("makkerpar ")?);
    let is_example = before.trim().is_empty() || (before.ends_with(": ") && fields(before).len() == 1);
    is_example.then_some((before.trim_end(), command))
}

/// A command over several lines, which a shell reads as one: parted only outside quotation marks.
fn parted(label: &str, command: &str, cells: usize) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in command.chars() {
        match letter {
            // An option stays with its value.
            ' ' if !is_quoted
                && words.last().is_none_or(|word| !word.starts_with('-') || word.contains(' ')) =>
            {
                words.push(String::new());
            }
            _ => {
                is_quoted ^= letter == '"';
                words.last_mut().expect("there is one").push(letter);
            }
        }
    }
    let mut lines: Vec<String> =
        Some(label.to_owned()).filter(|label| !label.is_empty()).into_iter().collect();
    let mut line = String::from(" ");
    for word in words {
        if line.width() + word.width() + 3 > cells && !line.trim().is_empty() {
            lines.push(std::mem::replace(&mut line, "   ".to_owned()) + " \\");
        }
        line.push(' ');
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// A line whose text goes on below itself, or below the beginning of the line where that leaves too little room.
fn wrapped_beside(line: &str, cells: usize) -> Vec<String> {
    let indent = line.len() - line.trim_start().len();
    let gap = line[indent..].find("  ").map(|gap| indent + gap);
    let column = gap.map(|gap| gap + line[gap..].len() - line[gap..].trim_start().len());
    if let Some(column) = column.filter(|column| line[..*column].width() + ROOM <= cells) {
        return hanging(&line[..column], &line[column..], Some(cells));
    }
    hanging(&" ".repeat(indent), &fields(line).join("  "), Some(cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_on_below_themselves_and_two_become_one() {
        let help =
            "  -t, --theme <T>   roles, thinking, expectations, others, chemistry\n      --share       x";
        assert_eq!(
            fitted(help, 50),
            "  -t, --theme <T>   roles, thinking, expectations,\n                    others, chemistry\n      --share       x"
        );
        assert_eq!(fitted(help, 80), help);
        let overview =
            "Head\n  one     first thing     two    second thing\n  three   third\n          and more";
        assert_eq!(
            fitted(overview, 40),
            "Head\n  one         first thing\n  two         second thing\n  three       third and more"
        );
    }

    #[test]
    fn a_command_is_parted_as_a_shell_reads_it() {
        let line = "Example: makkerpar o \"He said no before I could\" -t roles --praise";
        assert_eq!(
            fitted(line, 50),
            "Example:\n  makkerpar o \"He said no before I could\" \\\n    -t roles --praise"
        );
        assert_eq!(fitted(line, 80), line);
        let pipe = "To read it: makkerpar man | man -l -";
        assert_eq!(fitted(pipe, 30), "To read it:\n  makkerpar man | man -l -");
    }

    #[test]
    fn nothing_is_lost_and_no_line_is_wider() {
        let text = "Everywhere: --db --pair --me --lang --json --color -q --yes     (makkerpar --help)";
        let narrow = fitted(text, 60);
        assert!(narrow.lines().all(|line| line.width() <= 60), "{narrow}");
        assert_eq!(
            narrow.split_whitespace().collect::<Vec<_>>(),
            text.split_whitespace().collect::<Vec<_>>()
        );
    }
}
