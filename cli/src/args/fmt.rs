//! `error-catalog fmt`

use std::path::PathBuf;

/// Format the files of a catalog
///
/// `fmt` sorts tables and keys as in the format reference, unless their order has a meaning. Errors, categories,
/// fields, headers, outputs and the members of a body keep their order. Each comment stays with its line. `fmt` also
/// formats the included files and translations of a catalog.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, for continuous integration: error-catalog fmt --check")]
pub(crate) struct Options {
    /// Catalogs to format: main files or their folders; `-` reads stdin and writes stdout
    #[arg(default_value = "errors.toml", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Show the differences instead of writing files, and exit with 1 if a file is not formatted
    #[arg(long)]
    pub(crate) check: bool,
}
