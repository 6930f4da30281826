//! Whether two messages of one code have the same meaning: honest rewordings are hardly ever questioned, and most
//! reuses are found.

use error_catalog_model::contract::{ChangeKind, diff};

use crate::contract;

/// A row of a table: the catalogs before and after it.
struct Row<'a> {
    line: &'a str,
    old: String,
    new: String,
}

/// The rows of a table: `STATUS CODE | OLD | NEW`, where `CODE` can be left out and `STATUS` may be `OLD>NEW`. A row
/// that starts with `? ` is judged wrongly.
fn rows(table: &str) -> Vec<Row<'_>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let row = |line| {
        let cells = str::trim_start_matches(line, "? ").split(" | ");
        let [facts, old, new] = <[&str; 3]>::try_from(cells.collect::<Vec<_>>()).unwrap();
        let (statuses, code) = facts.split_once(' ').unwrap_or((facts, "E1"));
        let (before, after) = statuses.split_once('>').unwrap_or((statuses, statuses));
        Row { line, old: catalog(code, before, old), new: catalog(code, after, new) }
    };
    lines.map(row).collect()
}

/// A catalog with one error, whose fields are the slots of its message.
fn catalog(code: &str, status: &str, message: &str) -> String {
    let slots = message.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(slot, _)| slot);
    let fields: String = slots.map(|slot| format!("fields.{slot} = 'string'\n")).collect();
    format!("[errors.a]\ncode = '{code}'\nstatus = {status}\nmessage = '''{message}'''\n{fields}")
}

/// The rows whose meaning is questioned, and those whose meaning is not.
fn judge(table: &str) -> (Vec<&str>, Vec<&str>) {
    let is_questioned = |row: &Row<'_>| {
        let changes = diff(&contract(&row.old), &contract(&row.new));
        changes.iter().any(|change| change.kind == ChangeKind::MeaningChanged)
    };
    let (questioned, passed): (Vec<_>, Vec<_>) = rows(table).into_iter().partition(is_questioned);
    (questioned.iter().map(|row| row.line).collect(), passed.iter().map(|row| row.line).collect())
}

/// The rows that are marked as judged wrongly. If a row is judged better or worse than before, its mark must change.
fn marked(table: &str) -> Vec<&str> {
    table.lines().filter(|line| line.starts_with("? ")).collect()
}

#[test]
fn rewordings_are_not_questioned() {
    let table = include_str!("reworded.txt");
    let (questioned, passed) = judge(table);
    let all = questioned.len() + passed.len();
    assert!(all >= 150);
    assert!(questioned.len() * 100 <= all, "{} of {all} are questioned:\n{}", questioned.len(), questioned.join("\n"));
    assert_eq!(questioned, marked(table));
}

#[test]
fn reuses_are_found() {
    let table = include_str!("reused.txt");
    let (found, missed) = judge(table);
    let all = found.len() + missed.len();
    assert!(all >= 60);
    assert!(found.len() * 100 >= all * 85, "{} of {all} are missed:\n{}", missed.len(), missed.join("\n"));
    assert_eq!(missed, marked(table));
}

#[test]
fn opposites_are_found_in_both_directions() {
    let table = include_str!("opposites.txt");
    let reversed = |line: &str| match line.split(" | ").collect::<Vec<_>>()[..] {
        [facts, old, new] => format!("{facts} | {new} | {old}\n"),
        _ => String::new(),
    };
    let table = format!("{table}{}", table.lines().map(reversed).collect::<String>());
    let (_, missed) = judge(&table);
    assert_eq!(missed, [""; 0]);
}

/// The status says what is wrong, so a client that does not know the new message still acts as it should.
#[test]
fn errors_with_a_telling_status_are_not_questioned() {
    let (questioned, _) = judge(include_str!("told.txt"));
    assert_eq!(questioned, [""; 0]);
}

/// A negation of a negation, and a demand for the opposite, leave the meaning as it is.
#[test]
fn claims_in_other_words_are_not_questioned() {
    let (questioned, _) = judge(include_str!("claims.txt"));
    assert_eq!(questioned, [""; 0]);
}
