//! `diff --against` in temporary repositories.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{finish, git, program, project};

const MAIN: &str =
    "[catalog]\nversion = \"1.0.0\"\ninclude = [\"parts/*.toml\"]\n\n[errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";
const PART: &str = "[errors.user_not_found]\nstatus = 404\nmessage = \"User not found\"\n";
const LOCALE: &str = "[oops]\nmessage = \"Zut\"\n[user_not_found]\nmessage = \"Introuvable\"\n";

fn diff(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    diff_with(folder, args, &[])
}

fn diff_with(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> (Option<i32>, String, String) {
    finish(program(folder, &[&["diff"], args].concat()).envs(env.iter().copied()))
}

/// Runs a comparison that succeeds, and returns the last line of its output.
fn summary(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = diff(folder, args);
    assert_eq!(code, Some(0), "{args:?}: {err}");
    out.lines().last().unwrap_or_default().to_owned()
}

/// Creates a repository whose catalog is in `api`, with an included file and a locale.
fn repository() -> TempDir {
    let folder = project(&[("api/errors.toml", MAIN), ("api/parts/users.toml", PART), ("api/errors.fr.toml", LOCALE)]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Add a catalog"]);
    folder
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn all_files_are_those_of_the_revision() {
    let folder = repository();
    let api = folder.path().join("api");
    let unchanged =
        "main:api/errors.toml (1.0.0) to api/errors.toml (1.0.0): no changes for HTTP clients or Rust callers";
    assert_eq!(summary(folder.path(), &["--against", "main", "api"]), unchanged);

    edit(&api.join("parts/users.toml"), "404", "410");
    edit(&api.join("errors.fr.toml"), "Zut", "Aïe");
    let changed = "HEAD:api/errors.toml (1.0.0) to errors.toml (1.0.0): 1 major change, 1 patch change for HTTP clients; \
                   no changes for Rust callers; \
                   version 2.0.0 is needed, but the new catalog has version 1.0.0";
    assert_eq!(summary(&api, &["--against", "HEAD"]), changed);
    let (code, out, _) = diff(&api, &["--against", "HEAD", "--allow", "minor"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("parts/users.toml:2:1"), "{out}");

    git(folder.path(), &["commit", "-q", "-a", "-m", "Change it"]);
    assert!(summary(&api, &["--against", "HEAD"]).ends_with("no changes for HTTP clients or Rust callers"));
    assert!(summary(&api, &["--against", "HEAD~1"]).contains("1 major"));
    assert!(summary(&api, &["--against", "main@{0}"]).ends_with("no changes for HTTP clients or Rust callers"));
}

#[test]
fn a_catalog_may_have_moved() {
    let folder = repository();
    git(folder.path(), &["mv", "api", "server"]);
    let (code, out, err) = diff(folder.path(), &["--against", "HEAD", "server"]);
    assert_eq!(code, Some(0));
    assert_eq!(err, "note: HEAD:server/errors.toml does not exist, so every error is new\n\n");
    let added = "2 minor changes for HTTP clients; no changes for Rust callers";
    assert!(out.ends_with(&format!("HEAD:server/errors.toml to server/errors.toml (1.0.0): {added}\n")), "{out}");
    let moved =
        "HEAD:api/errors.toml (1.0.0) to server/errors.toml (1.0.0): no changes for HTTP clients or Rust callers";
    assert_eq!(summary(folder.path(), &["--against", "HEAD:api/errors.toml", "server"]), moved);
    assert_eq!(
        summary(&folder.path().join("server"), &["--against", "HEAD:api/errors.toml"]),
        moved.replace("to server/", "to ")
    );
}

/// Clients and Rust callers cannot depend on a catalog that did not exist.
#[test]
fn a_new_catalog_only_adds_errors() {
    let folder = repository();
    let oops = "[errors.oops]\nstatus = 500\nmessage = \"Oops\"\nrust.from = [\"a::B\"]\n";
    for head in [
        "[catalog]\nname = \"a.example\"\ndocs-url = \"https://a.example/{code}\"\n[wire]\npreset = \"google\"\n",
        "[catalog]\nrust = { non-exhaustive = true }\n[wire.body]\nerror = \"{code}\"\ntext = \"{message}\"\n",
        "[wire]\nviolations = \"map\"\n[wire.body]\nbad = \"{message}\"\nat = \"{code}\"\n\"all?\" = \"{violations}\"\n",
        "[catalog]\nversion = \"2.0.0\"\n[wire]\ncontent-type = \"application/x.a+json\"\n[headers]\nX-All = \"1\"\n",
        "[statuses.404]\ncode = \"gone\"\n[errors.gone]\nstatus = 404\nmessage = \"No\"\n",
        "[retired]\nold_code = \"Nobody sent it.\"\n",
        "[categories.a]\ntitle = \"A\"\n[errors.b]\ncategory = \"a\"\nstatus = 409\nmessage = \"B\"\nrust.cfg = \"unix\"\n",
    ] {
        let text = format!("{head}{oops}");
        fs::write(folder.path().join("new.toml"), &text).unwrap();
        let args = ["--against", "HEAD", "new.toml", "--allow", "minor", "--allow-rust", "minor", "--format", "json"];
        let (code, out, err) = diff(folder.path(), &args);
        assert_eq!(err, "note: HEAD:new.toml does not exist, so every error is new\n\n", "{text}");
        assert_eq!(code, Some(0), "{text}\n{out}");
        let document: serde_json::Value = serde_json::from_str(&out).unwrap();
        let changes = document["changes"].as_array().unwrap();
        assert_eq!(changes.len(), text.matches("[errors.").count(), "{text}\n{out}");
        assert!(changes.iter().all(|change| change["kind"] == "code-added"), "{text}\n{out}");
        assert_eq!(document["rust"], serde_json::json!([]), "{text}");
        assert_eq!(document["summary"]["needs_version"], serde_json::Value::Null, "{text}");

        let (_, out, _) = diff(folder.path(), &["--against", "HEAD", "new.toml"]);
        assert!(!out.contains("major") && out.ends_with("; no changes for Rust callers\n"), "{text}\n{out}");
    }
}

#[test]
fn a_worktree_and_a_hook_change_nothing() {
    let folder = repository();
    let tree = folder.path().join("tree");
    git(folder.path(), &["worktree", "add", "-q", "tree", "-b", "side"]);
    edit(&tree.join("api/errors.toml"), "Oops", "Ouch");
    assert!(summary(&tree, &["--against", "main", "api"]).contains("1 patch"));
    // A hook of another repository sets these variables.
    let env =
        [("GIT_DIR", "/nowhere"), ("GIT_INDEX_FILE", "/nowhere/index"), ("GIT_WORK_TREE", "/"), ("GIT_PREFIX", "x/")];
    let (code, out, err) = diff_with(&tree, &["--against", "main", "api"], &env);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("1 patch"), "{out}");
}

/// Names of folders that git could read as patterns or options work.
#[test]
#[cfg(unix)]
fn a_folder_can_have_any_name() {
    let folder = repository();
    for name in ["a b", "ünï", "new\nline", "q\"uote", "[a]*", "-dash", ":(top)x", ":!x", "back\\slash"] {
        git(folder.path(), &["--literal-pathspecs", "mv", "--", "api", &format!("./{name}")]);
        git(folder.path(), &["commit", "-q", "-m", "Move it"]);
        edit(&folder.path().join(name).join("errors.toml"), "Oops", "Ouch");
        let found = summary(folder.path(), &["--against", "HEAD", &format!("./{name}")]);
        let changed = "1 patch change for HTTP clients; no changes for Rust callers; \
                       version 1.0.1 is needed, but the new catalog has version 1.0.0";
        assert!(found.ends_with(changed), "{name:?}: {found}");
        edit(&folder.path().join(name).join("errors.toml"), "Ouch", "Oops");
        git(folder.path(), &["--literal-pathspecs", "mv", "--", &format!("./{name}"), "api"]);
    }
}

/// Neither a repository nor a program in its configuration is trusted.
#[test]
#[cfg(unix)]
fn programs_of_a_repository_are_not_run() {
    use std::os::unix::fs::PermissionsExt;

    let folder = repository();
    let (program, log) = (folder.path().join("program"), folder.path().join("log"));
    fs::write(&program, format!("#!/bin/sh\necho \"$0 $@\" >> {}\n", log.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let program = program.display().to_string();
    for key in
        ["core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "filter.x.smudge", "diff.x.textconv"]
    {
        git(folder.path(), &["config", key, &program]);
    }
    git(folder.path(), &["config", "alias.cat-file", &format!("!{program}")]);
    fs::write(folder.path().join(".gitattributes"), "* filter=x diff=x\n").unwrap();
    edit(&folder.path().join("api/errors.toml"), "Oops", "Ouch");
    assert!(summary(folder.path(), &["--against", "HEAD", "api"]).contains("1 patch"));
    assert!(!log.exists(), "{}", fs::read_to_string(&log).unwrap());

    // Objects that a partial clone lacks are not fetched.
    let blob = Command::new("git").args(["rev-parse", "HEAD:api/errors.toml"]).current_dir(folder.path()).output();
    let blob = String::from_utf8(blob.unwrap().stdout).unwrap();
    let (first, rest) = blob.trim().split_at(2);
    fs::remove_file(folder.path().join(".git/objects").join(first).join(rest)).unwrap();
    for (key, value) in [
        ("extensions.partialClone", "origin"),
        ("remote.origin.url", "ssh://nowhere.invalid/x"),
        ("remote.origin.promisor", "true"),
        ("core.repositoryFormatVersion", "1"),
    ] {
        git(folder.path(), &["config", key, value]);
    }
    let (code, _, err) = diff(folder.path(), &["--against", "HEAD", "api"]);
    assert_eq!(code, Some(1), "{err}");
    assert!(!log.exists(), "{}", fs::read_to_string(&log).unwrap());
}

#[test]
fn unreadable_revisions_are_reported() {
    let folder = repository();
    let path = folder.path();
    fs::write(path.join("api/bad.toml"), "[errors.oops]\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("errors.toml", path.join("api/link.toml")).unwrap();
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "Add a broken one"]);
    fs::write(path.join("api/bad.toml"), "").unwrap();
    for (args, code, message) in [
        (["--against", "nowhere", "api"], 2, "error: there is no revision `nowhere` in this repository\n"),
        (["--against", "HEAD^{tree}", "api"], 2, "error: there is no revision `HEAD^{tree}` in this repository\n"),
        (["--against", "^HEAD", "api"], 2, "error: there is no revision `^HEAD` in this repository\n"),
        (["--against", "HEAD~1..HEAD", "api"], 2, "error: there is no revision `HEAD~1..HEAD` in this repository\n"),
        (["--against", ":/Add", "api"], 2, "error: `` is not a revision\n"),
        (["--against", "HEAD:api/nowhere.toml", "api"], 2, "error: HEAD:api/nowhere.toml does not exist\n"),
        (["--against", "HEAD:", "api"], 2, "error: HEAD: does not exist\n"),
        (["--against", "HEAD\n", "api"], 2, "error: `HEAD\\n` is not a revision\n"),
        (["--against=--output=x", "api", "--color=never"], 2, "error: `--output=x` is not a revision\n"),
        (["--against", "HEAD", "nowhere"], 2, "error: nowhere does not exist\n"),
        (
            ["--against", "HEAD", "api/bad.toml"],
            1,
            "error[missing-key]: error `oops` has no `message`\n --> HEAD:api/bad.toml:1:9\n",
        ),
        #[cfg(unix)]
        (
            ["--against", "HEAD", "api/link.toml"],
            1,
            "error[file-unreadable]: `link.toml` cannot be read: it is a symbolic link at that revision\n",
        ),
    ] {
        let (status, _, err) = diff(path, &args);
        assert_eq!(status, Some(code), "{args:?}: {err}");
        assert!(err.starts_with(message), "{args:?}: {err}");
    }
    assert!(!path.join("x").exists());
}

#[test]
fn a_comparison_needs_a_repository_and_a_commit() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), PART).unwrap();
    let ceiling = [("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap().to_str().unwrap())];
    let (code, _, err) = diff_with(folder.path(), &["--against", "HEAD"], &ceiling);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: git: not a git repository"), "{err}");
    git(folder.path(), &["init", "-q"]);
    let unborn = (Some(2), String::new(), "error: there is no revision `HEAD` in this repository\n".to_owned());
    assert_eq!(diff(folder.path(), &["--against", "HEAD"]), unborn);
    let (code, _, err) = diff_with(folder.path(), &["--against", "HEAD"], &[("PATH", "")]);
    assert_eq!((code, &*err), (Some(2), "error: git is not installed\n"));
}

#[test]
fn an_include_never_leads_out_of_the_folder() {
    let folder = repository();
    fs::write(folder.path().join("secret.toml"), PART).unwrap();
    edit(&folder.path().join("api/errors.toml"), "parts/*.toml", "../secret.toml");
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Reach out"]);
    edit(&folder.path().join("api/errors.toml"), "../secret.toml", "parts/*.toml");
    let (code, _, err) = diff(folder.path(), &["--against", "HEAD", "api"]);
    assert_eq!(code, Some(1));
    assert!(err.starts_with("error[include-outside]"), "{err}");
}
