//! What the layer does not change in an application of axum.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use error_catalog::{Decision, Middleware, OwnedContext};
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{Order, middleware, outer_middleware};
use http::{HeaderMap, Request, StatusCode};
use tower::{ServiceBuilder, ServiceExt};
use tower_http::cors::CorsLayer;

async fn ask(app: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

fn get_request(path: &str) -> Request<Body> {
    Request::get(path).header("x-request-id", "req_1").body(Body::empty()).unwrap()
}

async fn body_of(app: &Router, path: &str) -> String {
    ask(app, get_request(path)).await.2
}

fn not_found() -> Router {
    Router::new().route("/", get(async || Err::<(), _>(Error::order_not_found(7, "acme"))))
}

const NOT_FOUND: &str = r#"{"error":{"code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7},"request_id":"req_1"}}"#;

#[tokio::test]
async fn a_changed_body_is_kept() {
    for hidden in ["hidden", r#"{"hidden":true}"#, ""] {
        let hide = move |response: Response| async move { response.map(|_| Body::from(hidden)) };
        assert_eq!(body_of(&not_found().layer(map_response(hide)).layer(middleware()), "/").await, hidden);
    }
    // The body has the length of the old one.
    let hide = async |response: Response| {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Response::from_parts(parts, Body::from("*".repeat(body.len())))
    };
    let body = body_of(&not_found().layer(map_response(hide)).layer(middleware()), "/").await;
    assert!(body.len() > 9 && body.chars().all(|c| c == '*'), "{body}");
}

#[tokio::test]
async fn a_response_to_head_does_not_reveal_a_changed_body() {
    let hide = async |response: Response| response.map(|_| Body::from("hidden"));
    let app = not_found().layer(map_response(hide)).layer(middleware());
    let head = Request::head("/").body(Body::empty()).unwrap();
    assert_eq!(ask(&app, head).await.1["content-length"], "6");
}

#[tokio::test]
async fn a_changed_status_is_kept() {
    let handler = async || (StatusCode::BAD_GATEWAY, Error::order_not_found(7, "acme"));
    let (status, headers, body) =
        ask(&Router::new().route("/", get(handler)).layer(middleware()), get_request("/")).await;
    assert_eq!((status, &headers["x-request-id"]), (StatusCode::BAD_GATEWAY, &"req_1".parse().unwrap()));
    assert_eq!(body, NOT_FOUND.replace(r#","request_id":"req_1""#, ""));
}

#[tokio::test]
async fn a_changed_header_is_kept_and_the_context_is_added() {
    let change = async |mut response: Response| {
        response.headers_mut().insert("x-order", "8".parse().unwrap());
        response.headers_mut().remove("x-catalog");
        response.headers_mut().insert("x-more", "more".parse().unwrap());
        response
    };
    let app = not_found().layer(map_response(change)).layer(middleware());
    let (_, headers, body) = ask(&app, get_request("/")).await;
    assert_eq!((&headers["x-order"], &headers["x-more"]), (&"8".parse().unwrap(), &"more".parse().unwrap()));
    assert!(!headers.contains_key("x-catalog"));
    assert_eq!(body, NOT_FOUND);
}

#[tokio::test]
async fn layers_that_only_pass_a_body_on_do_not_change_it() {
    let through = from_fn(async |request, next: Next| {
        let (parts, body) = next.run(request).await.into_parts();
        Response::from_parts(parts, Body::from(to_bytes(body, usize::MAX).await.unwrap()))
    });
    let app = not_found().layer(through).layer(map_response(async |response: Response| response));
    assert_eq!(body_of(&app.layer(middleware()), "/").await, NOT_FOUND);
}

#[tokio::test]
async fn a_text_of_the_application_is_kept() {
    let app = Router::new()
        .route("/healthz", get(async || (StatusCode::SERVICE_UNAVAILABLE, "database: down\n")))
        .route("/sort", get(async || (StatusCode::BAD_REQUEST, "unknown sort key")))
        .route("/bytes", get(async || (StatusCode::BAD_REQUEST, [("content-type", "text/plain")], vec![0xff_u8, 0xfe])))
        .route("/long", get(async || (StatusCode::BAD_REQUEST, "x".repeat(100_000))));
    let kept = app.clone().layer(middleware());
    assert_eq!(body_of(&kept, "/healthz").await, "database: down\n");
    assert_eq!(body_of(&kept, "/sort").await, "unknown sort key");
    assert_eq!(body_of(&kept, "/long").await.len(), 100_000);
    let bytes = kept.oneshot(get_request("/bytes")).await.unwrap().into_body();
    assert_eq!(to_bytes(bytes, 9).await.unwrap(), [0xff_u8, 0xfe][..]);

    let replaced = app.layer(Middleware::<Error>::new().rejections(|rejection| match rejection.status() {
        503 => Decision::Keep,
        _ => Decision::Replace,
    }));
    assert_eq!(body_of(&replaced, "/healthz").await, "database: down\n");
    assert!(body_of(&replaced, "/sort").await.contains("malformed_request"));
}

#[tokio::test]
async fn a_response_decides_for_itself() {
    let app = Router::new()
        .route("/empty", get(async || (Extension(Decision::Keep), StatusCode::NOT_FOUND)))
        .route("/text", get(async || (StatusCode::NOT_FOUND, Extension(Decision::Replace), "gone")))
        .route("/error", get(async || (Extension(Decision::Keep), Error::order_not_found(7, "acme"))))
        .layer(middleware());
    assert_eq!(body_of(&app, "/empty").await, "");
    assert!(body_of(&app, "/text").await.contains("route_not_found"));
    assert!(!body_of(&app, "/error").await.contains("req_1"));
}

#[tokio::test]
async fn rejections_of_extractors_are_replaced() {
    let app = Router::new()
        .route("/path/{id}", get(async |_: Path<u64>| ()))
        .route("/query", get(async |_: Query<Order>| ()))
        .route("/json", post(async |_: Json<Order>| ()))
        .route("/form", post(async |_: axum::Form<Order>| ()))
        .route("/utf8", post(async |_: String| ()))
        .route("/extension", get(async |_: Extension<u8>| ()));
    let app = app.layer(middleware().rejections(|rejection| {
        assert!(!rejection.is_own_text() && !rejection.text().is_empty(), "{rejection:?}");
        Decision::Replace
    }));
    let post = |path: &str, media_type: &str, body: &'static [u8]| {
        Request::post(path).header("content-type", media_type).body(Body::from(body)).unwrap()
    };
    for request in [
        get_request("/path/x"),
        get_request("/path/%ff"),
        get_request("/query?item=1"),
        get_request("/extension"),
        post("/json", "application/json", b"{"),
        post("/json", "application/json", b"{}"),
        post("/json", "a/b", b"{}"),
        post("/form", "a/b", b""),
        post("/form", "application/x-www-form-urlencoded", b"item=1"),
        post("/utf8", "text/plain", b"\xff"),
    ] {
        let (uri, (_, headers, body)) = (request.uri().clone(), ask(&app, request).await);
        assert_eq!(headers["content-type"], "application/vnd.orders+json", "{uri} {body}");
    }
}

#[tokio::test]
async fn a_panic_has_the_headers_of_cors() {
    let app = Router::new().route("/", get(async || -> () { panic!("the dog ate it") }));
    let layers = ServiceBuilder::new().layer(CorsLayer::permissive()).layer(middleware());
    let (status, headers, body) = ask(&app.layer(layers), get_request("/")).await;
    assert_eq!(
        (status, &headers["access-control-allow-origin"]),
        (StatusCode::INTERNAL_SERVER_ERROR, &"*".parse().unwrap())
    );
    assert!(body.contains("internal_error"));
}

#[tokio::test]
async fn nested_middleware_has_the_context_of_the_outer_one() {
    let handler = async |Extension(context): Extension<OwnedContext>| context.request_id.unwrap_or_default();
    let inner = Router::new().route("/id", get(handler)).merge(not_found()).layer(middleware());
    let app = inner.layer(outer_middleware());
    assert_eq!(body_of(&app, "/id").await, "outer");
    assert_eq!(body_of(&app, "/").await, NOT_FOUND.replace("req_1", "outer"));
}

/// A catalog whose responses have no slot of the context.
#[error_catalog::error_catalog("causes.toml")]
mod causes {}

#[tokio::test]
async fn a_response_without_a_context_is_written_once() {
    let handler = async || causes::Error::bad_request();
    let address = Arc::new(AtomicUsize::new(0));
    for language in [false, true] {
        let seen = address.clone();
        // The layer remembers where the body is in memory, and passes the body on.
        let remember = move |response: Response| {
            let seen = seen.clone();
            async move {
                let (mut parts, body) = response.into_parts();
                let body = to_bytes(body, usize::MAX).await.unwrap();
                seen.store(body.as_ptr() as usize, Ordering::Relaxed);
                parts.headers.insert("x-more", "more".parse().unwrap());
                if language {
                    parts.headers.insert("content-language", "de".parse().unwrap());
                }
                Response::from_parts(parts, Body::from(body))
            }
        };
        let app = Router::new().route("/", get(handler)).layer(map_response(remember)).layer(middleware());
        let (parts, body) = app.oneshot(get_request("/")).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        assert_eq!(body, r#"{"code":"bad_request","message":"The request is not valid"}"#);
        // A header that describes the old body goes with the old body.
        assert_eq!(body.as_ptr() as usize == address.load(Ordering::Relaxed), !language);
        assert!(!parts.headers.contains_key("content-language"));
        let ids = ["x-more", "x-request-id"].map(|name| parts.headers[name].to_str().unwrap());
        assert_eq!(ids, ["more", "req_1"]);
    }
}
