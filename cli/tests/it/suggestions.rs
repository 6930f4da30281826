//! Every command that a message suggests works if the user copies the command into a shell.

#![cfg(unix)]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{PROGRAM, finish, project, run};

const BEFORE: &str =
    "[catalog]\nversion = \"1.0.0\"\n\n[errors.conflict]\nstatus = 409\nmessage = \"Coupon redeemed\"\n";

/// Runs the suggested commands of a message in a shell, which finds the program by its name.
fn run_suggested(folder: &Path, message: &str, start: &str) -> Vec<(String, Option<i32>, String)> {
    let programs = Path::new(PROGRAM).parent().unwrap();
    let mut path = OsString::from(programs);
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let commands = message.split('`').skip(1).step_by(2).filter(|code| code.starts_with(start));
    let run = |command: &str| {
        let mut shell = Command::new("sh");
        let (code, out, err) = finish(shell.args(["-c", command]).current_dir(folder).env("PATH", &path));
        (command.to_owned(), code, out + &err)
    };
    commands.map(run).collect()
}

/// A folder with a released catalog at an unusual path. The lock is at an unusual path too.
fn released() -> tempfile::TempDir {
    let folder = project(&[("it's new/my errors.toml", BEFORE)]);
    let (code, out, err) = run(folder.path(), &["release", "it's new/my errors.toml", "--lock", "-a lock's.lock"]);
    assert_eq!(code, Some(2), "{out}{err}");
    let (code, out, err) = run(folder.path(), &["release", "it's new/my errors.toml", "--lock", "./-a lock's.lock"]);
    assert_eq!(code, Some(0), "{out}{err}");
    folder
}

#[test]
fn a_suggested_release_uses_the_same_catalog_and_the_same_lock() {
    let (catalog, lock) = ("it's new/my errors.toml", "./-a lock's.lock");
    let minor = format!("{BEFORE}\n[errors.gone]\nstatus = 410\nmessage = \"Gone\"\n");
    let major = BEFORE.replace("409", "410");
    let asked = BEFORE.replace("Coupon redeemed", "The last owner cannot leave");
    for (after, args) in [
        (&minor, &["release", catalog, "--lock", lock][..]),
        (&major, &["release", catalog, "--lock", lock]),
        (&asked, &["release", catalog, "--lock", lock]),
        (&asked, &["check", catalog, "--lock", lock]),
        (&asked, &["diff", lock, catalog]),
    ] {
        let folder = released();
        fs::write(folder.path().join(catalog), after).unwrap();
        let before = fs::read_to_string(folder.path().join(lock)).unwrap();
        let (_, out, err) = run(folder.path(), args);
        let suggested = run_suggested(folder.path(), &(out + &err), "error-catalog release");
        let Some((command, code, output)) = suggested.first() else { panic!("{args:?} suggests nothing: {err}") };
        assert_eq!(*code, Some(0), "{command}: {output}");
        assert_ne!(fs::read_to_string(folder.path().join(lock)).unwrap(), before, "{command}: {output}");
        let (code, out, err) = run(folder.path(), &["check", catalog, "--lock", lock]);
        assert_eq!(code, Some(0), "{command}: {out}{err}");
        let files = fs::read_dir(folder.path().join("it's new")).unwrap().count();
        assert_eq!(files, 1, "{command} writes a second lock");
    }
}

#[test]
fn a_broken_lock_leads_to_a_release_with_this_lock() {
    let (catalog, lock) = ("it's new/my errors.toml", "./-a lock's.lock");
    for args in
        [&["check", catalog, "--lock", lock][..], &["release", catalog, "--lock", lock], &["diff", lock, catalog]]
    {
        for text in ["x = = 1", "<<<<<<< ours\nx = 1\n=======\nx = 2\n>>>>>>> theirs\n"] {
            let folder = released();
            fs::write(folder.path().join(lock), text).unwrap();
            let (_, out, err) = run(folder.path(), args);
            fs::remove_file(folder.path().join(lock)).unwrap();
            let suggested = run_suggested(folder.path(), &(out + &err), "error-catalog release");
            assert!(!suggested.is_empty(), "{args:?}: {err}");
            for (command, code, output) in suggested {
                assert_eq!(code, Some(0), "{command}: {output}");
                assert!(folder.path().join(lock).exists(), "{command}: {output}");
            }
        }
    }
}

#[test]
fn other_suggested_commands_work() {
    let catalog = "it's new/my errors.toml";
    let unformatted = BEFORE.replace("status = 409", "status=409") + "\n[outputs.markdown]\npath = \"errors.md\"\n";
    for args in [
        &["generate", "--check", catalog][..],
        &["fmt", "--check", catalog],
        &["explain", "qqqqqqqqqqqqqqqqqqqq", catalog],
        &["explain", catalog],
        &["init", "it's new/other errors.toml", "-y"],
    ] {
        let folder = project(&[(catalog, &unformatted)]);
        let (_, out, err) = run(folder.path(), args);
        let suggested = run_suggested(folder.path(), &(out + &err), "error-catalog ");
        assert!(!suggested.is_empty(), "{args:?} suggests nothing: {err}");
        for (command, code, output) in suggested {
            // `CODE` stands for a code of the user's choice.
            let expected = if command.contains(" CODE ") { Some(1) } else { Some(0) };
            assert_eq!(code, expected, "{command}: {output}");
        }
    }
}
