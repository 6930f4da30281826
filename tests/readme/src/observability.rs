//! The examples of `docs/observability.md`. Each example is a file, so that tests can run it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]
#![allow(unreachable_pub, reason = "an example is public in its own crate")]

mod layer;
mod metrics;
mod opentelemetry;
mod recorder;
mod tracker;

use std::sync::{Arc, Mutex};

use ::opentelemetry::metrics::MeterProvider;
use axum::body::Body;
use axum::http::Request;
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::get;
use axum::{Router, extract::Path};
use opentelemetry_sdk::metrics::data::{AggregatedMetrics, MetricData};
use opentelemetry_sdk::metrics::{InMemoryMetricExporter, PeriodicReader, SdkMeterProvider};
use tower::ServiceExt;

use recorder::Recorder;

mod shop {
    #[error_catalog::error_catalog("observability.toml")]
    pub(super) mod errors {}
}

#[test]
fn the_page_shows_the_examples() {
    let page = include_str!("../../../docs/observability.md");
    let examples = [
        include_str!("observability/metrics.rs"),
        include_str!("observability/opentelemetry.rs"),
        include_str!("observability/tracker.rs"),
        include_str!("observability/layer.rs"),
    ];
    let shown: Vec<&str> =
        page.split("```rust\n").skip(1).map(|block| block.split("```").next().unwrap_or_default()).collect();
    assert_eq!(shown, examples);
}

/// The routes of an application without users.
fn routes() -> Router {
    let user = async |Path(id): Path<String>| metrics::errors::Error::user_not_found(id);
    Router::new().route("/users/{id}", get(user)).route("/panic", get(async || -> () { panic!("the dog ate it") }))
}

fn send(app: &Router, path: &str) -> Response {
    let request = Request::get(path).body(Body::empty()).unwrap();
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(app.clone().oneshot(request)).unwrap()
}

#[test]
fn metrics_count_responses() {
    let recorder = Recorder::default();
    let app = routes().layer(metrics::middleware());
    ::metrics::with_local_recorder(&recorder, || {
        for path in ["/users/1", "/users/2", "/nothing", "/elsewhere", "/panic"] {
            send(&app, path);
        }
    });
    let count = |labels: &str| recorder.0.lock().unwrap().iter().filter(|counted| *counted == labels).count();
    let name = "http_error_responses_total";
    assert_eq!(count(&format!("{name} code=user_not_found status=404 method=GET route=/users/{{id}}")), 2);
    assert_eq!(count(&format!("{name} code=_OTHER status=404 method=GET route=_OTHER")), 2);
    assert_eq!(count(&format!("{name} code=_OTHER status=500 method=GET route=/panic")), 1);
}

#[test]
fn opentelemetry_counts_responses() {
    let exporter = InMemoryMetricExporter::default();
    let provider = SdkMeterProvider::builder().with_reader(PeriodicReader::builder(exporter.clone()).build()).build();
    let app = routes().layer(opentelemetry::middleware(&provider.meter("test")));
    for path in ["/users/1", "/users/2", "/nothing"] {
        send(&app, path);
    }
    provider.force_flush().unwrap();

    let mut points = Vec::new();
    for metric in exporter.get_finished_metrics().unwrap().iter().flat_map(|all| all.scope_metrics()) {
        for metric in metric.metrics() {
            let AggregatedMetrics::U64(MetricData::Sum(sum)) = metric.data() else { panic!("{metric:?}") };
            for point in sum.data_points() {
                let mut attributes: Vec<_> =
                    point.attributes().map(|pair| format!("{}={}", pair.key, pair.value)).collect();
                attributes.sort();
                points.push((attributes.join(" "), point.value()));
            }
        }
    }
    points.sort();
    let method = "http.request.method=GET";
    assert_eq!(
        points,
        [
            (format!("error.type=404 {method} http.response.status_code=404"), 1),
            (format!("error.type=user_not_found {method} http.response.status_code=404 http.route=/users/{{id}}"), 2),
        ]
    );
}

#[test]
fn a_tracker_gets_events() {
    let events = Arc::new(Mutex::new(Vec::new()));
    let log = events.clone();
    let middleware = tracker::middleware::<shop::errors::Error>(move |event| log.lock().unwrap().push(event));
    let pay = async || {
        let cause = std::io::Error::other(anyhow::anyhow!("no route to host").context("cannot connect"));
        shop::errors::Error::payment_failed("4242", "acme", cause)
    };
    let app = routes().route("/pay", get(pay)).layer(middleware);
    for path in ["/pay", "/panic", "/nothing"] {
        send(&app, path);
    }
    let mut events = events.lock().unwrap();
    let location = events[0].location.take().unwrap();
    assert!(location.contains(file!()), "{location}");
    assert_eq!(
        *events,
        [
            tracker::Event {
                fingerprint: ["shop".to_owned(), "payment_failed".to_owned()],
                message: "acme declined [redacted]".to_owned(),
                sources: vec!["cannot connect".to_owned(), "no route to host".to_owned()],
                location: None,
            },
            tracker::Event {
                fingerprint: ["shop".to_owned(), "500".to_owned()],
                message: "Internal Server Error".to_owned(),
                sources: vec![],
                location: None,
            },
        ]
    );
}

#[test]
fn a_layer_reads_the_extensions() {
    let app = routes().layer(from_fn(layer::add_code));
    assert_eq!(send(&app, "/users/1").headers()["x-error-code"], "user_not_found");
    assert!(!send(&app, "/nothing").headers().contains_key("x-error-code"));
}
