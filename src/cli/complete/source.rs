//! Where the values of an argument come from.

use crate::app::entry::Kind;
use crate::app::fitting::Fitting;
use crate::domain::{About, Channel, Class, Outcome, PairKind, RepairStep, Severity, Tone, Word};
use clap::{Arg, ValueHint};

/// Where the values of an argument come from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    Files,
    Folders,
    Entries(Fitting),
    /// `A4=kept`.
    EntryAndOutcome,
    /// The two, and a word for who else it can be.
    Members(Option<&'static str>),
    /// `holm=`.
    MembersAnd,
    Pairs,
    Themes,
    /// `roles=`.
    ThemesAnd,
    /// A closed vocabulary, and its words.
    Vocabulary(&'static str, fn() -> Vec<&'static str>),
    Words(&'static [&'static str]),
    YesOrNo,
    Formats,
    Rules,
    Templates,
    Blocks,
    Agreements,
    OwnAgreements,
    /// The fields of the agreement whose key is on the line: `topic=`.
    Fields,
    Zones,
    /// The names of settings.
    Settings,
    /// The commands below those on the line.
    Commands,
}

/// Every word of a closed vocabulary.
fn vocabulary<W: Word>() -> Source {
    Source::Vocabulary(W::VOCABULARY, || W::ALL.iter().map(|value| value.word()).collect())
}

impl Source {
    /// Where the values of an argument come from; `None` where a shell has nothing to offer, as for texts and dates. `path` is
    /// the name of the command: `incident step`.
    pub(super) fn of(path: &str, arg: &Arg) -> Option<Self> {
        use Fitting as F;
        let id = arg.get_id().as_str();
        Some(match (path, id) {
            ("answer", "handle") => Self::Entries(F::Answerable),
            ("share", "handles") => Self::Entries(F::Private),
            ("withdraw", "handle") => Self::Entries(F::Shared),
            ("incident reply", "handle") => Self::Entries(F::Repliable),
            ("incident step", "handle") => Self::Entries(F::Steppable),
            ("incident close", "handle") => Self::Entries(F::Closable),
            ("incident reopen", "handle") => Self::Entries(F::Closed),
            ("adjust check" | "adjust lapse", "handle") => Self::Entries(F::OpenAdjustments),
            ("show" | "edit" | "delete" | "erase" | "history", "handle") => Self::Entries(F::Readable),
            (_, "from") if path.starts_with("adjust") => Self::Entries(F::Sources),
            ("review record", "checks") => Self::EntryAndOutcome,
            ("review record", "notes") | ("pair edit", "themes" | "questions") => Self::ThemesAnd,
            ("review record", "scores") | ("pair add" | "pair edit", "mails") | ("pair edit", "names") => {
                Self::MembersAnd
            }
            ("review move" | "review cancel" | "review edit" | "review prepare", "review") => {
                Self::Entries(F::ToCome)
            }
            ("review note" | "review record", "review") => Self::Entries(F::Unlocked),
            ("review sign", "review") => Self::Entries(F::Signable),
            ("review amend", "review") => Self::Entries(F::Locked),
            ("handout summary", "review") => Self::Entries(F::Held),
            ("calendar invite", "review") => Self::Entries(F::Talks),
            (_, "review") => Self::Entries(F::Standing),
            (_, "actor") => Self::Members(Some("third")),
            (_, "owner") => Self::Members(Some("both")),
            (_, "won") => Self::Members(Some("tie")),
            (_, "me" | "by" | "for") => Self::Members(None),
            (_, "pair") => Self::Pairs,
            (_, "theme") => Self::Themes,
            ("log" | "search", "kind") => vocabulary::<Kind>(),
            (_, "kind") => vocabulary::<PairKind>(),
            (_, "about") => vocabulary::<About>(),
            (_, "channel") => vocabulary::<Channel>(),
            (_, "severity") => vocabulary::<Severity>(),
            (_, "tone") => vocabulary::<Tone>(),
            (_, "class") => vocabulary::<Class>(),
            (_, "step") => vocabulary::<RepairStep>(),
            (_, "outcome") => vocabulary::<Outcome>(),
            (_, "lang" | "language") => Self::Words(&["en", "da"]),
            (_, "color") => Self::Words(&["auto", "always", "never"]),
            (_, "paper") => Self::Words(&["a4", "letter"]),
            (_, "shell") => Self::Words(&super::SHELLS),
            ("edit", "public") | (_, "booked" | "trust_on_paper") => Self::YesOrNo,
            (_, "format") if path.starts_with("review") => Self::Formats,
            (_, "rules") => Self::Rules,
            ("template show" | "template copy" | "template check", "name" | "file") => Self::Templates,
            ("calendar unblock", "name") => Self::Blocks,
            ("adjust use", "key") => Self::Agreements,
            ("adjust use", "set") => Self::Fields,
            ("pair edit", "agreements" | "removed") => Self::OwnAgreements,
            (_, "timezone") => Self::Zones,
            ("config get" | "config set" | "config unset", "key") => Self::Settings,
            ("help", "command") => Self::Commands,
            (_, "dir") => Self::Folders,
            _ if arg.get_value_hint() == ValueHint::AnyPath => Self::Files,
            _ => return None,
        })
    }
}
