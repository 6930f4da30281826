//! `error-catalog release`

use std::path::PathBuf;

use super::CatalogPath;

const AFTER_HELP: &str = "\
The lock lies beside the catalog, `errors.lock` for `errors.toml`, and is committed with it.

Example: error-catalog release --bump";

/// Freezes what clients depend on in a lock
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogPath,
    /// Set the catalog's version to the smallest that will do, if it is too small
    #[arg(long)]
    pub(crate) bump: bool,
    /// Write nothing, and exit as if it were written
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The lock, instead of the one beside the catalog
    #[arg(long, value_name = "PATH")]
    pub(crate) lock: Option<PathBuf>,
}
