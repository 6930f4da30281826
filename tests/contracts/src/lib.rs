//! The error contracts of APIs in production.
//!
//! Each folder of this package is one contract: `errors.toml` is a catalog, and `responses.http` contains responses
//! that the public documentation of the API shows. The documented status, headers and body are facts; of a body that
//! the documentation shows on several lines, the file has the compact form, with the members in the same order. This
//! crate has the errors that the responses belong to. The tests compare what the encoder writes with the facts, ask a
//! server for each response, and read each response again.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "for tests alone")]

pub mod acme;
pub mod aspnet;
pub mod azure;
pub mod fastapi;
pub mod github;
pub mod google;
pub mod json_api;
pub mod json_api_status;
pub mod kubernetes;
pub mod matrix;
pub mod slack;
pub mod spring;
pub mod stripe;
pub mod values;

use error_catalog::OwnedContext;

/// An error whose response is documented.
pub struct Case<E> {
    /// The heading of the response in `responses.http`.
    pub name: &'static str,
    /// The error.
    pub error: E,
    /// The data of the request.
    pub context: OwnedContext,
}

impl<E> Case<E> {
    fn new(name: &'static str, error: E) -> Self {
        Self { name, error, context: OwnedContext::new() }
    }

    fn with(self, context: OwnedContext) -> Self {
        Self { context, ..self }
    }
}

/// Evaluates an expression for each contract: with the name of its folder, the module of its errors, and the function
/// that returns its cases.
///
/// ```
/// error_catalog_contracts::each_contract!(|folder, errors, cases| {
///     let cases: Vec<error_catalog_contracts::Case<errors::Error>> = cases();
///     println!("{folder}: {}", cases.len());
/// });
/// ```
#[macro_export]
macro_rules! each_contract {
    (|$folder:ident, $errors:ident, $cases:ident| $value:expr) => {
        $crate::each_contract! {
            |$folder, $errors, $cases| $value;
            "acme" acme, "aspnet" aspnet, "azure" azure, "fastapi" fastapi, "github" github, "google" google,
            "json-api" json_api, "json-api-status" json_api_status, "kubernetes" kubernetes, "matrix" matrix,
            "slack" slack, "spring" spring, "stripe" stripe,
        }
    };
    (|$folder:ident, $errors:ident, $cases:ident| $value:expr; $($name:literal $contract:ident,)*) => {$({
        use $crate::$contract::{cases as $cases, errors as $errors};
        let $folder = $name;
        $value;
    })*};
}
