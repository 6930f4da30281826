//! The response format out of bodies: which member holds what.

use error_catalog_model::reason_phrase;
use serde_json::Value;

use super::columns::{Column, columns, flatten};
use super::names::{field_of, is_code, is_docs_prefix};
use super::types::{type_of, violations_shape};
use crate::facts::{Example, Notes};

/// What a member of the body holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    Code,
    Number,
    Message,
    Title,
    Reason,
    Status,
    /// The status as a string.
    StatusText,
    /// A URL in which the code stands last; this is what stands before it.
    DocsUrl(String),
    Details,
    Violations,
    /// What the response's context gives, by the name of its slot.
    Context(&'static str),
    /// The same in every error.
    Constant(Value),
    /// A field that some errors have.
    Field(String),
}

/// A member of the body, and what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The keys that lead to it; `0` stands for the one element of a list.
    pub(crate) path: Vec<String>,
    pub(crate) role: Role,
    /// Whether a body lacks it.
    pub(crate) is_missing: bool,
}

/// What all bodies have in common.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) members: Vec<Member>,
    /// How field-level errors are shown.
    pub(crate) violations: Option<&'static str>,
    /// Members that no catalog's body can have, or that only the format has.
    pub(crate) dropped: Vec<Vec<String>>,
}

const STATUS: &[&str] = &["status", "status_code", "statusCode", "http_status", "httpStatus", "code", "error_code"];
const CODE: &[&str] = &[
    "code",
    "error_code",
    "errorCode",
    "err_code",
    "errcode",
    "error",
    "reason",
    "key",
    "slug",
    "name",
    "status",
    "type",
];
pub(super) const MESSAGE: &[&str] = &[
    "message",
    "error_message",
    "errorMessage",
    "msg",
    "error_description",
    "errorDescription",
    "detail",
    "description",
    "error",
    "title",
    "text",
    "reason",
];
const VIOLATIONS: &[&str] = &[
    "errors",
    "violations",
    "field_errors",
    "fieldErrors",
    "validation_errors",
    "validationErrors",
    "fields",
    "field_violations",
    "fieldViolations",
];
/// Members that hold what there is beside the message, whatever it is.
pub(super) const OPEN: &[&str] =
    &["details", "detail", "context", "data", "meta", "debug", "params", "extra", "info", "metadata"];
/// Members of the slots that the response's context fills.
const CONTEXT: &[(&[&str], &str)] = &[
    (&["retry_after", "retryAfter"], "retry_after"),
    (&["request_id", "requestId", "trace_id", "traceId", "correlation_id", "correlationId"], "request_id"),
    (&["instance"], "instance"),
    (&["timestamp", "time"], "timestamp"),
    (&["debug"], "debug"),
];
/// Whether a value is the body of an error: it has a member that is called like a message or a code.
pub(crate) fn is_error_body(body: &Value) -> bool {
    let names: Vec<String> = flatten(body).into_iter().filter_map(|(mut path, _)| path.pop()).collect();
    let has = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
    has(&MESSAGE[..7]) || has(&["error", "error_code", "errorCode"]) || (has(&["code"]) && has(MESSAGE))
}

/// What the bodies have in common; nothing where there are none.
pub(crate) fn infer_shape(examples: &[Example], formats: &[Example], notes: &mut Notes) -> Shape {
    let mut shape = Shape::default();
    let columns = columns(examples, formats, notes);
    let parent = |column: &Column<'_>| column.path.split_last().map_or(Vec::new(), |(_, parent)| parent.to_vec());
    let parents: Vec<Vec<String>> = columns.iter().filter(|column| column.in_examples > 0).map(parent).collect();
    // An object that only the format has is nothing that an error can be known by.
    let (columns, dropped): (Vec<Column<'_>>, Vec<Column<'_>>) =
        columns.into_iter().partition(|column| parents.is_empty() || parents.contains(&parent(column)));
    for column in dropped {
        notes.loss(
            0,
            format!("member `{}` is part of the format, but no example has it: left out", column.path.join(".")),
        );
        shape.dropped.push(column.path);
    }
    let roles = roles_by_name(&columns, &mut shape.violations);
    for (column, role) in columns.iter().zip(roles) {
        let Some(role) = role.or_else(|| rest_role(column, examples.len(), notes)) else {
            shape.dropped.push(column.path.clone());
            continue;
        };
        let is_missing = column.in_examples < examples.len();
        shape.members.push(Member { path: column.path.clone(), role, is_missing });
    }
    shape
}

/// What members hold by their names and values; each role but that of a field is given once. `violations` gets the shape of
/// field-level errors.
fn roles_by_name(columns: &[Column<'_>], violations: &mut Option<&'static str>) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = columns.iter().map(|column| fixed_role(column)).collect();
    let pick = |names: &[&str], roles: &[Option<Role>], is: &dyn Fn(&Column<'_>) -> bool| {
        let free = |i: &usize| roles[*i].is_none() && is(&columns[*i]);
        names.iter().find_map(|name| (0..columns.len()).filter(|i| columns[*i].name() == *name).find(free))
    };
    if let Some(i) = pick(STATUS, &roles, &|column| column.all(|value, status| is_status(value.as_u64(), status))) {
        roles[i] = Some(Role::Status);
    } else if let Some(i) = pick(STATUS, &roles, &|column| {
        column.strings(|text| text.len() == 3) && column.all(|value, status| is_status(parse(value), status))
    }) {
        roles[i] = Some(Role::StatusText);
    }
    if let Some(i) = pick(&["code", "error_code", "errorCode", "errno", "number"], &roles, &|column| {
        column.all(|value, _| value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()))
    }) {
        roles[i] = Some(Role::Number);
    }
    if let Some(i) = pick(CODE, &roles, &|column| {
        let is_free = column.name() != "type" && column.name() != "name";
        column.strings(|text| {
            is_code(text) && text.len() <= 80 && !text.contains("://") && (is_free || text.contains('_'))
        })
    }) {
        roles[i] = Some(Role::Code);
    }
    if let Some(i) = pick(MESSAGE, &roles, &|column| column.strings(|text| !text.contains("://"))) {
        roles[i] = Some(Role::Message);
    }
    if let Some(i) = pick(
        &["type", "docs", "docs_url", "documentation_url", "help", "doc_url", "more_info", "link"],
        &roles,
        &|column| docs_prefix(column).is_some(),
    ) {
        roles[i] = docs_prefix(&columns[i]).map(Role::DocsUrl);
    }
    if let Some(i) = pick(&["title", "summary"], &roles, &|column| column.strings(|_| true)) {
        roles[i] = Some(Role::Title);
    }
    for i in (0..columns.len()).filter(|i| VIOLATIONS.contains(&columns[*i].name())) {
        let found = columns[i].real().next().and_then(|(value, _)| violations_shape(value));
        if roles[i].is_none() && found.is_some() && columns[i].all(|value, _| violations_shape(value) == found) {
            roles[i] = Some(Role::Violations);
            *violations = found;
            break;
        }
    }
    if let Some(i) = pick(OPEN, &roles, &|_| true).filter(|i| columns[*i].name() != "debug") {
        roles[i] = Some(Role::Details);
    }
    roles
}

/// What a member holds, whatever the others do.
fn fixed_role(column: &Column<'_>) -> Option<Role> {
    let is_reason = |text: &str, status: Option<u16>| status.is_some_and(|status| reason_phrase(status) == text);
    if column.all(|value, status| value.as_str().is_some_and(|text| is_reason(text, status))) {
        return Some(Role::Reason);
    }
    if column.real().count() > 1 && column.all(|value, _| value.is_boolean()) {
        let first = column.real().next()?.0;
        return column.all(|value, _| value == first).then(|| Role::Constant(first.clone()));
    }
    let (_, slot) = CONTEXT.iter().find(|(names, _)| names.contains(&column.name()))?;
    let fits = match *slot {
        "retry_after" => column.all(|value, _| value.as_u64().is_some_and(|seconds| seconds <= u64::from(u32::MAX))),
        "timestamp" => column.all(|value, _| type_of(value) == "timestamp"),
        "debug" => true,
        _ => column.strings(|_| true),
    };
    fits.then_some(Role::Context(slot))
}

/// What a member holds that is called like nothing that is known.
fn rest_role(column: &Column<'_>, examples: usize, notes: &mut Notes) -> Option<Role> {
    let path = column.path.join(".");
    if column.all(|value, _| value.is_null()) {
        notes.loss(0, format!("member `{path}` is always null, which TOML cannot write: left out"));
        return None;
    }
    let first = column.real().next()?.0;
    let is_constant = column.in_examples == examples && column.all(|value, _| value == first);
    if is_constant && (examples > 1 || first.is_boolean()) && !first.is_object() && !first.is_array() {
        return Some(Role::Constant(first.clone()));
    }
    if column.in_examples == 0 {
        notes.loss(0, format!("member `{path}` is part of the format, but no example has it: left out"));
        return None;
    }
    let name = field_of(column.name());
    if name.is_empty() {
        notes.loss(0, format!("member `{path}` has no name that a field can have: left out"));
        return None;
    }
    Some(Role::Field(name))
}

fn is_status(number: Option<u64>, status: Option<u16>) -> bool {
    number
        .is_some_and(|number| (400..=599).contains(&number) && status.is_none_or(|status| u64::from(status) == number))
}

fn parse(value: &Value) -> Option<u64> {
    value.as_str()?.parse().ok()
}

/// What the URLs of a member have in common before their last part.
fn docs_prefix(column: &Column<'_>) -> Option<String> {
    let first = column.real().next()?.0.as_str()?;
    let end = first.rfind(['/', '#', '=']).filter(|end| *end > 8 && *end + 1 < first.len())?;
    let prefix = first[..=end].to_owned();
    let is_url = first.starts_with("https://") || first.starts_with("http://");
    (is_url && is_docs_prefix(&prefix) && column.strings(|text| text.strip_prefix(&prefix).is_some_and(is_code)))
        .then_some(prefix)
}
