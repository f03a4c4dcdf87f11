//! Templates: formats, rules, questions and agreements.

use clap::Subcommand;

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum Template {
    /// Every format, the rules of days, the bank of questions and agreements
    #[command(after_help = "Example: makkerpar template list")]
    List,
    /// The text of one, as it is in force
    #[command(after_help = "Example: makkerpar template show golf18")]
    Show {
        /// golf18, walk, denmark, bank
        name: String,
    },
    /// Make one your own, to change it
    ///
    /// The copy is in force in place of the one that comes with makkerpar; --as gives a format or rules a name of their own.
    #[command(
        after_help = "Examples: makkerpar template copy walk --as beach\n          makkerpar template copy bank"
    )]
    Copy {
        /// golf18, walk, denmark, bank
        name: String,
        /// Another name for the copy
        #[arg(long = "as", value_name = "NAME")]
        new: Option<String>,
        /// Replace a copy that is there
        #[arg(long)]
        force: bool,
    },
    /// Say what is wrong with one, line by line
    #[command(
        after_help = "Examples: makkerpar template check beach\n          makkerpar template check ./beach.toml"
    )]
    Check {
        /// A file, or the name of one of your own
        #[arg(value_name = "FILE")]
        file: String,
    },
}
