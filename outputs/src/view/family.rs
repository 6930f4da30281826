//! Errors that share a code.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::Catalog;

use super::ErrorView;

/// Adds the errors with the same code to each error that shares its code, and makes the anchors of these errors unique.
pub(super) fn add_families(catalog: &Catalog, errors: &mut [ErrorView<'_>]) {
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, error) in catalog.errors.iter().enumerate() {
        if let Some(owner) = error.owner {
            families.entry(owner).or_insert_with(|| vec![owner]).push(index);
        }
    }
    if families.is_empty() {
        return;
    }
    let mut taken: BTreeSet<Cow<'_, str>> = errors.iter().map(|view| view.anchor.clone()).collect();
    for family in families.values() {
        for index in family {
            let Some(view) = errors.get_mut(*index) else { continue };
            view.family.clone_from(family);
            if view.error.owner.is_some() {
                let mut anchor = format!("{}-{}", view.error.code, view.error.key);
                while !taken.insert(Cow::Owned(anchor.clone())) {
                    anchor.push('-');
                }
                view.anchor = Cow::Owned(anchor);
            }
        }
    }
}
