//! Parses the Rust code of the repository once, for use in all checks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::Result;

/// A Rust file.
pub(crate) struct Source {
    /// The path of the file, relative to the repository, with `/` between its parts.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) syntax: syn::File,
    /// Whether the file is only compiled for tests.
    pub(crate) is_test: bool,
}

impl Source {
    /// The folder of the package, such as `cli`, and the path of the module in the package. The folder of the root
    /// package is empty. Returns `None` for a file outside `src`, and for a program in `src/bin`.
    pub(crate) fn module(&self) -> Option<(&str, Vec<String>)> {
        let (package, file) = match self.path.strip_prefix("src/") {
            Some(file) => ("", file),
            None => self.path.split_once("/src/")?,
        };
        let file = file.strip_suffix(".rs")?;
        let mut module: Vec<String> = file.split('/').map(str::to_owned).collect();
        if module.first().is_some_and(|first| first == "bin") {
            return None;
        }
        if matches!(module.last().map(String::as_str), Some("lib" | "main" | "mod")) {
            module.pop();
        }
        Some((package, module))
    }
}

/// Reads every Rust file below a folder, in order.
pub(crate) fn read_sources(root: &Path) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    find_files(root, "", &|name| name.ends_with(".rs"), &mut paths)?;
    let mut sources = Vec::new();
    for path in paths {
        let text = fs::read_to_string(root.join(&path))?;
        let syntax = syn::parse_file(&text).map_err(|error| {
            let start = error.span().start();
            format!("{path}:{}:{}: {error}", start.line, start.column + 1)
        })?;
        let is_test = path.split('/').any(|part| part == "tests" || part == "benches");
        sources.push(Source { path, text, syntax, is_test });
    }
    mark_test_modules(&mut sources);
    Ok(sources)
}

/// Finds the files below a folder whose names are accepted, in order. Skips the folders of builds and of version
/// control, and the test files of the command line, which may be broken on purpose.
pub(crate) fn find_files(
    root: &Path,
    folder: &str,
    accept: &dyn Fn(&str) -> bool,
    files: &mut Vec<String>,
) -> Result<()> {
    let mut entries = fs::read_dir(root.join(folder))?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.file_type()?.is_dir() {
            if name != "target" && name != ".git" && !name.ends_with(".in") && !name.ends_with(".out") {
                find_files(root, &path, accept, files)?;
            }
        } else if accept(&name) {
            files.push(path);
        }
    }
    Ok(())
}

/// Marks the files of the modules that are declared with `#[cfg(test)] mod NAME;`.
fn mark_test_modules(sources: &mut [Source]) {
    let mut modules = BTreeSet::new();
    for source in sources.iter() {
        for item in &source.syntax.items {
            if let syn::Item::Mod(item) = item
                && item.content.is_none()
                && is_test_only(&item.attrs)
            {
                modules.insert(format!("{}/{}", child_folder(&source.path), item.ident));
            }
        }
    }
    for source in sources {
        let is_in = |module: &String| {
            source.path.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        source.is_test |= modules.iter().any(is_in);
    }
}

/// The folder of a file's child modules.
fn child_folder(path: &str) -> &str {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    match stem.rsplit_once('/') {
        Some((folder, "lib" | "main" | "mod")) => folder,
        _ => stem,
    }
}

/// Whether attributes exclude an item from every build except a test build.
pub(crate) fn is_test_only(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        if !attribute.path().is_ident("cfg") {
            return attribute.path().is_ident("test");
        }
        let mut is_test = false;
        // `parse_nested_meta` fails for a condition with any other syntax. Such a condition is not `test`.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("test") {
                is_test = true;
            } else if meta.path.is_ident("all") {
                meta.parse_nested_meta(|inner| {
                    is_test |= inner.path.is_ident("test");
                    if inner.input.peek(syn::Token![=]) {
                        inner.value()?.parse::<syn::Lit>()?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        });
        is_test
    })
}
