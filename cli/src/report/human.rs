//! Prints reports for users, in the style of rustc.

use std::io;

use annotate_snippets::Renderer;
use error_catalog_model::{Diagnostic, Report};

use super::diagnostic::render_diagnostic;
use crate::prose::wrap;
use crate::terminal::Terminal;

/// Shows every diagnostic of a report.
pub(crate) fn show(report: &Report, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let width = terminal.err_width();
    // The renderer's arithmetic would overflow at `usize::MAX`.
    let renderer = Renderer::styled().term_width(width.min(10_000));
    for diagnostic in &report.diagnostics {
        writeln!(terminal.err, "{}\n", render_diagnostic(report, &fit(diagnostic, width), &renderer))?;
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
        *help = wrap(help, width.saturating_sub(gutter), "", "");
    }
    diagnostic
}
