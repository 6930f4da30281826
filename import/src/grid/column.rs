//! Decides the topic of each column of a table by its name, or by its cells if the name is ambiguous.

use std::collections::BTreeSet;

use super::{Around, Grid};
use crate::infer::names::{is_code, is_code_like};
use crate::infer::status::{cell_status, leading_status, status_named, without_reason};
use crate::text::{is_blank, plain_text};
use crate::words::{MEMBERS, TYPES, Topic, column_topic, column_words, level_named, normal};

/// The topic of each column. No two columns have the same topic; a second description becomes documentation.
pub(super) fn resolve_columns(grid: &Grid, around: Around<'_>) -> Vec<Topic> {
    let names: Vec<String> = grid.head.iter().map(|name| normal(&plain_text(name))).collect();
    let is_typed = names.iter().any(|name| matches!(name.as_str(), "type" | "data type" | "required"));
    let last = names.first().and_then(|name| name.split(' ').next_back()).unwrap_or_default();
    let is_field = MEMBERS.contains(&last);
    let may_be_member = is_field || matches!(last, "name" | "key");
    // A table of fields has no codes or statuses in its other columns.
    let are_texts = || {
        names.iter().skip(1).all(|name| match column_topic(name) {
            Some(Topic::Code) => name == "type",
            topic => topic != Some(Topic::Status),
        })
    };
    let is_sure = || names.len() > 1 && are_texts() && (is_field || may_be_member && has_types(grid, &names));
    if around.are_shown || may_be_member && (around.are_members || around.may_be_members && is_typed) || is_sure() {
        let others = names.iter().skip(1).map(|name| match name.as_str() {
            "type" | "data type" => Topic::Type,
            "required" => Topic::Required,
            _ => Topic::Description,
        });
        return std::iter::once(Topic::Member).chain(others).collect();
    }
    let columns: Vec<Column> = names.into_iter().enumerate().map(|(i, name)| Column::new(grid, i, name)).collect();
    let code = code_column(&columns);
    let has_category = columns.iter().any(|column| column.topic == Topic::Category);
    // Codes that are repeated are the names of groups.
    let repeated = if has_category { Topic::Other } else { Topic::Category };
    let mut topics: Vec<Topic> = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let has = |topic| topics.contains(&topic);
        let topic = match column.topic {
            _ if Some(i) == code => Topic::Code,
            Topic::Code if column.name.ends_with("type") || !column.is_distinct() => repeated,
            Topic::Code => Topic::Name,
            Topic::Status if has(Topic::Status) && column.cells.iter().all(|cell| status_named(cell).is_some()) => {
                Topic::Reason
            }
            // A column `reason` contains descriptions if no column before it does.
            Topic::Title if column.name == "reason" && !has(Topic::Description) => Topic::Description,
            Topic::Description if has(Topic::Description) => Topic::Docs,
            topic => topic,
        };
        let may_repeat = matches!(topic, Topic::Reason | Topic::See | Topic::Cause | Topic::Solution | Topic::Status);
        topics.push(if has(topic) && !may_repeat { Topic::Other } else { topic });
    }
    topics
}

/// Whether the cells of the column `type` are types of members.
fn has_types(grid: &Grid, names: &[String]) -> bool {
    let Some(at) = names.iter().position(|name| matches!(name.as_str(), "type" | "data type")) else { return false };
    let is_type = |cell: &str| TYPES.iter().any(|ty| plain_text(cell).to_ascii_lowercase().starts_with(ty));
    grid.rows.iter().all(|(_, cells)| cells.get(at).is_none_or(|cell| is_blank(cell) || is_type(cell)))
}

/// A column: its name, its non-empty cells as plain text, and its topic by name and cells.
struct Column {
    name: String,
    cells: Vec<String>,
    topic: Topic,
}

impl Column {
    fn new(grid: &Grid, i: usize, name: String) -> Self {
        let cells = grid.rows.iter().filter_map(|(_, cells)| cells.get(i));
        let cells: Vec<String> = cells.map(|cell| plain_text(cell)).filter(|cell| !is_blank(cell)).collect();
        Self { topic: by_content(column_topic(&name), &cells), name, cells }
    }

    /// Whether hardly any cell is repeated.
    fn is_distinct(&self) -> bool {
        let distinct: BTreeSet<&String> = self.cells.iter().collect();
        distinct.len() * 4 >= self.cells.len() * 3
    }

    /// Whether a column with an unknown name may contain the codes, according to its cells.
    fn has_codes(&self) -> bool {
        let like = self.cells.iter().filter(|cell| is_code_like(cell)).count();
        self.topic == Topic::Other && like > 0 && like * 2 >= self.cells.len() && self.cells.iter().all(|c| is_code(c))
    }
}

/// The column that contains the codes. A column whose cells are distinct is better than another, then a column that is
/// named like a code. If there is none, a column `status` may contain names of errors instead of statuses.
fn code_column(columns: &[Column]) -> Option<usize> {
    let rank = |column: &Column| {
        let by_name =
            (column.topic == Topic::Code).then(|| column_words(Topic::Code).position(|word| word == column.name));
        (!column.is_distinct(), by_name.is_none(), by_name.flatten().unwrap_or(usize::MAX))
    };
    let columns = || columns.iter().enumerate();
    let known = columns().filter(|(_, column)| column.topic == Topic::Code || column.has_codes());
    let best = known.min_by_key(|(_, column)| rank(column)).map(|(i, _)| i);
    let is_names = |column: &Column| column.topic == Topic::Status && column.cells.iter().all(|c| is_code_like(c));
    let has_texts = || columns().any(|(_, column)| matches!(column.topic, Topic::Message | Topic::Title));
    best.or_else(|| columns().find(|(_, column)| is_names(column) && !has_texts()).map(|(i, _)| i))
}

fn by_content(known: Option<Topic>, cells: &[String]) -> Topic {
    let all = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| is(cell));
    let any = |is: &dyn Fn(&str) -> bool| cells.iter().any(|cell| is(cell));
    let is_number = |cell: &str| cell.parse::<u32>().is_ok();
    let is_sentence = |cell: &str| cell.split_once([' ', ',']).is_some_and(|(first, _)| !is_code_like(first));
    let has_digit = |cell: &str| cell.bytes().any(|b| b.is_ascii_digit());
    let is_reason = |cell: &str| status_named(cell).is_some_and(|s| without_reason(s, cell).is_some_and(str::is_empty));
    match known {
        _ if all(&|cell| cell.starts_with("https://") || cell.starts_with("http://")) => Topic::See,
        Some(Topic::Code | Topic::Number) | None if all(&is_status) => Topic::Status,
        Some(Topic::Code) if all(&is_number) => Topic::Number,
        Some(Topic::Code | Topic::Title) if all(&is_reason) => Topic::Reason,
        Some(Topic::Code) if all(&|cell| !is_code(cell)) && any(&is_sentence) => Topic::Title,
        Some(Topic::Number) if !any(&is_number) => Topic::Other,
        Some(Topic::Status) if any(&|cell| cell_status(cell).is_some() || has_digit(cell)) => Topic::Status,
        Some(Topic::Status) if all(&is_code_like) => Topic::Code,
        Some(Topic::Level) if !any(&|cell| level_named(cell).is_some()) => Topic::Other,
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
        let around = Around { may_be_members: true, ..Around::default() };
        let strings = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        resolve_columns(&Grid { line: 1, head: strings(head), rows: vec![(2, strings(row))] }, around)
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
