//! `error-catalog usage`

use std::path::PathBuf;

use clap::ValueEnum;

use super::{CatalogOption, Format, SourceOptions};

const AFTER_HELP: &str = "\
`usage` reports text that has the style of the catalog's codes but is not in the catalog. The text is *likely* a code \
if it is the value of the body's code member or is compared with `code()`. The text is *possibly* a code if it has \
several words and differs from a code by one or two letters. In documents, `usage` also searches text between backticks.

With `--seen`, `usage` also reports the errors that no response contained. A line of FILE is the catalog's name, a \
tab and a code. The feature `record` of the crate error-catalog writes such a file.

If more places outside tests construct an error than `[usage] at-most` in the catalog allows, `usage` fails. \
`--fix` lowers each limit to the current number of places, but never increases a limit. As with `cargo clippy --fix`, \
the exit code shows what remains. It is 0 if `--fix` only lowers limits. It is 1 if a limit is still exceeded or a \
denied finding remains, although the lowered limits are written.

`usage` parses Rust source but does not compile it. The report ends with the limits of this analysis.

Example: error-catalog usage --deny unused --deny unknown";

/// Find unused errors, untested errors, and codes that are not in the catalog
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogOption,
    #[command(flatten)]
    pub(crate) source: SourceOptions,
    /// Read the errors that were sent from this file, which the feature `record` writes. You can repeat this option
    #[arg(long, value_name = "FILE")]
    pub(crate) seen: Vec<PathBuf>,
    /// Lower each limit of `[usage] at-most` in the catalog to the current number of places
    #[arg(long)]
    pub(crate) fix: bool,
    /// Fail if there is a finding of this kind
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    pub(crate) deny: Vec<Finding>,
    /// Print the findings in this format
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
}

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Finding {
    /// An error that is never constructed
    Unused,
    /// An error that is constructed only in tests
    TestOnly,
    /// An error that no test constructs, matches or mentions
    Untested,
    /// An error that no file of `--seen` contains
    Unseen,
    /// A call with three or more texts in a row, which are easily swapped
    Swappable,
    /// Text that looks like a code but is not in the catalog
    Unknown,
    /// Text that is a retired code
    Retired,
}

impl Finding {
    pub(crate) const ALL: [Finding; 7] = [
        Finding::Unused,
        Finding::TestOnly,
        Finding::Untested,
        Finding::Unseen,
        Finding::Swappable,
        Finding::Unknown,
        Finding::Retired,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Finding::Unused => "unused",
            Finding::TestOnly => "test-only",
            Finding::Untested => "untested",
            Finding::Unseen => "unseen",
            Finding::Swappable => "swappable",
            Finding::Unknown => "unknown",
            Finding::Retired => "retired",
        }
    }
}
