//! The examples of README.md and docs/format.md are correct.
//!
//! `SNAPSHOTS=overwrite cargo test --test it docs` updates the diagnostics in the README.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog::{CatalogError, Context};
use error_catalog_codegen::program::{compile, pretty_json};
use error_catalog_model::Catalog;

mod smallest {
    #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    pub mod errors {}
}

/// The pages with TOML, and the least number of whole catalogs in each, so that the test cannot pass on nothing.
const PAGES: [(&str, usize); 5] = [
    ("README.md", 1),
    ("docs/adopting.md", 1),
    ("docs/format.md", 14),
    ("docs/outputs/python.md", 1),
    ("docs/outputs/typescript.md", 1),
];

#[test]
fn every_catalog_in_the_docs_is_valid() {
    for (page, at_least) in PAGES {
        let text = read(page);
        let catalogs: Vec<&str> = fenced(&text).filter(|(info, _)| *info == "toml").map(|(_, block)| block).collect();
        assert!(catalogs.len() >= at_least, "{page} has {} catalogs", catalogs.len());
        for catalog in catalogs {
            let files = BTreeMap::from([("errors.toml".to_owned(), catalog.to_owned())]);
            let (_, report) = Catalog::parse("errors.toml", &files);
            let found: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
            assert!(found.is_empty(), "{page}:\n{catalog}\n{}", found.join("\n\n"));
        }
    }
}

#[test]
fn the_tutorial_shows_the_bodies_that_are_sent() {
    let page = read("docs/format.md");
    let blocks: Vec<(&str, &str)> = fenced(&page).collect();
    let mut shown = 0;
    for pair in blocks.windows(2).filter(|pair| pair[1].0 == "json") {
        let [(_, text), (_, body)] = pair else { unreachable!() };
        let files = BTreeMap::from([("errors.toml".to_owned(), (*text).to_owned())]);
        let catalog = Catalog::parse("errors.toml", &files).0.unwrap();
        let response = compile(&catalog).respond(&catalog, 0, &catalog.errors[0].examples[0]);
        assert_eq!(format!("{}\n", pretty_json(&response.body)), *body, "{text}");
        shown += 1;
    }
    assert_eq!(shown, 8);
}

#[test]
fn the_smallest_catalog_answers_as_the_readme_shows() {
    let (readme, catalog) = (read("README.md"), read("tests/fixtures/smallest.toml"));
    let first = |info: &str| fenced(&readme).find(|(other, _)| *other == info).map(|(_, block)| block);
    assert_eq!(first("toml"), Some(catalog.as_str()));
    let response = smallest::errors::Error::user_not_found("u_17").to_response(&Context::new());
    assert_eq!(first("http"), Some(format!("{response}\n").as_str()));
}

#[test]
fn problems_are_reported_as_the_readme_shows() {
    let readme = read("README.md");
    let (_, catalog) = fenced(&readme).find(|(info, _)| *info == "toml mistaken").unwrap();
    let files = BTreeMap::from([("errors.toml".to_owned(), catalog.to_owned())]);
    let (_, report) = Catalog::parse("errors.toml", &files);
    let rendered: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    let expected = format!("{}\n", rendered.join("\n\n"));
    let (_, shown) = fenced(&readme).find(|(info, _)| *info == "text").unwrap();
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(path_of("README.md"), readme.replace(shown, &expected)).unwrap();
    } else {
        assert_eq!(shown, expected);
    }
}

/// The fenced blocks of a page: the info string and the content of each.
fn fenced(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'))
}

fn read(path: &str) -> String {
    let path = path_of(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn path_of(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
