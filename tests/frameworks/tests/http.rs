//! Errors as `http::Response`, and the layer around services without a framework.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::convert::Infallible;
use std::future::{Ready, ready};

use axum::body::Bytes;
use error_catalog::{CatalogError, Context, Middleware};
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{NAME, context};
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use tower::{Layer, ServiceExt, service_fn};

#[test]
fn an_error_is_a_response() {
    for error in [Error::order_not_found(7, "acme"), Error::customer_blocked(NAME), Error::sold_out()] {
        let response = error.to_response(&Context::new());
        for converted in [Response::<String>::from(response.clone()), Response::from(error)] {
            let headers = converted.headers().iter();
            let headers: Vec<_> = headers.map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
            let names: Vec<_> = response.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
            let values = response.headers.iter().map(|(_, value)| value.as_bytes());
            assert_eq!(headers, names.iter().map(String::as_str).zip(values).collect::<Vec<_>>());
            assert_eq!((converted.status().as_u16(), converted.body()), (response.status, &response.body));
        }
    }
}

#[test]
fn a_header_may_occur_twice_but_must_be_valid() {
    let mut response = Error::sold_out().to_response(&Context::new());
    response.headers = [("A", "1"), ("a", "2"), ("no name", "3"), ("B", "4\r\nC: 5"), ("D", "")]
        .map(|(name, value)| (name, value.to_owned()))
        .into();
    let converted = Response::<String>::from(response);
    let headers: Vec<_> = converted.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    assert_eq!(headers, [("a", &b"1"[..]), ("a", b"2"), ("d", b"")]);
}

fn middleware() -> Middleware<Error> {
    Middleware::new().context(context).request_id_header("X-Request-ID")
}

fn id() -> HeaderValue {
    HeaderValue::from_static("req_1")
}

fn request() -> Request<()> {
    Request::builder().uri("http://localhost/a?b").header("x-request-id", "req_1").body(()).unwrap()
}

type Handler = fn(Request<()>) -> Ready<Result<Response<Full<Bytes>>, Infallible>>;

async fn text(response: Response<Full<Bytes>>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn any_service_can_have_the_layer() {
    let services: [(Handler, u16, &str); 4] = [
        (
            |_| ready(Ok(Response::from(Error::order_not_found(7, "acme")))),
            404,
            r#"{"error":{"code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7},"request_id":"req_1"}}"#,
        ),
        (
            |_| {
                let refusal = Response::builder().status(410).header("content-encoding", "gzip");
                ready(Ok(refusal.header("content-length", "99").body(Full::default()).unwrap()))
            },
            410,
            r#"{"error":{"code":"gone","message":"Gone","status":410,"request_id":"req_1"}}"#,
        ),
        // This panics before there is a future that could catch it.
        (
            |_| panic!("at once"),
            500,
            r#"{"error":{"code":"internal_error","message":"Something is broken on our side","status":500,"request_id":"req_1"}}"#,
        ),
        (|_| ready(Ok(Response::new("fine".into()))), 200, "fine"),
    ];
    for (service, status, body) in services {
        let response = middleware().layer(service_fn(service)).oneshot(request()).await.unwrap();
        assert_eq!((response.status().as_u16(), &response.headers()["x-request-id"]), (status, &id()));
        assert!(["content-encoding", "content-length"].iter().all(|name| !response.headers().contains_key(*name)));
        assert_eq!(text(response).await, body);
    }
}

/// The catalog's headers come first, in the catalog's order. The application's headers follow, except those about the
/// body.
#[tokio::test]
async fn headers_have_an_order() {
    let service: Handler = |_| {
        let mut response = Response::from(Error::order_not_found(7, "acme"));
        for (name, value) in [("set-cookie", "a=1"), ("digest", "x"), ("set-cookie", "b=2"), ("trailer", "x")] {
            response.headers_mut().append(name, value.parse().unwrap());
        }
        response.headers_mut().insert("x-catalog", "another".parse().unwrap());
        ready(Ok(response))
    };
    let response = middleware().layer(service_fn(service)).oneshot(request()).await.unwrap();
    let headers: Vec<_> = response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    let expected: [(&str, &[u8]); 7] = [
        ("content-type", b"application/vnd.orders+json"),
        ("x-order", b"7"),
        ("x-catalog", b"another"),
        ("set-cookie", b"a=1"),
        ("set-cookie", b"b=2"),
        ("digest", b"x"),
        ("x-request-id", b"req_1"),
    ];
    assert_eq!(headers, expected);
}

#[tokio::test]
async fn a_response_to_head_has_the_length_of_the_body() {
    let services: [Handler; 3] = [
        |_| ready(Ok(Response::from(Error::sold_out()))),
        |_| ready(Ok(Response::builder().status(404).body(Full::default()).unwrap())),
        |_| panic!("at once"),
    ];
    for service in services {
        let service = middleware().layer(service_fn(service));
        let by_get = service.clone().oneshot(request()).await.unwrap();
        let mut head = request();
        *head.method_mut() = http::Method::HEAD;
        let mut by_head = service.oneshot(head).await.unwrap();
        let length = by_head.headers_mut().remove("content-length").unwrap();
        assert_eq!(by_head.headers(), by_get.headers());
        assert_eq!((text(by_head).await.as_str(), length), ("", text(by_get).await.len().into()));
    }
}

#[tokio::test]
async fn an_unknown_status_is_left_alone() {
    for status in [399, 418, 499, 599] {
        let answer = move |_| {
            let response = Response::builder().status(status).body(Full::from("what?"));
            ready(Ok::<_, Infallible>(response.unwrap()))
        };
        let response = middleware().layer(service_fn(answer)).oneshot(request()).await.unwrap();
        assert_eq!((response.status().as_u16(), &response.headers()["x-request-id"]), (status, &id()));
        assert_eq!(text(response).await, "what?");
    }
}

#[tokio::test]
async fn errors_of_a_service_are_passed_to_the_outer_layers() {
    let service = service_fn(|_| ready(Err::<Response<Full<Bytes>>, _>("down")));
    assert_eq!(middleware().layer(service).oneshot(request()).await.unwrap_err(), "down");
}

#[tokio::test]
async fn the_context_is_made_before_the_request_is_passed_on() {
    let middleware = Middleware::<Error>::new()
        .context(|request| {
            assert_eq!((request.method(), request.path()), ("GET", "/a"));
            assert_eq!(request.header("X-REQUEST-ID"), Some("req_1"));
            error_catalog::OwnedContext::new().request_id("no\nheader")
        })
        .request_id_header("X-Request-ID");
    let service = service_fn(|_| ready(Ok::<_, Infallible>(Response::<Full<Bytes>>::from(Error::sold_out()))));
    let response = middleware.layer(service).oneshot(request()).await.unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(!response.headers().contains_key("x-request-id"));
    assert!(text(response).await.contains(r#""request_id":"no\nheader""#));
}

/// A catalog whose responses have no slot of the context.
#[error_catalog::error_catalog("causes.toml")]
mod causes {}

#[tokio::test]
async fn a_body_of_the_same_length_is_not_mistaken_for_the_body_of_the_error() {
    let expected = r#"{"code":"bad_request","message":"The request is not valid"}"#;
    let service = service_fn(move |_: Request<()>| {
        let response = Response::<Full<Bytes>>::from(causes::Error::bad_request());
        ready(Ok::<_, Infallible>(response.map(|_| Full::from("*".repeat(expected.len())))))
    });
    let middleware = Middleware::<causes::Error>::new().context(context);
    assert_eq!(text(middleware.layer(service).oneshot(request()).await.unwrap()).await, expected);
}
