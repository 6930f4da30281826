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
mod gallery;
#[cfg(test)]
mod observability;
#[cfg(test)]
mod openapi;

#[test]
fn the_catalogs_for_enums_are_those_of_the_page() {
    let page = include_str!("../../../docs/bound-enums.md");
    let blocks = page.split("```toml\n").skip(1).filter_map(|block| block.split("```").next());
    let blocks: Vec<&str> = blocks.collect();
    assert_eq!(
        blocks,
        [include_str!("../bound.toml"), include_str!("../statuses.toml"), include_str!("../several.toml")]
    );
}

#[test]
fn the_catalog_is_that_of_the_readme() {
    let first =
        include_str!("../../../README.md").split("```toml\n").nth(1).and_then(|block| block.split("```").next());
    assert_eq!(first, Some(include_str!("../errors.toml")));
}
