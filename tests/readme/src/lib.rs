//! Compiles every block of Rust in the READMEs, in the reference of the format and in the page about the middleware as
//! a documentation test, next to the catalog that the README starts from.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../../build/README.md")]
struct Build;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/format.md")]
struct Format;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/bound-enums.md")]
struct BoundEnums;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/middleware.md")]
struct Middleware;

#[cfg(test)]
mod observability;

#[test]
fn the_catalog_for_an_enum_is_that_of_the_page() {
    let page = include_str!("../../../docs/bound-enums.md");
    let first = page.split("```toml\n").nth(1).and_then(|block| block.split("```").next());
    assert_eq!(first, Some(include_str!("../bound.toml")));
}

#[test]
fn the_catalog_is_that_of_the_readme() {
    let first =
        include_str!("../../../README.md").split("```toml\n").nth(1).and_then(|block| block.split("```").next());
    assert_eq!(first, Some(include_str!("../errors.toml")));
}
