//! Output has color only if the terminal or the user asks for it.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::support::program;

const BROKEN: &str = "[errors.oops]\nmessage = \"Oops\"\n";
const UNTIDY: &str = "[errors.oops]\nmessage = \"Oops\"\nstatus = 500\n\n[outputs.json]\npath = \"errors.json\"\n";

/// Whether a command writes color to a pipe, on stdout or stderr.
fn is_colored(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> bool {
    let mut program = program(folder, args);
    program.stdin(Stdio::null()).env_remove("CLICOLOR");
    let output = program.env("TERM", "xterm-256color").envs(environment.iter().copied()).output().unwrap();
    assert!(!output.stdout.is_empty() || !output.stderr.is_empty(), "{args:?} prints nothing");
    [output.stdout, output.stderr].concat().contains(&0x1b)
}

#[test]
#[allow(clippy::type_complexity)]
fn all_messages_follow_the_setting() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), UNTIDY).unwrap();
    fs::write(folder.path().join("broken.toml"), BROKEN).unwrap();
    let said: [&[&str]; 8] = [
        &["check", "broken.toml"],
        &["check", "nowhere.toml"],
        &["fmt", "--check"],
        &["generate", "--check"],
        &["--help"],
        &["fmt", "--help"],
        &["help", "fmt"],
        &["fmt", "--bad"],
    ];
    let wishes: [(&[&str], &[(&str, &str)], bool); 9] = [
        (&[], &[], false),
        (&["--color", "auto"], &[], false),
        (&["--color", "always"], &[], true),
        (&["--color=always"], &[("NO_COLOR", "1")], true),
        (&["--color=always"], &[("TERM", "dumb")], true),
        (&["--color=never"], &[("CLICOLOR_FORCE", "1")], false),
        (&[], &[("CLICOLOR_FORCE", "1")], true),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&[], &[("NO_COLOR", "1")], false),
    ];
    for args in said {
        for (color, environment, expected) in wishes {
            // The option may come before or after the command.
            let orders = [[color, args].concat(), [args, color].concat()];
            for args in &orders[..if args[0].starts_with('-') || args[0] == "help" { 1 } else { 2 }] {
                assert_eq!(is_colored(folder.path(), args, environment), expected, "{args:?} {environment:?}");
            }
        }
    }
}

#[test]
fn data_has_no_color() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), UNTIDY).unwrap();
    let data: [&[&str]; 5] =
        [&["render", "json"], &["render", "markdown"], &["fmt", "-"], &["completions", "bash"], &["man"]];
    for args in data {
        let output = program(folder.path(), args).args(["--color", "always"]).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{args:?}");
        assert!(!output.stdout.contains(&0x1b), "{args:?}");
    }
}
