//! `error-catalog generate`

use super::CatalogPath;

/// Write the outputs that the catalog asks for in `[outputs]`
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, for continuous integration: error-catalog generate --check")]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogPath,
    /// Write nothing; show a diff and exit with 1 if an output is out of date
    #[arg(long)]
    pub(crate) check: bool,
    /// Keep running and regenerate on every change; stop with Ctrl-C
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,
}
