//! The attribute of [error-catalog](https://docs.rs/error-catalog), which re-exports it and documents it there.

#![forbid(unsafe_code)]

mod expand;
mod input;

use proc_macro::TokenStream;

#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn error_catalog(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(arguments.into(), item.into()).into()
}
