//! Shells accept their completion scripts, and `man` accepts the manual pages.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::PROGRAM;

const PROGRAMS: [(&str, &[&str]); 2] = [
    (PROGRAM, &[]),
    // Cargo calls the program with this argument.
    (env!("CARGO_BIN_EXE_cargo-error-catalog"), &["error-catalog"]),
];
const COMMANDS: [&str; 14] = [
    "check",
    "completions",
    "diff",
    "explain",
    "fmt",
    "generate",
    "import",
    "init",
    "list",
    "man",
    "release",
    "render",
    "usage",
    "where",
];

fn run((program, first): (&str, &[&str]), args: &[&str]) -> String {
    let output = Command::new(program).args(first).args(args).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a program with a text as its input. Returns the output; `None` if the program is not installed.
fn feed(program: &str, args: &[&str], text: &str) -> Option<String> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program}: {said}");
    Some(said)
}

#[test]
fn shells_understand_their_scripts() {
    for program in PROGRAMS {
        for (shell, check) in [
            ("bash", Some(("bash", ["-n"]))),
            ("zsh", Some(("zsh", ["-n"]))),
            ("fish", Some(("fish", ["--no-execute"]))),
            ("powershell", None),
            ("elvish", Some(("elvish", ["-compileonly"]))),
        ] {
            let script = run(program, &["completions", shell]);
            let unknown: Vec<_> = COMMANDS.iter().filter(|command| !script.contains(*command)).collect();
            assert!(unknown.is_empty(), "{shell} does not complete {unknown:?}");
            if let Some((shell, args)) = check {
                assert_eq!(feed(shell, &args, &script).unwrap_or_default(), "", "{shell}");
            }
        }
    }
    let script = run(PROGRAMS[1], &["completions", "bash"]);
    assert!(script.contains(" cargo-error-catalog\n"), "{script}");
}

/// The completions that bash offers for the last of some words, with the program's script.
fn complete(script: &str, words: &[&str]) -> Vec<String> {
    let ask = "\nf=$(complete -p \"$1\"); f=${f#*-F }; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1))\n\
               ${f%% *} \"$1\" \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"\n\
               echo \"${COMPREPLY[@]}\"";
    let output = Command::new("bash").args(["--norc", "-c", &format!("{script}{ask}"), "bash"]).args(words).output();
    let words = String::from_utf8(output.unwrap().stdout).unwrap();
    words.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    for (program, name) in PROGRAMS.into_iter().zip(["error-catalog", "cargo-error-catalog"]) {
        let script = run(program, &["completions", "bash"]);
        for (words, expected) in [
            (&["che"] as &[&str], "check"),
            (&["check", "--fi"], "--fix"),
            (&["list", "--retry", "a"], "after"),
            (&["render", "sch"], "schema"),
            (&["render", "schema", "--for", "us"], "usage"),
            (&["help", "rel"], "release"),
        ] {
            assert_eq!(complete(&script, &[&[name], words].concat()), [expected], "{name} {words:?}");
        }
    }
}

#[test]
fn pages_are_roff() {
    for (program, name) in PROGRAMS.into_iter().zip(["error-catalog", "cargo-error-catalog"]) {
        let folder = tempfile::tempdir().unwrap();
        run(program, &["man", "--dir", folder.path().to_str().unwrap()]);
        let page = |path: String| std::fs::read_to_string(folder.path().join(path)).unwrap();
        let mut pages = vec![page(format!("{name}.1"))];
        assert_eq!(pages[0], run(program, &["man"]));
        pages.extend(COMMANDS.iter().map(|command| page(format!("{name}-{command}.1"))));
        for page in pages {
            assert!(page.contains(&format!(".TH {name}")), "{page}");
            let sections = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "NOTES", "\"EXIT CODES\""];
            for section in page.lines().filter_map(|line| line.strip_prefix(".SH ")) {
                assert!(sections.contains(&section) || section.starts_with("EXAMPLE"), "{section}: {page}");
            }
            for command in page.lines().filter_map(|line| line.strip_suffix("(1)")) {
                let path = folder.path().join(format!("{}.1", command.replace('\\', "")));
                assert!(path.exists(), "there is no page {}", path.display());
            }
            let is_known = |line: &str| {
                ["TH", "SH", "PP", "TP", "RS", "RE", "IP", "nf", "fi", "ie", "el", "br", "\\\""].contains(&&line[1..3])
            };
            let unknown: Vec<&str> =
                page.lines().filter(|line| line.starts_with(['.', '\'']) && !is_known(line)).collect();
            assert!(unknown.is_empty(), "{unknown:#?}");
            assert_eq!(feed("groff", &["-man", "-ww", "-z", "-Kutf8"], &page).unwrap_or_default(), "", "{page}");
        }
    }
}
