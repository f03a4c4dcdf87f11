//! Questions to begin with, from `templates/bank.toml`.

use crate::locale::{Language, Wording};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Bank {
    theme: Vec<Theme>,
    opening: Vec<Wording>,
    closing: Vec<Wording>,
}

#[derive(Deserialize)]
struct Theme {
    id: String,
    q: Vec<Wording>,
}

static BANK: LazyLock<Bank> = LazyLock::new(|| {
    toml::from_str(include_str!("../../templates/bank.toml")).expect("a test reads the embedded bank")
});

/// The one of `wordings` whose turn it is in `year`: each year asks the next.
fn turn(wordings: &'static [Wording], year: i32, language: Language) -> Option<&'static str> {
    let place = usize::try_from(year.rem_euclid(i32::try_from(wordings.len()).ok()?.max(1))).ok()?;
    wordings.get(place).map(|wording| wording.text(language))
}

/// A question about a theme; none for a theme that the pair has made itself.
pub(super) fn question(theme: &str, year: i32, language: Language) -> Option<&'static str> {
    let theme = BANK.theme.iter().find(|known| known.id == theme)?;
    turn(&theme.q, year, language)
}

/// A question to open the day with.
pub(super) fn opening(year: i32, language: Language) -> Option<&'static str> {
    turn(&BANK.opening, year, language)
}

/// A question to close the day with.
pub(super) fn closing(year: i32, language: Language) -> Option<&'static str> {
    turn(&BANK.closing, year, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_has_questions_and_each_year_asks_another() {
        for theme in super::super::THEMES {
            let asked = |year| question(theme, year, Language::Danish).expect("a question");
            assert_ne!(asked(2027), asked(2028), "{theme}");
            assert_eq!(asked(2027), asked(2033), "{theme}");
        }
        assert_eq!(question("boats", 2027, Language::English), None);
    }
}
