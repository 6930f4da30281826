//! Writes the package of the run-time benchmark: the program in `xtask/bench`, the catalogs, and generated source.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::entries::{Entry, entries, special};
use super::super::{ours, peer};
use super::values;
use crate::{Result, cargo};

/// The package in which the derives of 10,000 codes compile only once.
const LARGE: &str = "theirs10000";

/// The number of codes of the largest catalog.
const LARGEST: usize = 10_000;

/// The function that looks a code up, which LLVM needs minutes for. It must not be compiled again in another package.
const FIND: &str = "\n#[inline(never)]\npub fn find(text: &str) -> Option<Code> {\n    text.parse().ok()\n}\n";

/// The rows of the large program.
pub(super) const LARGE_ROWS: [&str; 2] = ["string to code, hit, 10,000 codes", "string to code, miss, 10,000 codes"];

/// A program of the package.
#[derive(Clone, Copy)]
pub(crate) enum Program {
    /// The rows with up to 1,000 codes.
    Usual,
    /// The rows with 10,000 codes.
    Large,
}

impl Program {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Program::Usual => &["--bin", "bench"],
            Program::Large => &["--bin", "large", "--features", "large"],
        }
    }
}

/// Writes the package, builds a program, and returns the path of the program.
pub(super) fn build(program: Program, root: &Path, target: &Path) -> Result<PathBuf> {
    let folder = target.join("bench/run");
    write(root, &folder)?;
    let arguments = [&["--release"], program.arguments()].concat();
    build_package(&folder, &arguments)?;
    Ok(folder.join("target/release").join(program.arguments()[1]))
}

/// Builds a program of a package that this task wrote.
pub(crate) fn build_package(folder: &Path, arguments: &[&str]) -> Result {
    let build = |more: &[&str]| {
        let mut command = cargo();
        command.args(["build", "--quiet"]).args(arguments).args(more).current_dir(folder);
        // Flags that someone set for other builds would change what is measured.
        command.env_remove("RUSTFLAGS").env("CARGO_TARGET_DIR", folder.join("target"));
        command.output()
    };
    // The network is only used if a dependency is not there yet.
    if !build(&["--offline"])?.status.success() {
        let output = build(&[])?;
        if !output.status.success() {
            return Err(format!("the benchmark does not compile:\n{}", String::from_utf8_lossy(&output.stderr)).into());
        }
    }
    Ok(())
}

fn write(root: &Path, folder: &Path) -> Result {
    let errors: Vec<Entry> = entries(998).into_iter().chain(special()).collect();
    let problem = "[wire]\npreset = \"rfc9457\"\n";
    let files = [
        ("Cargo.toml", manifest(root)?),
        ("errors.toml", ours::catalog(&errors, ours::BODY)),
        ("problem.toml", ours::catalog(&errors, problem)),
        ("codes40.toml", ours::catalog(&entries(40), ours::BODY)),
        ("codes10000.toml", ours::catalog(&entries(LARGEST), ours::BODY)),
        ("src/generated/mod.rs", "pub mod codes;\npub mod theirs;\npub mod theirs40;\npub mod values;\n".into()),
        ("src/generated/codes.rs", values::codes(LARGEST)),
        ("src/generated/theirs.rs", peer::source(&errors, "Clone, ")),
        ("src/generated/theirs40.rs", peer::codes(&entries(40))),
        ("src/generated/values.rs", values::source(&errors)),
        ("theirs10000/src/lib.rs", peer::codes(&entries(LARGEST)) + FIND),
        (
            "theirs10000/Cargo.toml",
            format!("[package]\nname = \"{LARGE}\"\nedition = \"2024\"\n\n[dependencies]\n{STRUM}"),
        ),
        ("Cargo.lock", fs::read_to_string(root.join("Cargo.lock"))?),
    ];
    for (path, text) in files {
        write_changed(&folder.join(path), &text)?;
    }
    copy(&root.join("xtask/bench"), &folder.join("src"))
}

const STRUM: &str = "strum = { version = \"0.28\", features = [\"derive\"] }\n";

/// The lock file of the repository determines the versions.
fn manifest(root: &Path) -> Result<String> {
    let root = root.to_str().ok_or("the repository's path is not UTF-8")?;
    Ok(format!(
        "[package]\nname = \"bench\"\nedition = \"2024\"\nautobins = false\n\n\
         [[bin]]\nname = \"bench\"\npath = \"src/main.rs\"\n\n\
         [[bin]]\nname = \"large\"\npath = \"src/large.rs\"\nrequired-features = [\"large\"]\n\n\
         [features]\nlarge = [\"dep:{LARGE}\"]\n\n[dependencies]\n\
         axum = {{ version = \"0.8\", default-features = false }}\n\
         error-catalog = {{ path = {root:?}, features = [\"axum\", \"client\", \"tracing\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n{STRUM}\
         {LARGE} = {{ path = {LARGE:?}, optional = true }}\nthiserror = \"2\"\ntower-service = \"0.3\"\n\
         tracing = {{ version = \"0.1\", default-features = false, features = [\"std\"] }}\n\n[workspace]\n"
    ))
}

/// Copies a folder with its folders.
fn copy(from: &Path, to: &Path) -> Result {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            write_changed(&target, &fs::read_to_string(entry.path())?)?;
        }
    }
    Ok(())
}

/// Writes a file unless the file has the text already, so that cargo compiles only what has changed.
pub(crate) fn write_changed(path: &Path, text: &str) -> Result {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}
