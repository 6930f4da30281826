//! Helpers for running the program, creating folders to run it in, and validating its documents.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_error-catalog");

/// A command that runs the program in a folder, without the environment variables for color.
pub(crate) fn program(folder: &Path, args: &[&str]) -> Command {
    let mut program = Command::new(PROGRAM);
    program.args(args).current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    program
}

/// Runs the program in a folder. Returns its exit code, stdout and stderr.
pub(crate) fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    finish(&mut program(folder, args))
}

pub(crate) fn finish(program: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = program.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Creates a temporary folder with these files.
pub(crate) fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs git without the user's configuration, outside the repository of this project.
pub(crate) fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.env("GIT_CONFIG_GLOBAL", folder.join("none")).env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR");
    for role in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{role}_NAME"), "Test").env(format!("GIT_{role}_EMAIL"), "test@example.com");
    }
    let output = git.args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Parses a document and validates it against the schema at a path of the package.
pub(crate) fn validate(schema: &str, document: &str, what: &str) -> Value {
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(schema)).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let document: Value =
        serde_json::from_str(document).unwrap_or_else(|error| panic!("{error} in {what}: {document}"));
    let problems: Vec<String> =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{what}: {problems:#?}");
    document
}
