//! Prints the comparison for GitHub, as a workflow command for each change.

use std::io::{self, Write};

use error_catalog_model::contract::{Change, Impact};

use super::Comparison;
use super::rust::RustChanges;
use crate::prose::count;
use crate::report::changes::{certainty, demand};
use crate::report::github::{SHOWN, render_command};

pub(super) fn print(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    for (change, _, place) in comparison.located().take(SHOWN) {
        let kind = match change.impact {
            _ if comparison.rejects(change) => "error",
            Impact::Major => "warning",
            Impact::Minor | Impact::Patch => "notice",
        };
        let title = format!("{}: {}", change.impact.as_str(), change.kind.as_str());
        writeln!(out, "{}", render_command(kind, place, &title, &message(change)))?;
    }
    if let more @ 1.. = comparison.changes.len().saturating_sub(SHOWN) {
        let more = count(more, "more change", "more changes");
        let message = format!("{more}; the option `--format json` of `diff` lists all changes");
        writeln!(out, "{}", render_command("notice", None, "error-catalog", &message))?;
    }
    if let Some(rust) = &comparison.rust {
        rust.print_github(out)?;
    }
    // Without a change, there is nothing to annotate.
    if comparison.changes.is_empty() && comparison.rust.as_ref().is_none_or(RustChanges::is_empty) {
        return Ok(());
    }
    writeln!(out, "{}", render_command("notice", None, "error-catalog diff", &comparison.summary()))
}

fn message(change: &Change) -> String {
    let certainty = certainty(change).map(|certainty| format!("\nThe match with the old error is {certainty}."));
    let advice: String = change.advice.iter().map(|way| format!("\nhelp: {way}")).collect();
    let demand = demand(change).map(|demand| format!("\n{demand}"));
    format!("{change}\n{}{}{}{advice}", change.why, certainty.unwrap_or_default(), demand.unwrap_or_default())
}
