//! `error-catalog check`

use std::path::PathBuf;

use clap::ValueEnum;

use super::lints::Lints;

/// Reads catalogs, and shows all that is wrong with them
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog check api/errors.toml --deny warnings")]
pub(crate) struct Options {
    /// Catalogs: main files, or folders that `errors.toml` lies in; any other file of a catalog stands for that catalog
    #[arg(value_name = "PATH", default_value = "errors.toml")]
    pub(crate) paths: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) lints: Lints,
    /// Mend what has one right answer, and show what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// The lock to compare with, instead of the one beside the catalog
    #[arg(long, value_name = "PATH")]
    pub(crate) lock: Option<PathBuf>,
    /// Compare with no lock
    #[arg(long, conflicts_with = "lock")]
    pub(crate) no_lock: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text, for people
    Human,
    /// JSON, for programs
    Json,
    /// Workflow commands, for the lines of a pull request on GitHub
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}
