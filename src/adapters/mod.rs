//! What each framework makes of errors and of the middleware, behind the feature of its name.

#[cfg(feature = "actix-web")]
pub(crate) mod actix_web;
#[cfg(feature = "http")]
pub(crate) mod http;
#[cfg(feature = "poem")]
pub(crate) mod poem;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(feature = "tower")]
pub mod tower;
