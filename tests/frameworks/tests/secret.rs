//! Internal data is not in any byte of a response, and is in the log: in every preset and every framework. Sensitive
//! data is in the response, and is in no log, no observer, no `Debug` and no record.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::error::Error as StdError;
use std::fmt::{self, Display, Formatter};
use std::io::{self, Write};
use std::marker::PhantomData;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{env, fs};

use error_catalog::{CatalogError, Context, Middleware, Violations};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tonic::transport::Endpoint;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

/// Each secret begins with this text, which no response contains.
const SECRET: &str = "s3cret";

/// Each sensitive value contains one of these texts, which no log contains.
const SENSITIVE: [&str; 2] = [NUMBER, PIN];
const NUMBER: &str = "n0mber";
/// The field is also internal, so no response contains it either.
const PIN: &str = "p1n";

/// Locations in this file are only in logs.
const FILE: &str = "secret.rs";

/// The errors of one catalog.
trait Secretive:
    CatalogError
    + actix_web::ResponseError
    + axum::response::IntoResponse
    + Into<http::Response<String>>
    + Into<poem::Error>
    + Into<tonic::Status>
    + Send
    + Sync
    + 'static
{
    /// Returns the error for the path of a route, and panics for [`PANIC`].
    fn at(path: &str) -> Self;
}

/// A route: its path, the public message of its response, and the secrets in its log.
type Route = (&'static str, &'static str, &'static [&'static str]);

const ROUTES: &[Route] = &[
    (
        "/store",
        "Store is down",
        &["s3cret-message", "s3cret-url", "s3cret-user", "s3cret-source", "s3cret-cause", FILE],
    ),
    ("/invalid", "Too long", &["s3cret-message", "s3cret-score"]),
    ("/broken", "Broken", &["s3cret-message", "s3cret-source", "s3cret-cause", FILE]),
    ("/any", "Unexpected", &["s3cret-context", "s3cret-source", "s3cret-cause", FILE]),
    // The error inside the `anyhow::Error` is the error of the catalog, without the context.
    ("/inside", "Broken", &["s3cret-message", "s3cret-source", "s3cret-cause", FILE]),
    ("/card", "Card n0mber-1 was declined", &["s3cret-message: s3cret-bank declined [redacted] with [redacted]"]),
    PANIC,
];
const PANIC: Route = ("/panic", "Something is broken on our side", &["s3cret-panic"]);

/// An error of a library, and its source.
#[derive(Debug)]
pub struct Cause(io::Error);

impl Cause {
    fn new() -> Self {
        Self(io::Error::other("s3cret-cause"))
    }
}

impl Display for Cause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("s3cret-source")
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

macro_rules! presets {
    ($($preset:ident = $path:literal,)*) => {
        $(
            mod $preset {
                #[error_catalog::error_catalog($path)]
                pub(super) mod errors {}
            }

            impl Secretive for $preset::errors::Error {
                fn at(path: &str) -> Self {
                    let broken = || -> Result<(), Self> { Err(Cause::new())? };
                    let any = |error| -> Result<(), Self> { Err(anyhow::Error::context(error, "s3cret-context"))? };
                    match path {
                        "/store" => Self::store_down("Store", "s3cret-url", "s3cret-user".to_owned(), Cause::new()),
                        "/invalid" => Self::invalid(Violations::new().with("/a", "Too long"), "s3cret-score"),
                        "/broken" => broken().unwrap_err(),
                        "/any" => any(anyhow::Error::new(Cause::new())).unwrap_err(),
                        "/inside" => any(anyhow::Error::new(broken().unwrap_err())).unwrap_err(),
                        "/card" => Self::card_declined("n0mber-1", "s3cret-bank", vec!["p1n-1".to_owned()]),
                        _ => panic!("s3cret-panic"),
                    }
                }
            }
        )*

        async fn check_all() {
            $(check::<$preset::errors::Error>(stringify!($preset)).await;)*
        }
    };
}

presets! {
    aspnet = "catalogs/aspnet.toml",
    fastapi = "catalogs/fastapi.toml",
    github = "catalogs/github.toml",
    google = "catalogs/google.toml",
    graphql = "catalogs/graphql.toml",
    json_api = "catalogs/json-api.toml",
    kubernetes = "catalogs/kubernetes.toml",
    matrix = "catalogs/matrix.toml",
    oauth2 = "catalogs/oauth2.toml",
    rfc9457 = "catalogs/rfc9457.toml",
    stripe = "catalogs/stripe.toml",
}

/// Runs in a process of its own, with the environment variable that names the record.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the other test runs this test"]
async fn child() {
    tracing_subscriber::fmt().with_ansi(false).with_writer(|| Log).init();
    check_all().await;
}

#[test]
fn secrets_are_only_in_the_log() {
    let record = Path::new(env!("CARGO_TARGET_TMPDIR")).join("secret");
    let _ = fs::remove_file(&record);
    let mut child = Command::new(env::current_exe().unwrap());
    let output = child.args(["--exact", "child", "--ignored"]).env("ERROR_CATALOG_SEEN", &record).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));

    let record = fs::read_to_string(record).unwrap();
    let mut lines: Vec<&str> = record.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["broken", "card_declined", "internal_error", "invalid", "store_down", "unexpected"].map(line));
}

fn line(code: &str) -> String {
    format!("secrets\t{code}")
}

/// Middleware whose observer writes everything that an observer sees.
fn middleware<E: Secretive>() -> Middleware<E> {
    Middleware::new().observe(|seen| {
        let (info, message, source, location) = (seen.info(), seen.log_message(), seen.source(), seen.location());
        let (catalog, error) = (seen.catalog(), seen.error());
        writeln!(Log, "observed: {catalog} {seen:?} {info:?} {message} {source:?} {location:?} {error:?}").unwrap();
    })
}

async fn check<E: Secretive>(preset: &str) {
    for (framework, address) in
        [("axum", serve_axum::<E>().await), ("actix-web", serve_actix::<E>()), ("poem", serve_poem::<E>().await)]
    {
        for (path, message, logged) in ROUTES {
            let name = format!("{preset}, {framework}, {path}");
            let response = fetch(address, path).await;
            check_response(&name, &response, &[message, "req_7f3a"]);
            check_log(&name, &[*logged, &["observed: secrets"]].concat());
        }
    }
    let tonic = serve_tonic::<E>().await;
    for (path, message, logged) in ROUTES {
        let name = format!("{preset}, tonic, {path}");
        let response = call(tonic, path).await;
        check_response(&name, &response, &[message, "req_7f3a"]);
        check_log(&name, &[*logged, &["observed: secrets"]].concat());
    }
    for (path, message, logged) in ROUTES.iter().filter(|route| **route != PANIC) {
        let name = format!("{preset}, http, {path}");
        let error = E::at(path);
        error.log(&Context::new());
        writeln!(Log, "{error:?} {error:#?} {}", error.log_message()).unwrap();
        let response: http::Response<String> = error.into();
        check_response(&name, &format!("{:?} {}", response.headers(), response.body()), &[message]);
        check_log(&name, logged);
    }
}

/// All bytes of the response, as text.
async fn fetch(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nX-Request-ID: req_7f3a\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.unwrap();
    String::from_utf8(response).unwrap()
}

/// All data that a gRPC client gets. The bytes on the socket would not do, because headers are compressed.
async fn call(address: SocketAddr, path: &str) -> String {
    let channel = Endpoint::new(format!("http://{address}")).unwrap().connect().await.unwrap();
    let mut request = Request::new(HealthCheckRequest { service: path.to_owned() });
    request.metadata_mut().insert("x-request-id", "req_7f3a".parse().unwrap());
    let status = HealthClient::new(channel).check(request).await.unwrap_err();
    let details = String::from_utf8_lossy(status.details());
    format!("{} {details} {:?} {status:?}", status.message(), status.metadata())
}

/// Checks that the response contains all public texts and no secret.
fn check_response(name: &str, response: &str, public: &[&str]) {
    for text in public {
        assert!(response.contains(text), "{name}: {text} is not in the response\n{response}");
    }
    for secret in [SECRET, PIN, FILE] {
        assert!(!response.to_ascii_lowercase().contains(secret), "{name}: {secret} is in the response\n{response}");
    }
}

/// Checks that the log contains all secrets and no sensitive value, and clears it.
fn check_log(name: &str, logged: &[&str]) {
    let log = String::from_utf8(std::mem::take(&mut *log())).unwrap();
    for secret in logged {
        assert!(log.contains(secret), "{name}: {secret} is not in the log\n{log}");
    }
    for value in SENSITIVE {
        assert!(!log.to_ascii_lowercase().contains(value), "{name}: {value} is in the log\n{log}");
    }
}

async fn serve_axum<E: Secretive>() -> SocketAddr {
    use axum::http::Uri;

    let app = axum::Router::new().fallback(async |uri: Uri| E::at(uri.path())).layer(middleware::<E>());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await });
    address
}

fn serve_actix<E: Secretive>() -> SocketAddr {
    use actix_web::{App, HttpRequest, HttpServer, web};

    let app = || {
        let handler = async |request: HttpRequest| Err::<String, E>(E::at(request.path()));
        App::new().default_service(web::to(handler)).wrap(middleware::<E>())
    };
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0)).unwrap();
    let address = server.addrs()[0];
    tokio::spawn(server.run());
    address
}

async fn serve_poem<E: Secretive>() -> SocketAddr {
    use poem::EndpointExt;
    use poem::listener::{Acceptor, Listener};

    let handler = async |request: poem::Request| Err::<String, poem::Error>(E::at(request.uri().path()).into());
    let app = poem::endpoint::make(handler).with(middleware::<E>());
    let acceptor = poem::listener::TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let address = *acceptor.local_addr()[0].as_socket_addr().unwrap();
    tokio::spawn(poem::Server::new_with_acceptor(acceptor).run(app));
    address
}

async fn serve_tonic<E: Secretive>() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut server = tonic::transport::Server::builder().layer(middleware::<E>().grpc());
    let server = server.add_service(HealthServer::new(Failing(PhantomData::<fn() -> E>)));
    tokio::spawn(server.serve_with_incoming(TcpIncoming::from(listener)));
    address
}

/// A gRPC service whose methods fail with the error of a route.
struct Failing<E>(PhantomData<fn() -> E>);

#[tonic::async_trait]
impl<E: Secretive> Health for Failing<E> {
    async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        Err(E::at(&request.get_ref().service).into())
    }

    type WatchStream = tonic::codegen::BoxStream<HealthCheckResponse>;

    async fn watch(&self, _: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
        Err(Status::unimplemented(""))
    }
}

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn log() -> MutexGuard<'static, Vec<u8>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Servers run on other threads, so they share one log.
struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        log().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
