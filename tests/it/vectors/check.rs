//! Compares what the client reads from the responses in vectors with what the vectors expect.

use error_catalog::{CatalogError, Received};
use serde_json::{Map, Value};

/// Returns what differs, a line for each value, and the number of cases.
pub(crate) fn differences<E: CatalogError>(vectors: &str) -> (Vec<String>, usize) {
    let vectors: Value = serde_json::from_str(vectors).unwrap();
    assert_eq!(vectors["version"], 1);
    let cases = vectors["cases"].as_array().unwrap();
    let mut differences = Vec::new();
    for case in cases {
        let headers = case["headers"].as_object().unwrap().iter();
        let headers = headers.map(|(name, value)| (name.as_str(), value.as_str().unwrap()));
        let status = u16::try_from(case["status"].as_u64().unwrap()).unwrap();
        let received = Received::<E>::parse(status, headers, case["body"].as_str().unwrap().as_bytes());
        let Value::Object(expected) = &case["expect"] else { panic!("{case}") };
        for (name, expected, found) in compare(&received, expected) {
            differences.push(format!("{}: {name} is {found}, not {expected}: {}", case["name"], case["body"]));
        }
    }
    (differences, cases.len())
}

/// The values that differ: the name, what is expected, and what the client reads.
fn compare<E: CatalogError>(received: &Received<E>, expected: &Map<String, Value>) -> Vec<(String, Value, Value)> {
    let mut differences = Vec::new();
    for (name, expected) in expected {
        let found = match name.as_str() {
            "known" => received.code().is_some().into(),
            // Clients in other languages know only errors whose fields are all valid.
            "typed" => received.error().is_some().into(),
            "code" => match received.code() {
                Some(code) => code.to_string().into(),
                None => received.code_text().into(),
            },
            "title" => received.title().into(),
            "message" => received.message().into(),
            "user_message" => received.user_message().into(),
            "request_id" => received.request_id().into(),
            "retryable" => received.retry().is_retryable().into(),
            "retry_after" => received.retry_after().map(|wait| wait.as_secs_f64()).into(),
            "violations" => violations(received, expected),
            "fields" => {
                for (field, expected) in expected.as_object().unwrap() {
                    let found = received.field(field).map_or(Value::Null, |value| serde_json::to_value(value).unwrap());
                    // The client keeps the value of a text or a header as a string.
                    if found != *expected && found.as_str() != Some(&expected.to_string()) {
                        differences.push((format!("the field {field}"), expected.clone(), found));
                    }
                }
                continue;
            }
            _ => panic!("an unknown member {name}"),
        };
        let is_same = match (expected.as_f64(), found.as_f64()) {
            (Some(expected), Some(found)) => (expected - found).abs() < 1e-9,
            _ => *expected == found,
        };
        if !is_same {
            differences.push((name.clone(), expected.clone(), found));
        }
    }
    differences
}

/// The violations with the members that are expected.
fn violations<E: CatalogError>(received: &Received<E>, expected: &Value) -> Value {
    let expected = expected.as_array().unwrap();
    let found = received.violations().iter().enumerate().map(|(index, violation)| {
        let mut members = Map::new();
        for (name, value) in
            [("pointer", Some(violation.pointer())), ("code", violation.code()), ("detail", Some(violation.message()))]
        {
            if expected.get(index).is_none_or(|expected| expected.get(name).is_some()) {
                members.insert(name.to_owned(), value.into());
            }
        }
        Value::Object(members)
    });
    found.collect()
}
