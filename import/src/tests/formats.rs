//! Imports a file of each kind.

use serde_json::json;

use super::{import_file, list, rendered};

#[test]
fn errors_have_what_the_source_says() {
    for (name, key, expected) in [
        ("payments.md", "card_declined", json!({ "status": 402, "retry": { "strategy": "no" } })),
        ("payments.md", "e1001", json!({ "code": "E1001", "status": 503, "causes": ["The day ends"] })),
        ("storage.md", "no_such_key", json!({ "code": "NoSuchKey", "number": 1001, "status": 404 })),
        ("storage.md", "slow_down", json!({ "status": 599, "category": "server" })),
        (
            "problem.md",
            "order_not_found",
            json!({ "message": "Order {value} does not exist", "title": "Order not found" }),
        ),
        ("openapi.yaml", "too_many_requests", json!({ "message": "Wait for {retry_after} seconds", "status": 429 })),
        ("openapi.yaml", "order_not_found", json!({ "status": 404, "description": "There is no such order" })),
        ("errors.csv", "user_not_found", json!({ "message": "User {{id}} not found", "category": "users" })),
        ("semicolon.csv", "a_1", json!({ "code": "A-1", "message": "Eins; zwei" })),
        ("map.json", "self_error", json!({ "code": "self" })),
        ("errcodes.txt", "unique_violation", json!({ "code": "23505", "status": 409 })),
        (
            "errors.rs",
            "upload_too_large",
            json!({ "message": "`{value_0}` is larger than {limit} bytes", "status": 413 }),
        ),
        (
            "errors.rs",
            "database",
            json!({ "rust": { "from": ["sqlx::Error"] }, "message": "the database is out of order" }),
        ),
        ("errors.rs", "payment", json!({ "code": "payment-refused", "message": "payment refused with {code_value}" })),
    ] {
        let catalog = rendered(&import_file(name));
        let error = list(&catalog, "errors").iter().find(|error| error["key"] == key);
        let error = error.unwrap_or_else(|| panic!("{name} lacks {key}"));
        for (member, value) in expected.as_object().unwrap() {
            let (found, value) = match value.get("strategy").or_else(|| value.get("from")) {
                Some(inner) => (&error[member][if member == "rust" { "from" } else { "strategy" }], inner),
                None => (&error[member], value),
            };
            assert_eq!(found, value, "{name}: {key}: {member}");
        }
    }
}
