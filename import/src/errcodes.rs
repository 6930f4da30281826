//! PostgreSQL's `errcodes.txt`, whose rows have an SQLSTATE, a severity, a macro and a name, in sections.

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

/// Reads every error of the file, with a category for each class. Rows for warnings and successes are not errors.
pub(crate) fn read_errcodes(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let mut facts = Facts { title: Some("PostgreSQL errors".to_owned()), ..Facts::default() };
    for (line, row) in
        (1..).zip(text.lines().map(str::trim)).filter(|(_, row)| !row.is_empty() && !row.starts_with('#'))
    {
        if let Some(title) = row.strip_prefix("Section:") {
            let (class, title) = title.split_once(" - ").unwrap_or(("", title));
            let class = class.trim().strip_prefix("Class ").map(|class| format!("SQLSTATE class {class}."));
            facts.categories.push((title.trim().to_owned(), class));
            continue;
        }
        match read_row(row, &facts) {
            Ok(fact) => facts.errors.push(ErrorFact { line, ..fact }),
            Err(why) => {
                facts.left_out += 1;
                notes.loss(line, format!("{why}: left out"));
            }
        }
    }
    if facts.errors.is_empty() { Err("it has no row of an error".to_owned()) } else { Ok(facts) }
}

/// The error in a row. Fails with the reason why the row is left out.
fn read_row(row: &str, facts: &Facts) -> Result<ErrorFact, String> {
    let cells: Vec<&str> = row.split_whitespace().collect();
    let (state, severity, name, condition) = match cells[..] {
        [state, severity, name] => (state, severity, name, None),
        [state, severity, name, condition] => (state, severity, name, Some(condition)),
        _ => return Err("this row does not have the columns SQLSTATE, severity, macro and name".to_owned()),
    };
    if state.len() != 5 || !state.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Err("this row does not begin with an SQLSTATE".to_owned());
    }
    if severity != "E" {
        return Err(format!("`{state}` is {}", if severity == "W" { "a warning" } else { "not an error" }));
    }
    let name = name.strip_prefix("ERRCODE_").unwrap_or(name).to_ascii_lowercase();
    if facts.errors.iter().rev().take(400).any(|error| error.code.as_deref() == Some(state)) {
        return Err(format!("`{name}` is another name of `{state}`"));
    }
    let fits = |classes: &str| classes.split(' ').any(|class| state.starts_with(class));
    let class = CLASSES.iter().find(|(classes, ..)| fits(classes));
    let condition = condition.map_or(name, str::to_owned);
    Ok(ErrorFact {
        code: Some(state.to_owned()),
        status: class.map(|(_, status, _)| *status),
        status_guess: class.map(|(.., why)| format!("by its SQLSTATE, {why}")),
        message: Some(literal(&capitalized(condition.replace('_', " ")))),
        name: Some(condition),
        category: facts.categories.len().checked_sub(1),
        ..ErrorFact::default()
    })
}
