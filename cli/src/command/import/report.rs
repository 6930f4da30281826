//! Reports guesses, losses and gaps, for users and for programs.

use std::io;

use error_catalog_codegen::program::pretty_json;
use error_catalog_import::{NoteKind, Sum};

use super::Imported;
use crate::documents::import::ImportDocument;
use crate::documents::{self, FormatVersion};
use crate::failure::Failure;
use crate::prose::count;
use crate::report::Counts;
use crate::report::human::show;
use crate::report::json::diagnostics;
use crate::report::notes::write_notes;
use crate::terminal::Terminal;

/// ```text
/// errors.md: read as a page (guessed from the name and the content)
///
/// guessed:
///   line 12  `tenant_not_found` has status 404: its name or text says `not found`
///
/// lost:
///   line 40  a table of Plan, Price is not about errors: left out
///
/// wrote errors.toml: 9 entries from 9 rows, statuses: 4 given, 5 derived, 0 unknown, passes check
/// ```
pub(super) fn write_human(
    imported: &Imported,
    source: &str,
    output: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let how = if imported.is_guessed { " (guessed from the name and the content)" } else { "" };
    terminal.print_err(format_args!("{source}: read as {}{how}", imported.kind.noun()))?;
    write_notes(&imported.notes, terminal)?;
    writeln!(terminal.err)?;
    // The catalog is written even if it does not pass `check`, so the line says that the file exists.
    let name = output.map_or("the catalog".to_owned(), |path| format!("wrote {path}"));
    let counts = Counts::of(&imported.report);
    // The notes already name each error without a status, with its line in the source.
    if counts.errors > imported.sum.unknown {
        show(&imported.report, terminal)?;
    }
    let result = match imported.catalog {
        Some(_) if counts.warnings == 0 => "passes check".to_owned(),
        Some(_) => format!("passes check with {}", count(counts.warnings, "warning", "warnings")),
        None if counts.errors == imported.sum.unknown => "fails check until each `# status = ?` has a value".to_owned(),
        None => format!("fails check with {counts}"),
    };
    Ok(terminal.print_err(format_args!("{name}: {}, {result}", sum_line(imported)))?)
}

/// ```text
/// 9 entries from 12 rows (1 left out, 2 merged into others), statuses: 4 given, 3 derived, 2 unknown
/// ```
fn sum_line(imported: &Imported) -> String {
    let Sum { entries, left_out, errors, given, derived, unknown, described } = imported.sum;
    if errors == 0 {
        return format!("no entries, {} described", count(described, "status", "statuses"));
    }
    let (one, many) = imported.kind.entries();
    let catalog = count(errors, "entry", "entries");
    let merged = entries.saturating_sub(left_out + errors);
    let others = [(left_out, "left out"), (merged, "merged into others")].into_iter().filter(|(number, _)| *number > 0);
    let others = others.map(|(number, what)| format!("{number} {what}")).collect::<Vec<_>>().join(", ");
    let others = if others.is_empty() { others } else { format!(" ({others})") };
    let entries = count(entries, one, many);
    format!("{catalog} from {entries}{others}, statuses: {given} given, {derived} derived, {unknown} unknown")
}

pub(super) fn write_json(
    imported: &Imported,
    source: &str,
    output: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let document = serde_json::to_string(&import_document(imported, source, output)).map_err(io::Error::from)?;
    Ok(writeln!(terminal.err, "{}", pretty_json(&document))?)
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
        entries: imported.sum.entries,
        errors: imported.sum.errors,
        statuses: documents::import::Statuses {
            given: imported.sum.given,
            derived: imported.sum.derived,
            unknown: imported.sum.unknown,
        },
        categories: imported.catalog.as_ref().map_or(0, |catalog| catalog.categories.len()),
        guessed: notes(NoteKind::Guess),
        lost: notes(NoteKind::Loss),
        missing: notes(NoteKind::Gap),
        diagnostics: diagnostics(&imported.report),
    }
}
