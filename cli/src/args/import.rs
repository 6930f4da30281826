//! `error-catalog import`

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use error_catalog_import::Kind;

/// Create a catalog from an existing list of errors
///
/// On stderr, `import` reports every guess, every loss of information and every missing status. Each report names the
/// line in the source.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  error-catalog import docs/errors.md -o errors.toml
  error-catalog import openapi.yaml --report json > errors.toml")]
pub(crate) struct Options {
    /// The file to read; `-` reads stdin
    pub(crate) source: PathBuf,
    /// Read the file as this kind of source [default: guessed from the file's name and content]
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub(crate) from: Option<Kind>,
    /// Write the catalog to PATH instead of stdout
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Overwrite the catalog PATH if it exists
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// Write the report on stderr in this format
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(crate) report: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Human,
    Json,
}

/// The name of each kind of source, with the help for that name.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.map(|kind| PossibleValue::new(kind.as_str()).help(kind.summary()));
    PossibleValuesParser::new(names)
        .map(|name| Kind::ALL.into_iter().find(|kind| kind.as_str() == name).unwrap_or(Kind::Markdown))
}
