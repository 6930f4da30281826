//! The exit code of a command does not depend on whether another program reads the output.

use std::fs;
use std::io::pipe;
use std::process::Stdio;

use crate::support::{program, project, run};

const GOOD: &str = "[outputs.json]\npath = \"docs/errors.json\"\n\n[errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";
const OTHER: &str = "[errors.other]\nstatus = 404\nmessage = \"Other\"\n";
const BROKEN: &str = "[errors.oops]\nmessage = \"Oops\"\n";
const UNFORMATTED: &str = "[errors.oops]\nstatus=500\nmessage=\"Oops\"\n";
const CODES: &str = "code,status,message\noops,500,Oops\n";

/// The write end of a pipe that no program reads.
fn closed() -> Stdio {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    writer.into()
}

fn files() -> tempfile::TempDir {
    // The JSON of this catalog is larger than the buffer of a pipe.
    let large = (0..2000).map(|n| format!("[errors.e{n}]\nstatus = 500\nmessage = \"Oops\"\n")).collect::<String>();
    project(&[
        ("errors.toml", GOOD),
        ("other.toml", OTHER),
        ("broken.toml", BROKEN),
        ("unformatted.toml", UNFORMATTED),
        ("large.toml", &large),
        ("codes.csv", CODES),
        ("src/lib.rs", ""),
    ])
}

#[test]
fn the_exit_code_stays() {
    let cases: [(&[&str], i32); 31] = [
        (&["check"], 0),
        (&["check", "broken.toml"], 1),
        (&["check", "--format", "json", "broken.toml"], 1),
        (&["check", "--format", "github", "broken.toml"], 1),
        (&["check", "--format", "sarif", "broken.toml"], 1),
        (&["check", "nowhere.toml"], 2),
        (&["check", "--no-such-option"], 2),
        (&["diff", "errors.toml", "other.toml"], 0),
        (&["diff", "errors.toml", "other.toml", "--allow", "patch"], 1),
        (&["diff", "errors.toml", "other.toml", "--allow", "patch", "--format", "json"], 1),
        (&["diff", "errors.toml", "other.toml", "--allow", "patch", "--format", "github"], 1),
        (&["diff", "errors.toml", "broken.toml"], 1),
        (&["usage", "--deny", "unused"], 2),
        (&["usage", "--deny", "unused", "--format", "json"], 2),
        (&["explain", "oops"], 0),
        (&["explain", "no_such_code"], 1),
        (&["list"], 0),
        (&["list", "-c", "broken.toml"], 1),
        (&["where", "oops"], 0),
        (&["where", "no_such_code"], 1),
        (&["fmt", "--check", "unformatted.toml"], 1),
        (&["generate", "--check"], 1),
        (&["generate", "broken.toml"], 1),
        (&["release", "--dry-run", "broken.toml"], 1),
        (&["import", "codes.csv"], 0),
        (&["import", "nowhere.csv"], 2),
        (&["init"], 2),
        (&["render", "json", "large.toml"], 0),
        (&["render", "json", "broken.toml"], 1),
        (&["completions", "bash"], 0),
        (&["man"], 0),
    ];
    let folder = files();
    for (args, code) in cases {
        let (open, out, err) = run(folder.path(), args);
        assert_eq!(open, Some(code), "{args:?}: {out}{err}");
        let outputs =
            [("stdout", closed(), Stdio::null()), ("stderr", Stdio::null(), closed()), ("both", closed(), closed())];
        for (name, stdout, stderr) in outputs {
            let status = program(folder.path(), args).stdout(stdout).stderr(stderr).status().unwrap();
            assert_eq!(status.code(), Some(code), "{args:?} with {name} closed");
        }
    }
}

#[test]
fn a_closed_pipe_causes_no_message() {
    let folder = files();
    let output = program(folder.path(), &["render", "json", "large.toml"]).stdout(closed()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_command_finishes_its_work() {
    let folder = files();
    fs::write(folder.path().join("also.toml"), UNFORMATTED).unwrap();
    let args = ["fmt", "unformatted.toml", "also.toml"];
    assert!(program(folder.path(), &args).stdout(closed()).stderr(closed()).status().unwrap().success());
    for name in ["unformatted.toml", "also.toml"] {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert_ne!(text, UNFORMATTED, "{name} is formatted");
    }
}

/// Without readers, nobody can see the changes, and a shell waits for the end of the pipeline.
#[test]
fn a_watch_ends() {
    let folder = files();
    let status = program(folder.path(), &["generate", "--watch"]).stdout(closed()).stderr(Stdio::null()).status();
    assert!(status.unwrap().success());
    assert!(folder.path().join("docs/errors.json").exists());
}
