//! Prints reports for users, in the style of rustc.

use std::collections::BTreeMap;
use std::io;

use annotate_snippets::Renderer;
use error_catalog_model::{Diagnostic, Report, Rule};

use super::diagnostic::render_diagnostic;
use crate::prose::wrap;
use crate::terminal::Terminal;

/// The number of problems that are shown for one lint, and for one hard rule.
const SHOWN_OF_LINT: usize = 10;
const SHOWN_OF_RULE: usize = 100;

/// Shows the diagnostics of a report. Of each rule, only the first problems and the number of the others are shown:
/// a catalog that was not written with a lint in mind may have hundreds of findings, and one mistake of a program that
/// writes catalogs may be in every error.
pub(crate) fn show(report: &Report, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let width = terminal.err_width();
    // The renderer cuts a longer line, such as a catalog in one line, at both sides of the problem.
    let renderer = Renderer::styled().term_width(width.min(1_000));
    let mut found: BTreeMap<&str, (&Rule, usize)> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        let rule = diagnostic.rule;
        let (_, found) = found.entry(rule.id).or_insert((rule, 0));
        *found += 1;
        if *found <= shown_of(rule) {
            writeln!(terminal.err, "{}\n", render_diagnostic(report, &fit(diagnostic, width), &renderer))?;
        }
    }
    for (rule, found) in found.into_values().filter(|(rule, found)| *found > shown_of(rule)) {
        let (shown, what) = (shown_of(rule), if rule.is_lint() { "findings" } else { "problems" });
        terminal.say_note(format!(
            "`{}` has {shown} {what} above and {} more; the option `--format json` of `check` lists all {what}",
            rule.id,
            found - shown
        ))?;
        writeln!(terminal.err)?;
    }
    Ok(())
}

fn shown_of(rule: &Rule) -> usize {
    if rule.is_lint() { SHOWN_OF_LINT } else { SHOWN_OF_RULE }
}

/// Wraps the text of a diagnostic to the width of the terminal.
fn fit(diagnostic: &Diagnostic, width: usize) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    let head = "error[]: ".len() + diagnostic.rule.id.len();
    diagnostic.message = wrap(&diagnostic.message, width.saturating_sub(head), "", "");
    // The width of the line numbers and of `= help: `.
    let gutter = 14;
    for help in &mut diagnostic.help {
        *help = wrap(&help.to_string(), width.saturating_sub(gutter), "", "").into();
    }
    diagnostic
}
