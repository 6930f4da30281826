//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::command::Command;

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
