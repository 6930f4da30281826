//! Texts whose body fails. The middleware has read a part of the text, so the response is replaced.

#![allow(clippy::unwrap_used, reason = "for tests alone")]

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use axum::body::Bytes;
use error_catalog::Middleware;
use error_catalog_frameworks::errors::Error;
use error_catalog_frameworks::{middleware, send};
use http_body::{Body, Frame, SizeHint};

/// A body that promises ten bytes, sends four, and fails.
struct Broken {
    is_started: bool,
}

impl Body for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let is_started = std::mem::replace(&mut self.is_started, true);
        Poll::Ready(Some(if is_started {
            Err(io::Error::other("broken"))
        } else {
            Ok(Frame::data(Bytes::from_static(b"half")))
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(10)
    }
}

type Observed = Arc<Mutex<Vec<(u16, bool)>>>;

fn observing(observed: &Observed) -> Middleware<Error> {
    let observed = observed.clone();
    middleware().observe(move |seen| observed.lock().unwrap().push((seen.status(), seen.is_rejection())))
}

async fn check(base: &str, observed: &Observed) {
    let answer = send(base, "GET", "/", &[], b"", Some("req_1")).await;
    assert_eq!((answer.status, answer.header("content-type")), (503, vec!["application/vnd.orders+json"]));
    assert!(answer.body.contains("req_1") && !answer.body.contains("half"), "{}", answer.body);
    assert_eq!(answer.header("content-length"), [answer.body.len().to_string()]);
    assert_eq!(*observed.lock().unwrap(), [(503, true)]);
}

#[tokio::test]
async fn axum() {
    use axum::body::Body;
    use axum::http::StatusCode;

    let broken = async || {
        let headers = [("content-type", "text/plain"), ("content-length", "10")];
        (StatusCode::SERVICE_UNAVAILABLE, headers, Body::new(Broken { is_started: false }))
    };
    let observed = Observed::default();
    let app = axum::Router::new().fallback(broken).layer(observing(&observed));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, app).await });
    check(&base, &observed).await;
}

#[actix_web::test]
async fn actix() {
    use actix_web::body::SizedStream;
    use actix_web::{App, HttpResponse, HttpServer, web};
    use tonic::codegen::tokio_stream;

    let broken = async || {
        let frames = [Ok(Bytes::from_static(b"half")), Err(io::Error::other("broken"))];
        let body = SizedStream::new(10, tokio_stream::iter(frames));
        HttpResponse::ServiceUnavailable().content_type("text/plain").body(body)
    };
    let observed = Observed::default();
    let log = observed.clone();
    let app = move || App::new().default_service(web::to(broken)).wrap(observing(&log));
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0)).unwrap();
    let base = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    check(&base, &observed).await;
}

#[tokio::test]
async fn poem() {
    use http_body_util::BodyExt;
    use poem::listener::{Acceptor, Listener, TcpListener};
    use poem::{EndpointExt, Response, Server, endpoint::make_sync, http::StatusCode, web::headers::ContentType};

    let broken = |_| {
        let response = Response::builder().status(StatusCode::SERVICE_UNAVAILABLE).typed_header(ContentType::text());
        response.body(poem::Body::from(Broken { is_started: false }.boxed()))
    };
    let observed = Observed::default();
    let app = make_sync(broken).with(observing(&observed));
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let base = format!("http://{}", acceptor.local_addr()[0].as_socket_addr().unwrap());
    tokio::spawn(async { Server::new_with_acceptor(acceptor).run(app).await });
    check(&base, &observed).await;
}
