//! Inputs that would exhaust the stack, the memory or the time: every command ends, and says what it did not read.

use super::nesting::{kinds, nest};
use crate::support::{project, run, validate};

const CATALOG: &str = "[errors.user_gone]\nstatus = 410\nmessage = \"M\"\n";

/// Every kind of nesting that Rust has, each at several depths: shallow, near the limit and far above.
#[test]
fn nested_rust_does_not_overflow_the_stack() {
    let mut files = vec![("errors.toml".to_owned(), CATALOG.to_owned())];
    for (index, kind) in kinds().enumerate() {
        for count in [20, 80, 600, 2_100] {
            let text = format!("const A: &str = \"user_gone\";\n{}", nest(kind, count));
            files.push((format!("src/k{index}_{count}.rs"), text));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = project(&files);
    let (code, out, err) = run(folder.path(), &["where", "user_gone"]);
    assert_eq!(code, Some(0), "{err}");
    for (path, _) in &files[1..] {
        let is_noted = err.contains(&format!("{path}:2:"));
        assert!(is_noted || !path.ends_with("_2100.rs"), "{path}: {err}");
        assert!(!is_noted || !path.ends_with("_20.rs"), "{path}: {err}");
    }
    assert!(out.contains("src/k0_2100.rs:1:17"), "the words of a deep file are searched: {out}");
}

/// The input of a macro may be long, and is searched even if it is nested too deeply for the parser.
#[test]
fn the_input_of_macros_is_searched() {
    let rows = "<div class=\"a\" id=\"b\"> <p> text </p> </div> ".repeat(500);
    let long = format!("html! {{ {rows} {{ \"user_gone\" }} }}");
    let (deep, nested) = (nest("m!(⟦!⟧b, \"user_gone\")", 1_900), nest("⟦m!(!!!!!!!!!!!!!!!!⟧\"user_gone\"⟦)⟧", 70));
    let deep_twice = format!("{}{deep}", "!".repeat(1_900));
    let too_deep = nest("m!(⟦!⟧b, \"user_gone\")", 100_000);
    for source in [long, deep, deep_twice, nested, too_deep] {
        let source = format!("fn a() {{ {source}; }}\n");
        let folder = project(&[("errors.toml", CATALOG), ("src/lib.rs", &source)]);
        let (code, out, err) = run(folder.path(), &["where", "user_gone"]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{}", &source[..60]);
        assert!(out.contains("src/lib.rs:1:"), "{}: {out}", &source[..60]);
    }
}

/// A mistake in every error is shown a hundred times to a user, and is never left out for a program.
#[test]
fn only_the_first_of_many_problems_are_shown() {
    let errors: String =
        (0..5_100).map(|i| format!("[errors.e{i}]\nstatus = 404\nmessage = \"M\"\nnope = 1\n")).collect();
    let folder = project(&[("errors.toml", &errors)]);
    let check = |format| run(folder.path(), &["check", "--format", format]);
    let (_, _, human) = check("human");
    assert_eq!(human.matches("error[unknown-key]").count(), 100);
    assert!(human.contains("`unknown-key` has 100 problems above and 5000 more"), "{human}");
    let (_, github, _) = check("github");
    assert_eq!(github.matches("::error ").count(), 100);
    let rest = "the option `--format json` of `check` lists all problems";
    assert!(github.ends_with(&format!("::errors.toml has 5000 more problems; {rest}\n")), "{github}");
    let (_, sarif, _) = check("sarif");
    let sarif = validate("tests/schemas/sarif.json", &sarif, "sarif");
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 5_000);
    let notification = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], format!("100 more problems; {rest}"));
    let (_, json, _) = check("json");
    assert_eq!(json.matches("\"unknown-key\"").count(), 5_100);
}

#[test]
fn only_the_first_of_many_changes_are_shown() {
    let errors: String = (0..120).map(|i| format!("[errors.e{i}]\nstatus = 404\nmessage = \"M\"\n")).collect();
    let folder = project(&[("old.toml", &errors), ("new.toml", "")]);
    let diff = |format| run(folder.path(), &["diff", "old.toml", "new.toml", "--format", format]).1;
    let human = diff("human");
    assert_eq!(human.matches("[code-removed]").count(), 100, "{human}");
    assert!(
        human.contains("  and 20 more changes; the option `--format json` of `diff` lists all changes\n"),
        "{human}"
    );
    let github = diff("github");
    assert_eq!(github.lines().count(), 102);
    let rest = "the option `--format json` of `diff` lists all changes";
    assert!(github.contains(&format!("::20 more changes; {rest}\n")), "{github}");
    let (_, github, _) =
        run(folder.path(), &["diff", "old.toml", "new.toml", "--format", "github", "--allow-rust", "minor"]);
    assert_eq!(github.matches("title=major for Rust callers").count(), 100);
    assert!(github.contains(&format!("::20 more changes for Rust callers; {rest}\n")), "{github}");
}

#[test]
fn one_more_is_not_plural() {
    let errors = |mistake: &str| -> String {
        (0..101).map(|i| format!("[errors.e{i}]\nstatus = 404\nmessage = \"M\"\n{mistake}\n")).collect()
    };
    let files = [("errors.toml", errors("nope = 1")), ("old.toml", errors("")), ("new.toml", String::new())];
    let folder = project(&files.each_ref().map(|(path, text)| (*path, text.as_str())));
    let (_, github, _) = run(folder.path(), &["check", "--format", "github"]);
    assert!(github.contains("::errors.toml has 1 more problem; "), "{github}");
    let (_, github, _) = run(folder.path(), &["diff", "old.toml", "new.toml", "--format", "github"]);
    assert!(github.contains("::1 more change; "), "{github}");
}

/// A catalog in one line: a message shows the part of the line that has the problem.
#[test]
fn a_long_line_is_shown_in_part() {
    let errors: Vec<String> =
        (0..2_000).map(|i| format!("e{i} = {{ status = 404, message = \"é\", nope = 1 }}")).collect();
    let folder = project(&[("errors.toml", &format!("errors = {{ {} }}", errors.join(", ")))]);
    let (_, _, err) = run(folder.path(), &["check"]);
    assert!(err.contains("--> errors.toml:1:4890\n") && err.contains("nope = 1 }, e100 = {"), "{err}");
    assert!(err.lines().all(|line| line.chars().count() < 1_100), "{err}");
}

/// A message quotes only the beginning and the end of a long name.
#[test]
fn a_long_name_is_shown_in_part() {
    let ty = format!("{}u8{}", "list<".repeat(100_000), ">".repeat(100_000));
    let catalog = format!("{CATALOG}fields = {{ é = \"{ty}\", b = \"{ty}\" }}\n");
    let folder = project(&[("errors.toml", &catalog)]);
    for format in ["human", "json", "github"] {
        let (code, out, err) = run(folder.path(), &["check", "--format", format]);
        assert!(code == Some(1) && out.len() + err.len() < 100_000, "{format}: {}", out.len() + err.len());
    }
}

/// A source may be a named pipe, which has no end.
#[test]
#[cfg(unix)]
fn a_pipe_is_not_searched() {
    let folder = project(&[("errors.toml", CATALOG), ("src/a.rs", "")]);
    let pipe = folder.path().join("src/lib.rs");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    for args in [&["usage"][..], &["usage", "--src", "src"], &["usage", "--src", "src/lib.rs"]] {
        let (_, _, err) = run(folder.path(), args);
        assert!(err.contains("src/lib.rs is skipped: it is a named pipe"), "{args:?}: {err}");
    }
}

/// A list of ignored files may be a named pipe, which has no end.
#[test]
#[cfg(unix)]
fn a_pipe_is_not_read_as_a_list_of_ignored_files() {
    for name in [".gitignore", "src/.gitignore", "src/deep/.ignore", ".git/info/exclude"] {
        let folder = project(&[("errors.toml", ""), ("src/deep/a.rs", ""), (".git/info/HEAD", "")]);
        let pipe = folder.path().join(name);
        assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
        assert_eq!(run(folder.path(), &["usage", "--src", "."]).0, Some(0), "{name}");
    }
}
