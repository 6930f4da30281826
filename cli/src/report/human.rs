//! Prints reports for users, in the style of rustc.

use std::collections::BTreeMap;
use std::io;

use annotate_snippets::Renderer;
use error_catalog_model::{Diagnostic, Report};

use super::diagnostic::render_diagnostic;
use crate::prose::wrap;
use crate::terminal::Terminal;

/// The number of findings of one lint that are shown.
const SHOWN: usize = 10;

/// Shows the diagnostics of a report. Of each lint, only the first findings and the number of the others are shown:
/// a catalog that was not written with a lint in mind may have hundreds of findings.
pub(crate) fn show(report: &Report, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let width = terminal.err_width();
    // The renderer's arithmetic would overflow at `usize::MAX`.
    let renderer = Renderer::styled().term_width(width.min(10_000));
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        if diagnostic.rule.is_lint() {
            let found = found.entry(diagnostic.rule.id).or_default();
            *found += 1;
            if *found > SHOWN {
                continue;
            }
        }
        writeln!(terminal.err, "{}\n", render_diagnostic(report, &fit(diagnostic, width), &renderer))?;
    }
    for (lint, found) in found.into_iter().filter(|(_, found)| *found > SHOWN) {
        terminal.say_note(format!(
            "`{lint}` has {SHOWN} findings above and {} more; the option `--format json` of `check` lists all findings",
            found - SHOWN
        ))?;
        writeln!(terminal.err)?;
    }
    Ok(())
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
