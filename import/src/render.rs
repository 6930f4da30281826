//! Renders a draft as TOML, with one value on each line. A table that does not fit on a line gets a header.

use error_catalog_model::{escape_toml, toml_key, toml_string};
use serde_json::{Map, Value};

use crate::text::{shown, some_line};

/// Keys and values, in order. A draft is such a table for the main file of a catalog.
pub(crate) type Table = Map<String, Value>;

/// The first character of a key whose value is a comment.
pub(crate) const COMMENT: &str = "\0";

/// The maximum width of a line, except for a value that cannot be split.
const WIDTH: usize = 120;

/// The members of an object that have an effect in a catalog: all except null, which TOML cannot express, empty lists
/// and tables, and empty texts, which `check` rejects.
pub(crate) fn table(object: Value) -> Table {
    let has_effect = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => some_line(text).is_some(),
        Value::Array(elements) => !elements.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    };
    match object {
        Value::Object(members) => members.into_iter().filter(|(_, value)| has_effect(value)).collect(),
        _ => Table::new(),
    }
}

/// Renders the draft as the text of a catalog. `origin` names the source in the first line.
pub(crate) fn render_draft(draft: &Table, origin: &str) -> String {
    let mut out = format!("# {}\n", shown(origin));
    render_table(&mut out, &[], draft, ("[", "]"));
    out
}

fn render_table(out: &mut String, path: &[&str], members: &Table, (open, close): (&str, &str)) {
    let mut lines = String::new();
    let mut tables = Vec::new();
    for (key, value) in members {
        let line = format!("{} = {}", toml_key(key), render_value(value));
        let is_long = line.chars().count() > WIDTH;
        let path = [path, &[key]].concat();
        match value {
            Value::String(text) if key.starts_with(COMMENT) => {
                lines.extend(text.lines().map(|line| format!("# {}\n", shown(line))));
            }
            // Of all values, only a string with line breaks is easier to read on several lines.
            Value::String(text) if text.trim_end_matches('\n').contains('\n') => {
                let text: Vec<String> = text.split('\n').map(escape_toml).collect();
                lines += &format!("{} = \"\"\"\n{}\"\"\"\n", toml_key(key), text.join("\n"));
            }
            Value::Object(inner) if is_long || is_section(&path) => tables.push((path, inner, ("[", "]"))),
            Value::Array(elements) if is_long && elements.iter().all(Value::is_object) => {
                let elements = elements.iter().filter_map(Value::as_object);
                tables.extend(elements.map(|element| (path.clone(), element, ("[[", "]]"))));
            }
            _ => lines.extend([&line, "\n"]),
        }
    }
    if !lines.is_empty() || open == "[[" {
        let path: Vec<String> = path.iter().map(|key| toml_key(key)).collect();
        *out += &format!("\n{open}{}{close}\n{lines}", path.join("."));
    }
    for (path, inner, brackets) in tables {
        render_table(out, &path, inner, brackets);
    }
}

/// Whether a table always has a header, even if it would fit on a line.
fn is_section(path: &[&str]) -> bool {
    matches!(path, [_] | ["wire" | "statuses" | "categories" | "errors", _])
}

/// Renders a value on one line. The value contains no null, which TOML cannot express.
fn render_value(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => toml_string(text),
        Value::Array(elements) => format!("[{}]", elements.iter().map(render_value).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let pairs = members.iter().map(|(key, value)| format!("{} = {}", toml_key(key), render_value(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
