//! Prints the uses of errors for users.

use std::io;

use error_catalog_model::printable_line;

use super::CANNOT_SEE;
use super::find::{Findings, Tally};
use crate::args::usage::Finding;
use crate::load::Loaded;
use crate::prose::{BOLD, CODE, FAINT, PLACE, count, pad, styled, wrap};
use crate::rust_source::{Stranger, Survey};
use crate::terminal::Terminal;

pub(super) fn show_usage(
    loaded: &Loaded,
    survey: &Survey,
    findings: &Findings<'_>,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    let width = terminal.out_width();
    let out = &mut *terminal.out;
    let entries = count(loaded.catalog.errors.len(), "entry", "entries");
    writeln!(
        out,
        "{}: {entries}, {}",
        printable_line(&loaded.name),
        count(survey.rust_files, "Rust file", "Rust files")
    )?;
    if !survey.is_declared {
        let text = "The searched source has no Rust code that is generated from this catalog by `#[error_catalog]` or \
                    `[outputs.rust]`. It is therefore unknown which code constructs the errors.";
        writeln!(out, "\n{}", wrap(text, width.min(80), "", ""))?;
    }
    let mut is_fine = true;
    for (finding, heading) in [
        (Finding::Unused, "These errors are never constructed"),
        (Finding::TestOnly, "Only tests construct these errors"),
        (Finding::Untested, "No test constructs, matches or mentions these errors"),
    ] {
        let found = findings.errors(finding);
        if found.is_empty() {
            continue;
        }
        is_fine = false;
        show_heading(out, finding, heading, width)?;
        let errors = || found.iter().map(|index| (&loaded.catalog.errors[*index], &findings.tallies[*index]));
        let longest = errors().map(|(error, _)| error.code.len()).max().unwrap_or(0);
        for (error, tally) in errors() {
            let code = styled(CODE, &pad(&error.code, longest));
            let mut remarks = remarks(tally);
            if error.deprecated.is_some() {
                remarks.insert(0, "deprecated".to_owned());
            }
            let remarks = if remarks.is_empty() { String::new() } else { format!("  ({})", remarks.join(", ")) };
            let place = styled(PLACE, &loaded.place(error.location).to_string());
            writeln!(out, "{}", wrap(&format!("{code}  {place}{remarks}"), width, "  ", "      "))?;
        }
    }
    for (finding, heading, strangers) in [
        (Finding::Unknown, "These look like codes but are not in the catalog", &findings.unknown),
        (Finding::Retired, "These are retired codes", &findings.retired),
    ] {
        if strangers.is_empty() {
            continue;
        }
        is_fine = false;
        show_heading(out, finding, heading, width)?;
        for stranger in strangers {
            writeln!(out, "{}", wrap(&render_stranger(stranger), width, "  ", "      "))?;
        }
    }
    if is_fine && survey.is_declared {
        writeln!(out, "\nEvery error is constructed and tested, and every code is in the catalog.")?;
    }
    show_assumptions(loaded, survey, findings, terminal)?;
    survey.notes.iter().try_for_each(|note| terminal.say_note(note))
}

/// Begins a heading with the name of its finding, because `--deny` accepts this name.
fn show_heading(out: &mut dyn io::Write, finding: Finding, heading: &str, width: usize) -> io::Result<()> {
    let heading = format!("{}: {heading}", styled(BOLD, finding.as_str()));
    writeln!(out, "\n{}", wrap(&heading, width, "", "  "))
}

/// Remarks on other uses of an error that has a finding.
fn remarks(tally: &Tally) -> Vec<String> {
    let parts = [(tally.matched, "matched"), (tally.named, "named by its code"), (tally.mentioned, "mentioned")];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, what)| format!("{what} {}", count(number, "time", "times"))).collect()
}

fn render_stranger(Stranger { place, text, verdict }: &Stranger) -> String {
    let what = match (verdict.is_retired, verdict.is_likely) {
        (true, true) => "used as a code",
        (true, false) => "mentioned",
        (false, true) => "likely a code",
        (false, false) => "possibly a code",
    };
    let near = verdict.near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let text = styled(CODE, &format!("\"{}\"", printable_line(text)));
    format!("{}: {text}, {what}{near}", styled(PLACE, &place.to_string()))
}

/// Shows the assumptions about errors, and the limits of the analysis.
fn show_assumptions(
    loaded: &Loaded,
    survey: &Survey,
    findings: &Findings<'_>,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    let width = terminal.width();
    let out = &mut *terminal.out;
    let assumed: Vec<&str> = findings.assumed(&loaded.catalog).map(|error| error.code.as_str()).collect();
    // If no Rust is generated from the catalog, no error counts as constructed.
    if survey.is_declared && !assumed.is_empty() {
        let codes = assumed.join(", ");
        let text =
            format!("These errors count as constructed, because the framework or `?` may construct them: {codes}");
        writeln!(out, "\n{}", wrap(&text, width, "", "  "))?;
    }
    if let Some(found) = findings.all_tested {
        let text = format!("Every error counts as tested, because a test iterates over all codes ({})", found.place);
        writeln!(out, "\n{}", wrap(&text, width, "", "  "))?;
    }
    if !survey.dynamic.is_empty() {
        let text = "Any error may also be constructed here, from a code that is computed at run time:";
        writeln!(out, "\n{}", wrap(text, width, "", "  "))?;
        for found in &survey.dynamic {
            writeln!(out, "  {}", styled(PLACE, &found.place.to_string()))?;
        }
    }
    writeln!(out, "\n{}", styled(FAINT, "This analysis cannot see:"))?;
    CANNOT_SEE.iter().try_for_each(|limit| writeln!(out, "{}", wrap(limit, width, "  - ", "    ")))
}
