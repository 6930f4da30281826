//! Prints the uses of errors for users.

use std::io;

use error_catalog_model::{Error, printable_line};

use super::find::{Findings, Tally};
use super::limits::{Limit, show_limits};
use super::seen::{Origin, Recorded, Seen};
use super::swappable::Swappable;
use super::{CANNOT_SEE, beginning};
use crate::args::usage::Finding;
use crate::documents::usage::Sender;
use crate::load::Loaded;
use crate::prose::{BOLD, CODE, FAINT, PLACE, count, name_of, pad, styled, wrap};
use crate::rust_source::{Stranger, Survey};
use crate::terminal::Terminal;

/// The maximum number of lines of a section. A damaged file of `--seen` can contain any number of unknown codes.
const SHOWN: usize = 100;

pub(super) fn show_usage(
    loaded: &Loaded,
    survey: &Survey,
    findings: &Findings<'_>,
    limits: &[Limit<'_>],
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    let width = terminal.out_width();
    let out = &mut *terminal.out;
    let mut parts = vec![
        count(loaded.catalog.errors.len(), "entry", "entries"),
        count(survey.rust_files, "Rust file", "Rust files"),
    ];
    parts.extend(findings.seen.map(|seen| format!("{} seen", seen.errors.iter().filter(|seen| **seen).count())));
    writeln!(out, "{}: {}", printable_line(&loaded.name), parts.join(", "))?;
    if !survey.is_declared {
        let text = "The searched source has no Rust code that is generated from this catalog by `#[error_catalog]` or \
                    `[outputs.rust]`. It is therefore unknown which code constructs the errors.";
        writeln!(out, "\n{}", wrap(text, width.min(80), "", ""))?;
    }
    show_errors(loaded, survey, findings, width, out)?;
    show_swappable(findings, width, out)?;
    show_codes(findings, width, out)?;
    show_limits(loaded, limits, width, out)?;
    if Finding::ALL.iter().all(|finding| findings.number_of(*finding) == 0) && survey.is_declared {
        let seen = if findings.seen.is_some() { "constructed, tested and seen" } else { "constructed and tested" };
        writeln!(out, "\nEvery error is {seen}, and every code is in the catalog.")?;
    }
    show_assumptions(loaded, survey, findings, terminal)?;
    findings.notes(survey).into_iter().try_for_each(|note| terminal.say_note(note))
}

/// Shows the errors that have findings.
fn show_errors(
    loaded: &Loaded,
    survey: &Survey,
    findings: &Findings<'_>,
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let unseen = findings.seen.map_or_else(String::new, |seen| format!("No line of {} has these errors", files(seen)));
    for (finding, heading) in [
        (Finding::Unused, "These errors are never constructed"),
        (Finding::TestOnly, "Only tests construct these errors"),
        (Finding::Untested, "No test constructs, matches or mentions these errors"),
        (Finding::Unseen, unseen.as_str()),
    ] {
        let found = findings.errors(finding);
        if found.is_empty() {
            continue;
        }
        show_heading(out, finding, heading, width)?;
        let errors = || found.iter().map(|index| (&loaded.catalog.errors[*index], &findings.tallies[*index]));
        let longest = errors().map(|(error, _)| name_of(error).len()).max().unwrap_or(0);
        let lines = errors().map(|(error, tally)| {
            let code = styled(CODE, &pad(&name_of(error), longest));
            let remarks = match finding {
                Finding::Unseen => unseen_remarks(error, tally, survey),
                _ => remarks(error, tally),
            };
            let remarks = if remarks.is_empty() { String::new() } else { format!("  ({})", remarks.join(", ")) };
            let place = styled(PLACE, &loaded.place(error.location).to_string());
            format!("{code}  {place}{remarks}")
        });
        show_lines(lines, width, out)?;
    }
    Ok(())
}

/// Shows the calls whose texts are easily swapped, with the literal that names the fields.
fn show_swappable(findings: &Findings<'_>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if findings.swappable.is_empty() {
        return Ok(());
    }
    let heading = "The texts of these calls are easily swapped; a literal of the variant names its fields";
    show_heading(out, Finding::Swappable, heading, width)?;
    let lines = findings.swappable.iter().map(|Swappable { found, error, fields }| {
        let place = styled(PLACE, &found.place.to_string());
        let code = styled(CODE, &name_of(error));
        format!("{place}: {code}, the texts {}", fields.join(", "))
    });
    show_lines(lines, width, out)
}

/// Shows the texts that are not codes of the catalog.
fn show_codes(findings: &Findings<'_>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (finding, heading, strangers) in [
        (Finding::Unknown, "These look like codes but are not in the catalog", &findings.unknown),
        (Finding::Retired, "These are retired codes", &findings.retired),
    ] {
        if findings.number_of(finding) == 0 {
            continue;
        }
        show_heading(out, finding, heading, width)?;
        let lines = strangers.iter().map(|stranger| render_stranger(stranger));
        show_lines(lines.chain(findings.recorded(finding).map(render_recorded)), width, out)?;
    }
    Ok(())
}

/// Begins a heading with the name of its finding, because `--deny` accepts this name.
fn show_heading(out: &mut dyn io::Write, finding: Finding, heading: &str, width: usize) -> io::Result<()> {
    let heading = format!("{}: {heading}", styled(BOLD, finding.as_str()));
    writeln!(out, "\n{}", wrap(&heading, width, "", "  "))
}

/// Shows the first lines of a section, and the number of the others.
fn show_lines(mut lines: impl Iterator<Item = String>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for line in lines.by_ref().take(SHOWN) {
        writeln!(out, "{}", wrap(&line, width, "  ", "      "))?;
    }
    match lines.count() {
        0 => Ok(()),
        more => {
            let line = format!("and {more} more; the option `--format json` of `usage` lists all");
            writeln!(out, "{}", wrap(&line, width, "  ", "  "))
        }
    }
}

fn files(seen: &Seen) -> String {
    seen.files.iter().map(|file| printable_line(file)).collect::<Vec<_>>().join(", ")
}

/// Remarks on other uses of an error that has a finding.
fn remarks(error: &Error, tally: &Tally) -> Vec<String> {
    let deprecated = error.deprecated.as_ref().map(|_| "deprecated".to_owned());
    let parts = [(tally.matched, "matched"), (tally.named, "named by its code"), (tally.mentioned, "mentioned")];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    deprecated
        .into_iter()
        .chain(parts.map(|(number, what)| format!("{what} {}", count(number, "time", "times"))))
        .collect()
}

/// Remarks on what can send an error that was not seen.
fn unseen_remarks(error: &Error, tally: &Tally, survey: &Survey) -> Vec<String> {
    let deprecated = error.deprecated.as_ref().map(|_| "deprecated".to_owned());
    let no_code = (!error.sends_code).then(|| "sends no code".to_owned());
    let statuses = || tally.statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let sender = match tally.sender {
        Some(Sender::Framework) => Some(format!("sent only when the framework answers with {}", statuses())),
        Some(Sender::Source) => Some(format!("constructed only by `?` from {}", tally.sources.join(", "))),
        None if survey.is_declared => Some("never constructed".to_owned()),
        Some(Sender::Code | Sender::Catalog | Sender::RunTime) | None => None,
    };
    deprecated.into_iter().chain(no_code).chain(sender).collect()
}

fn render_stranger(Stranger { place, text, verdict }: &Stranger) -> String {
    let what = match (verdict.is_retired, verdict.is_likely) {
        (true, true) => "used as a code",
        (true, false) => "mentioned",
        (false, true) => "likely a code",
        (false, false) => "possibly a code",
    };
    let near = verdict.near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let text = styled(CODE, &format!("\"{}\"", printable_line(&beginning(text))));
    format!("{}: {text}, {what}{near}", styled(PLACE, &place.to_string()))
}

fn render_recorded(Recorded { place, code, origin }: &Recorded) -> String {
    let remark = match origin {
        Origin::Retired => "sent in a response".to_owned(),
        Origin::Alias(code) => format!("sent in a response; an alias of `{code}`, which responses no longer contain"),
        Origin::Unknown(Some(near)) => format!("sent in a response; the most similar code is `{near}`"),
        Origin::Unknown(None) => "sent in a response".to_owned(),
    };
    let text = styled(CODE, &format!("\"{}\"", printable_line(&beginning(code))));
    format!("{}: {text}, {remark}", styled(PLACE, &place.to_string()))
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
    let assumed: Vec<_> = findings.assumed(&loaded.catalog).map(name_of).collect();
    // If no Rust is generated from the catalog, no error counts as constructed.
    if survey.is_declared && !assumed.is_empty() {
        let codes = assumed.join(", ");
        let text =
            format!("These errors count as constructed, because the framework or `?` may construct them: {codes}");
        writeln!(out, "\n{}", wrap(&text, width, "", "  "))?;
    }
    if !survey.by_code.is_empty() {
        let text = "Any error may also be constructed here, from a code that is computed at run time:";
        writeln!(out, "\n{}", wrap(text, width, "", "  "))?;
        show_lines(survey.by_code.iter().map(|place| styled(PLACE, &place.to_string())), width, out)?;
    }
    show_not_unseen(loaded, findings, width, out)?;
    writeln!(out, "\n{}", styled(FAINT, "This analysis cannot see:"))?;
    CANNOT_SEE.iter().try_for_each(|limit| writeln!(out, "{}", wrap(limit, width, "  - ", "    ")))
}

/// Shows the errors that were not seen but do not count as unseen, with the reason.
fn show_not_unseen(loaded: &Loaded, findings: &Findings<'_>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(seen) = findings.seen else { return Ok(()) };
    let catalog = &loaded.catalog;
    let unseen = |sender| findings.unseen_by(catalog, sender).map(name_of).collect();
    let only_shown: Vec<_> = unseen(Sender::RunTime);
    let contained: Vec<_> = unseen(Sender::Catalog);
    let exempt: Vec<_> = findings.exempt(catalog, false).map(name_of).collect();
    for (codes, why) in [
        (only_shown, "only a code that is computed at run time can construct them"),
        (contained, "responses contain the code of the other catalog's error"),
        (exempt, "`[usage] no-test` in the catalog lists them"),
    ] {
        if !codes.is_empty() {
            let (files, codes) = (files(seen), codes.join(", "));
            let text = format!("These errors are not in {files} and do not count as unseen, because {why}: {codes}");
            writeln!(out, "\n{}", wrap(&text, width, "", "  "))?;
        }
    }
    Ok(())
}
