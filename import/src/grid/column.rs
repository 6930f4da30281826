//! What a column holds: by its name, and by what stands in it.

use super::Grid;
use crate::infer::names::{is_code, is_code_like};
use crate::infer::status::{leading_status, without_reason};
use crate::markdown::inline::plain_text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Column {
    Code,
    Number,
    Status,
    Title,
    Message,
    Description,
    Docs,
    Category,
    Retry,
    Cause,
    Solution,
    Member,
    Type,
    Required,
    /// A reason phrase, which a status has by itself.
    Reason,
    Other,
}

/// Names of columns, in lower case and without punctuation, and what they may hold.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Code,
        &[
            "code",
            "codes",
            "error code",
            "error codes",
            "errorcode",
            "error",
            "errors",
            "error name",
            "error id",
            "error key",
            "error type",
            "identifier",
            "id",
            "key",
            "slug",
            "name",
            "type",
            "symbol",
            "constant",
            "condition name",
            "reason",
            "machine code",
            "string code",
            "condition",
        ],
    ),
    (
        Column::Status,
        &[
            "status",
            "http status",
            "http status code",
            "http code",
            "http",
            "status code",
            "http response",
            "response code",
            "http response code",
            "response status",
            "httpstatus",
            "statuscode",
            "http status codes",
            "returned status",
        ],
    ),
    (Column::Number, &["number", "numeric code", "error number", "no", "num", "errno"]),
    (
        Column::Title,
        &["title", "short description", "phrase", "reason phrase", "label", "status text", "http status text"],
    ),
    (
        Column::Message,
        &["message", "error message", "text", "error text", "response message", "messages", "default message"],
    ),
    (
        Column::Description,
        &[
            "description",
            "meaning",
            "details",
            "detail",
            "explanation",
            "what it means",
            "summary",
            "error description",
            "when",
            "definition",
            "info",
            "returned when",
            "what happened",
            "desc",
        ],
    ),
    (Column::Docs, &["notes", "note", "comment", "comments", "remarks", "remark", "documentation", "docs"]),
    (Column::Category, &["category", "group", "class", "domain", "area", "section", "error category"]),
    (
        Column::Retry,
        &["retry", "retryable", "can retry", "should retry", "retriable", "safe to retry", "retry safe", "transient"],
    ),
    (
        Column::Cause,
        &[
            "cause",
            "causes",
            "common causes",
            "possible cause",
            "possible causes",
            "common cause",
            "why",
            "likely cause",
        ],
    ),
    (
        Column::Solution,
        &[
            "solution",
            "solutions",
            "resolution",
            "how to fix",
            "fix",
            "action",
            "recommended action",
            "what to do",
            "remedy",
            "suggested action",
            "how to resolve",
            "troubleshooting",
            "recommendation",
            "next steps",
            "client action",
        ],
    ),
];

const MEMBERS: &[&str] = &["field", "property", "attribute", "member", "parameter", "name", "key"];

impl Column {
    /// What a column of this name holds.
    pub(in super::super) fn named(name: &str) -> Option<Self> {
        let name = normal(name);
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
    }
}

/// What each column holds. Each thing is held by one column, but for prose, of which the second is documentation.
pub(super) fn resolve_columns(grid: &Grid, may_be_members: bool) -> Vec<Column> {
    let names: Vec<String> = grid.head.iter().map(|name| normal(name)).collect();
    let is_typed = names.iter().any(|name| matches!(name.as_str(), "type" | "data type" | "required"));
    let is_member = names.first().is_some_and(|first| MEMBERS.contains(&first.as_str()));
    if may_be_members && is_typed && is_member {
        return names.iter().enumerate().map(|(i, name)| member_column(i, name)).collect();
    }
    let mut columns: Vec<Column> = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let column = by_content(Column::named(name), &cells(grid, i));
        columns.push(match column {
            // A reason in words is told in the place of a description.
            Column::Title if name == "reason" && !columns.contains(&Column::Description) => Column::Description,
            Column::Description if columns.contains(&Column::Description) => Column::Docs,
            Column::Docs if columns.contains(&Column::Docs) => Column::Other,
            Column::Description | Column::Docs | Column::Other | Column::Reason => column,
            Column::Code
                if columns.contains(&Column::Code) && !columns.contains(&Column::Category) && name == "type" =>
            {
                Column::Category
            }
            _ if columns.contains(&column) => Column::Other,
            _ => column,
        });
    }
    // Nothing is called a code, but one column is full of them.
    if !columns.contains(&Column::Code) {
        let is_codes =
            |i: &usize| columns[*i] == Column::Other && cells(grid, *i).iter().all(|cell| is_code_like(cell));
        if let Some(i) = (0..columns.len()).filter(is_codes).find(|i| !cells(grid, *i).is_empty()) {
            columns[i] = Column::Code;
        }
    }
    columns
}

fn member_column(i: usize, name: &str) -> Column {
    match name {
        _ if i == 0 => Column::Member,
        "type" | "data type" => Column::Type,
        "required" => Column::Required,
        _ => Column::Description,
    }
}

/// The cells of a column that have anything in them, as plain text.
fn cells(grid: &Grid, i: usize) -> Vec<String> {
    let cells = grid.rows.iter().filter_map(|(_, cells)| cells.get(i));
    cells.map(|cell| plain_text(cell)).filter(|cell| !matches!(cell.as_str(), "" | "-" | "–" | "—")).collect()
}

fn by_content(known: Option<Column>, cells: &[String]) -> Column {
    let all = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| is(cell));
    let most = |is: &dyn Fn(&str) -> bool| cells.iter().filter(|cell| is(cell)).count() * 2 > cells.len();
    let is_reason = |cell: &str| (100..=599).any(|status| without_reason(status, cell).is_some_and(str::is_empty));
    match known {
        Some(Column::Code | Column::Number) if all(&is_status) => Column::Status,
        Some(Column::Code) if all(&|cell| cell.parse::<u32>().is_ok()) => Column::Number,
        Some(Column::Code) if all(&is_reason) => Column::Reason,
        Some(Column::Code) if most(&|cell| is_code(cell)) => Column::Code,
        Some(Column::Code) if all(&|cell| !is_code(cell)) => Column::Title,
        Some(Column::Number) if !all(&|cell| cell.parse::<u32>().is_ok()) => Column::Other,
        Some(Column::Status) if all(&is_reason) => Column::Reason,
        Some(Column::Status) if most(&is_status) => Column::Status,
        Some(Column::Status) if all(&is_code_like) => Column::Code,
        Some(Column::Status) => Column::Other,
        Some(Column::Title) if all(&is_reason) => Column::Reason,
        Some(column) => column,
        None if all(&is_status) => Column::Status,
        None => Column::Other,
    }
}

/// A status, alone or before its reason phrase or another status.
fn is_status(cell: &str) -> bool {
    leading_status(cell).is_some_and(|(status, rest)| {
        let rest = rest.trim_start_matches([' ', '-', '–', '—', ':', '(', ',', '/']);
        rest.is_empty()
            || without_reason(status, rest).is_some()
            || rest.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
    })
}

fn normal(name: &str) -> String {
    let name = plain_text(name).to_lowercase();
    let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(head: &[&str], row: &[&str]) -> Vec<Column> {
        let strings = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        resolve_columns(&Grid { line: 1, head: strings(head), rows: vec![(2, strings(row))] }, true)
    }

    #[test]
    fn columns_are_known_by_name_and_content() {
        use Column::{Code, Description, Member, Message, Number, Other, Reason, Retry, Solution, Status, Title, Type};
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
