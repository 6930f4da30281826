//! Values of an application's types that panic when they are serialized, and responses with headers about a body that
//! is replaced: every framework still answers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::fmt;
use std::sync::{Arc, Mutex};

use error_catalog::{Middleware, OwnedContext};
use error_catalog_frameworks::send;
use tracing_subscriber::fmt as log;

/// The catalog of these tests.
#[error_catalog::error_catalog("tests/bomb.toml")]
pub mod errors {}

use errors::Error;

/// Its `Display` and its `Serialize` panic.
#[derive(Clone, Debug, PartialEq)]
pub struct Bomb;

impl fmt::Display for Bomb {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("a bomb went off");
    }
}

impl serde::Serialize for Bomb {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("a bomb went off");
    }
}

fn in_the_log() -> Result<String, Error> {
    Err(Error::in_the_log(Bomb))
}

fn in_the_body() -> Result<String, Error> {
    Err(Error::in_the_body(Bomb))
}

/// The code of each response that an observer saw, and whether the response is about a panic.
type Observed = Arc<Mutex<Vec<(Option<&'static str>, bool)>>>;

fn middleware(observed: &Observed) -> Middleware<Error> {
    let observed = observed.clone();
    Middleware::new()
        .context(|request| {
            assert_ne!(request.path(), "/context");
            OwnedContext::default()
        })
        .observe(move |seen| observed.lock().unwrap().push((seen.code(), seen.is_panic())))
}

/// Headers that only fit their own body, except the last one.
const HEADERS: [(&str, &str); 5] = [
    ("content-type", "text/plain"),
    ("content-encoding", "gzip"),
    ("content-digest", "sha-256=:AAAA:"),
    ("trailer", "x-sum"),
    ("allow", "GET"),
];

async fn check(base: &str, observed: &Observed) {
    // A value in a log is only formatted if there is a subscriber.
    let _ = log().with_max_level(tracing::Level::TRACE).with_writer(std::io::sink).try_init();
    for path in ["/log", "/body"] {
        let answer = send(base, "GET", path, &[], b"", None).await;
        let body = r#"{"code":"internal_error","message":"Something is broken on our side"}"#;
        assert_eq!((answer.status, &*answer.body), (500, body), "{path}");
    }
    let answer = send(base, "GET", "/context", &[], b"", None).await;
    assert_eq!((answer.status, &*answer.body), (200, "fine"));
    let answer = send(base, "GET", "/headers", &[], b"", None).await;
    assert_eq!(
        (answer.status, &*answer.body),
        (405, r#"{"code":"method_not_allowed","message":"Method Not Allowed"}"#)
    );
    assert_eq!(answer.header("content-type"), ["application/json"]);
    assert_eq!(answer.header("allow"), ["GET"]);
    for (name, _) in &HEADERS[1..4] {
        assert!(answer.header(name).is_empty(), "{name}");
    }
    // An observer sees the response that was sent, not the error that could not be serialized.
    let bomb = (Some("internal_error"), true);
    assert_eq!(*observed.lock().unwrap(), [bomb, bomb, (None, false)]);
}

#[tokio::test]
async fn axum() {
    use axum::response::IntoResponse;
    use axum::routing::get;

    let refuse = async || (axum::http::StatusCode::METHOD_NOT_ALLOWED, HEADERS, ()).into_response();
    let observed = Observed::default();
    let app = axum::Router::new()
        .route("/log", get(async || in_the_log()))
        .route("/body", get(async || in_the_body()))
        .route("/context", get(async || "fine"))
        .route("/headers", get(refuse))
        .layer(middleware(&observed));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, app).await });
    check(&base, &observed).await;
}

#[actix_web::test]
async fn actix() {
    use actix_web::{App, HttpResponse, HttpServer, web};

    let refuse = async || {
        let mut response = HttpResponse::MethodNotAllowed();
        HEADERS.iter().for_each(|header| _ = response.append_header(*header));
        response.finish()
    };
    let observed = Observed::default();
    let log = observed.clone();
    let app = move || {
        App::new()
            .route("/log", web::get().to(async || in_the_log()))
            .route("/body", web::get().to(async || in_the_body()))
            .route("/context", web::get().to(async || "fine"))
            .route("/headers", web::get().to(refuse))
            .wrap(middleware(&log))
    };
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0)).unwrap();
    let base = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    check(&base, &observed).await;
}

#[tokio::test]
async fn poem() {
    use poem::listener::{Acceptor, Listener, TcpListener};
    use poem::{EndpointExt, Response, Route, Server, handler};

    #[handler]
    async fn show_log() -> Result<String, Error> {
        in_the_log()
    }

    #[handler]
    async fn show_body() -> Result<String, Error> {
        in_the_body()
    }

    #[handler]
    async fn fine() -> &'static str {
        "fine"
    }

    #[handler]
    async fn show_headers() -> Response {
        let response = Response::builder().status(poem::http::StatusCode::METHOD_NOT_ALLOWED);
        HEADERS.iter().fold(response, |response, (name, value)| response.header(*name, *value)).finish()
    }

    let observed = Observed::default();
    let app = Route::new()
        .at("/log", show_log)
        .at("/body", show_body)
        .at("/context", fine)
        .at("/headers", show_headers)
        .with(middleware(&observed));
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let base = format!("http://{}", acceptor.local_addr()[0].as_socket_addr().unwrap());
    tokio::spawn(async { Server::new_with_acceptor(acceptor).run(app).await });
    check(&base, &observed).await;
}
