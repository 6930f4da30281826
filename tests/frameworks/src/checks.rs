//! The checks of the answers of every framework.

use crate::cases::{CASES, Case, JSON};
use crate::{ORDER, send};

/// Sends every request of the table to the application at `base` (`http://127.0.0.1:8080`), except the requests named
/// in `skip`, and compares the answers. Each request is sent once with an id and once without an id.
pub async fn check_cases(base: &str, skip: &[&str]) {
    for name in skip {
        assert!(CASES.iter().any(|case| case.name == *name), "no case is called {name}");
    }
    for case in CASES.iter().filter(|case| !skip.contains(&case.name)) {
        check_case(base, case, Some("req_7f3a")).await;
        check_case(base, case, None).await;
    }
}

async fn check_case(base: &str, case: &Case, id: Option<&str>) {
    let name = case.name;
    let response = send(base, case.method, case.path, case.headers, case.body, id).await;
    assert_eq!(response.status, case.status, "{name}");
    assert_eq!(response.header("content-type"), ["application/vnd.orders+json"], "{name}");
    assert_eq!(response.header("x-catalog"), ["orders"], "{name}");
    assert_eq!(response.header("x-request-id"), Vec::from_iter(id), "{name}");
    assert_eq!(response.header("x-evil"), [""; 0], "{name}");
    for (header, value) in case.answer_headers {
        assert_eq!(response.header(header), [*value], "{name}");
    }
    let id = id.map(|id| format!(r#","request_id":"{id}""#)).unwrap_or_default();
    assert_eq!(response.body, format!(r#"{{"error":{{{}{id}{}}}}}"#, case.answer, case.debug), "{name}");
    assert_eq!(response.header("content-length"), [response.body.len().to_string()], "{name}");
}

/// Successes, and errors in the application's own format: the middleware only adds the request's id.
pub async fn check_untouched(base: &str) {
    let id = Some("req_7f3a");
    for (method, path, headers, body, status, answer) in [
        ("GET", "/orders/1", &[][..], &b""[..], 200, ORDER),
        ("POST", "/orders", JSON, ORDER.as_bytes(), 201, ORDER),
        ("GET", "/own", &[], b"", 409, r#"{"mine":true}"#),
    ] {
        let response = send(base, method, path, headers, body, id).await;
        assert_eq!((response.status, response.body.as_str()), (status, answer));
        assert_eq!(response.header("content-type"), ["application/json"]);
        assert_eq!(response.header("x-request-id"), ["req_7f3a"]);
        assert_eq!(response.header("x-catalog"), [""; 0]);
    }
    assert_eq!(send(base, "GET", "/own", &[], b"", id).await.header("set-cookie"), ["a=1", "b=2"]);
}

/// A client can choose its request's id, within limits.
pub async fn check_ids(base: &str) {
    let long = "x".repeat(129);
    for (id, answer) in [
        (&long[..128], Some(&long[..128])),
        (&long, None),
        ("", None),
        ("two words", None),
        ("\"<script>\"", None),
        ("../../etc", None),
        ("a%0Ab", None),
        ("Az0-._~", Some("Az0-._~")),
        ("Zoë", None),
    ] {
        let response = send(base, "GET", "/nothing", &[], b"", Some(id)).await;
        assert_eq!(response.header("x-request-id"), Vec::from_iter(answer), "{id}");
        let json: serde_json::Value = serde_json::from_str(&response.body).unwrap();
        assert_eq!(json["error"]["request_id"].as_str(), answer);
    }
}

/// An application without middleware: an error still gets an answer, without a context.
pub async fn check_without_middleware(base: &str) {
    let answer = send(base, "GET", "/orders/7", &[], b"", Some("req_1")).await;
    assert_eq!((answer.status, answer.header("x-order")), (404, vec!["7"]));
    assert_eq!(answer.header("content-type"), ["application/vnd.orders+json"]);
    let body = r#"{"error":{"code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7}}}"#;
    assert_eq!(answer.body, body);
}

/// An application behind [`middleware`](crate::middleware), which is behind
/// [`outer_middleware`](crate::outer_middleware): both use the id of the outer middleware.
pub async fn check_nested(base: &str) {
    for path in ["/orders/1", "/orders/7", "/nothing", "/panic"] {
        let answer = send(base, "GET", path, &[], b"", Some("inner")).await;
        assert_eq!(answer.header("x-request-id"), ["outer"], "{path}");
    }
}
