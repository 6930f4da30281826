//! The documentation in generated Rust, as comments and as attributes.

// Helpers of tests fail as tests do.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::path::Path;

use error_catalog_codegen::Folder;
use error_catalog_codegen::rust::{RustOptions, render_rust};
use error_catalog_model::Catalog;
use proc_macro2::{TokenStream, TokenTree};

fn render(catalog: &str, for_macro: bool) -> String {
    let folder = Folder::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(catalog));
    let (catalog, report) = Catalog::parse(folder.main(), &folder);
    let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
    let mut options = RustOptions::for_module();
    options.for_macro = for_macro;
    render_rust(&catalog, &options)
}

/// The documentation of each item, in order. A comment's lines start with a space, which is not part of the text.
fn docs(tokens: TokenStream) -> Vec<String> {
    let mut docs: Vec<String> = Vec::new();
    let mut after_docs = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_attribute = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        let attribute = tokens.peek().filter(|_| is_attribute).and_then(doc_attribute);
        match (attribute, token) {
            (Some(text), _) => {
                tokens.next();
                match docs.last_mut().filter(|_| after_docs) {
                    Some(item) => *item += &format!("\n{}", text.strip_prefix(' ').unwrap_or(&text)),
                    None => docs.push(text.strip_prefix(' ').unwrap_or(&text).to_owned()),
                }
                after_docs = true;
                continue;
            }
            (None, TokenTree::Group(group)) => docs.extend(self::docs(group.stream())),
            _ => {}
        }
        after_docs = false;
    }
    docs
}

/// The text of `[doc = "…"]`.
fn doc_attribute(token: &TokenTree) -> Option<String> {
    let TokenTree::Group(group) = token else { return None };
    let attribute: Vec<TokenTree> = group.stream().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = attribute.as_slice() else {
        return None;
    };
    (name == "doc").then(|| syn::parse_str::<syn::LitStr>(&text.to_string()).unwrap().value())
}

/// rust-analyzer shows the third slash of a comment that a macro parses, so the attribute must not contain a comment.
#[test]
fn attributes_have_the_text_of_comments() {
    for catalog in [
        "tests/fixtures/hostile.toml",
        "tests/hygiene/strict/errors.toml",
        "examples/admin/errors.toml",
        "examples/lomi/errors.toml",
        "codegen/tests/layout/long.toml",
    ] {
        let (comments, attributes) = (render(catalog, false), render(catalog, true));
        let expected = docs(comments.parse().unwrap());
        assert!(expected.len() >= 10, "{catalog}");
        assert_eq!(docs(attributes.parse().unwrap()), expected, "{catalog}");
        assert!(!attributes.lines().any(|line| line.trim_start().starts_with("//")), "{catalog}");
    }
}
