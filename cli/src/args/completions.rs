//! `error-catalog completions`

use clap_complete::Shell;

/// Print the completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog completions bash > error-catalog.bash")]
pub(crate) struct Options {
    /// Print the script for this shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}
