//! A TypeScript module with the types of all errors, which reads responses.

mod definitions;
mod info;
mod layout;
mod runtime;
mod template;
mod types;

use self::layout::WIDTH;
use self::runtime::Used;
use self::types::{Known, push_type};
use crate::client::Client;
use crate::text::notice;
use crate::text::typescript::{doc_lines, string};
use crate::text::width::width_of;
use crate::view::View;

/// Writes a line.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{
        $out.push_str(&format!($($arg)*));
        $out.push('\n');
    }};
}
use put;

/// Writes a line, which is broken if it is too long. The arguments are the indentation and what ends the line.
macro_rules! put_item {
    ($out:expr, $indent:expr, $after:expr, $($arg:tt)*) => {{
        $crate::typescript::layout::push_line($indent, &format!($($arg)*), $after, $out);
        $out.push('\n');
    }};
}
use put_item;

/// Renders the module.
#[must_use]
pub(crate) fn render_typescript(view: &View<'_>) -> String {
    let catalog = view.catalog;
    let client = Client::of(view);
    let known: Vec<Known<'_>> = client.errors.iter().map(Known::of).collect();
    let mut used = Used::new();
    if !catalog.categories.is_empty() {
        used.insert("categories");
    }
    let mut tables = String::new();
    info::push_info(view, &mut tables);
    definitions::push_definitions(&client, &known, &mut used, &mut tables);

    let mut out = String::new();
    put!(out, "// {}\n", notice(catalog));
    let mut lines = doc_lines(&format!("{}.", catalog.title.trim_end_matches('.')));
    if let Some(description) = &catalog.description {
        lines.push(String::new());
        lines.extend(doc_lines(description));
    }
    lines.extend([String::new(), "@packageDocumentation".to_owned()]);
    doc(&lines, "", &mut out);
    out.push('\n');
    let owners = view.errors.iter().filter(|error| error.error.owner.is_none());
    push_union("ErrorCode", "The code of an error.", owners.map(|error| string(&error.error.code)), &mut out);
    if !catalog.categories.is_empty() {
        let keys = catalog.categories.iter().map(|category| string(&category.key));
        push_union("ErrorCategory", "The category of an error.", keys, &mut out);
    }
    out.push_str(&runtime::types(&used));
    for error in &known {
        push_type(view, error, &mut out);
    }
    out.push('\n');
    push_union("KnownError", "An error of the catalog.", known.iter().map(|error| error.name.clone()), &mut out);
    out.push_str(&tables);
    out.push_str(&runtime::functions(&used));
    out
}

/// Writes a union type.
fn push_union(name: &str, description: &str, members: impl Iterator<Item = String>, out: &mut String) {
    doc(&[description.to_owned()], "", out);
    let mut members: Vec<String> = members.collect();
    if members.is_empty() {
        members.push("never".to_owned());
    }
    put!(out, "{}\n", union("export type ", &format!("{name} ="), &members));
}

/// A union type after `start` and `name`, which is broken if it is too long.
fn union(start: &str, name: &str, members: &[String]) -> String {
    let line = format!("{start}{name} {};", members.join(" | "));
    if width_of(&line) <= WIDTH || members.len() < 2 {
        return line;
    }
    let indent = " ".repeat(start.len() - start.trim_start().len());
    format!("{start}{name}\n{indent}  | {};", members.join(&format!("\n{indent}  | ")))
}

/// Writes a TSDoc comment, unless it is empty.
fn doc(lines: &[String], indent: &str, out: &mut String) {
    match lines {
        [] => {}
        [line] => put!(out, "{indent}/** {line} */"),
        lines => {
            put!(out, "{indent}/**");
            for line in lines {
                put!(out, "{}", format!("{indent} * {line}").trim_end());
            }
            put!(out, "{indent} */");
        }
    }
}
