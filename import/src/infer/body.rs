//! The response format as a catalog writes it.

use serde_json::{Map, Value, json};

use super::names::literal;
use super::shape::{Member, Role};

/// The slot that fills a member.
fn slot(role: &Role) -> Value {
    match role {
        Role::Code => json!("{code}"),
        Role::Number => json!("{number}"),
        Role::Message => json!("{message}"),
        Role::Title => json!("{title}"),
        Role::Reason => json!("{reason}"),
        Role::Status => json!("{status}"),
        Role::StatusText => json!("{status:string}"),
        Role::DocsUrl(_) => json!("{docs_url}"),
        Role::Details => json!("{details}"),
        Role::Violations => json!("{violations}"),
        Role::Context(slot) => json!(format!("{{{slot}}}")),
        Role::Field(name) => json!(format!("{{{name}}}")),
        Role::Constant(Value::String(text)) => json!(literal(text)),
        Role::Constant(value) => value.clone(),
    }
}

/// The body of which all members are filled as their roles say; those that may be absent are optional.
pub(crate) fn render_body(members: &[Member], may_be_absent: impl Fn(&Member) -> bool) -> Map<String, Value> {
    let mut body = Map::new();
    for member in members {
        let mark = if may_be_absent(member) { "?" } else { "" };
        insert(&mut body, &member.path, mark, slot(&member.role));
    }
    body
}

fn insert(object: &mut Map<String, Value>, path: &[String], mark: &str, value: Value) {
    match path {
        [] => {}
        [last] => {
            object.insert(format!("{last}{mark}"), value);
        }
        [key, zero, rest @ ..] if zero == "0" && !rest.is_empty() => {
            let list = object.entry(key.clone()).or_insert_with(|| json!([{}]));
            if let Some(inner) = list.get_mut(0).and_then(Value::as_object_mut) {
                insert(inner, rest, mark, value);
            }
        }
        [key, rest @ ..] => {
            if let Some(inner) = object.entry(key.clone()).or_insert_with(|| json!({})).as_object_mut() {
                insert(inner, rest, mark, value);
            }
        }
    }
}

/// The value that a body has at a path.
pub(crate) fn value_at<'a>(body: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(body, |value, key| match value {
        Value::Array(elements) => key.parse::<usize>().ok().and_then(|i| elements.get(i)),
        other => other.get(key),
    })
}
