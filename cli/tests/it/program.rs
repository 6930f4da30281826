//! Properties that cases in `cmd/` do not show, such as the stream of each output and modification times.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::run;

const BROKEN: &str = "[errors.oops]\nmessage = \"Oops\"\n";
const GOOD: &str = "[outputs.json]\npath = \"docs/errors.json\"\n\n[errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";

#[test]
fn data_and_diagnostics_are_kept_apart() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), GOOD).unwrap();
    fs::write(folder.path().join("broken.toml"), BROKEN).unwrap();
    // The arguments, the exit code, and whether the command writes to each stream.
    let cases: [(&[&str], _, _, _); 9] = [
        (&["check"], 0, true, false),
        (&["check", "broken.toml"], 1, false, true),
        (&["check", "nowhere.toml"], 2, false, true),
        (&["render", "json"], 0, true, false),
        (&["render", "json", "broken.toml"], 1, false, true),
        (&["generate", "--check"], 1, false, true),
        (&["generate"], 0, true, false),
        (&["generate", "--check"], 0, true, false),
        (&["generate", "--chekc"], 2, false, true),
    ];
    for (args, code, stdout, stderr) in cases {
        let (status, out, err) = run(folder.path(), args);
        assert_eq!(status, Some(code), "{args:?}: {err}");
        assert_eq!((!out.is_empty(), !err.is_empty()), (stdout, stderr), "{args:?}: {out} {err}");
    }
}

#[test]
fn a_second_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), GOOD).unwrap();
    let output = folder.path().join("docs/errors.json");
    assert_eq!(run(folder.path(), &["generate"]).1, format!("wrote {}\n", Path::new("docs/errors.json").display()));

    let (text, first) = (fs::read(&output).unwrap(), fs::metadata(&output).unwrap());
    assert_eq!(run(folder.path(), &["generate"]).1, "errors.toml: 1 output, up to date\n");
    assert_eq!(fs::metadata(&output).unwrap().modified().unwrap(), first.modified().unwrap());

    fs::write(folder.path().join("errors.toml"), GOOD.replace("Oops", "Ouch")).unwrap();
    assert_eq!(run(folder.path(), &["generate", "--check"]).0, Some(1));
    assert_eq!(fs::read(&output).unwrap(), text, "a check writes nothing");
    assert_eq!(run(folder.path(), &["generate"]).0, Some(0));
    assert_ne!(fs::read(&output).unwrap(), text);
    let names: Vec<_> =
        fs::read_dir(folder.path().join("docs")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["errors.json"], "no draft is left behind");
}

#[test]
fn an_unwritable_output_is_not_a_problem_of_the_catalog() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), GOOD).unwrap();
    fs::write(folder.path().join("docs"), "a file where a folder should be").unwrap();
    let (status, _, err) = run(folder.path(), &["generate"]);
    assert_eq!(status, Some(2), "{err}");
    assert!(err.starts_with("error: cannot write docs"), "{err}");
}

#[test]
fn the_other_outputs_are_written_if_one_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let output = |name: &str| format!("[outputs.{name}]\nkind = \"json\"\npath = \"{name}/errors.json\"\n");
    fs::write(folder.path().join("errors.toml"), ["a", "b", "c"].map(output).concat() + GOOD).unwrap();
    for name in ["a", "c"] {
        fs::write(folder.path().join(name), "a file where a folder should be").unwrap();
    }
    let (status, out, err) = run(folder.path(), &["generate"]);
    assert_eq!(status, Some(2), "{err}");
    assert!(out.contains("wrote b/errors.json\n"), "{out}");
    let unwritten: Vec<&str> = err.lines().filter_map(|line| line.strip_prefix("error: cannot write ")).collect();
    assert!(
        matches!(unwritten[..], [a, c] if a.starts_with("a/errors.json") && c.starts_with("c/errors.json")),
        "{err}"
    );
}

#[test]
fn cargo_finds_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), GOOD).unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_cargo-error-catalog")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(programs.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(["error-catalog", "check"]).current_dir(folder.path()).env("PATH", path.unwrap()).output();
    assert_eq!(String::from_utf8_lossy(&output.unwrap().stdout), "errors.toml: 1 entry; no problems\n");
}

#[test]
fn options_of_outputs_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), GOOD).unwrap();
    fs::write(folder.path().join("t.txt"), "{{ options.a }}{{ options.b }}").unwrap();
    let template = |options: &[&'static str]| [&["render", "template", "--template", "t.txt"], options].concat();
    for (args, code, expected) in [
        (template(&["--options", "a=1", "--options", "b=2"]), 0, ""),
        (
            template(&["--options", "a=1", "--options", "a=2"]),
            2,
            "error: the member `a` of '--options' cannot be given multiple times\n",
        ),
        (vec!["render", "openapi", "--prefix", "A.1"], 0, ""),
        (
            vec!["render", "openapi", "--prefix", "a b"],
            2,
            "error: invalid value 'a b' for '--prefix <TEXT>': expected ASCII letters, digits, `-`, `_` and `.`\n",
        ),
    ] {
        let (status, _, err) = run(folder.path(), &args);
        assert_eq!(status, Some(code), "{args:?}: {err}");
        assert!(err.starts_with(expected), "{args:?}: {err}");
    }
}
