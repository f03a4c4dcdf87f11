//! Weights and colours of text.

/// A weight or colour of text. Each also has a mark or a word, so that nothing is lost without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Style {
    Plain,
    Heading,
    Handle,
    Praise,
    Puzzle,
    Friction,
    Waiting,
    Alarm,
    /// What was looked for.
    Hit,
    Dim,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Heading => "1",
            Self::Handle => "36",
            Self::Praise => "32",
            Self::Puzzle => "34",
            Self::Friction => "35",
            Self::Waiting => "33",
            Self::Alarm => "1;31",
            Self::Hit => "1;4",
            Self::Dim => "2",
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Colour {
    Auto,
    Always,
    Never,
}

/// `text` in `style`, if colour is to be seen.
pub(super) fn paint(style: Style, text: &str, coloured: bool) -> String {
    if coloured && style != Style::Plain && !text.is_empty() {
        format!("\x1b[{}m{text}\x1b[0m", style.code())
    } else {
        text.to_owned()
    }
}
