//! Reports guesses and losses, for users and for programs.

use std::io;

use anstyle::{AnsiColor, Style};
use error_catalog_import::{Note, NoteKind};
use error_catalog_model::printable;

use super::Imported;
use crate::documents::import::ImportDocument;
use crate::documents::{self, FormatVersion};
use crate::failure::Failure;
use crate::load::fail;
use crate::prose::{BOLD, count, wrap};
use crate::report::json::diagnostics;
use crate::terminal::Terminal;

/// The style of a loss, which has the color of a warning.
const LOSS: Style = AnsiColor::Yellow.on_default().bold();

/// ```text
/// errors.md: read as a page (guessed from the name and the content)
///
/// guessed:
///   line 12  `tenant_not_found` has status 404: its name or text says `not found`
///
/// lost:
///   line 40  a table of Plan, Price is not about errors: left out
///
/// errors.toml: defines 9 errors in 1 category; passes `check`
/// ```
pub(super) fn write_human(
    imported: &Imported,
    source: &str,
    output: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let how = if imported.is_guessed { " (guessed from the name and the content)" } else { "" };
    writeln!(terminal.err, "{}: read as {}{how}", printable(source), imported.kind.noun())?;
    for (kind, title, style) in [(NoteKind::Guess, "guessed", BOLD), (NoteKind::Loss, "lost", LOSS)] {
        let notes: Vec<&Note> = imported.notes.iter().filter(|note| note.kind == kind).collect();
        if notes.is_empty() {
            continue;
        }
        writeln!(terminal.err, "\n{style}{title}{style:#}:")?;
        let places: Vec<String> = notes.iter().map(|note| place(note)).collect();
        let wide = places.iter().map(String::len).max().unwrap_or(0);
        let indent = " ".repeat(wide + 4);
        for (note, place) in notes.iter().zip(&places) {
            let first = format!("  {place:wide$}  ");
            writeln!(terminal.err, "{}", wrap(&printable(&note.text), terminal.width(), &first, &indent))?;
        }
    }
    writeln!(terminal.err)?;
    let name = printable(output.unwrap_or("the catalog"));
    let Some(catalog) = &imported.catalog else {
        return Err(fail(&imported.report, &name, terminal));
    };
    let mut summary = format!("defines {}", count(catalog.errors.len(), "error", "errors"));
    if !catalog.categories.is_empty() {
        summary += &format!(" in {}", count(catalog.categories.len(), "category", "categories"));
    }
    let warnings = imported.report.diagnostics.len();
    let rest = if warnings > 0 { format!(" with {}", count(warnings, "warning", "warnings")) } else { String::new() };
    writeln!(terminal.err, "{name}: {summary}; passes `check`{rest}")?;
    Ok(())
}

fn place(note: &Note) -> String {
    if note.line == 0 { "everywhere".to_owned() } else { format!("line {}", note.line) }
}

pub(super) fn write_json(
    imported: &Imported,
    source: &str,
    output: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let document = serde_json::to_string_pretty(&import_document(imported, source, output)).map_err(io::Error::from)?;
    Ok(writeln!(terminal.err, "{document}")?)
}

pub(super) fn import_document<'a>(
    imported: &'a Imported,
    source: &'a str,
    output: Option<&'a str>,
) -> ImportDocument<'a> {
    let notes = |kind| {
        let notes = imported.notes.iter().filter(move |note| note.kind == kind);
        notes
            .map(|note| documents::import::Note { message: &note.text, line: (note.line > 0).then_some(note.line) })
            .collect()
    };
    ImportDocument {
        format_version: FormatVersion,
        source,
        kind: imported.kind.as_str(),
        kind_guessed: imported.is_guessed,
        output,
        passes_check: imported.catalog.is_some(),
        errors: imported.catalog.as_ref().map_or(0, |catalog| catalog.errors.len()),
        categories: imported.catalog.as_ref().map_or(0, |catalog| catalog.categories.len()),
        guessed: notes(NoteKind::Guess),
        lost: notes(NoteKind::Loss),
        diagnostics: diagnostics(&imported.report),
    }
}
