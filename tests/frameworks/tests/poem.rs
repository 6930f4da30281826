//! An application of poem behind its middleware.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::time::Duration;

use error_catalog::OwnedContext;
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{
    NAME, Order, check_cases, check_causes, check_ids, check_nested, check_untouched, check_without_middleware,
    middleware, middleware_by_cause, order, outer_middleware, send, sold_out_context,
};
use poem::http::{StatusCode, header};
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::middleware::SizeLimit;
use poem::web::{Data, Form, Json, Path, Query};
use poem::{Endpoint, EndpointExt, IntoResponse, Response, Route, Server, get, handler, post};

fn routes() -> Route {
    Route::new()
        .at("/orders/:id", get(show))
        .at("/orders", post(store.with(SizeLimit::new(1024))))
        .at("/customers/:name", get(customer))
        .at("/sold-out", get(sold_out))
        .at("/slow", get(slow))
        .at("/panic", get(panics))
        .at("/status/:status", get(any_status))
        .at("/own", get(own))
}

#[handler]
async fn show(Path(id): Path<u64>) -> Result<impl IntoResponse, Error> {
    if id == 1 { Ok(json(StatusCode::OK, order())) } else { Err(Error::order_not_found(id, "acme")) }
}

#[handler]
async fn store(Json(order): Json<Order>) -> impl IntoResponse {
    json(StatusCode::CREATED, order)
}

/// poem's own `Json` adds a charset, which the table of requests does not expect.
fn json(status: StatusCode, order: Order) -> impl IntoResponse {
    Json(order).with_content_type("application/json").with_status(status)
}

#[handler]
async fn customer() -> Result<(), Error> {
    Err(Error::customer_blocked(NAME))
}

#[handler]
async fn sold_out() -> poem::Result<()> {
    let mut error = poem::Error::from(Error::sold_out());
    error.set_data(sold_out_context());
    Err(error)
}

#[handler]
async fn slow() -> poem::Result<()> {
    let nap = tokio::time::sleep(Duration::from_secs(60));
    let timed = tokio::time::timeout(Duration::from_millis(50), nap).await;
    timed.map_err(|error| poem::Error::new(error, StatusCode::REQUEST_TIMEOUT))
}

#[handler]
async fn panics() {
    panic!("the dog ate it");
}

#[handler]
async fn any_status(Path(status): Path<u16>) -> StatusCode {
    StatusCode::from_u16(status).unwrap()
}

#[handler]
async fn own() -> Response {
    let response = Response::builder().status(StatusCode::CONFLICT).content_type("application/json");
    let response = response.header(header::SET_COOKIE, "a=1").header(header::SET_COOKIE, "b=2");
    response.body(r#"{"mine":true}"#)
}

async fn serve(app: impl Endpoint + 'static) -> String {
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let base = format!("http://{}", acceptor.local_addr()[0].as_socket_addr().unwrap());
    tokio::spawn(Server::new_with_acceptor(acceptor).run(app));
    base
}

#[tokio::test]
async fn answers_in_the_format_of_the_catalog() {
    let base = serve(routes().with(middleware())).await;
    // poem does not distinguish malformed JSON from JSON with another structure.
    check_cases(&base, &["wrong shape"]).await;
    check_untouched(&base).await;
    check_ids(&base).await;
}

#[tokio::test]
async fn a_rejection_keeps_its_headers() {
    let refused = poem::endpoint::make_sync(|_| {
        let response = Response::builder().status(StatusCode::METHOD_NOT_ALLOWED).header("allow", "GET");
        response.header("set-cookie", "a=1").header("x-catalog", "mine").finish()
    });
    let base = serve(refused.with(middleware())).await;
    let answer = send(&base, "POST", "/", &[], b"", None).await;
    assert_eq!((answer.status, answer.header("allow")), (405, vec!["GET"]));
    assert_eq!(answer.header("set-cookie"), ["a=1"]);
    assert_eq!(answer.header("x-catalog"), ["orders"]);
}

#[tokio::test]
async fn errors_of_poem() {
    let errors = poem::endpoint::make(async |request| -> poem::Result<()> {
        let io = || std::io::Error::other("secret");
        Err(match poem::Request::uri(&request).path() {
            "/size" => poem::error::SizedLimitError::PayloadTooLarge.into(),
            "/method" => poem::error::MethodNotAllowedError.into(),
            "/text" => poem::Error::from_string("secret", StatusCode::NOT_FOUND),
            "/io" => poem::error::InternalServerError(io()),
            "/boxed" => poem::Error::from(Box::from(io()) as Box<dyn std::error::Error + Send + Sync>),
            "/own" => poem::Error::from_response(
                Response::builder().status(StatusCode::CONFLICT).content_type("a/b").finish(),
            ),
            _ => poem::error::NotFoundError.into(),
        })
    });
    let base = serve(errors.with(middleware())).await;
    for (path, status, code) in [
        ("/size", 413, "too_large"),
        ("/method", 405, "method_not_allowed"),
        ("/text", 404, "route_not_found"),
        ("/io", 500, "internal_error"),
        ("/boxed", 500, "internal_error"),
        ("/", 404, "route_not_found"),
    ] {
        let answer = send(&base, "GET", path, &[], b"", None).await;
        assert!(answer.body.starts_with(&format!(r#"{{"error":{{"code":"{code}","#)), "{path} {}", answer.body);
        assert_eq!(answer.status, status, "{path}");
    }
    let answer = send(&base, "GET", "/own", &[], b"", None).await;
    assert_eq!((answer.status, answer.header("content-type"), answer.body.as_str()), (409, vec!["a/b"], ""));
}

#[tokio::test]
async fn a_response_to_head_is_like_that_to_get_without_the_body() {
    let base = serve(routes().with(middleware())).await;
    let by_get = send(&base, "GET", "/nothing", &[], b"", Some("req_1")).await;
    let by_head = send(&base, "HEAD", "/nothing", &[], b"", Some("req_1")).await;
    assert_eq!((by_head.status, by_head.body.as_str()), (by_get.status, ""));
    for header in ["content-length", "content-type", "x-catalog", "x-request-id"] {
        assert_eq!(by_head.header(header), by_get.header(header), "{header}");
    }
}

#[tokio::test]
async fn an_error_gets_an_answer_without_middleware() {
    check_without_middleware(&serve(routes()).await).await;
}

#[tokio::test]
async fn outer_middleware_uses_the_same_id() {
    check_nested(&serve(routes().with(middleware()).with(outer_middleware())).await).await;
}

#[tokio::test]
async fn handlers_have_the_context() {
    #[handler]
    async fn id(Data(context): Data<&OwnedContext>) -> String {
        context.request_id.clone().unwrap_or_default()
    }
    let base = serve(id.with(middleware())).await;
    assert_eq!(send(&base, "GET", "/", &[], b"", Some("req_1")).await.body, "req_1");
}

#[tokio::test]
async fn each_cause_has_its_error() {
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
        .with(middleware_by_cause());
    let expected = [
        ("invalid_path", "invalid path params"),
        ("invalid_query", "missing field `count`"),
        ("invalid_json", "EOF while parsing"),
        ("invalid_json", "missing field `item`"),
        ("invalid_form", "missing field `count`"),
    ];
    check_causes(&serve(app).await, expected).await;
}
