//! Requests that are rejected because of one part, and their answers.

use error_catalog::Middleware;
use serde_json::Value;

use crate::cases::JSON;
use crate::client::send;

#[error_catalog::error_catalog("causes.toml")]
pub mod errors {}

/// The middleware of an application with these routes:
///
/// | route | the only argument of its handler |
/// |---|---|
/// | `GET /path/{id}` | an integer in the path |
/// | `GET /query` | an [`Order`](crate::Order) in the query |
/// | `POST /json` | an `Order` as JSON |
/// | `POST /form` | an `Order` as a form |
pub fn middleware_by_cause() -> Middleware<errors::Error> {
    Middleware::new()
}

const FORM: &[(&str, &str)] = &[("content-type", "application/x-www-form-urlencoded")];

type Request = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static [u8]);

const REQUESTS: [Request; 5] = [
    ("GET", "/path/%22%0A", &[], b""),
    ("GET", "/query?item=tea", &[], b""),
    ("POST", "/json", JSON, b"{"),
    ("POST", "/json", JSON, b"{}"),
    ("POST", "/form", FORM, b"item=tea"),
];

/// Checks the answer to each request: the code of its cause, and a part of the framework's text.
pub async fn check_causes(base: &str, expected: [(&str, &str); 5]) {
    for ((method, path, headers, body), (code, text)) in REQUESTS.into_iter().zip(expected) {
        let answer = send(base, method, path, headers, body, None).await;
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(body["code"], code, "{path} {body}");
        let message = body["message"].as_str().unwrap();
        assert!(message.starts_with("Rejected: ") && message.contains(text), "{path} {message}");
    }
    let answer = send(base, "GET", "/nothing", &[], b"", None).await;
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(body["code"], "no_route");
    // axum and actix-web send no text, so the reason phrase replaces the text. poem sends its own text.
    let message = body["message"].as_str().unwrap();
    assert!(message.to_lowercase() == "{rejection}: not found", "{message}");
}
