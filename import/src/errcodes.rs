//! PostgreSQL's `errcodes.txt`, whose rows have an SQLSTATE, a severity, a macro and a name, in sections.

use std::collections::BTreeSet;

use crate::facts::{ErrorFact, Facts, Notes};
use crate::text::{capitalized, literal};

/// Prefixes of SQLSTATEs, the status that an API would answer with, and the reason for that status. The first match
/// counts.
const CLASSES: &[(&str, u16, &str)] = &[
    ("23505 23P01", 409, "it exists already"),
    ("23503", 409, "something else refers to it"),
    ("57014", 504, "the query took too long"),
    ("57P05", 503, "the connection was idle"),
    ("25P04", 504, "the transaction took too long"),
    ("08", 503, "the connection is lost"),
    ("0A", 501, "it is not supported"),
    ("22", 400, "the data is invalid"),
    ("23", 400, "the data breaks a rule"),
    ("28", 401, "it is about authentication"),
    ("40", 409, "another transaction was faster"),
    ("42501", 403, "it is about permission"),
    ("53", 503, "a resource is exhausted"),
    ("54", 413, "something is too large"),
    ("55", 409, "something is in another state"),
    ("57", 503, "an operator intervened"),
    ("P0002 02", 404, "there is no data"),
    ("58 F0 XX", 500, "the server is at fault"),
];

/// Reads every error of the file, with a category for each section. Rows for warnings and successes are not errors.
pub(crate) fn read_errcodes(text: &str, notes: &mut Notes) -> Facts {
    let mut facts = Facts { title: Some("PostgreSQL errors".to_owned()), ..Facts::default() };
    let mut known = BTreeSet::new();
    for (line, row) in (1..).zip(text.lines().map(str::trim)).filter(|(_, row)| !row.starts_with('#')) {
        let why = match row.split_whitespace().collect::<Vec<_>>()[..] {
            [] => continue,
            ["Section:", ref title @ ..] => {
                let title = title.join(" ");
                let (class, title) = title.split_once(" - ").unwrap_or(("", &title));
                let class = class.strip_prefix("Class ").map(|class| format!("SQLSTATE class {class}."));
                facts.categories.push((title.to_owned(), class));
                continue;
            }
            [state, "S", ..] => format!("`{state}` is not an error"),
            [state, "W", ..] => format!("`{state}` is a warning"),
            [state, "E", name] | [state, "E", name, _] if !known.insert(state) => {
                format!("`{}` is another name of `{state}`", name_of(name))
            }
            // Some rows have only the name of the macro.
            [state, "E", name] | [state, "E", _, name] => {
                let is_in = |classes: &str| classes.split(' ').any(|class| state.starts_with(class));
                let class = CLASSES.iter().find(|(classes, ..)| is_in(classes));
                facts.errors.push(ErrorFact {
                    line,
                    code: Some(state.to_owned()),
                    status: class.map(|(_, status, _)| *status),
                    status_guess: class.map(|(.., why)| format!("by its SQLSTATE, {why}")),
                    message: Some(literal(&capitalized(name_of(name).replace('_', " ")))),
                    name: Some(name_of(name)),
                    category: facts.categories.len().checked_sub(1),
                    ..ErrorFact::default()
                });
                continue;
            }
            _ => "this row does not have the columns SQLSTATE, severity, macro and name".to_owned(),
        };
        facts.left_out += 1;
        notes.loss(line, format!("{why}: left out"));
    }
    facts
}

/// The name of a condition, which a macro has in upper case and after a prefix.
fn name_of(cell: &str) -> String {
    cell.trim_start_matches("ERRCODE_").to_ascii_lowercase()
}
