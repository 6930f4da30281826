//! Shows changes of a contract to users: the impact of each change, what changed, and who is affected.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use error_catalog_model::contract::{Change, Impact};

use crate::place::Place;
use crate::prose::{BOLD, PLACE, count, styled, wrap};

/// How certain a suspected renaming is, and why: "likely, 86 %: same number, same status"
pub(crate) fn certainty(change: &Change) -> Option<String> {
    let certainty = change.certainty?;
    let grounds = change.grounds.as_ref().map(|grounds| format!(": {grounds}")).unwrap_or_default();
    Some(format!("{certainty}{grounds}"))
}

/// Why no version alone permits a change.
pub(crate) fn demand(change: &Change) -> Option<&'static str> {
    if change.forbidden {
        Some("This change is not allowed, not even in a new major version.")
    } else if change.is_asked() {
        Some("A release needs an answer, regardless of the version.")
    } else {
        None
    }
}

/// The number of changes with each impact: `3 major changes, 1 minor change, 2 patch changes`
pub(crate) fn count_changes(changes: &[Change]) -> String {
    count_impacts(changes.iter().map(|change| change.impact))
}

/// The number of changes with each of these impacts.
pub(crate) fn count_impacts(impacts: impl Iterator<Item = Impact>) -> String {
    let impacts: Vec<Impact> = impacts.collect();
    if impacts.is_empty() {
        return "no changes".to_owned();
    }
    let number = |impact| impacts.iter().filter(|it| **it == impact).count();
    let counts = Impact::ALL.iter().rev().map(|impact| (number(*impact), impact.as_str()));
    let counts = counts
        .filter(|(number, _)| *number > 0)
        .map(|(number, impact)| count(number, &format!("{impact} change"), &format!("{impact} changes")));
    counts.collect::<Vec<_>>().join(", ")
}

/// The maximum number of changes of each impact that are shown.
const SHOWN: usize = 100;

/// Shows changes with their places, grouped by impact, the most severe impact first. Of each group, only the first
/// changes and the number of the others are shown.
///
/// ```text
/// major: a client that worked before may break
///
///   `user_not_found`: status 404 is now 410 [status-changed]
///     errors.toml:12:1
///     Clients that act on the status treat the response differently.
/// ```
pub(crate) fn show(changes: &[(&Change, Option<&Place>)], width: usize, out: &mut dyn Write) -> io::Result<()> {
    for impact in Impact::ALL.iter().rev() {
        let group: Vec<_> = changes.iter().filter(|(change, _)| change.impact == *impact).collect();
        if group.is_empty() {
            continue;
        }
        let heading = format!("{}: {}", styled(style_of(*impact), impact.as_str()), impact.meaning());
        writeln!(out, "{}\n", wrap(&heading, width, "", "  "))?;
        let more = group.len().saturating_sub(SHOWN);
        for (change, place) in group.into_iter().take(SHOWN) {
            let title = format!("{change} [{}]", change.kind.as_str());
            writeln!(out, "{}", wrap(&styled(BOLD, &title), width, "  ", "    "))?;
            if let Some(place) = place {
                writeln!(out, "    {}", styled(PLACE, &place.to_string()))?;
            }
            let certainty = certainty(change).map(|certainty| format!("The match with the old error is {certainty}."));
            let demand = demand(change).map(str::to_owned);
            let advice = change.advice.iter().map(|way| format!("help: {way}"));
            for line in [Some(change.why.to_owned()), certainty, demand].into_iter().flatten().chain(advice) {
                writeln!(out, "{}", wrap(&line, width, "    ", "    "))?;
            }
            writeln!(out)?;
        }
        if more > 0 {
            let more = count(more, "more change", "more changes");
            let line = format!("and {more}; the option `--format json` of `diff` lists all changes");
            writeln!(out, "{}\n", wrap(&line, width, "  ", "  "))?;
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
