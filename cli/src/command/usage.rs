//! `error-catalog usage`

use crate::Stop;
use crate::args::CatalogPath;
use crate::terminal::Terminal;

/// Finds errors that nothing makes, and codes that no catalog has
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog usage --src src")]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogPath,
}

pub(crate) fn run(options: &Options, _terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let path = options.catalog.main_file();
    Err(Stop::Trouble(format!("not there yet, for {}", path.display())))
}
