//! Infers the response format from bodies: the role of each member.

use error_catalog_model::{Builtin, reason_phrase};
use serde_json::Value;

use super::columns::{Column, columns, flatten};
use super::names::{field_of, is_catalog, is_code};
use super::status::is_error_status;
use super::types::{type_of, violations_shape};
use crate::facts::{Example, Notes};
use crate::text::literal;
use crate::words::{Topic, is_member, is_surely_message, member_words};

/// The role of a member of the body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    /// The slot of the format with this name.
    Slot(&'static str),
    /// The status as a string.
    StatusText,
    /// A URL that ends in the code. The string is the part before the code.
    DocsUrl(String),
    /// A value that is the same in every error.
    Constant(Value),
    /// The field with this name, which some errors have.
    Field(String),
}

/// A member of the body, and its role.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The keys that lead to the member. A `0` is the index of the only element of a list.
    pub(crate) path: Vec<String>,
    pub(crate) role: Role,
    /// Whether some body lacks this member.
    pub(crate) is_missing: bool,
}

/// The structure that all bodies share.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) members: Vec<Member>,
    /// The shape of field-level errors.
    pub(crate) violations: Option<&'static str>,
    /// Members that are left out: a catalog's body cannot contain them, or only the format shows them.
    pub(crate) dropped: Vec<Vec<String>>,
}

/// A topic, and a function that looks at the values of a member with that topic and decides the member's role. Topics
/// are assigned to members in the order of the rows.
type Row = (Topic, fn(&Column<'_>) -> Option<Role>);
const ROWS: &[Row] = &[
    (Topic::Status, status_role),
    (Topic::Number, |column| {
        let is_number = |value: &Value| value.as_u64().is_some_and(|number| u32::try_from(number).is_ok());
        column.all(|value, _| is_number(value)).then_some(Role::Slot("number"))
    }),
    (Topic::Code, |column| {
        let is_free = !matches!(column.name(), "type" | "name");
        let is_short = |text: &str| is_code(text) && text.len() <= 80 && !text.contains("://");
        column.strings(|text| is_short(text) && (is_free || text.contains('_'))).then_some(Role::Slot("code"))
    }),
    (Topic::Message, |column| column.strings(|text| !text.contains("://")).then_some(Role::Slot("message"))),
    (Topic::DocsUrl, |column| docs_prefix(column).map(Role::DocsUrl)),
    (Topic::Title, |column| column.strings(|_| true).then_some(Role::Slot("title"))),
    (Topic::Violations, |column| shape_of(column).map(|_| Role::Slot("violations"))),
    (Topic::Details, |_| Some(Role::Slot("details"))),
];

/// Whether a value is the body of an error: it has a member that is named like a message or a code.
pub(crate) fn is_error_body(body: &Value) -> bool {
    let names: Vec<String> = flatten(body).into_iter().filter_map(|(mut path, _)| path.pop()).collect();
    names.iter().any(|name| {
        let is_code = matches!(name.as_str(), "error" | "error_code" | "errorCode")
            || name == "code" && names.iter().any(|name| is_member(name, Topic::Message));
        is_code || is_surely_message(name)
    })
}

/// Infers the structure that all bodies share. Without bodies, the structure is empty.
pub(crate) fn infer_shape(examples: &[Example], formats: &[Example], notes: &mut Notes) -> Shape {
    let mut shape = Shape::default();
    let columns = columns(examples, formats, notes);
    let parents: Vec<&[String]> = columns.iter().filter(|column| column.in_examples > 0).map(Column::parent).collect();
    // Ignore the members of an object that no example has.
    let is_shown = |column: &&Column<'_>| parents.is_empty() || parents.contains(&column.parent());
    let (columns, dropped): (Vec<&Column<'_>>, Vec<&Column<'_>>) = columns.iter().partition(is_shown);
    for column in dropped {
        note_unshown(&column.path.join("."), notes);
        shape.dropped.push(column.path.clone());
    }
    for (column, role) in columns.iter().zip(roles_by_name(&columns)) {
        let Some(role) = role.or_else(|| rest_role(column, examples.len(), notes)) else {
            shape.dropped.push(column.path.clone());
            continue;
        };
        if role == Role::Slot("violations") {
            shape.violations = shape_of(column);
        }
        let is_missing = column.in_examples < examples.len();
        shape.members.push(Member { path: column.path.clone(), role, is_missing });
    }
    shape
}

fn note_unshown(path: &str, notes: &mut Notes) {
    notes.loss(0, format!("member `{path}` is part of the format, but no example has it: left out"));
}

/// The roles of members according to their names and values. No two members have the same topic of `ROWS`.
fn roles_by_name(columns: &[&Column<'_>]) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = columns.iter().map(|column| fixed_role(column)).collect();
    for (topic, role_of) in ROWS {
        let found = member_words(*topic).find_map(|word| {
            let mut named = (0..columns.len()).filter(|i| columns[*i].word == word && roles[*i].is_none());
            named.find_map(|i| Some((i, role_of(columns[i])?)))
        });
        let Some((i, role)) = found else { continue };
        if *topic == Topic::Status {
            // A body may repeat its status, for example as its code.
            let is_same = |column: &Column<'_>| column.real().eq(columns[i].real());
            let repeated = columns.iter().zip(&mut roles).filter(|(column, role)| role.is_none() && is_same(column));
            repeated.for_each(|(_, other)| *other = Some(role.clone()));
        }
        roles[i] = Some(role);
    }
    roles
}

/// The role of a member that does not depend on other members.
fn fixed_role(column: &Column<'_>) -> Option<Role> {
    let is_reason = |text: &str, status: Option<u16>| status.is_some_and(|status| reason_phrase(status) == text);
    if column.all(|value, status| value.as_str().is_some_and(|text| is_reason(text, status))) {
        return Some(Role::Slot("reason"));
    }
    if column.real().count() > 1 && column.all(|value, _| value.is_boolean()) {
        return column.constant().map(|value| Role::Constant(value.clone()));
    }
    let is_named = |slot: &Builtin| member_words(Topic::Context(*slot)).any(|word| word == column.word);
    let slot = Builtin::CONTEXT.into_iter().find(is_named)?;
    let fits = match slot {
        Builtin::RetryAfter => column.all(|value, _| value.as_u64().is_some_and(|wait| u32::try_from(wait).is_ok())),
        Builtin::Timestamp => column.all(|value, _| type_of(value) == "timestamp"),
        Builtin::Debug => true,
        _ => column.strings(|_| true),
    };
    fits.then_some(Role::Slot(slot.as_str()))
}

/// The role of a member whose name has no known topic.
fn rest_role(column: &Column<'_>, examples: usize, notes: &mut Notes) -> Option<Role> {
    let path = column.path.join(".");
    if column.all(|value, _| value.is_null()) {
        notes.loss(0, format!("member `{path}` is always null, which TOML cannot write: left out"));
        return None;
    }
    let constant = column.constant().filter(|value| {
        let is_scalar = !value.is_object() && !value.is_array();
        column.in_examples == examples && is_scalar && (examples > 1 || value.is_boolean())
    });
    if let Some(value) = constant {
        return Some(Role::Constant(value.clone()));
    }
    if column.in_examples == 0 {
        note_unshown(&path, notes);
        return None;
    }
    // The values do not fit the slot of the response's context that has this name.
    let is_slot = |name: &String| Builtin::CONTEXT.iter().any(|slot| slot.as_str() == name);
    let name = field_of(column.name()).map(|name| if is_slot(&name) { format!("{name}_value") } else { name });
    if name.is_none() {
        notes.loss(0, format!("member `{path}` has a name that a field cannot have: left out"));
    }
    name.map(Role::Field)
}

fn status_role(column: &Column<'_>) -> Option<Role> {
    let is_status = |number: Option<u64>, of_body: Option<u16>| {
        let status = number.and_then(|number| u16::try_from(number).ok()).filter(|status| is_error_status(*status));
        status.is_some_and(|status| of_body.is_none_or(|of_body| of_body == status))
    };
    if column.all(|value, status| is_status(value.as_u64(), status)) {
        return Some(Role::Slot("status"));
    }
    let text = |value: &Value| value.as_str().filter(|text| text.len() == 3)?.parse().ok();
    column.all(|value, status| is_status(text(value), status)).then_some(Role::StatusText)
}

/// The shape of field-level errors, if all values have the same one.
fn shape_of(column: &Column<'_>) -> Option<&'static str> {
    let first = column.real().next().and_then(|(value, _)| violations_shape(value))?;
    column.all(|value, _| violations_shape(value) == Some(first)).then_some(first)
}

/// The common prefix of a member's URLs, up to their last part.
fn docs_prefix(column: &Column<'_>) -> Option<String> {
    let first = column.real().next()?.0.as_str()?;
    let end = first.rfind(['/', '#', '=']).filter(|end| *end > 8 && *end + 1 < first.len())?;
    let prefix = first[..=end].to_owned();
    let is_url = first.starts_with("https://") || first.starts_with("http://");
    let is_valid = is_url
        && !prefix.contains(['"', '\\'])
        && is_catalog(format!("catalog.docs-url = \"{}{{code}}\"", literal(&prefix)))
        && column.strings(|text| text.strip_prefix(&prefix).is_some_and(is_code));
    is_valid.then_some(prefix)
}
