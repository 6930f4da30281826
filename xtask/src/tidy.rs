//! `cargo xtask tidy`: what no compiler checks about this repository.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Result, cargo, root};

/// The most lines that a source file may have.
const MAX_FILE: usize = 400;

/// The macro crate is a door: it has fewer lines than this.
const MAX_MACROS: usize = 150;

/// Checks everything, and says all that is wrong.
pub(crate) fn run() -> Result {
    let root = root()?;
    let mut problems = Vec::new();
    check_sources(&root, &mut problems)?;
    check_dependencies(&mut problems)?;
    check_rust_versions(&mut problems)?;
    if problems.is_empty() {
        println!("tidy: nothing to say");
        return Ok(());
    }
    Err(format!("the repository is not tidy:\n- {}", problems.join("\n- ")).into())
}

/// Files are short and finished, and every crate forbids unsafe code at its root.
fn check_sources(root: &Path, problems: &mut Vec<String>) -> Result {
    let mut files = Vec::new();
    find_sources(root, &mut files)?;
    let mut macros = 0;
    for path in files {
        let name = path.strip_prefix(root)?.display();
        let text = fs::read_to_string(&path)?;
        let lines = text.lines().count();
        if lines > MAX_FILE {
            problems.push(format!("{name} has {lines} lines, {MAX_FILE} are the most"));
        }
        if text.contains(concat!("todo", "!(")) {
            problems.push(format!("{name} is not finished: it has a {}", concat!("todo", "!()")));
        }
        if is_crate_root(&path) && !text.contains("#![forbid(unsafe_code)]") {
            problems.push(format!("{name} does not forbid unsafe code"));
        }
        if path.starts_with(root.join("macros/src")) {
            macros += lines;
        }
    }
    if macros >= MAX_MACROS {
        problems.push(format!("macros/src has {macros} lines; what it does belongs to codegen"));
    }
    Ok(())
}

/// Rust files below a folder, in order; not what a build or version control keeps there.
fn find_sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if !path.ends_with("target") && !path.ends_with(".git") {
                find_sources(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn is_crate_root(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::parent);
    (path.ends_with("src/lib.rs") || path.ends_with("src/main.rs"))
        && folder.is_some_and(|folder| folder.join("Cargo.toml").exists())
}

/// What the macro makes every user compile stays small.
fn check_dependencies(problems: &mut Vec<String>) -> Result {
    let tree = cargo_output("tree --locked -e normal -p error-catalog-macros --prefix none --format {p}")?;
    let mut packages: Vec<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    packages.sort_unstable();
    packages.dedup();
    let is = |name: &str, package: &str| package.split(' ').next() == Some(name);
    for name in ["error-catalog-outputs", "prettyplease", "semver", "serde_derive", "similar", "toml_edit"] {
        if packages.iter().any(|package| is(name, package)) {
            problems.push(format!("error-catalog-macros depends on {name}"));
        }
    }
    if packages.iter().filter(|package| is("syn", package)).count() > 1 {
        problems.push("error-catalog-macros depends on two versions of syn".to_owned());
    }
    Ok(())
}

/// No dependency asks for a newer Rust than we promise to work with.
fn check_rust_versions(problems: &mut Vec<String>) -> Result {
    let ours = parse_version(env!("CARGO_PKG_RUST_VERSION"));
    let metadata = cargo_output("metadata --locked --format-version 1")?;
    let mut theirs: Vec<&str> =
        metadata.split("\"rust_version\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    theirs.sort_unstable();
    theirs.dedup();
    for version in theirs.into_iter().filter(|version| parse_version(version) > ours) {
        problems.push(format!("a dependency asks for Rust {version}; see `cargo metadata`"));
    }
    Ok(())
}

fn cargo_output(arguments: &str) -> Result<String> {
    let output = cargo().args(arguments.split(' ')).current_dir(root()?).output()?;
    if !output.status.success() {
        return Err(format!("cargo {arguments}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn parse_version(version: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    parts.resize(3, 0);
    parts
}
