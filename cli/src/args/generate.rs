//! `error-catalog generate`

use super::CatalogPath;

/// Writes the outputs that a catalog asks for in `[outputs]`, where they are not up to date
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, for continuous integration: error-catalog generate --check")]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogPath,
    /// Write nothing; show what is not up to date, and exit with 1 if anything is
    #[arg(long)]
    pub(crate) check: bool,
    /// Go on, and generate whenever a file of the catalog changes; Ctrl-C ends it
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,
}
