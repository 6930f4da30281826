//! Infers the response format from bodies: the role of each member.

use std::iter;

use error_catalog_model::{Builtin, SlotFormat, reason_phrase, to_case, toml_string};
use serde_json::Value;

use super::columns::{Column, columns, flatten, value_at};
use super::names::{field_of, is_catalog, is_code};
use super::status::is_error_status;
use super::types::type_of;
use super::violation::{Violations, violations_of};
use crate::document::text_of;
use crate::facts::{ErrorFact, Listed, Notes};
use crate::text::literal;
use crate::words::{Topic, is_member, is_surely_message, member_words, normal};

/// The role of a member of the body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    /// The slot of the format or the field with this name. `status:string` is the status as a string.
    Slot(String),
    /// A value that is the same in every error.
    Constant(Value),
}

/// A member of the body, and its role.
pub(crate) struct Member {
    /// The keys that lead to the member. A `0` is the index of the only element of a list.
    pub(crate) path: Vec<String>,
    pub(crate) role: Role,
    /// Whether some body lacks this member.
    pub(crate) is_missing: bool,
    /// Whether every body has the member, and some body has `null` there.
    pub(crate) is_null: bool,
}

impl Shape {
    /// The code in a URL of an error's documentation.
    pub(crate) fn code_of_url<'a>(&self, url: &'a str) -> Option<&'a str> {
        url.strip_prefix(self.docs_prefix.as_deref()?)
    }

    /// Whether a member of the body has this slot.
    pub(crate) fn has(&self, slot: &str) -> bool {
        self.members.iter().any(|member| member.slot() == slot)
    }
}

impl Member {
    /// The name of the slot or field; empty if the member is constant.
    pub(crate) fn slot(&self) -> &str {
        match &self.role {
            Role::Slot(name) => name,
            Role::Constant(_) => "",
        }
    }

    /// Whether the member has a value in every body, whatever the error declares.
    pub(crate) fn is_always(&self) -> bool {
        matches!(self.slot(), "" | "message" | "status" | "status:string" | "reason")
    }

    /// Whether the member is `null` if its slot has no value. A slot that always has a value is never `null`.
    pub(crate) fn may_be_null(&self) -> bool {
        self.is_null && !self.is_always() && self.slot() != "title"
    }

    /// The value of the member in the template of the body.
    pub(crate) fn template(&self) -> Value {
        match &self.role {
            Role::Slot(name) if self.may_be_null() => format!("{{{name}?}}").into(),
            Role::Slot(name) => format!("{{{name}}}").into(),
            Role::Constant(Value::String(text)) => literal(text).into(),
            Role::Constant(value) => value.clone(),
        }
    }
}

/// The structure that all bodies share.
#[derive(Default)]
pub(crate) struct Shape {
    pub(crate) members: Vec<Member>,
    /// The shape of field-level errors.
    pub(crate) violations: Option<Violations>,
    /// The URL of an error's documentation, without the code at its end.
    pub(crate) docs_prefix: Option<String>,
    /// The format of the code after the prefix.
    pub(crate) docs_format: Option<SlotFormat>,
}

/// A topic, its slot, and whether the values of a member fit this slot. Topics are assigned to members in the order of
/// the rows.
type Row = (Topic, &'static str, fn(&Column<'_>) -> bool);
const ROWS: &[Row] = &[
    (Topic::Context(Builtin::RetryAfter), "retry_after", |column| column.all(|value, _| is_u32(value))),
    (Topic::Context(Builtin::RequestId), "request_id", |column| column.strings(|_| true)),
    (Topic::Context(Builtin::Instance), "instance", |column| column.strings(|_| true)),
    (Topic::Context(Builtin::Timestamp), "timestamp", |column| column.all(|value, _| type_of(value) == "timestamp")),
    (Topic::Context(Builtin::Debug), "debug", is_data),
    (Topic::Status, "status", |column| column.all(|value, status| value.is_number() && is_status(value, status))),
    (Topic::Status, "status:string", |column| column.all(is_status)),
    (Topic::Number, "number", |column| column.all(|value, _| is_u32(value))),
    (Topic::Code, "code", |column| {
        let is_free = column.is_listed || !matches!(column.name(), "type" | "name");
        // By RFC 9457, `about:blank` says only that the type is the status.
        let is_marked = |text: &str| text.contains(['_', ':']) && text != "about:blank";
        let is_short = |text: &str| is_code(text) && text.len() <= 80 && !text.contains("://");
        // Listed URLs are codes, unless a catalog can make the URLs from shorter codes.
        let is_listed = column.is_listed && column.strings(is_code) && docs_prefix(column).is_none();
        is_listed || column.strings(|text| is_short(text) && (is_free || is_marked(text)))
    }),
    (Topic::Message, "message", |column| column.strings(|text| !text.contains("://"))),
    (Topic::DocsUrl, "docs_url", |column| docs_prefix(column).is_some()),
    (Topic::Title, "title", |column| column.strings(|_| true)),
    (Topic::Violations, "violations", |column| {
        shape_of(column).is_some_and(|shape| normal(column.name()) != "detail" || !shape.is_map())
    }),
    (Topic::Details, "details", is_data),
];

/// Whether a member contains data of any type. A boolean is rather a constant or a field.
fn is_data(column: &Column<'_>) -> bool {
    !column.all(|value, _| value.is_boolean())
}

fn is_u32(value: &Value) -> bool {
    value.as_u64().is_some_and(|number| u32::try_from(number).is_ok())
}

/// Whether a value is an error status, and the status of the body that contains it.
fn is_status(value: &Value, of_body: Option<u16>) -> bool {
    let text = text_of(value);
    let status = text.parse().ok().filter(|status| text.len() == 3 && is_error_status(*status));
    status.is_some_and(|status| of_body.is_none_or(|of_body| of_body == status))
}

/// Whether a value is the body of an error: it has a member that is named like a message or a code.
pub(crate) fn is_error_body(body: &Value) -> bool {
    let paths: Vec<Vec<String>> = flatten(body).into_iter().map(|(path, _)| path).collect();
    if paths.iter().any(|path| path.ends_with(&["error".to_owned(), "code".to_owned()])) {
        return true;
    }
    let names: Vec<String> = paths.into_iter().filter_map(|mut path| path.pop()).collect();
    names.iter().any(|name| {
        let is_code = matches!(name.as_str(), "error" | "error_code" | "errorCode")
            || name == "code" && names.iter().any(|name| is_member(name, Topic::Message));
        is_code || is_surely_message(name)
    })
}

/// Whether a value has the members of RFC 9457 that identify an error without a message.
pub(crate) fn is_problem(body: &Value) -> bool {
    ["type", "title"].iter().all(|name| body[name].is_string()) && body["status"].is_number()
}

/// Infers the structure that all bodies share. Without bodies, the structure is empty. `listed` has the codes that
/// schemas list, by the paths of their members.
pub(crate) fn infer_shape(examples: &[ErrorFact], formats: &[ErrorFact], listed: &Listed, notes: &mut Notes) -> Shape {
    let mut shape = Shape::default();
    let mut columns = columns(examples, formats, notes);
    for column in &mut columns {
        let Some(codes) = listed.get(&column.path) else { continue };
        column.is_listed = true;
        if column.in_examples == 0 {
            // The value in a body that was made from a schema is only a placeholder.
            column.values.clear();
        }
        column.values.extend(codes.values().map(|code| (code, None)));
    }
    let shown = columns.iter().filter(|column| column.in_examples > 0).map(|column| column.parent().to_vec());
    let shown: Vec<Vec<String>> = shown.collect();
    // Ignore the members of an object that no example has.
    let is_unshown = |column: &mut Column<'_>| !shown.is_empty() && shown.iter().all(|path| path != column.parent());
    for column in columns.extract_if(.., is_unshown) {
        note_unshown(&column.path.join("."), notes);
    }
    for column in columns.extract_if(.., |column| column.is_null && column.values.is_empty()) {
        let path = column.path.join(".");
        notes.loss(0, format!("member `{path}` is always null, which TOML cannot write: left out"));
    }
    let mut roles = roles_by_name(&columns);
    shape.docs_format = docs_format(&columns, &mut roles, examples);
    for (column, role) in columns.iter().zip(roles) {
        let Some(role) = role.or_else(|| rest_role(column, examples.len(), notes)) else { continue };
        let is_missing = column.in_examples < examples.len();
        let is_null = column.is_null && !is_missing;
        let member = Member { path: column.path.clone(), role, is_missing, is_null };
        match member.slot() {
            "violations" => shape.violations = shape_of(column),
            "docs_url" => shape.docs_prefix = docs_prefix(column),
            _ => {}
        }
        shape.members.push(member);
    }
    let sends = |member: &Member| matches!(member.slot(), "code" | "docs_url");
    for path in listed.keys().filter(|path| !shape.members.iter().any(|member| sends(member) && member.path == **path))
    {
        let path = path.join(".");
        notes.loss(
            0,
            format!("schemas list codes of member `{path}`, but the bodies of the catalog have no code there"),
        );
    }
    shape
}

/// The format in which the URLs of the bodies contain the codes of the bodies. Without such a format, the member
/// with the URLs becomes an ordinary one, because the catalog would make another URL from a code.
fn docs_format(columns: &[Column<'_>], roles: &mut [Option<Role>], examples: &[ErrorFact]) -> Option<SlotFormat> {
    let of = |slot: &str| roles.iter().position(|role| matches!(role, Some(Role::Slot(name)) if name == slot));
    let (code, url) = (of("code")?, of("docs_url")?);
    let prefix = docs_prefix(&columns[url])?;
    let text = |example: &ErrorFact, at: usize| value_at(&example.body, &columns[at].path).map(text_of);
    let fits = |format: Option<SlotFormat>, example: &ErrorFact| {
        let code = text(example, code).map(|code| format.map_or(code.clone(), |format| to_case(&code, format)));
        text(example, url).is_none_or(|url| url.strip_prefix(&prefix) == code.as_deref())
    };
    let mut formats = iter::once(None).chain(SlotFormat::CASES.map(Some));
    let found = formats.find(|format| examples.iter().all(|example| fits(*format, example)));
    if found.is_none() {
        roles[url] = None;
    }
    found.flatten()
}

fn note_unshown(path: &str, notes: &mut Notes) {
    notes.loss(0, format!("member `{path}` is described, but no example has it: left out"));
}

/// The roles of members according to their names and values. No two members have the same row of `ROWS`.
fn roles_by_name(columns: &[Column<'_>]) -> Vec<Option<Role>> {
    let is_reason = |value: &Value, status: Option<u16>| status.is_some_and(|status| value == reason_phrase(status));
    let role = |slot: &str| Some(Role::Slot(slot.to_owned()));
    let mut roles: Vec<Option<Role>> =
        columns.iter().map(|column| role("reason").filter(|_| column.all(is_reason))).collect();
    for (topic, slot, fits) in ROWS {
        let found = member_words(*topic).find_map(|word| {
            (0..columns.len()).find(|i| normal(columns[*i].name()) == word && roles[*i].is_none() && fits(&columns[*i]))
        });
        let Some(found) = found else { continue };
        // A body may repeat its status, for example as its code, and the id of the request.
        let is_same = |column: &Column<'_>| match topic {
            Topic::Status => column.values == columns[found].values,
            Topic::Context(_) => is_member(column.name(), *topic) && fits(column),
            _ => false,
        };
        for (i, other) in roles.iter_mut().enumerate().filter(|(_, role)| role.is_none()) {
            *other = role(slot).filter(|_| i == found || is_same(&columns[i]));
        }
    }
    roles
}

/// The role of a member whose name has no known topic.
fn rest_role(column: &Column<'_>, examples: usize, notes: &mut Notes) -> Option<Role> {
    let path = column.path.join(".");
    let first = column.values.first()?.0;
    let may_be_constant = !first.is_object() && !first.is_array() && (examples > 1 || first.is_boolean());
    if may_be_constant && !column.is_null && column.in_examples == examples && column.all(|value, _| value == first) {
        return Some(Role::Constant(first.clone()));
    }
    if column.in_examples == 0 {
        note_unshown(&path, notes);
        return None;
    }
    let name = field_of(column.name(), "string");
    if name.is_none() {
        notes.loss(0, format!("member `{path}` has a name that a field cannot have: left out"));
    }
    // The values do not fit the slot that has this name.
    let is_slot = |name: &String| Builtin::from_term(name).is_some();
    name.map(|name| Role::Slot(if is_slot(&name) { format!("{name}_value") } else { name }))
}

/// The shape of field-level errors, if all values have the same one.
fn shape_of(column: &Column<'_>) -> Option<Violations> {
    violations_of(&column.values.iter().map(|(value, _)| *value).collect::<Vec<_>>())
}

/// The common prefix of a member's URLs, up to their last part.
fn docs_prefix(column: &Column<'_>) -> Option<String> {
    let first = column.values.first()?.0.as_str()?;
    let end = first.rfind(['/', '#', '=']).filter(|end| *end > 8 && *end + 1 < first.len())?;
    let prefix = &first[..=end];
    let url = toml_string(&format!("{}{{code}}", literal(prefix)));
    let is_valid = ["https://", "http://"].iter().any(|scheme| first.starts_with(scheme))
        && is_catalog(format!("catalog.docs-url = {url}"))
        && column.strings(|text| text.strip_prefix(prefix).is_some_and(is_code));
    is_valid.then(|| prefix.to_owned())
}
