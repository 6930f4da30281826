//! Finds the dependency on error-catalog that a package already has.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use error_catalog_codegen::read_text;
use toml_edit::{DocumentMut, Item, TableLike};

use super::folder_of;

/// The features of error-catalog that a package enables. `None` if the package does not depend on error-catalog.
pub(super) fn enabled_features(manifest: &Path) -> Option<BTreeSet<String>> {
    let document = parse(manifest)?;
    let dependency = find(document.get("dependencies")?.as_table_like()?)?;
    let mut features = features_in(dependency);
    if dependency.get("workspace").and_then(Item::as_bool) == Some(true) {
        features.extend(workspace_features(manifest));
    }
    Some(features)
}

/// The features that the workspace of a package enables.
fn workspace_features(manifest: &Path) -> BTreeSet<String> {
    let folder =
        fs::canonicalize(folder_of(manifest)).or_else(|_| env::current_dir()).unwrap_or_else(|_| PathBuf::new());
    let read = |folder: &Path| {
        let document = parse(&folder.join("Cargo.toml"))?;
        let dependencies = document.get("workspace")?.get("dependencies")?.as_table_like()?;
        find(dependencies).map(features_in)
    };
    folder.ancestors().find_map(read).unwrap_or_default()
}

fn parse(manifest: &Path) -> Option<DocumentMut> {
    read_text(manifest).ok()?.parse().ok()
}

/// The dependency on error-catalog, which may have another name.
fn find(dependencies: &dyn TableLike) -> Option<&Item> {
    let is_it = |key: &str, value: &Item| value.get("package").and_then(Item::as_str).unwrap_or(key) == "error-catalog";
    dependencies.iter().find(|(key, value)| is_it(key, value)).map(|(_, value)| value)
}

fn features_in(dependency: &Item) -> BTreeSet<String> {
    let features = dependency.get("features").and_then(Item::as_array);
    features.into_iter().flatten().filter_map(|feature| feature.as_str().map(str::to_owned)).collect()
}
