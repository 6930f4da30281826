//! The changes for Rust callers, as a separate section of each format.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::AnsiColor;
use error_catalog_model::contract::{Impact, RustChange, diff_rust};

use super::markdown::{code_cell, text_between};
use super::side::Side;
use crate::documents::diff as documents;
use crate::failure::Failure;
use crate::place::Place;
use crate::prose::{BOLD, PLACE, count, styled, wrap};
use crate::report::changes::count_impacts;
use crate::report::github::{SHOWN, render_command};

/// The changes for Rust callers, the most severe first.
pub(super) struct RustChanges {
    changes: Vec<RustChange>,
    /// The place of each change in the old and in the new catalog.
    places: [Vec<Option<Place>>; 2],
    /// The most severe impact that does not make the command fail; `None` if no change does.
    allowed: Option<Impact>,
}

impl RustChanges {
    /// Compares two catalogs. The result is `None` if one side is a lock without the names and types in Rust.
    pub(super) fn find(old: &Side, new: &Side, allowed: Option<Impact>) -> Result<Option<Self>, Failure> {
        let Some(mut changes) = diff_rust(&old.contract, &new.contract) else {
            let side = if old.contract.rust.is_none() { old } else { new };
            let message = format!("{} does not record the Rust code; run `release` to record it", side.name);
            return if allowed.is_some() { Err(Failure::Fatal(message)) } else { Ok(None) };
        };
        changes.sort_by_key(|change| std::cmp::Reverse(change.impact()));
        let places = [old.rust_places(&changes, false), new.rust_places(&changes, true)];
        Ok(Some(Self { changes, places, allowed }))
    }

    /// Whether `--allow-rust` rejects one of the changes.
    pub(super) fn is_rejected(&self) -> bool {
        self.changes.iter().any(|change| self.rejects(change))
    }

    fn rejects(&self, change: &RustChange) -> bool {
        self.allowed.is_some_and(|allowed| change.impact() > allowed)
    }

    fn located(&self) -> impl Iterator<Item = (&RustChange, Option<&Place>, Option<&Place>)> {
        let [old, new] = &self.places;
        let places = old.iter().zip(new).map(|(old, new)| (old.as_ref(), new.as_ref()));
        self.changes.iter().zip(places).map(|(change, (old, new))| (change, old, new))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The number of changes with each impact: `3 major changes, 1 minor change`
    pub(super) fn counts(&self) -> String {
        count_impacts(self.changes.iter().map(RustChange::impact))
    }

    /// Writes the section for people. Without a change, nothing is written.
    pub(super) fn show(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let title = styled(AnsiColor::Cyan.on_default().bold(), "for Rust callers of generated enums");
        let heading = format!("{title}: {}", self.counts());
        writeln!(out, "{}\n", wrap(&heading, width, "", "  "))?;
        for (change, old, new) in self.located().take(SHOWN) {
            let title = format!("{}: {change} [{}]", change.impact().as_str(), change.kind.as_str());
            writeln!(out, "{}", wrap(&styled(BOLD, &title), width, "  ", "    "))?;
            if let Some(place) = new.or(old) {
                writeln!(out, "    {}", styled(PLACE, &place.to_string()))?;
            }
            writeln!(out, "{}\n", wrap(&why(change), width, "    ", "    "))?;
        }
        if let more @ 1.. = self.changes.len().saturating_sub(SHOWN) {
            let more = count(more, "more change", "more changes");
            let line = format!("and {more}; the option `--format json` of `diff` lists all changes");
            writeln!(out, "{}\n", wrap(&line, width, "  ", "  "))?;
        }
        Ok(())
    }

    pub(super) fn document(&self) -> Vec<documents::RustChange<'_>> {
        let changes = self.located().map(|(change, old, new)| documents::RustChange {
            kind: change.kind.as_str(),
            impact: change.impact().as_str(),
            key: change.key.as_deref(),
            violation: change.is_violation,
            what: change.to_string(),
            why: change.case.why,
            errors: change.case.errors,
            old: change.old.as_deref(),
            new: change.new.as_deref(),
            old_place: old.cloned(),
            place: new.cloned(),
        });
        changes.collect()
    }

    pub(super) fn summary(&self) -> documents::RustSummary {
        let number = |impact| self.changes.iter().filter(|change| change.impact() == impact).count();
        documents::RustSummary {
            major: number(Impact::Major),
            minor: number(Impact::Minor),
            is_allowed: !self.is_rejected(),
        }
    }

    /// Writes the section of a comment on a pull request. `room` is the number of bytes that it may have.
    pub(super) fn render_markdown(&self, room: usize) -> String {
        if self.changes.is_empty() {
            return String::new();
        }
        let counts = self.counts();
        let mut out =
            format!("\n<details>\n<summary><b>For Rust callers of generated enums</b>: {counts}.</summary>\n");
        out.push_str("\n| change | why | kind |\n|---|---|---|\n");
        for (number, change) in self.changes.iter().enumerate() {
            let what = change.what.render(text_between, code_cell);
            let (impact, kind) = (change.impact().as_str(), change.kind.as_str());
            let row = format!("| **{impact}**: {what} | {} | `{kind}` |", why(change));
            if out.len() + row.len() > room {
                let _ = writeln!(out, "| and {} more | | |", self.changes.len() - number);
                break;
            }
            let _ = writeln!(out, "{row}");
        }
        out.push_str("\n</details>\n");
        out
    }

    /// Prints an annotation for each change, if `--allow-rust` is given.
    pub(super) fn print_github(&self, out: &mut dyn Write) -> io::Result<()> {
        for (change, _, place) in self.located().filter(|_| self.allowed.is_some()).take(SHOWN) {
            let kind = if self.rejects(change) { "error" } else { "notice" };
            let title = format!("{} for Rust callers: {}", change.impact().as_str(), change.kind.as_str());
            writeln!(out, "{}", render_command(kind, place, &title, &format!("{change}\n{}", why(change))))?;
        }
        if let more @ 1.. = self.changes.len().saturating_sub(SHOWN)
            && self.allowed.is_some()
        {
            let more = count(more, "more change", "more changes");
            let message = format!("{more} for Rust callers; the option `--format json` of `diff` lists all changes");
            writeln!(out, "{}", render_command("notice", None, "error-catalog", &message))?;
        }
        Ok(())
    }
}

/// Why the change has its impact, with the errors of rustc: `A pattern without .. does not compile. (E0027)`
fn why(change: &RustChange) -> String {
    match change.case.errors {
        [] => change.case.why.to_owned(),
        errors => format!("{} ({})", change.case.why, errors.join(", ")),
    }
}
