//! Diagnostics as plain text: what a macro, a build script and a log can show.

use std::fmt::Write;

use super::{Diagnostic, Report, Snippet};

/// ```text
/// error[unknown-key]: unknown key `mesage`
///   --> errors.toml:12:1
///    |
/// 12 | mesage = "No such user"
///    | ^^^^^^ did you mean `message`?
///    |
///    = help: …
/// ```
pub(super) fn render_diagnostic(report: &Report, diagnostic: &Diagnostic) -> String {
    let mut out = format!("{}[{}]: {}", diagnostic.rule.severity.as_str(), diagnostic.rule.id, diagnostic.message);
    let place = diagnostic.span.and_then(|span| report.snippet(span));
    let related = diagnostic.related.as_ref().and_then(|(span, why)| Some((report.snippet(*span)?, why)));
    let last_line = related.as_ref().map_or(0, |(snippet, _)| snippet.line).max(place.map_or(0, |place| place.line));
    let gutter = last_line.to_string().len();
    if let Some(place) = place {
        render_snippet(&mut out, gutter, "-->", place, '^', &diagnostic.label);
    }
    if let Some((snippet, why)) = related {
        render_snippet(&mut out, gutter, ":::", snippet, '-', why);
    }
    if place.is_some() && !diagnostic.help.is_empty() {
        let _ = write!(out, "\n{:gutter$} |", "");
    }
    for help in &diagnostic.help {
        let _ = write!(out, "\n{:gutter$} = help: {help}", "");
    }
    out
}

fn render_snippet(out: &mut String, gutter: usize, arrow: &str, place: Snippet<'_>, mark: char, label: &str) {
    let Snippet { path, line, column, text, width } = place;
    let before: String = text.chars().take(column - 1).collect();
    // A tab is as wide as the reader's terminal makes it; four spaces keep the carets below what they mean.
    let indent = before.replace('\t', "    ").chars().count();
    let marks = mark.to_string().repeat(width);
    let text = text.replace('\t', "    ");
    if arrow == ":::" {
        let _ = write!(out, "\n{:gutter$} |", "");
    }
    let _ = write!(out, "\n{:gutter$}{arrow} {path}:{line}:{column}\n{:gutter$} |", "", "");
    let _ = write!(out, "\n{line:gutter$} | {text}\n{:gutter$} | {:indent$}{marks}", "", "");
    if !label.is_empty() {
        let _ = write!(out, " {label}");
    }
}
