//! `error-catalog where`

use crate::Stop;
use crate::args::CatalogPath;
use crate::terminal::Terminal;

/// Shows where an error is declared, made and matched
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog where user_not_found")]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogPath,
}

pub(crate) fn run(options: &Options, _terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let path = options.catalog.main_file();
    Err(Stop::Trouble(format!("not there yet, for {}", path.display())))
}
