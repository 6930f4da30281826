//! The schemas of documents are strict: they reject a document that lacks a member, has an additional one, or has a
//! value of another type.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::support::run;

/// Members that only some places have: a place may be a whole line.
const OPTIONAL: &[&str] = &["column", "end_line", "end_column"];

/// Members whose content depends on the catalog, so that their schemas are not strict.
const FREE: &[&str] =
    &["/value", "/body", "/violation", "/details", "/example", "/examples/0/headers", "/properties", "/with"];

/// A description of a change, and the changed document.
type Mutation = (String, Value);

#[test]
fn schemas_refuse_what_differs() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (folder, args) in [
        ("cmd/check-fix.in", &["check", "--format", "json"][..]),
        ("cmd/diff.in", &["diff", "old.toml", "new.toml", "--format", "json"]),
        ("cmd/import.in", &["import", "errors.csv", "--report", "json"]),
        ("cmd/explain.in", &["explain", "order_not_found", "--format", "json"]),
        ("cmd/explain.in", &["explain", "duplicate-key", "--format", "json"]),
        ("cmd/list.in", &["list", "--format", "json"]),
        ("cmd/explain.in", &["render", "json"]),
        ("docs", &["where", "out_of_stock", "--format", "json"]),
        ("docs", &["usage", "--format", "json"]),
    ] {
        let (_, out, err) = run(&tests.join(folder), args);
        let document = if args[0] == "import" { err } else { out };
        let document: Value = serde_json::from_str(&document).unwrap_or_else(|why| panic!("{args:?}: {why}"));
        let schema = match args {
            ["render", name, ..] => name,
            ["explain", "duplicate-key", ..] => "rule",
            _ => args[0],
        };
        let validator = validator(schema);
        assert!(validator.is_valid(&document), "{args:?}: {:?}", validator.validate(&document).err());
        let mutations = mutations(&document);
        assert!(mutations.len() > 20, "{args:?} shows too little");
        for (what, mutation) in mutations {
            assert!(!validator.is_valid(&mutation), "the schema of {schema} takes {what}");
        }
    }
}

fn validator(command: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/schemas/{command}.json"));
    jsonschema::validator_for(&serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).unwrap()
}

/// Changes the document in one place at a time, and returns each changed document.
fn mutations(document: &Value) -> Vec<Mutation> {
    let mut mutations = Vec::new();
    visit(document, "", &mut |pointer, value| {
        let mut add = |what: String, value: Value| {
            let mut mutation = document.clone();
            *mutation.pointer_mut(pointer).unwrap() = value;
            mutations.push((format!("{pointer} {what}"), mutation));
        };
        match value {
            Value::Object(members) => {
                add("with another member".to_owned(), with(members, "another"));
                for name in members.keys().filter(|name| !OPTIONAL.contains(&name.as_str())) {
                    add(format!("without {name}"), without(members, name));
                }
            }
            Value::Array(_) => add("as an object".to_owned(), json!({})),
            _ => add("as a list".to_owned(), json!([])),
        }
    });
    mutations
}

fn visit(value: &Value, pointer: &str, found: &mut dyn FnMut(&str, &Value)) {
    found(pointer, value);
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let pointer = format!("{pointer}/{name}");
                if !FREE.iter().any(|free| pointer.ends_with(free)) {
                    visit(value, &pointer, found);
                }
            }
        }
        Value::Array(items) => {
            // All elements have the same schema, so the first one is enough.
            items.iter().take(1).for_each(|item| visit(item, &format!("{pointer}/0"), found));
        }
        _ => {}
    }
}

fn with(members: &Map<String, Value>, name: &str) -> Value {
    let mut members = members.clone();
    members.insert(name.to_owned(), json!(1));
    members.into()
}

fn without(members: &Map<String, Value>, name: &str) -> Value {
    let mut members = members.clone();
    members.shift_remove(name);
    members.into()
}
