//! Errors that share a code.

use std::borrow::Cow;
use std::collections::BTreeSet;

use error_catalog_model::Catalog;

use super::ErrorView;

/// Adds the errors that send the code of another error to the owner of the code, and makes the anchors of these errors
/// unique.
pub(super) fn add_families(catalog: &Catalog, errors: &mut [ErrorView<'_>]) {
    let owned = || catalog.errors.iter().enumerate().filter_map(|(index, error)| Some((index, error.owner?)));
    if owned().next().is_none() {
        return;
    }
    let mut taken: BTreeSet<Cow<'_, str>> = errors.iter().map(|view| view.anchor.clone()).collect();
    for (index, owner) in owned() {
        if let Some(owner) = errors.get_mut(owner) {
            owner.shared_by.push(index);
        }
        let Some(view) = errors.get_mut(index) else { continue };
        let mut anchor = format!("{}-{}", view.error.code, view.error.key);
        while !taken.insert(Cow::Owned(anchor.clone())) {
            anchor.push('-');
        }
        view.anchor = Cow::Owned(anchor);
    }
}
