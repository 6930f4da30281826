//! Checks the packages as a registry gets them: the files of each package, and the metadata.

use super::Problems;
use super::package::{Metadata, Package, cargo_output};
use crate::Result;

/// Files that every package contains.
const REQUIRED: &[&str] = &["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// Files that cargo adds to a package.
const ADDED: &[&str] = &[".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml.orig"];

/// Files outside `src` that the code or the documentation of a package includes. Tests are not published, because they
/// need the repository.
const INCLUDED: &[(&str, &[&str])] = &[
    ("error-catalog", &["CHANGELOG.md", "docs/", "tests/fixtures/smallest.toml"]),
    ("error-catalog-model", &["tests/fixtures/"]),
];

/// Checks every published package.
pub(crate) fn check_published(metadata: &Metadata, problems: &mut Problems) -> Result {
    for package in metadata.members().filter(|package| package.is_published()) {
        let list = cargo_output(&["package", "--list", "--allow-dirty", "--offline", "--package", &package.name])?;
        let list = String::from_utf8(list)?.replace('\\', "/");
        check_files(&package.name, &list.lines().collect::<Vec<_>>(), problems);
        check_metadata(package, problems);
    }
    Ok(())
}

/// Checks the files of a package.
pub(super) fn check_files(package: &str, files: &[&str], problems: &mut Problems) {
    for required in REQUIRED.iter().filter(|required| !files.contains(required)) {
        problems.add(format!("the package {package} does not contain {required}"));
    }
    let included = INCLUDED.iter().filter(|(name, _)| *name == package).flat_map(|(_, paths)| *paths);
    let included: Vec<&str> = included.copied().collect();
    for file in files.iter().filter(|file| !REQUIRED.contains(file) && !ADDED.contains(file)) {
        let is_included = file.starts_with("src/")
            || included.iter().any(|path| file == path || (path.ends_with('/') && file.starts_with(path)));
        if !is_included || (file.ends_with(".rs") && !file.starts_with("src/")) {
            problems.add(format!("the package {package} contains {file}, which only the repository needs"));
        }
    }
}

/// Checks that docs.rs documents what every feature adds, and that the registry can show the package.
fn check_metadata(package: &Package, problems: &mut Problems) {
    let name = &package.name;
    if !package.features.is_empty() && package.metadata["docs"]["rs"]["all-features"] != true {
        problems.add(format!("{name} has features, but no `all-features = true` in `package.metadata.docs.rs`"));
    }
    for (key, value) in
        [("description", &package.description), ("license", &package.license), ("repository", &package.repository)]
    {
        if value.is_none() {
            problems.add(format!("{name} has no `{key}`"));
        }
    }
}
