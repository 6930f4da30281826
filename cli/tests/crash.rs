//! If a command is killed or runs out of space, each file is either unchanged or complete.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A command that writes files, and its input files.
struct Case {
    args: &'static [&'static str],
    files: Vec<(&'static str, String)>,
}

fn cases() -> Vec<Case> {
    let case = |args, files| Case { args, files };
    vec![
        case(&["fmt"], vec![("errors.toml", catalog(200, "")), ("errors.fr.toml", locale(200))]),
        case(&["check", "--fix"], vec![("errors.toml", catalog(200, "number = 7\n"))]),
        case(&["generate"], vec![("errors.toml", outputs() + &catalog(100, "")), ("docs/errors.json", "old".into())]),
        case(&["release"], vec![("errors.toml", versioned("1.0.0"))]),
        case(&["release", "--bump"], vec![("errors.toml", versioned("1.0.0")), ("errors.lock", lock())]),
        case(
            &["import", "errors.csv", "-o", "errors.toml", "--force"],
            vec![("errors.csv", rows()), ("errors.toml", "old".into())],
        ),
        case(&["init"], vec![("Cargo.toml", "[package]\nname = \"shop\"\n".into())]),
        case(&["man", "--dir", "man"], vec![("man/error-catalog.1", "old".into())]),
    ]
}

fn catalog(errors: usize, more: &str) -> String {
    let error = |n| format!("[errors.e{n}]\nmessage =  \"Oops\" # {n}\nstatus =  500\n{more}\n");
    // Only two errors share a number, because `--fix` would give all duplicates the same next number.
    (0..errors).map(|n| if n < 2 { error(n) } else { error(n).replace(more, "") }).collect()
}

fn locale(errors: usize) -> String {
    (0..errors).map(|n| format!("[e{n}]\nmessage =  \"Aïe\"\n")).collect()
}

fn outputs() -> String {
    "[outputs.json]\npath = \"docs/errors.json\"\n\n[outputs.rust]\npath = \"src/errors.rs\"\n\n".to_owned()
}

fn versioned(version: &str) -> String {
    format!("[catalog]\nversion = \"{version}\" # the next one is free\n\n{}", catalog(100, ""))
}

/// The lock that `release` writes for the catalog without its last error.
fn lock() -> String {
    let folder = tempfile::tempdir().unwrap();
    let text = versioned("1.0.0");
    fs::write(folder.path().join("errors.toml"), &text[..text.find("[errors.e99]").unwrap()]).unwrap();
    let program = Command::new(env!("CARGO_BIN_EXE_error-catalog")).arg("release").current_dir(folder.path()).output();
    assert!(program.unwrap().status.success());
    fs::read_to_string(folder.path().join("errors.lock")).unwrap()
}

fn rows() -> String {
    "code,status,message\n".to_owned() + &(0..100).map(|n| format!("e{n},500,Oops\n")).collect::<String>()
}

/// The files in a folder, by path, and the number of temporary files.
fn read(folder: &Path) -> (BTreeMap<String, String>, usize) {
    let mut files = BTreeMap::new();
    let mut drafts = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap().to_str().unwrap().starts_with('.') {
                drafts += 1;
            } else {
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    (files, drafts)
}

impl Case {
    /// Creates the folder for a run. Its name is always the same, because the output contains it.
    fn set_up(&self, top: &Path) -> std::path::PathBuf {
        let folder = top.join("shop");
        let _ = fs::remove_dir_all(&folder);
        for (path, text) in &self.files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn command(&self, folder: &Path) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
        self.prepare(&mut program, folder);
        program
    }

    fn prepare(&self, program: &mut Command, folder: &Path) {
        program.args(self.args).current_dir(folder);
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    }

    /// Runs the command in a shell that first sets a limit.
    fn run_limited(&self, folder: &Path, limit: &str) -> ExitStatus {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{limit}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_error-catalog")]);
        self.prepare(&mut shell, folder);
        shell.status().unwrap()
    }

    /// Checks that each file has either its old or its new content. Returns the number of new files, and that of
    /// temporary files.
    fn check(&self, folder: &Path, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> (usize, usize) {
        let (now, drafts) = read(folder);
        for (name, text) in &now {
            let is_whole = [old.get(name), new.get(name)].contains(&Some(text));
            assert!(is_whole, "{:?}: {name} holds {} bytes: {:.200}", self.args, text.len(), text);
        }
        for name in old.keys() {
            assert!(now.contains_key(name), "{:?}: {name} is gone", self.args);
        }
        (now.iter().filter(|(name, text)| old.get(*name) != Some(text)).count(), drafts)
    }

    /// Runs the command to its end. Returns the files before it and after it, and the time that it took.
    fn run_whole(&self, top: &Path) -> (BTreeMap<String, String>, BTreeMap<String, String>, Duration) {
        let folder = self.set_up(top);
        let old = read(&folder).0;
        let start = Instant::now();
        let status = self.command(&folder).status().unwrap();
        let time = start.elapsed();
        assert!(status.success(), "{:?}: {status}", self.args);
        let (new, drafts) = read(&folder);
        assert_ne!(new, old, "{:?} writes nothing", self.args);
        assert_eq!(drafts, 0, "{:?} leaves a draft", self.args);
        (old, new, time)
    }
}

#[test]
fn killed_at_any_moment() {
    const MOMENTS: u32 = 20;
    let top = tempfile::tempdir().unwrap();
    for case in cases() {
        let (old, new, time) = case.run_whole(top.path());
        let mut untouched = 0;
        for moment in 0..MOMENTS {
            let folder = case.set_up(top.path());
            let mut child = case.command(&folder).spawn().unwrap();
            // Wait longer than the measured time in some rounds, because run times vary.
            thread::sleep(time * moment * 5 / 4 / MOMENTS);
            let _ = child.kill();
            child.wait().unwrap();
            untouched += usize::from(case.check(&folder, &old, &new).0 == 0);
            // After the command was killed, it can be run again.
            if moment % 5 == 0 && case.args != ["init"] {
                assert!(case.command(&folder).status().unwrap().success(), "{:?} again", case.args);
                assert_eq!(case.check(&folder, &old, &new).0, changes(&old, &new), "{:?} again", case.args);
            }
        }
        assert!(untouched > 0, "{:?} was never killed in time", case.args);
    }
}

fn changes(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> usize {
    new.iter().filter(|(name, text)| old.get(*name) != Some(text)).count()
}

/// If the size of files is limited, the first large write fails in the middle. If the signal is ignored, the write
/// returns an error, as on a full disk; otherwise the signal kills the process.
#[test]
fn stopped_in_the_middle_of_a_file() {
    let top = tempfile::tempdir().unwrap();
    for case in cases() {
        let (old, new, _) = case.run_whole(top.path());
        let folder = case.set_up(top.path());
        let status = case.run_limited(&folder, "ulimit -c 0; trap '' XFSZ; ulimit -f 1");
        assert_eq!(status.code(), Some(2), "{:?}: {status}", case.args);
        assert_eq!(case.check(&folder, &old, &new).1, 0, "{:?} leaves a draft", case.args);

        let folder = case.set_up(top.path());
        let status = case.run_limited(&folder, "ulimit -c 0; ulimit -f 1");
        assert_eq!(status.code(), None, "{:?}: {status}", case.args);
        case.check(&folder, &old, &new);
    }
}
