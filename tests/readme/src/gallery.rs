//! The Rust in the part of the README that shows one error in every output. `cargo xtask codegen` copies the function.

use std::time::Duration;

use error_catalog::{CatalogError, Context};

#[error_catalog::error_catalog("gallery.toml")]
mod errors {}

use errors::Error;

fn count_request(requests: u32) -> Result<(), Error> {
    let limit = 100;
    if requests > limit {
        return Err(Error::rate_limited(limit, Duration::from_secs(30)));
    }
    Ok(())
}

/// The README shows the response of the function.
#[test]
fn the_readme_shows_the_response() {
    let [within, above] = [100, 101].map(|requests| count_request(requests).err());
    assert!(within.is_none());
    let response = above.map(|error| error.to_response(&Context::new()).to_string()).unwrap_or_default();
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(&format!("```http\n{}\n```", response.trim_end())), "{response}");
}
