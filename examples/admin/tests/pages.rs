//! Compares the server with the published page, over a socket.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

use error_catalog_servers::{Page, Request, Server, UNRECORDED};

const USERS: &str = "/api/admin/users";

fn start(development: bool) -> Server {
    Server::start(env!("CARGO_BIN_EXE_admin"), &[("DEVELOPMENT", if development { "1" } else { "0" })])
}

fn start_unrecorded() -> Server {
    Server::start(env!("CARGO_BIN_EXE_admin"), &[("DEVELOPMENT", "0"), UNRECORDED])
}

fn get(path: &str, token: &str) -> Request {
    Request::get(&format!("{USERS}{path}")).bearer(token)
}

/// The content type is that of `curl -d`, as in the example on the page.
fn create(json: &str) -> Request {
    Request::new("POST", USERS).bearer("admin").body("application/x-www-form-urlencoded", json)
}

#[test]
fn documented_examples_are_those_of_the_page() {
    let (server, page) = (start_unrecorded(), Page::read("admin"));
    let keys = [
        "invalid_request",
        "unauthorized",
        "forbidden",
        "not_found",
        "conflict",
        "validation_error",
        "rate_limit_exceeded",
        "internal_error",
    ];
    let requests = keys.map(|key| Request::get(&format!("/_errors/{key}")));
    // The last example on the page is in debug mode.
    page.check(&server, &requests.iter().map(Some).chain([None]).collect::<Vec<_>>());
    page.check_codes(&server, "error");
}

#[test]
fn errors_are_those_of_the_page() {
    let server = start(true);
    for _ in 0..100 {
        assert_eq!(server.ask(&get("", "reader")).status, 200);
    }
    let requests = [
        create("{"),
        get("", "unknown"),
        get("", "guest"),
        get("/usr_nonexistent", "admin"),
        create(r#"{"email": "invited@example.com", "name": "Ada"}"#),
        create(r#"{"email": "ada"}"#),
        get("", "reader"),
        get("/usr_broken", "admin"),
        create(r#"{"email": "ada", "name": "Ada"}"#).header("X-Debug", "true"),
    ];
    Page::read("admin").check(&server, &requests.iter().map(Some).collect::<Vec<_>>());
}

#[test]
fn every_other_request_has_its_answer() {
    let server = start(false);
    let new = r#"{"email": "new@example.com", "name": "Ada", "password": "long enough"}"#;
    for (request, status, code) in [
        (create(new), 201, None),
        (create(new), 409, Some("email_already_exists")),
        (create(r#"{"email": "b@example.com", "name": "B", "password": "short"}"#), 422, Some("invalid_password")),
        (Request::post(USERS, new).bearer("reader"), 403, Some("insufficient_scope")),
        (Request::get(USERS), 401, Some("unauthorized")),
        (get("", "expired"), 401, Some("token_expired")),
        (get("", "revoked"), 401, Some("token_revoked")),
        (get("/usr_1", "admin"), 200, None),
        (get("/usr_locked", "admin"), 403, Some("user_locked")),
        (get("/usr_suspended", "admin"), 403, Some("user_suspended")),
    ] {
        let answer = server.ask(&request);
        let sent = answer.body.strip_prefix(r#"{"error":""#).and_then(|rest| rest.split('"').next());
        assert_eq!((answer.status, sent), (status, code), "{request:?}: {}", answer.body);
    }
}

#[test]
fn faults_are_temporary() {
    let server = start(false);
    for (id, status) in [("usr_moving", 503), ("usr_broken", 500), ("usr_stuck", 500), ("usr_slow", 504)] {
        let statuses = [(); 3].map(|()| server.ask(&get(&format!("/{id}"), "admin")).status);
        assert_eq!(statuses, [status, status, 200], "{id}");
    }
}

#[test]
fn every_response_has_the_id_of_its_request() {
    let server = start_unrecorded();
    for request in [
        get("", "admin"),
        get("", "unknown"),
        Request::get("/nowhere"),
        Request::new("DELETE", USERS),
        Request::get("/_errors/conflict"),
    ] {
        let answer = server.ask(&request.clone().header("X-Request-ID", "req_abc123xyz"));
        assert_eq!(answer.header("X-Request-ID"), Some("req_abc123xyz"), "{request:?}");
        let made = [(); 2].map(|()| server.ask(&request).header("X-Request-ID").unwrap().to_owned());
        assert!(made.iter().all(|id| id.starts_with("req_") && id.len() > 4), "{made:?}");
        assert_ne!(made[0], made[1]);
    }
    // An invalid id is replaced.
    for id in ["x".repeat(100_000), "a b".to_owned(), "\t".to_owned(), "é".to_owned()] {
        let answer = server.ask(&get("", "admin").header("X-Request-ID", &id));
        assert!(answer.header("X-Request-ID").is_some_and(|made| made.starts_with("req_") && made.len() == 20));
    }
}

#[test]
fn debugging_data_needs_the_mode_and_the_header() {
    let wrong = create(r#"{"email": "ada", "name": "Ada", "age": [36, -1, 0.5, null]}"#);
    let asking = wrong.clone().header("X-Debug", "true");
    for (development, request, shown) in
        [(true, &asking, true), (true, &wrong, false), (false, &asking, false), (false, &wrong, false)]
    {
        let answer = start(development).ask(request);
        assert_eq!(answer.status, 422);
        assert_eq!(answer.body.contains("debug"), shown, "{development}: {}", answer.body);
        if shown {
            let (_, debug) = answer.body.split_once(r#","debug":{"stack_trace":""#).unwrap();
            let (_, rest) = debug.split_once(r#"","request_body":"#).unwrap();
            let body = r#"{"email":"ada","name":"Ada","age":[36,-1,0.5,null]},"timestamp":"20"#;
            assert!(rest.starts_with(body) && rest.ends_with("Z\"}}"), "{rest}");
        }
    }
    let server = start(true);
    let large = create(&" ".repeat(1 << 17)).header("X-Debug", "true");
    assert_eq!(server.ask(&large).status, 413);
    assert_eq!(server.ask(&get("/usr_1", "admin").header("X-Debug", "true")).status, 200);
}

#[test]
fn rejections_of_the_framework_have_the_same_format() {
    let server = start(false);
    for (request, status) in [
        (Request::get("/nowhere"), 404),
        (Request::new("DELETE", USERS).bearer("admin"), 405),
        (create(&" ".repeat(3 << 20)), 413),
    ] {
        let answer = server.ask(&request);
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_eq!(answer.header("Content-Type"), Some("application/json"));
        assert!(answer.body.starts_with(r#"{"error":""#), "{}", answer.body);
    }
}
