//! The source of an error together with its place in the application's code.

use core::error::Error;
use core::panic::Location;

use crate::source::Source;

/// The source of an error, and the place where the source became part of the error. Only logs show them.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The source.
    pub error: &'a (dyn Error + 'static),
    /// The place. Only a [`Source`] has one.
    pub location: Option<&'static Location<'static>>,
}

/// A type of members that contain sources. Generated code calls the method on the member of a variant, and Rust then
/// finds the error in a `Box<dyn Error>` or an `anyhow::Error`, which are not errors themselves, by dereferencing them.
pub trait AsOrigin {
    /// Returns the source and its place. For a type that is not an error, rustc shows the name of the method.
    fn as_dyn_error(&self) -> Origin<'_>;
}

/// A `Source` is not an [`Error`], so this implementation does not overlap with the implementation for errors.
impl AsOrigin for Source {
    fn as_dyn_error(&self) -> Origin<'_> {
        Origin { error: &**self, location: Some(self.location()) }
    }
}

impl<T: Error + 'static> AsOrigin for T {
    fn as_dyn_error(&self) -> Origin<'_> {
        Origin { error: self, location: None }
    }
}

macro_rules! as_origin {
    ($($bounds:tt)*) => {
        impl AsOrigin for dyn Error $($bounds)* {
            fn as_dyn_error(&self) -> Origin<'_> {
                Origin { error: self, location: None }
            }
        }
    };
}

as_origin! {}
as_origin! { + Send }
as_origin! { + Send + Sync }
as_origin! { + Send + Sync + core::panic::UnwindSafe }
