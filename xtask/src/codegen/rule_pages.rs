//! Generates the documentation of rules from the list of all rules.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use error_catalog_model::contract::RustChangeKind;
use error_catalog_model::rules::{self, Case, Rule, RuleKind};
use error_catalog_outputs::build::PlannedFile;

use crate::Result;

const INDEX: &str = "docs/rules.md";
const PAGES: &str = "docs/rules";

/// Plans the index of the rules and a page for each rule.
pub(super) fn plan_pages(root: &Path) -> Result<Vec<PlannedFile>> {
    refuse_orphans(root)?;
    let plan = |path: String, new: String| {
        let old = fs::read_to_string(root.join(&path)).ok();
        PlannedFile { path, old, new }
    };
    let page = |rule: &Rule| format!("{}\n[All rules](../rules.md)\n", rule.render_page());
    let pages = rules::all().map(|rule| plan(format!("{PAGES}/{}.md", rule.id), page(rule)));
    Ok([plan(INDEX.to_owned(), render_index())].into_iter().chain(pages).collect())
}

/// Renders the table of hard rules for the reference of the format.
pub(super) fn hard_table() -> String {
    render_hard(rules::all().filter(|rule| matches!(rule.kind, RuleKind::Hard)))
}

/// Renders the table of lints for the reference of the format.
pub(super) fn lints_table() -> String {
    render_lints(rules::all().filter(|rule| rule.is_lint()))
}

/// Renders the table of changes for the reference of the contract.
pub(super) fn changes_table() -> String {
    render_changes(rules::all())
}

/// Returns the table of the changes for Rust callers, with the errors of rustc.
pub(super) fn rust_changes_table() -> String {
    let mut table = "| change | what it is | effect |\n|---|---|---|\n".to_owned();
    for kind in RustChangeKind::ALL {
        let effects = kind.cases().iter().map(|case| {
            let errors = if case.errors.is_empty() { String::new() } else { format!(" ({})", case.errors.join(", ")) };
            format!("**{}**: {}{errors}", case.impact.as_str(), case.why)
        });
        let effects = effects.collect::<Vec<_>>().join("<br>");
        table += &format!("| `{}` | {} | {effects} |\n", kind.as_str(), kind.summary());
    }
    table
}

/// Fails if a page exists for a rule that does not exist.
fn refuse_orphans(root: &Path) -> Result {
    let known: BTreeSet<String> = rules::all().map(|rule| format!("{}.md", rule.id)).collect();
    let Ok(pages) = fs::read_dir(root.join(PAGES)) else { return Ok(()) };
    for page in pages {
        let name = page?.file_name().to_string_lossy().into_owned();
        if !known.contains(&name) {
            return Err(format!("{PAGES}/{name} is not the page of a rule\nhelp: delete it").into());
        }
    }
    Ok(())
}

fn render_index() -> String {
    let mut page = "\
# Rules

This page lists every rule of `error-catalog`, by group. Every diagnostic contains the id of its rule in brackets.
`error-catalog explain RULE` shows the page of a rule.

A **hard rule** cannot be turned off. A **lint** is advice: `[lints]` and the options `--allow`, `--warn` and `--deny` of
`check` set the level of a lint. A **change** is a difference between two versions of a catalog, or between a catalog and
its lock. `diff` and `check` report changes.

<!-- Written by `cargo xtask codegen`. -->
"
    .to_owned();
    for group in rules::GROUPS {
        let rules = group.rules.iter().copied();
        let table = match group.rules.first().map(|rule| rule.kind) {
            Some(RuleKind::Lint) => render_lints(rules),
            Some(RuleKind::Change(_)) => render_changes(rules),
            _ => render_hard(rules),
        };
        let _ = write!(page, "\n## {}\n\n{table}", group.title);
    }
    page
}

/// Renders a link to a rule's page. The link is absolute, because docs.rs shows the tables without these pages.
fn link(rule: &Rule) -> String {
    format!("[`{}`]({})", rule.id, rule.url())
}

fn render_hard(rules: impl Iterator<Item = &'static Rule>) -> String {
    let mut table = String::from("| rule | what it demands |\n|---|---|\n");
    for rule in rules {
        let _ = writeln!(table, "| {} | {} |", link(rule), rule.summary);
    }
    table
}

fn render_lints(lints: impl Iterator<Item = &'static Rule>) -> String {
    let mut table = String::from("| lint | default | what it demands |\n|---|---|---|\n");
    for lint in lints {
        let _ = writeln!(table, "| {} | `{}` | {} |", link(lint), lint.severity.as_level(), lint.summary);
    }
    table
}

fn render_changes(changes: impl Iterator<Item = &'static Rule>) -> String {
    let mut table = String::from("| change | what it is | effect |\n|---|---|---|\n");
    for change in changes {
        let RuleKind::Change(cases) = change.kind else { continue };
        let case = |case: &Case| format!("**{}**: {}", case.effect(), case.why);
        let cases: Vec<String> = cases.iter().map(case).collect();
        let _ = writeln!(table, "| {} | {} | {} |", link(change), change.summary, cases.join("<br>"));
    }
    table
}
