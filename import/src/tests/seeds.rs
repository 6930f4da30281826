//! Imports the four published pages that the examples implement, as text copied from a browser. Compares the result
//! with the content of the pages, which `tests/seeds` contains as data.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{import_file, list, read, rendered};

/// The element that has this value.
fn find<'a>(list: &'a [Value], key: &str, value: &Value) -> &'a Value {
    list.iter().find(|element| element[key] == *value).unwrap_or_else(|| panic!("{key} {value}"))
}

#[test]
fn pages_give_all_their_codes_statuses_bodies_and_advice() {
    for (name, codes) in [("lumoauth", 9), ("lomi", 0), ("admin", 35), ("voyager", 3)] {
        let catalog = rendered(&import_file(&format!("{name}.txt")));
        let seed: Value = serde_json::from_str(&read(&format!("tests/seeds/{name}.json"))).unwrap();
        let (errors, statuses) = (list(&catalog, "errors"), list(&catalog, "statuses"));
        assert_eq!(errors.iter().filter(|error| error["sends_code"] == true).count(), codes, "{name}");
        for status in list(&seed, "statuses") {
            let found = find(statuses, "status", &status["status"]);
            assert_eq!(found["description"], status["description"], "{name}: {status}");
        }
        for code in list(&seed, "tables").iter().flat_map(|table| list(table, "codes")) {
            let found = find(errors, "code", &code["code"]);
            assert_eq!(found["description"], code["description"], "{name}: {code}");
            assert!(code.get("status").is_none_or(|status| found["status"] == *status), "{name}: {code}");
        }
        let responses: Vec<Value> = errors.iter().flat_map(|error| list(error, "examples")).cloned().collect();
        for example in list(&seed, "examples") {
            // Compare the text, because it includes the order of the members.
            let body_of = |response: &Value| response["body"].to_string();
            let body = body_of(example);
            let found = responses.iter().find(|response| body_of(response) == body);
            let found = found.unwrap_or_else(|| panic!("{name}: {body}"));
            assert_eq!(found["status"], example["status"], "{name}: {body}");
            for (header, value) in example["headers"].as_object().into_iter().flatten() {
                assert_eq!(found["headers"][header], *value, "{name}: {header} of {body}");
            }
        }
        for (status, guidance) in seed["guidance"].as_object().into_iter().flatten() {
            let found = find(statuses, "status", &serde_json::from_str(status).unwrap());
            for kind in ["causes", "solutions"] {
                assert_eq!(list(found, kind), list(guidance, kind), "{name}: {status}");
            }
        }
    }
}

/// Compares the import with the catalogs that a person wrote after reading the pages.
#[test]
fn what_a_person_wrote_after_the_pages_is_nearly_the_same() {
    for (name, lost) in [
        // No error is lost.
        ("lumoauth", &[][..]),
        // The person chose more specific keys for these three errors, whose bodies share their messages with others.
        ("lomi", &["missing_required_field", "invalid_parameter_format", "webhook_url_taken"]),
        ("admin", &[]),
        // The person generalized an error that the page describes only for projects.
        ("voyager", &["not_found"]),
    ] {
        let catalog = rendered(&import_file(&format!("{name}.txt")));
        let files = BTreeMap::from([("errors.toml".to_owned(), read(&format!("examples/{name}/errors.toml")))]);
        let by_hand = error_catalog_model::Catalog::parse("errors.toml", &files).0.unwrap();
        for error in by_hand.errors.iter().filter(|error| !lost.contains(&error.key.as_str())) {
            let found = find(list(&catalog, "errors"), "key", &error.key.as_str().into());
            assert_eq!(found["status"], error.status, "{name}: {}", error.key);
            assert_eq!(found["sends_code"], error.sends_code, "{name}: {}", error.key);
        }
    }
}
