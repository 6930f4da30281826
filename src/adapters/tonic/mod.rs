//! [`Middleware::grpc`](crate::Middleware::grpc): a layer around services of tonic.
//!
//! - It answers for a method that panics, even after its stream has begun. The status is that of the error that the
//!   catalog names in `[statuses.500] code`. If the catalog names none, the status is made from 500 alone. Without the
//!   layer, a panic closes the connection and ends all other calls on the connection.
//! - It gives errors their context. A method, its stream and an interceptor run in the context of their request, so
//!   `From` for `Status` and [`grpc_status`](crate::grpc_status) find the request's id in this context and add
//!   the id to `RequestInfo` and to the log. In a spawned task, the id is not available.
//! - With the feature `tracing`, it logs the panic. Each error is logged once, when it is converted into a `Status`,
//!   with or without the layer.
//!
//! The layer does not change what tonic itself rejects (an unknown method, a malformed message, a time-out), nor a
//! `Status` that the application makes without the catalog.
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
//! The layer ignores requests that are not gRPC calls. If an application serves tonic's services and axum's routes
//! together, put this layer and the layer for axum around all of them:
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
//! Put the layer of tonic-web outside of this layer, because tonic-web converts its requests into gRPC calls.

mod body;
mod layer;
mod scope;
pub(crate) mod status;

pub use body::ResponseBody;
pub use layer::{Layer, Service};
