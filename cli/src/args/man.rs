//! `error-catalog man`

use std::path::PathBuf;

/// Print the manual page, or write a page for each command
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog man | man -l -")]
pub(crate) struct Options {
    /// Write one manual page for the program and one for each command to this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}
