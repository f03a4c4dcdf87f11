//! The settings by their names, and how the value of each is read.

use super::super::ui::Colour;
use super::super::values;
use super::super::wording::{Report, report};
use crate::domain::{About, Channel, Severity, Tone, Word};
use crate::handout::Paper;
use crate::locale::messages::{BadEditor, HintEditor, NO, YES};
use crate::locale::{Language, fold, nearest, terms};

macro_rules! keys {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::cli) enum Key { $($(#[$doc])* $variant,)+ }

        impl Key {
            /// Every setting, in the order in which they are listed.
            pub(in crate::cli) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// `observe.theme`: its name on the line and in the file.
            pub(in crate::cli) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

keys! {
    /// Who is typing.
    Me = "me",
    /// The pair, where several are running.
    Pair = "pair",
    /// The language of the screens.
    Lang = "lang",
    /// When to use colour.
    Color = "color",
    /// The database.
    Db = "db",
    /// The program that texts are written in.
    Editor = "editor",
    /// The size of paper.
    Paper = "paper",
    /// The format of a talk.
    Format = "format",
    /// The theme of an observation without one.
    ObserveTheme = "observe.theme",
    /// How an observation sounds.
    ObserveTone = "observe.tone",
    /// Whom an observation is about.
    ObserveAbout = "observe.about",
    /// Where an observation was made.
    ObserveSetting = "observe.setting",
    /// How it came to the one who noticed.
    ObserveChannel = "observe.channel",
    /// Whether an observation is shared at once.
    ObserveShare = "observe.share",
    /// The theme of an incident without one.
    IncidentTheme = "incident.theme",
    /// How much a negative incident weighs.
    IncidentSeverity = "incident.severity",
    /// Where an incident happened.
    IncidentSetting = "incident.setting",
    /// How it came to the one who noticed.
    IncidentChannel = "incident.channel",
    /// Whether an incident is shared at once.
    IncidentShare = "incident.share",
    /// How many entries `log` shows.
    LogLimit = "log.limit",
    /// How many commands `history` shows.
    HistoryLimit = "history.limit",
}

impl Key {
    /// The setting of a name, in whatever case.
    pub(in crate::cli) fn named(typed: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name().eq_ignore_ascii_case(typed.trim()))
    }

    /// The setting that a name which is none may be meant for: one that is nearly written so, or has it as a part.
    pub(in crate::cli) fn near(typed: &str) -> Option<Self> {
        let typed = fold(typed.trim());
        let begins = |one: &str, other: &str| !other.is_empty() && one.starts_with(other);
        let is_part = |name: &str| {
            name.split('.').any(|part| part == typed) || begins(name, &typed) || begins(&typed, name)
        };
        let near = nearest(&typed, Self::ALL.iter().map(|key| key.name())).and_then(Self::named);
        near.or_else(|| Self::ALL.iter().copied().find(|key| is_part(key.name())))
    }

    /// The variables that say it, the first that is set before the others: `MAKKERPAR_OBSERVE_THEME`.
    pub(in crate::cli) fn variables(self) -> Vec<String> {
        let own = format!("MAKKERPAR_{}", self.name().replace('.', "_").to_uppercase());
        let known: &[&str] = match self {
            Self::Editor => &["VISUAL", "EDITOR"],
            Self::Color => &["NO_COLOR"],
            _ => &[],
        };
        std::iter::once(own).chain(known.iter().map(|name| (*name).to_owned())).collect()
    }

    /// What holds if nobody says otherwise, where that is a word.
    pub(in crate::cli) fn usual(self) -> Option<&'static str> {
        match self {
            Self::Color => Some("auto"),
            Self::Paper => Some("a4"),
            Self::ObserveAbout => Some(About::Partner.word()),
            Self::IncidentSeverity => Some(Severity::Scratch.word()),
            Self::ObserveShare | Self::IncidentShare => Some("false"),
            Self::LogLimit | Self::HistoryLimit => Some("20"),
            _ => None,
        }
    }

    /// A value as it is kept, in the English words of flags and JSON. What only a database or a folder of templates
    /// can tell, a member, a pair, a theme, a format, is taken as it is.
    ///
    /// # Errors
    /// As the command would refuse it.
    pub(in crate::cli) fn read(self, language: Language, typed: &str) -> Result<String, Report> {
        let typed = typed.trim();
        Ok(match self {
            Self::Lang => values::language(language, typed)?.tag().to_owned(),
            Self::Color => match values::colour(language, typed)? {
                Colour::Auto => "auto".to_owned(),
                Colour::Always => "always".to_owned(),
                Colour::Never => "never".to_owned(),
            },
            Self::Paper => match values::paper(language, typed)? {
                Paper::A4 => "a4".to_owned(),
                Paper::Letter => "letter".to_owned(),
            },
            Self::Editor if shlex::split(typed).is_none_or(|words| words.is_empty()) => {
                let message = BadEditor { typed: &values::quoted(language, typed) }.text(language);
                return Err(report("bad-editor", message).hint(HintEditor { editor: &"nano" }.text(language)));
            }
            Self::ObserveTone => values::word::<Tone>(language, typed)?.word().to_owned(),
            Self::ObserveAbout => values::word::<About>(language, typed)?.word().to_owned(),
            Self::ObserveChannel | Self::IncidentChannel => {
                values::word::<Channel>(language, typed)?.word().to_owned()
            }
            Self::IncidentSeverity => values::word::<Severity>(language, typed)?.word().to_owned(),
            Self::ObserveShare | Self::IncidentShare => truth(language, typed)?.to_string(),
            Self::LogLimit | Self::HistoryLimit => values::number(language, typed)?.to_string(),
            Self::Db => std::path::absolute(typed)
                .ok()
                .and_then(|path| path.to_str().map(str::to_owned))
                .unwrap_or_else(|| typed.to_owned()),
            Self::Me
            | Self::Pair
            | Self::Editor
            | Self::Format
            | Self::ObserveTheme
            | Self::ObserveSetting
            | Self::IncidentTheme
            | Self::IncidentSetting => typed.to_owned(),
        })
    }
}

impl Key {
    /// A value as it is said in `language`, and may be typed; in English as it is kept.
    pub(in crate::cli) fn said(self, language: Language, value: &str) -> String {
        fn known<W: Word>(language: Language, value: &str) -> Option<&'static str> {
            terms::known(language, W::VOCABULARY, value)
        }
        if language == Language::English {
            return value.to_owned();
        }
        let said = match self {
            Self::ObserveTone => known::<Tone>(language, value),
            Self::ObserveAbout => known::<About>(language, value),
            Self::ObserveChannel | Self::IncidentChannel => known::<Channel>(language, value),
            Self::IncidentSeverity => known::<Severity>(language, value),
            Self::ObserveTheme | Self::IncidentTheme => terms::known(language, "theme_short", value),
            Self::ObserveShare | Self::IncidentShare => match value {
                "true" => Some(YES.text(language)),
                "false" => Some(NO.text(language)),
                _ => None,
            },
            _ => None,
        };
        said.unwrap_or(value).to_owned()
    }
}

/// Reads yes or no, also as TOML has them.
pub(in crate::cli) fn truth(language: Language, typed: &str) -> Result<bool, Report> {
    match typed {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => values::yes_or_no(language, typed),
    }
}
