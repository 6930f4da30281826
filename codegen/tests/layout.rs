//! The layout of generated Rust: short, in lines that an editor can show, and its enums as rustfmt writes them.

// Helpers of tests fail as tests do.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use error_catalog_codegen::Folder;
use error_catalog_codegen::rust::{PRIVATE, RustOptions, render_rust};
use error_catalog_model::Catalog;

const CATALOGS: [&str; 6] = [
    "tests/fixtures/smallest.toml",
    "examples/admin/errors.toml",
    "examples/lomi/errors.toml",
    "examples/lumoauth/errors.toml",
    "examples/voyager/errors.toml",
    "codegen/tests/layout/long.toml",
];

fn render(catalog: &str) -> String {
    let folder = Folder::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(catalog));
    let (catalog, report) = Catalog::parse(folder.main(), &folder);
    let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
    render_rust(&catalog, &RustOptions::for_module())
}

#[test]
fn the_smallest_catalog_is_small() {
    assert!(render(CATALOGS[0]).len() < 9_000);
}

#[test]
fn lines_can_be_shown() {
    for catalog in CATALOGS.iter().chain(&["tests/fixtures/hundred.toml"]) {
        let longest = render(catalog).lines().map(str::len).max();
        assert!(longest < Some(2_000), "{catalog}: {longest:?}");
    }
}

/// The time in which rustc resolves an arm is quadratic in the number of patterns.
#[test]
fn no_arm_has_many_patterns() {
    let error = |i| format!("[errors.error_{i}]\nstatus = 400\nmessage = '{{a}}'\nfields = {{ a = 'string' }}\n");
    let files = BTreeMap::from([("errors.toml".to_owned(), (0..200).map(error).collect::<String>())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
    let source = render_rust(&catalog, &RustOptions::for_module());
    let most = source.split("=>").map(|arm| arm.matches("                | ").count() + 1).max();
    assert_eq!(most, Some(64));
}

/// Everything before `const _` is for people.
#[test]
fn the_enums_are_formatted() {
    if !has_rustfmt() {
        assert!(env::var_os("CI").is_none(), "rustfmt is missing");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (index, catalog) in CATALOGS.iter().enumerate() {
        let source = render(catalog);
        let (enums, _) = source.split_once("\nconst _: () = {").unwrap();
        // The attributes of the item that follows.
        let enums = &enums[..enums.rfind("}\n").unwrap() + 2];
        let file = folder.path().join(format!("enums_{index}.rs"));
        std::fs::write(&file, enums).unwrap();
        let output = rustfmt().args(["--check", "--edition", "2024"]).arg(&file).output().unwrap();
        let difference = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && enums.contains("pub enum Category"), "{catalog}:\n{difference}");
    }
}

fn rustfmt() -> Command {
    let beside_cargo = env::var_os("CARGO").map(|cargo| PathBuf::from(cargo).with_file_name("rustfmt"));
    Command::new(beside_cargo.filter(|rustfmt| rustfmt.exists()).unwrap_or_else(|| "rustfmt".into()))
}

fn has_rustfmt() -> bool {
    rustfmt().arg("--version").output().is_ok_and(|output| output.status.success())
}

#[test]
fn generated_code_names_its_own_version() {
    assert_eq!(PRIVATE, format!("__private_{}", env!("CARGO_PKG_VERSION").replace('.', "_")));
    let source = render(CATALOGS[0]);
    assert!(source.contains(&format!("use ::error_catalog::{PRIVATE} as __ec;")));
    assert!(!source.contains("::__private::"));
}
