//! The attribute of error-catalog.
#![forbid(unsafe_code)]

use proc_macro::TokenStream;

/// To be written.
#[proc_macro_attribute]
pub fn error_catalog(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}
