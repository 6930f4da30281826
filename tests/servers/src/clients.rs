//! Runs the clients that the pages show.
//!
//! `tests/servers/clients/` contains these clients word for word. At the start of each client's code, a test adds what
//! the page leaves out (the server's URL, a token, `sleep`). At the end, the test adds code that prints what the test
//! checks.

use std::io::Write;
use std::process::{Command, Stdio};

/// Runs Python that may use `requests`, and returns its output. Returns `None` if no Python with `requests` works here.
///
/// # Panics
///
/// Panics if the program fails, or if it cannot be run although `CI` is `true`.
#[must_use]
pub fn run_python(parts: &[&str]) -> Option<String> {
    run(&["python3", "-"], &["python3", "-c", "import requests"], parts)
}

/// Runs a JavaScript module that may use `fetch`, and returns its output. Returns `None` if no Node.js with `fetch`
/// works here.
///
/// # Panics
///
/// Panics if the program fails, or if it cannot be run although `CI` is `true`.
#[must_use]
pub fn run_javascript(parts: &[&str]) -> Option<String> {
    run(&["node", "--input-type=module", "-"], &["node", "--eval", "fetch.name"], parts)
}

fn run(command: &[&str], probe: &[&str], parts: &[&str]) -> Option<String> {
    let found = Command::new(probe[0]).args(&probe[1..]).stderr(Stdio::null()).status();
    if !found.is_ok_and(|status| status.success()) {
        let missing = format!("`{}` does not work here, so the client of the page is skipped", probe.join(" "));
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{missing}");
        eprintln!("{missing}");
        return None;
    }
    let mut process = Command::new(command[0]);
    process.args(&command[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = process.spawn().unwrap();
    child.stdin.take().unwrap().write_all(parts.join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
    let (printed, complaint) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{}\n{printed}\n{complaint}", parts.join("\n"));
    Some(printed + &complaint)
}
