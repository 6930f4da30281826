//! PostgreSQL's `errcodes.txt`: sections of SQLSTATE, severity, macro and name.

use super::facts::{ErrorFact, Facts, Notes};
use super::infer::names::literal;

/// Classes of SQLSTATE, and the status that an API would answer with. The first that fits.
const CLASSES: &[(&str, u16, &str)] = &[
    ("23505", 409, "something is there already"),
    ("23P01", 409, "something is there already"),
    ("23503", 409, "something else refers to it"),
    ("57014", 504, "the query was cancelled, as it took too long"),
    ("57P05", 503, "the connection was idle"),
    ("25P04", 504, "the transaction took too long"),
    ("08", 503, "the connection is lost"),
    ("0A", 501, "it is not there yet"),
    ("22", 400, "the data is wrong"),
    ("23", 400, "the data breaks a rule"),
    ("28", 401, "it is about who asks"),
    ("40", 409, "another transaction was faster"),
    ("42501", 403, "it is about permission"),
    ("53", 503, "something has run out"),
    ("54", 413, "something is too large"),
    ("55", 409, "something is not in the state for it"),
    ("57", 503, "an operator intervened"),
    ("P0002", 404, "there are no data"),
    ("02", 404, "there are no data"),
];

/// Every error of the file, a category a class. Warnings and successes are no errors.
pub(super) fn read_errcodes(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let mut facts = Facts { unknown_status: 500, title: Some("PostgreSQL errors".to_owned()), ..Facts::default() };
    for (line, row) in (1..).zip(text.lines()).map(|(line, row)| (line, row.trim())) {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        if let Some(title) = row.strip_prefix("Section:") {
            let (class, title) = title.split_once(" - ").unwrap_or(("", title));
            let class = class.trim().strip_prefix("Class ").map(|class| format!("SQLSTATE class {class}."));
            facts.categories.push((title.trim().to_owned(), class));
            continue;
        }
        let cells: Vec<&str> = row.split_whitespace().collect();
        let (state, severity, name, condition) = match cells.as_slice() {
            [state, severity, name, rest @ ..] if rest.len() < 2 => (*state, *severity, *name, rest.first().copied()),
            _ => {
                notes.loss(line, "this row has not the columns SQLSTATE, severity, macro and name: left out");
                continue;
            }
        };
        let is_state = state.len() == 5 && state.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if !is_state {
            notes.loss(line, "this row begins with no SQLSTATE: left out");
            continue;
        }
        if severity != "E" {
            let what = if severity == "W" { "a warning" } else { "no error" };
            notes.loss(line, format!("`{state}` is {what}: left out"));
            continue;
        }
        let name = name.strip_prefix("ERRCODE_").unwrap_or(name).to_ascii_lowercase();
        if facts.errors.iter().rev().take(400).any(|error| error.code.as_deref() == Some(state)) {
            notes.loss(line, format!("`{name}` is another name of `{state}`: left out"));
            continue;
        }
        let (status, why) = CLASSES
            .iter()
            .find(|(class, ..)| state.starts_with(class))
            .map_or((500, "it is the server's own affair"), |(_, status, why)| (*status, *why));
        let condition = condition.map_or_else(|| name.clone(), str::to_owned);
        let mut message = condition.replace('_', " ");
        if let Some(first) = message.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        facts.errors.push(ErrorFact {
            line,
            code: Some(state.to_owned()),
            name: Some(condition),
            status: Some(status),
            status_guess: Some(format!("of SQLSTATE {state}, {why}")),
            message: Some(literal(&message)),
            category: facts.categories.len().checked_sub(1),
            ..ErrorFact::default()
        });
    }
    if facts.errors.is_empty() { Err("it has no row of an error".to_owned()) } else { Ok(facts) }
}
