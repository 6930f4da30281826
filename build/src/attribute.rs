//! Finds the attribute that reads the same catalog as the build script.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::read_text;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::manifest;

/// Whether the package certainly compiles an attribute that reads the catalog whose main file is `main`.
///
/// The search starts at the root of the crate, and follows only modules without conditions. The search misses some
/// attributes, and the caller must then assume that there is no attribute.
pub(crate) fn is_applied(package: &Path, main: &Path) -> bool {
    let main = package.join(main);
    let root = manifest::root(package);
    let mut files: Vec<(PathBuf, PathBuf)> =
        root.map(|root| (root.clone(), root.with_file_name(""))).into_iter().collect();
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
            let inner = folder.join(&name);
            files.push((folder.join(format!("{name}.rs")), inner.clone()));
            files.push((inner.join("mod.rs"), inner));
        }
    }
    false
}

/// What the top level of a source file contains without conditions.
#[derive(Debug, Default, PartialEq)]
struct Items {
    /// The paths of catalogs to which the attribute is applied.
    catalogs: Vec<String>,
    /// The names of modules in files.
    modules: Vec<String>,
}

impl Items {
    /// Finds nothing in a source that is not made of Rust tokens.
    fn of(source: &str) -> Self {
        let mut items = Self::default();
        let mut tokens = source.parse().unwrap_or_else(|_| TokenStream::new()).into_iter().peekable();
        let (mut attributes, mut words): (Vec<TokenStream>, Vec<String>) = (Vec::new(), Vec::new());
        while let Some(token) = tokens.next() {
            let is_semicolon = is_sign(&token, ';');
            if is_sign(&token, '#') {
                let is_inner = tokens.next_if(|token| is_sign(token, '!')).is_some();
                let attribute = tokens.peek().and_then(|token| group(token, Delimiter::Bracket)).unwrap_or_default();
                if !is_inner {
                    attributes.push(attribute);
                } else if is_conditional(&attribute) {
                    return Self::default();
                }
            } else if is_semicolon || group(&token, Delimiter::Brace).is_some() {
                if !attributes.iter().any(is_conditional) {
                    items.catalogs.extend(attributes.drain(..).filter_map(catalog_of));
                    match words.as_slice() {
                        [.., keyword, name] if is_semicolon && keyword == "mod" => {
                            items.modules.push(name.trim_start_matches("r#").to_owned());
                        }
                        _ => {}
                    }
                }
                attributes.clear();
                words.clear();
            } else if let TokenTree::Ident(word) = token {
                words.push(word.to_string());
            }
        }
        items
    }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// The tokens between brackets of a kind.
fn group(token: &TokenTree, brackets: Delimiter) -> Option<TokenStream> {
    match token {
        TokenTree::Group(group) if group.delimiter() == brackets => Some(group.stream()),
        _ => None,
    }
}

/// Whether an attribute may remove its item, or may choose another file for a module.
fn is_conditional(attribute: &TokenStream) -> bool {
    // Recursion could overflow the stack.
    let mut streams = vec![attribute.clone()];
    while let Some(stream) = streams.pop() {
        for token in stream {
            match token {
                TokenTree::Ident(word) if word == "cfg" || word == "path" => return true,
                TokenTree::Group(group) => streams.push(group.stream()),
                _ => {}
            }
        }
    }
    false
}

/// The path of the catalog, if an attribute is one such as `error_catalog::error_catalog("a.toml")`.
fn catalog_of(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter().peekable();
    let is_path = |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_sign(token, ':');
    match std::iter::from_fn(|| tokens.next_if(is_path)).last()? {
        TokenTree::Ident(name) if name == "error_catalog" => {}
        _ => return None,
    }
    let first = match tokens.next() {
        Some(arguments) => group(&arguments, Delimiter::Parenthesis)?.into_iter().next(),
        None => None,
    };
    match first {
        Some(TokenTree::Literal(path)) => {
            let path = path.to_string();
            Some(path.split_once('"')?.1.rsplit_once('"')?.0.to_owned())
        }
        _ => Some("errors.toml".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
            let items = Items { catalogs: owned(catalogs), modules: owned(modules) };
            assert_eq!(Items::of(source), items, "{source}");
        }
    }
    /// The sources are so large that the test would not end if the time were quadratic, and so deep that recursion
    /// would overflow the stack.
    #[test]
    fn long_and_deep_sources_are_read() {
        let item = "\n#[error_catalog] mod a {}";
        for start in ["", "r", "b", "a"] {
            Items::of(&format!("{start}{}{item}", "#".repeat(300_000)));
        }
        for (open, close) in [("(", ")"), ("#[a(", ")] mod a {}"), ("mod a {", "}")] {
            let source = format!("{}{}{item}", open.repeat(300_000), close.repeat(300_000));
            Items::of(&source);
        }
        let source = format!("#[a{}{}] mod a;{item}", "(".repeat(300_000), ")".repeat(300_000));
        assert_eq!(Items::of(&source).catalogs, ["errors.toml"]);
    }

    #[test]
    fn literals_have_any_form() {
        for path in ["\"a.toml\"", "r\"a.toml\"", "r##\"a.toml\"##"] {
            let source =
                format!("const A: (&[u8], &str) = (br#\"a\"b\"#, r##\"a\"#\"##); #[error_catalog({path})] mod r#type;");
            let items = Items { catalogs: vec!["a.toml".to_owned()], modules: vec!["type".to_owned()] };
            assert_eq!(Items::of(&source), items, "{source}");
        }
    }
}
