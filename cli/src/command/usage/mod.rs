//! `error-catalog usage`

mod find;
mod human;
mod json;

use clap::ValueEnum;

use self::find::{Findings, find_usage};
use crate::Stop;
use crate::args::{CatalogOption, Format};
use crate::load::consult;
use crate::rust_source::{SourceOptions, Survey};
use crate::terminal::Terminal;

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
    catalog: CatalogOption,
    #[command(flatten)]
    source: SourceOptions,
    /// Exit with 1 if anything of this kind is found
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    deny: Vec<Finding>,
    /// What to print
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Finding {
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
    const ALL: [Finding; 5] =
        [Finding::Unused, Finding::TestOnly, Finding::Untested, Finding::Unknown, Finding::Retired];

    fn as_str(self) -> &'static str {
        match self {
            Finding::Unused => "unused",
            Finding::TestOnly => "test-only",
            Finding::Untested => "untested",
            Finding::Unknown => "unknown",
            Finding::Retired => "retired",
        }
    }
}

/// What reading source cannot show.
const CANNOT_SEE: [&str; 6] = [
    "what a macro of another crate, or of this one, makes of its input",
    "other packages that use the catalog, unless `--src` names them",
    "tests that tell errors apart by something else than their codes, or by codes from files elsewhere",
    "a code that only the running program knows",
    "source that is generated, but for the catalog's own",
    "whether a place is ever reached",
];

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let loaded = consult(options.catalog.main_file(), terminal)?;
    let survey = options.source.survey(&loaded)?;
    let findings = find_usage(&loaded.catalog, &survey);
    match options.format {
        Format::Human => human::show_usage(&loaded, &survey, &findings, terminal)?,
        Format::Json => terminal.print_json(&json::render_json(&loaded, &survey, &findings))?,
    }
    check_denied(&findings, &options.deny, &survey, terminal)
}

fn check_denied(
    findings: &Findings,
    denied: &[Finding],
    survey: &Survey,
    terminal: &mut Terminal<'_>,
) -> Result<(), Stop> {
    let needs_rust = |finding: &Finding| matches!(finding, Finding::Unused | Finding::TestOnly | Finding::Untested);
    if !survey.is_declared && denied.iter().any(needs_rust) {
        return Err(Stop::Trouble("no Rust is made of this catalog in the source that was searched".to_owned()));
    }
    let found: Vec<&str> = Finding::ALL
        .into_iter()
        .filter(|finding| denied.contains(finding) && findings.number_of(*finding) > 0)
        .map(Finding::as_str)
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    terminal.say_error(format!("found, and denied: {}", found.join(", ")))?;
    Err(Stop::Wrong)
}
