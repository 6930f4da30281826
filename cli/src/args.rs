//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use error_catalog_model::OutputKind;

const AFTER_HELP: &str = "\
Exit codes:
  0  all is well
  1  the catalog is wrong, or an output is not up to date
  2  wrong usage, or a file that cannot be read or written

Example: error-catalog check api/errors.toml";

/// One TOML catalog of every error an HTTP API answers with.
#[derive(Debug, Parser)]
#[command(name = "error-catalog", version, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colour; `auto` obeys NO_COLOR
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reads a catalog and shows all that is wrong with it
    #[command(after_help = "Example: error-catalog check api/errors.toml")]
    Check {
        #[command(flatten)]
        catalog: CatalogPath,
    },
    /// Writes the outputs that a catalog asks for in `[outputs]`, where they are not up to date
    #[command(after_help = "Example, for continuous integration: error-catalog generate --check")]
    Generate {
        #[command(flatten)]
        catalog: CatalogPath,
        /// Write nothing; show what is not up to date, and exit with 1 if anything is
        #[arg(long)]
        check: bool,
    },
    /// Prints one output, whether the catalog asks for it or not
    #[command(after_help = "Example: error-catalog render json | jq -r '.errors[].code'")]
    Render {
        /// What to print
        kind: Kind,
        #[command(flatten)]
        catalog: CatalogPath,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct CatalogPath {
    /// The catalog's main file, or the folder that `errors.toml` lies in
    #[arg(default_value = "errors.toml")]
    path: PathBuf,
}

impl CatalogPath {
    pub(crate) fn main_file(&self) -> PathBuf {
        if self.path.is_dir() { self.path.join("errors.toml") } else { self.path.clone() }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    /// The reference, as Markdown
    Markdown,
    /// The source that the attribute stands for
    Rust,
    /// The resolved catalog
    Json,
}

impl From<Kind> for OutputKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Markdown => Self::Markdown,
            Kind::Rust => Self::Rust,
            Kind::Json => Self::Json,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}
