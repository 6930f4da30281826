//! The command line prints what the documentation shows.
//!
//! Every `console` block runs in a separate copy of `tests/docs`. The copy is a git repository whose last commit
//! contains the catalog of `released`. `TRYCMD=overwrite cargo test -p error-catalog-cli --test docs` updates the
//! expected output.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn the_reference() {
    run("docs/cli.md", "");
}

#[test]
fn the_readme() {
    run("README.md", "\n## On the command line\n");
}

#[test]
fn catalogs_in_the_documentation_are_formatted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for page in ["README.md", "docs/format.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let blocks: Vec<&str> = text.split("\n```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(blocks.len() > 1, "{page} has {} catalogs", blocks.len());
        for block in blocks {
            let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
            program.args(["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
            let mut child = program.spawn().unwrap();
            child.stdin.take().unwrap().write_all(block.as_bytes()).unwrap();
            let formatted = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
            assert_eq!(block, formatted, "{page}");
        }
    }
}

/// The documentation, the action and the pre-commit hooks use the repository's address that the packages declare.
#[test]
fn addresses_of_the_repository() {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folders = [
        ".",
        ".github/workflows",
        "action",
        "docs",
        "build",
        "catalog",
        "cli",
        "codegen",
        "import",
        "macros",
        "outputs",
        "wire",
    ];
    let files = folders.map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let files = files.into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut found = 0;
    for path in files.filter(|path| path.is_file()) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for owner in owners(&text) {
            assert_eq!(format!("https://github.com/{owner}/error-catalog"), repository, "{}", path.display());
            found += 1;
        }
    }
    assert!(found > 0, "no file has an address");
}

/// Each `OWNER` of `https://github.com/OWNER/error-catalog` and of `uses: OWNER/error-catalog`.
fn owners(text: &str) -> Vec<&str> {
    let addresses = text.match_indices("/error-catalog").filter_map(|(end, _)| {
        let start = text[..end].rfind(|c: char| !c.is_alphanumeric() && c != '-')? + 1;
        let is_address = ["https://github.com/", "uses: "].iter().any(|before| text[..start].ends_with(before));
        is_address.then(|| &text[start..end])
    });
    addresses.collect()
}

/// Runs the `console` blocks of a section of a page.
fn run(page: &str, heading: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join(page);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = if heading.is_empty() { ("", text.as_str()) } else { text.split_once(heading).unwrap() };
    let end = if heading.is_empty() { rest.len() } else { rest.find("\n## ").unwrap_or(rest.len()) };
    let (section, after) = rest.split_at(end);
    assert!(section.contains("\n```console\n"), "{page} shows no command");

    let folder = tempfile::tempdir().unwrap();
    let (copy, team) = (folder.path().join("page.md"), folder.path().join("page.in"));
    fs::write(&copy, section).unwrap();
    copy_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docs"), &team);
    let new = fs::read(team.join("errors.toml")).unwrap();
    fs::copy(team.join("released/errors.toml"), team.join("errors.toml")).unwrap();
    git(&team, &["init", "--quiet"]);
    git(&team, &["add", "."]);
    git(&team, &["-c", "user.name=Team", "-c", "user.email=team@example.com", "commit", "--quiet", "-m", "Release"]);
    fs::write(team.join("errors.toml"), new).unwrap();

    trycmd::TestCases::new().case(&copy).run();
    let section = fs::read_to_string(copy).unwrap();
    let new = format!("{before}{heading}{section}{after}");
    if new != text {
        fs::write(path, new).unwrap();
    }
}

fn copy_files(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_files(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn git(folder: &Path, args: &[&str]) {
    assert!(Command::new("git").args(args).current_dir(folder).status().unwrap().success(), "git {args:?}");
}
