//! The archives of a release are those that `cargo binstall` looks for.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use toml_edit::DocumentMut;

/// A `cargo` that builds empty programs, with the ending of the target's programs.
const CARGO: &str = r#"#!/usr/bin/env bash
target="${!#}"
mkdir -p "$CARGO_TARGET_DIR/$target/release"
case "$target" in *windows*) ending=.exe ;; *) ending= ;; esac
touch "$CARGO_TARGET_DIR/$target/release/"{error-catalog,cargo-error-catalog}"$ending"
"#;

#[test]
fn archives_have_the_names_that_the_manifest_states() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let manifest: DocumentMut = fs::read_to_string(root.join("cli/Cargo.toml")).unwrap().parse().unwrap();
    let binstall = &manifest["package"]["metadata"]["binstall"];
    assert_eq!(binstall["pkg-fmt"].as_str(), Some("tgz"));
    for (target, ending) in [("x86_64-unknown-linux-musl", ""), ("x86_64-pc-windows-msvc", ".exe")] {
        let folder = archive(root, target);
        let fill = |key: &str, bin: &str| {
            let values = [
                ("repo", env!("CARGO_PKG_REPOSITORY")),
                ("name", env!("CARGO_PKG_NAME")),
                ("version", env!("CARGO_PKG_VERSION")),
                ("target", target),
                ("bin", bin),
                ("binary-ext", ending),
            ];
            let template = binstall[key].as_str().unwrap().to_owned();
            values.iter().fold(template, |text, (name, value)| text.replace(&format!("{{ {name} }}"), value))
        };
        // The workflow of a release names the release after the tag, and adds the archive under its own name.
        let releases = concat!(env!("CARGO_PKG_REPOSITORY"), "/releases/download/v", env!("CARGO_PKG_VERSION"), "/");
        let url = fill("pkg-url", "");
        let file = folder.path().join("archives").join(url.strip_prefix(releases).unwrap());
        let list = Command::new("tar").arg("-tzf").arg(&file).output().unwrap();
        assert!(list.status.success(), "{url}: {list:?}");
        let list = String::from_utf8(list.stdout).unwrap();
        for bin in ["error-catalog", "cargo-error-catalog"] {
            let path = fill("bin-dir", bin);
            assert!(list.lines().any(|line| line == path), "{path} is not in:\n{list}");
        }
        assert!(list.contains("/LICENSE-MIT\n") && list.contains("/LICENSE-APACHE\n"), "{list}");
    }
}

/// Runs the script that packs the archive of a target. The archive is in the folder `archives`.
fn archive(root: &Path, target: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let cargo = folder.path().join("cargo");
    fs::write(&cargo, CARGO).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let output = Command::new(root.join(".ci/archive"))
        .arg(target)
        .arg(folder.path().join("archives"))
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", folder.path().join("target"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    folder
}
