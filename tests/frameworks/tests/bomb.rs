//! Values of an application's types that panic when they are serialized, and responses with headers about a body that
//! is replaced: every framework still answers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::panic::panic_any;
use std::sync::{Arc, Mutex};

use error_catalog::{Decision, Middleware, OwnedContext};
use error_catalog_frameworks::send;

/// The catalog of these tests.
#[error_catalog::error_catalog("tests/bomb.toml")]
pub mod errors {}

#[path = "bomb/bombs.rs"]
mod bombs;
#[path = "bomb/log.rs"]
mod log;

pub use bombs::Bomb;
use bombs::{Payload, explode};
use errors::Error;
use log::lines_of;

/// The code of each response that an observer saw, and whether the response is about a panic.
type Observed = Arc<Mutex<Vec<(Option<&'static str>, bool)>>>;

fn middleware(observed: &Observed) -> Middleware<Error> {
    let observed = observed.clone();
    Middleware::new()
        .context(|request| {
            assert_ne!(request.path(), "/context");
            let mut context = OwnedContext::default();
            context.request_id = request.id("x-request-id");
            context
        })
        .rejections(|rejection| {
            assert_ne!(rejection.status(), 410, "no decision");
            Decision::Replace
        })
        .observe(move |seen| {
            observed.lock().unwrap().push((seen.code(), seen.is_panic()));
            if seen.code() == Some("observed") {
                panic_any(Payload);
            }
        })
}

/// Headers that only fit their own body, except the last one.
const HEADERS: [(&str, &str); 5] = [
    ("content-type", "text/plain"),
    ("content-encoding", "gzip"),
    ("content-digest", "sha-256=:AAAA:"),
    ("trailer", "x-sum"),
    ("allow", "GET"),
];

const SHOWN: &str = "[could not be shown: the application panicked: ";

/// A path, the code of its answer, texts in the log, and the number of lines in the log.
type Row = (&'static str, &'static str, Vec<String>, usize);

fn rows() -> Vec<Row> {
    let (bomb, fuse) =
        (format!(r"{SHOWN}a bomb\nwent off]"), format!("{SHOWN}assertion `left != right` failed: a fuse burnt"));
    let panicked = "ERROR error_catalog: the application panicked: ".to_owned();
    let observer = "ERROR error_catalog: the observer panicked: no message".to_owned();
    vec![
        ("log", "in_the_log", vec![format!("tick{bomb} went off"), format!("InTheLog {{ bomb: {bomb} }}")], 1),
        ("sensitive", "sensitive", vec!["[redacted] went off".to_owned()], 1),
        ("display", "with_source", vec![format!("error.source=\"{fuse}"), "source: Fuse }".to_owned()], 1),
        ("debug", "with_source", vec![format!("source: {fuse}"), "error.source=\"shown debug\"".to_owned()], 1),
        ("source", "with_source", vec![format!("error.source=\"shown source{fuse}")], 1),
        ("fails", "with_source", vec!["source: [could not be shown] }".to_owned()], 1),
        ("chain", "with_source", vec![format!("error.source=\"shown start: {fuse}"), "]: shown end\"".to_owned()], 1),
        ("drop", "with_source", vec!["error.source=\"shown drop\"".to_owned()], 1),
        ("observed", "observed", vec!["error.type=observed".to_owned(), observer], 2),
        ("body", "internal_error", vec![format!(r"{panicked}a bomb\nwent off")], 2),
        ("payload", "internal_error", vec![format!("{panicked}no message")], 2),
    ]
}

/// Checks what an observer and the log have seen of one answer.
fn check_row(framework: &str, row: &Row, observed: &Observed) {
    let (path, code, texts, count) = row;
    let status = if *code == "internal_error" { 500 } else { 403 };
    // An observer sees the response that was sent, not the error that could not be serialized.
    let seen = std::mem::take(&mut *observed.lock().unwrap());
    assert_eq!(seen, [(Some(*code), status == 500)], "{path}");
    let lines = lines_of(&format!("{framework}-{path}"));
    assert_eq!(lines.len(), *count, "{lines:#?}");
    assert!(texts.iter().all(|text| lines.iter().any(|line| line.contains(text))), "{texts:#?} {lines:#?}");
    let kind = format!("error.type={code} http.response.status_code={status}");
    assert_eq!(lines.iter().filter(|line| line.contains(&kind)).count(), 1, "{lines:#?}");
}

async fn check(framework: &str, base: &str, observed: &Observed) {
    log::start();
    for row in rows() {
        let (path, code, ..) = row;
        // actix-web drops the error of a response itself, after the middleware.
        if (framework, path) == ("actix", "drop") {
            continue;
        }
        let id = format!("{framework}-{path}");
        let answer = send(base, "GET", &format!("/{path}"), &[], b"", Some(&id)).await;
        let (status, message) = match code {
            "internal_error" => (500, "Something is broken on our side"),
            _ => (403, "Not you"),
        };
        let body = format!(r#"{{"code":"{code}","message":"{message}"}}"#);
        assert_eq!((answer.status, &*answer.body), (status, &*body), "{path}");
        check_row(framework, &row, observed);
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
    let answer = send(base, "GET", "/gone", &[], b"", Some(&format!("{framework}-gone"))).await;
    assert_eq!((answer.status, &*answer.body), (410, r#"{"code":"gone","message":"Gone"}"#));
    let lines = lines_of(&format!("{framework}-gone"));
    assert!(lines.len() == 2 && lines[0].contains("the function `rejections` panicked: "), "{lines:#?}");
    assert_eq!(*observed.lock().unwrap(), [(None, false), (None, false)]);
}

#[tokio::test]
async fn axum() {
    use axum::extract::Path;
    use axum::response::IntoResponse;
    use axum::routing::get;

    let refuse = async || (axum::http::StatusCode::METHOD_NOT_ALLOWED, HEADERS, ()).into_response();
    let observed = Observed::default();
    let app = axum::Router::new()
        .route("/{path}", get(async |Path(path): Path<String>| explode(&path)))
        .route("/gone", get(async || axum::http::StatusCode::GONE))
        .route("/headers", get(refuse))
        .layer(middleware(&observed));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, app).await });
    check("axum", &base, &observed).await;
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
            .route("/headers", web::get().to(refuse))
            .route("/gone", web::get().to(async || HttpResponse::Gone()))
            .route("/{path}", web::get().to(async |path: web::Path<String>| explode(&path)))
            .wrap(middleware(&log))
    };
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0)).unwrap();
    let base = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    check("actix", &base, &observed).await;
}

#[tokio::test]
async fn poem() {
    use poem::listener::{Acceptor, Listener, TcpListener};
    use poem::web::Path;
    use poem::{EndpointExt, Response, Route, Server, handler};

    #[handler]
    async fn show(Path(path): Path<String>) -> Result<String, Error> {
        explode(&path)
    }

    #[handler]
    async fn show_headers() -> Response {
        let response = Response::builder().status(poem::http::StatusCode::METHOD_NOT_ALLOWED);
        HEADERS.iter().fold(response, |response, (name, value)| response.header(*name, *value)).finish()
    }

    let observed = Observed::default();
    let app = Route::new()
        .at("/:path", show)
        .at("/gone", poem::endpoint::make_sync(|_| poem::http::StatusCode::GONE))
        .at("/headers", show_headers)
        .with(middleware(&observed));
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let base = format!("http://{}", acceptor.local_addr()[0].as_socket_addr().unwrap());
    tokio::spawn(async { Server::new_with_acceptor(acceptor).run(app).await });
    check("poem", &base, &observed).await;
}

#[tokio::test]
async fn tonic() {
    use error_catalog::tonic::Layer;
    use tonic::transport::server::TcpIncoming;
    use tonic::transport::{Channel, Server};
    use tonic::{Code, Request, Response, Status, codegen::BoxStream};
    use tonic_health::pb::health_client::HealthClient;
    use tonic_health::pb::health_server::{Health, HealthServer};
    use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

    struct Bombs;

    #[tonic::async_trait]
    impl Health for Bombs {
        async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
            explode(&request.get_ref().service)?;
            Ok(Response::new(HealthCheckResponse::default()))
        }

        type WatchStream = BoxStream<HealthCheckResponse>;

        async fn watch(&self, _: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
            Err(Status::unimplemented(""))
        }
    }

    log::start();
    let observed = Observed::default();
    let layer: Layer<Error> = middleware(&observed).grpc();
    let incoming = TcpIncoming::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let base = format!("http://{}", incoming.local_addr().unwrap());
    tokio::spawn(Server::builder().layer(layer).add_service(HealthServer::new(Bombs)).serve_with_incoming(incoming));
    let mut client = HealthClient::new(Channel::from_shared(base).unwrap().connect().await.unwrap());
    for row in rows() {
        let mut request = Request::new(HealthCheckRequest { service: row.0.to_owned() });
        request.metadata_mut().insert("x-request-id", format!("tonic-{}", row.0).parse().unwrap());
        let status = client.check(request).await.unwrap_err();
        let expected = match row.1 {
            "internal_error" => (Code::Internal, "Something is broken on our side"),
            _ => (Code::PermissionDenied, "Not you"),
        };
        assert_eq!((status.code(), status.message()), expected, "{row:?}");
        check_row("tonic", &row, &observed);
    }
}
