//! `error-catalog diff`

use std::path::PathBuf;

use clap::ValueEnum;
use error_catalog_model::contract::Impact;

const AFTER_HELP: &str = "\
With `--allow`, the exit code is 1 if a change has a greater impact than IMPACT. \
The exit code is also 1 if a change is not allowed even in a new major version. \
Without `--allow`, every change is permitted. \
The option `--allow-rust` limits the impact on Rust callers, whose crates follow other versions than clients of the API.

Example: error-catalog diff --against origin/main --allow minor";

/// The two forms of the command.
pub(crate) fn usage(program: &str) -> String {
    format!("{program} diff [OPTIONS] <OLD> <NEW>\n       {program} diff [OPTIONS] --against <REV> [PATH]")
}

/// Compare two catalogs and report which changes break clients
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    /// The old catalog: its main file, its folder, or a lock
    #[arg(value_name = "OLD", required_unless_present = "against")]
    pub(crate) first: Option<PathBuf>,
    /// The new catalog: its main file, its folder, or a lock
    #[arg(value_name = "NEW", required_unless_present = "against", conflicts_with = "against")]
    pub(crate) second: Option<PathBuf>,
    /// Compare the catalog at PATH with the same catalog at this git revision. If the main file had another path at
    /// that revision, write `REV:FILE`. FILE is that path, relative to the root of the repository
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// Print the changes in this format
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
    /// Fail if a change has a greater impact than IMPACT, or is not allowed even in a new major version
    #[arg(long, value_enum, value_name = "IMPACT")]
    pub(crate) allow: Option<Allowed>,
    /// Fail if a change has a greater impact than IMPACT for Rust code that uses the generated code
    #[arg(long, value_enum, value_name = "IMPACT")]
    pub(crate) allow_rust: Option<AllowedRust>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Human,
    /// JSON for programs
    Json,
    /// Markdown for a comment on a pull request
    Markdown,
    /// GitHub workflow commands, which appear as annotations on a pull request
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allowed {
    /// Changes that a client program cannot observe
    Patch,
    /// Changes that only add something
    Minor,
    /// Changes that may break a client
    Major,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AllowedRust {
    /// Changes after which all Rust code compiles
    Minor,
    /// Changes after which Rust code may not compile
    Major,
}

impl From<AllowedRust> for Impact {
    fn from(allowed: AllowedRust) -> Self {
        match allowed {
            AllowedRust::Minor => Impact::Minor,
            AllowedRust::Major => Impact::Major,
        }
    }
}

impl From<Allowed> for Impact {
    fn from(allowed: Allowed) -> Self {
        match allowed {
            Allowed::Patch => Impact::Patch,
            Allowed::Minor => Impact::Minor,
            Allowed::Major => Impact::Major,
        }
    }
}
