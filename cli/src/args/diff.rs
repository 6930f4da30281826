//! `error-catalog diff`

use std::path::PathBuf;

use clap::ValueEnum;
use error_catalog_model::contract::Impact;

const AFTER_HELP: &str = "\
The exit code is 1 if a change is larger than `--allow`; without it, a difference is no failure.

Example: error-catalog diff --against origin/main --allow minor";

/// The two ways to call it.
pub(crate) fn usage(program: &str) -> String {
    format!("{program} diff [OPTIONS] <OLD> <NEW>\n       {program} diff [OPTIONS] --against <REV> [PATH]")
}

/// Compares two catalogs, and says what breaks whom
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    /// A catalog's main file, the folder that `errors.toml` lies in, or a lock
    #[arg(value_name = "OLD", required_unless_present = "against")]
    pub(crate) first: Option<PathBuf>,
    /// What has become of it: the same
    #[arg(value_name = "NEW", required_unless_present = "against", conflicts_with = "against")]
    pub(crate) second: Option<PathBuf>,
    /// Compare the catalog at PATH with what it was at a revision of its git repository; `REV:OTHER` where its main file
    /// was OTHER then, as seen from the root of the repository
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
    /// The largest change that is no failure [default: any]
    #[arg(long, value_enum, value_name = "IMPACT")]
    pub(crate) allow: Option<Allowed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text, for people
    Human,
    /// JSON, for programs
    Json,
    /// Markdown, for a comment on a pull request
    Markdown,
    /// Workflow commands, for the lines of a pull request on GitHub
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allowed {
    /// What no program can tell
    Patch,
    /// What adds to what was there
    Minor,
    /// What may break a client
    Major,
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
