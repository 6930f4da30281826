//! Compares several catalogs with each other, such as all catalogs of a workspace.
//!
//! Each catalog is the contract of one API, so two catalogs may use the same codes and numbers. However, if two
//! catalogs share a `docs-url` that contains `{code}` or `{number}`, each code or number must identify only one error,
//! because each error needs its own URL.

use std::collections::BTreeMap;

use super::meaning::is_other_meaning;
use super::{Contract, ErrorContract};
use crate::diagnostic::{Diagnostic, Span, rules};
use crate::model::{Builtin, Catalog, Error};

/// Returns a diagnostic for each clash between two of these catalogs, with the index of the later catalog. The string
/// next to each catalog is the name of the catalog in messages.
#[must_use]
pub fn check_together(catalogs: &[(&str, &Catalog)]) -> Vec<(usize, Diagnostic)> {
    let mut found = check_names(catalogs);
    found.extend(check_urls(catalogs));
    found
}

fn check_names(catalogs: &[(&str, &Catalog)]) -> Vec<(usize, Diagnostic)> {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, (path, catalog)) in catalogs.iter().enumerate() {
        let Some(name) = catalog.name.as_deref() else { continue };
        if let Some(first) = names.get(name) {
            let message = format!("the catalog `{first}` already has the name `{name}`");
            let diagnostic = Diagnostic::new(&rules::SAME_CATALOG_NAME, place(catalog, &["catalog", "name"]), message);
            found.push((index, diagnostic.with_label("expected a different name")));
        } else {
            names.insert(name, path);
        }
    }
    found
}

fn check_urls(catalogs: &[(&str, &Catalog)]) -> Vec<(usize, Diagnostic)> {
    let mut urls: BTreeMap<&str, (&str, ErrorContract)> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, (path, catalog)) in catalogs.iter().enumerate().filter(|(_, (_, catalog))| identifies(catalog)) {
        let mut own = Vec::new();
        // Errors that share a code share its documentation.
        for (error, contract) in contracts(catalog).into_iter().filter(|(error, _)| error.owner.is_none()) {
            let Some(url) = error.docs_url.as_deref().filter(|_| !error.has_own_docs_url) else { continue };
            match urls.get(url) {
                Some((other, before)) if is_other_error(before, &contract) => {
                    let message = format!(
                        "error `{}` has the same documentation URL as error `{}` of `{other}`: {url}",
                        error.key, before.key
                    );
                    let key = if error.number.is_some() && error.number == before.number { "number" } else { "code" };
                    let span = catalog.spans.in_entry(error.location, &[key]).unwrap_or(NOWHERE);
                    let label = format!(
                        "expected a different {key} for one of the errors, or a different `docs-url` in one of the \
                         catalogs"
                    );
                    let was = format!("the response of error `{}` is {}", before.key, before.meaning());
                    let diagnostic = Diagnostic::new(&rules::SAME_DOCS_URL, span, message);
                    found.push((index, diagnostic.with_label(label).with_help(was)));
                }
                Some(_) => {}
                None => own.push((url, (*path, contract))),
            }
        }
        urls.extend(own);
    }
    found
}

/// Whether the documentation URL of an error identifies the error.
fn identifies(catalog: &Catalog) -> bool {
    let is_id = |slot: &str| [Builtin::Code, Builtin::Number].iter().any(|id| id.as_str() == slot);
    catalog.docs_url.as_ref().is_some_and(|url| url.slots().any(is_id))
}

fn contracts(catalog: &Catalog) -> Vec<(&Error, ErrorContract)> {
    let contract = Contract::of(catalog);
    let mut by_key: BTreeMap<String, ErrorContract> =
        contract.errors.into_iter().map(|error| (error.key.clone(), error)).collect();
    catalog.errors.iter().filter_map(|error| Some((error, by_key.remove(&error.key)?))).collect()
}

/// Whether two errors with one URL are not one error that both catalogs have.
fn is_other_error(a: &ErrorContract, b: &ErrorContract) -> bool {
    !a.statuses().eq(b.statuses()) || a.code != b.code || is_other_meaning(a, b)
}

/// The place of a clash that no key shows.
const NOWHERE: Span = Span { file: 0, start: 0, end: 0 };

fn place(catalog: &Catalog, path: &[&str]) -> Span {
    catalog.spans.in_top(path).unwrap_or(NOWHERE)
}
