//! What the documentation says about rules, written from the one list of them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use error_catalog_model::rules::{self, Case, Rule, RuleGroup, RuleKind};
use error_catalog_outputs::build::PlannedFile;

use crate::Result;

const FORMAT: &str = "docs/format.md";
const CONTRACT: &str = "docs/contract.md";
const INDEX: &str = "docs/rules.md";
const PAGES: &str = "docs/rules";

/// The tables in the two references, the index, and a page for each rule.
pub(super) fn plan_rules(root: &Path) -> Result<Vec<PlannedFile>> {
    let is_hard = |group: &&RuleGroup| group.rules.iter().all(|rule| matches!(rule.kind, RuleKind::Hard));
    let hard: Vec<&Rule> = rules::GROUPS.iter().filter(is_hard).flat_map(|group| group.rules).copied().collect();
    let lints: Vec<&Rule> = rules::all().filter(|rule| rule.is_lint()).collect();
    let changes: Vec<&Rule> = rules::all().filter(|rule| matches!(rule.kind, RuleKind::Change(_))).collect();
    let mut files = vec![
        fill(root, FORMAT, &[("rules", render_hard(&hard, PAGES)), ("lints", render_lints(&lints, PAGES))])?,
        fill(root, CONTRACT, &[("changes", render_changes(&changes, PAGES))])?,
        plan(root, INDEX.to_owned(), render_index()),
    ];
    for rule in rules::all() {
        let page = format!("{}\n[All rules](../rules.md)\n", rule.render_page());
        files.push(plan(root, format!("{PAGES}/{}.md", rule.id), page));
    }
    refuse_orphans(root)?;
    Ok(files)
}

/// A page whose rule is gone has to go too.
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

fn plan(root: &Path, path: String, new: String) -> PlannedFile {
    let old = fs::read_to_string(root.join(&path)).ok();
    PlannedFile { path, old, new }
}

fn render_index() -> String {
    let mut page = "\
# Rules

Every rule of `error-catalog`, by group. The name of a rule is in brackets in each message, and `error-catalog explain
RULE` shows its page.

A **hard rule** cannot be turned off. A **lint** is advice: `[lints]` and the options `--allow`, `--warn` and `--deny` of
`check` set its level. A **change** is what `diff` finds between two versions of a catalog, and what `check` finds
against the lock.

<!-- Written by `cargo xtask codegen`. -->
"
    .to_owned();
    for group in rules::GROUPS {
        let table = match group.rules.first().map(|rule| rule.kind) {
            Some(RuleKind::Lint) => render_lints(group.rules, "rules"),
            Some(RuleKind::Change(_)) => render_changes(group.rules, "rules"),
            _ => render_hard(group.rules, "rules"),
        };
        let _ = write!(page, "\n## {}\n\n{table}", group.title);
    }
    page
}

fn link(rule: &Rule, pages: &str) -> String {
    format!("[`{0}`]({1}/{0}.md)", rule.id, pages.trim_start_matches("docs/"))
}

fn render_hard(rules: &[&Rule], pages: &str) -> String {
    let mut table = String::from("| rule | what it demands |\n|---|---|\n");
    for rule in rules {
        let _ = writeln!(table, "| {} | {} |", link(rule, pages), rule.summary);
    }
    table
}

fn render_lints(lints: &[&Rule], pages: &str) -> String {
    let mut table = String::from("| lint | default | what it demands |\n|---|---|---|\n");
    for lint in lints {
        let _ = writeln!(table, "| {} | `{}` | {} |", link(lint, pages), lint.severity.as_level(), lint.summary);
    }
    table
}

fn render_changes(changes: &[&Rule], pages: &str) -> String {
    let mut table = String::from("| change | what it is | effect |\n|---|---|---|\n");
    for change in changes {
        let RuleKind::Change(cases) = change.kind else { continue };
        let case = |case: &Case| format!("**{}**: {}", case.effect(), case.why);
        let cases: Vec<String> = cases.iter().map(case).collect();
        let _ = writeln!(table, "| {} | {} | {} |", link(change, pages), change.summary, cases.join("<br>"));
    }
    table
}

/// A page with its tables, each between two marks that have its name.
fn fill(root: &Path, path: &str, tables: &[(&str, String)]) -> Result<PlannedFile> {
    let old = fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
    let mut new = old.clone();
    for (name, table) in tables {
        let begin = format!("<!-- {name}:begin, written by `cargo xtask codegen` -->\n");
        let end = format!("<!-- {name}:end -->\n");
        let marks = new.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
        let (before, after) = marks.ok_or_else(|| format!("{path} has no {begin}… {end}"))?;
        new = format!("{before}{begin}\n{table}\n{end}{after}");
    }
    Ok(PlannedFile { path: path.to_owned(), old: Some(old), new })
}
