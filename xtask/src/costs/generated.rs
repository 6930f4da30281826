//! The bytes and the tokens of generated source.

use std::collections::BTreeMap;

use error_catalog_codegen::rust::{RustOptions, render_rust};
use error_catalog_model::Catalog;
use proc_macro2::{TokenStream, TokenTree};

use super::{Open, Unit};
use crate::Result;
use crate::bench::{self, thousands};

/// The numbers of codes, and the features of error-catalog that make the attribute generate more.
const SOURCES: [(usize, &str); 4] = [(40, ""), (1000, ""), (1000, "client,examples"), (10_000, "")];

pub(super) fn costs() -> Vec<Open> {
    let mut costs = Vec::new();
    for (codes, features) in SOURCES {
        let name = format!("attribute, {}", describe(codes, features));
        let options = move || macro_options(features);
        costs.push(Open::new(Unit::Bytes, name.clone(), move || Ok(render(codes, &options())?.len() as f64)));
        costs.push(Open::new(Unit::Tokens, name, move || count_tokens(&render(codes, &options())?)));
    }
    costs.push(Open::new(Unit::Bytes, "`render rust`, 1,000 codes", || {
        Ok(render(1000, &RustOptions::for_module())?.len() as f64)
    }));
    costs
}

/// Names a catalog and features, as in `1,000 codes, with client,examples`.
pub(super) fn describe(codes: usize, features: &str) -> String {
    let features = if features.is_empty() { String::new() } else { format!(", with {features}") };
    format!("{} codes{features}", thousands(codes))
}

/// The options of the attribute for a module, with features of error-catalog.
fn macro_options(features: &str) -> RustOptions {
    let has = |name| features.split(',').any(|feature| feature == name);
    let mut options = RustOptions::for_module();
    (options.examples, options.client, options.templates) = (has("examples"), has("client"), has("client"));
    options.for_macro = true;
    options
}

fn render(codes: usize, options: &RustOptions) -> Result<String> {
    let files = BTreeMap::from([("errors.toml".to_owned(), bench::catalog(codes))]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let catalog = catalog.ok_or_else(|| report.render_errors().join("\n\n"))?;
    Ok(render_rust(&catalog, options))
}

fn count_tokens(source: &str) -> Result<f64> {
    let tokens: TokenStream = source.parse().map_err(|error| format!("the source is not Rust: {error}"))?;
    Ok(count(tokens) as f64)
}

/// The number of tokens, in which the two delimiters of a group are one token.
fn count(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => 1 + count(group.stream()),
            _ => 1,
        })
        .sum()
}
