//! What stands above the errors: the catalog's own table, the response format, statuses and categories.

use std::collections::BTreeSet;

use error_catalog_model::Casing;
use serde_json::{Map, Value};

use crate::draft::{Draft, Table};
use crate::facts::{Facts, Notes};
use crate::infer::body::{render_body, value_at};
use crate::infer::names::{Keys, key_of, literal, one_line};
use crate::infer::shape::{Role, Shape};
use crate::infer::types::without_nulls;

/// How an error says which code it sends.
#[derive(Clone, Copy)]
pub(super) struct CodeRule {
    pub(super) sends_codes: bool,
    pub(super) style: Option<Casing>,
}

/// Words of a category's title that its key does without.
const FILLERS: &[&str] = &["error", "errors", "code", "codes", "the", "and", "of"];

pub(super) fn category_keys(facts: &Facts) -> Vec<String> {
    let mut keys = Keys::default();
    let key = |title: &str| {
        let key = key_of(title);
        let words: Vec<&str> = key.split('_').filter(|word| !FILLERS.contains(word)).collect();
        if words.is_empty() { key } else { words.join("_") }
    };
    facts.categories.iter().map(|(title, _)| keys.take_category(&key(title))).collect()
}

/// `used` are the categories that have errors; a category without is none.
pub(super) fn draft_top(
    facts: &Facts,
    shape: &Shape,
    rule: CodeRule,
    categories: &[String],
    used: &BTreeSet<usize>,
) -> Draft {
    let mut draft = Draft::default();
    draft.catalog.set("title", facts.title.as_deref().map(one_line).filter(|title| !title.is_empty()));
    draft.catalog.set("version", facts.version.clone());
    draft.catalog.set("description", facts.description.clone());
    let docs = shape.members.iter().find_map(|member| match &member.role {
        Role::DocsUrl(prefix) => Some(format!("{}{{code}}", literal(prefix))),
        _ => None,
    });
    draft.catalog.set("docs-url", docs);
    draft.catalog.set("code", (!rule.sends_codes).then_some(false));
    draft.catalog.set("code-style", rule.style.map(Casing::as_str));
    for (status, fact) in &facts.statuses {
        let mut table = Table::default();
        table.set("description", fact.description.as_deref().map(one_line).filter(|text| !text.is_empty()));
        table.set("causes", fact.causes.clone());
        table.set("solutions", fact.solutions.clone());
        draft.statuses.push((status.to_string(), table));
    }
    let with_errors = (0..).zip(categories.iter().zip(&facts.categories)).filter(|(i, _)| used.contains(i));
    for (_, (key, (title, description))) in with_errors {
        let mut table = Table::default();
        table.set("title", one_line(title));
        table.set("description", description.clone());
        draft.categories.push((key.clone(), table));
    }
    draft.headers.0.extend(facts.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())));
    draft
}

/// The response format. `absent` are the members that some error has no value for.
pub(super) fn draft_wire(
    draft: &mut Draft,
    facts: &Facts,
    shape: &Shape,
    absent: &BTreeSet<Vec<String>>,
    notes: &mut Notes,
) {
    if shape.members.is_empty() {
        if facts.shows_bodies {
            notes.guess(0, "no body of an error is shown: the format is that of RFC 9457, the default");
        } else {
            notes.guess(0, "the source says nothing about bodies: the format is that of RFC 9457, the default");
        }
        return;
    }
    let names: Vec<&str> = shape.members.iter().filter_map(|member| member.path.last()).map(String::as_str).collect();
    let is_problem = ["type", "title", "status", "detail"].iter().all(|name| names.contains(name));
    draft.wire.set("content-type", if is_problem { "application/problem+json" } else { "application/json" });
    draft.wire.set("violations", shape.violations);
    let is_said_optional =
        |path: &[String]| facts.members.iter().any(|member| member.is_optional && names_path(&member.name, path));
    draft.body.0.extend(render_body(&shape.members, |member| {
        let is_free = !matches!(member.role, Role::Constant(_) | Role::Message | Role::Status | Role::Reason);
        is_free && (member.is_missing || absent.contains(&member.path) || is_said_optional(&member.path))
    }));
    let body = shape.members.iter().map(|member| {
        let what = match &member.role {
            Role::Constant(value) => format!("always {value}"),
            Role::Field(name) => format!("a field, `{name}`"),
            role => format!("the {}", describe(role)),
        };
        format!("`{}` is {what}", member.path.join("."))
    });
    notes.guess(0, format!("the format of a body: {}", body.collect::<Vec<_>>().join(", ")));
    let mut members = Map::new();
    for fact in &facts.members {
        let paths = shape.members.iter().flat_map(|member| (1..=member.path.len()).map(|end| &member.path[..end]));
        let Some(path) = paths.into_iter().find(|path| names_path(&fact.name, path)) else {
            if !shape.dropped.iter().any(|path| names_path(&fact.name, path)) {
                notes.loss(0, format!("member `{}` is told of, but stands in no body: left out", fact.name));
            }
            continue;
        };
        let is_plain = path.iter().all(|key| key != "0" && !key.contains('.'));
        let text = one_line(&fact.description);
        if is_plain && !text.is_empty() {
            members.entry(path.join(".")).or_insert_with(|| text.into());
        }
    }
    draft.members.0.extend(members);
    draft.example.0.extend(format_example(facts, shape));
}

/// What the body that shows the format has in the places of slots.
fn format_example(facts: &Facts, shape: &Shape) -> Map<String, Value> {
    let mut example = Map::new();
    let Some(format) = facts.formats.first().filter(|_| !facts.has_made_format) else { return example };
    for member in &shape.members {
        let slot = match member.role {
            Role::Code => "code",
            Role::Message => "message",
            Role::Title => "title",
            Role::Details => "details",
            _ => continue,
        };
        let value = value_at(&format.body, &member.path).filter(|value| !value.is_null());
        let is_fit = |value: &&Value| slot == "details" || value.is_string();
        if let Some(value) = value.filter(is_fit) {
            example.insert(slot.to_owned(), without_nulls(value).0);
        }
    }
    example
}

/// Whether a name, with dots or without, means the member that stands there.
fn names_path(name: &str, path: &[String]) -> bool {
    name == path.join(".") || path.last().is_some_and(|last| last == name)
}

fn describe(role: &Role) -> &'static str {
    match role {
        Role::Code => "code",
        Role::Number => "number",
        Role::Message => "message",
        Role::Title => "title",
        Role::Reason => "status' reason phrase",
        Role::Status => "status",
        Role::StatusText => "status, as a string",
        Role::DocsUrl(_) => "URL of the documentation",
        Role::Details => "details",
        Role::Violations => "field-level errors",
        Role::Context("retry_after") => "time to wait, in seconds",
        Role::Context("request_id") => "id of the request",
        Role::Context(slot) => slot,
        Role::Constant(_) | Role::Field(_) => "value",
    }
}

/// A header that every response has, with its template.
pub(crate) fn common_header(name: &str) -> Option<(String, String)> {
    let lower = name.to_ascii_lowercase();
    let is_request = ["request-id", "trace-id", "correlation-id"].iter().any(|word| lower.ends_with(word));
    is_request.then(|| (name.to_owned(), "{request_id}".to_owned()))
}
