//! [`Middleware::grpc`](crate::Middleware::grpc): a layer around services of tonic.
//!
//! - If a method panics, the layer answers with a status, even after the stream of the method has begun. The status
//!   comes from the error that the catalog names in `[statuses.500] code`. If the catalog names no such error, the gRPC
//!   status is derived from the HTTP status 500. Without the layer, a panic closes the connection and ends all other
//!   calls on the connection.
//! - The layer gives errors their context. A method, its stream and an interceptor run in the context of their request.
//!   In this context, `From` for `Status` and [`grpc_status`](crate::grpc_status) find the request's id, and add the id
//!   to `RequestInfo` and to the log. In a spawned task, the id is not available.
//! - With the feature `tracing`, the layer logs the panic. An error is logged once, when the error is converted into a
//!   `Status`, with or without the layer.
//!
//! The layer does not change the `Status` of a call that tonic itself rejects (an unknown method, a malformed message,
//! a time-out). The layer also does not change a `Status` that the application makes without the catalog.
//!
//! ```
//! # mod example {
//! #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
//! pub mod errors {}
//! # }
//! # use example::errors;
//!
//! use error_catalog::Middleware;
//! use tonic::transport::Server;
//!
//! let middleware = Middleware::<errors::Error>::new().request_id_header("x-request-id");
//! # let (_, service) = tonic_health::server::health_reporter();
//! let server = Server::builder().layer(middleware.grpc()).add_service(service);
//! ```
//!
//! The layer ignores requests that are not gRPC calls. If an application serves tonic's services together with axum's
//! routes, put this layer and the layer for axum around the whole application:
//!
#![cfg_attr(feature = "axum", doc = "```")]
#![cfg_attr(not(feature = "axum"), doc = "```ignore")]
//! # mod example {
//! #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
//! pub mod errors {}
//! # }
//! # use example::errors;
//! # use axum::routing::get;
//! # use error_catalog::Middleware;
//! # let (_, service) = tonic_health::server::health_reporter();
//! use tonic::service::Routes;
//!
//! let middleware = Middleware::<errors::Error>::new();
//! let routes = Routes::from(axum::Router::new().route("/", get("Hello"))).add_service(service);
//! let app: axum::Router = routes.into_axum_router().layer(middleware.clone().grpc()).layer(middleware);
//! ```
//!
//! Put the layer of tonic-web around this layer, because tonic-web converts its requests into gRPC calls.

mod body;
mod layer;
mod scope;
pub(crate) mod status;

pub use body::ResponseBody;
pub use layer::{Layer, Service};
