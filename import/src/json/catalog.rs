//! Recovers a catalog from the output of `error-catalog render json`.

use std::collections::BTreeMap;

use error_catalog_model::keys::to_code;
use error_catalog_model::{Casing, Catalog, reason_phrase};
use error_catalog_outputs::json::render_json;
use error_catalog_outputs::view::View;
use serde_json::{Value, json};

use super::elements;
use super::example::read_examples;
use super::places::Places;
use crate::facts::Notes;
use crate::infer::names::style_of;
use crate::infer::types::without_nulls;
use crate::render::{Table, render_draft, set};
use crate::text::literal;

pub(super) fn is_catalog(root: &Value) -> bool {
    let errors = root.get("errors").and_then(Value::as_array);
    root.pointer("/wire/body").is_some()
        && errors.is_some_and(|errors| errors.iter().all(|e| e.get("sends_code").is_some()))
}

/// Drafts the catalog. Notes as a loss whatever `render json` does not print, and whatever it would print differently.
pub(super) fn read_catalog(root: &Value, places: &Places, notes: &mut Notes) -> Table {
    let draft = draft_catalog(root, notes);
    let files = BTreeMap::from([("e.toml".to_owned(), render_draft(&draft, ""))]);
    if let (Some(catalog), _) = Catalog::parse("e.toml", &files) {
        let printed = serde_json::from_str(&render_json(&View::of(&catalog))).unwrap_or_default();
        let mut lost = Vec::new();
        find_lost(root, &printed, "", &mut lost);
        for path in lost {
            notes.loss(
                places.find(&path),
                format!("the value of `{path}` is not one that `render json` prints: left out"),
            );
        }
    }
    draft
}

/// Collects the paths of values that `printed` does not have, except the places of errors and the names of files.
fn find_lost(source: &Value, printed: &Value, path: &str, lost: &mut Vec<String>) {
    match (source, printed) {
        (Value::Object(members), Value::Object(_)) => {
            for (key, value) in members.iter().filter(|(key, _)| !matches!(key.as_str(), "place" | "files")) {
                find_lost(value, &printed[key], &format!("{path}/{key}"), lost);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs.for_each(|(i, (a, b))| find_lost(a, b, &format!("{path}/{i}"), lost));
        }
        _ if source != printed => lost.push(path.to_owned()),
        _ => {}
    }
}

fn draft_catalog(root: &Value, notes: &mut Notes) -> Table {
    let mut draft = Table::default();
    let errors = elements(&root["errors"]);
    let mut catalog = copy(root, &["name", "version", "description"]);
    let is_default = root["title"] == Catalog::empty().title.as_str();
    set(&mut catalog, "title", if is_default { Value::Null } else { root["title"].clone() });
    let docs = docs_url(errors);
    if docs.is_none() && errors.iter().any(|error| error["docs_url"].is_string()) {
        notes.loss(0, "`docs-url`: the URLs of the errors do not end in their codes");
    }
    set(&mut catalog, "docs-url", docs);
    let style = code_style(errors);
    set(&mut catalog, "code-style", style.map(Casing::as_str));
    set(&mut draft, "catalog", catalog);
    set(&mut draft, "wire", read_wire(&root["wire"]));
    let headers = header_table(&root["headers"]);
    set(&mut draft, "headers", headers.clone());
    let statuses = elements(&root["statuses"]).iter().map(|status| {
        let mut table = copy(status, &["description", "causes", "solutions"]);
        for rejection in elements(&status["rejections"]) {
            let mut named = Table::default();
            set(&mut named, "code", rejection["error"].clone());
            set(&mut named, "with", without_nulls(&rejection["with"]));
            match rejection["cause"].as_str() {
                Some(cause) => set(&mut table, cause, named),
                None => table.extend(named),
            }
        }
        (status["status"].to_string(), table.into())
    });
    set(&mut draft, "statuses", statuses.collect::<Table>());
    let keyed = |list: &str, key: &str, read: &dyn Fn(&Value) -> Value| -> Table {
        elements(&root[list]).iter().map(|element| (text(&element[key]), read(element))).collect()
    };
    set(&mut draft, "categories", keyed("categories", "key", &|c| copy(c, &["title", "description"]).into()));
    let mut defaults = Defaults::default();
    let errors = errors
        .iter()
        .map(|error| (text(&error["key"]), read_error(error, &root["wire"], &headers, style, &mut defaults).into()));
    set(&mut draft, "errors", errors.collect::<Table>());
    let retired = keyed("retired", "code", &|retired| match &retired["number"] {
        Value::Null => retired["note"].clone(),
        number => json!({ "note": retired["note"], "number": number }),
    });
    set(&mut draft, "retired", retired);
    let locales = keyed("locales", "lang", &|locale| {
        let translations = elements(&locale["translations"]).iter();
        let table = |translation| copy(translation, &["title", "message", "user_message"]).into();
        translations.map(|translation| (text(&translation["error"]), table(translation))).collect::<Table>().into()
    });
    set(&mut draft, "locales", locales);
    let what = "`[outputs]`, `[lints]`, included files and comments";
    notes.loss(0, format!("{what}: `render json` does not print them"));
    draft
}

fn read_wire(wire: &Value) -> Table {
    let mut table = copy(wire, &["preset"]);
    let word = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    let of_preset = wire["preset"].as_str().map(|preset| defaults_of(&format!("wire.preset = \"{}\"", word(preset))));
    let own = ["content_type", "violations"].into_iter();
    let own = own.filter(|key| of_preset.as_ref().is_none_or(|preset| preset["wire"][*key] != wire[*key]));
    table.extend(copy(wire, &own.collect::<Vec<_>>()));
    if of_preset.is_none() {
        set(&mut table, "body", wire["body"].clone());
    }
    set(&mut table, "example", without_nulls(&wire["example"]));
    let members = elements(&wire["members"]).iter().map(|member| {
        let path: Vec<&str> = elements(&member["path"]).iter().filter_map(Value::as_str).collect();
        (path.join("."), member["description"].clone())
    });
    set(&mut table, "members", members.collect::<Table>());
    table
}

fn read_error(error: &Value, wire: &Value, common: &Table, style: Option<Casing>, defaults: &mut Defaults) -> Table {
    let status = error["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default();
    let default = defaults.of(status);
    let unless = |is_default: bool, value: &Value| if is_default { Value::Null } else { value.clone() };
    let own = |key: &str| unless(default.pointer(&format!("/errors/0/{key}")) == Some(&error[key]), &error[key]);
    let code = if error["sends_code"] == false { &json!(false) } else { &error["code"] };
    let mut table = Table::default();
    set(&mut table, "code", unless(*code == to_code(&text(&error["key"]), style), code));
    // `check` reports a value that is not a status.
    set(&mut table, "status", error["status"].clone());
    let has_title = error["title"] != reason_phrase(status);
    set(&mut table, "title", unless(!has_title, &error["title"]));
    let told = if has_title { &error["title"] } else { &error["message"] };
    set(&mut table, "description", unless(error["description"] == text(told), &error["description"]));
    table.extend(copy(error, &["category", "message", "user_message", "internal", "number", "details"]));
    let fields = elements(&error["fields"]).iter().map(|field| (text(&field["name"]), read_field(field)));
    set(&mut table, "fields", fields.collect::<Table>());
    let headers = header_table(&error["headers"]).into_iter().filter(|(name, value)| common.get(name) != Some(value));
    set(&mut table, "headers", headers.collect::<Table>());
    set(&mut table, "level", own("level"));
    set(&mut table, "grpc", own("grpc"));
    set(&mut table, "retry", read_retry(&own("retry")));
    let rust = match &error["rust"] {
        rust if !elements(&rust["from"]).is_empty() => json!({ "from": rust["from"] }),
        rust if rust["source"] == true => json!({ "source": true }),
        _ => Value::Null,
    };
    set(&mut table, "rust", rust);
    table.extend(copy(error, &["docs", "causes", "solutions", "see"]));
    let lifecycle = &error["lifecycle"];
    table.extend(copy(lifecycle, &["since", "aliases"]));
    let deprecated = match without_nulls(&lifecycle["deprecated"]) {
        Value::Object(members) if members.is_empty() => json!(true),
        deprecated => deprecated,
    };
    set(&mut table, "deprecated", deprecated);
    set(&mut table, "examples", read_examples(error, wire));
    table
}

fn read_field(field: &Value) -> Value {
    let mark = if field["optional"] == true { "?" } else { "" };
    let mut table = Table::default();
    set(&mut table, "type", format!("{}{mark}", text(&field["type"])));
    table.extend(copy(field, &["rust", "description"]));
    set(&mut table, "internal", (field["internal"] == true).then_some(true));
    if !field["example"].is_null() {
        table.insert("example".to_owned(), without_nulls(&field["example"]));
    }
    if table.len() == 1 { table["type"].clone() } else { table.into() }
}

fn read_retry(retry: &Value) -> Value {
    let mut table = copy(retry, &["strategy", "max_attempts"]);
    for key in ["base", "cap"] {
        let wait = &retry[key];
        let is_float = wait.as_f64().filter(|_| wait.is_f64());
        set(&mut table, key, is_float.map_or(wait.clone(), |wait| format!("{}ms", (wait * 1000.0).round()).into()));
    }
    if table.len() == 1 { retry["strategy"].clone() } else { table.into() }
}

/// The style of codes, inferred from the anchors of errors without a code, because such anchors are written in this
/// style.
fn code_style(errors: &[Value]) -> Option<Casing> {
    let silent = errors.iter().filter(|error| error["sends_code"] == false);
    let pairs: Vec<(&str, &str)> =
        silent.filter_map(|error| Some((error["key"].as_str()?, error["anchor"].as_str()?))).collect();
    style_of(&pairs).filter(|_| pairs.iter().any(|(key, anchor)| key != anchor))
}

/// The template of the documentation's URLs, such as `https://example.com/errors/{code}`, if all URLs match one
/// template.
fn docs_url(errors: &[Value]) -> Option<String> {
    let pair = |error: &'_ Value| -> Option<(String, String)> {
        Some((error["docs_url"].as_str()?.to_owned(), error["code"].as_str().or(error["key"].as_str())?.to_owned()))
    };
    let mut urls = errors.iter().filter_map(pair);
    let (first, code) = urls.next()?;
    let (prefix, suffix) = first.rsplit_once(&code)?;
    let is_made = |(url, code): (String, String)| url == format!("{prefix}{code}{suffix}");
    urls.all(is_made).then(|| format!("{}{{code}}{}", literal(prefix), literal(suffix)))
}

/// For each status, the values that `render json` prints for an error that only declares its status and message.
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
    serde_json::from_str(&render_json(&View::of(&catalog))).unwrap_or_default()
}

/// Copies members, renamed as a catalog writes them: with `-` in place of `_`.
fn copy(from: &Value, keys: &[&str]) -> Table {
    let mut table = Table::default();
    keys.iter().for_each(|key| set(&mut table, &key.replace('_', "-"), from[*key].clone()));
    table
}

fn header_table(headers: &Value) -> Table {
    elements(headers).iter().map(|header| (text(&header["name"]), header["value"].clone())).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
