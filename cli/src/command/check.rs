//! `error-catalog check`

use error_catalog_model::Catalog;

use crate::Stop;
use crate::args::CatalogPath;
use crate::load::{count, load};
use crate::terminal::Terminal;

/// Reads a catalog and shows all that is wrong with it
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog check api/errors.toml")]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogPath,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let loaded = load(options.catalog.main_file(), terminal)?;
    let Catalog { errors, categories, .. } = &loaded.catalog;
    let mut summary = count(errors.len(), "error", "errors");
    if !categories.is_empty() {
        summary += &format!(" in {}", count(categories.len(), "category", "categories"));
    }
    summary += ", no problems";
    if loaded.warnings > 0 {
        summary += &format!(" but {}", count(loaded.warnings, "warning", "warnings"));
    }
    Ok(writeln!(terminal.out, "{}: {summary}", loaded.name)?)
}
