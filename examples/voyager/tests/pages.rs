//! Compares the server with the published page, over a socket.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

use error_catalog_servers::{Page, Request, Server, UNRECORDED};

const NOWHERE: &str = "/projects/00000000-0000-4000-8000-000000000000";

fn start() -> Server {
    Server::start(env!("CARGO_BIN_EXE_voyager"), &[])
}

fn start_unrecorded() -> Server {
    Server::start(env!("CARGO_BIN_EXE_voyager"), &[UNRECORDED])
}

fn create(json: &str) -> Request {
    Request::post("/projects", json).bearer("editor")
}

#[test]
fn documented_examples_are_those_of_the_page() {
    let keys =
        ["INVALID_UUID", "invalid_token", "PERMISSION_DENIED", "not_found", "RATE_LIMIT_EXCEEDED", "validation_failed"];
    Page::read("voyager").check_documented(&start_unrecorded(), &keys);
}

#[test]
fn errors_are_those_of_the_page() {
    let server = start();
    let denied = Request::post("/projects", "{}").bearer("viewer");
    let page = Page::read("voyager");
    page.check(
        &server,
        &[
            Some(&Request::get("/projects/7").bearer("editor")),
            Some(&Request::get("/projects").bearer("expired")),
            Some(&denied),
            Some(&Request::get(NOWHERE).bearer("editor")),
            None,
            Some(&create(r#"{"name": "Engine", "password": "secret"}"#)),
        ],
    );
    // The rejected request counts too.
    for _ in 0..19 {
        assert_eq!(server.ask(&Request::get("/projects").bearer("viewer")).status, 200);
    }
    let refused = Request::get("/projects").bearer("viewer");
    page.check(&server, &[None, None, None, None, Some(&refused), None]);
}

#[test]
fn each_field_has_its_errors() {
    let server = start();
    let required = r#"["This field is required."]"#;
    for (body, errors) in [
        ("{}", format!(r#"{{"name":{required},"email":{required},"password":{required}}}"#)),
        (r#"{"name": "", "email": "a@example.com", "password": "12345678"}"#, format!(r#"{{"name":{required}}}"#)),
        (r#"{"name": 7}"#, r#"{"name":["invalid type: integer `7`, expected a string"]}"#.to_owned()),
    ] {
        let answer = server.ask(&create(body));
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(answer.body, format!(r#"{{"detail":"Validation failed","errors":{errors}}}"#), "{body}");
    }
}

#[test]
fn created_projects_can_be_read() {
    let server = start();
    let body = r#"{"name": "Engine", "email": "a@example.com", "password": "long enough"}"#;
    let created = server.ask(&create(body));
    assert_eq!(created.status, 201, "{}", created.body);
    let id = created.body.split('"').nth(3).unwrap();
    let read = server.ask(&Request::get(&format!("/projects/{id}")).bearer("viewer"));
    assert_eq!((read.status, read.body.as_str()), (200, created.body.as_str()));
    let list = server.ask(&Request::get("/projects").bearer("viewer"));
    assert_eq!((list.status, list.body), (200, format!("[{}]", created.body)));
}

#[test]
fn rejections_of_the_framework_have_the_same_format() {
    let server = start();
    let text = Request::new("POST", "/projects").bearer("editor").body("text/plain", "{}");
    for (request, status) in [
        (Request::get("/nowhere"), 404),
        (Request::new("DELETE", "/projects"), 405),
        (create(r#"{"name": "#), 400),
        (text, 415),
    ] {
        let answer = server.ask(&request);
        assert_eq!(answer.status, status, "{request:?}");
        assert_eq!(answer.header("Content-Type"), Some("application/json"));
        assert!(answer.body.starts_with(r#"{"detail":""#), "{}", answer.body);
    }
}
