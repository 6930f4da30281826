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
fn nothing_is_written_if_a_folder_of_an_output_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let other = "[outputs.page]\nkind = \"markdown\"\npath = \"page.md\"\n\n";
    fs::write(folder.path().join("errors.toml"), format!("{other}{GOOD}")).unwrap();
    fs::write(folder.path().join("docs"), "a file where a folder should be").unwrap();
    let commands: [&[&str]; 4] = [&["check"], &["generate", "--check"], &["generate"], &["generate", "--force"]];
    for command in commands {
        let (status, out, err) = run(folder.path(), command);
        assert_eq!((status, out.as_str()), (Some(1), ""), "{command:?}: {err}");
        let expected = "error[output-unreadable]: `docs/errors.json` cannot be read: `docs` is not a folder\n \
                        --> errors.toml:6:1\n";
        assert!(err.starts_with(expected), "{command:?}: {err}");
    }
    assert!(!folder.path().join("page.md").exists());
}

#[test]
fn the_other_outputs_are_written_if_one_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    // No file system allows the draft a name that is longer than this one.
    let long = "x".repeat(250);
    let output = |(name, file)| format!("[outputs.{name}]\nkind = \"json\"\npath = \"{name}/{file}\"\n");
    let outputs = [("a", long.as_str()), ("b", "errors.json"), ("c", &long)].map(output);
    fs::write(folder.path().join("errors.toml"), outputs.concat() + GOOD).unwrap();
    let (status, out, err) = run(folder.path(), &["generate"]);
    assert_eq!(status, Some(2), "{err}");
    assert!(out.contains("wrote b/errors.json\n"), "{out}");
    let unwritten: Vec<&str> = err.lines().filter_map(|line| line.strip_prefix("error: cannot write ")).collect();
    assert!(matches!(unwritten[..], [a, c] if a.starts_with("a/xxx") && c.starts_with("c/xxx")), "{err}");
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
