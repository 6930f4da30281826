//! Sorts tables and keys into canonical order, unless their order has a meaning. Tables and keys whose order has a
//! meaning keep the order that they have in the file.

use std::collections::HashMap;

use error_catalog_model::keys::KEYS;

use super::syntax::{Document, Entry, Key, Value};

/// The role of a file in a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The main file, or an included file.
    Catalog,
    /// The file with the translations into one language.
    Locale,
}

/// The top-level tables of a file. Tables in the same row keep their relative order, so that a category can be next to
/// its errors.
const TOP: &[&[&str]] = &[
    &["catalog"],
    &["lints"],
    &["usage"],
    &["outputs"],
    &["properties"],
    &["wire"],
    &["headers"],
    &["statuses"],
    &["categories", "errors"],
    &["violations"],
    &["retired"],
    &["retired-numbers"],
    &["retired-violations"],
    &["locales"],
];

/// The canonical order of the keys of the table at a path; `None` if the keys keep the order in the file.
fn keys_of(path: &[&str], role: Role) -> Option<&'static [&'static str]> {
    let table = match path {
        [_] if role == Role::Locale => "translation",
        _ if role == Role::Locale => return None,
        ["catalog"] => "catalog",
        ["usage"] => "usage",
        ["catalog", "rust"] => "catalog-rust",
        ["properties", _] => "property",
        ["wire"] => "wire",
        ["statuses", _] => "status",
        ["statuses", _, cause] if *cause != "with" => "rejection",
        ["categories", _] => "category",
        ["errors" | "categories", _, "retry"] => "retry",
        ["errors", _] => "error",
        ["errors" | "categories", _, "fields", _] => "field",
        ["errors", _, "rust"] => "rust",
        ["errors", _, "deprecated"] => "deprecated",
        ["violations", _] => "violation",
        ["violations", _, "fields", _] => "violation-field",
        ["violations", _, "deprecated"] => "deprecated",
        ["retired", _] => "retired",
        ["locales", _, _] => "translation",
        ["outputs", _] => "output",
        _ => return None,
    };
    KEYS.iter().find(|(name, _)| *name == table).map(|(_, keys)| *keys)
}

/// The rank of a key in the table at `path`. Unknown keys come after known keys.
fn rank(path: &[&str], key: &str, role: Role, appeared: usize) -> usize {
    if path.is_empty() && role == Role::Catalog {
        return TOP.iter().position(|row| row.contains(&key)).unwrap_or(TOP.len() + appeared);
    }
    match keys_of(path, role) {
        Some(keys) => keys.iter().position(|known| *known == key).unwrap_or(keys.len() + appeared),
        None => appeared,
    }
}

/// Sorts a document's tables and keys.
pub(super) fn arrange(document: &mut Document<'_>, role: Role) {
    let paths = section_paths(document);
    for (section, path) in document.sections.iter_mut().zip(&paths) {
        arrange_entries(&mut section.entries, path, role);
    }
    let sections = document.sections.drain(1..).collect();
    let ordered = sort(sections, &paths[1..], 0, role, true);
    document.sections.extend(ordered);
}

/// The full path of each section. For an element of an array of tables, the path contains its index, so that each
/// element counts as a separate table.
fn section_paths(document: &Document<'_>) -> Vec<Vec<String>> {
    let mut elements: HashMap<Vec<String>, usize> = HashMap::new();
    let mut paths = Vec::new();
    for section in &document.sections {
        let mut path: Vec<String> = Vec::new();
        let keys = section.header.iter().flat_map(|header| &header.path);
        let length = keys.clone().count();
        for (index, key) in keys.enumerate() {
            path.push(key.name.clone());
            if index + 1 == length && section.header.as_ref().is_some_and(|header| header.is_element) {
                *elements.entry(path.clone()).or_default() += 1;
            }
            if let Some(number) = elements.get(&path) {
                path.push(format!("[{number}]"));
            }
        }
        paths.push(path);
    }
    paths
}

fn arrange_entries(entries: &mut Vec<Entry<'_>>, base: &[String], role: Role) {
    let join = |key: &[Key<'_>]| [base, &key.iter().map(|key| key.name.clone()).collect::<Vec<_>>()].concat();
    let paths: Vec<Vec<String>> = entries.iter().map(|entry| join(&entry.key)).collect();
    for (entry, path) in entries.iter_mut().zip(&paths) {
        // Neither the elements of an array nor the keys in them are reordered.
        if let Value::Table(table) = &mut entry.value {
            arrange_entries(&mut table.entries, path, role);
        }
    }
    *entries = sort(std::mem::take(entries), &paths, base.len(), role, false);
}

/// Sorts items by their `paths`, starting with the key at `depth`. In a table that keeps the order in the file, keys
/// are sorted by their first appearance, so that items with the same key are next to each other.
fn sort<T>(items: Vec<T>, paths: &[Vec<String>], depth: usize, role: Role, are_tables: bool) -> Vec<T> {
    let mut first: HashMap<&[String], usize> = HashMap::new();
    let mut keyed = Vec::new();
    for ((index, path), item) in paths.iter().enumerate().zip(items) {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        let mut places = Vec::new();
        for end in depth..path.len() {
            let appeared = *first.entry(&path[..=end]).or_insert(index);
            places.push(1 + rank(&names[..end], names[end], role, appeared));
        }
        if are_tables {
            // The table itself comes before the tables in it, unless the table's order has a meaning.
            places.push(if keys_of(&names, role).is_some() { 0 } else { 1 + index });
        }
        keyed.push((places, item));
    }
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    keyed.into_iter().map(|(_, item)| item).collect()
}
