//! Renders a draft as TOML, with one value on each line. A table that does not fit on a line gets a header.

use std::fmt::Write;

use error_catalog_model::{escape_toml, toml_key, toml_string};
use serde_json::{Map, Value};

use crate::text::{one_line, some_line};

/// Keys and values, in order. A draft is such a table for the main file of a catalog.
pub(crate) type Table = Map<String, Value>;

/// The first character of a key whose value is a comment.
pub(crate) const COMMENT: &str = "\0";

/// The maximum width of a line, except for a value that cannot be split.
const WIDTH: usize = 120;

/// Adds a value, unless it is null, which TOML cannot express, an empty list or table, which has no effect, or an empty
/// text, which `check` rejects.
pub(crate) fn set(table: &mut Table, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let is_empty = match &value {
        Value::Null => true,
        Value::String(text) => some_line(text).is_none(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    if !is_empty {
        table.insert(key.to_owned(), value);
    }
}

/// Renders the draft as the text of a catalog. `origin` names the source in the first line.
pub(crate) fn render_draft(draft: &Table, origin: &str) -> String {
    let mut out = format!("# {}\n", one_line(origin));
    render_table(&mut out, &[], draft, ("[", "]"));
    out
}

fn render_table(out: &mut String, path: &[&str], members: &Table, (open, close): (&str, &str)) {
    let mut lines = String::new();
    let mut tables = Vec::new();
    for (key, value) in members {
        let start = format!("{} = ", toml_key(key));
        let line = render_value(value);
        let is_long = start.chars().count() + line.chars().count() > WIDTH;
        let path = [path, &[key]].concat();
        match value {
            Value::String(text) if key.starts_with(COMMENT) => {
                for line in text.lines() {
                    let _ = writeln!(lines, "# {}", one_line(line));
                }
            }
            // Of all values, only a string with line breaks is easier to read on several lines.
            Value::String(text) if text.trim_end_matches('\n').contains('\n') => {
                let _ = writeln!(lines, "{start}{}", render_prose(text));
            }
            Value::Object(inner) if !inner.is_empty() && (is_long || is_section(&path)) => {
                tables.push((path, inner, ("[", "]")));
            }
            Value::Array(elements) if is_long && elements.iter().all(is_full_object) => {
                let elements = elements.iter().filter_map(Value::as_object);
                tables.extend(elements.map(|element| (path.clone(), element, ("[[", "]]"))));
            }
            Value::Array(elements) if is_long => {
                let elements: String = elements.iter().map(|e| format!("    {},\n", render_value(e))).collect();
                let _ = writeln!(lines, "{start}[\n{elements}]");
            }
            _ => {
                let _ = writeln!(lines, "{start}{line}");
            }
        }
    }
    if !lines.is_empty() || open == "[[" {
        let path = path.iter().map(|key| toml_key(key)).collect::<Vec<_>>().join(".");
        let _ = write!(out, "\n{open}{path}{close}\n{lines}");
    }
    for (path, inner, brackets) in tables {
        render_table(out, &path, inner, brackets);
    }
}

/// Whether a table always has a header, even if it would fit on a line.
fn is_section(path: &[&str]) -> bool {
    matches!(path, [_] | ["wire" | "statuses" | "categories" | "errors", _])
}

fn is_full_object(value: &Value) -> bool {
    value.as_object().is_some_and(|members| !members.is_empty())
}

/// Renders a value on one line.
fn render_value(value: &Value) -> String {
    let list = |items: Vec<String>| items.join(", ");
    match value {
        Value::Null => "\"\"".to_owned(),
        // `Debug` writes a decimal point or an exponent, without which TOML would read an integer.
        Value::Number(number) if number.is_f64() => format!("{:?}", number.as_f64().unwrap_or_default()),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => toml_string(text),
        Value::Array(elements) => format!("[{}]", list(elements.iter().map(render_value).collect())),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let pair = |(key, value): (&String, &Value)| format!("{} = {}", toml_key(key), render_value(value));
            format!("{{ {} }}", list(members.iter().map(pair).collect()))
        }
    }
}

/// Renders a string on several lines.
fn render_prose(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escape_toml).collect();
    format!("\"\"\"\n{}\"\"\"", lines.join("\n"))
}
