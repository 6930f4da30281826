//! `error-catalog check`

use std::path::PathBuf;

use clap::ValueEnum;

use super::lints::Lints;

/// Check catalogs and report every problem
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog check api/errors.toml --deny warnings")]
pub(crate) struct Options {
    /// Catalogs to check: main files or their folders. If a path is a translation, a lock or an included file,
    /// `check` checks the whole catalog
    #[arg(value_name = "PATH", default_value = "errors.toml")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print the report in this format
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) lints: Lints,
    /// Fix every problem that has exactly one solution, and report the other problems
    #[arg(long)]
    pub(crate) fix: bool,
    /// Compare the catalog with this lock instead of the lock next to the catalog
    #[arg(long, value_name = "PATH")]
    pub(crate) lock: Option<PathBuf>,
    /// Do not compare the catalog with a lock
    #[arg(long, conflicts_with = "lock")]
    pub(crate) no_lock: bool,
    /// Compare the codes of the catalog with the codes that this OpenAPI description documents. If the description
    /// consists of several main files, give the option several times
    #[cfg(feature = "import")]
    #[arg(long, value_name = "PATH")]
    pub(crate) openapi: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Human,
    /// JSON for programs
    Json,
    /// GitHub workflow commands, which appear as annotations on a pull request
    Github,
    /// SARIF 2.1.0 for code scanning
    Sarif,
}
