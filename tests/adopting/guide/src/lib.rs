//! Compiles the Rust of `docs/adopting.md` and `docs/testing.md` as documentation tests, next to the catalog that
//! `docs/adopting.md` shows.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../../../../docs/adopting.md")]
struct Adopting;

#[cfg(doctest)]
#[doc = include_str!("../../../../docs/testing.md")]
struct Testing;

#[cfg(test)]
mod tests {
    use error_catalog_import::{Kind, import};

    const PAGE: &str = include_str!("../../../../docs/adopting.md");

    /// The first block of a language on the page.
    fn first(language: &str) -> &'static str {
        let fence = format!("```{language}\n");
        PAGE.split(fence.as_str()).nth(1).and_then(|block| block.split("```").next()).unwrap()
    }

    #[test]
    fn the_catalog_is_that_of_the_page() {
        assert_eq!(first("toml"), include_str!("../errors.toml"));
    }

    #[test]
    fn the_other_catalogs_have_the_fragments_of_the_page() {
        let from = "rust = { from = [\"std::io::Error\"] }\n";
        let fragment = |index: usize| PAGE.split("```toml fragment\n").nth(index).and_then(|it| it.split("```").next());
        for (index, catalog, base) in [
            (1, include_str!("../unexpected.toml"), first("toml").to_owned()),
            (2, include_str!("../second.toml"), first("toml").replace(from, "")),
        ] {
            assert_eq!(catalog, format!("{base}\n{}", fragment(index).unwrap()));
        }
    }

    #[test]
    fn the_catalog_of_the_page_is_imported_from_its_enum() {
        let imported = import(first("rust"), Kind::Rust, "error.rs").unwrap();
        let (before, wire_and_after) = first("toml").split_once("[wire]\n").unwrap();
        let (_, after) = wire_and_after.split_once("[errors.").unwrap();
        assert_eq!(imported.toml, format!("# Imported from error.rs.\n\n{before}[errors.{after}"));
    }
}
