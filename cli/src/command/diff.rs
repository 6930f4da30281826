//! `error-catalog diff`

use crate::Stop;
use crate::args::CatalogPath;
use crate::terminal::Terminal;

/// Compares two catalogs, and says what breaks whom
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog diff --against origin/main")]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogPath,
}

pub(crate) fn run(options: &Options, _terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let path = options.catalog.main_file();
    Err(Stop::Trouble(format!("not there yet, for {}", path.display())))
}
