//! The names of classes, constants and members in a module.

use error_catalog_model::Language;

use crate::view::View;

/// The names of an error.
pub(super) struct Names {
    /// The class.
    pub(super) class: String,
    /// The member of `ErrorCode`.
    pub(super) constant: String,
}

impl Names {
    /// The names of all errors, in the order of the catalog.
    pub(super) fn all(view: &View<'_>) -> Vec<Names> {
        // A rule rejects catalogs with equal classes. The errors of one code share a constant.
        let errors = &view.catalog.errors;
        let names = errors.iter().map(|error| {
            let owner = error.owner.and_then(|owner| errors.get(owner)).unwrap_or(error);
            let class = Language::Python.type_name(&error.variant);
            Names { class, constant: Language::Python.constant_name(&owner.key) }
        });
        names.collect()
    }
}

/// Whether linters take the value of a constant with this name for a password.
pub(super) fn looks_secret(constant: &str) -> bool {
    let is_secret = |word| {
        matches!(word, "PASS" | "PASSWORD" | "PASSWD" | "PASSWRD" | "PASWORD" | "PASSPHRASE" | "PWD" | "TOKEN")
            || matches!(word, "SECRET" | "SECRETE" | "SECRETS" | "TOKENS")
    };
    constant.split('_').any(is_secret)
}

/// Sorts names as `__all__` lists them: constants, classes, functions, and numbers by their value.
pub(super) fn sort(names: &mut [String]) {
    let rank = |name: &str| match name.chars().next() {
        _ if name.len() > 1 && name.to_uppercase() == name => 0,
        Some(first) if first.is_uppercase() => 1,
        _ => 2,
    };
    names.sort_by_cached_key(|name| (rank(name), chunks(name)));
}

/// The parts of a name: numbers, and the text between them.
fn chunks(name: &str) -> Vec<(bool, u128, String)> {
    let mut chunks: Vec<(bool, String)> = Vec::new();
    for c in name.chars() {
        match chunks.last_mut() {
            Some((is_text, chunk)) if *is_text != c.is_ascii_digit() => chunk.push(c),
            _ => chunks.push((!c.is_ascii_digit(), c.to_string())),
        }
    }
    let number = |chunk: &str| chunk.parse().unwrap_or(u128::MAX);
    chunks
        .into_iter()
        .map(|(is_text, chunk)| if is_text { (true, 0, chunk) } else { (false, number(&chunk), chunk) })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn is_class(word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_uppercase()) && word.contains(|c: char| c.is_ascii_lowercase())
    }

    /// No class of an error hides a name that the skeleton defines or imports.
    #[test]
    fn classes_hide_no_name_of_the_skeleton() {
        let defines = |line: &&str| {
            let is_class = line.starts_with("class ") && line.ends_with(':');
            let is_import = line.starts_with("from ") || line.starts_with("    ") && line.ends_with(',');
            is_class || is_import || line.contains(": TypeAlias = ")
        };
        let words = |line: &'static str| line.split(|c: char| !c.is_alphanumeric() && c != '_');
        let lines = include_str!("runtime.py").lines().filter(defines);
        let names: BTreeSet<&str> = lines.flat_map(words).filter(|word| is_class(word)).collect();
        for known in ["Enum", "ErrorInfo", "Headers", "Mapping", "NamedTuple", "Received", "UnknownError"] {
            assert!(names.contains(known), "{known} is not in {names:?}");
        }
        for name in names {
            assert_ne!(Language::Python.type_name(name), name);
        }
    }

    #[test]
    fn names_are_sorted_as_linters_demand() {
        let mut names = ["is_a", "B10", "B9", "Ab", "ERROR_INFO", "Ab2", "Ab10"].map(str::to_owned);
        sort(&mut names);
        assert_eq!(names, ["B9", "B10", "ERROR_INFO", "Ab", "Ab2", "Ab10", "is_a"]);
    }
}
