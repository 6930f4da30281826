//! `init` in a terminal: the questions that it asks, and what it does with the answers. `script` of util-linux provides
//! the terminal.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::project;

const MANIFEST: &str = "[package]\nname = \"shop-api\"\n\n[dependencies]\npoem = \"3\"\n";

/// Runs `init` with these options in a terminal, and types these lines. Returns whether it succeeded, and what the
/// terminal shows.
fn init(folder: &Path, options: &str, typed: &str) -> (bool, String) {
    let command = format!("'{}' init {options}", env!("CARGO_BIN_EXE_error-catalog"));
    // Without an answer, the program would wait forever.
    let mut script = Command::new("timeout");
    script.args(["60", "script", "--quiet", "--return", "--echo", "never", "--command", &command, "/dev/null"]);
    script.current_dir(folder).env("TERM", "xterm").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = script.spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap().replace('\r', ""))
}

/// Whether this machine has `script` of util-linux.
fn has_script() -> bool {
    let output = Command::new("script").arg("--version").output();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("util-linux"))
}

#[test]
fn init_asks_in_a_terminal() {
    if !has_script() {
        return;
    }
    let poem = "features = [\"poem\"]";
    for (options, typed, feature, catalog, questions) in [
        ("", "\n\n\n\n", poem, "name = \"shop-api\"", 4),
        ("", "mine\nMy title\ngoogle\naxum, tonic\n", "[\"axum\", \"tonic\"]", "title = \"My title\"", 4),
        ("", "\n\nasp.net\n\n", poem, "preset = \"aspnet\"", 4),
        // An invalid answer is asked again.
        ("", "\n\nxml\n\nrocket\nnone\n", "error-catalog = \"", "preset = \"rfc9457\"", 6),
        ("", "\n\ncustom\ncode,text=message\n\n", poem, "text = \"{message}\"", 5),
        ("--framework actix-web --preset google", "\n\n", "[\"actix-web\"]", "preset = \"google\"", 2),
        ("--yes", "", poem, "preset = \"rfc9457\"", 0),
    ] {
        let folder = project(&[("Cargo.toml", MANIFEST)]);
        let (is_ok, shown) = init(folder.path(), options, typed);
        assert!(is_ok && shown.contains("wrote errors.toml\n"), "{options}: {shown}");
        let text = fs::read_to_string(folder.path().join("errors.toml")).unwrap();
        assert!(text.contains(catalog), "{options}, {typed:?}: {text}");
        let dependency = shown.lines().find(|line| line.contains("    error-catalog = ")).unwrap();
        assert!(dependency.contains(feature), "{options}, {typed:?}: {shown}");
        // A question shows its default.
        assert_eq!(shown.matches("]: ").count(), questions, "{options}, {typed:?}: {shown}");
    }
}
