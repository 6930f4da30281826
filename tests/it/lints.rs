//! Applications enable the lints of their choice, and none of these lints reports generated code.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use crate::ui::{cargo, run};

/// The lints that an application cannot forbid, because generated code breaks and allows these lints. For an
/// application that forbids a lint, the compiler reports each `#[allow]` of this lint.
const ALLOWED: [&str; 5] = [
    "clippy::exhaustive_enums",
    "clippy::impl_trait_in_params",
    "clippy::self_named_constructors",
    "clippy::too_many_arguments",
    "deprecated",
];

/// The tests write the same package.
static PACKAGE: Mutex<()> = Mutex::new(());

/// Writes the package in `tests/lints`, and adds as many errors as the codes need for a hash table.
fn package(edition: u16) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lints");
    fs::create_dir_all(package.join("src")).unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    let source = |file: &str| fs::read_to_string(format!("{root}/tests/lints/{file}")).unwrap();
    let mut catalog = source("errors.toml");
    for number in 0..80 {
        let _ = write!(catalog, "\n[errors.user_{number}_gone]\nstatus = 404\nmessage = 'http://x.example/{number}'\n");
    }
    fs::write(package.join("errors.toml"), catalog).unwrap();
    fs::write(package.join("src/lib.rs"), source("lib.rs")).unwrap();
    let manifest = format!(
        "[workspace]\n[package]\nname = \"lints\"\nedition = \"{edition}\"\n[dependencies]\n\
         problems = {{ package = \"error-catalog\", path = '{root}', features = [\"client\", \"examples\"] }}\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    package
}

/// Returns the path of a tool that is next to cargo; `None` if the tool is missing, which fails in CI.
fn tool(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO")).with_file_name(name);
    assert!(path.exists() || std::env::var_os("CI").is_none(), "{name} is missing");
    path.exists().then_some(path)
}

/// The lints that a tool lists, without the lints about the manifest and those that need a nightly compiler.
fn lints(tool: &Path) -> Vec<String> {
    let (help, _) = run(Command::new(tool).args(["-W", "help"]));
    let cargo_group =
        help.lines().find_map(|line| line.trim_start().strip_prefix("clippy::cargo ")).unwrap_or_default();
    let cargo_group: Vec<&str> = cargo_group.split(',').map(str::trim).collect();
    let names = help.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (name, level) = (words.next()?, words.next()?);
        let is_lint = matches!(level, "allow" | "warn" | "deny") && !cargo_group.contains(&name);
        is_lint.then(|| name.replace('-', "_"))
    });
    // `warnings` is a group that has the name of a lint.
    names.filter(|name| !["unknown_lints", "warnings"].contains(&name.as_str())).collect()
}

/// Runs clippy with this level for these lints.
fn clippy(edition: u16, level: &str, lints: &[String]) {
    let _guard = PACKAGE.lock();
    let mut cargo = cargo(&package(edition));
    cargo.args(["clippy", "--quiet", "--", "-Aunknown_lints"]);
    let (_, problems) = run(cargo.args(lints.iter().map(|lint| format!("{level}{lint}"))));
    assert!(problems.is_empty(), "edition {edition}: {problems}");
}

#[test]
fn no_lint_reports_generated_code() {
    let Some(driver) = tool("clippy-driver") else { return };
    let lints = lints(&driver);
    for known in ["missing_docs", "unused_results", "clippy::indexing_slicing", "clippy::allow_attributes"] {
        assert!(lints.iter().any(|lint| lint == known), "{known}");
    }
    for edition in [2015, 2018, 2021, 2024] {
        clippy(edition, "-D", &lints);
    }
}

#[test]
fn an_application_can_forbid_lints() {
    let Some(driver) = tool("clippy-driver") else { return };
    let mut lints = lints(&driver);
    lints.retain(|lint| !ALLOWED.contains(&lint.as_str()));
    clippy(2024, "-F", &lints);
    let groups = ["clippy::pedantic", "clippy::nursery", "clippy::suspicious", "clippy::perf", "unused"];
    clippy(2024, "-F", &groups.map(str::to_owned));
}

#[test]
fn no_lint_reports_generated_documentation() {
    let Some(rustdoc) = tool("rustdoc") else { return };
    let lints = lints(&rustdoc).into_iter().filter(|lint| lint.starts_with("rustdoc::"));
    let flags: String = lints.fold("-Aunknown_lints".to_owned(), |flags, lint| format!("{flags} -D{lint}"));
    assert!(flags.contains("rustdoc::invalid_html_tags"), "{flags}");
    let _guard = PACKAGE.lock();
    let mut cargo = cargo(&package(2024));
    cargo.args(["doc", "--quiet", "--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", flags);
    let (_, problems) = run(&mut cargo);
    assert!(problems.is_empty(), "{problems}");
}
