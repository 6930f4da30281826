//! Every block of Rust in the README is a test of documentation here, beside the catalog that it starts from.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

#[test]
fn its_catalog_is_the_one_of_the_readme() {
    let first =
        include_str!("../../../README.md").split("```toml\n").nth(1).and_then(|block| block.split("```").next());
    assert_eq!(first, Some(include_str!("../errors.toml")));
}
