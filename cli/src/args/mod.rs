//! The command line as data: a module for the options of each command. No module in `args` knows what a command does.

mod catalog;
pub(crate) mod check;
mod color;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod generate;
#[cfg(feature = "import")]
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod lints;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod places;
pub(crate) mod release;
pub(crate) mod render;
#[cfg(test)]
mod tests;
pub(crate) mod usage;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

pub(crate) use self::catalog::{CatalogOption, CatalogPath, SourceOptions, ends_in_separator, is_catalog, main_file};
pub(crate) use self::color::{Color, find_color};

const AFTER_HELP: &str = "\
Exit codes:
  0  success, without findings
  1  findings: a problem in the catalog, an output that is not up to date, a
     change that is larger than allowed, an unknown code
  2  wrong usage, or a file that cannot be read or written

Example: error-catalog check api/errors.toml";

/// One TOML catalog of every error an HTTP API answers with.
#[derive(Debug, Parser)]
#[command(name = "error-catalog", version, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use color; `auto` respects NO_COLOR
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Options),
    Diff(diff::Options),
    Release(release::Options),
    Explain(explain::Options),
    List(list::Options),
    Where(places::Options),
    Usage(usage::Options),
    Init(init::Options),
    #[cfg(feature = "import")]
    Import(import::Options),
    Fmt(fmt::Options),
    Generate(generate::Options),
    Render(render::Options),
    Completions(completions::Options),
    Man(man::Options),
}

/// The format of a command's results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Human,
    /// JSON for programs
    Json,
}

/// The definition of the command line for the parser. `name` is the name of the program.
pub(crate) fn command_line(name: &str) -> clap::Command {
    let command = Args::command().bin_name(name);
    command.mut_subcommand("diff", |command| command.override_usage(diff::usage(name)))
}
