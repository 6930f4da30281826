//! `generate --watch`, from a change of the catalog to its outputs.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// A time limit that even a slow machine does not reach.
const LONG: Duration = Duration::from_secs(60);

/// A running `generate --watch`. The process ends with the test, even if the test fails.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Path, catalog: &str) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
        program.args(["generate", "--watch", catalog]).current_dir(folder);
        let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let also = sender.clone();
        thread::spawn(move || BufReader::new(out).lines().try_for_each(|line| sender.send(line.unwrap())));
        thread::spawn(move || BufReader::new(err).lines().try_for_each(|line| also.send(line.unwrap())));
        Self { child, lines }
    }

    /// Waits for a line of output that begins with this text.
    fn expect(&self, start: &str) {
        self.expect_all(&[start]);
    }

    /// Waits for lines that begin with these texts, in any order, because the order between the two streams is not
    /// fixed.
    fn expect_all(&self, starts: &[&str]) {
        let mut missing = starts.to_vec();
        let mut seen = Vec::new();
        while !missing.is_empty() {
            let Ok(line) = self.lines.recv_timeout(LONG) else { panic!("no line begins {missing:?}: {seen:#?}") };
            missing.retain(|start| !line.starts_with(start));
            seen.push(line);
        }
    }

    fn expect_silence(&self) {
        let line = self.lines.recv_timeout(Duration::from_millis(700));
        assert!(line.is_err(), "{line:?}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn catalog(message: &str) -> String {
    format!(
        "[catalog]\ninclude = [\"more/*.toml\"]\n\n[outputs.json]\npath = \"docs/errors.json\"\n\n\
         [errors.oops]\nstatus = 500\nmessage = \"{message}\"\n"
    )
}

fn error(key: &str) -> String {
    format!("[errors.{key}]\nstatus = 500\nmessage = \"Oops\"\n")
}

#[test]
fn every_file_of_the_catalog_is_watched() {
    let top = tempfile::tempdir().unwrap();
    let at = |path: &str| top.path().join(path);
    let output = || fs::read_to_string(at("docs/errors.json")).unwrap();
    fs::write(at("errors.toml"), catalog("One")).unwrap();
    let watch = Watch::start(top.path(), "errors.toml");
    watch.expect_all(&["wrote docs", "watching errors.toml"]);
    watch.expect_silence();

    // Some editors save a file in place; most replace it.
    fs::write(at("errors.toml"), catalog("Two")).unwrap();
    watch.expect("wrote docs");
    assert!(output().contains("Two"));
    fs::write(at("errors.toml~"), catalog("Three")).unwrap();
    fs::rename(at("errors.toml~"), at("errors.toml")).unwrap();
    watch.expect("wrote docs");
    assert!(output().contains("Three"));

    // Neither a comment nor a file outside the catalog changes an output.
    fs::write(at("errors.toml"), catalog("Three") + "# a comment\n").unwrap();
    watch.expect("errors.toml: 1 output, up to date");
    fs::write(at("other.txt"), "").unwrap();
    fs::write(at("docs/other.md"), "").unwrap();
    watch.expect_silence();

    // A problem is shown, and the next valid version is generated.
    fs::write(at("errors.toml"), catalog("{nothing}")).unwrap();
    watch.expect("error[unknown-slot]");
    watch.expect("errors.toml: 1 error");
    fs::write(at("errors.toml"), catalog("Four")).unwrap();
    watch.expect("wrote docs");

    // Files in a new folder are found, and so is their removal.
    fs::create_dir(at("more")).unwrap();
    watch.expect_silence();
    fs::write(at("more/a.toml"), error("ouch")).unwrap();
    watch.expect("wrote docs");
    fs::write(at("more/a.toml"), error("ouch_again")).unwrap();
    watch.expect("wrote docs");
    assert!(output().contains("ouch_again"));
    fs::remove_dir_all(at("more")).unwrap();
    watch.expect("wrote docs");
    assert!(!output().contains("ouch_again"));
    fs::write(at("errors.fr.toml"), "[oops]\nmessage = \"Aïe\"\n").unwrap();
    watch.expect("wrote docs");
    assert!(output().contains("Aïe"));
}

#[test]
fn a_folder_can_be_removed_and_created_again() {
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("api");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("errors.toml"), catalog("One")).unwrap();
    let watch = Watch::start(top.path(), "api");
    watch.expect_all(&["wrote api", "watching api"]);
    fs::remove_dir_all(&folder).unwrap();
    watch.expect("error: api/errors.toml does not exist");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("errors.toml"), catalog("Two")).unwrap();
    watch.expect("wrote api");
    fs::write(folder.join("errors.toml"), catalog("Three")).unwrap();
    watch.expect("wrote api");
    assert!(fs::read_to_string(folder.join("docs/errors.json")).unwrap().contains("Three"));
}

#[test]
fn a_missing_catalog_cannot_be_watched() {
    let top = tempfile::tempdir().unwrap();
    let mut watch = Watch::start(top.path(), "errors.toml");
    watch.expect("error: errors.toml does not exist");
    assert_eq!(watch.child.wait().unwrap().code(), Some(2));
}

#[test]
#[cfg(unix)]
fn a_signal_ends_it() {
    use std::os::unix::process::ExitStatusExt;

    let top = tempfile::tempdir().unwrap();
    fs::write(top.path().join("errors.toml"), catalog("One")).unwrap();
    let mut watch = Watch::start(top.path(), "errors.toml");
    watch.expect("watching errors.toml");
    let number = watch.child.id().to_string();
    // Ctrl-C is not available, because a shell does not send it to background processes. SIGTERM has the same effect.
    assert!(Command::new("kill").args(["-TERM", &number]).status().unwrap().success());
    assert_eq!(watch.child.wait().unwrap().signal(), Some(15));
}
