//! Builds of the same sources in different folders, with and without cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ui::cargo;

const MAIN: &str = "[catalog]\ninclude = ['parts/*.toml']\n[errors.main]\nstatus = 400\nmessage = 'Main'\n";
const PART: &str = "[errors.part]\nstatus = 400\nmessage = 'Part'\n";

/// Creates the package `NAME` in the folder `NAME/…`. The tests run at the same time, so each test needs another name.
/// The attribute has these arguments, and `catalog` is the path of the catalog in the package.
fn package(folder: &str, arguments: &str, catalog: &str) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&package);
    let write = |path: &str, text: &str| {
        let path = package.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let root = env!("CARGO_MANIFEST_DIR");
    let (name, _) = folder.split_once('/').unwrap();
    let dependency = format!("[dependencies]\nerror-catalog.path = '{root}'\n");
    write("Cargo.toml", &format!("[workspace]\n[package]\nname = \"{name}\"\nedition = \"2024\"\n{dependency}"));
    write("src/lib.rs", &format!("#[error_catalog::error_catalog{arguments}]\npub mod errors {{}}\n"));
    write(catalog, MAIN);
    write(&catalog.replace("errors.toml", "parts/part.toml"), PART);
    package
}

/// Builds the package `name` with cargo. Returns the paths of the package's library and metadata, and then the paths of
/// the library and metadata of `error_catalog`.
fn build(name: &str, package: &Path) -> [Vec<PathBuf>; 2] {
    let remap = format!("--remap-path-prefix={}=/package", package.display());
    let mut command = cargo(package);
    // The data of an incremental build depends on earlier builds.
    command.env("CARGO_INCREMENTAL", "0").args(["rustc", "--message-format=json", "--", &remap]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let messages: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    [name, "error_catalog"].map(|library| {
        let artifact =
            messages.iter().find(|message| message["target"]["name"] == library && message["filenames"].is_array());
        let artifact = artifact.unwrap();
        assert!(library != name || artifact["fresh"] == false, "cargo did not build the package");
        let files = artifact["filenames"].as_array().unwrap();
        files.iter().map(|file| PathBuf::from(file.as_str().unwrap())).collect()
    })
}

/// The same sources make the same library in every folder.
#[test]
fn the_folder_does_not_change_the_library() {
    for (arguments, catalog) in [("", "errors.toml"), ("(\"config/api/errors.toml\")", "config/api/errors.toml")] {
        let [one, two] = ["anywhere/one", "anywhere/another/folder"].map(|folder| {
            let files = build("anywhere", &package(folder, arguments, catalog)).into_iter().next().unwrap();
            let bytes: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
            assert_eq!(files.iter().map(|file| file.extension().unwrap()).collect::<Vec<_>>(), ["rlib", "rmeta"]);
            bytes
        });
        assert!(one == two, "{arguments}");
    }
}

/// Some build tools let the compiler see only links to the sources.
#[test]
#[cfg(unix)]
fn a_link_farm_is_built_like_the_real_folder() {
    let real = package("farm/real", "(\"api/errors.toml\")", "api/errors.toml");
    let farm = real.with_file_name("links");
    let _ = fs::remove_dir_all(&farm);
    for file in ["Cargo.toml", "src/lib.rs", "api/errors.toml", "api/parts/part.toml"] {
        fs::create_dir_all(farm.join(file).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(real.join(file), farm.join(file)).unwrap();
    }
    let [one, two] = [real, farm].map(|package| fs::read(&build("farm", &package)[0][0]).unwrap());
    assert!(one == two);
}

/// Without cargo, the path of the catalog starts in the folder of the source file. A relative `CARGO_MANIFEST_DIR`
/// starts in the folder in which rustc runs.
#[test]
fn rustc_alone_finds_and_tracks_the_catalog() {
    let [_, runtime] = build("alone", &package("alone/with_cargo", "", "errors.toml"));
    let cases = [
        (None, "src/api/errors.toml", "src/lib.rs src/api/errors.toml src/api/parts/part.toml"),
        (Some("."), "api/errors.toml", "src/lib.rs src/.././api/errors.toml src/.././api/parts/part.toml"),
    ];
    for (manifest_dir, catalog, tracked) in cases {
        let [one, two] = ["alone/one", "alone/another/folder"].map(|folder| {
            let package = package(folder, "(\"api/errors.toml\")", catalog);
            let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
            rustc.current_dir(&package).env_remove("CARGO_MANIFEST_DIR");
            rustc.envs(manifest_dir.map(|folder| ("CARGO_MANIFEST_DIR", folder)));
            rustc.args(["--edition=2024", "--crate-type=lib", "--emit=metadata,link,dep-info", "src/lib.rs"]);
            rustc.arg(format!("--remap-path-prefix={}=/package", package.display()));
            rustc.arg(format!("--extern=error_catalog={}", runtime[0].display()));
            rustc.arg(format!("-Ldependency={}", runtime[0].parent().unwrap().display()));
            let output = rustc.output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let files = fs::read_to_string(package.join("lib.d")).unwrap();
            assert_eq!(files.lines().find_map(|line| line.strip_prefix("liblib.rlib: ")), Some(tracked));
            ["liblib.rlib", "liblib.rmeta"].map(|file| fs::read(package.join(file)).unwrap())
        });
        assert!(one == two, "{manifest_dir:?}");
    }
}
