//! `error-catalog fmt`

use std::path::PathBuf;

/// Format the files of a catalog
///
/// Tables and keys whose order has no meaning are sorted as in the format's reference. Errors, categories, fields, headers,
/// outputs and the members of a body keep their order. A comment stays with the line that it belongs to.
/// Included files and translations are formatted with the catalog.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, for continuous integration: error-catalog fmt --check")]
pub(crate) struct Options {
    /// Catalogs to format: main files or their folders; `-` formats stdin to stdout
    #[arg(default_value = "errors.toml", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; show the differences, and exit with 1 if a file is not formatted
    #[arg(long)]
    pub(crate) check: bool,
}
