//! No Rust is made of the catalog.
#![forbid(unsafe_code)]

const ANSWER: &str = "{\"code\": \"order_lost\"}";
