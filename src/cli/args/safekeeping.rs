//! Copies of the file, and whether it is well.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(in crate::cli) struct Backup {
    /// The file, or a folder to put it in
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Replace whatever is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Doctor {
    /// Make anew what can be made from the records
    #[arg(long, conflicts_with = "rescue")]
    pub(in crate::cli) rebuild: bool,
    /// Save what can be read of a damaged file into a new one
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) rescue: Option<PathBuf>,
}
