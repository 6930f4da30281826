//! The conversions and the middleware for each framework, behind the feature of the same name.

#[cfg(feature = "actix-web")]
pub(crate) mod actix_web;
#[cfg(feature = "http")]
pub(crate) mod answer;
#[cfg(feature = "axum")]
pub(crate) mod axum;
#[cfg(feature = "tower")]
mod carried;
#[cfg(feature = "http")]
pub(crate) mod http;
#[cfg(feature = "poem")]
pub(crate) mod poem;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod written;
