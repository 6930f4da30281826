//! Values that are valid more often than random values.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::Value as Json;
use toml_edit::{Array, InlineTable, TableLike, Value};

use super::schema::{Schema, has_free_keys, has_type, is_prose, known_key, member, resolve};

/// Texts that are special to one of the formats or outputs.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "A text.",
    "a | b",
    "`x`",
    "``",
    "```\n<b>\n```",
    "<script>",
    "<!-- -->",
    "-->",
    "[x](y)",
    "*a* _b_",
    "#",
    "\"",
    "'",
    "\\",
    "\"\"\"",
    "'''",
    "*/",
    "//",
    "{{",
    "}}",
    "{{x}}",
    "\n",
    "\r\n",
    "\t",
    "é",
    "日本",
    "\u{202e}",
    "\u{2028}",
    "\u{85}",
    "\u{7f}",
    "\u{1b}[31m",
    "\u{0}",
    "\u{feff}",
    "r#type",
    "x.y",
    "a/b",
    "~1",
    "1.2.3",
    "0",
    "30",
    "5s",
    "https://example.com/{code}",
    "crate::A",
    "string",
    "string?",
    "list<string>",
    "violations",
    "duration",
    "2024-01-22T10:30:00Z",
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "{code}",
    "{message}",
    "{title}",
    "{status}",
    "{status:string}",
    "{details}",
    "{violations}",
    "{retry_after}",
    "{request_id}",
    "{reason}",
    "{docs_url}",
    "{debug}",
    "{metadata}",
];

/// The texts and the keys of a document, from which new values are made.
#[derive(Default)]
pub(super) struct Pool {
    /// The texts below each key.
    texts: BTreeMap<String, Vec<String>>,
    keys: Vec<String>,
}

impl Pool {
    pub(super) fn of(table: &dyn TableLike) -> Self {
        let mut pool = Self::default();
        pool.collect(table);
        pool
    }

    fn collect(&mut self, table: &dyn TableLike) {
        for (key, item) in table.iter() {
            self.keys.push(key.to_owned());
            if let Some(text) = item.as_str() {
                self.texts.entry(key.to_owned()).or_default().push(text.to_owned());
            }
            if let Some(table) = item.as_table_like() {
                self.collect(table);
            }
        }
    }

    /// A key that the schema of a table allows.
    pub(super) fn key(&self, schema: Schema, random: &mut Rng) -> String {
        let pattern = schema["propertyNames"]["pattern"].as_str().unwrap_or_default();
        if pattern.starts_with("^[1-5]") {
            return random.u16(400..600).to_string();
        }
        if pattern.contains("{2,3}") {
            return ["fr", "de", "pt-BR", "zh-Hans"][random.usize(..4)].to_owned();
        }
        self.name(random)
    }

    /// An identifier, which often has a meaning in the document.
    fn name(&self, random: &mut Rng) -> String {
        let key = pick(&self.keys, random).map_or("a", String::as_str);
        let name = key.replace(|c: char| !c.is_ascii_alphanumeric(), "_").to_ascii_lowercase();
        match random.u8(..3) {
            0 => name,
            1 => format!("{name}{}", random.u8(..10)),
            _ => random.lowercase().to_string(),
        }
    }

    pub(super) fn text(&self, key: &str, random: &mut Rng) -> String {
        let other = |random: &mut Rng| pick(&self.keys, random).cloned().unwrap_or_default();
        match random.u8(..10) {
            0..6 if self.texts.contains_key(key) => pick(&self.texts[key], random).cloned().unwrap_or_default(),
            6 => other(random),
            7 => format!("{{{}}}", other(random)),
            8 => format!("A {{{}}} b", other(random)),
            _ => TEXTS[random.usize(..TEXTS.len())].to_owned(),
        }
    }
}

fn pick<'a, T>(all: &'a [T], random: &mut Rng) -> Option<&'a T> {
    (!all.is_empty()).then(|| &all[random.usize(..all.len())])
}

/// Makes a value for a key.
pub(super) fn make(schema: Schema, key: &str, pool: &Pool, depth: usize, random: &mut Rng) -> Value {
    let schema = resolve(schema, random);
    // Most texts do not match a pattern, but the examples do.
    let uses_example = if schema["pattern"].is_string() { random.u8(..8) > 0 } else { random.bool() };
    let listed = schema["enum"].as_array().or_else(|| schema["examples"].as_array().filter(|_| uses_example));
    if let Some(Json::String(text)) = listed.and_then(|listed| pick(listed, random)) {
        return text.into();
    }
    let types = ["string", "boolean", "integer", "number", "array", "object"];
    let possible: Vec<&str> = types.into_iter().filter(|name| has_type(schema, name)).collect();
    match pick(&possible, random).copied() {
        Some("boolean") => random.bool().into(),
        Some("integer") => integer(schema, random).into(),
        Some("number") => random.f64().into(),
        Some("array") if depth > 0 => {
            let make_one = |_| make(&schema["items"], key, pool, depth - 1, random);
            (0..3).map(make_one).collect::<Array>().into()
        }
        Some("object") => table(schema, pool, depth, random).into(),
        _ if !is_prose(schema) && random.u8(..8) > 0 => pool.name(random).into(),
        _ => pool.text(key, random).into(),
    }
}

fn integer(schema: Schema, random: &mut Rng) -> i64 {
    let limit = |name: &str, default| schema[name].as_i64().unwrap_or(default);
    let (least, most) = (limit("minimum", i64::MIN), limit("maximum", i64::MAX));
    match random.u8(..8) {
        0 => least,
        1 => most,
        2 => random.i64(..),
        _ => random.i64(least.max(-2)..=most.min(999)),
    }
}

fn table(schema: Schema, pool: &Pool, depth: usize, random: &mut Rng) -> InlineTable {
    // A table can be complete in several ways. The first way does not need another entry of the catalog.
    let ways = schema["anyOf"].as_array().map_or(&[][..], Vec::as_slice);
    let way = if random.u8(..4) > 0 { ways.first() } else { pick(ways, random) }.map(|way| &way["required"]);
    let required = way.into_iter().chain([&schema["required"]]).filter_map(Json::as_array).flatten();
    let mut keys: Vec<String> = required.filter_map(Json::as_str).map(str::to_owned).collect();
    // Required tables do not contain themselves, so this ends.
    for _ in 0..random.usize(..=depth) {
        keys.extend(new_key(schema, pool, random));
    }
    let depth = depth.saturating_sub(1);
    keys.iter().map(|key| (key.as_str(), make(member(schema, key), key, pool, depth, random))).collect()
}

/// A key that the table may have.
pub(super) fn new_key(schema: Schema, pool: &Pool, random: &mut Rng) -> Option<String> {
    match known_key(schema, random) {
        Some(key) if !has_free_keys(schema) || random.u8(..4) > 0 => Some(key.to_owned()),
        _ if has_free_keys(schema) || schema.is_null() => Some(pool.key(schema, random)),
        _ => None,
    }
}
