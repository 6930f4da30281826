//! An application of actix-web behind its middleware.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use actix_web::http::{StatusCode, header};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Json, Path, ServiceConfig};
use actix_web::{App, HttpMessage, HttpRequest, HttpResponse, HttpServer, rt};
use error_catalog::OwnedContext;
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{
    NAME, Order, check_cases, check_causes, check_ids, check_nested, check_untouched, check_without_middleware,
    middleware, middleware_by_cause, order, outer_middleware, send, sold_out_context,
};

fn routes(app: &mut ServiceConfig) {
    let store = async |order: Json<Order>| HttpResponse::Created().json(order);
    app.app_data(web::JsonConfig::default().limit(1024))
        .service(web::resource("/orders/{id}").route(web::get().to(show)))
        .service(web::resource("/orders").route(web::post().to(store)))
        .route("/customers/{name}", web::get().to(async || Err::<String, _>(Error::customer_blocked(NAME))))
        .route("/sold-out", web::get().to(sold_out))
        .route("/slow", web::get().to(HttpResponse::RequestTimeout))
        .route("/panic", web::get().to(panics))
        .route("/status/{status}", web::get().to(status))
        .route("/own", web::get().to(own));
}

async fn show(id: Path<u64>) -> Result<Json<Order>, Error> {
    if *id == 1 { Ok(Json(order())) } else { Err(Error::order_not_found(*id, "acme")) }
}

async fn sold_out(request: HttpRequest) -> Result<String, Error> {
    request.extensions_mut().insert(sold_out_context());
    Err(Error::sold_out())
}

async fn panics() -> String {
    panic!("the dog ate it");
}

async fn status(status: Path<u16>) -> HttpResponse {
    HttpResponse::new(StatusCode::from_u16(*status).unwrap())
}

async fn own() -> HttpResponse {
    let mut response = HttpResponse::Conflict();
    response.append_header((header::SET_COOKIE, "a=1")).append_header((header::SET_COOKIE, "b=2"));
    response.content_type("application/json").body(r#"{"mine":true}"#)
}

/// Serves the application that an expression creates.
macro_rules! serve {
    ($app:expr) => {{
        let server = HttpServer::new(move || $app).workers(1).bind(("127.0.0.1", 0)).unwrap();
        let base = format!("http://{}", server.addrs()[0]);
        rt::spawn(server.run());
        base
    }};
}

#[actix_web::test]
async fn answers_in_the_format_of_the_catalog() {
    let base = serve!(App::new().configure(routes).wrap(middleware()));
    // actix-web does not distinguish malformed JSON from JSON with another structure.
    check_cases(&base, &["wrong shape"]).await;
    check_untouched(&base).await;
    check_ids(&base).await;
}

#[actix_web::test]
async fn a_rejection_keeps_its_headers() {
    let base = serve!(App::new().configure(routes).wrap(middleware()));
    for (method, path, allow) in [("DELETE", "/orders/7", "GET"), ("GET", "/orders", "POST")] {
        let answer = send(&base, method, path, &[], b"", None).await;
        assert_eq!((answer.status, answer.header("allow")), (405, vec![allow]));
    }

    let handler = async || {
        let mut response = HttpResponse::from_error(Error::sold_out());
        response.extensions_mut().insert(sold_out_context());
        for (name, value) in [("set-cookie", "a=1"), ("set-cookie", "b=2"), ("x-catalog", "mine")] {
            response.headers_mut().append(name.parse().unwrap(), value.parse().unwrap());
        }
        response
    };
    let base = serve!(App::new().route("/", web::get().to(handler)).wrap(middleware()));
    let answer = send(&base, "GET", "/", &[], b"", None).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, vec!["30"]));
    assert_eq!(answer.header("set-cookie"), ["a=1", "b=2"]);
    assert_eq!(answer.header("x-catalog"), ["orders", "mine"]);
}

#[actix_web::test]
async fn rejections_of_extractors() {
    #[derive(serde::Deserialize)]
    struct Page {
        #[allow(dead_code)]
        page: u8,
    }
    let base = serve!(
        App::new()
            .app_data(web::PayloadConfig::new(4))
            .app_data(web::FormConfig::default().limit(9))
            .service(web::resource("/id/{id}").route(web::get().to(async |_: Path<u8>| "")))
            .service(web::resource("/page").route(web::get().to(async |_: web::Query<Page>| "")))
            .service(web::resource("/form").route(web::post().to(async |_: web::Form<Page>| "")))
            .service(web::resource("/json").route(web::post().to(async |_: Json<Page>| "")))
            .service(web::resource("/text").route(web::post().to(async |_: String| "")))
            .service(web::resource("/data").route(web::get().to(async |_: web::Data<Page>| "")))
            .wrap(middleware())
    );
    let form = &[("content-type", "application/x-www-form-urlencoded")][..];
    let json = &[("content-type", "application/json")][..];
    for (method, path, headers, body, status, code) in [
        ("GET", "/id/x", &[][..], "", 404, "route_not_found"),
        ("GET", "/page?page=x", &[], "", 400, "malformed_request"),
        ("POST", "/form", form, "page=x", 400, "malformed_request"),
        ("POST", "/form", form, "page=000001", 413, "too_large"),
        ("POST", "/form", json, "page=1", 415, "wrong_media_type"),
        ("POST", "/json", json, r#"{"page":"x"}"#, 400, "malformed_request"),
        ("POST", "/json", &[], r#"{"page":1}"#, 415, "wrong_media_type"),
        ("POST", "/text", &[], "too long", 413, "too_large"),
        ("GET", "/data", &[], "", 500, "internal_error"),
    ] {
        let answer = send(&base, method, path, headers, body.as_bytes(), None).await;
        assert!(answer.body.starts_with(&format!(r#"{{"error":{{"code":"{code}","#)), "{path} {}", answer.body);
        assert_eq!(answer.status, status, "{path}");
    }
}

#[actix_web::test]
async fn errors_of_inner_middleware() {
    let base = serve!(
        App::new()
            .configure(routes)
            .wrap(from_fn(async |request, next| {
                let path = actix_web::dev::ServiceRequest::path(&request).to_owned();
                match path.as_str() {
                    "/mine" => Err(actix_web::Error::from(Error::customer_blocked("Bob"))),
                    "/text" => Err(actix_web::error::ErrorNotFound("secret")),
                    "/panic" => panic!("the cat ate it"),
                    _ => actix_web::middleware::Next::<actix_web::body::BoxBody>::call(&next, request).await,
                }
            }))
            .wrap(middleware())
    );
    for (path, status, code) in [
        ("/mine", 403, "customer_blocked"),
        ("/text", 404, "route_not_found"),
        ("/panic", 500, "internal_error"),
        ("/orders/7", 404, "order_not_found"),
    ] {
        let answer = send(&base, "GET", path, &[], b"", Some("req_1")).await;
        assert_eq!((answer.status, answer.header("x-request-id")), (status, vec!["req_1"]), "{path}");
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!((&json["error"]["code"], &json["error"]["request_id"]), (&code.into(), &"req_1".into()), "{path}");
    }
}

#[actix_web::test]
async fn a_response_to_head_is_like_that_to_get_without_the_body() {
    let base =
        serve!(App::new().default_service(web::to(async || Err::<String, _>(Error::sold_out()))).wrap(middleware()));
    let by_get = send(&base, "GET", "/", &[], b"", Some("req_1")).await;
    let by_head = send(&base, "HEAD", "/", &[], b"", Some("req_1")).await;
    assert_eq!((by_head.status, by_head.body.as_str()), (by_get.status, ""));
    for header in ["content-length", "content-type", "x-catalog", "x-request-id"] {
        assert_eq!(by_head.header(header), by_get.header(header), "{header}");
    }
}

#[actix_web::test]
async fn an_error_gets_an_answer_without_middleware() {
    check_without_middleware(&serve!(App::new().configure(routes))).await;
}

#[actix_web::test]
async fn outer_middleware_uses_the_same_id() {
    check_nested(&serve!(App::new().configure(routes).wrap(middleware()).wrap(outer_middleware()))).await;
}

#[actix_web::test]
async fn handlers_have_the_context() {
    let handler = async |request: HttpRequest| {
        let context = request.extensions().get::<OwnedContext>().cloned();
        context.unwrap().request_id.unwrap_or_default()
    };
    let base = serve!(App::new().route("/", web::get().to(handler)).wrap(middleware()));
    assert_eq!(send(&base, "GET", "/", &[], b"", Some("req_1")).await.body, "req_1");
}

#[actix_web::test]
async fn each_cause_has_its_error() {
    let base = serve!(
        App::new()
            .route("/path/{id}", web::get().to(async |_: Path<u64>| ""))
            .route("/query", web::get().to(async |_: web::Query<Order>| ""))
            .route("/json", web::post().to(async |_: Json<Order>| ""))
            .route("/form", web::post().to(async |_: web::Form<Order>| ""))
            .wrap(middleware_by_cause())
    );
    let expected = [
        ("unknown_path", "can not parse"),
        ("invalid_query", "missing field `count`"),
        ("invalid_json", "EOF while parsing"),
        ("invalid_json", "missing field `item`"),
        ("invalid_form", "missing field `count`"),
    ];
    check_causes(&base, expected).await;
}
