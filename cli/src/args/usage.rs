//! `error-catalog usage`

use clap::ValueEnum;

use super::{CatalogOption, Format, SourceOptions};

const AFTER_HELP: &str = "\
A text that is written as the catalog's codes are, and is none of them, is likely meant for one where it is the value \
of the body's member that holds the code, or is compared with `code()`. One of several words that differs from a code in \
one or two letters is possibly meant for it. In documents, code between backticks is looked at, too.

Rust is read, not compiled; what that cannot show is said at the end.

Example: error-catalog usage --deny unused --deny unknown";

/// Finds errors that nothing makes or tests, and codes that no catalog has
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogOption,
    #[command(flatten)]
    pub(crate) source: SourceOptions,
    /// Exit with 1 if anything of this kind is found
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    pub(crate) deny: Vec<Finding>,
    /// What to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
}

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Finding {
    /// An error that nothing makes
    Unused,
    /// An error that only tests make
    TestOnly,
    /// An error that no test makes, matches or mentions
    Untested,
    /// A text that looks like a code, and is none of the catalog's
    Unknown,
    /// A text that is a retired code
    Retired,
}

impl Finding {
    pub(crate) const ALL: [Finding; 5] =
        [Finding::Unused, Finding::TestOnly, Finding::Untested, Finding::Unknown, Finding::Retired];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Finding::Unused => "unused",
            Finding::TestOnly => "test-only",
            Finding::Untested => "untested",
            Finding::Unknown => "unknown",
            Finding::Retired => "retired",
        }
    }
}
