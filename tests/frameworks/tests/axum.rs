//! An application of axum behind the layer of tower.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::time::Duration;

use axum::error_handling::HandleErrorLayer;
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::response::{AppendHeaders, IntoResponse};
use axum::routing::{get, post};
use axum::{BoxError, Extension, Form, Json, Router};
use error_catalog::{Decision, OwnedContext};
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{
    NAME, Order, check_cases, check_causes, check_ids, check_nested, check_untouched, check_without_middleware,
    middleware, middleware_by_cause, order, outer_middleware, send, sold_out_context,
};
use http::header::{CONTENT_TYPE, SET_COOKIE};
use http::{HeaderMap, StatusCode};
use tower::ServiceBuilder;
use tower_http::timeout::TimeoutLayer;

fn routes() -> Router {
    Router::new()
        .route("/orders/{id}", get(show))
        .route("/orders", post(async |Json(order): Json<Order>| (StatusCode::CREATED, Json(order))))
        .route("/customers/{name}", get(async || -> Result<(), Error> { Err(Error::customer_blocked(NAME)) }))
        .route("/sold-out", get(async || (Extension(sold_out_context()), Error::sold_out())))
        .route("/slow", get(async || tokio::time::sleep(Duration::from_secs(60)).await))
        .route("/panic", get(panics))
        .route("/status/{status}", get(async |Path(status): Path<u16>| StatusCode::from_u16(status).unwrap()))
        .route("/own", get(own))
        .layer(DefaultBodyLimit::max(1024))
}

async fn show(Path(id): Path<u64>) -> Result<Json<Order>, Error> {
    if id == 1 { Ok(Json(order())) } else { Err(Error::order_not_found(id, "acme")) }
}

async fn panics() {
    panic!("the dog ate it");
}

async fn own() -> impl IntoResponse {
    let cookies = AppendHeaders([(SET_COOKIE, "a=1"), (SET_COOKIE, "b=2")]);
    (StatusCode::CONFLICT, [(CONTENT_TYPE, "application/json")], cookies, r#"{"mine":true}"#)
}

async fn serve(app: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, app).await });
    base
}

#[tokio::test]
async fn answers_in_the_format_of_the_catalog() {
    let time_out = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_millis(200));
    let base = serve(routes().layer(time_out).layer(middleware())).await;
    check_cases(&base, &[]).await;
    check_untouched(&base).await;
    check_ids(&base).await;
}

#[tokio::test]
async fn the_time_out_of_tower_gets_an_answer() {
    let refuse = HandleErrorLayer::new(async |error: BoxError| {
        if error.is::<tower::timeout::error::Elapsed>() { StatusCode::REQUEST_TIMEOUT } else { StatusCode::BAD_GATEWAY }
    });
    let layers = ServiceBuilder::new().layer(middleware()).layer(refuse).timeout(Duration::from_millis(200));
    check_cases(&serve(routes().layer(layers)).await, &[]).await;
}

#[tokio::test]
async fn a_rejection_keeps_its_headers() {
    let base = serve(routes().layer(middleware())).await;
    for (method, path, allow) in [("DELETE", "/orders/7", "GET,HEAD"), ("GET", "/orders", "POST")] {
        let answer = send(&base, method, path, &[], b"", None).await;
        assert_eq!((answer.status, answer.header("allow")), (405, vec![allow]));
    }

    // The headers of a handler stay, too.
    let cookies = [(SET_COOKIE.as_str(), "a=1"), (SET_COOKIE.as_str(), "b=2"), ("x-catalog", "mine")];
    let handler = async move || (AppendHeaders(cookies), Error::sold_out());
    let base = serve(Router::new().route("/", get(handler)).layer(middleware())).await;
    let answer = send(&base, "GET", "/", &[], b"", None).await;
    assert_eq!(answer.header("set-cookie"), ["a=1", "b=2"]);
    assert_eq!(answer.header("x-catalog"), ["orders", "mine"]);
}

#[tokio::test]
async fn a_response_to_head_is_like_that_to_get_without_the_body() {
    let inside = routes().layer(middleware());
    let around = Router::new().fallback_service(ServiceBuilder::new().layer(middleware()).service(routes()));
    let paths = ["/orders/1", "/orders/7", "/customers/zoe", "/sold-out", "/nothing", "/panic", "/status/402", "/own"];
    for app in [inside, around] {
        let base = serve(app).await;
        for path in paths {
            let by_get = send(&base, "GET", path, &[], b"", Some("req_1")).await;
            let by_head = send(&base, "HEAD", path, &[], b"", Some("req_1")).await;
            assert_eq!((by_head.status, by_head.body.as_str()), (by_get.status, ""), "{path}");
            assert_eq!(sorted(by_head.headers), sorted(by_get.headers), "{path}");
        }
    }
}

fn sorted(mut headers: Vec<(String, String)>) -> Vec<(String, String)> {
    headers.retain(|(name, _)| name != "date");
    headers.sort();
    headers
}

#[tokio::test]
async fn an_error_gets_an_answer_without_a_layer() {
    check_without_middleware(&serve(routes()).await).await;
}

#[tokio::test]
async fn an_outer_layer_uses_the_same_id() {
    check_nested(&serve(routes().layer(middleware()).layer(outer_middleware())).await).await;
}

#[tokio::test]
async fn handlers_have_the_context() {
    let handler = async |Extension(context): Extension<OwnedContext>| context.request_id.unwrap_or_default();
    let base = serve(Router::new().route("/", get(handler)).layer(middleware())).await;
    assert_eq!(send(&base, "GET", "/", &[], b"", Some("req_1")).await.body, "req_1");
}

#[tokio::test]
async fn only_plain_text_is_a_rejection() {
    let handler =
        async |headers: HeaderMap| (StatusCode::NOT_FOUND, [(CONTENT_TYPE, headers["x-type"].clone())], "gone");
    let replace = middleware().rejections(|_| Decision::Replace);
    let base = serve(Router::new().route("/", get(handler)).layer(replace)).await;
    for (media_type, is_rejection) in [
        ("text/plain", true),
        ("Text/Plain ; charset=ISO-8859-1", true),
        ("text/html", false),
        ("text/plainer", false),
        ("application/json", false),
    ] {
        let answer = send(&base, "GET", "/", &[("x-type", media_type)], b"", None).await;
        assert_eq!(answer.status, 404);
        assert_eq!(answer.body != "gone", is_rejection, "{media_type}");
    }
}

#[tokio::test]
async fn each_cause_has_its_error() {
    let app = Router::new()
        .route("/path/{id}", get(async |_: Path<u64>| ()))
        .route("/query", get(async |_: Query<Order>| ()))
        .route("/json", post(async |_: Json<Order>| ()))
        .route("/form", post(async |_: Form<Order>| ()));
    let expected = [
        ("invalid_path", "Cannot parse `\"\n` to a `u64`"),
        ("invalid_query", "missing field `count`"),
        ("invalid_json", "EOF while parsing"),
        ("wrong_json", "missing field `item`"),
        ("wrong_form", "missing field `count`"),
    ];
    check_causes(&serve(app.layer(middleware_by_cause())).await, expected).await;
}
