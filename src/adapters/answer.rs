//! The conversions of an enum that the application wrote, whose types the application chose.

use alloc::string::String;
use core::marker::PhantomData;

#[cfg(feature = "axum")]
use axum_core::response::Response;

#[cfg(feature = "axum")]
use super::axum::axum_response;
use super::http::http_response;
use crate::error::CatalogError;

/// Converts errors of an enum that the application wrote. For a type that is `Send` and `Sync`, the functions of this
/// type itself hide the functions of [`NotShared`].
pub struct Answer<E>(PhantomData<E>);

impl<E: CatalogError + Send + Sync> Answer<E> {
    /// The response of an error before the middleware adds the context.
    pub fn http<B: From<String>>(error: E) -> http::Response<B> {
        http_response(error)
    }

    /// The response of an error in axum before the middleware adds the context.
    #[cfg(feature = "axum")]
    pub fn axum(error: E) -> Response {
        axum_response(error)
    }
}

/// The answer for an error that is not `Send` and `Sync`. There is a message at the type of its member.
pub trait NotShared<E> {
    /// Returns an empty response.
    fn http<B: From<String>>(_: E) -> http::Response<B> {
        http::Response::new(B::from(String::new()))
    }

    /// Returns an empty response.
    #[cfg(feature = "axum")]
    fn axum(_: E) -> Response {
        http::Response::default()
    }
}

impl<E> NotShared<E> for Answer<E> {}
