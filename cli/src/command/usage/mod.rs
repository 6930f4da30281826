//! `error-catalog usage`

mod find;
mod human;
mod json;
mod limits;
mod seen;
mod swappable;

use self::find::{Findings, find_usage};
use self::limits::{check_limits, find_limits, lower_limits};
use self::seen::read_seen;
use crate::args::Format;
use crate::args::usage::{Finding, Options};
use crate::failure::Failure;
use crate::load::load_for_lookup;
use crate::prose::{name_of, truncate};
use crate::rust_source::{Survey, survey};
use crate::terminal::Terminal;

/// The limits of reading source code without running it.
const CANNOT_SEE: [&str; 6] = [
    "the expansion of a macro",
    "other packages that use the catalog, unless `--src` names them",
    "tests that do not distinguish errors by their codes, or that read codes from other files",
    "a code that is computed at run time",
    "generated source, except for the catalog's own",
    "whether a place is ever executed",
];

/// The maximum width of an unknown code in a report. No longer text is a code that somebody wrote.
const MOST_TEXT: usize = 100;

/// The beginning of a text that is not a code of the catalog. A damaged file of `--seen` can contain a text of any
/// length.
fn beginning(text: &str) -> String {
    truncate(text, MOST_TEXT)
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let loaded = load_for_lookup(options.catalog.main_file(), terminal)?;
    if options.seen.is_empty() && options.deny.contains(&Finding::Unseen) {
        return Err(Failure::Fatal("`--deny unseen` needs the option `--seen FILE`".to_owned()));
    }
    let seen = if options.seen.is_empty() { None } else { Some(read_seen(&loaded, &options.seen)?) };
    let survey = survey(&loaded, &options.source.src)?;
    let findings = find_usage(&loaded.catalog, &survey, seen.as_ref());
    let mut limits = find_limits(&loaded, &survey, &findings)?;
    if options.fix {
        lower_limits(&loaded, &mut limits, terminal)?;
    }
    for error in findings.exempt(&loaded.catalog, true) {
        let place = loaded.place(error.location);
        terminal.say_note(format!("{place}: `{}` was sent, but `[usage] no-test` lists it", name_of(error)))?;
    }
    match options.format {
        Format::Human => human::show_usage(&loaded, &survey, &findings, &limits, terminal)?,
        Format::Json => terminal.print_json(&json::usage_document(&loaded, &survey, &findings, &limits))?,
    }
    let checked = check_limits(&loaded, &limits, terminal);
    check_denied(&findings, &options.deny, &survey, terminal).and(checked)
}

fn check_denied(
    findings: &Findings,
    denied: &[Finding],
    survey: &Survey,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let needs_rust = |finding: &Finding| {
        matches!(finding, Finding::Unused | Finding::TestOnly | Finding::Untested | Finding::Swappable)
    };
    if !survey.is_declared && denied.iter().any(needs_rust) {
        return Err(Failure::Fatal(
            "the searched source has no Rust code that is generated from this catalog".to_owned(),
        ));
    }
    let found: Vec<&str> = Finding::ALL
        .into_iter()
        .filter(|finding| denied.contains(finding) && findings.number_of(*finding) > 0)
        .map(Finding::as_str)
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    terminal.say_error(format!("denied findings: {}", found.join(", ")))?;
    Err(Failure::Findings)
}
