//! [`Middleware::grpc`](crate::Middleware::grpc): a layer around services of tonic.
//!
//! - It answers for a method that panics, also where its stream had begun, with the status of the error that the
//!   catalog's `[statuses.500] code` names, else with one made from 500 alone. Without it the panic ends the
//!   connection, and with it all other calls on it.
//! - It gives errors their context: `From` for `Status` and [`grpc_status`](crate::grpc_status) know the id of the
//!   request wherever a method, its stream, or an interceptor calls them, so that it is in `RequestInfo` and in the log.
//!   In a task that one of these spawns they do not know it.
//! - It logs the panic, with the feature `tracing`. Each error is logged where it becomes a `Status`, with or without
//!   the layer, and only there.
//!
//! What tonic refuses by itself (no such method, a message that cannot be read, a time-out) and every `Status` of the
//! application's own is left alone.
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
//! It leaves requests alone that are not gRPC's. So an application that has services of tonic among the routes of axum
//! puts both layers around all of them:
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
//! tonic-web's layer goes around it, since that makes gRPC of its requests.

mod body;
mod layer;
mod scope;
pub(crate) mod status;

pub use body::ResponseBody;
pub use layer::{Layer, Service};
