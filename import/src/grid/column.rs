//! Decides the topic of each column of a table by its name, or by its cells if the name is ambiguous.

use super::Grid;
use crate::infer::names::{is_code, is_code_like};
use crate::infer::status::{leading_status, without_reason};
use crate::text::{is_blank, plain_text};
use crate::words::{Topic, column_topic, ends_in, normal};

/// The topic of each column. No two columns have the same topic; a second description becomes documentation.
pub(super) fn resolve_columns(grid: &Grid, may_be_members: bool) -> Vec<Topic> {
    let names: Vec<String> = grid.head.iter().map(|name| normal(&plain_text(name))).collect();
    let is_typed = names.iter().any(|name| matches!(name.as_str(), "type" | "data type" | "required"));
    let is_member = |name: &String| matches!(name.as_str(), "name" | "key") || ends_in(name, Topic::Member);
    if may_be_members && is_typed && names.first().is_some_and(is_member) {
        return names.iter().enumerate().map(|(i, name)| member_topic(i, name)).collect();
    }
    let mut topics: Vec<Topic> = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let has = |topic| topics.contains(&topic);
        let topic = by_content(column_topic(name), &cells(grid, i));
        let topic = match topic {
            // A column `reason` contains descriptions if no column before it does.
            Topic::Title if name == "reason" && !has(Topic::Description) => Topic::Description,
            Topic::Code if name == "type" && has(Topic::Code) && !has(Topic::Category) => Topic::Category,
            Topic::Description if has(Topic::Description) => Topic::Docs,
            Topic::Reason => Topic::Reason,
            topic if has(topic) => Topic::Other,
            topic => topic,
        };
        topics.push(topic);
    }
    // If no column is named as a code, the first column that contains only codes has them.
    if !topics.contains(&Topic::Code) {
        let is_codes = |i: &usize| {
            let cells = cells(grid, *i);
            topics[*i] == Topic::Other && !cells.is_empty() && cells.iter().all(|cell| is_code_like(cell))
        };
        if let Some(i) = (0..topics.len()).find(is_codes) {
            topics[i] = Topic::Code;
        }
    }
    topics
}

fn member_topic(i: usize, name: &str) -> Topic {
    match name {
        _ if i == 0 => Topic::Member,
        "type" | "data type" => Topic::Type,
        "required" => Topic::Required,
        _ => Topic::Description,
    }
}

/// The non-empty cells of a column, as plain text.
fn cells(grid: &Grid, i: usize) -> Vec<String> {
    let cells = grid.rows.iter().filter_map(|(_, cells)| cells.get(i));
    cells.map(|cell| plain_text(cell)).filter(|cell| !is_blank(cell)).collect()
}

fn by_content(known: Option<Topic>, cells: &[String]) -> Topic {
    let all = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| is(cell));
    let most = |is: &dyn Fn(&str) -> bool| cells.iter().filter(|cell| is(cell)).count() * 2 > cells.len();
    let is_number = |cell: &str| cell.parse::<u32>().is_ok();
    let is_reason = |cell: &str| (100..=599).any(|status| without_reason(status, cell).is_some_and(str::is_empty));
    match known {
        Some(Topic::Code | Topic::Number) | None if all(&is_status) => Topic::Status,
        Some(Topic::Code) if all(&is_number) => Topic::Number,
        Some(Topic::Code | Topic::Status | Topic::Title) if all(&is_reason) => Topic::Reason,
        Some(Topic::Code) if all(&|cell| !is_code(cell)) => Topic::Title,
        Some(Topic::Number) if !all(&is_number) => Topic::Other,
        Some(Topic::Status) if most(&is_status) => Topic::Status,
        Some(Topic::Status) if all(&is_code_like) => Topic::Code,
        Some(Topic::Status) | None => Topic::Other,
        Some(topic) => topic,
    }
}

/// Whether a cell is a status, optionally followed by its reason phrase or by another status.
fn is_status(cell: &str) -> bool {
    leading_status(cell).is_some_and(|(status, rest)| {
        let rest = rest.trim_start_matches([' ', '-', '–', '—', ':', '(', ',', '/']);
        rest.is_empty()
            || without_reason(status, rest).is_some()
            || rest.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(head: &[&str], row: &[&str]) -> Vec<Topic> {
        let strings = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        resolve_columns(&Grid { line: 1, head: strings(head), rows: vec![(2, strings(row))] }, true)
    }

    #[test]
    fn columns_are_known_by_name_and_content() {
        use Topic::{Code, Description, Member, Message, Number, Other, Reason, Retry, Solution, Status, Title, Type};
        for (head, row, expected) in [
            (&["Code", "Description"][..], &["`not_found`", "Gone"][..], &[Code, Description][..]),
            (&["Code", "Description"], &["404 Not Found", "Gone"], &[Status, Description]),
            (&["Code", "Status", "Meaning"], &["`404`", "Not Found", "Gone"], &[Status, Reason, Description]),
            (&["HTTP status", "Error code", "Message"], &["404", "E1001", "Gone"], &[Status, Code, Message]),
            (&["Code", "Name", "Text"], &["1001", "NoSuchKey", "Gone"], &[Number, Code, Message]),
            (&["Error", "What to do", "Retryable"], &["NoSuchKey", "Look", "no"], &[Code, Solution, Retry]),
            (&["Name", "HTTP"], &["Something is gone", "410"], &[Title, Status]),
            (&["Field", "Type", "Description"], &["code", "string", "The code"], &[Member, Type, Description]),
            (&["Colour", ""], &["red", "not_found"], &[Other, Code]),
        ] {
            assert_eq!(columns(head, row), expected, "{head:?}");
        }
    }
}
