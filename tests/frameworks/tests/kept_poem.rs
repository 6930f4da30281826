//! What the middleware does not change in an application of poem.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::sync::Mutex;

use error_catalog::{Decision, ErrorInfo, Middleware, OwnedContext};
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{Order, middleware, outer_middleware};
use poem::http::StatusCode;
use poem::middleware::Cors;
use poem::web::{Data, Form, Json, Path, Query};
use poem::{Endpoint, EndpointExt, IntoResponse, Request, Response, Route, get, handler, post};

async fn ask(app: &impl Endpoint, request: Request) -> (StatusCode, Response) {
    let response = app.get_response(request).await;
    (response.status(), response)
}

fn get_request(path: &str) -> Request {
    Request::builder().uri_str(path).header("x-request-id", "req_1").header("origin", "http://a.test").finish()
}

async fn body_of(app: &impl Endpoint, path: &str) -> String {
    ask(app, get_request(path)).await.1.into_body().into_string().await.unwrap()
}

#[handler]
fn not_found() -> Result<(), Error> {
    Err(Error::order_not_found(7, "acme"))
}

const NOT_FOUND: &str = r#"{"error":{"code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7},"request_id":"req_1"}}"#;

#[tokio::test]
async fn a_changed_response_is_kept() {
    let hide = not_found.around(async |endpoint, request| {
        let mut response = endpoint.get_response(request).await;
        response.set_body(r#"{"hidden":true}"#);
        Ok(response)
    });
    assert_eq!(body_of(&hide.with(middleware()), "/").await, r#"{"hidden":true}"#);

    let change = not_found.around(async |endpoint, request| {
        let mut response = endpoint.get_response(request).await;
        response.set_status(StatusCode::BAD_GATEWAY);
        response.headers_mut().insert("x-order", "8".parse().unwrap());
        Err::<Response, _>(poem::Error::from_response(response))
    });
    let (status, response) = ask(&change.with(middleware()), get_request("/")).await;
    assert_eq!((status, &response.headers()["x-order"]), (StatusCode::BAD_GATEWAY, &"8".parse().unwrap()));
}

#[tokio::test]
async fn a_text_of_the_application_is_kept() {
    #[handler]
    fn health() -> impl IntoResponse {
        (StatusCode::SERVICE_UNAVAILABLE, "database: down\n").into_response().set_content_type("text/plain")
    }
    #[handler]
    fn own() -> poem::Result<()> {
        Err(poem::Error::from_response((StatusCode::BAD_REQUEST, "unknown sort key").into_response()))
    }
    let routes = || Route::new().at("/healthz", get(health)).at("/sort", get(own));
    let kept = routes().with(middleware());
    assert_eq!(body_of(&kept, "/healthz").await, "database: down\n");
    assert_eq!(body_of(&kept, "/sort").await, "unknown sort key");
    let replaced = routes().with(Middleware::<Error>::new().rejections(|_| Decision::Replace));
    assert!(body_of(&replaced, "/sort").await.contains("malformed_request"));
}

#[tokio::test]
async fn a_response_decides_for_itself() {
    #[handler]
    fn empty() -> impl IntoResponse {
        let mut response = StatusCode::NOT_FOUND.into_response();
        response.set_data(Decision::Keep);
        response
    }
    #[handler]
    fn error() -> poem::Result<()> {
        let mut error = poem::Error::from(Error::order_not_found(7, "acme"));
        error.set_data(Decision::Keep);
        Err(error)
    }
    let app = Route::new().at("/empty", get(empty)).at("/error", get(error)).with(middleware());
    assert_eq!(body_of(&app, "/empty").await, "");
    let (_, response) = ask(&app, get_request("/error")).await;
    assert_eq!(response.data::<ErrorInfo>().unwrap().code, Some("order_not_found"));
    assert!(!response.into_body().into_string().await.unwrap().contains("req_1"));
}

#[tokio::test]
async fn rejections_of_extractors_have_a_cause() {
    static CAUSES: Mutex<Vec<&str>> = Mutex::new(Vec::new());
    #[handler]
    fn path(_: Path<u64>) {}
    #[handler]
    fn query(_: Query<Order>) {}
    #[handler]
    fn json(_: Json<Order>) {}
    #[handler]
    fn form(_: Form<Order>) {}
    let app = Route::new()
        .at("/path/:id", get(path))
        .at("/query", get(query))
        .at("/json", post(json))
        .at("/form", post(form))
        .with(middleware().rejections(|rejection| {
            CAUSES.lock().unwrap().push(rejection.cause().unwrap().as_str());
            Decision::Replace
        }));
    for (method, uri) in [("GET", "/path/x"), ("GET", "/query?item=1"), ("POST", "/json"), ("POST", "/form")] {
        let request = Request::builder().method(method.parse().unwrap()).uri_str(uri);
        let (_, response) = ask(&app, request.content_type("application/json").body("{")).await;
        assert_eq!(response.content_type(), Some("application/vnd.orders+json"), "{uri}");
    }
    assert_eq!(*CAUSES.lock().unwrap(), ["path", "query", "json", "form"]);
}

#[tokio::test]
async fn a_panic_has_the_headers_of_cors() {
    #[handler]
    fn panics() {
        panic!("the dog ate it");
    }
    let app = panics.with(middleware()).with(Cors::new().allow_origin("http://a.test"));
    let (status, response) = ask(&app, get_request("/")).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(response.headers()["access-control-allow-origin"], "http://a.test");
}

#[tokio::test]
async fn nested_middleware_has_the_context_of_the_outer_one() {
    #[handler]
    async fn id(Data(context): Data<&OwnedContext>) -> String {
        context.request_id.clone().unwrap_or_default()
    }
    let app = Route::new().at("/id", get(id)).at("/", get(not_found)).with(middleware()).with(outer_middleware());
    assert_eq!(body_of(&app, "/id").await, "outer");
    assert_eq!(body_of(&app, "/").await, NOT_FOUND.replace("req_1", "outer"));
}
