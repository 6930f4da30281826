//! `init --adopt` moves the service in `tests/adopting`: the source outside `error.rs` stays as it is, and compiles.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use toml_edit::{DocumentMut, Item};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => assert!(fs::copy(entry.path(), to).is_ok()),
        }
    }
}

/// The manifest of a workspace with one member, which has the dependencies of this workspace.
fn workspace(member: &str) -> String {
    let mut manifest: DocumentMut = fs::read_to_string(format!("{ROOT}/Cargo.toml")).unwrap().parse().unwrap();
    manifest.retain(|key, _| key == "workspace");
    let workspace = manifest["workspace"].as_table_mut().unwrap();
    workspace.remove("exclude");
    workspace.remove("default-members");
    workspace["members"] = toml_edit::value(toml_edit::Array::from_iter([member]));
    for (_, dependency) in workspace["dependencies"].as_table_mut().unwrap().iter_mut() {
        if let Some(path) = dependency.get("path").and_then(Item::as_str).map(|path| format!("{ROOT}/{path}")) {
            dependency["path"] = toml_edit::value(path);
        }
    }
    manifest.to_string()
}

#[test]
fn the_service_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("adopting");
    let _ = fs::remove_dir_all(&folder);
    let service = folder.join("before");
    for part in ["app", "before"] {
        copy(&Path::new(ROOT).join("tests/adopting").join(part), &folder.join(part));
    }
    fs::write(folder.join("Cargo.toml"), workspace("before")).unwrap();
    // The workspace's lock file selects the dependencies that are available offline.
    fs::copy(format!("{ROOT}/Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
    let adopted = program.args(["init", "--adopt", "src/error.rs", "--write"]).current_dir(&service).output().unwrap();
    assert!(adopted.status.success(), "{}", String::from_utf8_lossy(&adopted.stderr));
    let said = String::from_utf8(adopted.stdout).unwrap();
    assert!(said.contains("features = [\"axum\"]"), "{said}");
    let manifest = fs::read_to_string(service.join("Cargo.toml")).unwrap();
    let mut manifest: DocumentMut = manifest.parse().unwrap();
    let mut dependency = toml_edit::InlineTable::new();
    dependency.insert("workspace", true.into());
    dependency.insert("features", toml_edit::Array::from_iter(["axum"]).into());
    manifest["dependencies"]["error-catalog"] = Item::Value(dependency.into());
    fs::write(service.join("Cargo.toml"), manifest.to_string()).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--quiet", "--offline"]).current_dir(&service);
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
