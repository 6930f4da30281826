//! Prints reports as workflow commands, which GitHub shows at the lines of a pull request.

use std::io::{self, Write};

use error_catalog_model::{Diagnostic, Report, Severity, visible_except};

use crate::place::{Place, path_in_repository, place_of};
use crate::prose::count;

/// The maximum number of commands for one catalog. GitHub shows ten errors and ten warnings of a step; the others are
/// only in the log.
pub(crate) const SHOWN: usize = 100;

/// Prints a command for each diagnostic of the catalog whose main file is `main`, and a notice if there are too many.
pub(crate) fn render_report(main: &str, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let (shown, more) = report.first(SHOWN);
    for diagnostic in shown {
        let place = diagnostic.span.and_then(|span| place_of(report, span));
        let place = place.unwrap_or_else(|| Place::line(main.to_owned(), 1));
        let kind = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        writeln!(out, "{}", render_command(kind, Some(&place), diagnostic.rule.id, &text_of(report, diagnostic)))?;
    }
    if more > 0 {
        let more = count(more, "more problem", "more problems");
        let message = format!("{main} has {more}; the option `--format json` of `check` lists all problems");
        writeln!(out, "{}", render_command("notice", None, "error-catalog", &message))?;
    }
    Ok(())
}

/// The text of a command. A command has one place, so the related place is a line of the text.
fn text_of(report: &Report, diagnostic: &Diagnostic) -> String {
    let label = (!diagnostic.label.is_empty()).then_some(diagnostic.label.clone());
    let related = diagnostic.related.as_ref().and_then(|(span, why)| {
        let place = place_of(report, *span)?;
        let place = Place { file: path_in_repository(&place.file), ..place };
        Some(if why.is_empty() { place.to_string() } else { format!("{place}: {why}") })
    });
    let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
    let lines = std::iter::once(diagnostic.message.clone()).chain(label).chain(related).chain(help);
    lines.collect::<Vec<_>>().join("\n")
}

/// Renders a workflow command, such as
/// `::error file=errors.toml,line=2,endLine=2,col=1,endColumn=6,title=unknown-key::unknown key …`.
pub(crate) fn render_command(kind: &str, place: Option<&Place>, title: &str, message: &str) -> String {
    let mut properties = Vec::new();
    if let Some(place) = place {
        properties.push(("file", path_in_repository(&place.file)));
        properties.push(("line", place.line.to_string()));
        if let Some(columns) = place.columns {
            properties.push(("endLine", columns.end_line.to_string()));
            // GitHub accepts columns only for a range within one line.
            if columns.end_line == place.line {
                properties.push(("col", columns.column.to_string()));
                properties.push(("endColumn", columns.end_column.to_string()));
            }
        }
    }
    properties.push(("title", title.to_owned()));
    let properties = properties.into_iter().map(|(name, value)| format!("{name}={}", escape_property(&value)));
    format!("::{kind} {}::{}", properties.collect::<Vec<_>>().join(","), escape_message(message))
}

/// Escapes line breaks, and replaces other unprintable characters, for which commands have no escape.
fn escape_message(text: &str) -> String {
    visible_except(text, &['\n', '\r']).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_a_command() {
        for (text, message, property) in [
            ("plain", "plain", "plain"),
            ("100 %", "100 %25", "100 %25"),
            ("%0A", "%250A", "%250A"),
            ("a\r\n::error::b", "a%0D%0A::error::b", "a%0D%0A%3A%3Aerror%3A%3Ab"),
            ("a\u{1b}[m\u{202e}", "a␛[m\u{fffd}", "a␛[m\u{fffd}"),
            ("a,line=9:b", "a,line=9:b", "a%2Cline=9%3Ab"),
        ] {
            assert_eq!((escape_message(text), escape_property(text)), (message.to_owned(), property.to_owned()));
        }
    }
}
