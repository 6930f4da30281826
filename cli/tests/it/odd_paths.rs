//! Paths to unusual files: no command waits forever, and one broken file does not affect the others.

use std::fs;
use std::path::Path;
use std::process::Command;

const UNFORMATTED: &str = "[errors.gone]\nmessage = \"It is gone\"\nstatus=410\n";

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
    let output = program.args(args).current_dir(folder).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_broken_file_does_not_keep_the_others_from_being_formatted() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (broken, code) in [("syntax.toml", 1), ("missing.toml", 2)] {
        fs::write(at("syntax.toml"), "x = = 1\n").unwrap();
        fs::write(at("errors.toml"), UNFORMATTED).unwrap();
        let (status, err) = run(folder.path(), &["fmt", broken, "errors.toml"]);
        assert_eq!(status, Some(code), "{err}");
        assert!(err.contains(broken), "{err}");
        assert!(fs::read_to_string(at("errors.toml")).unwrap().contains("status = 410"), "{broken}");
    }
    let (status, err) = run(folder.path(), &["fmt", "missing.toml", "none.toml"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("missing.toml") && err.contains("none.toml"), "{err}");
}

#[test]
fn an_import_only_replaces_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("errors.csv"), "Code,Status\na_b,404\n").unwrap();
    fs::write(at("old.toml"), "# Mine.\n").unwrap();
    fs::create_dir(at("folder")).unwrap();
    let import = |output: &[&str]| run(folder.path(), &[&["import", "errors.csv", "-o"], output].concat());
    for (output, why) in [
        (&["folder"][..], "folder is a folder"),
        (&["folder", "--force"], "folder is a folder"),
        (&["old.toml"], "old.toml already exists"),
        (&["old.toml/x"], "cannot write old.toml/x"),
    ] {
        let (status, err) = import(output);
        assert_eq!(status, Some(2), "{output:?}: {err}");
        assert!(err.contains(why), "{output:?}: {err}");
    }
    assert_eq!(fs::read_to_string(at("old.toml")).unwrap(), "# Mine.\n");
    assert_eq!(import(&["-"]).0, Some(0));
    assert!(!at("-").exists());
    assert_eq!(import(&["old.toml", "--force"]).0, Some(0));
    assert!(fs::read_to_string(at("old.toml")).unwrap().contains("[errors.a_b]"));
}

/// A named pipe is neither read nor replaced. Reading could wait forever, and replacing it would cut off its reader.
#[test]
#[cfg(unix)]
fn a_pipe_is_not_replaced() {
    use std::os::unix::fs::FileTypeExt;

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::write(folder.path().join("errors.csv"), "Code,Status\na_b,404\n").unwrap();
    let (status, err) = run(folder.path(), &["import", "errors.csv", "-o", "pipe", "--force"]);
    assert_eq!(status, Some(2), "{err}");
    assert!(err.contains("cannot write pipe: it is not a regular file"), "{err}");
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
}
