//! What the program says of paper that it has printed.

use super::voice::Voice;
use crate::app::print::{Kind, LeftOut, Printed};
use crate::locale::and_list;
use crate::locale::messages::{
    Adjustments, BRIEF_FOR, CARD_FOR, CARD_FULL, CARD_PRINT, InIt, InItCodes, Incidents, LEFT_OUT_PRIVATE,
    LEFT_OUT_TRUST, LEFT_OUT_WORDS, LeftOutTheirs, NotDrawn, ONLY_YOU_PREP, Observations, OnlyFor,
    OpenAdjustments, OpenIncidents, PREP_FOR, Pages, PrintedFile, RECORDS_OFFICE, REDACTED_TELLS,
    SUMMARY_SIGNED, SUMMARY_UNSIGNED,
};

impl Voice<'_> {
    /// A hand-out was printed: what is in it, and, beside it, who may read it and what is left out.
    pub(super) fn says_printed(&self, printed: &Printed) {
        let language = self.language;
        let file = printed.file.as_deref().map(super::ui::shown);
        let pages = Pages { count: printed.pages }.text(language);
        let kind = match (printed.document, printed.signed) {
            (Kind::Prep, _) => PREP_FOR,
            (Kind::Brief, _) => BRIEF_FOR,
            (Kind::Card, _) => CARD_FOR,
            (Kind::Summary, Some(true)) => SUMMARY_SIGNED,
            (Kind::Summary, _) => SUMMARY_UNSIGNED,
        };
        let line = PrintedFile {
            file: &file.unwrap_or_default(),
            pages: &pages,
            review: &printed.review,
            kind: &kind.text(language),
        };
        self.ui.say_prose(&line.text(language));
        let open = matches!(printed.document, Kind::Brief | Kind::Card);
        let contents = [
            Observations { count: printed.observations }.text(language),
            if open {
                OpenIncidents { count: printed.incidents }.text(language)
            } else {
                Incidents { count: printed.incidents }.text(language)
            },
            if open || printed.document == Kind::Prep {
                OpenAdjustments { count: printed.adjustments }.text(language)
            } else {
                Adjustments { count: printed.adjustments }.text(language)
            },
        ];
        let list = and_list(language, &contents);
        self.ui.say_prose(&if printed.full == Some(false) {
            InItCodes { list: &list }.text(language)
        } else {
            InIt { list: &list }.text(language)
        });
        let mut told = vec![self.readers_of(printed)];
        for left_out in &printed.left_out {
            match left_out {
                LeftOut::Private => told.push(LEFT_OUT_PRIVATE.text(language).to_owned()),
                LeftOut::Theirs => {
                    let other = self.me.map(|me| super::ui::clean(self.names.short(me.other())));
                    told.push(LeftOutTheirs { name: &other.unwrap_or_default() }.text(language));
                }
                LeftOut::Words => told.push(LEFT_OUT_WORDS.text(language).to_owned()),
                LeftOut::Trust => told.push(LEFT_OUT_TRUST.text(language).to_owned()),
                LeftOut::Names => REDACTED_TELLS.text(language).clone_into(&mut told[0]),
            }
        }
        if !printed.not_drawn.is_empty() {
            let letters: String = super::ui::clean(&printed.not_drawn).chars().take(40).collect();
            told.push(NotDrawn { letters: &letters }.text(language));
        }
        if printed.is_public_body {
            told.push(RECORDS_OFFICE.text(language).to_owned());
        }
        for sentence in told {
            self.ui.chatter(&sentence);
        }
    }

    /// Who may read a paper.
    fn readers_of(&self, printed: &Printed) -> String {
        let language = self.language;
        let names = and_list(language, &self.names.short);
        match (printed.document, printed.full) {
            (Kind::Prep, _) => ONLY_YOU_PREP.text(language).to_owned(),
            (Kind::Card, Some(false)) => CARD_PRINT.text(language).to_owned(),
            (Kind::Card, _) => {
                format!("{} {}", OnlyFor { names: &names }.text(language), CARD_FULL.text(language))
            }
            (Kind::Brief | Kind::Summary, _) => OnlyFor { names: &names }.text(language),
        }
    }
}
