//! Treats bodies as a table with a column for each member, including nested members.

use error_catalog_model::Builtin;
use serde_json::{Map, Value};

use crate::facts::{Example, Notes};
use crate::words::{Topic, is_member, is_surely_message, normal};

/// The maximum depth of nested members.
const DEPTH: usize = 4;

/// One member, with its values in all bodies.
pub(super) struct Column<'a> {
    pub(super) path: Vec<String>,
    /// The name of the member, in the form that the table of words uses.
    pub(super) word: String,
    /// Each value, the status of its body, and whether that body only shows the format.
    values: Vec<(&'a Value, Option<u16>, bool)>,
    /// The number of examples that have this member.
    pub(super) in_examples: usize,
}

impl<'a> Column<'a> {
    fn new(path: Vec<String>) -> Self {
        let word = normal(path.last().map_or("", String::as_str));
        Self { path, word, values: Vec::new(), in_examples: 0 }
    }

    pub(super) fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    pub(super) fn parent(&self) -> &[String] {
        self.path.split_last().map_or(&[], |(_, parent)| parent)
    }

    /// The values in examples, or those in the bodies that show the format if no example has this member.
    pub(super) fn real(&self) -> impl Iterator<Item = (&'a Value, Option<u16>)> {
        let any = self.values.iter().any(|(_, _, is_format)| !is_format);
        let values = self.values.iter().filter(move |(_, _, is_format)| !(any && *is_format));
        values.map(|(value, status, _)| (*value, *status))
    }

    pub(super) fn all(&self, is: impl Fn(&Value, Option<u16>) -> bool) -> bool {
        self.real().all(|(value, status)| is(value, status))
    }

    pub(super) fn strings(&self, is: impl Fn(&str) -> bool) -> bool {
        self.all(|value, _| value.as_str().is_some_and(&is))
    }

    /// The value of this member, if it is the same in every body.
    pub(super) fn constant(&self) -> Option<&'a Value> {
        let first = self.real().next()?.0;
        self.all(|value, _| value == first).then_some(first)
    }
}

/// The members of all bodies, without duplicates. The members of the format come first. A member that only examples
/// have is placed before the member that follows it in its example.
pub(super) fn columns<'a>(examples: &'a [Example], formats: &'a [Example], notes: &mut Notes) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = Vec::new();
    let bodies = formats.iter().map(|format| (format, true)).chain(examples.iter().map(|example| (example, false)));
    for (example, is_format) in bodies {
        let members = flatten(&example.body);
        for (i, (path, value)) in members.iter().enumerate() {
            let at = match columns.iter().position(|column| column.path == *path) {
                Some(at) => at,
                None if columns
                    .iter()
                    .any(|column| column.path.starts_with(path) || path.starts_with(&column.path)) =>
                {
                    let text = format!("member `{}` is an object in some bodies only: left out", path.join("."));
                    notes.loss(example.line, text);
                    continue;
                }
                None => {
                    let next = members[i + 1..].iter().find_map(|(p, _)| columns.iter().position(|c| c.path == *p));
                    let at = next.unwrap_or(columns.len());
                    columns.insert(at, Column::new(path.clone()));
                    at
                }
            };
            columns[at].values.push((value, example.status, is_format));
            columns[at].in_examples += usize::from(!is_format);
        }
    }
    columns
}

/// The innermost members of a body, with their paths. Opens a nested object only if it contains the error.
pub(crate) fn flatten(body: &Value) -> Vec<(Vec<String>, &Value)> {
    let mut out = Vec::new();
    flatten_into(body, &mut Vec::new(), &mut out);
    out
}

fn flatten_into<'a>(value: &'a Value, path: &mut Vec<String>, out: &mut Vec<(Vec<String>, &'a Value)>) {
    let Some(members) = value.as_object() else { return };
    for (key, value) in members {
        path.push(key.clone());
        match value {
            Value::Object(inner) if path.len() < DEPTH && is_container(key, inner) => flatten_into(value, path, out),
            Value::Array(elements) if path.len() < DEPTH => match elements.as_slice() {
                [Value::Object(inner)] if is_container(key, inner) && !is_violation(inner) => {
                    path.push("0".to_owned());
                    flatten_into(&elements[0], path, out);
                    path.pop();
                }
                _ => out.push((path.clone(), value)),
            },
            _ => out.push((path.clone(), value)),
        }
        path.pop();
    }
}

/// Whether an object contains the error itself rather than a detail of the error.
fn is_container(key: &str, members: &Map<String, Value>) -> bool {
    let mut names = members.iter().filter(|(_, value)| value.is_string() || value.is_number()).map(|(name, _)| name);
    !is_member(key, Topic::Details)
        && !is_member(key, Topic::Context(Builtin::Debug))
        && names.any(|name| is_surely_message(name) || name == "code" || key == "error" && name == "type")
}

fn is_violation(members: &Map<String, Value>) -> bool {
    ["field", "pointer", "path", "param", "loc", "location"].iter().any(|name| members.contains_key(*name))
}
