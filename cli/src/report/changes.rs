//! Changes of a contract, for people: by how much they matter, what each is, and whom it breaks.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use error_catalog_model::contract::{Change, Impact};
use textwrap::WordSplitter;

use crate::place::Place;
use crate::prose::PLACE;
use crate::terminal::Terminal;

/// What a group of changes means.
pub(crate) fn meaning(impact: Impact) -> &'static str {
    match impact {
        Impact::Major => "a client that was right before may be wrong now",
        Impact::Minor => "there is more than before, and what was there is as it was",
        Impact::Patch => "no program can tell",
    }
}

/// What changed, with the error that it is about: "`user_not_found`: status 404 is now 410".
pub(crate) fn subject_and_what(change: &Change) -> String {
    match &change.code {
        Some(code) if !change.what.contains(&format!("`{code}`")) => format!("`{code}`: {}", change.what),
        _ => change.what.clone(),
    }
}

/// "likely, 86 %: same number, same status"
pub(crate) fn certainty(change: &Change) -> Option<String> {
    let certainty = change.certainty?;
    let grounds = change.grounds.as_ref().map(|grounds| format!(": {grounds}")).unwrap_or_default();
    Some(format!("{certainty}{grounds}"))
}

/// `3 major, 1 minor, 2 patch`
pub(crate) fn count_changes(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "no changes".to_owned();
    }
    let number = |impact| changes.iter().filter(|change| change.impact == impact).count();
    let counts = Impact::ALL.iter().rev().map(|impact| (number(*impact), impact.as_str()));
    let counts = counts.filter(|(number, _)| *number > 0).map(|(number, impact)| format!("{number} {impact}"));
    counts.collect::<Vec<_>>().join(", ")
}

/// The columns to fill of what goes to a stream. Into a pipe a line stays one, for those who search it.
pub(crate) fn width(terminal: &Terminal<'_>, stream: &impl IsTerminal) -> usize {
    if stream.is_terminal() { terminal.width() } else { usize::MAX }
}

/// Shows changes, the largest first, each group under what it means.
///
/// ```text
/// major: a client that was right before may be wrong now
///
///   `user_not_found`: status 404 is now 410 [status-changed]
///     errors.toml:12
///     Clients that act on the status treat the response differently.
/// ```
pub(crate) fn show(
    changes: &[&Change],
    place: impl Fn(&Change) -> Option<Place>,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for impact in Impact::ALL.iter().rev() {
        let group: Vec<&&Change> = changes.iter().filter(|change| change.impact == *impact).collect();
        if group.is_empty() {
            continue;
        }
        let style = style_of(*impact);
        let heading = format!("{style}{}{style:#}: {}", impact.as_str(), meaning(*impact));
        write_wrapped(&heading, "", "  ", Style::new(), width, out)?;
        writeln!(out)?;
        for change in group {
            let title = format!("{} [{}]", subject_and_what(change), change.kind.as_str());
            write_wrapped(&title, "  ", "    ", Style::new().bold(), width, out)?;
            if let Some(place) = place(change) {
                write_wrapped(&place.to_string(), "    ", "    ", PLACE, width, out)?;
            }
            write_wrapped(change.why, "    ", "    ", Style::new(), width, out)?;
            if let Some(certainty) = certainty(change) {
                let line = format!("That it is the same error is {certainty}.");
                write_wrapped(&line, "    ", "    ", Style::new(), width, out)?;
            }
            if change.forbidden {
                write_wrapped("No version allows it.", "    ", "    ", Style::new(), width, out)?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn style_of(impact: Impact) -> Style {
    let color = match impact {
        Impact::Major => AnsiColor::BrightRed,
        Impact::Minor => AnsiColor::Yellow,
        Impact::Patch => AnsiColor::Green,
    };
    color.on_default().bold()
}

pub(crate) fn write_wrapped(
    text: &str,
    first: &str,
    rest: &str,
    style: Style,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let options = textwrap::Options::new(width.saturating_sub(rest.len()).max(20))
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    for (number, line) in textwrap::wrap(text, options).iter().enumerate() {
        writeln!(out, "{}{style}{line}{style:#}", if number == 0 { first } else { rest })?;
    }
    Ok(())
}
