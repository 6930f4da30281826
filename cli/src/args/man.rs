//! `error-catalog man`

use std::path::PathBuf;

/// Prints the manual, or writes a page for each command
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog man | man -l -")]
pub(crate) struct Options {
    /// A folder that gets the page of the program and one for each of its commands
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}
