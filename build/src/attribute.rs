//! Finds the attribute that reads the same catalog as the build script.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::read_text;

use crate::tokens::{Token, Tokens};

/// Whether the package certainly compiles an attribute that reads the catalog whose main file is `main`.
///
/// The search starts at the root of the library, or of the main binary if there is no library: cargo does not compile a
/// binary for the packages that depend on the library. The search follows only modules without conditions. It misses
/// some attributes, and the caller must then assume that there is no attribute.
pub(crate) fn is_applied(package: &Path, main: &Path) -> bool {
    if chooses_roots(&read_text(&package.join("Cargo.toml")).unwrap_or_default()) {
        return false;
    }
    let main = package.join(main);
    let roots = ["src/lib.rs", "src/main.rs"].map(|path| package.join(path));
    let root = roots.into_iter().find(|root| root.exists());
    let mut files: Vec<(PathBuf, PathBuf)> = root.map(|root| (root, package.join("src"))).into_iter().collect();
    let mut known = BTreeSet::new();
    while let Some((file, folder)) = files.pop() {
        // Links can form a cycle of modules.
        if !fs::canonicalize(&file).is_ok_and(|real| known.insert(real)) {
            continue;
        }
        let text = read_text(&file).unwrap_or_default();
        let items = Items::of(&text);
        if items.catalogs.iter().any(|catalog| package.join(catalog) == main) {
            return true;
        }
        // The name of a file does not determine the folder of its modules: a module can have the name `main`.
        for name in items.modules {
            let inner = folder.join(name);
            files.push((folder.join(format!("{name}.rs")), inner.clone()));
            files.push((inner.join("mod.rs"), inner));
        }
    }
    false
}

/// Whether cargo may not compile `src/lib.rs` or `src/main.rs`, because of a key in the manifest.
fn chooses_roots(manifest: &str) -> bool {
    let mut section = "";
    manifest.lines().map(str::trim).any(|line| {
        if line.starts_with('[') {
            section = line;
        }
        let is_root = ["src/lib.rs", "src/main.rs"].iter().any(|path| line.contains(path));
        match section {
            "[package]" => line.starts_with("autolib") || line.starts_with("autobins"),
            "[lib]" | "[[bin]]" => line.starts_with("required-features") || (line.starts_with("path") && !is_root),
            _ => false,
        }
    })
}

/// What the top level of a source file contains without conditions.
#[derive(Debug, Default, PartialEq)]
struct Items<'s> {
    /// The paths of catalogs to which the attribute is applied.
    catalogs: Vec<&'s str>,
    /// The names of modules in files.
    modules: Vec<&'s str>,
}

impl<'s> Items<'s> {
    fn of(source: &'s str) -> Self {
        let mut items = Self::default();
        let mut tokens = Tokens::of(source);
        let mut attributes: Vec<Vec<Token<'s>>> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Sign('#') => {
                    let is_inner = tokens.skip_sign('!');
                    let attribute = if tokens.skip_sign('[') { tokens.group() } else { Vec::new() };
                    if is_inner && is_conditional(&attribute) {
                        return Self::default();
                    }
                    if !is_inner {
                        attributes.push(attribute);
                    }
                }
                Token::Sign('(' | '[') => {
                    tokens.group();
                }
                Token::Sign(end @ ('{' | ';')) => {
                    let is_certain = !attributes.iter().any(|attribute| is_conditional(attribute));
                    if is_certain {
                        items.catalogs.extend(attributes.iter().filter_map(|attribute| catalog_of(attribute)));
                    }
                    if let (true, ';', [.., "mod", name]) = (is_certain, end, words.as_slice()) {
                        items.modules.push(name);
                    }
                    if end == '{' {
                        tokens.group();
                    }
                    attributes.clear();
                    words.clear();
                }
                Token::Word(word) => words.push(word),
                _ => {}
            }
        }
        items
    }
}

/// Whether an attribute may remove its item, or may choose another file for a module.
fn is_conditional(attribute: &[Token<'_>]) -> bool {
    attribute.iter().any(|token| matches!(token, Token::Word("cfg" | "path")))
}

/// The path of the catalog, if an attribute is one such as `error_catalog::error_catalog("a.toml")`.
fn catalog_of<'s>(attribute: &[Token<'s>]) -> Option<&'s str> {
    let is_path = |token: &&Token<'_>| matches!(token, Token::Word(_) | Token::Sign(':'));
    let (path, arguments) = attribute.split_at(attribute.iter().take_while(is_path).count());
    if path.last() != Some(&Token::Word("error_catalog")) {
        return None;
    }
    match arguments {
        [Token::Sign('('), Token::Quoted(path), ..] => Some(path),
        [] | [Token::Sign('('), ..] => Some("errors.toml"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_can_choose_the_roots() {
        for (manifest, chooses) in [
            ("[package]\nname = \"a\"\n[lib]\ndoctest = false\n[dependencies]\npath = { path = \"x\" }", false),
            ("[lib]\npath = \"src/lib.rs\"\n[[bin]]\nname = \"a\"\npath = \"src/main.rs\"", false),
            ("[[example]]\nname = \"a\"\nrequired-features = [\"a\"]", false),
            ("[lib]\npath = \"lib.rs\"", true),
            ("[[bin]]\nname = \"a\"\npath = \"src/main.rs\"\nrequired-features = [\"a\"]", true),
            ("[package]\nautobins = false", true),
        ] {
            assert_eq!(chooses_roots(manifest), chooses, "{manifest}");
        }
    }

    /// A source, the catalogs that its attributes certainly read, and the modules that it certainly declares.
    #[test]
    fn finds_what_is_certainly_compiled() {
        for (source, catalogs, modules) in [
            ("#[error_catalog] mod a {}", &["errors.toml"][..], &[][..]),
            ("#![allow(x)]\n#[a::error_catalog] pub enum A {}", &["errors.toml"], &[]),
            ("#[error_catalog(\"api/a.toml\")] mod a {}", &["api/a.toml"], &[]),
            (
                "#[error_catalog(\n    // Why.\n    r\"a.toml\",\n    crate = \"x::error_catalog\")] mod a;",
                &["a.toml"],
                &["a"],
            ),
            ("#[error_catalog(crate = \"x\")]\n/// Text.\n#[derive(A)]\nmod a {}", &["errors.toml"], &[]),
            ("#[cfg_attr(docsrs, doc(a))] #[error_catalog] mod a {}", &["errors.toml"], &[]),
            ("fn a() -> [u8; 2] { \";\" }\n#[error_catalog] mod a {}", &["errors.toml"], &[]),
            ("const A: char = '\"';\nfn f<'a>(x: &'a str) {}\n#[error_catalog] mod a {}", &["errors.toml"], &[]),
            ("pub(crate) mod a; mod r#type;\nmod b {}\nunsafe mod c;", &[], &["a", "type", "c"]),
            // A condition can be before, after or far above the attribute.
            ("#[cfg(any())] #[error_catalog] mod a;", &[], &[]),
            ("#[error_catalog]\n#[cfg(any())]\nmod a {}", &[], &[]),
            ("#[cfg_attr(all(), cfg(any()))] #[error_catalog] mod a {}", &[], &[]),
            ("#[cfg_attr(all(), error_catalog)] mod a {}", &[], &[]),
            ("#![cfg(any())]\n#[error_catalog] mod a;", &[], &[]),
            ("#[cfg(any())] mod a { #[error_catalog] mod b {} }", &[], &[]),
            ("macro_rules! a { () => { #[error_catalog] mod a {} } }", &[], &[]),
            ("#[path = \"b.rs\"] mod a;", &[], &[]),
            // Comments and literals are not code.
            ("/* #[error_catalog] mod a {} */ mod b;", &[], &["b"]),
            ("/*/**/ #[error_catalog] mod a {} /* /*/ */ */*/ mod b;", &[], &["b"]),
            ("// #[error_catalog]\nmod b;", &[], &["b"]),
            ("const A: &str = \"\\\"\n#[error_catalog] mod a {}\";", &[], &[]),
            ("const A: &str = r##\"\"#\n#[error_catalog] mod a {}\"##; mod b;", &[], &["b"]),
            ("const A: [char; 2] = ['\\'', '[']; #[doc = \"#[error_catalog]\"] mod b;", &[], &["b"]),
            ("/* #[error_catalog] mod a {}", &[], &[]),
            // Other attributes, and other uses of the name.
            ("use error_catalog::error_catalog;", &[], &[]),
            ("#[error_catalog::__private] mod a {}", &[], &[]),
            ("#[error_catalog = \"a\"] #[error_catalog { a }] mod a {}", &[], &[]),
            ("#[error_catalog]", &[], &[]),
        ] {
            let items = Items { catalogs: catalogs.to_vec(), modules: modules.to_vec() };
            assert_eq!(Items::of(source), items, "{source}");
        }
    }
}
