//! Settings.

use clap::Subcommand;

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Config {
    /// Every setting, what it is, and where that comes from
    #[command(after_help = "Example: makkerpar config list")]
    List,
    /// Print one setting
    #[command(after_help = "Example: makkerpar config get lang")]
    Get {
        /// Which: me, lang, observe.theme; config list has them all
        key: String,
    },
    /// Set one
    ///
    /// It holds until it is changed. What is typed on a line, and a variable of the environment (MAKKERPAR_ME,
    /// MAKKERPAR_OBSERVE_THEME), go before it.
    #[command(
        after_help = "Examples: makkerpar config set me holm\n          makkerpar config set observe.tone puzzle\n          makkerpar config set editor \"code --wait\""
    )]
    Set {
        /// Which: me, lang, observe.theme; config list has them all
        key: String,
        /// What it is to be
        value: String,
    },
    /// Take one out: what is usual holds again
    #[command(after_help = "Example: makkerpar config unset me")]
    Unset {
        /// Which: me, lang, observe.theme; config list has them all
        key: String,
    },
}
