//! Errors that share a code, and the anchors of errors.

use std::borrow::Cow;
use std::collections::BTreeSet;

use error_catalog_model::{Catalog, Error};

use super::ErrorView;

/// Adds the errors that send the code of another error to the owner of the code.
pub(super) fn add_families(catalog: &Catalog, errors: &mut [ErrorView<'_>]) {
    let owned = catalog.errors.iter().enumerate().filter_map(|(index, error)| Some((index, error.owner?)));
    for (index, owner) in owned {
        if let Some(owner) = errors.get_mut(owner) {
            owner.shared_by.push(index);
        }
    }
}

/// Gives each error that shares its code its own anchor, and each error whose code has white space, which an anchor in
/// HTML cannot contain.
pub(super) fn add_anchors(errors: &mut [ErrorView<'_>]) {
    let is_changed = |error: &Error| error.owner.is_some() || error.code.contains(char::is_whitespace);
    if !errors.iter().any(|view| is_changed(view.error)) {
        return;
    }
    let mut taken: BTreeSet<Cow<'_, str>> = errors.iter().map(|view| view.anchor.clone()).collect();
    for view in errors.iter_mut().filter(|view| is_changed(view.error)) {
        let error = view.error;
        let mut anchor = error.code.replace(char::is_whitespace, "-");
        if error.owner.is_some() || taken.contains(anchor.as_str()) {
            anchor = format!("{anchor}-{}", error.key);
        }
        while !taken.insert(Cow::Owned(anchor.clone())) {
            anchor.push('-');
        }
        view.anchor = Cow::Owned(anchor);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use error_catalog_model::Catalog;

    use crate::view::View;

    #[test]
    fn anchors_are_different_and_have_no_white_space() {
        let error = |(key, code): (&str, &str)| {
            format!("[errors.{key}]\nstatus = 400\nmessage = \"{key}\"\ncode = \"{code}\"\n")
        };
        let text: String = [("a", "not found"), ("b", "not-found"), ("c", "not\u{a0}found"), ("d", "größe 1")]
            .into_iter()
            .map(error)
            .collect();
        let shared = "[errors.e]\nstatus = 401\nmessage = \"e\"\ncode-of = \"b\"\n";
        let files = BTreeMap::from([("errors.toml".to_owned(), text + shared)]);
        let (catalog, report) = Catalog::parse("errors.toml", &files);
        let Some(catalog) = catalog else { panic!("{}", report.render(&report.diagnostics[0])) };
        let view = View::of(&catalog);
        let anchors: Vec<&str> = view.errors.iter().map(|error| error.anchor.as_ref()).collect();
        assert_eq!(anchors, ["not-found-a", "not-found", "not-found-c", "größe-1", "not-found-e"]);
    }
}
