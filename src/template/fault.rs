//! What can be wrong with a template. The front desk words it, and says what to write instead.

use chrono::NaiveTime;

/// Something wrong with a file, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// Counted from 1.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) fault: Fault,
}

/// What a value ought to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A text in quotation marks.
    Text,
    /// One line of text that is shown.
    Words,
    /// A whole number.
    Number,
    /// True or false.
    Truth,
    /// A text in each language.
    Wording,
    /// A list in brackets.
    List,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A time of the day.
    Time,
    /// A name that can be a file's and be typed: letters, digits, hyphens.
    Key,
    /// The first and the last hole.
    Holes,
    /// A day of every year, as rules name it.
    Anchor,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is no TOML; in the words of the parser.
    Syntax(String),
    /// A field, or a table, that there must be.
    Missing { key: &'static str, is_table: bool },
    /// A field that means nothing there.
    Unknown { key: String, known: Vec<&'static str> },
    /// A value of another shape.
    Not { key: &'static str, shape: Shape },
    /// A word that is none of those known.
    NotOneOf { key: &'static str, value: String, words: Vec<String> },
    /// A number beyond what makes sense.
    OutOfRange { key: &'static str, value: String, from: i64, to: i64 },
    /// Two of the same name.
    Twice { key: &'static str, value: String },
    /// No block of a format takes what one must.
    NoBlock { takes: &'static str },
    /// A block of a format comes before another that it must follow.
    BlockOrder { takes: &'static str, after: &'static str },
    /// The last block of a format is no closing.
    NoClosingAtTheEnd,
    /// No block of themes is for what is hard.
    NoHardBlock,
    /// The holes of a block do not go on where those before end.
    HolesApart { expected: i64 },
    /// Minutes of themes that cannot be shared out.
    NotInFives { minutes: u32 },
    /// Too few minutes for the themes.
    TooShortForThemes { minutes: u32, needed: u32 },
    /// A day that would run past midnight.
    PastMidnight { start: NaiveTime },
    /// The two wordings have different fields in braces.
    FieldsDiffer { en: String, da: String },
    /// A field in braces that means nothing there.
    UnknownField { field: String, known: String },
    /// A field in braces that there must be.
    FieldMissing { field: &'static str },
    /// A brace that is not closed.
    OpenBrace,
    /// What is otherwise in a year needs either a day or to be off.
    OnOrOff { key: String },
    /// What is otherwise in a year is of no day.
    NoSuchDay { key: String },
    /// A format falls back on one that there is not.
    NoSuchFormat { key: String, known: Vec<String> },
}
