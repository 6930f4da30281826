//! Services of tonic behind the layer: panics, and the ids of requests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use axum::routing::get;
use error_catalog::{Context, Middleware, OwnedContext, grpc_status};
use error_catalog_frameworks::send;
use tonic::codegen::tokio_stream::Stream;
use tonic::service::{LayerExt, Routes};
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_types::StatusExt;

#[error_catalog::error_catalog("tests/tonic.toml")]
mod errors {}

use errors::Error;

/// Behaves as the request's `service` says.
struct Warehouse;

#[tonic::async_trait]
impl Health for Warehouse {
    async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        match request.get_ref().service.as_str() {
            "found" => Ok(Response::new(HealthCheckResponse::default())),
            "found, with an id" => {
                let mut response = Response::new(HealthCheckResponse::default());
                let id = request.extensions().get::<OwnedContext>().unwrap().request_id.as_ref().unwrap();
                let context = OwnedContext::new().request_id(format!("own-{id}"));
                response.extensions_mut().insert(context);
                Ok(response)
            }
            "panic" => panic!("the dog ate it"),
            "error" => Err(Error::closed())?,
            "error, later" => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                Err(Error::closed())?
            }
            "error, in a context" => Err(grpc_status(&Error::waiting(), &Context::new().retry_after(7))),
            "error, with an id" => Err(grpc_status(&Error::waiting(), &Context::new().request_id("own"))),
            _ => Err(Status::not_found("mine")),
        }
    }

    type WatchStream = Messages;

    async fn watch(&self, request: Request<HealthCheckRequest>) -> Result<Response<Messages>, Status> {
        Ok(Response::new(Messages { then: request.into_inner().service, polls: 0 }))
    }
}

/// Sends one message, then behaves as the request said.
struct Messages {
    then: String,
    polls: usize,
}

impl Stream for Messages {
    type Item = Result<HealthCheckResponse, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.polls += 1;
        Poll::Ready(match (self.polls, self.then.as_str()) {
            (1, _) => Some(Ok(HealthCheckResponse::default())),
            (2, _) => {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            (_, "panic" | "panic, drop") => panic!("the cat ate it"),
            (_, "error") => Some(Err(Error::closed().into())),
            _ => None,
        })
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        assert_ne!(self.then, "panic, drop");
    }
}

fn middleware() -> Middleware<Error> {
    Middleware::new().request_id_header("x-request-id")
}

fn request(service: &str, id: &str) -> Request<HealthCheckRequest> {
    let mut request = Request::new(HealthCheckRequest { service: service.to_owned() });
    request.metadata_mut().insert("x-request-id", id.parse().unwrap());
    request
}

fn request_id(status: &Status) -> Option<String> {
    Some(status.get_details_request_info()?.request_id)
}

fn bind() -> (TcpIncoming, String) {
    let incoming = TcpIncoming::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let base = format!("http://{}", incoming.local_addr().unwrap());
    (incoming, base)
}

async fn client(base: String) -> HealthClient<Channel> {
    HealthClient::new(Channel::from_shared(base).unwrap().connect().await.unwrap())
}

async fn connect() -> HealthClient<Channel> {
    connect_to(middleware()).await
}

async fn connect_to(middleware: Middleware<Error>) -> HealthClient<Channel> {
    let (incoming, base) = bind();
    // An inner layer may have another type of body.
    let mut server =
        Server::builder().layer(middleware.grpc()).layer(tower_http::limit::RequestBodyLimitLayer::new(1024));
    tokio::spawn(server.add_service(HealthServer::new(Warehouse)).serve_with_incoming(incoming));
    client(base).await
}

/// Captures the log of this thread until the guard is dropped.
fn capture() -> (Log, tracing::subscriber::DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let filter = tracing_subscriber::filter::LevelFilter::WARN;
    let subscriber =
        tracing_subscriber::fmt().with_ansi(false).with_max_level(filter).with_writer(move || writer.clone());
    (log, tracing::subscriber::set_default(subscriber.finish()))
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Takes the lines so far.
    fn take(&self) -> Vec<String> {
        let text = String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap();
        text.lines().map(str::to_owned).collect()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn check_panic(status: &Status, log: &Log, id: &str, message: &str) {
    assert_eq!((status.code(), status.message()), (Code::Internal, "Internal Server Error"));
    assert_eq!(request_id(status).as_deref(), Some(id));
    let lines = log.take();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains(&format!("request_id=\"{id}\""))), "{lines:?}");
    assert!(lines[0].contains(message) && lines[1].contains("error.type=500"), "{lines:?}");
}

#[tokio::test]
async fn a_panic_gets_an_answer_and_the_connection_survives() {
    let (log, _guard) = capture();
    let mut client = connect().await;
    // Both calls are on one connection. The second one is not lost.
    let mut other = client.clone();
    let (panicked, later) =
        tokio::join!(client.check(request("panic", "req_1")), other.check(request("found", "req_2")));
    let status = panicked.unwrap_err();
    assert_eq!(status.metadata().get("x-request-id").unwrap(), "req_1");
    check_panic(&status, &log, "req_1", "the dog ate it");
    assert!(later.is_ok() && client.check(request("found", "req_3")).await.is_ok());
}

#[tokio::test]
async fn a_panic_in_a_stream_ends_it_with_a_status() {
    let (log, _guard) = capture();
    let mut client = connect().await;
    for service in ["panic", "panic, drop"] {
        let mut stream = client.watch(request(service, "req_1")).await.unwrap().into_inner();
        assert!(stream.message().await.unwrap().is_some());
        check_panic(&stream.message().await.unwrap_err(), &log, "req_1", "the cat ate it");
    }
    assert!(client.check(request("found", "req_2")).await.is_ok());
}

#[tokio::test]
async fn an_error_has_the_id_of_its_request_and_is_logged_once() {
    let (log, _guard) = capture();
    let mut client = connect().await;
    for (service, id) in
        [("error", "req_1"), ("error, later", "req_1"), ("error, in a context", "req_1"), ("error, with an id", "own")]
    {
        let status = client.check(request(service, "req_1")).await.unwrap_err();
        assert_eq!((status.code(), request_id(&status).as_deref()), (Code::Unavailable, Some(id)), "{service}");
        assert_eq!(status.metadata().get("x-request-id").unwrap(), "req_1");
        let wait = status.get_details_retry_info().and_then(|info| info.retry_delay);
        assert_eq!(wait == Some(Duration::from_secs(7)), service == "error, in a context");
        let lines = log.take();
        assert!(lines.len() == 1 && lines[0].contains(&format!("request_id=\"{id}\"")), "{service}: {lines:?}");
    }

    let mut stream = client.watch(request("error", "req_2")).await.unwrap().into_inner();
    assert!(stream.message().await.unwrap().is_some());
    let status = stream.message().await.unwrap_err();
    assert_eq!((status.code(), request_id(&status).as_deref()), (Code::Unavailable, Some("req_2")));
    let lines = log.take();
    assert!(lines.len() == 1 && lines[0].contains("request_id=\"req_2\""), "{lines:?}");

    // The thread keeps nothing from a call.
    assert_eq!(request_id(&Error::closed().into()), None);
}

#[tokio::test]
async fn an_observer_can_convert_an_error() {
    let (log, _guard) = capture();
    let codes = Arc::new(Mutex::new(Vec::new()));
    let observed = codes.clone();
    let middleware = middleware().observe(move |seen| {
        let error = seen.error().and_then(|error| error.downcast_ref::<Error>()).unwrap();
        observed.lock().unwrap().push(grpc_status(error, &Context::new()).code());
    });
    let mut client = connect_to(middleware).await;
    for _ in 0..2 {
        let status = client.check(request("error", "req_1")).await.unwrap_err();
        assert_eq!(status.code(), Code::Unavailable);
        assert_eq!((std::mem::take(&mut *codes.lock().unwrap()), log.take().len()), (vec![Code::Unavailable], 1));
    }
}

#[tokio::test]
async fn concurrent_calls_keep_their_ids() {
    let client = connect().await;
    let ask = async |id: &str| {
        let status = client.clone().check(request("error, later", id)).await.unwrap_err();
        assert_eq!(request_id(&status).as_deref(), Some(id));
    };
    tokio::join!(ask("req_1"), ask("req_2"), ask("req_3"));
}

#[tokio::test]
async fn other_responses_pass_unchanged() {
    let mut client = connect().await;
    let status = client.check(request("mine", "req_1")).await.unwrap_err();
    assert_eq!((status.code(), status.message(), status.details()), (Code::NotFound, "mine", &b""[..]));
    for (service, id) in [("found", "req_1"), ("found, with an id", "own-req_1")] {
        let response = client.check(request(service, "req_1")).await.unwrap();
        assert_eq!(response.metadata().get("x-request-id").unwrap(), id);
    }
    let mut stream = client.watch(request("", "req_1")).await.unwrap().into_inner();
    assert!(stream.message().await.unwrap().is_some());
    assert!(stream.message().await.unwrap().is_none());
}

#[tokio::test]
async fn grpc_and_axum_share_a_port() {
    let web = axum::Router::new().route("/panic", get(async || -> String { panic!("the bird ate it") }));
    let service = HealthServer::new(Warehouse);
    let around_all = Routes::from(web.clone()).add_service(service).into_axum_router().layer(middleware().grpc());
    let around_service = Routes::from(web).add_service(middleware().grpc().named_layer(HealthServer::new(Warehouse)));
    for app in [around_all, around_service.into_axum_router()] {
        let (log, _guard) = capture();
        let (incoming, base) = bind();
        let server = Server::builder().accept_http1(true).add_routes(app.layer(middleware()).into());
        tokio::spawn(server.serve_with_incoming(incoming));

        let answer = send(&base, "GET", "/panic", &[], b"", Some("req_1")).await;
        assert_eq!((answer.status, answer.header("content-type")), (500, vec!["application/problem+json"]));
        assert_eq!(answer.header("x-request-id"), ["req_1"]);
        assert_eq!(send(&base, "GET", "/nothing", &[], b"", None).await.status, 404);
        log.take();

        let mut client = client(base).await;
        check_panic(&client.check(request("panic", "req_2")).await.unwrap_err(), &log, "req_2", "the dog ate it");
        let status = client.check(request("error", "req_3")).await.unwrap_err();
        assert_eq!((status.code(), request_id(&status).as_deref()), (Code::Unavailable, Some("req_3")));
    }
}
