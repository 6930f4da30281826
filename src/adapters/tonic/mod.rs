//! [`Middleware::grpc`](crate::Middleware::grpc): a layer around services of tonic.
//!
//! - It answers for a method that panics, even after its stream has begun. The status is that of the error that the
//!   catalog's `[statuses.500] code` names, otherwise one for 500 alone. Without the layer, a panic closes the
//!   connection and ends all other calls on it.
//! - It gives errors their context. `From` for `Status` and [`grpc_status`](crate::grpc_status) know the id of the
//!   request if a method, its stream or an interceptor calls them. The id is then in `RequestInfo` and in the log. They
//!   do not know it in a spawned task.
//! - With the feature `tracing`, it logs the panic. Each error is logged once, when it becomes a `Status`, with or
//!   without the layer.
//!
//! It does not change what tonic rejects itself (an unknown method, a malformed message, a time-out), or any `Status`
//! that the application makes without the catalog.
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
//! It ignores requests that are not gRPC calls. So an application with services of tonic among the routes of axum puts
//! both layers around all of them:
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
//! tonic-web's layer must be outside of it, because it converts its requests into gRPC calls.

mod body;
mod layer;
mod scope;
pub(crate) mod status;

pub use body::ResponseBody;
pub use layer::{Layer, Service};
