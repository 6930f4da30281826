//! Renders the text of a new catalog.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, absolute};

use error_catalog_codegen::read_text;
use error_catalog_model::Catalog;
use heck::{ToKebabCase, ToTitleCase};
use toml_edit::{DocumentMut, Value};

use super::folder_of;
use super::framework::Choice;
use super::paste::statuses_of;
use crate::args::init::Member;

/// The values that a new catalog needs.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) wire: Wire,
    pub(super) frameworks: Choice,
    /// The statuses for which the middleware needs an error.
    pub(super) statuses: BTreeSet<u16>,
}

/// The response format.
#[derive(Clone, Debug)]
pub(super) enum Wire {
    Preset(String),
    Body(Vec<Member>),
}

impl Wire {
    fn preset(&self) -> Option<&str> {
        match self {
            Wire::Preset(preset) => Some(preset),
            Wire::Body(_) => None,
        }
    }

    /// Whether a response shows violations, so that a catalog with [`VIOLATIONS`] breaks no rule.
    fn shows_violations(&self) -> bool {
        match self {
            Wire::Preset(preset) => {
                let text = format!("wire.preset = {}\n{VIOLATIONS}", Value::from(preset.as_str()));
                let files = BTreeMap::from([("errors.toml".to_owned(), text)]);
                !Catalog::parse("errors.toml", &files).1.has_errors()
            }
            Wire::Body(members) => members.iter().any(|member| member.slot == "violations"),
        }
    }
}

/// The values that the arguments give.
pub(super) struct Given {
    pub(super) name: Option<String>,
    pub(super) title: Option<String>,
    pub(super) wire: Option<Wire>,
    pub(super) frameworks: Choice,
}

impl Answers {
    pub(super) fn or_default(given: Given, main: &Path) -> Self {
        let Given { name, title, wire, frameworks } = given;
        let name = name.unwrap_or_else(|| default_name(main));
        let title = title.unwrap_or_else(|| default_title(&name));
        let wire = wire.unwrap_or_else(|| Wire::Preset("rfc9457".to_owned()));
        let statuses = statuses_of(&frameworks, main);
        Self { name, title, wire, frameworks, statuses }
    }
}

/// The default name: the name of the package, or the name of the folder if there is no package.
pub(super) fn default_name(main: &Path) -> String {
    let folder = folder_of(main);
    let manifest = read_text(&folder.join("Cargo.toml")).unwrap_or_default();
    let manifest: DocumentMut = manifest.parse().unwrap_or_default();
    let package = manifest.get("package").and_then(|package| package.get("name")?.as_str().map(str::to_owned));
    // A folder that does not exist yet has no canonical path.
    let folder = fs::canonicalize(&folder).or_else(|_| absolute(folder)).ok();
    let folder = || Some(folder?.file_name()?.to_string_lossy().into_owned());
    let name = package.or_else(folder).unwrap_or_default().to_kebab_case();
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if is_name { name } else { "my-api".to_owned() }
}

/// The title for a name, with abbreviations in capitals: `Shop API errors`.
pub(super) fn default_title(name: &str) -> String {
    const CAPITALS: &[&str] =
        &["ai", "api", "cms", "crm", "db", "erp", "hr", "http", "id", "iot", "pdf", "rest", "sms", "sql", "ui"];
    let words = name.to_title_case();
    let word = |word: &str| {
        let is_abbreviation = CAPITALS.iter().any(|other| word.eq_ignore_ascii_case(other));
        if is_abbreviation { word.to_ascii_uppercase() } else { word.to_owned() }
    };
    format!("{} errors", words.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

/// Renders the text of the catalog.
pub(super) fn render_catalog(answers: &Answers) -> String {
    let mut out = String::from(
        "# Every error that the API sends. https://docs.rs/error-catalog describes the\n\
         # format of this file.\n\n",
    );
    // AIP-193 requires its style; Matrix and Kubernetes write their own codes in these styles.
    let code_style = match answers.wire.preset() {
        Some("google" | "matrix") => "SCREAMING_SNAKE_CASE",
        Some("kubernetes") => "PascalCase",
        _ => "snake_case",
    };
    let name = Value::from(answers.name.as_str());
    let title = Value::from(answers.title.as_str());
    let _ = write!(
        out,
        "[catalog]\n\
         name = {name}\n\
         title = {title}\n\
         version = \"0.1.0\"\n\
         code-style = \"{code_style}\"\n\n\
         # `error-catalog generate` writes the reference of the errors to this file.\n\
         [outputs.markdown]\n\
         path = \"docs/errors.md\"\n\n",
    );
    match &answers.wire {
        Wire::Preset(preset) => {
            out += "# The format of every response: a preset or a custom `body`.\n";
            let _ = write!(out, "[wire]\npreset = \"{preset}\"\n\n");
        }
        Wire::Body(members) => {
            out += "# The body of every response. A member whose key ends in `?` is omitted if it has no value.\n";
            out += "[wire.body]\n";
            for member in members {
                let mark = if is_optional(member) { "?" } else { "" };
                let mut line = DocumentMut::new();
                line.insert(&format!("{}{mark}", member.name), toml_edit::value(format!("{{{}}}", member.slot)));
                let _ = write!(out, "{line}");
            }
            out += "\n";
        }
    }
    out + &render_errors(&answers.statuses, &answers.wire)
}

/// Whether there are errors or requests for which the slot of a member has no value.
fn is_optional(member: &Member) -> bool {
    const ALWAYS: [&str; 7] = ["code", "status", "reason", "title", "message", "catalog", "grpc"];
    !ALWAYS.contains(&member.slot.as_str())
}

/// An error that replaces a framework's own response.
struct Rejection {
    status: u16,
    code: &'static str,
    /// The values of the error's fields, as a line of TOML.
    with: &'static str,
    /// The message. [`ERRORS`] contains an error without a message here.
    message: Option<&'static str>,
}

const fn rejection(status: u16, code: &'static str, message: &'static str) -> Rejection {
    Rejection { status, code, with: "", message: Some(message) }
}

const REJECTIONS: &[Rejection] = &[
    rejection(400, "bad_request", "The request is malformed"),
    Rejection { status: 404, code: "not_found", with: "with = { resource = \"Page\" }\n", message: None },
    rejection(405, "method_not_allowed", "The resource does not support this method"),
    rejection(408, "request_timeout", "The request took too long"),
    rejection(413, "content_too_large", "The body of the request is too large"),
    rejection(415, "unsupported_media_type", "The body of the request has an unsupported media type"),
    rejection(422, "unprocessable_entity", "The body of the request does not have the expected structure"),
    Rejection { status: 500, code: "internal_error", with: "", message: None },
];

/// Renders an error for each of these statuses, for which the middleware needs an error. Every response of a server
/// then has a code that the reference documents, even if the format can omit the code.
fn render_errors(statuses: &BTreeSet<u16>, wire: &Wire) -> String {
    let rejections = || REJECTIONS.iter().filter(|rejection| statuses.contains(&rejection.status));
    let mut tables = String::new();
    for Rejection { status, code, with, .. } in rejections() {
        let _ = write!(tables, "[statuses.{status}]\ncode = \"{code}\"\n{with}\n");
    }
    let mut errors = String::new();
    for Rejection { status, code, message, .. } in rejections() {
        if let Some(message) = message {
            let _ = write!(errors, "[errors.{code}]\nstatus = {status}\nmessage = \"{message}\"\n\n");
        }
    }
    let heading = |heading: &str, text: String| if text.is_empty() { text } else { format!("{heading}\n{text}") };
    let tables = heading(
        "# The framework itself rejects some requests, and handlers can panic. These errors replace the responses.",
        tables,
    );
    let errors = heading("# The errors for requests that the framework itself rejects.", errors);
    let violations = if wire.shows_violations() { VIOLATIONS } else { "" };
    let entries = format!("{ERRORS}{violations}{errors}");
    match wire.preset() {
        Some("stripe") => format!("{tables}{CATEGORIES}{}", for_stripe(&entries)),
        _ => tables + &entries,
    }
}

/// Gives each error a category, which is the `type` of Stripe's error object, and names the field that is its `param`.
fn for_stripe(entries: &str) -> String {
    let mut out = String::new();
    for line in entries.replace("{parameter}", "{param}").replace("\nparameter = ", "\nparam = ").lines() {
        out = out + line + "\n";
        if let Some(status) = line.strip_prefix("status = ") {
            let category = if status.starts_with('5') { "api_error" } else { "invalid_request_error" };
            let _ = writeln!(out, "category = \"{category}\"");
        }
    }
    out
}

const CATEGORIES: &str = r#"# The category of an error is its `type` in the response.
[categories.invalid_request_error]
title = "Invalid requests"

[categories.api_error]
title = "Problems of the API"

"#;

const ERRORS: &str = r#"# An error. Its key becomes the code that clients see, and the name in Rust. Do not change a key that is published.
[errors.not_found]
status = 404
message = "{resource} not found"
description = "No resource has this id."
solutions = ["Check the id, and whether the resource was deleted."]

# The fields of the error. The slot `{resource}` in the message has the value of the field `resource`.
[errors.not_found.fields]
resource = { type = "string", description = "What was requested.", example = "User" }

[errors.invalid_parameter]
status = 400
message = "The parameter {parameter} is not valid"
description = "A parameter of the request has an invalid value."
solutions = ["Correct the parameter, and send the request again."]

[errors.invalid_parameter.fields]
parameter = { type = "string", description = "The name of the parameter.", example = "limit" }

# The message `internal` is only written to the log. No response can contain it.
[errors.internal_error]
status = 500
message = "An internal error occurred"
internal = "{why}"
fields = { why = { type = "string?", internal = true } }

"#;

const VIOLATIONS: &str = r#"# The response lists the invalid members of the request, which are the violations.
[errors.validation_failed]
status = 422
message = "The request is not valid"
description = "Members of the request have invalid values."
solutions = ["Correct the members that the response names, and send the request again."]

[errors.validation_failed.fields.violations]
type = "violations"
description = "The invalid members of the request."
example = [{ pointer = "/email", code = "too_long", detail = "Too long" }]

"#;
