//! Paths to unusual files: no command waits forever or replaces such a file, and one broken file does not affect the
//! others.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support;

const UNFORMATTED: &str = "[errors.gone]\nmessage = \"It is gone\"\nstatus=410\n";

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
    let output = program.args(args).current_dir(folder).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_broken_file_does_not_keep_the_others_from_being_formatted() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (broken, code) in [("syntax.toml", 1), ("missing.toml", 2)] {
        fs::write(at("syntax.toml"), "x = = 1\n").unwrap();
        fs::write(at("errors.toml"), UNFORMATTED).unwrap();
        let (status, err) = run(folder.path(), &["fmt", broken, "errors.toml"]);
        assert_eq!(status, Some(code), "{err}");
        assert!(err.contains(broken), "{err}");
        assert!(fs::read_to_string(at("errors.toml")).unwrap().contains("status = 410"), "{broken}");
    }
    let (status, err) = run(folder.path(), &["fmt", "missing.toml", "none.toml"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("missing.toml") && err.contains("none.toml"), "{err}");
}

#[test]
fn an_import_only_replaces_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("errors.csv"), "Code,Status\na_b,404\n").unwrap();
    fs::write(at("old.toml"), "# Mine.\n").unwrap();
    fs::create_dir(at("folder")).unwrap();
    let import = |output: &[&str]| run(folder.path(), &[&["import", "errors.csv", "-o"], output].concat());
    for (output, why) in [
        (&["folder"][..], "folder is a folder"),
        (&["folder", "--force"], "folder is a folder"),
        (&["old.toml"], "old.toml already exists"),
        (&["old.toml/x.toml"], "cannot write old.toml/x.toml"),
    ] {
        let (status, err) = import(output);
        assert_eq!(status, Some(2), "{output:?}: {err}");
        assert!(err.contains(why), "{output:?}: {err}");
    }
    assert_eq!(fs::read_to_string(at("old.toml")).unwrap(), "# Mine.\n");
    assert_eq!(import(&["-"]).0, Some(0));
    assert!(!at("-").exists());
    assert_eq!(import(&["old.toml", "--force"]).0, Some(0));
    assert!(fs::read_to_string(at("old.toml")).unwrap().contains("[errors.a_b]"));
}

/// Files that no command of the next test replaces.
#[cfg(unix)]
const KEPT_FILES: &[(&str, &str)] = &[
    ("errors.toml", "catalog.version = \"1.0.0\"\n[errors.gone]\nmessage = \"It is gone\"\nstatus = 410\n"),
    ("errors.lock", "format = 1\nversion = \"1.0.0\"\n"),
    ("lock.toml", "format = 1\nversion = \"1.0.0\"\n"),
    ("errors.fr.toml", "[errors.gone]\nmessage = \"Fini\"\n"),
    ("Cargo.toml", "[package]\nname = \"a\"\n"),
    ("tool.toml", "[tool]\nwidth = 1\n"),
    ("broken.toml", "a = = 1\n"),
    ("s.csv", "Code,Status\na_b,404\n"),
    ("t.toml", "Code,Status\na_b,404\n"),
    (".hid.toml", "[errors]\n"),
    (".dir/in.toml", "[errors]\n"),
];

/// A command never replaces or creates a file that cannot be what the command writes, not even through a link.
#[test]
#[cfg(unix)]
fn only_files_that_can_be_catalogs_or_locks_are_written() {
    use std::os::unix::fs::symlink;

    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("work");
    let at = |name: &str| folder.join(name);
    for inner in ["work/.dir", "work/sub"] {
        fs::create_dir_all(root.path().join(inner)).unwrap();
    }
    for (name, text) in KEPT_FILES {
        fs::write(at(name), text).unwrap();
    }
    for (target, link) in [
        ("errors.lock", "to-lock.toml"),
        ("s.csv", "to-source.toml"),
        (".hid.toml", "to-hidden.toml"),
        (".dir", "to-dir"),
        ("Cargo.toml", "to-manifest.toml"),
        (".new.lock", "to-new.lock"),
        ("t.toml", "to-t.toml"),
    ] {
        symlink(target, at(link)).unwrap();
    }
    let import = |output| vec!["import", "s.csv", "-o", output, "--force"];
    let init = |path| vec!["init", "--yes", path];
    let release = |lock| vec!["release", "--lock", lock];
    let names = || fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    let before = names();
    for (args, why) in [
        (import("errors.lock"), "cannot be a catalog"),
        (import("to-lock.toml"), "leads through a symbolic link to"),
        (import("lock.toml"), "is not a catalog"),
        (import("s.csv"), "cannot be a catalog"),
        (import("to-source.toml"), "cannot be a catalog"),
        (vec!["import", "--from", "csv", "t.toml", "-o", "t.toml", "--force"], "is the source"),
        (vec!["import", "--from", "csv", "t.toml", "-o", "to-t.toml", "--force"], "is the source"),
        (vec!["import", "--from", "csv", "to-t.toml", "-o", "../work/t.toml", "--force"], "is the source"),
        (import("errors.fr.toml"), "is a translation of errors.toml"),
        (import("./Cargo.toml"), "is the manifest of a package"),
        (import("to-manifest.toml"), "is the manifest of a package"),
        (import("tool.toml"), "is not a catalog"),
        (import("broken.toml"), "is not a catalog"),
        (import(".hid.toml"), "is a hidden file"),
        (import("to-hidden.toml"), "is a hidden file"),
        (import(".dir/in.toml"), "is in a hidden folder"),
        (import("to-dir/in.toml"), "is in a hidden folder"),
        (import("../.dir/in.toml"), "is in a hidden folder"),
        (init("-"), "cannot be a catalog"),
        (init("new.lock"), "cannot be a catalog"),
        (init("build.rs"), "cannot be a catalog"),
        (init("sub/cargo.toml"), "is the manifest of a package"),
        (init(".new.toml"), "is a hidden file"),
        (init(".new"), "is in a hidden folder"),
        (init("to-dir/new.toml"), "is in a hidden folder"),
        (init("errors.pt-BR.toml"), "is a translation of errors.toml"),
        (release(".new.lock"), "is a hidden file"),
        (release(".dir/new.lock"), "is in a hidden folder"),
        (release("to-dir/new.lock"), "is in a hidden folder"),
        (release("to-new.lock"), "is a hidden file"),
    ] {
        let (status, err) = run(&folder, &args);
        assert_eq!(status, Some(2), "{args:?}: {err}");
        assert!(err.contains(why), "{args:?}: {err}");
        for (name, text) in KEPT_FILES {
            assert_eq!(fs::read_to_string(at(name)).unwrap(), *text, "{args:?}");
        }
        assert_eq!(names(), before, "{args:?}");
    }
    // The folder of the command may be hidden.
    for args in [
        vec!["import", "../s.csv", "-o", "in.toml", "--force"],
        init("new.toml"),
        vec!["release", "new.toml", "--lock", "my.lock"],
    ] {
        assert_eq!(run(&at(".dir"), &args).0, Some(0), "{args:?}");
    }
}

/// The lock obeys the same rule as the other files of a catalog: no link leads out of the catalog's folder.
#[test]
#[cfg(unix)]
fn no_lock_leads_out_of_the_folder_of_its_catalog() {
    use std::os::unix::fs::symlink;

    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    for folder in ["work/.dir", "work/locks", "farm", "elsewhere"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    fs::write(at("work/errors.toml"), KEPT_FILES[0].1).unwrap();
    fs::write(at("elsewhere/secret.lock"), "SECRET token line\n").unwrap();
    symlink("../elsewhere", at("work/away")).unwrap();
    for name in ["errors.toml", "errors.lock"] {
        symlink(at("work").join(name), at("farm").join(name)).unwrap();
    }
    let out = "errors.lock leads through a symbolic link out of the catalog's folder";
    let hidden = "errors.lock leads through a symbolic link to .dir/new.lock, which is a hidden file";
    for (target, args, why) in [
        ("../elsewhere/secret.lock", vec!["check"], out),
        ("../elsewhere/secret.lock", vec!["check", "--lock", "errors.lock"], out),
        ("../elsewhere/secret.lock", vec!["check", "--lock", "locks/../errors.lock"], out),
        ("../elsewhere/secret.lock", vec!["release"], out),
        ("../elsewhere/new.lock", vec!["release"], out),
        ("../elsewhere/new.lock", vec!["release", "--dry-run"], out),
        ("../elsewhere/new.lock", vec!["release", "--lock", "errors.lock"], out),
        ("away/new.lock", vec!["release"], out),
        (".dir/new.lock", vec!["release"], hidden),
    ] {
        symlink(target, at("work/errors.lock")).unwrap();
        let (status, err) = run(&at("work"), &args);
        assert_eq!(status, Some(2), "{target} {args:?}: {err}");
        assert!(err.contains(why) && !err.contains("SECRET"), "{target} {args:?}: {err}");
        fs::remove_file(at("work/errors.lock")).unwrap();
    }
    assert_eq!(fs::read_dir(at("elsewhere")).unwrap().count(), 1);
    // The user chooses the path of a lock that is in another folder.
    assert_eq!(run(&at("work"), &["release", "--lock", "../elsewhere/new.lock"]).0, Some(0));
    // A link before `..` leads to a different folder.
    fs::write(at("errors.lock"), "not a lock\n").unwrap();
    let (status, err) = run(&at("work"), &["check", "--lock", "away/../errors.lock"]);
    assert!(status == Some(1) && err.contains("not a lock"), "{err}");
    // A link inside the folder is followed.
    symlink("locks/errors.lock", at("work/errors.lock")).unwrap();
    assert_eq!(run(&at("work"), &["release"]).0, Some(0));
    assert!(at("work/locks/errors.lock").is_file() && at("work/errors.lock").is_symlink());
    // A build tool shows a compiler the files of a catalog as links, which the compiler only reads.
    fs::rename(at("work/locks/errors.lock"), at("work/errors.lock")).unwrap();
    assert_eq!(run(&at("farm"), &["check", "--lock", "errors.lock"]), (Some(0), String::new()));
    assert!(run(&at("farm"), &["release"]).1.contains(out));
}

#[test]
fn a_foreign_manual_page_is_only_replaced_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("error-catalog-check.1");
    fs::write(&page, ".\\\" Mine.\n").unwrap();
    let (status, err) = run(folder.path(), &["man", "--dir", "."]);
    assert_eq!(status, Some(2), "{err}");
    assert!(err.contains("error-catalog-check.1 already exists, and error-catalog did not write this file"), "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no page is written");
    assert_eq!(fs::read_to_string(&page).unwrap(), ".\\\" Mine.\n");
    assert_eq!(run(folder.path(), &["man", "--dir", ".", "--force"]).0, Some(0));
    let earlier = fs::read_to_string(&page).unwrap();
    assert!(earlier.contains(".SH NAME"), "{earlier}");
    // A page of an earlier version.
    fs::write(&page, earlier.replace("NAME", "OLD NAME")).unwrap();
    assert_eq!(run(folder.path(), &["man", "--dir", "."]).0, Some(0));
    assert_eq!(fs::read_to_string(&page).unwrap(), earlier);
}

/// Commands, each with the path of a file that it reads or writes and that is not a regular file.
#[cfg(unix)]
const READERS_AND_WRITERS: &[(&[&str], &str)] = &[
    (&["check", "PIPE"], "PIPE"),
    (&["explain", "gone", "--catalog", "PIPE"], "PIPE"),
    (&["fmt", "PIPE"], "PIPE"),
    (&["generate", "PIPE"], "PIPE"),
    (&["render", "json", "PIPE"], "PIPE"),
    (&["release", "PIPE"], "PIPE"),
    (&["init", "PIPE", "--yes"], "PIPE"),
    (&["diff", "PIPE", "errors.toml"], "PIPE"),
    (&["diff", "errors.toml", "PIPE"], "PIPE"),
    (&["check", "--lock", "PIPE"], "PIPE"),
    (&["release", "--lock", "PIPE"], "PIPE"),
    (&["import", "errors.csv", "-o", "pipe.toml", "--force"], "pipe.toml"),
    (&["import", "errors.csv", "-o", "pipe.toml"], "pipe.toml"),
    (&["import", "PIPE", "--from", "csv"], "PIPE"),
    (&["check"], "included.toml"),
    (&["fmt"], "included.toml"),
    (&["check"], "errors.fr.toml"),
    (&["fmt"], "errors.fr.toml"),
    (&["check"], "errors.lock"),
    (&["release"], "errors.lock"),
    (&["check"], "docs/errors.md"),
    (&["generate"], "docs/errors.md"),
    (&["generate", "--force"], "docs/errors.md"),
    (&["generate", "--check"], "docs/errors.md"),
    (&["man", "--dir", "."], "error-catalog.1"),
    (&["init", "new.toml", "--yes"], "Cargo.toml"),
];

/// Runs a command, and fails if it has not ended after a long time.
#[cfg(unix)]
fn run_in_time(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
    program.args(args).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{args:?} waits forever");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A named pipe, a socket and a device are neither read nor replaced. Reading could wait forever, and replacing a pipe
/// would cut off its reader.
#[test]
#[cfg(unix)]
fn only_regular_files_are_read_and_replaced() {
    use std::os::unix::net::UnixListener;

    let creators: [fn(&Path) -> bool; 3] = [
        |path| Command::new("mkfifo").arg(path).status().unwrap().success(),
        |path| UnixListener::bind(path).is_ok(),
        // Only the superuser can create the node of a device.
        |path| Command::new("mknod").arg(path).args(["c", "1", "3"]).output().unwrap().status.success(),
    ];
    for create in creators {
        for (args, name) in READERS_AND_WRITERS {
            let folder = tempfile::tempdir().unwrap();
            let at = |name: &str| folder.path().join(name);
            let outputs = "[outputs.markdown]\npath = \"docs/errors.md\"\n";
            fs::write(at("errors.toml"), format!("catalog.include = [\"included.toml\"]\n{outputs}{UNFORMATTED}"))
                .unwrap();
            fs::write(at("included.toml"), "").unwrap();
            fs::write(at("errors.csv"), "Code,Status\na_b,404\n").unwrap();
            fs::create_dir(at("docs")).unwrap();
            let _ = fs::remove_file(at(name));
            if !create(&at(name)) {
                continue;
            }
            let (status, err) = run_in_time(folder.path(), args);
            // Without a manifest that can be read, `init` writes no build script.
            assert_eq!(status == Some(0), args.contains(&"new.toml"), "{args:?} {name}: {err}");
            let is_odd = !fs::symlink_metadata(at(name)).unwrap().is_file();
            assert!(is_odd, "{args:?} replaces {name}");
            let says = ["regular file", "already exists"].iter().any(|words| err.contains(words));
            assert!(says || status == Some(0), "{args:?} {name}: {err}");
        }
    }
}

#[test]
fn an_included_file_selects_its_catalog_from_any_folder() {
    let root = crate::support::project(&[
        ("errors.toml", "catalog.include = [\"parts/deep/*.toml\"]"),
        ("parts/deep/users.toml", "[errors.user_gone]\nstatus = 410\nmessage = \"User gone\""),
    ]);
    for (folder, path, name) in [
        ("", "parts/deep/users.toml", "errors.toml"),
        ("parts", "deep/users.toml", "../errors.toml"),
        ("parts/deep", "users.toml", "../../errors.toml"),
    ] {
        let (code, out, err) = crate::support::run(&root.path().join(folder), &["check", path]);
        assert_eq!((code, out.as_str()), (Some(0), format!("{name}: 1 entry; no problems\n").as_str()), "{err}");
    }
}

#[test]
fn a_lock_selects_the_catalog_next_to_it() {
    let folder = crate::support::project(&[("a/api.toml", UNFORMATTED)]);
    let (code, _, err) = crate::support::run(folder.path(), &["release", "a/api.toml", "--bump"]);
    assert_eq!(code, Some(0), "{err}");
    for args in [
        &["list", "a/api.lock"][..],
        &["explain", "gone", "a/api.lock"],
        &["render", "json", "a/api.lock"],
        &["generate", "a/api.lock"],
        &["release", "a/api.lock"],
        &["check", "a/api.lock"],
    ] {
        let (code, _, err) = crate::support::run(folder.path(), args);
        assert_eq!(code, Some(0), "{args:?}: {err}");
    }
    fs::remove_file(folder.path().join("a/api.toml")).unwrap();
    for command in ["list", "generate", "release", "check", "fmt"] {
        let (code, _, err) = crate::support::run(folder.path(), &[command, "a/api.lock"]);
        assert_eq!((code, err.as_str()), (Some(2), "error: a/api.lock is a lock; expected a catalog\n"), "{command}");
    }
}

/// A pattern that names a linked folder reads the folder, or says why not.
#[test]
#[cfg(unix)]
fn a_pattern_that_names_a_link_follows_the_link() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (file, text) in [
        ("api/errors.toml", "[catalog]\ninclude = [\"parts/**/*.toml\"]\n"),
        ("api/real/deep/gone.toml", UNFORMATTED),
        ("out/gone.toml", UNFORMATTED),
    ] {
        fs::create_dir_all(at(file).parent().unwrap()).unwrap();
        fs::write(at(file), text).unwrap();
    }
    for (link, code, expected) in [
        ("real", 0, "errors.toml: 1 entry"),
        ("../out", 1, "error[include-outside]: `parts` is outside the catalog's folder"),
        ("parts", 1, "error[file-unreadable]: `parts` cannot be read"),
        ("nowhere", 0, "errors.toml: 0 entries"),
    ] {
        symlink(link, at("api/parts")).unwrap();
        let (status, out, err) = support::run(&at("api"), &["check"]);
        assert!(status == Some(code) && [out, err].concat().contains(expected), "{link}");
        fs::remove_file(at("api/parts")).unwrap();
    }
}
