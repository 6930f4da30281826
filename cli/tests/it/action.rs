//! The scripts of the GitHub action, run with a `gh` and a `cargo` that record their calls.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{PROGRAM, git};

/// A `gh` that prints the ids in `comments`. For every other request, it records the call and the body.
const GH: &str = r#"#!/usr/bin/env bash
[ ! -e "$RUNNER_TEMP/down" ] || exit 1
if [[ "$*" = *--paginate* ]]; then
  printf '%s\n' "$*" >"$RUNNER_TEMP/query"
  cat "$RUNNER_TEMP/comments" 2>/dev/null || true
  exit
fi
printf '%s\n' "$*" >>"$RUNNER_TEMP/calls"
body="${!#}"
cp "${body#body=@}" "$RUNNER_TEMP/body"
"#;

/// A `cargo` that installs the file in `BUILT` below the folder in its last argument.
const CARGO: &str = r#"#!/usr/bin/env bash
printf '%s\n' "$*" >"$RUNNER_TEMP/calls"
mkdir -p "${!#}/bin"
cp "$BUILT" "${!#}/bin/error-catalog"
"#;

const OLD: &str = "[errors.gone]\nstatus = 410\nmessage = \"Gone\"\n";

struct Team {
    folder: tempfile::TempDir,
}

impl Team {
    /// Creates a repository with one commit, whose catalog is in `api`.
    fn new() -> Self {
        let team = Team { folder: tempfile::tempdir().unwrap() };
        for folder in ["repository/api", "temp", "bin"] {
            fs::create_dir_all(team.path(folder)).unwrap();
        }
        for (name, script) in [("gh", GH), ("cargo", CARGO)] {
            let path = team.path("bin").join(name);
            fs::write(&path, script).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        team.git(&["init", "--quiet"]);
        team.write(OLD);
        team.git(&["add", "."]);
        team.git(&["commit", "--quiet", "-m", "Old"]);
        team
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn git(&self, args: &[&str]) {
        git(&self.path("repository"), args);
    }

    fn write(&self, catalog: &str) {
        fs::write(self.path("repository/api/errors.toml"), catalog).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// Pushes the catalog to a remote with branches and tags. Then commits a change that breaks clients, and checks out
    /// this commit alone, as actions/checkout does for a pull request. Returns the commit before the change.
    fn check_out_pull_request(&self) -> String {
        let remote = self.path("remote");
        git(self.folder.path(), &["clone", "--quiet", "--bare", "repository", "remote"]);
        git(&remote, &["config", "uploadpack.allowReachableSHA1InWant", "true"]);
        git(&remote, &["symbolic-ref", "HEAD", "refs/heads/main"]);
        for name in ["refs/heads/main", "refs/heads/release/1.x", "refs/tags/light"] {
            self.git(&["push", "--quiet", "../remote", &format!("HEAD:{name}")]);
        }
        git(&remote, &["tag", "--annotate", "v1.0.0", "--message", "1", "main"]);
        let base = fs::read_to_string(remote.join("refs/heads/main")).unwrap().trim().to_owned();

        self.write(&OLD.replace("410", "404"));
        self.git(&["commit", "--quiet", "--all", "-m", "New"]);
        self.git(&["push", "--quiet", "../remote", "HEAD:refs/pull/7/merge"]);
        fs::remove_dir_all(self.path("repository")).unwrap();
        fs::create_dir(self.path("repository")).unwrap();
        self.git(&["init", "--quiet"]);
        // Only a URL makes the clone of a local repository shallow.
        self.git(&["remote", "add", "origin", &format!("file://{}", remote.display())]);
        self.git(&[
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth=1",
            "origin",
            "+refs/pull/7/merge:refs/remotes/pull/7/merge",
        ]);
        self.git(&["checkout", "--quiet", "--detach", "refs/remotes/pull/7/merge"]);
        base
    }

    /// Runs a script as the action runs it in a step.
    fn run(&self, script: &str, inputs: &[(&str, &str)]) -> Output {
        let action = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        Command::new(action.join("action").join(script))
            .current_dir(self.path("repository"))
            .env("PATH", path)
            .env("GITHUB_ACTION_PATH", action)
            .env("GITHUB_OUTPUT", self.path("temp/output"))
            .env("GITHUB_REPOSITORY", "team/shop")
            .env("GITHUB_STEP_SUMMARY", self.path("temp/summary"))
            .env("PROGRAM", PROGRAM)
            .env("RUNNER_TEMP", self.path("temp"))
            .envs(inputs.iter().copied())
            .output()
            .unwrap()
    }

    /// Runs `action/diff` against the commit. Returns the exit code and the output.
    fn diff(&self, inputs: &[(&str, &str)]) -> (Option<i32>, String) {
        let usual = [("CATALOG", "api"), ("AGAINST", "HEAD"), ("ALLOW", "major"), ("PULL_REQUEST", "7")];
        let output = self.run("diff", &[usual.as_slice(), inputs].concat());
        let (code, Log { live, inert }) = (output.status.code(), read_log(&output));
        (code, live + &inert)
    }
}

/// The output of a step as the runner reads it.
struct Log {
    /// The lines in which the runner finds commands.
    live: String,
    /// The lines between `::stop-commands::TOKEN` and `::TOKEN::`.
    inert: String,
}

/// Reads the output of a script. Lines of stdout are always live, because the runner may read stdout first.
fn read_log(output: &Output) -> Log {
    let mut log = Log { live: String::from_utf8(output.stdout.clone()).unwrap(), inert: String::new() };
    let mut end: Option<String> = None;
    for line in String::from_utf8(output.stderr.clone()).unwrap().lines().filter(|line| !line.is_empty()) {
        if let Some(token) = line.strip_prefix("::stop-commands::").filter(|_| end.is_none()) {
            assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
            end = Some(format!("::{token}::"));
        } else if end.as_deref() == Some(line) {
            end = None;
        } else {
            let text = if end.is_some() { &mut log.inert } else { &mut log.live };
            text.push_str(line);
            text.push('\n');
        }
    }
    assert_eq!(end, None, "the runner ignores the commands of later steps");
    log
}

#[test]
fn a_change_has_one_comment_that_is_kept_up_to_date() {
    let team = Team::new();
    team.write(&OLD.replace("410", "404"));
    assert_eq!(team.diff(&[]), (Some(0), String::new()));
    let body = team.read("temp/body");
    let marker = body.lines().next().unwrap();
    assert!(marker.starts_with("<!-- error-catalog ") && body.contains("`status-changed`"), "{body}");
    assert_eq!(body, team.read("temp/summary"));
    let call = team.read("temp/calls");
    assert!(call.starts_with("api --silent --method POST repos/team/shop/issues/7/comments --field body=@"), "{call}");
    // The script only looks for comments that begin with the marker and are from bots.
    let query = team.read("temp/query");
    assert!(query.contains(&format!("startswith(\"{marker}\")")) && query.contains(".user.type == \"Bot\""), "{query}");

    fs::write(team.path("temp/comments"), "42\n43\n").unwrap();
    team.write(OLD);
    assert_eq!(team.diff(&[]), (Some(0), String::new()));
    let call = team.read("temp/calls");
    let last = call.lines().last().unwrap();
    assert!(
        last.starts_with("api --silent --method PATCH repos/team/shop/issues/comments/42 --field body=@"),
        "{last}"
    );
    assert!(!team.read("temp/body").contains("`status-changed`"));
}

#[test]
fn there_is_no_comment_without_a_change() {
    let team = Team::new();
    assert_eq!(team.diff(&[]), (Some(0), String::new()), "no change, and no comment yet");
    team.write(&OLD.replace("410", "404"));
    assert_eq!(team.diff(&[("PULL_REQUEST", "")]), (Some(0), String::new()), "no pull request");
    assert_eq!(team.read("temp/calls"), "");
    let new = team.path("repository/new.toml");
    fs::write(new, OLD).unwrap();
    let (code, said) = team.diff(&[("CATALOG", "new.toml")]);
    assert_eq!((code, said.as_str()), (Some(0), "new.toml is new: there is nothing to compare it with\n"));
    assert_eq!(team.read("temp/calls"), "");
}

#[test]
fn a_change_that_is_too_large_fails_the_job_with_a_comment() {
    let team = Team::new();
    team.write(&OLD.replace("410", "404"));
    assert_eq!(team.diff(&[("ALLOW", "minor")]).0, Some(1));
    assert!(team.read("temp/body").contains("`status-changed`"));
}

#[test]
fn a_change_that_no_version_allows_fails_the_job() {
    let team = Team::new();
    team.write(&OLD.replace("errors.gone", "errors.lost"));
    assert_eq!(team.diff(&[("ALLOW", "major")]).0, Some(1));
    assert!(team.read("temp/body").contains("This change is not allowed, not even in a new major version."));
}

#[test]
fn a_read_only_token_is_not_a_failure() {
    let team = Team::new();
    fs::write(team.path("temp/down"), "").unwrap();
    team.write(&OLD.replace("410", "404"));
    let (code, said) = team.diff(&[]);
    assert_eq!(code, Some(0));
    assert!(said.contains("::warning::cannot comment"), "{said}");
    assert!(team.read("temp/summary").contains("`status-changed`"));
}

#[test]
fn a_failed_comparison_fails_the_job_and_keeps_the_comment() {
    let team = Team::new();
    team.write("[errors.gone]\nstatus = 200\n");
    let (code, said) = team.diff(&[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("bad-status"), "{said}");
    for revision in ["no-such-revision", "--upload-pack=touch pwned"] {
        assert_ne!(team.diff(&[("AGAINST", revision)]).0, Some(0), "{revision}");
    }
    assert_eq!(team.read("temp/calls"), "");
}

/// A revision that is missing from the checkout is fetched, however a user names it.
#[test]
fn every_name_of_a_revision_finds_the_breaking_change() {
    let names = [
        "main",
        "origin/main",
        "heads/main",
        "refs/heads/main",
        "remotes/origin/main",
        "refs/remotes/origin/main",
        "origin/HEAD",
        "release/1.x",
        "origin/release/1.x",
        "light",
        "v1.0.0",
        "tags/v1.0.0",
        "refs/tags/v1.0.0",
        "main:api/errors.toml",
        "the commit",
    ];
    for name in names {
        let team = Team::new();
        let base = team.check_out_pull_request();
        let against = if name == "the commit" { &base } else { name };
        let (code, said) = team.diff(&[("AGAINST", against), ("ALLOW", "minor")]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(team.read("temp/body").contains("`status-changed`"), "{name}: {said}");
    }
}

/// Only a catalog that is missing from an existing revision is new.
#[test]
fn an_unknown_revision_fails_the_job() {
    let team = Team::new();
    team.check_out_pull_request();
    let names = ["nope", "origin/nope", "refs/tags/nope", "main~1", "HEAD^", "^HEAD", "+main", "refs/heads/*", "", "-"];
    for name in
        names.into_iter().chain([":api/errors.toml", "main:errors.toml", "0123456789012345678901234567890123456789"])
    {
        let (code, said) = team.diff(&[("AGAINST", name)]);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(said.contains("rror:") && !said.contains("is new"), "{name}: {said}");
    }
    let (code, said) = team.diff(&[("AGAINST", "main"), ("CATALOG", "nowhere")]);
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(team.read("temp/calls"), "");

    fs::write(team.path("repository/new.toml"), OLD).unwrap();
    let (code, said) = team.diff(&[("AGAINST", "main"), ("CATALOG", "new.toml")]);
    assert_eq!((code, said.as_str()), (Some(0), "new.toml is new: there is nothing to compare it with\n"));
}

/// A later step may need the history of a complete checkout.
#[test]
fn a_complete_checkout_stays_complete() {
    let team = Team::new();
    team.check_out_pull_request();
    team.git(&["fetch", "--quiet", "--unshallow", "origin", "refs/pull/7/merge"]);
    assert_eq!(team.diff(&[("AGAINST", "v1.0.0"), ("ALLOW", "minor")]).0, Some(1));
    assert!(!team.path("repository/.git/shallow").exists());
}

#[test]
fn text_of_a_catalog_is_not_executed() {
    let team = Team::new();
    let hostile = "$(touch pwned) `touch pwned` \\\"; touch pwned; -->\\n::error::pwned";
    team.write(&format!("{OLD}\n[errors.hostile]\nstatus = 404\nmessage = \"{hostile}\"\n"));
    let (code, said) = team.diff(&[]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert!(team.read("temp/body").contains("hostile"));
    assert!(!team.path("repository/pwned").exists() && !team.path("repository/api/pwned").exists());
}

/// A problem is shown at its line. Text of the catalog, even if it is a command, only reaches the log while commands
/// are stopped, or as the escaped text of an annotation.
#[test]
fn a_check_annotates_and_runs_no_other_command() {
    let team = Team::new();
    let evil = "z\\n::set-output name=report::/etc/passwd";
    team.write(&format!("\"{evil}\" = 1\n\"##[set-output name=report]/etc/passwd\" = 1\n"));
    let output = team.run("check", &[("CATALOG", "api"), ("DENY", "warnings")]);
    let Log { live, .. } = read_log(&output);
    assert_eq!(output.status.code(), Some(1), "{live}");
    assert_eq!(live.lines().count(), 2, "{live}");
    assert!(live.lines().all(|line| line.starts_with("::error file=api/errors.toml,line=")), "{live}");

    let output = team.run("check", &[("CATALOG", "nowhere\n::error::pwned"), ("DENY", "")]);
    let Log { live, inert } = read_log(&output);
    assert_eq!((output.status.code(), live.as_str()), (Some(2), ""));
    assert!(inert.contains("does not exist"), "{inert}");

    let tokens = [team.run("check", &[("CATALOG", "api")]), team.run("check", &[("CATALOG", "api")])];
    assert_ne!(tokens[0].stderr, tokens[1].stderr, "a token is used twice");
}

/// Of a report, GitHub shows the text of the catalogs as text: no mention, link or reference becomes live.
#[test]
fn a_comment_mentions_nobody() {
    let team = Team::new();
    let mention = r"x `\| @octocat, see #1 and https://evil.example/login` y";
    team.write(&format!("{OLD}\n[errors.aa]\nstatus = 404\nmessage = 'a'\nheaders.X-A = '{mention}'\n"));
    team.git(&["add", "."]);
    team.git(&["commit", "--quiet", "-m", "Mention"]);
    team.write(&format!("{OLD}\n[errors.aa]\nstatus = 404\nmessage = 'a'\nheaders.X-A = 'b'\n"));
    assert_eq!(team.diff(&[]).0, Some(0));
    let body = team.read("temp/body");
    assert!(body.contains("octocat"), "{body}");
    assert!(!["@octocat", "#1", "https://"].iter().any(|live| body.contains(live)), "{body}");
}

#[test]
fn a_report_from_elsewhere_does_not_reach_a_request() {
    let team = Team::new();
    let report = team.path("temp/report.md");
    let marker = "<!-- error-catalog 0a1b -->";
    for (first, number, code) in [
        (marker, "7", 0),
        ("<!-- error-catalog \")) | .body | (\" -->", "7", 2),
        ("Approved", "7", 2),
        (marker, "7/../../8", 2),
        (marker, "", 2),
    ] {
        fs::write(&report, format!("{first}\n| a row |\n")).unwrap();
        let output = team.run("comment", &[("REPORT", report.to_str().unwrap()), ("PULL_REQUEST", number)]);
        assert_eq!(output.status.code(), Some(code), "{first} {number}");
    }
    assert_eq!(team.read("temp/calls").lines().count(), 1);
}

#[test]
fn an_existing_program_is_used() {
    let team = Team::new();
    assert!(team.run("install", &[]).status.success());
    assert_eq!(team.read("temp/output"), format!("program={PROGRAM}\n"));
}

#[test]
fn the_program_is_built_from_the_checkout_of_the_action() {
    let team = Team::new();
    let output = team.run("install", &[("PROGRAM", ""), ("BUILT", PROGRAM)]);
    assert!(output.status.success(), "{output:?}");
    let installed = team.path("temp/error-catalog/bin/error-catalog");
    assert_eq!(team.read("temp/output"), format!("program={}\n", installed.display()));
    let call = team.read("temp/calls");
    assert!(call.starts_with("install --quiet --locked --path "), "{call}");
    assert!(call.contains("/cli --bin error-catalog --root "), "{call}");
}

#[test]
fn inputs_are_not_pasted_into_scripts() {
    let action = include_str!("../../../action.yml");
    let scripts: Vec<&str> = action.lines().filter(|line| line.trim_start().starts_with("run:")).collect();
    assert_eq!(scripts.len(), 3);
    assert!(scripts.iter().all(|script| !script.contains("${{")), "{scripts:?}");
}
