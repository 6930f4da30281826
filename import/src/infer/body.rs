//! Renders the response format in the syntax of a catalog.

use serde_json::{Value, json};

use super::shape::Member;

/// The template of the body. A member is optional if it may be absent.
pub(crate) fn render_body(members: &[Member], may_be_absent: impl Fn(&Member) -> bool) -> Value {
    let mut body = json!({});
    for member in members {
        let mut parent = &mut body;
        for (i, key) in member.path.iter().enumerate() {
            parent = match (parent, &member.path[i + 1..]) {
                (Value::Object(members), []) => {
                    let mark = if may_be_absent(member) { "?" } else { "" };
                    members.insert(format!("{key}{mark}"), member.template());
                    break;
                }
                (Value::Object(members), rest) => {
                    let is_list = rest.len() > 1 && rest[0] == "0";
                    members.entry(key.clone()).or_insert_with(|| if is_list { json!([{}]) } else { json!({}) })
                }
                (Value::Array(elements), _) if !elements.is_empty() => &mut elements[0],
                _ => break,
            };
        }
    }
    body
}

/// The value at a path in a body.
pub(crate) fn value_at<'a>(body: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(body, |value, key| match value {
        Value::Array(elements) => key.parse::<usize>().ok().and_then(|i| elements.get(i)),
        other => other.get(key),
    })
}
