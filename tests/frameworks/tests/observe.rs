//! What the function in `Middleware::observe` sees, and what other layers find in the extensions of a response.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex};

use error_catalog::{CatalogError, Context, Decision, ErrorInfo, Middleware, Seen};

#[error_catalog::error_catalog("tests/observe.toml")]
mod errors {}

use errors::Error;

#[path = "observe/frameworks.rs"]
mod frameworks;

use frameworks::{actix_app, axum_app, poem_app, tonic_app};

/// The answer to one request: the data in the extensions of the response.
type Info = Option<ErrorInfo>;

/// The result of a handler for a path.
fn result_of(path: &str) -> Result<(), Error> {
    match path.split('/').nth(1).unwrap() {
        "pay" => Err(Error::payment_failed(io::Error::other("s3cret"))),
        "panic" => panic!("the dog ate it"),
        "ok" => Ok(()),
        _ => Err(Error::order_not_found(path, "acme")),
    }
}

/// The text of all data that is safe as labels.
fn labels(seen: &Seen<'_>) -> String {
    let (route, retry) = (seen.route().unwrap_or("-"), seen.retry().strategy);
    let (code, category) = (seen.code().unwrap_or("-"), seen.category().unwrap_or("-"));
    let kind = match (seen.is_rejection(), seen.is_panic()) {
        (true, false) => "rejection",
        (false, true) => "panic",
        (false, false) => "error",
        (true, true) => unreachable!(),
    };
    let (catalog, status, level) = (seen.catalog(), seen.status(), seen.level());
    format!("{catalog} {code} {status} {category} {retry} {level} {kind} {} {route}", seen.method())
}

/// Collects the labels of all responses.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn middleware(&self) -> Middleware<Error> {
        let log = self.clone();
        Middleware::new().observe(move |seen| log.0.lock().unwrap().push(labels(seen)))
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

const NOT_FOUND: &str = "shop order_not_found 404 orders no info error";
const NO_ROUTE: &str = "shop no_such_route 404 - no info rejection";
const WRONG_METHOD: &str = "shop - 405 - no info rejection";
const UNPAID: &str = "shop payment_failed 502 orders backoff warn error";
const PANIC: &str = "shop internal_error 500 - backoff error panic";

fn expect(rows: &[(&str, &str)]) -> Vec<String> {
    rows.iter().map(|(labels, request)| format!("{labels} {request}")).collect()
}

#[test]
fn each_response_is_seen_once() {
    let requests = [
        ("GET", "/orders/7"),
        ("POST", "/pay"),
        ("GET", "/nothing"),
        ("GET", "/ok"),
        ("DELETE", "/orders/7"),
        ("GET", "/panic"),
    ];
    for (name, run, orders, pay, panic) in [
        (
            "axum",
            axum_app::run as fn(Middleware<Error>, Option<Middleware<Error>>, &[(&str, &str)]) -> Vec<Info>,
            "/orders/{id}",
            "/pay",
            "/panic",
        ),
        ("axum, around the routes", axum_app::run_around, "-", "-", "-"),
        ("actix-web", actix_app::run, "/orders/{id}", "/pay", "/panic"),
        // A panic in poem loses the pattern.
        ("poem", poem_app::run, "/orders/:id", "/pay", "-"),
    ] {
        let log = Log::default();
        let expected = expect(&[
            (NOT_FOUND, &format!("GET {orders}")),
            (UNPAID, &format!("POST {pay}")),
            (NO_ROUTE, "GET -"),
            (WRONG_METHOD, &format!("DELETE {orders}")),
            (PANIC, &format!("GET {panic}")),
        ]);
        let infos = run(log.middleware(), None, &requests);
        assert_eq!(log.take(), expected, "{name}");
        assert_eq!(infos, run(Middleware::new(), None, &requests), "{name}");
        check_infos(name, &infos);

        // The inner middleware answers, with the function of the outer middleware or its own.
        assert_eq!(run(Middleware::new(), Some(log.middleware()), &requests), infos, "{name}");
        assert_eq!(log.take(), expected, "{name}");
        let outer = Log::default();
        let replace = outer.middleware().rejections(|_| Decision::Replace);
        assert_eq!(run(log.middleware(), Some(replace), &requests), infos, "{name}");
        assert_eq!(outer.take(), [""; 0], "{name}");
        assert_eq!(log.take(), expected, "{name}");
    }
}

fn check_infos(name: &str, infos: &[Info]) {
    let facts: Vec<_> = infos
        .iter()
        .map(|info| info.map(|info| (info.catalog, info.code, info.status, info.category, info.retry.is_retryable())))
        .collect();
    assert_eq!(
        facts,
        [
            Some(("shop", Some("order_not_found"), 404, Some("orders"), false)),
            Some(("shop", Some("payment_failed"), 502, Some("orders"), true)),
            Some(("shop", Some("no_such_route"), 404, None, false)),
            None,
            Some(("shop", None, 405, None, false)),
            Some(("shop", Some("internal_error"), 500, None, true)),
        ],
        "{name}"
    );
}

#[test]
fn an_observer_that_panics_changes_no_response() {
    for run in [axum_app::run, actix_app::run, poem_app::run] {
        let broken = Middleware::new().observe(|_| panic!("s3cret"));
        let requests = [("GET", "/orders/7"), ("GET", "/nothing")];
        assert_eq!(run(broken, None, &requests), run(Middleware::new(), None, &requests));
    }
}

#[test]
fn an_error_has_its_info_without_middleware() {
    use axum::response::IntoResponse as _;

    let error = || Error::order_not_found("7", "acme");
    let response: http::Response<String> = error().into();
    let converted: http::Response<String> = error().to_response(&Context::new()).into();
    let actix = actix_web::ResponseError::error_response(&error());
    let infos: [Info; 4] = [
        response.extensions().get().copied(),
        converted.extensions().get().copied(),
        error().into_response().extensions().get().copied(),
        actix.extensions().get().copied(),
    ];
    let expected = error().to_response(&Context::new()).info;
    assert_eq!((expected.code, expected.category), (Some("order_not_found"), Some("orders")));
    assert_eq!(infos, [Some(expected); 4]);
}

/// 10,000 requests that try to make new labels.
fn hostile() -> Vec<(String, String)> {
    const METHODS: [&str; 6] = ["GET", "POST", "DELETE", "get", "PURGE", "X-"];
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut request = |index: usize| {
        let noise = format!("{:x}%{:02x}", next(), next() % 256);
        let method = match METHODS[next() as usize % METHODS.len()] {
            "X-" => format!("X-{noise}").replace('%', "-"),
            method => method.to_owned(),
        };
        let path = match next() % 8 {
            _ if index % 500 == 0 => "/panic".to_owned(),
            0 => format!("/{noise}"),
            1 => format!("/orders/{noise}"),
            2 => format!("/orders/{noise}/{noise}"),
            3 => format!("/pay?{noise}"),
            4 => format!("/status/{}", next() % 1000),
            5 => format!("/status/{noise}"),
            6 => format!("//{noise}//{{id}}/*"),
            _ => format!("/ok/../{noise}"),
        };
        (method, path)
    };
    (0..10_000).map(&mut request).collect()
}

#[test]
fn clients_cannot_make_labels() {
    let requests = hostile();
    let requests: Vec<(&str, &str)> = requests.iter().map(|(method, path)| (method.as_str(), path.as_str())).collect();
    for run in [axum_app::run, axum_app::run_around, actix_app::run, poem_app::run] {
        let log = Log::default();
        run(log.middleware(), None, &requests);
        let seen = log.take();
        assert!(seen.len() > 5_000);
        let column =
            |index| -> BTreeSet<&str> { seen.iter().map(|labels| labels.split(' ').nth(index).unwrap()).collect() };
        let known: BTreeSet<&str> = errors::Code::ALL.iter().map(|code| code.as_str()).chain(["-"]).collect();
        assert_eq!(column(1), known);
        // The statuses without a named error are those in the IANA registry.
        assert!(column(2).is_subset(&(400..600).filter(|status| is_registered(*status)).map(text_of).collect()));
        let methods = column(7);
        assert_eq!(methods, BTreeSet::from(["DELETE", "GET", "POST", "_OTHER"]));
        let routes = column(8);
        let known = BTreeSet::from([
            "-",
            "/orders/{id}",
            "/orders/:id",
            "/pay",
            "/panic",
            "/ok",
            "/status/{status}",
            "/status/:status",
        ]);
        assert!(routes.is_subset(&known), "{routes:?}");
    }
}

fn text_of(status: u16) -> &'static str {
    status.to_string().leak()
}

fn is_registered(status: u16) -> bool {
    http::StatusCode::from_u16(status).unwrap().canonical_reason().is_some()
}

#[test]
fn the_error_has_its_type_and_its_source() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let middleware = Middleware::new().observe(move |seen| {
        let source = seen.source().map(ToString::to_string);
        let error = seen.error().map(|error| (error.is::<Error>(), error.to_string()));
        let location = seen.location().map(|location| (location.file(), location.line() > 1));
        log.lock().unwrap().push((error, source, location, seen.log_message()));
    });
    axum_app::run(middleware, None, &[("GET", "/orders/7"), ("POST", "/pay"), ("DELETE", "/pay")]);
    assert_eq!(
        *seen.lock().unwrap(),
        [
            (
                Some((true, "Order /orders/7 not found".to_owned())),
                None,
                None,
                "acme has no order /orders/7".to_owned()
            ),
            (
                Some((true, "The payment did not go through".to_owned())),
                Some("s3cret".to_owned()),
                Some((file!(), true)),
                "The payment did not go through".to_owned()
            ),
            (None, None, None, "Method Not Allowed".to_owned()),
        ]
    );
}

/// A conversion into a status is the response of a gRPC method.
#[test]
fn a_status_is_seen_once() {
    let log = Log::default();
    let calls = ["/orders/7", "/pay", "/panic", "/ok", "/own", "/unknown"];
    let infos = tonic_app::run(log.middleware(), &calls);
    let request = "POST /grpc.health.v1.Health/Check";
    let expected = expect(&[(NOT_FOUND, request), (UNPAID, request), (PANIC, request)]);
    assert_eq!(log.take(), expected);
    let codes: Vec<_> = infos.iter().map(|info| info.and_then(|info| info.code)).collect();
    assert_eq!(codes, [Some("order_not_found"), Some("payment_failed"), Some("internal_error"), None, None, None]);
}

/// An interceptor rejects a call before tonic looks for the method.
#[test]
fn clients_cannot_make_labels_of_methods() {
    let paths: Vec<String> = (0..10_000).map(|index| format!("/grpc.health.v1.Health/Check{index:x}")).collect();
    let mut paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    paths.push("/grpc.health.v1.Health/Check");
    let log = Log::default();
    let infos = tonic_app::run_rejected(log.middleware(), &paths);
    assert!(infos.iter().all(|info| info.unwrap().code == Some("order_not_found")));
    let seen = log.take();
    assert_eq!(seen.len(), 10_001);
    let expected = expect(&[(NOT_FOUND, "POST -"), (NOT_FOUND, "POST /grpc.health.v1.Health/Check")]);
    assert_eq!(BTreeSet::from_iter(seen), BTreeSet::from_iter(expected));
}
