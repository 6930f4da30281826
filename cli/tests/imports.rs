//! Every catalog that `import` writes passes `check` and compiles, once each status is known.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Files that no catalog can be imported from.
const INVALID: &[&str] = &["mine.toml", "nothing.md", "rendered.json"];

/// The types that the imported catalogs convert into errors.
const SQLX: &str = "#![allow(dead_code)]\n\nextern crate self as sqlx;\n\n#[derive(Debug)]\npub struct Error;\n\n\
    impl std::fmt::Display for Error {\n    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {\n        \
    f.write_str(\"sqlx\")\n    }\n}\n\nimpl std::error::Error for Error {}\n";

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_error-catalog")).args(args).current_dir(folder).output().unwrap()
}

/// Asserts that a command succeeded, and returns its stdout.
fn success(output: &Output, what: &str) -> String {
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn imported_catalogs_compile() {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("imported");
    let _ = fs::remove_dir_all(&package);
    fs::create_dir_all(package.join("src")).unwrap();
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/import.in")).unwrap();
    let mut sources: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    sources.sort();
    let mut code = SQLX.to_owned();
    let mut count = 0;
    for source in sources.iter().filter(|source| !INVALID.iter().any(|name| source.ends_with(name))) {
        let name = source.file_name().unwrap().to_str().unwrap();
        let imported = run(&package, &["import", source.to_str().unwrap()]);
        let text = String::from_utf8(imported.stdout).unwrap().replace("# status = ?", "status = 400");
        assert!(text.contains("[errors."), "{name}: {}", String::from_utf8_lossy(&imported.stderr));
        let file = format!("{name}.toml");
        fs::write(package.join(&file), text).unwrap();
        success(&run(&package, &["check", &file]), name);
        assert!(success(&run(&package, &["render", "rust", &file]), name).contains("enum Code"), "{name}");
        let module = name.replace('.', "_");
        write!(code, "\n#[error_catalog::error_catalog(\"{file}\")]\npub mod {module} {{}}\n").unwrap();
        count += 1;
    }
    assert!(count > 15, "{count}");
    fs::write(package.join("src/lib.rs"), code).unwrap();
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"imported\"\nedition = \"2024\"\n\n[dependencies]\n\
         anyhow = \"1\"\nerror-catalog = {{ path = '{ROOT}' }}\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    // The workspace's lock file selects the dependencies that are available offline.
    fs::copy(format!("{ROOT}/Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--quiet", "--offline"]).current_dir(&package);
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages"));
    success(&cargo.output().unwrap(), "cargo check");
}
