//! `error-catalog release`

use std::path::PathBuf;

use super::CatalogPath;

const AFTER_HELP: &str = "\
The lock is next to the catalog: `errors.lock` for `errors.toml`. Commit the lock with the catalog.

Example: error-catalog release --bump";

/// Record in `errors.lock` what clients depend on
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogPath,
    /// If the changes need a higher version, raise the catalog's version to the lowest version that allows the changes
    #[arg(long)]
    pub(crate) bump: bool,
    /// Record that this error still has the same meaning, although its message has changed
    #[arg(long, value_name = "KEY")]
    pub(crate) reworded: Vec<String>,
    /// Report what would be written, but write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Use this lock instead of the lock next to the catalog
    #[arg(long, value_name = "PATH")]
    pub(crate) lock: Option<PathBuf>,
}
