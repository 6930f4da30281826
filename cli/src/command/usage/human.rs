//! Usage for people.

use std::io::{self, IsTerminal};

use error_catalog_model::printable;

use super::find::{Findings, Tally};
use super::{CANNOT_SEE, Finding};
use crate::load::{Loaded, count};
use crate::place::Place;
use crate::prose::{BOLD, CODE, FAINT, pad, styled, wrap};
use crate::rust_source::{Stranger, Survey};
use crate::terminal::Terminal;

pub(super) fn show_usage(
    loaded: &Loaded,
    survey: &Survey,
    findings: &Findings<'_>,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    // What goes into a file or to another program has a line for each finding.
    let is_terminal = io::stdout().is_terminal();
    let width = if is_terminal { terminal.width() } else { usize::MAX };
    let out = &mut *terminal.out;
    let errors = count(loaded.catalog.errors.len(), "error", "errors");
    writeln!(out, "{}: {errors}, {}", loaded.name, count(survey.rust_files, "file of Rust", "files of Rust"))?;
    if !survey.is_declared {
        let note = "No Rust is made of this catalog in the source that was searched, neither by `#[error_catalog]` nor by \
                    `[outputs.rust]`: what makes its errors is not known.";
        writeln!(out, "\n{}", wrap(note, width.min(80), "", ""))?;
    }
    let mut is_fine = true;
    for (finding, heading) in [
        (Finding::Unused, "Nothing makes these errors"),
        (Finding::TestOnly, "Only tests make these errors"),
        (Finding::Untested, "No test makes, matches or mentions these errors"),
    ] {
        let found = findings.errors(finding);
        if found.is_empty() {
            continue;
        }
        is_fine = false;
        show_heading(out, finding, heading)?;
        let errors = || found.iter().map(|index| (&loaded.catalog.errors[*index], &findings.tallies[*index]));
        let longest = errors().map(|(error, _)| error.code.len()).max().unwrap_or(0);
        for (error, tally) in errors() {
            let code = styled(CODE, &pad(&error.code, longest));
            let mut remarks = remarks(tally);
            if error.deprecated.is_some() {
                remarks.insert(0, "deprecated".to_owned());
            }
            let remarks = if remarks.is_empty() { String::new() } else { format!("  ({})", remarks.join(", ")) };
            let place = Place::of(loaded, error.location);
            writeln!(out, "{}", wrap(&format!("{code}  {place}{remarks}"), width, "  ", "      "))?;
        }
    }
    for (finding, heading, strangers) in [
        (Finding::Unknown, "These look like codes, and the catalog has none of them", &findings.unknown),
        (Finding::Retired, "These are retired codes", &findings.retired),
    ] {
        if strangers.is_empty() {
            continue;
        }
        is_fine = false;
        show_heading(out, finding, heading)?;
        for stranger in strangers {
            writeln!(out, "{}", wrap(&render_stranger(stranger), width, "  ", "      "))?;
        }
    }
    if is_fine && survey.is_declared {
        writeln!(out, "\nEvery error is made and tested, and every code is the catalog's.")?;
    }
    show_limits(survey, findings, terminal.width(), &mut *terminal.out)?;
    for note in &survey.notes {
        writeln!(terminal.err, "note: {}", printable(note))?;
    }
    Ok(())
}

/// The name of what is found is what `--deny` takes.
fn show_heading(out: &mut dyn io::Write, finding: Finding, heading: &str) -> io::Result<()> {
    writeln!(out, "\n{}: {heading}", styled(BOLD, finding.as_str()))
}

/// What is done with an error all the same.
fn remarks(tally: &Tally) -> Vec<String> {
    let parts = [(tally.matched, "matched"), (tally.named, "named by its code"), (tally.mentioned, "mentioned")];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, what)| format!("{what} {}", count(number, "time", "times"))).collect()
}

fn render_stranger(stranger: &Stranger) -> String {
    let likely = if stranger.is_likely { "likely" } else { "possibly" };
    let near = stranger.near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let text = styled(CODE, &format!("\"{}\"", printable(&stranger.text)));
    format!("{}: {text}, {likely} a code{near}", stranger.place)
}

fn show_limits(survey: &Survey, findings: &Findings<'_>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if let Some(found) = findings.all_tested {
        let note = format!("Every code counts as tested: {} goes through all of them.", found.place);
        writeln!(out, "\n{}", wrap(&note, width, "", ""))?;
    }
    if !survey.dynamic.is_empty() {
        writeln!(out, "\nAny error may also be made here, of a code that only the running program knows:")?;
        for found in &survey.dynamic {
            writeln!(out, "  {}", found.place)?;
        }
    }
    writeln!(out, "\n{}", styled(FAINT, "What this cannot see:"))?;
    CANNOT_SEE.iter().try_for_each(|limit| writeln!(out, "{}", wrap(limit, width, "  - ", "    ")))
}
