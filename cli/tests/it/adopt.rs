//! `init --adopt`: a catalog from an enum of errors, and the change of the enum.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{project, run};

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.0.0\"\n\n[dependencies]\naxum = \"0.8\"\n";

const BEFORE: &str = r#"//! The errors.
use thiserror::Error;

/// An error of the shop.
#[derive(Debug, Error)]
pub enum ApiError {
    /// Nobody has this id.
    #[error("User {user_id} does not exist")]
    #[cfg(unix)]
    UserNotFound { user_id: UserId, #[source] cause: DbError },
    #[error("Bad request: {0}")] BadRequest(String),
    #[error("{name} is taken by {}", owners.join(", "))]
    Taken { name: Arc<str>, owners: Vec<String>, pub holder: Option<UserId> },
    #[error(transparent)]
    Other(#[from] anyhow::Error),
    #[error("The lock is broken")]
    IOLock(std::io::Error),
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::UserNotFound { .. } => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Taken { .. } => StatusCode::CONFLICT,
            Self::Other(_) | Self::IOLock(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Answers.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status(), self.to_string()).into_response()
    }
}

impl Unrelated for ApiError {}

impl fmt::Display for Other {
    fn fmt(&self) {}
}

impl axum::response::IntoResponse for ApiError {}
"#;

const AFTER: &str = r#"//! The errors.

/// An error of the shop.
#[error_catalog::error_catalog]
#[derive(Debug)]
pub enum ApiError {
    /// Nobody has this id.
    #[cfg(unix)]
    UserNotFound { #[display] user_id: UserId, #[source] cause: DbError },
    BadRequest(String),
    Taken { name: Arc<str>, owners: Vec<String>, #[internal] pub holder: Option<UserId> },
    Other(#[from] anyhow::Error),
    #[key("io_lock")]
    IOLock(#[source] std::io::Error),
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::UserNotFound { .. } => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Taken { .. } => StatusCode::CONFLICT,
            Self::Other(_) | Self::IOLock(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl Unrelated for ApiError {}

impl fmt::Display for Other {
    fn fmt(&self) {}
}
"#;

fn shop(source: &str) -> TempDir {
    project(&[("Cargo.toml", MANIFEST), ("src/error.rs", source)])
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn an_enum_is_adopted() {
    for crlf in [false, true] {
        let ends = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
        let folder = shop(&ends(BEFORE));
        let (code, out, err) = run(folder.path(), &["init", "--adopt", "src/error.rs"]);
        assert_eq!(code, Some(0), "{err}");
        assert!(out.starts_with("wrote errors.toml\n\nChange src/error.rs, or run the command again"), "{out}");
        for line in ["+#[error_catalog::error_catalog]", "features = [\"axum\"]", "Middleware::<ApiError>::new()"] {
            assert!(out.contains(line), "{line}: {out}");
        }
        assert_eq!(read(folder.path(), "src/error.rs"), ends(BEFORE), "nothing is changed without --write");
        assert!(read(folder.path(), "errors.toml").contains("name = \"shop\"\n"));
        let (code, out, err) = run(folder.path(), &["check", "errors.toml"]);
        assert_eq!(code, Some(0), "{out}{err}");
        // The catalog exists now, so only the enum is changed.
        let (code, out, err) = run(folder.path(), &["init", "--adopt", "src/error.rs", "--write"]);
        assert_eq!(code, Some(0), "{err}");
        assert!(out.starts_with("wrote src/error.rs\n"), "{out}");
        assert_eq!(read(folder.path(), "src/error.rs"), ends(AFTER));
        // The list of guesses remains, and the notes say what the file lost.
        for line in [
            "src/error.rs: an import guesses or loses the following",
            "\nguessed:\n",
            "\nlost:\n",
            "the implementation of `IntoResponse` is removed",
            "src/error.rs:21: your method `status` stays, and its values are now also in the catalog",
            "returns an error of the catalog inside `anyhow::Error`",
        ] {
            assert!(err.contains(line), "{line}: {err}");
        }
        assert!(out.contains("rejections(|_| Decision::Keep)"), "{out}");
        let (code, _, err) = run(folder.path(), &["init", "--adopt", "src/error.rs", "--write"]);
        let why = "cannot adopt src/error.rs: the enum `ApiError` already has the attribute; nothing was written";
        assert_eq!((code, err), (Some(2), format!("error: {why}\n")));
    }
}

/// An enum with the attribute is recognized even if the catalog is elsewhere.
#[test]
fn an_adopted_enum_is_recognized_without_its_catalog() {
    let folder = shop(AFTER);
    let (code, _, err) = run(folder.path(), &["init", "--adopt", "src/error.rs", "--write"]);
    let why = "cannot adopt src/error.rs: the enum `ApiError` already has the attribute; nothing was written";
    assert_eq!((code, err), (Some(2), format!("error: {why}\n")));
}

/// The instructions name only what the manifest lacks.
#[test]
fn a_manifest_that_has_the_dependency_is_complete() {
    let start = MANIFEST;
    let more = "error-catalog in Cargo.toml:\n\n    \"axum\"\n\n";
    for (line, expected) in [
        ("", Some("[dependencies]\n    error-catalog = { version")),
        ("error-catalog = \"0.1\"", Some(more)),
        ("error-catalog = { version = \"0.1\", features = [\"std\"] }", Some(more)),
        ("error-catalog = { version = \"0.1\", features = [\"axum\", \"tracing\"] }", None),
        ("catalog = { package = \"error-catalog\", version = \"0.1\", features = [\"axum\"] }", None),
        ("[dependencies.error-catalog]\nversion = \"0.1\"\nfeatures = [\"axum\"]", None),
        (
            "error-catalog.workspace = true\n[workspace.dependencies]\nerror-catalog = { path = \"x\", features = [\"axum\"] }",
            None,
        ),
        (
            "[dev-dependencies]\nerror-catalog = { version = \"0.1\", features = [\"axum\"] }",
            Some("[dependencies]\n    error-catalog = {"),
        ),
    ] {
        let folder = project(&[("Cargo.toml", &format!("{start}{line}\n")), ("src/error.rs", BEFORE)]);
        let (code, out, err) = run(folder.path(), &["init", "--adopt", "src/error.rs", "--write"]);
        assert_eq!(code, Some(0), "{err}");
        match expected {
            Some(expected) => assert!(out.contains(expected), "{line}: {out}"),
            None => assert!(!out.contains("Cargo.toml"), "{line}: {out}"),
        }
        assert!(!folder.path().join("build.rs").exists(), "the catalog has no outputs");
    }
}

/// The paths and the framework are those of the package that contains the file.
#[test]
fn a_member_of_a_workspace_is_adopted() {
    for (from, args, catalog, attribute) in [
        ("", &["--adopt", "api/src/error.rs"][..], "api/errors.toml", ""),
        ("", &["api/conf/x.toml", "--adopt", "api/src/error.rs"], "api/conf/x.toml", "(\"conf/x.toml\")"),
        ("", &["errors.toml", "--adopt", "api/src/error.rs"], "errors.toml", "(\"../errors.toml\")"),
        ("api", &["--adopt", "src/error.rs"], "api/errors.toml", ""),
        ("api", &["../errors.toml", "--adopt", "src/error.rs"], "errors.toml", "(\"../errors.toml\")"),
        ("api/src", &["--adopt", "error.rs"], "api/errors.toml", ""),
        ("web", &["--adopt", "../api/src/error.rs"], "api/errors.toml", ""),
    ] {
        let workspace = "[workspace]\nmembers = [\"api\"]\n";
        let files =
            [("Cargo.toml", workspace), ("api/Cargo.toml", MANIFEST), ("api/src/error.rs", BEFORE), ("web/a", "")];
        let folder = project(&files);
        let mut command = vec!["init", "--write"];
        command.extend(args);
        let (code, out, err) = run(&folder.path().join(from), &command);
        assert_eq!(code, Some(0), "{err}");
        assert!(read(folder.path(), catalog).contains("name = \"shop\"\n"), "{args:?}: {out}");
        let changed = read(folder.path(), "api/src/error.rs");
        assert!(changed.contains(&format!("#[error_catalog::error_catalog{attribute}]\n")), "{args:?}: {changed}");
        assert!(out.contains("features = [\"axum\"]"), "{args:?}: {out}");
        assert_eq!(out.contains("Add to api/Cargo.toml:"), from.is_empty(), "{out}");
    }
}

/// The attribute names a catalog at another path.
#[test]
fn the_catalog_can_be_elsewhere() {
    let folder = shop(BEFORE);
    let (code, _, err) = run(folder.path(), &["init", "conf/api.toml", "--adopt", "src/error.rs", "--write"]);
    assert_eq!(code, Some(0), "{err}");
    let changed = read(folder.path(), "src/error.rs");
    assert!(changed.contains("#[error_catalog::error_catalog(\"conf/api.toml\")]\n#[derive(Debug)]"), "{changed}");
}

/// A text of `Display` that the response does not send stays in the log. A sent text may show values.
#[test]
fn texts_of_the_display_are_not_published() {
    let source = r#"#[derive(Debug, Error)]
pub enum ApiError {
    #[error("connect to {url} failed")]
    Connect { url: String },
    #[error("row {0} is broken")]
    Row(Id),
}
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, message) = match &self {
            Self::Connect { .. } => (StatusCode::BAD_GATEWAY, "internal error".to_string()),
            Self::Row(_) => (StatusCode::INTERNAL_SERVER_ERROR, self.to_string()),
        };
        (status, Json(json!({ "error": message }))).into_response()
    }
}
"#;
    let folder = shop(source);
    let (code, _, err) = run(folder.path(), &["init", "--adopt", "src/error.rs", "--write"]);
    assert_eq!(code, Some(0), "{err}");
    let catalog = read(folder.path(), "errors.toml");
    let connect = "message = \"internal error\"\ninternal = \"connect to {url} failed\"\n\
                   fields = { url = { type = \"string\", internal = true } }\n";
    assert!(catalog.contains(connect), "{catalog}");
    let changed = read(folder.path(), "src/error.rs");
    assert!(changed.contains("    Connect { url: String },\n    Row(#[display] Id),\n"), "{changed}");
    let note = "note: errors.toml:16:17: error `row` shows the field `id` to clients: details of a server fault are useful to \
                attackers, but not to clients (server-error-detail)\nhelp: use the field only in";
    assert!(err.contains(note), "{err}");
    assert!(!err.contains("error `connect` shows"), "{err}");
}

#[test]
fn nothing_is_written_if_the_enum_cannot_be_adopted() {
    let status = "impl IntoResponse for A { fn into_response(self) -> Response { \
                  match self { A::Gone | A::Of(_) => StatusCode::GONE } } }";
    let generic = format!("pub enum A<T> {{ Gone, Of(T) }} {status}");
    let twice = "#[derive(Error)] enum A { #[error(\"a\", status = 404)] NotFound }\n\
                 #[derive(Error)] enum B { #[error(\"b\", status = 404)] NotHere }";
    for (source, code, why) in [
        ("", 2, "it is empty"),
        ("fn a() {}", 2, "it has no enum of errors"),
        ("enum A {", 2, "it is not Rust"),
        (generic.as_str(), 2, "the enum `A` is generic"),
        (twice, 2, "the enums `A` and `B` are both errors of the catalog"),
        ("#[derive(Error)] enum A { #[error(\"x\")] Odd }", 2, "the imported catalog would not be valid"),
    ] {
        let folder = shop(source);
        let (found, _, err) = run(folder.path(), &["init", "--adopt", "src/error.rs", "--write"]);
        assert!(found == Some(code) && err.contains(why), "{source}: {found:?} {err}");
        assert!(err.contains("nothing was written"), "{source}: {err}");
        assert_eq!(read(folder.path(), "src/error.rs"), source);
        assert!(!folder.path().join("errors.toml").exists(), "{source}");
    }
    for (args, why) in [
        (&["init", "--write"][..], "--adopt <FILE>"),
        (&["init", "--adopt", "a.rs", "--preset", "google"], "cannot be used with"),
        (&["init", "--adopt", "absent.rs"], "cannot read absent.rs"),
    ] {
        let (code, _, err) = run(shop("").path(), args);
        assert!(code == Some(2) && err.contains(why), "{err}");
    }
}
