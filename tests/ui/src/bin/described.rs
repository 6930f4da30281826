//! A file that a build script or `error-catalog generate` wrote does not contain its catalog.

mod errors {
    include!("../../../fixtures/smallest.rs");
}

fn main() {
    let _ = error_catalog::openapi::document::<errors::Error>();
}
