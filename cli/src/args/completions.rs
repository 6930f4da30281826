//! `error-catalog completions`

use clap_complete::Shell;

/// Prints what a shell needs to complete commands
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog completions bash > error-catalog.bash")]
pub(crate) struct Options {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}
