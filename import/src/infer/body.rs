//! Renders the response format in the syntax of a catalog.

use serde_json::{Map, Value, json};

use super::shape::Member;

/// The template of the body. A member is optional if it may be absent.
pub(crate) fn render_body(members: &[Member], may_be_absent: impl Fn(&Member) -> bool) -> Map<String, Value> {
    let mut body = Map::new();
    for member in members {
        let mark = if may_be_absent(member) { "?" } else { "" };
        insert(&mut body, &member.path, mark, member.template());
    }
    body
}

fn insert(object: &mut Map<String, Value>, path: &[String], mark: &str, value: Value) {
    let (inner, rest) = match path {
        [] => return,
        [last] => {
            object.insert(format!("{last}{mark}"), value);
            return;
        }
        [key, zero, rest @ ..] if zero == "0" && !rest.is_empty() => {
            (object.entry(key.clone()).or_insert_with(|| json!([{}])).get_mut(0), rest)
        }
        [key, rest @ ..] => (Some(object.entry(key.clone()).or_insert_with(|| json!({}))), rest),
    };
    if let Some(inner) = inner.and_then(Value::as_object_mut) {
        insert(inner, rest, mark, value);
    }
}

/// The value at a path in a body.
pub(crate) fn value_at<'a>(body: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(body, |value, key| match value {
        Value::Array(elements) => key.parse::<usize>().ok().and_then(|i| elements.get(i)),
        other => other.get(key),
    })
}
