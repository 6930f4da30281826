//! `error-catalog fmt`

use std::path::PathBuf;

/// Brings the files of a catalog into the canonical order and layout
///
/// Tables and keys whose order means nothing come in the order of the format's reference; members of a body, fields,
/// headers, errors, categories, outputs and whatever else has an order keep it. Comments stay with what they stand
/// above or beside. Included files and translations are formatted with the catalog.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, for continuous integration: error-catalog fmt --check")]
pub(crate) struct Options {
    /// Main files, or the folders that `errors.toml` lies in; `-` formats the standard input to the standard output
    #[arg(default_value = "errors.toml", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; show what is not formatted, and exit with 1 if anything is
    #[arg(long)]
    pub(crate) check: bool,
}
