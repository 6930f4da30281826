//! Lists the guesses, losses and gaps of an import.

use std::io;

use anstyle::{AnsiColor, Style};
use error_catalog_import::{Note, NoteKind};
use error_catalog_model::printable_line;

use crate::prose::{BOLD, wrap};
use crate::terminal::Terminal;

/// The style of a loss, which has the color of a warning.
const LOSS: Style = AnsiColor::Yellow.on_default().bold();

/// ```text
/// lost:
///   line 40  a table of Plan, Price is not about errors: left out
/// ```
pub(crate) fn write_notes(all: &[Note], terminal: &mut Terminal<'_>) -> io::Result<()> {
    let sections =
        [(NoteKind::Guess, "guessed", BOLD), (NoteKind::Loss, "lost", LOSS), (NoteKind::Gap, "missing", LOSS)];
    for (kind, title, style) in sections {
        let notes: Vec<&Note> = all.iter().filter(|note| note.kind == kind).collect();
        if notes.is_empty() {
            continue;
        }
        writeln!(terminal.err, "\n{style}{title}{style:#}:")?;
        let places: Vec<String> = notes.iter().map(|note| place(note)).collect();
        let wide = places.iter().map(String::len).max().unwrap_or(0);
        let indent = " ".repeat(wide + 4);
        for (note, place) in notes.iter().zip(&places) {
            let first = format!("  {place:wide$}  ");
            writeln!(terminal.err, "{}", wrap(&printable_line(&note.text), terminal.width(), &first, &indent))?;
        }
    }
    Ok(())
}

fn place(note: &Note) -> String {
    if note.line == 0 { "everywhere".to_owned() } else { format!("line {}", note.line) }
}
