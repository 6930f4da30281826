//! The events in the application's logs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Debug;
use std::future::ready;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use error_catalog::{CatalogError, Context, Middleware};
use error_catalog_frameworks::errors::Error;
use http::{Request, Response};
use tower::{Layer, ServiceExt, service_fn};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

type Fields = BTreeMap<&'static str, String>;

/// Keeps the level and the fields of every event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<(String, Fields)>>>);

struct Reader(Fields);

impl Visit for Reader {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn event(&self, event: &Event<'_>) {
        let mut reader = Reader(Fields::new());
        event.record(&mut reader);
        assert_eq!(event.metadata().target(), "error_catalog");
        self.0.lock().unwrap().push((event.metadata().level().to_string(), reader.0));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

impl Log {
    fn of(run: impl FnOnce()) -> Vec<(String, Fields)> {
        let log = Self::default();
        tracing::subscriber::with_default(log.clone(), run);
        log.0.lock().unwrap().clone()
    }
}

fn event(level: &str, fields: &[(&'static str, &str)]) -> (String, Fields) {
    (level.to_owned(), fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
}

#[test]
fn an_error_is_one_event() {
    let context = Context::new().request_id("req_1");
    let not_found = Error::order_not_found(7, "acme");
    assert_eq!(
        Log::of(|| not_found.log(&context)),
        [event(
            "INFO",
            &[
                ("message", "acme asked for order 7"),
                ("error.type", "order_not_found"),
                ("http.response.status_code", "404"),
                ("request_id", "req_1"),
                ("error.fields", r#"OrderNotFound { id: 7, tenant: "acme" }"#),
            ]
        )]
    );
    let io = std::io::Error::other(std::fmt::Error);
    let unpaid = Error::payment_failed(Chained("no connection", Box::new(io)));
    let place = format!("{}:{}:18", file!(), line!() - 1);
    assert_eq!(
        Log::of(|| unpaid.log(&Context::new())),
        [event(
            "ERROR",
            &[
                ("message", "The payment did not go through"),
                ("error.type", "payment_failed"),
                ("http.response.status_code", "502"),
                (
                    "error.fields",
                    r#"PaymentFailed { source: Chained("no connection", Custom { kind: Other, error: Error }) }"#
                ),
                ("error.source", &format!("no connection: {}", std::fmt::Error)),
                ("error.location", &place),
            ]
        )]
    );
    // A line break in a request does not make a second event.
    assert_eq!(
        Log::of(|| Error::customer_blocked("a\r\nb\u{1b}\u{202e}\u{2028}\u{200b}").log(&context))[0].1["message"],
        r"a\r\nb\u{1b}\u{202e}\u{2028}\u{200b} may not order"
    );
    let wrapped = Error::payment_failed(anyhow::anyhow!("no connection\r").context("no payment\nERROR"));
    let logged = &Log::of(|| wrapped.log(&context))[0].1;
    assert!(logged["error.fields"].starts_with(r"PaymentFailed { source: no payment\nERROR"), "{logged:?}");
    assert!(!logged["error.fields"].contains(['\r', '\n']), "{logged:?}");
    let levels =
        [Error::customer_blocked("a"), Error::sold_out()].map(|error| Log::of(|| error.log(&context))[0].0.clone());
    assert_eq!(levels, ["WARN", "DEBUG"]);
}

#[derive(Debug)]
struct Chained(&'static str, Box<dyn std::error::Error + Send + Sync>);

impl std::fmt::Display for Chained {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Chained {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.1)
    }
}

/// An error that is its own source.
#[derive(Debug)]
struct Ouroboros;

impl std::fmt::Display for Ouroboros {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("again")
    }
}

impl std::error::Error for Ouroboros {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

#[test]
fn an_endless_chain_is_cut() {
    let events = Log::of(|| Error::payment_failed(Ouroboros).log(&Context::new()));
    assert_eq!(events[0].1["error.source"], "again");
}

#[test]
fn middleware_logs_each_answer_once() {
    let answer = |request: Request<()>| {
        ready(Ok::<_, Infallible>(match request.uri().path() {
            "/error" => Response::<Body>::from(Error::sold_out()),
            "/status" => Response::builder().status(507).body(Body::empty()).unwrap(),
            "/panic" => panic!("the dog\n{} it", "ate"),
            _ => Response::new(Body::empty()),
        }))
    };
    let service = Middleware::<Error>::new().layer(service_fn(answer));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let log = |path| {
        let request = Request::builder().uri(path).header("x-request-id", "req_1").body(()).unwrap();
        let events = Log::of(|| drop(runtime.block_on(service.clone().oneshot(request))));
        let pick = |(level, fields): (String, Fields)| {
            assert_eq!(fields["request_id"], "req_1");
            format!("{level} {} {}", fields["error.type"], fields["message"])
        };
        events.into_iter().map(pick).collect::<Vec<_>>()
    };
    assert_eq!(log("/error"), ["DEBUG sold_out Sold out for now"]);
    assert_eq!(log("/status"), ["ERROR 507 Insufficient Storage"]);
    assert_eq!(
        log("/panic"),
        [
            "ERROR panic the application panicked: the dog\\nate it",
            "ERROR internal_error Something is broken on our side"
        ]
    );
    assert_eq!(log("/"), [""; 0]);
}

#[test]
fn the_panic_of_an_observer_is_an_event() {
    let service = Middleware::<Error>::new()
        .observe(|seen| panic!("{:?} ate it", seen.code()))
        .layer(service_fn(|_: Request<()>| ready(Ok::<_, Infallible>(Response::<Body>::from(Error::sold_out())))));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let events = Log::of(|| drop(runtime.block_on(service.oneshot(Request::new(())))));
    let messages: Vec<_> = events.iter().map(|(level, fields)| (level.as_str(), fields["message"].as_str())).collect();
    assert_eq!(
        messages,
        [("DEBUG", "Sold out for now"), ("ERROR", "the observer panicked: Some(\"sold_out\") ate it")]
    );
}

/// actix-web and poem keep errors of handlers that are not in a catalog. Outer middleware does not log them again.
#[test]
fn an_error_that_is_not_in_a_catalog_is_a_separate_event() {
    fn disk() -> std::io::Error {
        std::io::Error::other("the disk is full")
    }
    let expected = [
        "ERROR _OTHER the request was rejected: the disk is full",
        "ERROR internal_error Something is broken on our side",
        "DEBUG _OTHER the request was rejected: who\\nare you",
        "INFO malformed_request This is not JSON",
        "DEBUG sold_out Sold out for now",
    ];
    let pick = |(level, fields): (String, Fields)| {
        assert_eq!(fields["request_id"], "req_1");
        format!("{level} {} {}", fields["error.type"], fields["message"])
    };

    let actix = Log::of(|| {
        use actix_web::test::{TestRequest, init_service, try_call_service};
        use actix_web::{App, error::ErrorBadRequest, web};
        actix_web::rt::System::new().block_on(async {
            let app = App::new()
                .route("/disk", web::get().to(async || Err::<String, _>(disk())))
                .route("/who", web::get().to(async || Err::<String, _>(ErrorBadRequest("who\nare you"))))
                .route("/tea", web::get().to(async || Err::<String, _>(Error::sold_out())))
                .wrap(Middleware::<Error>::new())
                .wrap(Middleware::<Error>::new());
            let app = init_service(app).await;
            for path in ["/disk", "/who", "/tea"] {
                let request = TestRequest::with_uri(path).insert_header(("x-request-id", "req_1")).to_request();
                try_call_service(&app, request).await.unwrap();
            }
        });
    });
    assert_eq!(actix.into_iter().map(pick).collect::<Vec<_>>(), expected);

    let poem = Log::of(|| {
        use poem::http::StatusCode;
        use poem::{Endpoint, EndpointExt, Request, endpoint::make_sync, error::InternalServerError};
        let app = make_sync(|request| match request.uri().path() {
            "/disk" => Err::<(), _>(InternalServerError(disk())),
            "/who" => Err(poem::Error::from_string("who\nare you", StatusCode::BAD_REQUEST)),
            _ => Err(Error::sold_out().into()),
        });
        let app = app.with(Middleware::<Error>::new()).with(Middleware::<Error>::new());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for path in ["/disk", "/who", "/tea"] {
            let request = Request::builder().uri_str(path).header("x-request-id", "req_1").finish();
            drop(runtime.block_on(app.get_response(request)));
        }
    });
    assert_eq!(poem.into_iter().map(pick).collect::<Vec<_>>(), expected);
}

mod statuses {
    #[error_catalog::error_catalog("../fixtures/statuses.toml")]
    pub mod errors {}
}

#[test]
fn a_status_that_the_error_does_not_have_is_an_event() {
    use statuses::errors::Error;
    let context = Context::new().request_id("req_1");
    let log = |status| Log::of(|| Error::unknown_route(status).log(&context));
    for status in [404, 405, 410] {
        let events = log(status);
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].1["http.response.status_code"], status.to_string());
        assert_eq!(events[0].1["error.fields"], format!("UnknownRoute {{ status: {status} }}"));
    }
    let events = log(418);
    let message = "the error cannot have status 418, so the response has status 404";
    let fields = [("message", message), ("error.type", "unknown_route"), ("http.response.status_code", "404")];
    assert_eq!(events[1..], [event("WARN", &fields)]);
    assert_eq!(events[0].1["error.fields"], "UnknownRoute { status: 418 }");
}
