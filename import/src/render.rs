//! A draft as TOML: one value a line, and what does not fit into a line as a table of its own.

use std::fmt::Write;

use error_catalog_model::{escape_toml, toml_key, toml_string};
use serde_json::{Map, Value};

use super::draft::{Draft, Table};

/// The longest line, where a shorter one can be had.
const WIDTH: usize = 120;

/// The draft as a catalog's file. `origin` says what it was made of, in one line.
pub(super) fn render_draft(draft: &Draft, origin: &str) -> String {
    let mut out = format!("# {}\n", super::infer::names::one_line(origin));
    render_table(&mut out, &["catalog"], &draft.catalog);
    render_table(&mut out, &["wire"], &draft.wire);
    render_table(&mut out, &["wire", "body"], &draft.body);
    render_table(&mut out, &["wire", "members"], &draft.members);
    render_table(&mut out, &["wire", "example"], &draft.example);
    render_table(&mut out, &["headers"], &draft.headers);
    for (status, table) in &draft.statuses {
        render_table(&mut out, &["statuses", status], table);
    }
    for (key, table) in &draft.categories {
        render_table(&mut out, &["categories", key], table);
    }
    for (key, table) in &draft.errors {
        render_table(&mut out, &["errors", key], table);
    }
    render_table(&mut out, &["retired"], &draft.retired);
    for (lang, errors) in &draft.locales {
        for (key, table) in errors {
            render_table(&mut out, &["locales", lang, key], table);
        }
    }
    out
}

fn render_table(out: &mut String, path: &[&str], table: &Table) {
    if !table.is_empty() {
        let members: Vec<_> = table.0.iter().map(|(key, value)| (key.as_str(), value)).collect();
        render_members(out, path, &members, "[", "]");
    }
}

fn render_members(out: &mut String, path: &[&str], members: &[(&str, &Value)], open: &str, close: &str) {
    let path_text = path.iter().map(|key| toml_key(key)).collect::<Vec<_>>().join(".");
    let mut lines = String::new();
    let mut tables = Vec::new();
    for (key, value) in members {
        let start = format!("{} = ", toml_key(key));
        let line = render_value(value);
        match value {
            // A string with line breaks is the one value that a reader wants over several lines.
            Value::String(text) if text.trim_end_matches('\n').contains('\n') => {
                let _ = writeln!(lines, "{start}{}", render_prose(text));
            }
            _ if start.chars().count() + line.chars().count() <= WIDTH => {
                let _ = writeln!(lines, "{start}{line}");
            }
            Value::Object(inner) if !inner.is_empty() => tables.push((*key, *value)),
            Value::Array(elements) if elements.iter().all(|e| e.as_object().is_some_and(|e| !e.is_empty())) => {
                tables.push((*key, *value));
            }
            Value::Array(elements) => {
                let _ = writeln!(lines, "{start}[");
                for element in elements {
                    let _ = writeln!(lines, "    {},", render_value(element));
                }
                lines.push_str("]\n");
            }
            _ => {
                let _ = writeln!(lines, "{start}{line}");
            }
        }
    }
    if !lines.is_empty() || open == "[[" {
        let _ = write!(out, "\n{open}{path_text}{close}\n{lines}");
    }
    for (key, value) in tables {
        let path = [path, &[key]].concat();
        match value {
            Value::Object(inner) => {
                render_members(out, &path, &members_of(inner), "[", "]");
            }
            Value::Array(elements) => {
                for element in elements.iter().filter_map(Value::as_object) {
                    render_members(out, &path, &members_of(element), "[[", "]]");
                }
            }
            _ => {}
        }
    }
}

fn members_of(object: &Map<String, Value>) -> Vec<(&str, &Value)> {
    object.iter().map(|(key, value)| (key.as_str(), value)).collect()
}

/// A value on one line. What is null has been dropped before; it is no value of TOML.
fn render_value(value: &Value) -> String {
    match value {
        Value::Null => "\"\"".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => render_number(number),
        Value::String(text) => toml_string(text),
        Value::Array(elements) => format!("[{}]", elements.iter().map(render_value).collect::<Vec<_>>().join(", ")),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| format!("{} = {}", toml_key(key), render_value(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

fn render_number(number: &serde_json::Number) -> String {
    match number.as_f64().filter(|_| number.is_f64()) {
        // `Debug` has a point or an exponent, which makes it a float of TOML.
        Some(number) => format!("{number:?}"),
        None => number.to_string(),
    }
}

/// A string of several lines, to the letter.
fn render_prose(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escape_toml).collect();
    format!("\"\"\"\n{}\"\"\"", lines.join("\n"))
}
