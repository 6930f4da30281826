//! `error-catalog import`

use crate::Stop;
use crate::args::CatalogPath;
use crate::terminal::Terminal;

/// Makes a catalog of errors that are written down elsewhere
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog import openapi.yaml")]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogPath,
}

pub(crate) fn run(options: &Options, _terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let path = options.catalog.main_file();
    Err(Stop::Trouble(format!("not there yet, for {}", path.display())))
}
