//! Rows: the whole cost of an error in axum, from the request to the response, without a socket.

mod by_hand;
mod log;

use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use axum::routing::get;
use error_catalog::Middleware;
use tower_service::Service;

use crate::errors::{ours, ours_with_fields};
use crate::program::Named;
use crate::timer::{Row, side};

pub const ROWS: &[Named] = &[
    ("axum, by hand in the handler", || row("/orders/7", by_hand::in_handler)),
    ("axum, by hand in a layer", || row("/orders/7", by_hand::in_layer)),
    ("axum, no error, by hand in a layer", || row("/health", by_hand::in_layer)),
];

/// The errors that a handler returns, one after the other.
pub struct Errors<E> {
    errors: Vec<E>,
    next: AtomicUsize,
}

impl<E: Clone> Errors<E> {
    fn new(errors: Vec<E>) -> Arc<Self> {
        Arc::new(Self { errors, next: AtomicUsize::new(0) })
    }

    fn next(&self) -> E {
        self.errors[self.next.fetch_add(1, Ordering::Relaxed) % self.errors.len()].clone()
    }
}

fn ours() -> Router {
    async fn fail(State(errors): State<Arc<Errors<ours::Error>>>) -> Result<String, ours::Error> {
        Err(errors.next())
    }

    Router::new()
        .route("/orders/{id}", get(fail))
        .route("/health", get(succeed))
        .layer(Middleware::<ours::Error>::new().request_id_header("x-request-id"))
        .with_state(Errors::new(ours_with_fields(2)))
}

/// A response that is not an error passes the middleware, too.
async fn succeed() -> &'static str {
    "healthy"
}

/// The server is not part of the measured time, so the future is polled here. Nothing in the future waits.
fn block_on<F: Future>(future: F) -> F::Output {
    let (mut future, mut context) = (pin!(future), Context::from_waker(Waker::noop()));
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

fn answer(app: &mut Router, path: &str, id: &str) -> Response {
    let request = Request::get(path).header("x-request-id", id).body(Body::empty());
    let Ok(response) = block_on(app.call(request.expect("a valid request")));
    response
}

/// The status, the sorted headers, the body and the log of a response. The log of the derived `Debug` also shows the
/// variant `Some` of optional fields.
fn shown(app: &mut Router, path: &str, id: &str) -> (u16, Vec<(String, String)>, String, String) {
    log::take();
    let (parts, body) = answer(app, path, id).into_parts();
    let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        (name.to_string(), value.to_str().expect("a text").to_owned())
    };
    let mut headers: Vec<_> = parts.headers.iter().map(header).collect();
    headers.sort();
    let body = block_on(to_bytes(body, usize::MAX)).expect("a body in memory");
    (
        parts.status.as_u16(),
        headers,
        String::from_utf8_lossy(&body).into_owned(),
        log::take().replace("Some(\"", "\"").replace("\")", "\""),
    )
}

fn row(path: &'static str, theirs: fn() -> Router) -> Row {
    log::subscribe();
    let (mut first, mut second) = (ours(), theirs());
    let ids: Vec<String> = (0..ours_with_fields(2).len()).map(|nth| format!("req-{nth:08x}")).collect();
    for id in &ids {
        let (ours, theirs) = (shown(&mut first, path, id), shown(&mut second, path, id));
        assert_eq!(ours, theirs);
        assert_eq!(ours.3.contains(id), ours.0 >= 400, "an error is logged, and nothing else");
    }
    let call = |mut app: Router| side(ids.clone(), move |id| black_box(answer(&mut app, path, id)));
    Row { ours: call(first), theirs: call(second) }
}
