//! Finds the source file at which cargo starts to compile a package.

use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::read_text;
use toml::de::{DeTable, DeValue};

/// The root of the library, or of the main binary if there is no library: cargo does not compile a binary for the
/// packages that depend on the library. The result is `None` if the manifest may choose another root.
pub(crate) fn root(package: &Path) -> Option<PathBuf> {
    let text = read_text(&package.join("Cargo.toml")).ok()?;
    let manifest = DeTable::parse(&text).ok()?;
    let has_library = fs::exists(package.join("src/lib.rs")).ok()?;
    root_of(manifest.get_ref(), has_library).map(|path| package.join(path))
}

/// The path of the root, in a package where `src/lib.rs` exists if `has_library`.
fn root_of<'m>(manifest: &'m DeTable<'_>, has_library: bool) -> Option<&'m str> {
    // Old editions also accept `project`.
    let package = manifest.get("package").or_else(|| manifest.get("project"))?.get_ref();
    let discovers = |key| package.get(key).is_none_or(|value| value.get_ref().as_bool() == Some(true));
    if let Some(library) = manifest.get("lib") {
        return path_of(library.get_ref(), Some("src/lib.rs"));
    }
    if has_library && discovers("autolib") {
        return Some("src/lib.rs");
    }
    let binaries = manifest.get("bin").and_then(|value| value.get_ref().as_array());
    match binaries.map_or(&[][..], |array| array.as_ref()) {
        [] => discovers("autobins").then_some("src/main.rs"),
        [binary] => {
            let binary = binary.get_ref();
            let name = |table: &'m DeValue<'_>| table.get("name").and_then(|value| value.get_ref().as_str());
            let is_main = name(binary) == name(package);
            let is_certain = binary.get("required-features").is_none();
            path_of(binary, is_main.then_some("src/main.rs")).filter(|_| is_certain)
        }
        // Cargo may compile only some of the binaries.
        _ => None,
    }
}

/// The path of a target, which is `default` if the manifest does not contain the path.
fn path_of<'m>(target: &'m DeValue<'_>, default: Option<&'m str>) -> Option<&'m str> {
    target.get("path").map_or(default, |path| path.get_ref().as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn check(has_library: bool, cases: &[(&str, Option<&str>)]) {
        for (manifest, root) in cases {
            // The top-level keys of a case must be before the first table.
            let manifest = format!("{manifest}\n[dependencies]\npath = {{ path = \"x\" }}\n");
            assert_eq!(root_of(DeTable::parse(&manifest).unwrap().get_ref(), has_library), *root, "{manifest}");
        }
    }

    #[test]
    fn finds_the_root_of_the_library() {
        let cases = [
            ("package.name = 'a'", Some("src/lib.rs")),
            ("package.name = 'a'\n[lib]\ndoctest = false", Some("src/lib.rs")),
            ("package.name = 'a'\n[lib]\nrequired-features = ['x']", Some("src/lib.rs")),
            ("package.name = 'a'\n[[bin]]\nname = 'b'\npath = 'src/bin/b.rs'", Some("src/lib.rs")),
            ("package.name = 'a'\n[lib] # the library\npath = 'lib.rs'", Some("lib.rs")),
            ("lib.path = 'lib.rs'\npackage.name = 'a'", Some("lib.rs")),
            ("lib = { path = 'lib.rs' }\npackage.name = 'a'", Some("lib.rs")),
            ("package.name = 'a'\n[lib]\n\"path\" = \"\"\"old/src/lib.rs\"\"\"", Some("old/src/lib.rs")),
            ("package.name = 'a'\n[lib]\npath = \"src/main.rs\"", Some("src/main.rs")),
            ("package.autolib = false\nlib.test = false", Some("src/lib.rs")),
            ("package.autobins = false", Some("src/lib.rs")),
            ("package.metadata.lib.path = 'lib.rs'\npackage.metadata.autolib = false", Some("src/lib.rs")),
        ];
        check(true, &cases);
    }

    #[test]
    fn finds_the_root_of_the_main_binary() {
        let cases = [
            ("package.autolib = false", Some("src/main.rs")),
            ("package = { name = 'a', autolib = false, autobins = false }", None),
            ("[project]\nautolib = false\nautobins = false", None),
        ];
        check(true, &cases);
        let cases = [
            ("package.name = 'a'", Some("src/main.rs")),
            ("package.autobins = false", None),
            ("package.name = 'a'\n[[bin]]\nname = 'a'", Some("src/main.rs")),
            ("package.name = 'a'\n[[bin]]\nname = 'b'", None),
            ("bin = [{ name = 'b', path = 'b/c.rs' }]\npackage.name = 'a'", Some("b/c.rs")),
            ("package.name = 'a'\n[[bin]]\nname = 'a'\nrequired-features = ['x']", None),
            ("package.name = 'a'\n[[bin]]\nname = 'a'\n[[bin]]\nname = 'b'\npath = 'b.rs'", None),
            ("package.name = 'a'\n[[example]]\nname = 'b'\nrequired-features = ['x']", Some("src/main.rs")),
        ];
        check(false, &cases);
    }
}
