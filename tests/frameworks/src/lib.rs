//! What the tests of all frameworks share: one catalog, and one table of requests with the answers that it gives to
//! them, whichever framework the application is written with.
//!
//! Each test binary serves an application with these routes, behind the framework's `Middleware<errors::Error>` with
//! [`context`] and `X-Request-ID` as the header of the request's id:
//!
//! | route | what its handler does |
//! |---|---|
//! | `GET /orders/{id}` | 200 with an [`Order`] for the id 1, else `Error::order_not_found(id, "acme")` |
//! | `POST /orders` | takes an [`Order`] as JSON, of 1024 bytes at most, and sends it back with 201 |
//! | `GET /customers/{name}` | `Error::customer_blocked` with [`NAME`], whatever the name |
//! | `GET /sold-out` | `Error::sold_out()`, with an `OwnedContext` in the response's extensions: [`sold_out_context`] |
//! | `GET /slow` | sleeps longer than the time-out that the application has; or answers 408 where none is to be had |
//! | `GET /panic` | panics |
//! | `GET /status/{status}` | an empty response with this status |
//! | `GET /own` | 409 with the JSON `{"mine":true}`, and two headers `Set-Cookie`: `a=1`, `b=2` |

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "for tests alone")]

use error_catalog::{Json, OwnedContext, RequestHead};
use serde::{Deserialize, Serialize};

#[error_catalog::error_catalog]
pub mod errors {}

/// What the application stores.
#[derive(Debug, Deserialize, Serialize)]
pub struct Order {
    /// What is ordered.
    pub item: String,
    /// How many of it.
    pub count: u32,
}

/// A customer whose name is no ASCII, and would split a header.
pub const NAME: &str = "Zoë\r\nX-Evil: 1";

/// The body of [`Order`] 1.
pub const ORDER: &str = r#"{"item":"tea","count":1}"#;

/// The order with the id 1.
pub fn order() -> Order {
    Order { item: "tea".into(), count: 1 }
}

/// The request's id, and with the header `X-Debug: true` what the developer of a client wants to know.
pub fn context(request: &RequestHead<'_>) -> OwnedContext {
    OwnedContext {
        request_id: request.id("x-request-id"),
        debug: (request.header("x-debug") == Some("true")).then(|| Json::from([("path", Json::from(request.path()))])),
        ..OwnedContext::default()
    }
}

/// What the handler of `/sold-out` adds to the middleware's context.
pub fn sold_out_context() -> OwnedContext {
    OwnedContext { retry_after: Some(std::time::Duration::from_millis(29_500)), ..OwnedContext::default() }
}

/// A request, and the answer to it.
pub struct Case {
    /// For tests whose framework does it another way.
    pub name: &'static str,
    /// The request's method.
    pub method: &'static str,
    /// The request's target.
    pub path: &'static str,
    /// The request's headers, beside `X-Request-ID`.
    pub headers: &'static [(&'static str, &'static str)],
    /// The request's body.
    pub body: &'static [u8],
    /// The answer's status.
    pub status: u16,
    /// Headers that the answer has, as raw bytes, beside `Content-Type`, `X-Catalog` and `X-Request-ID`.
    pub answer_headers: &'static [(&'static str, &'static str)],
    /// The inside of the answer's `error`, up to the request's id.
    pub answer: &'static str,
    /// What stands behind the request's id.
    pub debug: &'static str,
}

const fn case(name: &'static str, request: (&'static str, &'static str), status: u16, answer: &'static str) -> Case {
    let (method, path) = request;
    Case { name, method, path, headers: &[], body: b"", status, answer_headers: &[], answer, debug: "" }
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
const LARGE: &[u8] = &[b' '; 1500];

/// What every framework is asked.
pub const CASES: &[Case] = &[
    Case {
        answer_headers: &[("X-Order", "7")],
        ..case(
            "error of a handler",
            ("GET", "/orders/7"),
            404,
            r#""code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7}"#,
        )
    },
    Case {
        headers: &[("x-debug", "true")],
        answer_headers: &[("X-Order", "7")],
        debug: r#","debug":{"path":"/orders/7"}"#,
        ..case(
            "debug",
            ("GET", "/orders/7"),
            404,
            r#""code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7}"#,
        )
    },
    Case {
        answer_headers: &[("X-Customer", "Zoë  X-Evil: 1")],
        ..case(
            "hostile header",
            ("GET", "/customers/zoe"),
            403,
            r#""code":"customer_blocked","message":"Zoë\r\nX-Evil: 1 may not order","status":403"#,
        )
    },
    Case {
        answer_headers: &[("Retry-After", "30")],
        ..case(
            "context of a handler",
            ("GET", "/sold-out"),
            503,
            r#""code":"sold_out","message":"Sold out for now","status":503,"wait":30"#,
        )
    },
    case(
        "no route",
        ("GET", "/nothing"),
        404,
        r#""code":"route_not_found","message":"There is no such route","status":404"#,
    ),
    case(
        "wrong method",
        ("DELETE", "/orders/7"),
        405,
        r#""code":"method_not_allowed","message":"This route takes other methods","status":405"#,
    ),
    Case {
        headers: JSON,
        body: br#"{"item":"tea","count":"#,
        ..case(
            "malformed JSON",
            ("POST", "/orders"),
            400,
            r#""code":"malformed_request","message":"This is not JSON","status":400"#,
        )
    },
    Case {
        headers: &[("content-type", "text/csv")],
        body: b"tea,1",
        ..case(
            "wrong media type",
            ("POST", "/orders"),
            415,
            r#""code":"wrong_media_type","message":"Only \"application/json\" is taken","status":415"#,
        )
    },
    Case {
        headers: JSON,
        body: br#"{"item":"tea","count":"many"}"#,
        ..case(
            "wrong shape",
            ("POST", "/orders"),
            422,
            r#""code":"wrong_shape","message":"This JSON has another shape","status":422"#,
        )
    },
    Case {
        headers: JSON,
        body: LARGE,
        ..case(
            "body too large",
            ("POST", "/orders"),
            413,
            r#""code":"too_large","message":"The body has more than 1024 bytes","status":413"#,
        )
    },
    case("time-out", ("GET", "/slow"), 408, r#""code":"too_slow","message":"This took too long","status":408"#),
    case(
        "panic",
        ("GET", "/panic"),
        500,
        r#""code":"internal_error","message":"Something is broken on our side","status":500"#,
    ),
    case(
        "mapped status",
        ("GET", "/status/404"),
        404,
        r#""code":"route_not_found","message":"There is no such route","status":404"#,
    ),
    case(
        "status without an error",
        ("GET", "/status/402"),
        402,
        r#""code":"payment_required","message":"Payment Required","status":402"#,
    ),
    case(
        "5xx without an error",
        ("GET", "/status/507"),
        507,
        r#""code":"insufficient_storage","message":"Insufficient Storage","status":507"#,
    ),
];

/// Sends every request of [`CASES`] to the application at `base` (`http://127.0.0.1:8080`), save those whose name is
/// among `skip`, and compares all of the answers. Each request is sent with an id, and once more without.
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

/// What is not the catalog's business: successes, and errors of the application's own format. The middleware adds the
/// request's id, and nothing else.
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

/// A client chooses its request's id, but not just any.
pub async fn check_ids(base: &str) {
    let long = "x".repeat(129);
    for (id, answer) in [
        (&long[..128], Some(&long[..128])),
        (&long, None),
        ("", None),
        ("two words", None),
        ("\"<script>\"", Some("\"<script>\"")),
        ("Zoë", None),
    ] {
        let response = send(base, "GET", "/nothing", &[], b"", Some(id)).await;
        assert_eq!(response.header("x-request-id"), Vec::from_iter(answer), "{id}");
        let json: serde_json::Value = serde_json::from_str(&response.body).unwrap();
        assert_eq!(json["error"]["request_id"].as_str(), answer);
    }
}

/// An answer as it came.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The values of all headers of this name.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let wanted = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        wanted.map(|(_, value)| value.as_str()).collect()
    }
}

/// Sends a request over a connection of its own.
pub async fn send(
    base: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
    id: Option<&str>,
) -> Answer {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut request = client.request(method.parse().unwrap(), format!("{base}{path}")).body(body.to_vec());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(id) = id {
        request = request.header("x-request-id", id.as_bytes());
    }
    let response = request.send().await.unwrap();
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), String::from_utf8(value.as_bytes().into()).unwrap()));
    Answer { status: response.status().as_u16(), headers: headers.collect(), body: response.text().await.unwrap() }
}
