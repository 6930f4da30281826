//! Imports the four published pages that the examples implement, as text copied from a browser. Compares the result
//! with the content of the pages, which `tests/seeds` contains as data.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{import_file, list, read, rendered};

#[test]
fn pages_give_all_their_codes_statuses_bodies_and_advice() {
    for (name, codes) in [("lumoauth", 9), ("lomi", 0), ("admin", 35), ("voyager", 3)] {
        let catalog = rendered(&import_file(&format!("{name}.txt")));
        let seed: Value = serde_json::from_str(&read(&format!("tests/seeds/{name}.json"))).unwrap();
        let errors = list(&catalog, "errors");
        assert_eq!(errors.iter().filter(|error| error["sends_code"] == true).count(), codes, "{name}");
        for status in list(&seed, "statuses") {
            let found = list(&catalog, "statuses").iter().find(|found| found["status"] == status["status"]);
            assert_eq!(found.unwrap()["description"], status["description"], "{name}: {status}");
        }
        for code in list(&seed, "tables").iter().flat_map(|table| list(table, "codes")) {
            let found =
                errors.iter().find(|error| error["code"] == code["code"]).unwrap_or_else(|| panic!("{name}: {code}"));
            assert_eq!(found["description"], code["description"], "{name}: {code}");
            assert!(code.get("status").is_none_or(|status| found["status"] == *status), "{name}: {code}");
        }
        let responses = errors.iter().flat_map(|error| list(error, "examples"));
        // Compare the text, because it includes the order of the members.
        let responses: Vec<(String, &Value)> =
            responses.map(|response| (response["body"].to_string(), response)).collect();
        for example in list(&seed, "examples") {
            let body = example["body"].to_string();
            let found = responses.iter().find(|(shown, _)| *shown == body);
            let (_, found) = found.unwrap_or_else(|| panic!("{name}: {body}"));
            assert_eq!(found["status"], example["status"], "{name}: {body}");
            for (header, value) in example.get("headers").and_then(Value::as_object).into_iter().flatten() {
                assert_eq!(found["headers"][header], *value, "{name}: {header} of {body}");
            }
        }
        for (status, guidance) in seed.get("guidance").and_then(Value::as_object).into_iter().flatten() {
            let found = list(&catalog, "statuses")
                .iter()
                .find(|found| found["status"].as_u64() == status.parse().ok())
                .unwrap();
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
            let found = list(&catalog, "errors").iter().find(|found| found["key"] == error.key.as_str());
            let found = found.unwrap_or_else(|| panic!("{name} lacks {}", error.key));
            assert_eq!(
                (&found["status"], &found["sends_code"]),
                (&error.status.into(), &error.sends_code.into()),
                "{name}: {}",
                error.key
            );
        }
    }
}
