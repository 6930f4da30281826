//! The attribute of [error-catalog](https://docs.rs/error-catalog), whose documentation describes the attribute.

#![forbid(unsafe_code)]

mod bound;
mod expand;
mod input;
mod place;

#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn error_catalog(arguments: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(arguments.into(), item.into()).into()
}
