//! What `error-catalog render json` prints, back to the catalog that it was made of.

use std::collections::BTreeMap;

use error_catalog_model::{Catalog, reason_phrase};
use error_catalog_outputs::json::render_json;
use serde_json::{Map, Value, json};

use super::example::read_examples;
use crate::draft::{Draft, Table};
use crate::facts::Notes;
use crate::infer::names::literal;

pub(super) fn is_catalog(root: &Value) -> bool {
    let errors = root.get("errors").and_then(Value::as_array);
    root.pointer("/wire/body").is_some()
        && errors.is_some_and(|errors| errors.iter().all(|e| e.get("sends_code").is_some()))
}

/// The catalog. What `render json` does not print is said to be lost.
pub(super) fn read_catalog(root: &Value, notes: &mut Notes) -> Draft {
    let mut draft = Draft::default();
    let errors = elements(&root["errors"]);
    for key in ["name", "title", "version", "description"] {
        let is_default = key == "title" && root[key] == Catalog::empty().title.as_str();
        draft.catalog.set(key, if is_default { Value::Null } else { root[key].clone() });
    }
    let docs = docs_url(errors);
    if docs.is_none() && errors.iter().any(|error| error["docs_url"].is_string()) {
        notes.loss(0, "`docs-url`: the URLs of the errors do not end in their codes");
    }
    draft.catalog.set("docs-url", docs);
    read_wire(&root["wire"], &mut draft);
    let headers = header_table(&root["headers"]);
    draft.headers.0.extend(headers.clone());
    for status in elements(&root["statuses"]) {
        let mut table = Table::default();
        for key in ["description", "causes", "solutions"] {
            table.set(key, status[key].clone());
        }
        table.set("code", status["error"].clone());
        table.set("with", without_nulls(&status["with"]));
        draft.statuses.push((status["status"].to_string(), table));
    }
    for category in elements(&root["categories"]) {
        let mut table = Table::default();
        table.set("title", category["title"].clone());
        table.set("description", category["description"].clone());
        draft.categories.push((text(&category["key"]), table));
    }
    let mut defaults = Defaults::default();
    for error in errors {
        let table = read_error(error, &root["wire"], &headers, &mut defaults);
        draft.errors.push((text(&error["key"]), table));
    }
    for retired in elements(&root["retired"]) {
        let note = retired["note"].clone();
        let value =
            if retired["number"].is_null() { note } else { json!({ "note": note, "number": retired["number"] }) };
        draft.retired.set(&text(&retired["code"]), value);
    }
    for locale in elements(&root["locales"]) {
        let translations = elements(&locale["translations"]).iter().map(|translation| {
            let mut table = Table::default();
            table.set("title", translation["title"].clone());
            table.set("message", translation["message"].clone());
            table.set("user-message", translation["user_message"].clone());
            (text(&translation["error"]), table)
        });
        draft.locales.push((text(&locale["lang"]), translations.collect()));
    }
    notes.loss(
        0,
        "`[outputs]`, `[lints]`, messages for logs, included files and comments: `render json` does not print them",
    );
    draft
}

fn read_wire(wire: &Value, draft: &mut Draft) {
    let preset = wire["preset"].as_str();
    let own = preset.map(|preset| defaults_of(&format!("wire.preset = \"{}\"", literal_word(preset))));
    draft.wire.set("preset", preset);
    for (key, member) in [("content-type", "content_type"), ("violations", "violations")] {
        let is_given = own.as_ref().is_none_or(|own| own["wire"][member] != wire[member]);
        draft.wire.set(key, if is_given { wire[member].clone() } else { Value::Null });
    }
    if preset.is_none() {
        draft.body.0.extend(members(&wire["body"]));
    }
    draft.example.0.extend(members(&without_nulls(&wire["example"])));
    for member in elements(&wire["members"]) {
        let path: Vec<&str> = elements(&member["path"]).iter().filter_map(Value::as_str).collect();
        draft.members.set(&path.join("."), member["description"].clone());
    }
}

fn read_error(error: &Value, wire: &Value, common: &[(String, Value)], defaults: &mut Defaults) -> Table {
    let mut table = Table::default();
    let status = error["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(500);
    let default = defaults.of(status);
    let is_default = |member: &str| default.pointer(&format!("/errors/0/{member}")) == Some(&error[member]);
    let code = if error["sends_code"] == false { json!(false) } else { error["code"].clone() };
    table.set("code", if code == error["key"] { Value::Null } else { code });
    table.set("status", status);
    table.set("category", error["category"].clone());
    let has_title = error["title"] != reason_phrase(status);
    table.set("title", if has_title { error["title"].clone() } else { Value::Null });
    let told = if has_title { text(&error["title"]) } else { text(&error["message"]) };
    let is_told = if has_title { error["description"] == told.as_str() } else { text(&error["description"]) == told };
    table.set("description", if is_told { Value::Null } else { error["description"].clone() });
    table.set("message", error["message"].clone());
    table.set("user-message", error["user_message"].clone());
    table.set("number", error["number"].clone());
    let fields = elements(&error["fields"]).iter().map(|field| (text(&field["name"]), read_field(field)));
    table.set("fields", Value::Object(fields.collect()));
    table.set("details", error["details"].clone());
    let headers = header_table(&error["headers"]).into_iter().filter(|header| !common.contains(header));
    table.set("headers", Value::Object(headers.collect()));
    for member in ["level", "grpc"] {
        table.set(member, if is_default(member) { Value::Null } else { error[member].clone() });
    }
    table.set("retry", if is_default("retry") { Value::Null } else { read_retry(&error["retry"]) });
    let from = elements(&error["rust"]["from"]);
    let source =
        if from.is_empty() && error["rust"]["source"] == true { json!({ "source": true }) } else { Value::Null };
    table.set("rust", if from.is_empty() { source } else { json!({ "from": from }) });
    for member in ["docs", "causes", "solutions", "see"] {
        table.set(member, error[member].clone());
    }
    let lifecycle = &error["lifecycle"];
    table.set("since", lifecycle["since"].clone());
    if let Value::Object(_) = &lifecycle["deprecated"] {
        let deprecated = without_nulls(&lifecycle["deprecated"]);
        let is_bare = deprecated.as_object().is_some_and(Map::is_empty);
        table.set("deprecated", if is_bare { json!(true) } else { deprecated });
    }
    table.set("aliases", lifecycle["aliases"].clone());
    table.set("examples", read_examples(error, wire));
    table
}

fn read_field(field: &Value) -> Value {
    let mark = if field["optional"] == true { "?" } else { "" };
    let mut table = Table::default();
    table.set("type", format!("{}{mark}", text(&field["type"])));
    table.set("rust", field["rust"].clone());
    table.set("internal", if field["internal"] == true { json!(true) } else { Value::Null });
    table.set("description", field["description"].clone());
    if !field["example"].is_null() {
        table.0.push(("example".to_owned(), without_nulls(&field["example"])));
    }
    match table.0.as_slice() {
        [(_, ty)] => ty.clone(),
        _ => Value::Object(table.0.into_iter().collect()),
    }
}

fn read_retry(retry: &Value) -> Value {
    let mut table = Table::default();
    table.set("strategy", retry["strategy"].clone());
    for member in ["base", "cap"] {
        let wait = match retry[member].as_f64() {
            Some(seconds) if retry[member].is_f64() => json!(format!("{}ms", (seconds * 1000.0).round())),
            Some(_) => retry[member].clone(),
            None => Value::Null,
        };
        table.set(member, wait);
    }
    table.set("max-attempts", retry["max_attempts"].clone());
    if table.0.len() == 1 { retry["strategy"].clone() } else { Value::Object(table.0.into_iter().collect()) }
}

/// `https://example.com/errors/{code}`, if that is how all the URLs are made.
fn docs_url(errors: &[Value]) -> Option<String> {
    let mut urls = errors
        .iter()
        .filter_map(|error| Some((error["docs_url"].as_str()?, error["code"].as_str().or(error["key"].as_str())?)));
    let (first, code) = urls.next()?;
    let (prefix, suffix) = first.rsplit_once(code)?;
    let is_made = |(url, code): (&str, &str)| url == format!("{prefix}{code}{suffix}");
    urls.all(is_made).then(|| format!("{}{{code}}{}", literal(prefix), literal(suffix)))
}

/// What a catalog says of an error of which it knows nothing but the status.
#[derive(Default)]
struct Defaults(BTreeMap<u16, Value>);

impl Defaults {
    fn of(&mut self, status: u16) -> &Value {
        let text = || format!("errors.e = {{ status = {status}, message = \"m\" }}");
        self.0.entry(status).or_insert_with(|| defaults_of(&text()))
    }
}

fn defaults_of(text: &str) -> Value {
    let files = BTreeMap::from([("e.toml".to_owned(), text.to_owned())]);
    let catalog = Catalog::parse("e.toml", &files).0.unwrap_or_else(Catalog::empty);
    serde_json::from_str(&render_json(&catalog)).unwrap_or_default()
}

fn literal_word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

fn header_table(headers: &Value) -> Vec<(String, Value)> {
    elements(headers).iter().map(|header| (text(&header["name"]), header["value"].clone())).collect()
}

fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn members(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn without_nulls(value: &Value) -> Value {
    crate::infer::types::without_nulls(value).0
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
