//! The bank that comes with the program, as tables that `build.rs` has made of its file.

use super::bank::{Agreement, Bank, Question, Tie};
use crate::domain::{PairKind, Word as _};
use crate::locale::Wording;

/// A question or an agreement.
struct Row {
    id: &'static str,
    theme: &'static str,
    on: &'static str,
    en: &'static str,
    da: &'static str,
    /// A question in a few words, in English and in Danish; empty if it has none.
    cue: [&'static str; 2],
    /// The question of an agreement.
    check: [&'static str; 2],
    rule: bool,
    kinds: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/bank.rs"));

/// Words in English and in Danish; none if they are empty.
fn both([en, da]: [&str; 2]) -> Option<Wording> {
    (!en.is_empty()).then(|| Wording::new(en.to_owned(), da.to_owned()))
}

impl Row {
    fn text(&self) -> Wording {
        Wording::new(self.en.to_owned(), self.da.to_owned())
    }

    fn kinds(&self) -> Vec<PairKind> {
        self.kinds.iter().filter_map(|word| PairKind::from_word(word)).collect()
    }

    fn question(&self) -> Question {
        Question {
            id: self.id.to_owned(),
            theme: self.theme.to_owned(),
            text: self.text(),
            cue: both(self.cue),
            kinds: self.kinds(),
        }
    }

    fn agreement(&self) -> Agreement {
        let check = both(self.check);
        Agreement { id: self.id.to_owned(), text: self.text(), check, rule: self.rule, kinds: self.kinds() }
    }
}

impl Bank {
    /// The bank that comes with the program.
    pub(crate) fn embedded() -> Self {
        let questions = |rows: &[Row]| rows.iter().map(Row::question).collect();
        Self {
            questions: questions(QUESTIONS),
            openings: questions(OPENINGS),
            closings: questions(CLOSINGS),
            tied: TIED.iter().filter_map(|row| Some((Tie::from_word(row.on)?, row.text()))).collect(),
            agreements: AGREEMENTS.iter().map(Row::agreement).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::EMBEDDED_BANK;

    #[test]
    fn the_bank_that_is_built_in_is_that_of_the_file() {
        assert_eq!(Bank::parse(EMBEDDED_BANK).expect("the bank reads"), Bank::embedded());
    }
}
