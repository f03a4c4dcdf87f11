//! The texts of a document, to be put in other words: every one that the two, or the program for them, have written.

use super::brief::{Agreed, Brief, Stretch};
use super::card::{Card, Hour, Leg, Load, Stop};
use super::content::{Noticed, Observed, Passage, Repair, Step};
use super::prep::{Own, Prep, Theme, Waiting};
use super::summary::{Amended, Change, GroundRule, Summary, Talked};

/// Puts a text in other words.
pub(crate) type Rewording<'r> = &'r dyn Fn(&str) -> String;

/// What holds texts.
pub(crate) trait Reword {
    /// Puts every text in it in other words. Names of the two that stand by themselves, in the masthead and before an
    /// answer, are not texts.
    fn reword(&mut self, with: Rewording<'_>);
}

impl Reword for String {
    fn reword(&mut self, with: Rewording<'_>) {
        *self = with(self);
    }
}

impl<T: Reword> Reword for Option<T> {
    fn reword(&mut self, with: Rewording<'_>) {
        for it in self.iter_mut() {
            it.reword(with);
        }
    }
}

impl<T: Reword> Reword for Vec<T> {
    fn reword(&mut self, with: Rewording<'_>) {
        for it in self.iter_mut() {
            it.reword(with);
        }
    }
}

impl Reword for [String; 2] {
    fn reword(&mut self, with: Rewording<'_>) {
        for it in self.iter_mut() {
            it.reword(with);
        }
    }
}

impl Reword for Passage {
    fn reword(&mut self, with: Rewording<'_>) {
        match self {
            Self::Text(text) => text.reword(with),
            Self::Erased => {}
        }
    }
}

/// A text with who said it, or when.
impl<K> Reword for (K, Passage) {
    fn reword(&mut self, with: Rewording<'_>) {
        self.1.reword(with);
    }
}

/// Every field is named, so that the compiler asks about a new one.
macro_rules! reword {
    ($kind:ident { $($text:ident),* ; $($other:ident),* }) => {
        impl Reword for $kind {
            fn reword(&mut self, with: Rewording<'_>) {
                let Self { $($text,)* $($other: _,)* } = self;
                $($text.reword(with);)*
            }
        }
    };
}

reword!(Observed { text, effect, replies; handle, date, tone, waits });
reword!(Step { text; date, by });
reword!(Repair { text, replies; handle, severity, date, by, about, steps, closed });
reword!(Agreed { text, question; handle, owner, is_rule, until, checks });
reword!(Stretch { name, matter, questions; start, minutes, temper, is_hard, handles });
reword!(Talked { theme, notes; handles });
reword!(Change { text, question; handle, owner, until, continued, checks });
reword!(GroundRule { text; handle, since });
reword!(Amended { text; date, by });
reword!(Hour { words; start, codes });
reword!(Leg { label, stops; start, is_hard });
reword!(Stop { load; number });
reword!(Waiting { text, question; handle, task });
reword!(Theme { name, own, questions; });
reword!(Own { text, effect; handle, date, kind, is_shared });

impl Reword for Load {
    fn reword(&mut self, with: Rewording<'_>) {
        match self {
            Self::Cue(text) => text.reword(with),
            Self::Codes(_) | Self::Free => {}
        }
    }
}

impl Reword for Card {
    fn reword(&mut self, with: Rewording<'_>) {
        // What the codes stand for is a brief, which is put in other words where it is written.
        let Self { head, outing: _, hours, legs, tally: _, full: _ } = self;
        head.place.reword(with);
        head.format.reword(with);
        hours.reword(with);
        legs.reword(with);
    }
}

impl Reword for Prep {
    fn reword(&mut self, with: Rewording<'_>) {
        let Self { head, of: _, deadline: _, waiting, written: _, themes } = self;
        head.place.reword(with);
        head.format.reword(with);
        waiting.reword(with);
        themes.reword(with);
    }
}

impl Reword for Noticed {
    fn reword(&mut self, with: Rewording<'_>) {
        let Self { theme, when: _, question, voices } = self;
        theme.reword(with);
        question.reword(with);
        for voice in voices {
            voice.reword(with);
        }
    }
}

impl Reword for Brief {
    fn reword(&mut self, with: Rewording<'_>) {
        let Self { head, programme, agreed, repairs, practical, year: _, noticed } = self;
        head.place.reword(with);
        head.format.reword(with);
        programme.reword(with);
        agreed.reword(with);
        reword_repairs(repairs, with);
        practical.private.reword(with);
        practical.fallback.reword(with);
        noticed.reword(with);
    }
}

impl Reword for Summary {
    fn reword(&mut self, with: Rewording<'_>) {
        let Self {
            head,
            themes,
            noticed,
            changes,
            rules,
            incidents,
            rematch: _,
            next: _,
            signed: _,
            amendments,
        } = self;
        head.place.reword(with);
        head.format.reword(with);
        themes.reword(with);
        noticed.reword(with);
        changes.reword(with);
        rules.reword(with);
        reword_repairs(incidents, with);
        amendments.reword(with);
    }
}

fn reword_repairs(repairs: &mut Vec<Repair>, with: Rewording<'_>) {
    repairs.reword(with);
    for step in repairs.iter_mut().flat_map(|repair| &mut repair.steps) {
        step.reword(with);
    }
}
