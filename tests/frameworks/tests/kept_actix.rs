//! What the middleware does not change in an application of actix-web.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::sync::Mutex;

use actix_cors::Cors;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, HttpMessage, HttpRequest, HttpResponse, web};
use error_catalog::{Decision, Middleware, OwnedContext};
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{Order, middleware, outer_middleware};

const NOT_FOUND: &str = r#"{"error":{"code":"order_not_found","message":"Order 7 not found","status":404,"details":{"id":7},"request_id":"req_1"}}"#;

async fn not_found() -> Result<String, Error> {
    Err(Error::order_not_found(7, "acme"))
}

/// The response of the application that an expression creates: status, headers and body.
macro_rules! ask {
    ($app:expr, $path:expr) => {{
        let app = init_service($app).await;
        let request = TestRequest::with_uri($path)
            .insert_header(("x-request-id", "req_1"))
            .insert_header((header::ORIGIN, "http://a.test"))
            .to_request();
        let response = match actix_web::dev::Service::call(&app, request).await {
            Ok(response) => response.into_parts().1.map_into_boxed_body(),
            Err(error) => HttpResponse::from_error(error),
        };
        let (status, headers) = (response.status(), response.headers().clone());
        let body = actix_web::body::to_bytes(response.into_body()).await.unwrap();
        (status, headers, String::from_utf8(body.to_vec()).unwrap())
    }};
}

/// A layer that replaces the body of each response.
async fn hide(request: ServiceRequest, next: Next<BoxBody>) -> actix_web::Result<ServiceResponse> {
    let response = next.call(request).await?;
    let length = match actix_web::body::MessageBody::size(response.response().body()) {
        actix_web::body::BodySize::Sized(length) => length,
        _ => 0,
    };
    Ok(response.map_body(|_, _| BoxBody::new("*".repeat(length as usize))))
}

#[actix_web::test]
async fn a_changed_body_is_kept() {
    let app = App::new().route("/", web::get().to(not_found)).wrap(from_fn(hide)).wrap(middleware());
    let (status, _, body) = ask!(app, "/");
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body.len() > 9 && body.chars().all(|c| c == '*'), "{body}");
}

#[actix_web::test]
async fn a_changed_status_and_header_are_kept() {
    let handler = async || {
        let mut response = HttpResponse::from_error(Error::order_not_found(7, "acme"));
        *response.status_mut() = StatusCode::BAD_GATEWAY;
        response
    };
    let app = App::new().route("/", web::get().to(handler)).wrap(middleware());
    assert_eq!(ask!(app, "/").0, StatusCode::BAD_GATEWAY);

    let handler = async || {
        let mut response = HttpResponse::from_error(Error::order_not_found(7, "acme"));
        response.headers_mut().insert("x-order".parse().unwrap(), "8".parse().unwrap());
        response.headers_mut().remove("x-catalog");
        response
    };
    let (_, headers, body) = ask!(App::new().route("/", web::get().to(handler)).wrap(middleware()), "/");
    assert_eq!((headers.get("x-order").unwrap(), headers.get("x-catalog")), (&"8".parse().unwrap(), None));
    assert_eq!(body, NOT_FOUND);
}

#[actix_web::test]
async fn a_text_of_the_application_is_kept() {
    fn routes(app: &mut web::ServiceConfig) {
        let health = async || HttpResponse::ServiceUnavailable().content_type("text/plain").body("database: down\n");
        app.route("/healthz", web::get().to(health))
            .route("/sort", web::get().to(async || ("unknown sort key", StatusCode::BAD_REQUEST)));
    }
    assert_eq!(ask!(App::new().configure(routes).wrap(middleware()), "/healthz").2, "database: down\n");
    assert_eq!(ask!(App::new().configure(routes).wrap(middleware()), "/sort").2, "unknown sort key");
    let replace = Middleware::<Error>::new().rejections(|_| Decision::Replace);
    assert!(ask!(App::new().configure(routes).wrap(replace), "/sort").2.contains("malformed_request"));
}

#[actix_web::test]
async fn a_response_decides_for_itself() {
    let empty = async || {
        let mut response = HttpResponse::NotFound().finish();
        response.extensions_mut().insert(Decision::Keep);
        response
    };
    let app = App::new().route("/", web::get().to(empty)).wrap(middleware());
    assert_eq!(ask!(app, "/").2, "");
}

#[actix_web::test]
async fn rejections_of_extractors_have_a_cause() {
    static CAUSES: Mutex<Vec<&str>> = Mutex::new(Vec::new());
    let record = middleware().rejections(|rejection| {
        CAUSES.lock().unwrap().push(rejection.cause().unwrap().as_str());
        Decision::Replace
    });
    let app = App::new()
        .service(web::resource("/path/{id}").to(async |_: web::Path<u64>| ""))
        .service(web::resource("/query").to(async |_: web::Query<Order>| ""))
        .service(web::resource("/json").to(async |_: web::Json<Order>| ""))
        .service(web::resource("/form").to(async |_: web::Form<Order>| ""))
        .wrap(record);
    let app = init_service(app).await;
    for path in ["/path/x", "/query?item=1", "/json", "/form"] {
        let response = call_service(&app, TestRequest::post().uri(path).to_request()).await;
        assert_eq!(response.headers().get("content-type").unwrap(), "application/vnd.orders+json", "{path}");
        drop(read_body(response).await);
    }
    assert_eq!(*CAUSES.lock().unwrap(), ["path", "query", "json", "form"]);
}

#[actix_web::test]
async fn a_panic_has_the_headers_of_cors() {
    let panics = async || -> String { panic!("the dog ate it") };
    let app = App::new().route("/", web::get().to(panics)).wrap(middleware()).wrap(Cors::permissive());
    let (status, headers, body) = ask!(app, "/");
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN).unwrap(), "http://a.test");
    assert!(body.contains("internal_error"));
}

#[actix_web::test]
async fn nested_middleware_has_the_context_of_the_outer_one() {
    let id = async |request: HttpRequest| {
        request.extensions().get::<OwnedContext>().and_then(|context| context.request_id.clone()).unwrap_or_default()
    };
    let app = App::new().route("/id", web::get().to(id)).route("/", web::get().to(not_found));
    let app = app.wrap(middleware()).wrap(outer_middleware());
    assert_eq!(ask!(app, "/id").2, "outer");
    let app = App::new().route("/", web::get().to(not_found)).wrap(middleware()).wrap(outer_middleware());
    assert_eq!(ask!(app, "/").2, NOT_FOUND.replace("req_1", "outer"));
}
