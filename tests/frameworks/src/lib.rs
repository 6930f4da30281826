//! The code that the tests of all frameworks share: one catalog, and one table of requests with their answers, which
//! are the same in every framework.
//!
//! Each test binary serves an application with these routes, behind [`middleware`]:
//!
//! | route | what its handler does |
//! |---|---|
//! | `GET /orders/{id}` | 200 with an [`Order`] for the id 1, otherwise `Error::order_not_found(id, "acme")` |
//! | `POST /orders` | accepts an [`Order`] as JSON, of at most 1024 bytes, and returns it with 201 |
//! | `GET /customers/{name}` | `Error::customer_blocked` with [`NAME`], whatever the name |
//! | `GET /sold-out` | `Error::sold_out()`, with an `OwnedContext` in the response's extensions: [`sold_out_context`] |
//! | `GET /slow` | sleeps longer than the time-out of the application, or answers 408 if the framework has none |
//! | `GET /panic` | panics |
//! | `GET /status/{status}` | an empty response with this status |
//! | `GET /own` | 409 with the JSON `{"mine":true}`, and two headers `Set-Cookie`: `a=1`, `b=2` |

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "for tests alone")]

mod cases;
mod causes;
mod checks;
mod client;

pub use causes::{check_causes, middleware_by_cause};
pub use checks::{check_cases, check_ids, check_nested, check_untouched, check_without_middleware};
pub use client::{Answer, send};

use error_catalog::{Json, Middleware, OwnedContext, RequestHead};
use serde::{Deserialize, Serialize};

#[error_catalog::error_catalog]
pub mod errors {}

/// What the application stores.
#[derive(Debug, Deserialize, Serialize)]
pub struct Order {
    /// The name of the article.
    pub item: String,
    /// The number of articles.
    pub count: u32,
}

/// A customer whose name is not ASCII and would split a header.
pub const NAME: &str = "Zoë\r\nX-Evil: 1";

/// The body of [`Order`] 1.
pub const ORDER: &str = r#"{"item":"tea","count":1}"#;

/// The order with the id 1.
pub fn order() -> Order {
    Order { item: "tea".into(), count: 1 }
}

/// The request's id, and with the header `X-Debug: true` data for the developer of a client.
pub fn context(request: &RequestHead<'_>) -> OwnedContext {
    let mut context = OwnedContext::new();
    context.request_id = request.id("x-request-id");
    if request.header("x-debug") == Some("true") {
        context = context.debug([("path", Json::from(request.path()))]);
    }
    context
}

/// What the handler of `/sold-out` adds to the middleware's context.
pub fn sold_out_context() -> OwnedContext {
    OwnedContext::new().retry_after(std::time::Duration::from_millis(29_500))
}

/// The middleware of every application.
pub fn middleware() -> Middleware<errors::Error> {
    Middleware::new().context(context).request_id_header("X-Request-ID")
}

/// Outer middleware, which chooses another id.
pub fn outer_middleware() -> Middleware<errors::Error> {
    middleware().context(|_| OwnedContext::new().request_id("outer"))
}
