//! Values that the catalog names for a status, but that the types do not have.

use std::num::NonZeroI32;

/// A type without a default.
#[derive(Debug)]
pub struct Holder;

#[error_catalog::error_catalog("bound_values.toml")]
pub enum ApiError {
    TooMany {
        limits: Vec<u8>,
        step: NonZeroI32,
    },
    Gone(char),
    #[key("busy")]
    Queue(#[internal] Holder, u64),
    Busy {
        seconds: u8,
    },
    #[key("busy")]
    Never(u8),
    Closed(Box<str>),
    #[key("closed")]
    Ended(char),
}

fn main() {
    println!("{:?}", ApiError::Gone('a'));
}
