//! Build scripts, run by the real cargo.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A separate workspace. Its path is the same in every run, so that cargo does not rebuild everything.
struct Workspace {
    top: PathBuf,
    /// The workspaces share the built dependencies, so one test must not rebuild them during another.
    _alone: MutexGuard<'static, ()>,
}

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Workspace {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let top = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&top);
        let workspace = Self { top, _alone: alone };
        files.iter().for_each(|(path, text)| workspace.write(path, text));
        fs::copy(Path::new(REPOSITORY).join("Cargo.lock"), workspace.path("Cargo.lock")).unwrap();
        workspace
    }

    fn path(&self, path: &str) -> PathBuf {
        self.top.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn modified(&self, path: &str) -> SystemTime {
        fs::metadata(self.path(path)).unwrap().modified().unwrap()
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path}: {text}");
        self.write(path, &text.replace(from, to));
    }

    fn cargo(&self, command: &str, mode: &str) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([command, "--offline"]).current_dir(&self.top);
        cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"));
        cargo.env("CARGO_TERM_COLOR", "never").env("ERROR_CATALOG", mode);
        let folders = ["wire", "codegen", "outputs", "build", "macros"].map(|folder| (format!("-{folder}"), folder));
        let others = [(String::new(), "."), ("-model".to_owned(), "catalog")];
        for (package, folder) in folders.into_iter().chain(others) {
            let patch = format!("patch.crates-io.error-catalog{package}.path='{REPOSITORY}/{folder}'");
            cargo.args(["--config", &patch]);
        }
        cargo.output().unwrap()
    }

    /// Builds the workspace, and returns the sorted names of the packages that cargo compiled.
    fn build(&self) -> Vec<String> {
        let output = self.cargo("build", "");
        let log = stderr(&output);
        assert!(output.status.success(), "{log}");
        let compiled = log.lines().filter_map(|line| line.trim_start().strip_prefix("Compiling "));
        let mut names: Vec<_> = compiled.filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect();
        names.retain(|name| self.path(name).exists());
        names.sort();
        names
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const BUILD_SCRIPT: &str = r#"fn main() { error_catalog_build::build("errors.toml") }"#;

const CATALOG: &str = r#"
[catalog]
title = "Users"
include = ["more/*.toml"]

[outputs.markdown]
path = "docs/users.md"
region = "reference"

[outputs.json]
path = "more/errors.json"

[errors.user_not_found]
status = 404
message = "No such user"
"#;

const PAGE: &str =
    "By hand.\r\n<!-- error-catalog:begin reference -->\r\nold\r\n<!-- error-catalog:end -->\r\nAlso by hand.";

fn manifest(name: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}\n")
}

#[test]
fn builds_only_changes() {
    let script = "[build-dependencies]\nerror-catalog-build = \"0.1.0\"";
    let ws = Workspace::new(
        "builds",
        &[
            ("Cargo.toml", "[workspace]\nmembers = [\"api\", \"client\", \"other\"]\nresolver = \"3\""),
            ("api/Cargo.toml", &manifest("api", script)),
            ("api/build.rs", BUILD_SCRIPT),
            ("api/src/lib.rs", "pub const JSON: &str = include_str!(\"../more/errors.json\");"),
            ("api/errors.toml", CATALOG),
            ("api/more/a.toml", "[errors.a]\nstatus = 400\nmessage = \"A\"\n"),
            ("api/docs/users.md", PAGE),
            ("client/Cargo.toml", &manifest("client", "[dependencies]\napi = { path = \"../api\" }")),
            ("client/src/lib.rs", "pub use api::JSON;"),
            ("other/Cargo.toml", &manifest("other", script)),
            ("other/build.rs", BUILD_SCRIPT),
            ("other/src/lib.rs", ""),
            ("other/errors.toml", "[errors.b]\nstatus = 400\nmessage = \"B\"\n"),
        ],
    );
    let (page, json) = ("api/docs/users.md", "api/more/errors.json");

    assert_eq!(ws.build(), ["api", "client", "other"]);
    let text = ws.read(page);
    assert!(text.starts_with("By hand.\r\n<!-- error-catalog:begin reference -->\r\n\r\n<"), "{text}");
    assert!(text.ends_with("\r\n\r\n<!-- error-catalog:end -->\r\nAlso by hand."), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(ws.read(json).contains("No such user"));

    let times = [page, json].map(|path| ws.modified(path));
    assert_eq!(ws.build(), [""; 0], "nothing has changed, including the outputs");
    assert_eq!([page, json].map(|path| ws.modified(path)), times);

    ws.replace("api/errors.toml", "No such user", "User unknown");
    assert_eq!(ws.build(), ["api", "client"], "only these use the catalog");
    assert!(ws.read(json).contains("User unknown"));
    assert_eq!(ws.build(), [""; 0]);

    ws.write("api/more/c.toml", "[errors.c]\nstatus = 400\nmessage = \"Included\"\n");
    assert_eq!(ws.build(), ["api", "client"], "a new file that matches a glob");
    assert!(ws.read(json).contains("Included"));
    assert_eq!(ws.build(), [""; 0]);

    fs::remove_file(ws.path(json)).unwrap();
    assert_eq!(ws.build(), ["api", "client"], "a removed output");
    assert!(ws.read(json).contains("User unknown"));
    assert_eq!(ws.build(), [""; 0]);

    assert!(ws.cargo("build", "check").status.success());
    ws.replace(json, "User unknown", "By hand");
    let checked = ws.cargo("build", "check");
    assert!(!checked.status.success());
    let log = stderr(&checked);
    assert!(log.contains("error: api@0.1.0: more/errors.json is not up to date\n"), "{log}");
    assert!(log.contains("User unknown") && log.contains("By hand"), "{log}");
    assert!(ws.read(json).contains("By hand"), "a check writes nothing");

    ws.build();
    assert!(ws.read(json).contains("User unknown"));

    ws.replace("api/errors.toml", "status = 404\n", "status = 404\ntitel = \"x\"\n");
    let broken = ws.cargo("build", "");
    assert!(!broken.status.success());
    let log = stderr(&broken);
    assert!(log.contains("error: api@0.1.0:   --> errors.toml:15:1\n"), "{log}");
    assert!(log.contains("error: build script logged errors"), "{log}");
}

/// The attribute reads the catalog during compilation. The build script writes outputs before that.
#[test]
fn works_together_with_the_attribute() {
    let user = "[dependencies]\nerror-catalog = \"0.1.0\"\n[build-dependencies]\nerror-catalog-build = \"0.1.0\"";
    let lib = "#[error_catalog::error_catalog(\"errors.toml\")]\npub mod errors {}\n";
    let included = "[errors.a]\nstatus = 400\nmessage = \"A\"\n";
    let ws = Workspace::new(
        "attribute",
        &[
            ("Cargo.toml", "[workspace]\nmembers = [\"api\", \"client\", \"other\"]\nresolver = \"3\""),
            ("api/Cargo.toml", &manifest("api", user)),
            ("api/build.rs", BUILD_SCRIPT),
            ("api/src/lib.rs", lib),
            ("api/errors.toml", CATALOG),
            ("api/more/a.toml", included),
            ("api/docs/users.md", PAGE),
            ("client/Cargo.toml", &manifest("client", "[dependencies]\napi = { path = \"../api\" }")),
            ("client/src/lib.rs", "pub use api::errors::{Code, Error};"),
            ("other/Cargo.toml", &manifest("other", "[dependencies]\nerror-catalog = \"0.1.0\"")),
            ("other/src/lib.rs", lib),
            ("other/errors.toml", included),
        ],
    );
    assert_eq!(ws.build(), ["api", "client", "other"]);
    assert_eq!(ws.build(), [""; 0]);

    ws.replace("api/errors.toml", "No such user", "User unknown");
    assert_eq!(ws.build(), ["api", "client"], "only these use the catalog");
    assert_eq!(ws.build(), [""; 0]);

    ws.replace("api/more/a.toml", "A", "B");
    assert_eq!(ws.build(), ["api", "client"], "a file that the catalog includes");
    assert_eq!(ws.build(), [""; 0]);

    ws.replace("other/errors.toml", "A", "B");
    assert_eq!(ws.build(), ["other"], "the attribute is enough");
    assert_eq!(ws.build(), [""; 0]);

    ws.replace("api/errors.toml", "status = 404", "status = 200");
    let broken = ws.cargo("build", "");
    let log = stderr(&broken);
    assert!(!broken.status.success());
    assert!(log.contains("warning: api@0.1.0: error[bad-status]: 200 is not an error status\n"), "{log}");
    assert!(log.contains("error: error[bad-status]: 200 is not an error status\n"), "{log}");
    assert!(log.contains("--> api/src/lib.rs:1:1\n"), "{log}");
}

#[test]
fn does_not_write_to_a_package() {
    let about = "description = \"d\"\nlicense = \"MIT\"\n[workspace]";
    let ws = Workspace::new(
        "package",
        &[
            (
                "Cargo.toml",
                &manifest("packaged", &format!("{about}\n[build-dependencies]\nerror-catalog-build = \"0.1.0\"")),
            ),
            ("build.rs", BUILD_SCRIPT),
            ("src/lib.rs", ""),
            ("errors.toml", CATALOG),
            ("docs/users.md", PAGE),
        ],
    );
    // The page is stale. Cargo would reject a build script that updates it during verification.
    let packaged = ws.cargo("package", "");
    assert!(packaged.status.success(), "{}", stderr(&packaged));
    assert!(stderr(&packaged).contains("Verifying packaged v0.1.0"), "{}", stderr(&packaged));
}
