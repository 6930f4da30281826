//! Treats bodies as a table with a column for each member, including nested members.

use std::collections::BTreeMap;

use error_catalog_model::Builtin;
use serde_json::{Map, Value};

use super::violation::names_place;
use crate::document::members;
use crate::facts::{ErrorFact, Notes};
use crate::words::{Topic, is_member, is_surely_message};

/// The maximum number of different members. A catalog cannot have more in its response format.
const MAX_COLUMNS: usize = 1_000;

/// One member, with its values in all bodies.
pub(super) struct Column<'a> {
    pub(super) path: Vec<String>,
    /// Whether a schema lists the codes that this member contains.
    pub(super) is_listed: bool,
    /// The number of examples that have this member.
    pub(super) in_examples: usize,
    /// Whether the member is `null` in some body.
    pub(super) is_null: bool,
    /// Each value in examples that is not `null`, and the status of its body. If no example has this member, these are
    /// the values in the bodies that show the format.
    pub(super) values: Vec<(&'a Value, Option<u16>)>,
}

impl Column<'_> {
    pub(super) fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    pub(super) fn parent(&self) -> &[String] {
        self.path.split_last().map_or(&[], |(_, parent)| parent)
    }

    pub(super) fn all(&self, is: impl Fn(&Value, Option<u16>) -> bool) -> bool {
        self.values.iter().all(|(value, status)| is(value, *status))
    }

    pub(super) fn strings(&self, is: impl Fn(&str) -> bool) -> bool {
        self.all(|value, _| value.as_str().is_some_and(&is))
    }
}

/// The members of all bodies, without duplicates. The members of the format come first. A member that only examples
/// have is placed before the member that follows it in its example.
pub(super) fn columns<'a>(examples: &'a [ErrorFact], formats: &'a [ErrorFact], notes: &mut Notes) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = Vec::new();
    // The index of each member, and all indexes in the order of the members.
    let (mut known, mut order) = (BTreeMap::new(), Vec::new());
    let mut is_full = false;
    let bodies = formats.iter().map(|format| (format, true)).chain(examples.iter().map(|example| (example, false)));
    for (example, is_format) in bodies {
        let members = flatten(&example.body);
        // The first known member at or after each member.
        let mut next: Vec<Option<usize>> = members.iter().map(|(path, _)| known.get(path).copied()).collect();
        for i in (1..next.len()).rev() {
            next[i - 1] = next[i - 1].or(next[i]);
        }
        for ((path, value), next) in members.into_iter().zip(next) {
            let clashes = |column: &Column<'_>| column.path.starts_with(&path) || path.starts_with(&column.path);
            let at = match known.get(&path) {
                Some(at) => *at,
                None if columns.len() >= MAX_COLUMNS => {
                    if !std::mem::replace(&mut is_full, true) {
                        let name = path.join(".");
                        let text = format!("the bodies have more than {MAX_COLUMNS} different members");
                        notes.loss(example.line, format!("{text}: `{name}` and other members are left out"));
                    }
                    continue;
                }
                None if columns.iter().any(clashes) => {
                    let text = format!("member `{}` is an object in some bodies only: left out", path.join("."));
                    notes.loss(example.line, text);
                    continue;
                }
                None => {
                    let at = columns.len();
                    let place = next.and_then(|next| order.iter().position(|other| *other == next));
                    order.insert(place.unwrap_or(at), at);
                    known.insert(path.clone(), at);
                    columns.push(Column { path, is_listed: false, in_examples: 0, is_null: false, values: Vec::new() });
                    at
                }
            };
            let column = &mut columns[at];
            if !is_format && column.in_examples == 0 {
                column.values.clear();
            }
            column.in_examples += usize::from(!is_format);
            column.is_null |= value.is_null();
            if !value.is_null() {
                column.values.push((value, example.status));
            }
        }
    }
    let mut columns: Vec<Option<Column<'a>>> = columns.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| columns[at].take()).collect()
}

/// The innermost members of a body, with their paths. Opens a nested object, or a list of one object, only if it
/// contains the error.
pub(crate) fn flatten(body: &Value) -> Vec<(Vec<String>, &Value)> {
    let mut out = Vec::new();
    for (key, value) in members(body) {
        let mut path = vec![key.clone()];
        let only = value.as_array().filter(|elements| elements.len() == 1).map(|elements| &elements[0]);
        let inner = only.unwrap_or(value);
        let is_violation = |members: &Map<String, Value>| members.keys().any(|name| names_place(name));
        let is_error = |members| is_container(key, members) && (only.is_none() || !is_violation(members));
        if inner.as_object().is_some_and(is_error) {
            path.extend(only.map(|_| "0".to_owned()));
            out.extend(flatten(inner).into_iter().map(|(end, value)| ([&path[..], &end].concat(), value)));
        } else {
            out.push((path, value));
        }
    }
    out
}

/// Whether an object contains the error itself rather than a detail of the error.
fn is_container(key: &str, members: &Map<String, Value>) -> bool {
    let mut names = members.iter().filter(|(_, value)| value.is_string() || value.is_number()).map(|(name, _)| name);
    !is_member(key, Topic::Details)
        && !is_member(key, Topic::Context(Builtin::Debug))
        && names.any(|name| is_surely_message(name) || name == "code" || key == "error" && name == "type")
}

/// The value at a path in a body.
pub(crate) fn value_at<'a>(body: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(body, |value, key| match value {
        Value::Array(elements) => key.parse::<usize>().ok().and_then(|i| elements.get(i)),
        other => other.get(key),
    })
}
