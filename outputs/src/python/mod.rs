//! A Python module with the classes of all errors, which reads responses.
//!
//! `runtime.py` is the skeleton of the module. A comment such as `# @if lists` begins lines that only some catalogs
//! need, and `# @insert classes` is the place of generated code.

mod classes;
mod features;
mod names;
mod table;

use self::features::Features;
use self::names::Names;
use crate::client::Client;
use crate::text::notice;
use crate::text::python::{WIDTH, docstring, inert, sentence, string, wrap};
use crate::text::width::width_of;
use crate::view::View;

const RUNTIME: &str = include_str!("runtime.py");

/// Renders the module.
pub(crate) fn render_python(view: &View<'_>) -> String {
    let client = Client::of(view);
    let names = Names::all(view);
    let features = Features::of(&client);
    let mut out = String::new();
    // For each open condition, whether the lines after it are written.
    let mut conditions: Vec<bool> = Vec::new();
    for line in RUNTIME.lines() {
        let Some((word, names_of_parts)) = directive(line) else {
            if conditions.iter().all(|is_met| *is_met) {
                out.push_str(line);
                out.push('\n');
            }
            continue;
        };
        match word {
            "if" => conditions.push(features.has_any(names_of_parts)),
            "else" => {
                if let Some(is_met) = conditions.last_mut() {
                    *is_met = !*is_met;
                }
            }
            "end" => _ = conditions.pop(),
            _ => insert(names_of_parts, view, &client, &names, &mut out),
        }
    }
    out
}

/// The word and the names of a line such as `# @if lists each`.
fn directive(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start().strip_prefix("# @")?;
    Some(text.split_once(' ').unwrap_or((text, "")))
}

/// Writes the generated code of a place in the skeleton.
fn insert(place: &str, view: &View<'_>, client: &Client<'_>, names: &[Names], out: &mut String) {
    match place {
        "start" => write_start(view, out),
        "all" => write_all(view, client, names, out),
        "codes" => write_codes(view, names, out),
        "classes" => {
            for (error, names) in client.errors.iter().zip(names) {
                classes::write_class(view, error, names, out);
            }
            classes::write_union(names, out);
        }
        "categories" => {
            for category in &view.catalog.categories {
                out.push_str(&format!("class {}ApiError(ApiError):\n", category.variant));
                docstring(4, "Errors of a category.", &[sentence(&category.title)], out);
                out.push_str("\n\n");
            }
        }
        "info" => classes::write_info(view, names, out),
        "template" => features::write_template_type(&Features::of(client), out),
        _ => table::write_tables(view, client, names, out),
    }
}

fn write_start(view: &View<'_>, out: &mut String) {
    for line in wrap(&notice(view.catalog), 86) {
        out.push_str(&format!("# {line}\n"));
    }
    let description = view.catalog.description.as_deref().unwrap_or_default();
    let mut paragraphs = vec![sentence(&view.catalog.title)];
    paragraphs.extend(description.split("\n\n").map(inert));
    docstring(0, "Errors.", &paragraphs, out);
    out.push('\n');
}

/// Writes the list of public names.
fn write_all(view: &View<'_>, client: &Client<'_>, names: &[Names], out: &mut String) {
    let fixed = "ApiError ERROR_INFO Error ErrorCode ErrorInfo Headers Json KnownError Received RetryPolicy \
                 UnknownError is_error_code parse_error retry_delay to_exception";
    let mut all: Vec<String> = fixed.split(' ').map(str::to_owned).collect();
    all.extend(client.has_violations().then(|| "Violation".to_owned()));
    all.extend(names.iter().map(|names| names.class.clone()));
    all.extend(view.catalog.categories.iter().map(|category| format!("{}ApiError", category.variant)));
    names::sort(&mut all);
    out.push_str("__all__ = [\n");
    for name in all {
        out.push_str(&format!("    {},\n", string(&name)));
    }
    out.push_str("]\n");
}

fn write_codes(view: &View<'_>, names: &[Names], out: &mut String) {
    out.push_str("class ErrorCode(str, Enum):\n    \"\"\"The code of an error.\"\"\"\n\n");
    let owners = view.catalog.errors.iter().zip(names).filter(|(error, _)| error.owner.is_none());
    let start = out.len();
    for (error, names) in owners {
        let note = if names::looks_secret(&names.constant) { "  # noqa: S105" } else { "" };
        let (constant, code) = (&names.constant, string(&error.code));
        match 7 + constant.len() + width_of(&code) <= WIDTH {
            true => out.push_str(&format!("    {constant} = {code}{note}\n")),
            false => out.push_str(&format!("    {constant} = ({note}\n        {code}\n    )\n")),
        }
    }
    if out.len() > start {
        out.push('\n');
    }
    out.push_str(
        "    def __str__(self) -> str:\n        \"\"\"Return the code as it is sent.\"\"\"\n        \
         return str(self.value)\n",
    );
}
