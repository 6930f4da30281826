//! `error-catalog generate`

use super::CatalogPath;

/// Write every out-of-date output of a catalog
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, before the build in continuous integration: error-catalog generate --check")]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogPath,
    /// Show the differences instead of writing files, and exit with 1 if a file is not up to date
    #[arg(long)]
    pub(crate) check: bool,
    /// Also replace existing files that error-catalog did not generate
    #[arg(long, conflicts_with_all = ["check", "watch"])]
    pub(crate) force: bool,
    /// Keep running until Ctrl-C, and write the outputs again whenever the catalog changes
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,
}
