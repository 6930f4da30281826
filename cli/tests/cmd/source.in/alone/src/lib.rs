//! No Rust is generated from the catalog.
#![forbid(unsafe_code)]

const ANSWER: &str = "{\"code\": \"order_lost\"}";
