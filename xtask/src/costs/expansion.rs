//! The instructions of the attribute. A program without optimization does the work of the attribute, because cargo does
//! not optimize macros either.

use std::fs;
use std::path::{Path, PathBuf};

use super::generated::describe;
use super::{Open, Unit};
use crate::Result;
use crate::bench::catalog;
use crate::bench::run::{build_package, instructions_of, write_changed};

/// The catalogs, and the features of error-catalog that make the attribute generate more.
const EXPANSIONS: [(usize, &str); 3] = [(40, ""), (1000, ""), (1000, "client,examples")];

pub(super) fn costs(root: &Path, target: &Path) -> Result<Vec<Open>> {
    let program = build(root, &target.join("bench/expand"))?;
    EXPANSIONS.into_iter().map(|(codes, features)| cost(&program, target, codes, features)).collect()
}

fn cost(program: &Path, target: &Path, codes: usize, features: &'static str) -> Result<Open> {
    let folder = target.join("bench/expand").join(codes.to_string());
    write_changed(&folder.join("errors.toml"), &catalog(codes))?;
    let folder = folder.to_str().ok_or("the path of the repository is not UTF-8")?.to_owned();
    let program = program.to_owned();
    let name = format!("expansion, {}", describe(codes, features));
    // The last digits of so many instructions depend on addresses.
    let count = move || Ok((instructions_of(&program, &[&folder, features])? / 10_000 * 10_000) as f64);
    Ok(Open::new(Unit::Instructions, name, count))
}

/// Builds the program, with the features of the packages that the attribute enables.
fn build(root: &Path, folder: &Path) -> Result<PathBuf> {
    let [model, codegen] = ["catalog", "codegen"].map(|name| root.join(name));
    let manifest = format!(
        "[package]\nname = \"expand\"\nedition = \"2024\"\n\n[dependencies]\n\
         error-catalog-codegen = {{ path = {codegen:?} }}\nerror-catalog-model = {{ path = {model:?} }}\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n\n[workspace]\n"
    );
    write_changed(&folder.join("Cargo.toml"), &manifest)?;
    write_changed(&folder.join("Cargo.lock"), &fs::read_to_string(root.join("Cargo.lock"))?)?;
    write_changed(&folder.join("src/main.rs"), &fs::read_to_string(root.join("xtask/costs/expand.rs"))?)?;
    build_package(folder, &["--bin", "expand"])?;
    Ok(folder.join("target/debug/expand"))
}
