//! The words that dates are said with, in both languages, and a text taken apart into them.

use super::super::{MONTHS_DA, MONTHS_EN, WEEKDAYS_DA, WEEKDAYS_EN};
use crate::locale::{Language, fold};
use chrono::Weekday;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A stretch of time that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Year,
}

/// A part of a text, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Digits.
    Number(&'t str),
    /// `friday`, `fre`.
    Weekday(Weekday),
    /// `fredags`, as in »i fredags«.
    PastWeekday(Weekday),
    /// 1 to 12.
    Month(u32),
    Unit(Unit),
    /// `three`, `en`.
    Count(u32),
    /// `third`, `tredje`.
    Ordinal(u32),
    /// The end of `20th`.
    Suffix,
    Last,
    Next,
    This,
    On,
    /// »på«, which is said of days to come.
    Coming,
    Ago,
    For,
    In,
    /// »i«.
    I,
    The,
    Of,
    From,
    Now,
    Half,
    Couple,
    /// »udgangen«, »ultimo«.
    End,
    /// A stop, a comma, a stroke, a hyphen.
    Mark(char),
    /// A word of a phrase that is known as a whole: `today`.
    Part,
    /// Anything else.
    Other(&'t str),
}

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Short forms, in the order of the week.
const SHORT_WEEKDAYS: [(Language, [&str; 7]); 2] = [
    (Language::English, ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    (Language::Danish, ["man", "tir", "ons", "tor", "fre", "lør", "søn"]),
];
const OTHER_WEEKDAYS: [(&str, Weekday); 6] = [
    ("tues", Weekday::Tue),
    ("weds", Weekday::Wed),
    ("thur", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("tirs", Weekday::Tue),
    ("tors", Weekday::Thu),
];

const COUNTS: [(Language, [&str; 20]); 2] = [
    (
        Language::English,
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
    ),
    (
        Language::Danish,
        [
            "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten",
            "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve",
        ],
    ),
];
const ORDINALS: [(Language, [&str; 12]); 2] = [
    (
        Language::English,
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth",
        ],
    ),
    (
        Language::Danish,
        [
            "første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende",
            "tiende", "ellevte", "tolvte",
        ],
    ),
];

const ENGLISH: [(&str, Token<'static>); 43] = [
    ("a", Token::Count(1)),
    ("an", Token::Count(1)),
    ("sept", Token::Month(9)),
    ("day", Token::Unit(Unit::Day)),
    ("days", Token::Unit(Unit::Day)),
    ("week", Token::Unit(Unit::Week)),
    ("weeks", Token::Unit(Unit::Week)),
    ("fortnight", Token::Unit(Unit::Fortnight)),
    ("fortnights", Token::Unit(Unit::Fortnight)),
    ("month", Token::Unit(Unit::Month)),
    ("months", Token::Unit(Unit::Month)),
    ("year", Token::Unit(Unit::Year)),
    ("years", Token::Unit(Unit::Year)),
    ("st", Token::Suffix),
    ("nd", Token::Suffix),
    ("rd", Token::Suffix),
    ("th", Token::Suffix),
    ("last", Token::Last),
    ("past", Token::Last),
    ("previous", Token::Last),
    ("next", Token::Next),
    ("coming", Token::Next),
    ("this", Token::This),
    ("on", Token::On),
    ("ago", Token::Ago),
    ("in", Token::In),
    ("the", Token::The),
    ("of", Token::Of),
    ("from", Token::From),
    ("now", Token::Now),
    ("half", Token::Half),
    ("couple", Token::Couple),
    ("end", Token::End),
    ("today", Token::Part),
    ("tonight", Token::Part),
    ("yesterday", Token::Part),
    ("tomorrow", Token::Part),
    ("before", Token::Part),
    ("after", Token::Part),
    ("morning", Token::Part),
    ("afternoon", Token::Part),
    ("evening", Token::Part),
    ("night", Token::Part),
];

const DANISH: [(&str, Token<'static>); 47] = [
    ("et", Token::Count(1)),
    ("én", Token::Count(1)),
    ("dag", Token::Unit(Unit::Day)),
    ("dage", Token::Unit(Unit::Day)),
    ("uge", Token::Unit(Unit::Week)),
    ("uger", Token::Unit(Unit::Week)),
    ("måned", Token::Unit(Unit::Month)),
    ("måneder", Token::Unit(Unit::Month)),
    ("år", Token::Unit(Unit::Year)),
    ("sidste", Token::Last),
    ("forrige", Token::Last),
    ("næste", Token::Next),
    ("kommende", Token::Next),
    ("førstkommende", Token::Next),
    ("denne", Token::This),
    ("på", Token::Coming),
    ("siden", Token::Ago),
    ("for", Token::For),
    ("om", Token::In),
    ("i", Token::I),
    ("den", Token::The),
    ("d", Token::The),
    ("af", Token::Of),
    ("fra", Token::From),
    ("nu", Token::Now),
    ("halvt", Token::Half),
    ("par", Token::Couple),
    ("udgangen", Token::End),
    ("ultimo", Token::End),
    ("måneden", Token::Unit(Unit::Month)),
    ("året", Token::Unit(Unit::Year)),
    ("idag", Token::Part),
    ("igår", Token::Part),
    ("imorgen", Token::Part),
    ("går", Token::Part),
    ("forgårs", Token::Part),
    ("iforgårs", Token::Part),
    ("morgen", Token::Part),
    ("overmorgen", Token::Part),
    ("iovermorgen", Token::Part),
    ("aften", Token::Part),
    ("aftes", Token::Part),
    ("morges", Token::Part),
    ("formiddag", Token::Part),
    ("formiddags", Token::Part),
    ("eftermiddag", Token::Part),
    ("eftermiddags", Token::Part),
];

/// A word that is known, as it is spelt.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) spelt: String,
    /// The language it belongs to; of what both spell alike, English.
    pub(super) language: Language,
    token: Token<'static>,
}

static LEXICON: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut lexicon = HashMap::new();
    let mut put = |spelt: &str, language: Language, token: Token<'static>| {
        let known = Known { spelt: spelt.to_owned(), language, token };
        // Who has no å, ø and æ at hand writes aa, oe and ae, or a and o.
        if !known.is_short() {
            let bare = spelt.replace(['å', 'æ'], "a").replace('ø', "o");
            lexicon.entry(fold(&bare)).or_insert_with(|| known.clone());
        }
        lexicon.entry(fold(spelt)).or_insert(known);
    };
    for (language, weekdays, months) in
        [(Language::English, WEEKDAYS_EN, MONTHS_EN), (Language::Danish, WEEKDAYS_DA, MONTHS_DA)]
    {
        for (name, weekday) in weekdays.into_iter().zip(WEEKDAYS) {
            put(&name.to_lowercase(), language, Token::Weekday(weekday));
            if language == Language::Danish {
                put(&format!("{name}s"), language, Token::PastWeekday(weekday));
            }
        }
        for (name, month) in months.into_iter().zip(1..) {
            put(&name.to_lowercase(), language, Token::Month(month));
            put(&name.to_lowercase()[..3], language, Token::Month(month));
        }
    }
    for (language, names) in SHORT_WEEKDAYS {
        for (name, weekday) in names.into_iter().zip(WEEKDAYS) {
            put(name, language, Token::Weekday(weekday));
        }
    }
    for (name, weekday) in OTHER_WEEKDAYS {
        put(name, Language::English, Token::Weekday(weekday));
    }
    for (language, names) in COUNTS {
        for (name, count) in names.into_iter().zip(1..) {
            put(name, language, Token::Count(count));
        }
    }
    for (language, names) in ORDINALS {
        for (name, number) in names.into_iter().zip(1..) {
            put(name, language, Token::Ordinal(number));
        }
    }
    for (name, token) in ENGLISH {
        put(name, Language::English, token);
    }
    for (name, token) in DANISH {
        put(name, Language::Danish, token);
    }
    lexicon
});

/// The words that are known, folded, with how they are spelt.
pub(super) fn known() -> impl Iterator<Item = (&'static str, &'static Known)> {
    LEXICON.iter().map(|(folded, known)| (folded.as_str(), known))
}

impl Known {
    /// Whether it is a short form, which is not what a misspelt word was meant to be.
    pub(super) fn is_short(&self) -> bool {
        matches!(self.token, Token::Weekday(_)) && self.spelt.chars().count() <= 5
    }
}

/// Whether a folded word is known.
pub(super) fn is_known(folded: &str) -> bool {
    LEXICON.contains_key(folded)
}

/// How many days from today a phrase is that is known as a whole.
pub(super) fn day(folded: &str) -> Option<i64> {
    let is_gap = |letter: char| letter.is_whitespace() || letter == '.' || letter == ',';
    let words: Vec<&str> = folded.split(is_gap).filter(|word| !word.is_empty()).collect();
    let words = words.strip_prefix(&["the"]).filter(|rest| rest.first() == Some(&"day")).unwrap_or(&words);
    match words {
        ["today" | "tonight" | "now" | "nu" | "idag"]
        | ["this", "morning" | "afternoon" | "evening"]
        | ["i", "dag" | "aften" | "morges" | "formiddag" | "formiddags" | "eftermiddag" | "eftermiddags"] => {
            Some(0)
        }
        ["yesterday" | "igaar" | "igar"]
        | ["yesterday", "morning" | "afternoon" | "evening"]
        | ["last", "night"]
        | ["i", "gaar" | "gar" | "aftes"]
        | ["i", "gaar" | "gar", "morges" | "aftes" | "formiddags" | "eftermiddags"] => Some(-1),
        ["day", "before", "yesterday"]
        | ["iforgaars" | "iforgars" | "forgaars" | "forgars"]
        | ["i", "forgaars" | "forgars"] => Some(-2),
        ["tomorrow" | "imorgen"] | ["tomorrow", "morning" | "afternoon" | "evening"] | ["i", "morgen"] => {
            Some(1)
        }
        ["day", "after", "tomorrow"] | ["overmorgen" | "iovermorgen"] | ["i", "overmorgen"] => Some(2),
        _ => None,
    }
}

/// Takes a folded text apart.
pub(super) fn tokens(folded: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let end_of = |is_in: fn(char) -> bool| rest.find(|letter| !is_in(letter)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            end_of(|letter| letter.is_ascii_digit())
        } else if first.is_alphabetic() {
            end_of(|letter| letter.is_alphabetic() || letter == '\'' || letter == '’')
        } else {
            first.len_utf8()
        };
        let (text, after) = rest.split_at(length);
        let is_before_year =
            matches!(first, '\'' | '’') && after.starts_with(|next: char| next.is_ascii_digit());
        rest = after;
        if first.is_whitespace() || is_before_year {
            continue;
        }
        tokens.push(match first {
            '0'..='9' => Token::Number(text),
            '.' | ',' | '/' | '-' => Token::Mark(first),
            '–' | '—' | '‑' | '−' => Token::Mark('-'),
            _ => LEXICON.get(text).map_or(Token::Other(text), |known| known.token),
        });
    }
    tokens
}
