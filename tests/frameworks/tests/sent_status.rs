//! Errors that every framework sends with another status than their own.

#![allow(clippy::unwrap_used, reason = "for tests alone")]

use axum::body::{Body, to_bytes};
use error_catalog::{ErrorInfo, Middleware};
use http::Request;
use poem::EndpointExt;
use tower::ServiceExt;

#[error_catalog::error_catalog("../fixtures/sent_status.toml")]
pub mod errors {}

use errors::Error;

fn middleware() -> Middleware<Error> {
    Middleware::new()
}

/// The paths, each with the status and the body of its answer.
const ANSWERS: [(&str, u16, &str); 4] = [
    ("/scope", 200, r#"{"ok":false,"error":"invalid_auth","message":"The token is not valid","status":401,"#),
    ("/limit", 429, r#"{"ok":false,"error":"ratelimited","message":"There were too many requests","status":429,"#),
    ("/nothing", 200, r#"{"ok":false,"error":"channel_not_found","message":"There is no such channel","status":404,"#),
    ("/panic", 200, r#"{"ok":false,"message":"Internal Server Error","status":500,"#),
];

fn assert_answer((path, status, body): (&str, u16, &str), found: u16, text: &str) {
    assert_eq!((found, text), (status, format!("{body}\"request_id\":\"req_1\"}}").as_str()), "{path}");
}

fn limited() -> Error {
    Error::ratelimited(std::time::Duration::from_secs(30))
}

#[tokio::test]
async fn axum_sends_it() {
    use axum::routing::get;

    let app = axum::Router::new()
        .route("/scope", get(async || Err::<(), _>(Error::invalid_auth())))
        .route("/limit", get(async || Err::<(), _>(limited())))
        .route("/panic", get(async || -> () { panic!() }))
        .layer(middleware());
    for answer in ANSWERS {
        let request = Request::get(answer.0).header("x-request-id", "req_1").body(Body::empty()).unwrap();
        let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
        assert!(parts.extensions.get::<ErrorInfo>().unwrap().status >= 400);
        assert_answer(answer, parts.status.as_u16(), &String::from_utf8_lossy(&to_bytes(body, 1024).await.unwrap()));
    }
}

#[actix_web::test]
async fn actix_web_sends_it() {
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, web};

    let app = App::new()
        .route("/scope", web::get().to(async || Err::<String, _>(Error::invalid_auth())))
        .route("/limit", web::get().to(async || Err::<String, _>(limited())))
        .route("/panic", web::get().to(async || -> String { panic!() }))
        .wrap(middleware());
    let app = init_service(app).await;
    for answer in ANSWERS {
        let request = TestRequest::with_uri(answer.0).insert_header(("x-request-id", "req_1")).to_request();
        let response = call_service(&app, request).await;
        let status = response.status().as_u16();
        assert_answer(answer, status, &String::from_utf8_lossy(&read_body(response).await));
    }
}

#[tokio::test]
async fn poem_sends_it() {
    use poem::{Endpoint, Route, get, handler};

    #[handler]
    fn scope() -> Result<(), Error> {
        Err(Error::invalid_auth())
    }
    #[handler]
    fn limit() -> Result<(), Error> {
        Err(limited())
    }
    #[handler]
    fn panics() {
        panic!()
    }
    let routes = Route::new().at("/scope", get(scope)).at("/limit", get(limit)).at("/panic", get(panics));
    let app = routes.with(middleware());
    for answer in ANSWERS {
        let request = poem::Request::builder().uri_str(answer.0).header("x-request-id", "req_1").finish();
        let response = app.get_response(request).await;
        let status = response.status().as_u16();
        assert_answer(answer, status, &response.into_body().into_string().await.unwrap());
    }
}
