//! `error-catalog release`

use std::path::PathBuf;

use super::CatalogPath;

const AFTER_HELP: &str = "\
The lock is next to the catalog: `errors.lock` for `errors.toml`. Commit it with the catalog.

Example: error-catalog release --bump";

/// Record in `errors.lock` what clients depend on
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogPath,
    /// Raise the catalog's version to the lowest sufficient one if it is too low
    #[arg(long)]
    pub(crate) bump: bool,
    /// Record that this error has the same meaning as before, in other words
    #[arg(long, value_name = "KEY")]
    pub(crate) reworded: Vec<String>,
    /// Write nothing, but exit as if the lock were written
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Use this lock instead of the one next to the catalog
    #[arg(long, value_name = "PATH")]
    pub(crate) lock: Option<PathBuf>,
}
