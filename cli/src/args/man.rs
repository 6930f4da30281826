//! `error-catalog man`

use std::path::PathBuf;

/// Print the manual page, or write a page for each command
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog man | man -l -")]
pub(crate) struct Options {
    /// Write the manual pages to this folder: one for the program, and one for each command
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Replace existing files even if error-catalog did not write them
    #[arg(long, requires = "dir")]
    pub(crate) force: bool,
}
