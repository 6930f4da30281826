//! The sources of errors, whose types the application chooses.

use core::error::Error;

/// Returns a source as an error. Generated code calls the method on the member of a variant, and Rust then finds the
/// error in a `Box<dyn Error>` or an `anyhow::Error`, which are not errors themselves, by dereferencing them.
pub trait AsDynError {
    /// Returns the error.
    fn as_dyn_error(&self) -> &(dyn Error + 'static);
}

impl<T: Error + 'static> AsDynError for T {
    fn as_dyn_error(&self) -> &(dyn Error + 'static) {
        self
    }
}

macro_rules! as_dyn_error {
    ($($bounds:tt)*) => {
        impl AsDynError for dyn Error $($bounds)* {
            fn as_dyn_error(&self) -> &(dyn Error + 'static) {
                self
            }
        }
    };
}

as_dyn_error! {}
as_dyn_error! { + Send }
as_dyn_error! { + Send + Sync }
as_dyn_error! { + Send + Sync + core::panic::UnwindSafe }
