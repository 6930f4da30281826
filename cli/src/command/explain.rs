//! `error-catalog explain`

use crate::Stop;
use crate::args::CatalogPath;
use crate::terminal::Terminal;

/// Explains an error, as `rustc --explain` does
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog explain user_not_found")]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogPath,
}

pub(crate) fn run(options: &Options, _terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let path = options.catalog.main_file();
    Err(Stop::Trouble(format!("not there yet, for {}", path.display())))
}
