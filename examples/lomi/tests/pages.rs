//! Compares the server with the published page, over a socket.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

use error_catalog_servers::{Page, Request, Server, UNRECORDED};

fn start() -> Server {
    Server::start(env!("CARGO_BIN_EXE_lomi"), &[])
}

fn start_unrecorded() -> Server {
    Server::start(env!("CARGO_BIN_EXE_lomi"), &[UNRECORDED])
}

fn with_key(request: Request) -> Request {
    request.header("X-API-KEY", "lomi_sk_test")
}

fn get(path: &str) -> Request {
    with_key(Request::get(path))
}

fn create(json: &str) -> Request {
    with_key(Request::post("/webhooks", json))
}

#[test]
fn documented_examples_are_those_of_the_page() {
    let keys = [
        "missing_required_field",
        "invalid_parameter_format",
        "invalid_request_body",
        "invalid_api_key",
        "missing_api_key",
        "authentication_required",
        "webhook_not_found",
        "resource_not_found",
        "webhook_url_taken",
        "rate_limit_exceeded",
        "internal_server_error",
        "database_error",
    ];
    Page::read("lomi").check_documented(&start_unrecorded(), &keys);
}

#[test]
fn errors_are_those_of_the_page() {
    let server = start();
    let key = |key| Request::get("/webhooks").header("X-API-KEY", key);
    for _ in 0..60 {
        assert_eq!(server.ask(&key("lomi_sk_other")).status, 200);
    }
    Page::read("lomi").check(
        &server,
        &[
            Some(&create("{}")),
            Some(&get("/webhooks/1")),
            Some(&create(r#"{"url": "#)),
            Some(&key("lomi_sk_wrong")),
            Some(&Request::get("/webhooks")),
            // No route requires more than a key.
            None,
            // The page's id ends in an ellipsis.
            Some(&get("/webhooks/wh_%E2%80%A6")),
            Some(&get("/webhook")),
            Some(&create(r#"{"url": "https://example.com/hook"}"#)),
            Some(&key("lomi_sk_other")),
            // No request makes the server fail.
            None,
            Some(&create(r#"{"url": "https://example.com/\u0000"}"#)),
        ],
    );
}

#[test]
fn webhooks_come_and_go() {
    let server = start();
    let put = |json| with_key(Request::new("PUT", "/webhooks/wh_2").body("application/json", json));
    for (request, status, body) in [
        (get("/webhooks"), 200, r#"[{"id":"wh_1","url":"https://example.com/hook"}]"#),
        (create(r#"{"url": "https://example.com/new"}"#), 201, r#"{"id":"wh_2","url":"https://example.com/new"}"#),
        (put(r#"{"url": "https://example.com/moved"}"#), 200, r#"{"id":"wh_2","url":"https://example.com/moved"}"#),
        (put(r#"{"url": "https://example.com/moved"}"#), 200, r#"{"id":"wh_2","url":"https://example.com/moved"}"#),
        (put(r#"{"url": "https://example.com/hook"}"#), 409, r#"{"error":{"message":"Conflict","#),
        (create(r#"{"url": "ftp://example.com"}"#), 400, r#"{"error":{"message":"Invalid request","#),
        (get("/webhooks/wh_2"), 200, r#"{"id":"wh_2","url":"https://example.com/moved"}"#),
        (with_key(Request::new("DELETE", "/webhooks/wh_2")), 204, ""),
        (get("/webhooks/wh_2"), 404, r#"{"error":{"message":"Webhook not found","#),
        (put("{}"), 400, r#"{"error":{"message":"Invalid request","#),
        (with_key(Request::new("DELETE", "/webhooks/wh_2")), 404, r#"{"error":{"message":"Webhook not found","#),
        // The key of another organization gets the same answer as for a webhook that does not exist.
        (Request::get("/webhooks/wh_1").header("X-API-KEY", "lomi_sk_other"), 404, r#"{"error":{"message":"Webhook"#),
    ] {
        let answer = server.ask(&request);
        assert_eq!(answer.status, status, "{request:?}: {}", answer.body);
        let right = if status < 300 { answer.body == body } else { answer.body.starts_with(body) };
        assert!(right, "{request:?}: {}", answer.body);
    }
}

#[test]
fn rejections_of_the_framework_have_the_same_format() {
    let server = start();
    for (request, status) in [
        (get("/nowhere"), 404),
        (with_key(Request::new("DELETE", "/webhooks")), 405),
        (create("[]"), 400),
        (create(r#"{"url": 7}"#), 400),
        (with_key(Request::new("POST", "/webhooks").body("text/plain", "{}")), 400),
    ] {
        let answer = server.ask(&request);
        assert_eq!(answer.status, status, "{request:?}");
        assert_eq!(answer.header("Content-Type"), Some("application/json"));
        assert!(answer.body.starts_with(r#"{"error":{"message":""#), "{}", answer.body);
    }
}
