//! `error-catalog import`

use std::path::PathBuf;

use clap::ValueEnum;

/// Makes a catalog of errors that are written down elsewhere
///
/// What was guessed and what was lost is said on the standard error, each with its line in the source.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  error-catalog import docs/errors.md -o errors.toml
  error-catalog import openapi.yaml --report json > errors.toml")]
pub(crate) struct Options {
    /// What to read; `-` is the standard input
    pub(crate) source: PathBuf,
    /// What the source is; guessed by its name and content
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) from: Option<SourceKind>,
    /// Where the catalog goes; the standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file that is there
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// How to say what was guessed and what was lost
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(crate) report: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourceKind {
    /// An OpenAPI description, in JSON or YAML
    Openapi,
    /// Rows between commas, semicolons or tabs
    Csv,
    /// A list or table of objects, or what `render json` prints
    Json,
    /// A page of Markdown, or the plain text of a page
    Markdown,
    /// PostgreSQL's errcodes.txt
    Errcodes,
    /// An enum with thiserror's attributes
    Rust,
}
