//! `error-catalog list`

use crate::Stop;
use crate::args::CatalogPath;
use crate::terminal::Terminal;

/// Lists the errors
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog list --status 4xx")]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogPath,
}

pub(crate) fn run(options: &Options, _terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let path = options.catalog.main_file();
    Err(Stop::Trouble(format!("not there yet, for {}", path.display())))
}
