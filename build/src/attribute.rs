//! Finds the attribute that reads the same catalog as the build script.

use std::fs;
use std::path::Path;

/// Whether a source file of the package applies the attribute to the catalog whose main file is `main`.
///
/// The search is textual, and misses an attribute with another name. The caller must then assume that there is no
/// attribute.
pub(crate) fn is_applied(package: &Path, main: &Path) -> bool {
    let main = package.join(main);
    is_applied_below(&package.join("src"), &|path| package.join(path) == main)
}

fn is_applied_below(folder: &Path, is_main: &dyn Fn(&str) -> bool) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        // The search does not follow links to folders, because links can form a cycle.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            return is_applied_below(&path, is_main);
        }
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        let text = is_source.then(|| fs::read_to_string(&path).unwrap_or_default());
        text.is_some_and(|text| text.lines().filter_map(catalog_of).any(is_main))
    })
}

/// The path of the catalog, if a line of source is an attribute such as `#[error_catalog::error_catalog("a.toml")]`.
fn catalog_of(line: &str) -> Option<&str> {
    let attribute = line.trim_start().strip_prefix("#[")?;
    let (before, rest) = attribute.split_once("error_catalog(").or_else(|| attribute.split_once("error_catalog]"))?;
    let path = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
    (!before.contains('"')).then_some(path.map_or("errors.toml", |(path, _)| path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found() {
        for (line, path) in [
            ("#[error_catalog]", Some("errors.toml")),
            ("#[error_catalog::error_catalog]", Some("errors.toml")),
            ("    #[error_catalog::error_catalog(\"api/a.toml\")]", Some("api/a.toml")),
            ("#[error_catalog( \"a.toml\", crate = \"x::error_catalog\")]", Some("a.toml")),
            ("#[error_catalog(crate = \"x::error_catalog\")]", Some("errors.toml")),
            ("#[cfg_attr(feature = \"server\", error_catalog::error_catalog)]", None),
            ("#[doc = \"error_catalog(\"]", None),
            ("// #[error_catalog]", None),
            ("use error_catalog::error_catalog;", None),
            ("#[error_catalog::__private]", None),
        ] {
            assert_eq!(catalog_of(line), path, "{line}");
        }
    }
}
