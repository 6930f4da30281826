//! For people: in the look of rustc.

use std::io::{self, IsTerminal};

use annotate_snippets::Renderer;
use error_catalog_model::{Diagnostic, Report};

use super::diagnostic::render_diagnostic;
use crate::terminal::Terminal;

/// Shows each diagnostic of a report.
pub(crate) fn show(report: &Report, terminal: &mut Terminal<'_>) -> io::Result<()> {
    // Into a pipe a line stays one, for those who search it.
    let width = io::stderr().is_terminal().then(|| terminal.width());
    let renderer = width.map_or(Renderer::styled(), |width| Renderer::styled().term_width(width));
    for diagnostic in &report.diagnostics {
        let wrapped = width.map(|width| wrap(diagnostic, width));
        let diagnostic = wrapped.as_ref().unwrap_or(diagnostic);
        writeln!(terminal.err, "{}\n", render_diagnostic(report, diagnostic, &renderer))?;
    }
    Ok(())
}

/// A diagnostic whose prose fits into the terminal.
fn wrap(diagnostic: &Diagnostic, width: usize) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    let head = "error[]: ".len() + diagnostic.rule.id.len();
    diagnostic.message = fill(&diagnostic.message, width, head);
    // Behind the numbers of the lines and `= help: `.
    let gutter = 14;
    for help in &mut diagnostic.help {
        *help = fill(help, width, gutter);
    }
    diagnostic
}

fn fill(text: &str, width: usize, indent: usize) -> String {
    textwrap::fill(text, textwrap::Options::new(width.saturating_sub(indent).max(20)).break_words(false))
}
