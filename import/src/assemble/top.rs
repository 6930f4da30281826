//! The parts of a catalog before its errors: `[catalog]`, the response format, statuses and categories.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::Casing;
use serde_json::Value;

use crate::facts::{Facts, Notes};
use crate::infer::body::{render_body, value_at};
use crate::infer::names::{Keys, key_of};
use crate::infer::shape::Shape;
use crate::infer::types::without_nulls;
use crate::render::{Table, set};
use crate::text::{literal, one_line, some_line};

/// Whether errors have codes, and in which style keys become codes.
#[derive(Clone, Copy)]
pub(super) struct CodeRule {
    pub(super) sends_codes: bool,
    pub(super) style: Option<Casing>,
}

/// Words of a category's title that its key omits.
const FILLERS: &[&str] = &["error", "errors", "code", "codes", "the", "and", "of"];

/// The key of each category that has errors. The draft omits the other categories.
pub(super) fn category_keys(facts: &Facts, used: BTreeSet<usize>) -> BTreeMap<usize, String> {
    let mut keys = Keys::default();
    let key = |title: &str| {
        let key = key_of(title);
        let words: Vec<&str> = key.split('_').filter(|word| !FILLERS.contains(word)).collect();
        if words.is_empty() { key } else { words.join("_") }
    };
    used.into_iter().map(|i| (i, keys.take(&key(&facts.categories[i].0), "category"))).collect()
}

/// Drafts everything before the errors, except the response format.
pub(super) fn draft_top(
    draft: &mut Table,
    facts: &Facts,
    shape: &Shape,
    rule: CodeRule,
    category_keys: &BTreeMap<usize, String>,
) {
    let docs = shape.docs_prefix.as_ref().map(|prefix| format!("{}{{code}}", literal(prefix)));
    let mut catalog = Table::default();
    set(&mut catalog, "title", facts.title.as_deref().and_then(some_line));
    set(&mut catalog, "version", facts.version.clone());
    set(&mut catalog, "description", facts.description.clone());
    set(&mut catalog, "docs-url", docs);
    set(&mut catalog, "code", (!rule.sends_codes).then_some(false));
    set(&mut catalog, "code-style", rule.style.map(Casing::as_str));
    set(draft, "catalog", catalog);
    let mut statuses = Table::default();
    for (status, fact) in &facts.statuses {
        let mut table = Table::default();
        set(&mut table, "description", fact.description.as_deref().and_then(some_line));
        set(&mut table, "causes", fact.causes.clone());
        set(&mut table, "solutions", fact.solutions.clone());
        set(&mut statuses, &status.to_string(), table);
    }
    set(draft, "statuses", statuses);
    let mut categories = Table::default();
    for (i, key) in category_keys {
        let (title, text) = &facts.categories[*i];
        let mut table = Table::default();
        set(&mut table, "title", one_line(title));
        set(&mut table, "description", text.clone());
        set(&mut categories, key, table);
    }
    set(draft, "categories", categories);
    let headers = facts.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
    set(draft, "headers", headers.collect::<Table>());
}

/// Drafts the response format.
pub(super) fn draft_wire(draft: &mut Table, facts: &Facts, shape: &Shape, notes: &mut Notes) {
    if shape.members.is_empty() {
        // Without a body, each described member is a loss.
        member_table(facts, shape, notes);
        let why = match facts.shows_bodies {
            true => "no body of an error is shown",
            false => "the source does not describe bodies",
        };
        return notes.guess(0, format!("{why}: the format is that of RFC 9457, the default"));
    }
    let has = |name: &&str| shape.members.iter().any(|member| member.path.last().is_some_and(|last| last == name));
    let is_problem = ["type", "title", "status", "detail"].iter().all(has);
    let is_said_optional =
        |path: &[String]| facts.members.iter().any(|member| member.is_optional && names_path(&member.name, path));
    let body = render_body(&shape.members, |member| {
        !member.is_always() && (member.is_missing || is_said_optional(&member.path))
    });
    let texts = shape.members.iter().map(|member| {
        let template = member.template();
        let template = template.as_str().map_or_else(|| template.to_string(), str::to_owned);
        format!("`{}` is `{template}`", member.path.join("."))
    });
    notes.guess(0, format!("the format of a body: {}", texts.collect::<Vec<_>>().join(", ")));
    let mut wire = Table::default();
    set(&mut wire, "content-type", if is_problem { "application/problem+json" } else { "application/json" });
    set(&mut wire, "violations", shape.violations);
    set(&mut wire, "body", body);
    set(&mut wire, "members", member_table(facts, shape, notes));
    set(&mut wire, "example", format_example(facts, shape));
    set(draft, "wire", wire);
}

/// The descriptions of the body's members.
fn member_table(facts: &Facts, shape: &Shape, notes: &mut Notes) -> Table {
    let mut members = Table::default();
    for fact in &facts.members {
        let paths = shape.members.iter().flat_map(|member| (1..=member.path.len()).map(|end| &member.path[..end]));
        let Some(path) = paths.into_iter().find(|path| names_path(&fact.name, path)) else {
            if !shape.dropped.iter().any(|path| names_path(&fact.name, path)) {
                notes.loss(0, format!("member `{}` is described, but no body has it: left out", fact.name));
            }
            continue;
        };
        let is_plain = path.iter().all(|key| key != "0" && !key.contains('.'));
        if let Some(text) = some_line(&fact.description).filter(|_| is_plain) {
            members.entry(path.join(".")).or_insert_with(|| text.into());
        }
    }
    members
}

/// The values of slots in the body that shows the format.
fn format_example(facts: &Facts, shape: &Shape) -> Table {
    let mut example = Table::default();
    let Some(format) = facts.formats.first().filter(|_| !facts.has_made_format) else { return example };
    for member in &shape.members {
        let slot @ ("code" | "message" | "title" | "details") = member.slot() else { continue };
        let value = value_at(&format.body, &member.path).filter(|value| slot == "details" || value.is_string());
        set(&mut example, slot, value.map_or(Value::Null, without_nulls));
    }
    example
}

/// Whether a name refers to the member at a path: the name is the whole dotted path, or its last key.
fn names_path(name: &str, path: &[String]) -> bool {
    name == path.join(".") || path.last().is_some_and(|last| last == name)
}
