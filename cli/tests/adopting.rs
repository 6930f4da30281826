//! `init --adopt` changes enums in several styles, and the result compiles. In the service in `tests/adopting`, the
//! source outside `error.rs` stays as it is.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
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

/// An empty folder for the workspace of a test, which selects the dependencies that are available offline.
fn folder(name: &str, member: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Cargo.toml"), workspace(member)).unwrap();
    fs::copy(format!("{ROOT}/Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// Adopts an enum. Returns the instructions and the messages.
fn adopt(package: &Path, args: &[&str]) -> (String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
    let output = program.args(["init", "--write", "--adopt"]).args(args).current_dir(package).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{args:?}: {err}");
    (String::from_utf8(output.stdout).unwrap(), err)
}

/// Adds the runtime with these features to the dependencies of a package.
fn depend(package: &Path, features: &[&str]) {
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
    let mut manifest: DocumentMut = manifest.parse().unwrap();
    let mut dependency = toml_edit::InlineTable::new();
    dependency.insert("workspace", true.into());
    dependency.insert("features", toml_edit::Array::from_iter(features.iter().copied()).into());
    manifest["dependencies"]["error-catalog"] = Item::Value(dependency.into());
    fs::write(package.join("Cargo.toml"), manifest.to_string()).unwrap();
}

fn check(package: &Path) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--quiet", "--offline"]).current_dir(package);
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_service_compiles() {
    let folder = folder("adopting", "before");
    let service = folder.join("before");
    for part in ["app", "before"] {
        copy(&Path::new(ROOT).join("tests/adopting").join(part), &folder.join(part));
    }
    let (said, _) = adopt(&service, &["src/error.rs"]);
    assert!(said.contains("features = [\"axum\"]"), "{said}");
    depend(&service, &["axum"]);
    check(&service);
}

const MANIFEST: &str = r#"
[package]
name = "styles"
version = "0.0.0"
edition = "2024"

[dependencies]
anyhow.workspace = true
axum = { workspace = true, default-features = true }
chrono = { workspace = true, features = ["std"] }
serde = { workspace = true, features = ["derive"] }
serde_json = { workspace = true, features = ["std"] }
thiserror.workspace = true
url.workspace = true
uuid.workspace = true

[features]
never = []
"#;

#[test]
fn enums_in_every_style_compile() {
    let styles = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/adopting/styles");
    let package = folder("styles", "styles").join("styles");
    copy(&styles, &package.join("src"));
    fs::write(package.join("Cargo.toml"), MANIFEST).unwrap();
    let mut names: Vec<String> =
        fs::read_dir(&styles).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let modules = names.iter().map(|name| format!("mod {};\n", name.trim_end_matches(".rs")));
    let start = "#![deny(warnings)]\n#![allow(dead_code, unexpected_cfgs)]\n".to_owned();
    fs::write(package.join("src/lib.rs"), start + &modules.collect::<String>()).unwrap();
    check(&package);
    let mut features = BTreeSet::new();
    for name in &names {
        let (said, _) = adopt(&package, &[&format!("src/{name}"), &format!("conf/{name}.toml")]);
        let list = said.split_once("features = [").and_then(|(_, rest)| rest.split(']').next()).unwrap();
        features.extend(list.split(", ").map(|feature| feature.trim_matches('"').to_owned()));
    }
    let features: Vec<&str> = features.iter().map(String::as_str).collect();
    assert_eq!(features, ["axum", "chrono", "serde_json", "url", "uuid"]);
    depend(&package, &features);
    check(&package);
}
