//! The parts of a catalog before its errors: `[catalog]`, the response format, statuses and categories.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::keys::can_be_listed;
use error_catalog_model::{Builtin, Casing, toml_string};
use serde_json::{Value, json};

use crate::document::{members, text_of};
use crate::facts::{ErrorFact, Facts, Notes};
use crate::infer::columns::value_at;
use crate::infer::names::{Keys, is_catalog, key_of};
use crate::infer::shape::{Member, Shape};
use crate::infer::types::without_nulls;
use crate::infer::violation::Violations;
use crate::render::{Table, table};
use crate::text::{literal, one_line, some_line};

/// The choices that apply to all errors.
pub(super) struct Rules {
    /// Whether errors have codes.
    pub(super) sends_codes: bool,
    /// The style in which keys become codes.
    pub(super) style: Option<Casing>,
    /// Whether descriptions are plain texts, not Markdown.
    pub(super) is_plain: bool,
    /// The key of each category that has errors. The draft omits the other categories.
    pub(super) categories: BTreeMap<usize, String>,
    /// The only values of fields, by the name of the field.
    pub(super) values: BTreeMap<String, Vec<String>>,
}

/// The values that the source lists for members that are fields. A field called `reason` is a member `reason` of the
/// body, or a member that the shape of the body maps to the slot `reason`.
pub(super) fn listed_values(facts: &Facts, shape: &Shape) -> BTreeMap<String, Vec<String>> {
    let mut values = BTreeMap::new();
    for member in &shape.members {
        let name = member.path.join(".");
        let fact = facts.members.iter().find(|fact| fact.name == name && can_be_listed(&fact.values));
        values.extend(fact.map(|fact| (member.slot().trim_end_matches(":string").to_owned(), fact.values.clone())));
    }
    values
}

/// The content type of bodies by RFC 9457.
const PROBLEM: &str = "application/problem+json";

/// Words of a category's title that its key omits.
const FILLERS: &[&str] = &["error", "errors", "code", "codes", "the", "and", "of"];

/// The key of each used category. A category without a title, such as an empty heading, is left out.
pub(super) fn category_keys(facts: &Facts, used: BTreeSet<usize>) -> BTreeMap<usize, String> {
    let mut keys = Keys::default();
    let key = |title: &str| {
        let key = key_of(title);
        let words: Vec<&str> = key.split('_').filter(|word| !FILLERS.contains(word)).collect();
        if words.is_empty() { key } else { words.join("_") }
    };
    let titled = used.into_iter().map(|i| (i, one_line(&facts.categories[i].0))).filter(|(_, title)| !title.is_empty());
    titled.map(|(i, title)| (i, keys.take(&key(&title), "category"))).collect()
}

/// Drafts everything before the errors.
pub(super) fn draft_top(facts: &Facts, shape: &Shape, rules: &Rules, notes: &mut Notes) -> Table {
    let code = shape.docs_format.map_or("{code}".to_owned(), |format| format!("{{code:{format}}}"));
    let catalog = table(json!({
        "title": facts.title.as_deref().and_then(some_line),
        "version": facts.version,
        "description": facts.description,
        "docs-url": shape.docs_prefix.as_ref().map(|prefix| format!("{}{code}", literal(prefix))),
        "code": (!rules.sends_codes).then_some(false),
        "code-style": rules.style.map(Casing::as_str),
    }));
    let statuses = facts.statuses.iter().map(|(status, fact)| {
        let description = fact.description.as_deref().and_then(some_line);
        let fact = json!({ "description": description, "causes": fact.causes, "solutions": fact.solutions });
        (status.to_string(), table(fact))
    });
    let categories = rules.categories.iter().map(|(i, key)| {
        let (title, text) = &facts.categories[*i];
        (key.clone(), Value::Object(table(json!({ "title": one_line(title), "description": text }))))
    });
    let headers = facts.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
    table(json!({
        "catalog": catalog,
        "wire": draft_wire(facts, shape, notes),
        "headers": headers.collect::<Table>(),
        "statuses": table(statuses.collect()),
        "categories": categories.collect::<Table>(),
    }))
}

/// Drafts the response format.
fn draft_wire(facts: &Facts, shape: &Shape, notes: &mut Notes) -> Table {
    let stated = stated_type(facts, notes);
    if shape.members.is_empty() {
        // Without a body, each described member is a loss.
        member_table(facts, shape, notes);
        notes.guess(0, "no body of an error is shown: the format is that of RFC 9457, the default");
        return table(json!({ "content-type": stated.filter(|stated| stated != PROBLEM) }));
    }
    let has = |name: &&str| shape.members.iter().any(|member| member.path.last().is_some_and(|last| last == name));
    let is_problem = ["type", "title", "status", "detail"].iter().all(has);
    let is_said_optional =
        |path: &[String]| facts.members.iter().any(|member| member.is_optional && names_path(&member.name, path));
    let body = render_body(&shape.members, |member| {
        !member.is_always() && !member.may_be_null() && (member.is_missing || is_said_optional(&member.path))
    });
    let texts =
        shape.members.iter().map(|member| format!("`{}` is `{}`", member.path.join("."), text_of(&member.template())));
    notes.guess(0, format!("the format of a body: {}", texts.collect::<Vec<_>>().join(", ")));
    table(json!({
        "content-type": stated.as_deref().unwrap_or(if is_problem { PROBLEM } else { "application/json" }),
        "violations": shape.violations.as_ref().and_then(Violations::name),
        "violation": shape.violations.as_ref().and_then(Violations::template),
        "body": body,
        "members": member_table(facts, shape, notes),
        "example": format_example(facts, shape),
    }))
}

/// The content type that the source states for most bodies.
fn stated_type(facts: &Facts, notes: &mut Notes) -> Option<String> {
    let bodies = facts.examples.iter().chain(&facts.formats);
    let of_body = |body: &ErrorFact| {
        let header = body.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        header.map(|(_, value)| (body.line, value.clone()))
    };
    // For each content type, the number of its bodies, and its first place and line.
    let mut counts: BTreeMap<String, (usize, Reverse<usize>, usize)> = BTreeMap::new();
    for (at, (line, text)) in facts.content_types.iter().cloned().chain(bodies.filter_map(of_body)).enumerate() {
        let text = text.split(';').map(str::trim).collect::<Vec<_>>().join("; ").to_ascii_lowercase();
        counts.entry(text).or_insert((0, Reverse(at), line)).0 += 1;
    }
    counts.retain(|text, _| text.contains("json") && is_catalog(format!("wire.content-type = {}", toml_string(text))));
    let best = counts.iter().max_by_key(|(_, count)| **count).map(|(text, _)| text.clone())?;
    for (other, (.., line)) in counts.iter().filter(|(other, _)| **other != best) {
        notes.loss(*line, format!("the content type `{other}` is left out: the catalog has `{best}` for all errors"));
    }
    Some(best)
}

/// The template of the body. A member is optional if it may be absent.
fn render_body(members: &[Member], may_be_absent: impl Fn(&Member) -> bool) -> Value {
    let mut body = json!({});
    for member in members {
        let mut parent = &mut body;
        for (i, key) in member.path.iter().enumerate() {
            parent = match (parent, &member.path[i + 1..]) {
                (Value::Object(members), []) => {
                    let mark = if may_be_absent(member) { "?" } else { "" };
                    members.insert(format!("{key}{mark}"), member.template());
                    break;
                }
                (Value::Object(members), rest) => {
                    let is_list = rest.len() > 1 && rest[0] == "0";
                    members.entry(key.clone()).or_insert_with(|| if is_list { json!([{}]) } else { json!({}) })
                }
                (Value::Array(elements), _) if !elements.is_empty() => &mut elements[0],
                _ => break,
            };
        }
    }
    body
}

/// The descriptions of the body's members.
fn member_table(facts: &Facts, shape: &Shape, notes: &mut Notes) -> Table {
    let (mut members, mut keys) = (Table::default(), BTreeSet::new());
    facts.examples.iter().for_each(|example| add_keys(&example.body, &mut keys));
    for fact in &facts.members {
        let paths = shape.members.iter().flat_map(|member| (1..=member.path.len()).map(|end| &member.path[..end]));
        let Some(path) = paths.into_iter().find(|path| names_path(&fact.name, path)) else {
            let key = fact.name.rsplit('.').next().unwrap_or_default();
            let text = match keys.contains(key) {
                true => format!("the description of member `{}` is left out: a field contains the member", fact.name),
                false => format!("member `{}` is described, but no example has it: left out", fact.name),
            };
            notes.loss(0, text);
            continue;
        };
        let is_plain = path.iter().all(|key| key != "0" && !key.contains('.'));
        if let Some(text) = some_line(&fact.description).filter(|_| is_plain) {
            members.entry(path.join(".")).or_insert_with(|| text.into());
        }
    }
    members
}

/// Adds the keys of all objects in a body.
fn add_keys<'a>(value: &'a Value, keys: &mut BTreeSet<&'a str>) {
    for (key, value) in members(value) {
        keys.insert(key);
        add_keys(value, keys);
    }
    value.as_array().into_iter().flatten().for_each(|value| add_keys(value, keys));
}

/// The values of slots in the body that shows the format.
fn format_example(facts: &Facts, shape: &Shape) -> Table {
    let Some(format) = facts.formats.first().filter(|_| !facts.has_made_format) else { return Table::new() };
    let values = shape.members.iter().filter_map(|member| {
        let slot = member.slot();
        let is_context = Builtin::from_term(slot).is_some_and(|slot| Builtin::CONTEXT.contains(&slot));
        let is_data = matches!(slot, "details" | "debug");
        let is_shown = is_context || matches!(slot, "code" | "message" | "title" | "details");
        let value = value_at(&format.body, &member.path).filter(|value| is_data || value.is_string())?;
        is_shown.then(|| (slot, without_nulls(value)))
    });
    table(values.collect())
}

/// Whether a name refers to the member at a path: the name is the whole dotted path, or its last key.
fn names_path(name: &str, path: &[String]) -> bool {
    name == path.join(".") || path.last().is_some_and(|last| last == name)
}
