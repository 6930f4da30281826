//! Diagnostics as plain text, for macros, build scripts and logs.

use std::fmt::Write;

use super::{Diagnostic, Report, Snippet};
use crate::printable::{printable, printable_line};

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
    let rule = diagnostic.rule;
    let mut out = format!("{}[{}]: {}", diagnostic.severity.as_str(), rule.id, diagnostic.message);
    let place = diagnostic.span.and_then(|span| report.snippet(span));
    let related = diagnostic.related.as_ref().and_then(|(span, why)| Some((report.snippet(*span)?, why)));
    let last_line = related.as_ref().map(|(snippet, _)| snippet.line).max(place.map(|place| place.line));
    let gutter = last_line.map_or(0, |line| line.to_string().len());
    if let Some(place) = place {
        render_snippet(&mut out, gutter, "-->", place, '^', &diagnostic.label);
    }
    if let Some((snippet, why)) = related {
        let _ = write!(out, "\n{:gutter$} |", "");
        render_snippet(&mut out, gutter, ":::", snippet, '-', why);
    }
    if !diagnostic.help.is_empty() {
        let _ = write!(out, "\n{:gutter$} |", "");
    }
    for help in &diagnostic.help {
        let _ = write!(out, "\n{:gutter$} = help: {help}", "");
    }
    out
}

fn render_snippet(out: &mut String, gutter: usize, arrow: &str, place: Snippet<'_>, mark: char, label: &str) {
    let Snippet { path, line, column, .. } = place;
    let (text, at, width) = place.window();
    let before: String = text.chars().take(at).collect();
    let meant: String = text.chars().skip(at).take(width).collect();
    let indent = columns(&before);
    let marks = mark.to_string().repeat(columns(&meant).max(1));
    let (path, text) = (printable_line(path), printable(&text));
    let _ = write!(out, "\n{:gutter$}{arrow} {path}:{line}:{column}\n{:gutter$} |", "", "");
    let _ = write!(out, "\n{line:gutter$} |");
    if !text.is_empty() {
        let _ = write!(out, " {text}");
    }
    let _ = write!(out, "\n{:gutter$} | {:indent$}{marks}", "", "");
    if !label.is_empty() {
        let _ = write!(out, " {label}");
    }
}

/// The number of terminal columns that the text takes, approximated without Unicode tables.
fn columns(text: &str) -> usize {
    let width = |char| match char {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    };
    printable(text).chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn carets_are_below_the_text_that_they_mark() {
        for (text, width) in [
            ("", 0),
            ("plain \u{e9}", 7),
            ("e\u{301}", 1),
            ("a\tb", 6),
            ("\u{2764}\u{fe0f}", 1),
            ("\u{540d}\u{524d}", 4),
            ("\u{ac00}\u{ff01}\u{1f600}\u{20000}", 8),
            ("\u{1b}\u{202e}", 2),
        ] {
            assert_eq!(columns(text), width, "{text:?}");
        }
    }
}
