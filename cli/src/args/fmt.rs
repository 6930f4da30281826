//! `error-catalog fmt`

use std::path::PathBuf;

/// Format the files of a catalog
///
/// `fmt` sorts tables and keys whose order has no meaning, in the order of the format's reference. Errors, categories,
/// fields, headers, outputs and the members of a body keep their order. A comment stays with the line that the comment
/// belongs to. `fmt` also formats the included files and translations of a catalog.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, for continuous integration: error-catalog fmt --check")]
pub(crate) struct Options {
    /// Catalogs to format: main files or their folders; `-` reads stdin and writes stdout
    #[arg(default_value = "errors.toml", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; show the differences, and exit with 1 if a file is not formatted
    #[arg(long)]
    pub(crate) check: bool,
}
