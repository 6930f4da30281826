//! Compares the server with the published page, over a socket.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

use error_catalog_servers::{Page, Request, Server, UNRECORDED, compact, run_python};

const USERS: &str = "/t/acme-corp/api/v1/admin/users";

fn start() -> Server {
    Server::start(env!("CARGO_BIN_EXE_lumoauth"), &[])
}

fn start_unrecorded() -> Server {
    Server::start(env!("CARGO_BIN_EXE_lumoauth"), &[UNRECORDED])
}

fn create(json: &str) -> Request {
    Request::post(USERS, json).bearer("admin")
}

#[test]
fn documented_examples_are_those_of_the_page() {
    let (server, page) = (start_unrecorded(), Page::read("lumoauth"));
    let keys = ["validation_error", "invalid_token", "resource_not_found", "duplicate_resource", "rate_limit_exceeded"];
    page.check_documented(&server, &keys);
    page.check_codes(&server, "code");
}

#[test]
fn errors_are_those_of_the_page() {
    let (server, page) = (start(), Page::read("lumoauth"));
    for _ in 0..100 {
        assert_eq!(server.ask(&Request::get(USERS).bearer("reader")).status, 200);
    }
    let requests = [
        create(r#"{"email": "new@example", "password": "secret"}"#),
        Request::get(USERS).bearer("expired"),
        Request::get(&format!("{USERS}/usr_nonexistent")).bearer("admin"),
        create(r#"{"email": "ada@example.com"}"#),
        Request::get(USERS).bearer("reader"),
    ];
    page.check(&server, &requests.iter().map(Some).collect::<Vec<_>>());
}

#[test]
fn every_other_request_has_its_answer() {
    let server = start();
    let body = r#"{"email": "new@example.com", "password": "long enough"}"#;
    let globex = "/t/globex/api/v1/admin/users";
    for (request, status, code) in [
        (create(body), 201, None),
        (create(body), 409, Some("duplicate_resource")),
        (Request::post(globex, body).bearer("stranger"), 201, None),
        (create("{}"), 400, Some("invalid_request")),
        (Request::post(USERS, body).bearer("reader"), 403, Some("insufficient_scope")),
        (Request::post(USERS, body).bearer("stranger"), 403, Some("permission_denied")),
        (Request::get("/t/nowhere/api/v1/admin/users").bearer("admin"), 404, Some("tenant_not_found")),
        (Request::get(USERS), 401, Some("invalid_token")),
        (Request::get(USERS).header("Authorization", "Basic YTpi"), 401, Some("invalid_token")),
        (Request::get(&format!("{USERS}/usr_1")).bearer("admin"), 200, None),
        (Request::get(&format!("{USERS}/usr_1")).bearer("stranger"), 403, Some("permission_denied")),
    ] {
        let answer = server.ask(&request);
        assert_eq!(answer.status, status, "{request:?}: {}", answer.body);
        let sent = answer.body.split_once(r#""code":""#).and_then(|(_, rest)| rest.split('"').next());
        assert_eq!(sent, code, "{request:?}: {}", answer.body);
    }
}

#[test]
fn rejections_of_the_framework_have_the_same_format() {
    let server = start();
    let json = "application/json";
    for (request, status) in [
        (Request::get("/nowhere"), 404),
        (Request::new("DELETE", USERS).bearer("admin"), 405),
        (create(r#"{"email": "#), 400),
        (create(r#"{"email": 7}"#), 422),
        (Request::new("POST", USERS).bearer("admin").body("text/plain", "{}"), 415),
        (Request::new("POST", USERS).bearer("admin").body(json, &" ".repeat(3 << 20)), 413),
    ] {
        let answer = server.ask(&request);
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_eq!(answer.header("Content-Type"), Some(json));
        let start = r#"{"error":true,"message":""#;
        assert!(answer.body.starts_with(start), "{}", answer.body);
        assert!(answer.body.contains(&format!(r#""status":{status}"#)), "{}", answer.body);
        assert_eq!(compact(&answer.body), answer.body);
        let allow = answer.header("Allow").map(|allow| allow.contains("POST"));
        assert_eq!(allow, (status == 405).then_some(true), "{answer:?}");
    }
}

#[test]
fn the_client_of_the_page_prints_the_errors() {
    let server = start();
    let page = include_str!("../../../tests/servers/clients/lumoauth.py");
    for (token, email, printed) in [
        ("admin", "new@example.com", ""),
        ("admin", "new@example.com", "User already exists\n"),
        ("admin", "not an address", "email: Invalid email format\n"),
        ("reader", "new@example.com", "Error: The token lacks the required scope for this operation\n"),
        ("expired", "new@example.com", "Error: Invalid or expired access token\n"),
    ] {
        let client = page.replace("https://app.lumoauth.dev", server.url()).replace("new@example.com", email);
        let Some(output) = run_python(&[&format!("token = {token:?}"), &client]) else { return };
        assert_eq!(output, printed, "{token}, {email}");
    }
}

#[test]
fn the_readme_shows_the_real_response() {
    let readme = include_str!("../../../README.md");
    let (_, shown) = readme.split_once("```console\n").unwrap();
    let (shown, _) = shown.split_once("\n```").unwrap();
    let server = start();
    let answer = server.ask(&Request::get(&format!("{USERS}/usr_2")).bearer("admin"));
    assert!(
        shown.starts_with(&format!("$ curl -i http://127.0.0.1:PORT{USERS}/usr_2 -H 'Authorization: Bearer admin'"))
    );
    assert!(shown.contains(&format!("HTTP/1.1 {} Not Found\n", answer.status)));
    assert_eq!(shown.lines().last(), Some(answer.body.as_str()));
}
