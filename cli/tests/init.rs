//! The catalog that `init` writes passes every check, and the code that it prints compiles.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn run(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_error-catalog")).args(args).current_dir(folder).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{args:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
    said
}

#[test]
fn every_format_passes_every_check() {
    let presets = error_catalog_model::keys::preset_names().map(|preset| vec!["init", "--preset", preset]);
    let bodies =
        ["code,message,details", "message", "error=code,text=message,details,retry_after,violations,request_id"];
    let bodies = bodies.map(|body| vec!["init", "--body", body]);
    for args in presets.chain(bodies).chain([vec!["init"], vec!["init", "--yes", "--title", "\\ \"x\" '''\u{e9}"]]) {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), &args);
        let checked = run(folder.path(), &["check", "--deny", "warnings", "--warn", "unnamed-rejection"]);
        assert!(checked.ends_with("; no problems\n"), "{args:?}: {checked}");
        let catalog = fs::read_to_string(folder.path().join("errors.toml")).unwrap();
        for status in [400, 404, 405, 408, 413, 415, 422, 500] {
            assert!(catalog.contains(&format!("[statuses.{status}]\ncode = ")), "{args:?} does not name {status}");
        }
        let shows_violations =
            !["oauth2", "matrix", "stripe", "code,message,details", "message"].contains(&args[args.len() - 1]);
        assert_eq!(catalog.contains("[errors.validation_failed]"), shows_violations, "{args:?}");
        run(folder.path(), &["fmt", "--check"]);
        assert!(run(folder.path(), &["generate"]).starts_with("wrote docs"), "{args:?}");
        run(folder.path(), &["generate", "--check"]);
    }
}

/// The indented lines below the line that says where to paste them.
fn pasted<'a>(said: &'a str, place: &str) -> Vec<&'a str> {
    let below = said.lines().skip_while(|line| !line.contains(place)).skip(2);
    below.take_while(|line| line.is_empty() || line.starts_with("    ")).map(str::trim_start).collect()
}

#[test]
fn a_path_to_paste_starts_from_the_package() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("api")).unwrap();
    fs::write(folder.path().join("api/Cargo.toml"), "[package]\nname = \"api\"\n").unwrap();
    let said = run(folder.path(), &["init", "api/conf/mine.toml"]);
    assert_eq!(pasted(&said, "src/main.rs")[0], "#[error_catalog::error_catalog(\"conf/mine.toml\")]", "{said}");
    assert_eq!(pasted(&said, "build.rs"), ["error_catalog_build::build(\"conf/mine.toml\");", ""], "{said}");
    assert!(said.contains("error-catalog check api/conf/mine.toml"), "{said}");
}

/// A path that does not end in `.toml` is a folder, even if nothing exists at the path.
#[test]
fn a_folder_gets_a_main_file() {
    for (path, main, name) in [
        ("new/", "new/errors.toml", "new"),
        ("svc/a", "svc/a/errors.toml", "a"),
        ("api-v1.2", "api-v1.2/errors.toml", "api-v1-2"),
        ("errors.toml/", "errors.toml/errors.toml", "errors-toml"),
        ("old", "old/errors.toml", "old"),
        (".", "./errors.toml", "parent"),
        ("conf/mine.toml", "conf/mine.toml", "conf"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("parent");
        fs::create_dir_all(folder.join("old")).unwrap();
        let said = run(&folder, &["init", path]);
        assert!(said.starts_with(&format!("wrote {main}\n")), "{path}: {said}");
        let catalog = fs::read_to_string(folder.join(main)).unwrap();
        assert!(catalog.contains(&format!("\nname = \"{name}\"\n")), "{path}: {catalog}");
        let said = run(&folder, &["check", main]);
        assert!(said.starts_with(main), "{path}: {said}");
    }
}

/// A file is never taken for a folder.
#[test]
fn a_file_without_an_extension_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes"), "mine").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
    let output = program.args(["init", "notes"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "error: notes already exists; nothing was written\n");
    assert_eq!(fs::read_to_string(folder.path().join("notes")).unwrap(), "mine");
}

/// The new catalog names an error for exactly the statuses with which the frameworks reject requests.
#[test]
fn a_catalog_has_the_statuses_of_its_frameworks() {
    let all = "400 404 405 408 413 415 422 500";
    for (manifest, frameworks, expected) in [
        ("", "axum", all),
        ("", "actix-web", "400 404 405 413 415 500"),
        ("", "poem", "400 404 405 413 415 500"),
        ("", "tonic", "500"),
        ("", "none", ""),
        ("", "tonic,axum", all),
        ("", "", all),
        ("actix-web = \"4\"", "", "400 404 405 413 415 500"),
        ("tonic = \"0.14\"", "", "500"),
        ("axum = \"0.8\"", "poem", "400 404 405 413 415 500"),
        ("serde = \"1\"", "", all),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let manifest = format!("[package]\nname = \"a\"\n\n[dependencies]\n{manifest}\n");
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        let options = if frameworks.is_empty() { vec![] } else { vec!["--framework", frameworks] };
        run(folder.path(), &[vec!["init"], options].concat());
        assert!(run(folder.path(), &["check"]).ends_with("; no problems\n"));
        let catalog = fs::read_to_string(folder.path().join("errors.toml")).unwrap();
        let named = catalog.lines().filter_map(|line| line.strip_prefix("[statuses.")?.strip_suffix(']'));
        assert_eq!(named.collect::<Vec<_>>().join(" "), expected, "{frameworks}");
        // An error without a use would only be in the way.
        for (status, code) in [("408", "request_timeout"), ("422", "unprocessable_entity"), ("400", "bad_request")] {
            assert_eq!(catalog.contains(&format!("[errors.{code}]")), expected.contains(status), "{frameworks}");
        }
        assert_eq!(catalog.contains("framework itself rejects"), !expected.is_empty(), "{frameworks}");
    }
}

/// The new catalog names an error for each status that `init` mentions.
#[test]
fn statuses_of_frameworks() {
    for framework in ["actix-web", "axum", "poem"] {
        let folder = tempfile::tempdir().unwrap();
        let said = run(folder.path(), &["init", "--framework", framework]);
        let line = said.lines().find(|line| line.contains("; the catalog names an error")).unwrap();
        let statuses: Vec<&str> = line.split([' ', ',', ';']).filter(|word| word.parse::<u16>().is_ok()).collect();
        assert!(statuses.len() > 5, "{line}");
        let catalog = fs::read_to_string(folder.path().join("errors.toml")).unwrap();
        for status in statuses {
            assert!(catalog.contains(&format!("[statuses.{status}]\ncode = ")), "{framework}: {status}");
        }
    }
}

/// Runs the package in a folder without the network, and returns what the package prints.
fn cargo_run(folder: &Path) -> String {
    // The workspace's lock file selects the dependencies that are available offline.
    fs::copy(format!("{ROOT}/Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--offline"]).current_dir(folder);
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_new_package_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("init");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = "[workspace]\n\n[package]\nname = \"shop-api\"\nedition = \"2024\"\n\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let said = run(&folder, &["init"]);
    let mut dependencies = pasted(&said, "Cargo.toml").join("\n");
    let version = concat!("\"", env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"), "\"");
    // Use the packages of this checkout instead of published ones.
    for (line, path) in [
        (format!("error-catalog = {{ version = {version}, features = [] }}"), ROOT.to_owned()),
        (format!("error-catalog-build = {version}"), format!("{ROOT}/build")),
    ] {
        let (name, _) = line.split_once(' ').unwrap();
        assert!(dependencies.contains(&line), "{said}");
        dependencies = dependencies.replace(&line, &format!("{name} = {{ path = '{path}' }}"));
    }
    fs::write(folder.join("Cargo.toml"), manifest.to_owned() + &dependencies).unwrap();
    let module = pasted(&said, "src/main.rs").join("\n");
    let main = "fn main() {\n    println!(\"{}\", errors::Error::not_found(\"User\"));\n}\n";
    fs::write(folder.join("src/main.rs"), format!("{module}\n{main}")).unwrap();

    assert_eq!(cargo_run(&folder), "User not found\n");
    assert!(folder.join("docs/errors.md").exists(), "the build script writes the reference");
    run(&folder, &["generate", "--check"]);
}

/// An application with every kind of field and source that thiserror has.
const ERRORS: &str = r##"use std::borrow::Cow;
use std::sync::Arc;
use thiserror::Error;

#[derive(Clone, Copy, Debug)]
pub struct UserId(pub u64);

impl std::fmt::Display for UserId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "usr_{}", self.0)
    }
}

#[derive(Debug, Error)]
pub enum ApiError {
    #[error("User {user_id} does not exist")]
    UserNotFound { user_id: UserId },
    #[error("Bad request: {0}")]
    BadRequest(String),
    #[error("{name} is taken by {}", owners.join(", "))]
    Taken { name: Arc<str>, owners: Vec<String>, holder: UserId },
    #[error("{size} bytes are more than {limit}: {why}")]
    TooLarge { size: u64, limit: u32, why: Cow<'static, str> },
    #[error("The storage does not work")]
    Storage(#[from] std::io::Error),
    #[error("{host} did not answer")]
    Upstream { host: &'static str, #[source] cause: std::num::ParseIntError },
    #[error("The lock is broken")]
    IOLock(std::fmt::Error),
}

impl ApiError {
    pub fn status(&self) -> u16 {
        match self {
            Self::UserNotFound { .. } => 404,
            Self::BadRequest(_) => 400,
            Self::Taken { .. } => 409,
            Self::TooLarge { .. } => 413,
            Self::Upstream { .. } => 502,
            Self::Storage(_) | Self::IOLock(_) => 500,
        }
    }
}
"##;

const PRINTS: &str = r#"mod error;

use error::{ApiError, UserId};

fn read() -> Result<(), ApiError> {
    std::fs::read("/no/such/file")?;
    Ok(())
}

fn main() {
    let owners = vec!["Ada".to_owned(), "Bob".to_owned()];
    let cause = "x".parse::<u8>().unwrap_err();
    for error in [
        ApiError::UserNotFound { user_id: UserId(7) },
        ApiError::BadRequest("no body".to_owned()),
        ApiError::Taken { name: "a".into(), owners, holder: UserId(8) },
        ApiError::TooLarge { size: 9, limit: 8, why: "a limit".into() },
        ApiError::Upstream { host: "a.example", cause },
        ApiError::IOLock(std::fmt::Error),
        read().unwrap_err(),
    ] {
        let source = std::error::Error::source(&error).map(ToString::to_string);
        println!("{} {error} {source:?}", error.status());
    }
}
"#;

/// The application prints the same before and after the move, except for a source that had no `#[source]`.
#[test]
fn an_adopted_enum_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("adopt");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest =
        "[workspace]\n\n[package]\nname = \"shop-api\"\nedition = \"2024\"\n\n[dependencies]\nthiserror = \"2\"\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/error.rs"), ERRORS).unwrap();
    fs::write(folder.join("src/main.rs"), PRINTS).unwrap();
    let before = cargo_run(&folder);
    let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
    let output = program.args(["init", "--adopt", "src/error.rs", "--write"]).current_dir(&folder).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.starts_with("wrote errors.toml\nwrote src/error.rs\n"), "{said}");
    fs::write(folder.join("Cargo.toml"), format!("{manifest}error-catalog = {{ path = '{ROOT}' }}\n")).unwrap();
    let (hidden, found) =
        ("The lock is broken None", "The lock is broken Some(\"an error occurred when formatting an argument\")");
    assert!(before.contains(hidden), "{before}");
    assert_eq!(cargo_run(&folder), before.replace(hidden, found));
}
