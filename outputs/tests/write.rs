//! Writing outputs to a disk, with links.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use error_catalog_codegen::Folder;
use error_catalog_model::Catalog;
use error_catalog_outputs::build::{Plan, plan_outputs, write_outputs};
use error_catalog_outputs::registry::KINDS;

const CATALOG: &str =
    "[outputs.json]\npath = \"docs/errors.json\"\n\n[errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";

/// A catalog in `api/`, next to a folder that does not belong to it.
fn catalog() -> (tempfile::TempDir, Folder) {
    let top = tempfile::tempdir().unwrap();
    fs::create_dir_all(top.path().join("api")).unwrap();
    fs::create_dir_all(top.path().join("elsewhere")).unwrap();
    fs::write(top.path().join("api/errors.toml"), CATALOG).unwrap();
    let folder = Folder::of(top.path().join("api/errors.toml"));
    (top, folder)
}

fn plan(folder: &Folder) -> Plan {
    plan_outputs(&Catalog::parse(folder.main(), folder).0.unwrap(), folder, KINDS)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn folders_are_created_and_permissions_kept() {
    let (top, folder) = catalog();
    assert_eq!(write_outputs(&plan(&folder), &folder).unwrap(), ["docs/errors.json"]);
    assert_eq!(write_outputs(&plan(&folder), &folder).unwrap(), [""; 0]);

    let output = top.path().join("api/docs/errors.json");
    fs::write(&output, "stale").unwrap();
    fs::set_permissions(&output, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(write_outputs(&plan(&folder), &folder).unwrap(), ["docs/errors.json"]);
    assert_eq!(fs::metadata(&output).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&top.path().join("api/docs")), ["errors.json"], "no draft remains");
}

#[test]
fn a_link_inside_the_folder_is_followed() {
    let (top, folder) = catalog();
    fs::create_dir_all(top.path().join("api/docs")).unwrap();
    fs::write(top.path().join("api/real.json"), "stale").unwrap();
    symlink("../real.json", top.path().join("api/docs/errors.json")).unwrap();
    write_outputs(&plan(&folder), &folder).unwrap();
    assert!(top.path().join("api/docs/errors.json").is_symlink());
    assert_ne!(fs::read_to_string(top.path().join("api/real.json")).unwrap(), "stale");
}

#[test]
fn nothing_is_written_outside_the_folder() {
    let (top, folder) = catalog();
    symlink("../elsewhere", top.path().join("api/docs")).unwrap();
    let error = write_outputs(&plan(&folder), &folder).unwrap_err();
    assert_eq!(error.path, "docs/errors.json");
    assert_eq!(names(&top.path().join("elsewhere")), [""; 0]);

    fs::write(top.path().join("elsewhere/errors.json"), "by hand").unwrap();
    let plan = plan(&folder);
    assert_eq!(plan.report.diagnostics[0].rule.id, "output-unreadable");
    assert_eq!(plan.files, []);
}
