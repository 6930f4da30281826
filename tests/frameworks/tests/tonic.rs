//! A gRPC service that answers with the errors of a catalog, and a client that reads them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::pin::Pin;
use std::time::Duration;

use error_catalog::{CatalogError, Context, Violations, grpc_status};
use tonic::codegen::tokio_stream::{Stream, once};
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_types::{ErrorDetails, StatusExt};

#[error_catalog::error_catalog("tests/tonic.toml")]
mod errors {}

use errors::Error;

/// Fails with the error whose code the request names, or with one of those below.
struct Warehouse;

#[tonic::async_trait]
impl Health for Warehouse {
    type WatchStream = Pin<Box<dyn Stream<Item = Result<HealthCheckResponse, Status>> + Send>>;

    async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        match request.into_inner().service.as_str() {
            "found" => Ok(Response::new(HealthCheckResponse::default())),
            "with a context" => {
                let context = Context::new().request_id("req_1").retry_after(7);
                Err(grpc_status(&Error::waiting(), &context))
            }
            service => {
                fail(service)?;
                Err(Status::unknown(""))
            }
        }
    }

    /// Fails once the stream has begun.
    async fn watch(&self, request: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
        let error = fail(&request.into_inner().service).unwrap_err();
        Ok(Response::new(Box::pin(once(Err(error.into())))))
    }
}

fn fail(service: &str) -> Result<(), Error> {
    Err(match service {
        "item" => Error::item_not_found("tea", 7_u8, None, "SECRET-shelf"),
        "long" => Error::item_not_found("é".repeat(1 << 19), 7_u8, "a".repeat(2000), "SECRET-shelf"),
        "order" | "orders" => {
            let mut violations = Violations::new().with("/lines/0/count", "Must not be 0");
            violations.push("email", Some("REQUIRED"), "Is required");
            for line in 0..if service == "orders" { 10_000 } else { 0 } {
                violations.push(&format!("/lines/{line}/count"), Some("TOO_LARGE"), "Must be 99 at most");
            }
            Error::invalid_order(2_u32, violations)
        }
        "io" => {
            Err(std::io::Error::other("SECRET-disk"))?;
            return Ok(());
        }
        "rate" => Error::too_many_orders(Duration::from_millis(1500)),
        code => Error::example(code.parse().unwrap()).unwrap(),
    })
}

async fn connect() -> HealthClient<Channel> {
    let incoming = TcpIncoming::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = format!("http://{}", incoming.local_addr().unwrap());
    tokio::spawn(Server::builder().serve_with_incoming(HealthServer::new(Warehouse), incoming));
    HealthClient::new(Channel::from_shared(address).unwrap().connect().await.unwrap())
}

/// The status that a client gets.
async fn ask(service: &str) -> (Status, ErrorDetails) {
    let request = HealthCheckRequest { service: service.to_owned() };
    let status = connect().await.check(request).await.unwrap_err();
    let details = status.check_error_details().unwrap();
    (status, details)
}

#[tokio::test]
async fn a_success_stays_a_success() {
    let request = HealthCheckRequest { service: "found".into() };
    assert!(connect().await.check(request).await.is_ok());
}

#[tokio::test]
async fn every_error_has_its_code() {
    let codes = [
        ("ITEM_NOT_FOUND", Code::NotFound),
        ("INVALID_ORDER", Code::InvalidArgument),
        ("TOO_MANY_ORDERS", Code::ResourceExhausted),
        ("CLOSED", Code::Unavailable),
        ("WAITING", Code::Unavailable),
        ("DISK_FULL", Code::ResourceExhausted),
        ("BROKEN", Code::Internal),
        ("NOT_SIGNED_IN", Code::Unauthenticated),
        ("FORBIDDEN", Code::PermissionDenied),
        ("CONFLICT", Code::Aborted),
        ("ALREADY_THERE", Code::AlreadyExists),
        ("GONE", Code::FailedPrecondition),
        ("NOT_BUILT", Code::Unimplemented),
        ("TOO_SLOW", Code::DeadlineExceeded),
    ];
    assert!(errors::Code::ALL.iter().map(|code| code.as_str()).eq(codes.map(|(code, _)| code)));
    for (code, grpc) in codes {
        let (status, details) = ask(code).await;
        assert_eq!(status.code(), grpc, "{code}");
        assert_eq!(status.message(), Error::example(code.parse().unwrap()).unwrap().to_string());
        let info = details.error_info().unwrap();
        assert_eq!((info.reason.as_str(), info.domain.as_str()), (code, "warehouse"));
    }
}

#[tokio::test]
async fn public_fields_are_metadata() {
    let (status, details) = ask("item").await;
    assert_eq!(status.message(), "Item tea is not in aisle 7");
    let mut metadata: Vec<_> = details.error_info().unwrap().metadata.iter().collect();
    metadata.sort();
    assert_eq!(metadata, [(&"aisle".into(), &"7".into()), (&"item".into(), &"tea".to_owned())]);
    let link = &details.help().unwrap().links[0];
    assert_eq!(link.url, "https://warehouse.example/errors#ITEM_NOT_FOUND");
    assert_eq!(link.description, "No such item");
    assert!(details.retry_info().is_none() && details.bad_request().is_none() && details.request_info().is_none());
}

#[tokio::test]
async fn field_level_errors_are_a_bad_request() {
    let (_, details) = ask("order").await;
    let violations = &details.bad_request().unwrap().field_violations;
    let violations = violations.iter().map(|it| (it.field.as_str(), it.description.as_str(), it.reason.as_str()));
    let expected = [("lines.0.count", "Must not be 0", ""), ("email", "Is required", "REQUIRED")];
    assert_eq!(violations.collect::<Vec<_>>(), expected);
    assert_eq!(details.error_info().unwrap().metadata.keys().collect::<Vec<_>>(), ["count"]);
}

#[tokio::test]
async fn retry_info_has_the_wait() {
    for (service, millis) in [
        ("rate", Some(2000)),
        ("CLOSED", Some(3_600_000)),
        ("with a context", Some(7000)),
        ("WAITING", None),
        ("DISK_FULL", Some(500)),
        ("BROKEN", None),
    ] {
        let (_, details) = ask(service).await;
        let delay = details.retry_info().and_then(|info| info.retry_delay);
        assert_eq!(delay, millis.map(Duration::from_millis), "{service}");
    }
    let (_, details) = ask("with a context").await;
    assert_eq!(details.request_info().unwrap().request_id, "req_1");
}

#[tokio::test]
async fn internal_data_does_not_reach_the_client() {
    assert_eq!(fail("item").unwrap_err().log_message(), "SECRET-shelf has no item tea");
    for service in ["item", "io"] {
        // It is neither on the wire nor in the `Debug` output of the status.
        let made = Status::from(fail(service).unwrap_err());
        let received = ask(service).await.0;
        for status in [made, received] {
            assert!(std::error::Error::source(&status).is_none_or(|source| !source.to_string().contains("SECRET")));
            assert!(!format!("{status:?} {status}").contains("SECRET"), "{status:?}");
            assert!(!status.details().windows(6).any(|bytes| bytes == b"SECRET"));
        }
    }
}

/// A client rejects trailers that are too long, and then does not get the error at all.
#[tokio::test]
async fn a_status_fits_into_its_trailers() {
    let (status, details) = ask("long").await;
    assert_eq!(status.code(), Code::NotFound);
    assert!(status.message().len() < 800 && status.message().ends_with("é…"), "{}", status.message());
    let metadata = &details.error_info().unwrap().metadata;
    assert_eq!((metadata.get("item"), metadata["note"].len()), (None, 2000));

    let (status, details) = ask("orders").await;
    assert_eq!(status.code(), Code::InvalidArgument);
    let violations = &details.bad_request().unwrap().field_violations;
    assert!((20..100).contains(&violations.len()), "{}", violations.len());

    for service in ["long", "orders"] {
        let response = Status::from(fail(service).unwrap_err()).into_http::<()>();
        let size: usize = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum();
        assert!(size < 8192, "{service} {size}");
    }
}

#[tokio::test]
async fn a_stream_ends_with_the_error() {
    let request = HealthCheckRequest { service: "item".into() };
    let mut stream = connect().await.watch(request).await.unwrap().into_inner();
    let status = stream.message().await.unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::NotFound, "Item tea is not in aisle 7"));
    assert_eq!(status.get_details_error_info().unwrap().reason, "ITEM_NOT_FOUND");
}
