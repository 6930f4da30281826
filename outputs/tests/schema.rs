//! The schemas of bodies, with every catalog of the repository.

#![allow(clippy::panic, clippy::unwrap_used, reason = "for tests alone")]

mod support;

use error_catalog_model::Literal;
use error_catalog_outputs::json::{Internal, render_json};
use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{catalogs, parse};

fn schema(view: &View<'_>, unknown: &str) -> Value {
    let kind = find_kind(KINDS, "json-schema").unwrap();
    let options = [("unknown".to_owned(), Literal::String(unknown.to_owned()))];
    serde_json::from_str(&kind.render.unwrap()(view, &Options::given(kind, &options))).unwrap()
}

/// The validator of one definition.
fn definition(schema: &Value, name: &str) -> Validator {
    jsonschema::validator_for(&json!({ "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"] })).unwrap()
}

/// The length of the constants and patterns of a schema. A client prefers the error with more constant text, too.
fn rank(schema: &Value) -> usize {
    match schema {
        Value::Object(members) => {
            let own = ["const", "pattern"].iter().filter_map(|key| members.get(*key));
            let own: usize = own.map(|value| value.to_string().replace("[\\\\s\\\\S]*", "").len()).sum();
            own + members.values().map(rank).sum::<usize>()
        }
        Value::Array(elements) => elements.iter().map(rank).sum(),
        _ => 0,
    }
}

/// Each example fits the schema of its error. It fits the schema of another error only if no code tells them apart, and
/// if the other error's texts are no more specific. In an element that is repeated for each violation, the code and the
/// title of the violation replace those of the error, so that nothing tells two such errors apart.
#[test]
fn each_example_fits_its_own_schema_and_no_other() {
    for (name, catalog) in catalogs(concat!(env!("CARGO_MANIFEST_DIR"), "/..")) {
        // The test compares every pair of errors.
        if catalog.errors.len() > 150 {
            continue;
        }
        let view = View::of(&catalog);
        let (open, closed) = (schema(&view, "open"), schema(&view, "closed"));
        let whole = [&open, &closed].map(|schema| jsonschema::validator_for(schema).unwrap());
        let document: Value = serde_json::from_str(&render_json(&view, Internal::LeftOut)).unwrap();
        let errors = document["errors"].as_array().unwrap();
        let validators: Vec<(Validator, usize)> = errors
            .iter()
            .map(|error| {
                let key = error["key"].as_str().unwrap();
                (definition(&open, key), rank(&open["$defs"][key]))
            })
            .collect();
        let repeats = document["wire"]["body"].to_string().contains("\"*\"");
        let unknown = definition(&open, "_Unknown");
        for (error, (own, own_rank)) in errors.iter().zip(&validators) {
            for example in error["examples"].as_array().unwrap() {
                let body = &example["body"];
                let at = format!("{name}: {}: {body}", error["key"]);
                if let Err(problem) = own.validate(body) {
                    panic!("{at}\n{problem}\n{:#}", open["$defs"][error["key"].as_str().unwrap()]);
                }
                assert!(whole.iter().all(|schema| schema.is_valid(body)), "{at}");
                assert!(!unknown.is_valid(body), "{at} is unknown");
                for (other, (schema, rank)) in errors.iter().zip(&validators) {
                    if other["key"] != error["key"] && schema.is_valid(body) {
                        let same_code = other["code"] == error["code"];
                        let has_code = error["code"].as_str().is_some_and(|code| body.to_string().contains(code));
                        let is_alike = repeats || (same_code || !has_code) && rank <= own_rank;
                        assert!(
                            is_alike,
                            "{at} fits {}\n{:#}",
                            other["key"],
                            open["$defs"][other["key"].as_str().unwrap()]
                        );
                    }
                }
            }
        }
    }
}

/// A new code is an error of the open schema alone.
#[test]
fn only_an_open_schema_accepts_a_new_code() {
    let toml =
        "[errors.a]\nstatus = 404\nmessage = \"A\"\n[errors.b]\nstatus = 409\nmessage = \"B {n}\"\nfields.n = \"u8\"\n";
    let catalog = parse("errors.toml", toml);
    let view = View::of(&catalog);
    let [open, closed] = ["open", "closed"].map(|unknown| jsonschema::validator_for(&schema(&view, unknown)).unwrap());
    for (body, is_open, is_closed) in [
        (json!({ "title": "X", "status": 404, "detail": "A", "code": "a" }), true, true),
        (json!({ "title": "X", "status": 404, "detail": "Reworded", "code": "a", "more": 1 }), true, true),
        (json!({ "title": "X", "status": 418, "detail": "C", "code": "c" }), true, false),
        (json!({ "title": "X", "status": "404", "detail": "A", "code": "a" }), false, false),
        (json!([]), false, false),
    ] {
        assert_eq!((open.is_valid(&body), closed.is_valid(&body)), (is_open, is_closed), "{body}");
    }
}

/// An open schema accepts what an error can get without breaking clients. A closed schema describes this version alone.
#[test]
fn only_an_open_schema_accepts_additions_to_an_error() {
    const URL: &str = "docs-url = \"https://e.com/a\"\n";
    for (body, addition, is_closed) in [
        ("u = \"{user_message?}\"\n", "user-message = \"Sorry\"\n", false),
        ("u = \"{docs_url?}\"\n", URL, false),
        ("n = \"{number?}\"\n", "number = 7\n", false),
        ("n = \"{number:string?}\"\n", "number = 7\n", false),
        ("d = \"{details?}\"\n", "fields.x = \"u8\"\ndetails = [\"x\"]\n", false),
        ("x = \"{hint?}\"\n", "fields.hint = \"u8\"\n", false),
        ("l = [\"x\", { \"?\" = \"{docs_url}\", url = \"{docs_url}\" }]\n", URL, false),
        ("l = [{ \"?\" = \"{docs_url}\", url = \"see {docs_url}\" }]\n", URL, false),
        ("l = [{ \"*\" = \"{v}\", detail = \"{detail}\" }]\n", "", true),
    ] {
        let catalog = |message: &str, addition: &str| {
            let fields = match body {
                body if body.contains("{hint") => "fields.hint = \"string\"\n",
                body if body.contains("{v}") => "fields.v = \"violations\"\n",
                _ => "",
            };
            let toml = format!(
                "[wire.body]\ncode = \"{{code}}\"\n{body}[errors.a]\nstatus = 404\nmessage = \"{message}\"\n{addition}\
                 [errors.b]\nstatus = 409\nmessage = \"B\"\n{fields}"
            );
            parse("errors.toml", &toml)
        };
        let (old, new) = (catalog("A", ""), catalog("Reworded", addition));
        let document: Value = serde_json::from_str(&render_json(&View::of(&new), Internal::LeftOut)).unwrap();
        let example = &document["errors"][0]["examples"][0]["body"];
        let fits = |unknown| definition(&schema(&View::of(&old), unknown), "a").is_valid(example);
        assert!(fits("open"), "{body} {example}");
        assert_eq!(fits("closed"), is_closed, "{body} {example}");
    }
}

/// An open schema contains the statuses of an error if they tell the error apart, and otherwise does not limit them.
#[test]
fn several_statuses_tell_an_error_apart() {
    let errors = "message = \"M\"\ntitle = \"T\"\n";
    for (body, is_fixed, own, other) in [
        ("s = \"{status}\"\nm = \"{message}\"\n", true, json!({ "s": 410, "m": "M" }), json!({ "s": 409, "m": "M" })),
        ("c = \"x-{code}-{status}\"\n", true, json!({ "c": "x-a-410" }), json!({ "c": "x-b-409" })),
        ("c = \"{code}\"\ns = \"{status}\"\n", false, json!({ "c": "a", "s": 410 }), json!({ "c": "b", "s": 409 })),
        ("l = [\"{status}\"]\n", true, json!({ "l": [410] }), json!({ "l": [409] })),
    ] {
        let toml =
            format!("[wire.body]\n{body}[errors.a]\nstatus = [404, 410]\n{errors}[errors.b]\nstatus = 409\n{errors}");
        let catalog = parse("errors.toml", &toml);
        let view = View::of(&catalog);
        for unknown in ["open", "closed"] {
            let schema = schema(&view, unknown);
            let a = definition(&schema, "a");
            assert!(a.is_valid(&own), "{body}");
            assert!(!a.is_valid(&other), "{unknown}: {body} {:#}", schema["$defs"]["a"]);
            assert!(definition(&schema, "b").is_valid(&other), "{body}");
            if unknown == "open" {
                let later = json!(own.to_string().replace("410", "411"));
                let later: Value = serde_json::from_str(later.as_str().unwrap()).unwrap();
                assert_eq!(a.is_valid(&later), !is_fixed, "{body}");
                assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&later), "{body}");
            }
        }
    }
}
