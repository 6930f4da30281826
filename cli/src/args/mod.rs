//! What may stand on the command line.

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{ColorChoice, Parser, ValueEnum};

use crate::command::Command;

const AFTER_HELP: &str = "\
Exit codes:
  0  all is well
  1  what the command looks for is there: a catalog that is wrong, an output
     that is not up to date, a change that is larger than allowed, no such code
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
        main_file(&self.path)
    }
}

/// The catalog of a command whose argument is something else.
#[derive(Debug, clap::Args)]
pub(crate) struct CatalogOption {
    /// The catalog's main file, or the folder that `errors.toml` lies in
    #[arg(short, long, value_name = "PATH", default_value = "errors.toml")]
    catalog: PathBuf,
}

impl CatalogOption {
    pub(crate) fn main_file(&self) -> PathBuf {
        main_file(&self.catalog)
    }
}

/// The main file that a path means: a folder's is the `errors.toml` in it.
pub(crate) fn main_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("errors.toml") } else { path.to_owned() }
}

/// What a command prints what it found as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text, for people
    Human,
    /// JSON, for programs
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// What `--color` says, found before the rest of the arguments is understood: help, and what is said of wrong
/// arguments, obey it too.
pub(crate) fn find_color(args: &[OsString]) -> ColorChoice {
    let args = args.iter().take_while(|arg| *arg != "--").filter_map(|arg| arg.to_str());
    let following = args.clone().skip(1).map(Some).chain([None]);
    let values = args.zip(following).filter_map(|(arg, next)| match arg {
        "--color" => next,
        _ => arg.strip_prefix("--color="),
    });
    values.filter_map(|value| ColorChoice::from_str(value, false).ok()).last().unwrap_or(ColorChoice::Auto)
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
