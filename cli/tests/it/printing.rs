//! Whatever a catalog, a path or an argument contains, the text that a command prints cannot control a terminal, a
//! build server or a page on GitHub.

use std::fs;

use serde_json::Value;

use crate::hostile::{HOSTILE, hostile};
use crate::support::{git, project, run};

/// Text that would be a command, a style, a title of a terminal, hidden text and a mention. Each piece has its own
/// words, so that a test can find out where a piece is from.
const EVIL: &str = "a\n::set-output name=b::c\r\n \t::error::d\u{1b}[5m##[error]e ##vso[f] ##teamcity[g]\u{1b}]0;h\u{7}\
                    \u{9b}2J\u{7f}\u{202e}\u{2066}i\u{200b}\u{e0041}\u{feff}\u{85}\u{2028} x `\\| @octocat #1 <b>j";

/// What a command prints on stdout. On stderr, every command prints text for people, except `import --report json`.
#[derive(Clone, Copy, PartialEq)]
enum Stdout {
    Human,
    Json,
    Github,
    Markdown,
}

/// A file name that consists of hostile text.
fn name(evil: &str, extension: &str) -> String {
    format!("{}.{extension}", evil.replace('/', ""))
}

/// A folder with a catalog, its older version and its lock, a broken catalog, a page to import, and source.
fn folder(evil: &str) -> tempfile::TempDir {
    let toml = |text: &str| Value::from(text).to_string().replace('\u{7f}', "\\u007f");
    let catalog = hostile(evil).replace("[catalog]", "[catalog]\nversion = \"1.0.0\"");
    let catalog = format!("{catalog}\n[errors.third]\nstatus = 404\nmessage = 'Plain'\n");
    let old = catalog.replace("status = 404", "status = 410").replace("message = \"", "message = \"An older text: ");
    let old = old.replace("[errors.third]", "[errors.fourth]\nnumber = 7");
    let quoted = toml(evil);
    let broken = format!(
        "# ##[error]quoted \u{202e}\u{9b}\n{quoted} = 1 # ##[error]quoted \u{202e}\u{9b}\n[errors.aa]\nstatus = {quoted}\n\
         message = '{{nope}} ##[stop-commands]tok'\n[errors.bb]\nstatus = 404\nmessage = \"a\"\nfields = {{ {quoted} =\n\
         {quoted} }}\ncategory = {quoted}\ncode = {quoted}\nheaders = {{ {quoted} = {quoted} }}\n[{quoted}]\n[outputs.{quoted}]\n\
         path = {quoted}\n[lints]\n{quoted} = {quoted}\n[statuses.{quoted}]\n[locales.{quoted}]\n{quoted} = 1\n[catalog]\n\
         include = [{quoted}]\n"
    );
    let source = "fn f() -> Error { Error::first() }\n#[test]\nfn ##[error] \u{1b}[5m\n";
    let rust = "const A: &str = \"thirt ##[error]\"; // \u{1b}[5m\nfn f() { g(\"third\"); } // ##[error]\u{202e}\n";
    let page = format!(
        "| Code | Status | Message |\n|---|---|---|\n| `a_b` | 404 | {0} |\n| `{0}` | 4 | x |\n",
        evil.replace('\n', " ")
    );
    let csv = format!("code,status,message\na_b,{quoted},{quoted}\n\"{}\",404,x\n", evil.replace('"', ""));
    project(&[
        ("errors.toml", &catalog),
        ("old.toml", &old),
        ("broken.toml", &broken),
        (&name(evil, "toml"), &broken),
        (&name(evil, "md"), &page),
        (&name(evil, "csv"), &csv),
        (&format!("src/{}", name(evil, "rs")), source),
        ("src/lib.rs", rust),
    ])
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{200b}\u{e0041}\u{feff}\u{2028}".contains(c)
}

/// Whether GitHub, Azure or TeamCity would run a line as a command. No name of a command begins with a colon.
fn is_command(line: &str) -> bool {
    let start = line.trim_start();
    let opens = ["##[", "##vso[", "##teamcity["].iter().any(|opening| line.contains(opening));
    opens || (start.starts_with("::") && !start.starts_with(":::"))
}

/// Returns what is unsafe in the output of a command.
fn problems(text: &str, kind: Stdout) -> Vec<String> {
    let mut found = Vec::new();
    let plain = anstream::adapter::strip_str(text).to_string();
    // Stripping removes control characters, so only styles may be missing.
    let styles = text.matches("\u{1b}[").count();
    if text.contains("\u{1b}[5m") || text.matches('\u{1b}').count() != styles {
        found.push("an escape sequence of the input".to_owned());
    }
    found.extend(EVIL.chars().find(|c| is_unsafe(*c) && plain.contains(*c)).map(|c| format!("{c:?}")));
    let starts = ["::error ", "::warning ", "::notice "];
    found.extend(plain.lines().filter_map(|line| match kind {
        Stdout::Github => (!starts.iter().any(|start| line.starts_with(start))).then(|| line.to_owned()),
        Stdout::Human | Stdout::Json | Stdout::Markdown => is_command(line).then(|| line.to_owned()),
    }));
    if kind == Stdout::Json {
        found.extend(serde_json::from_str::<Value>(text).err().map(|error| error.to_string()));
    }
    found
}

/// Runs every command with a text in every place, and returns what is unsafe in the outputs.
fn run_all(evil: &str) -> Vec<String> {
    let (toml, md, csv) = (name(evil, "toml"), name(evil, "md"), name(evil, "csv"));
    let folder = folder(evil);
    let here = folder.path();
    git(here, &["init", "--quiet"]);
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "-m", evil]);
    let (code, out, err) = run(here, &["release", "old.toml"]);
    assert_eq!(code, Some(0), "{out}{err}");
    let commands: &[(&[&str], Stdout)] = &[
        (&["check"], Stdout::Human),
        (&["check", "old.toml", "errors.toml", "broken.toml", &toml], Stdout::Human),
        (&["check", "broken.toml", &toml, "--format", "json"], Stdout::Json),
        (&["check", "broken.toml", &toml, "--format", "sarif"], Stdout::Json),
        (&["check", "broken.toml", &toml, "--format", "github"], Stdout::Github),
        (&["check", "errors.toml", "--lock", "old.lock"], Stdout::Human),
        (&["check", "errors.toml", "--lock", "old.lock", "--format", "github"], Stdout::Github),
        (&["diff", "old.toml", "errors.toml"], Stdout::Human),
        (&["diff", "old.toml", "errors.toml", "--format", "json"], Stdout::Json),
        (&["diff", "old.toml", "errors.toml", "--format", "github"], Stdout::Github),
        (&["diff", "old.toml", "errors.toml", "--format", "markdown"], Stdout::Markdown),
        (&["diff", "old.lock", "errors.toml"], Stdout::Human),
        (&["diff", "--against", "HEAD", &toml], Stdout::Human),
        (&["diff", "--against", evil, "errors.toml"], Stdout::Human),
        (&["release", "errors.toml", "--lock", "old.lock", "--dry-run"], Stdout::Human),
        (&["release", "errors.toml", "--reworded", evil], Stdout::Human),
        (&["release", "errors.toml", "--lock", &name(evil, "lock")], Stdout::Human),
        (&["explain", "first"], Stdout::Human),
        (&["explain", "first", "--format", "json"], Stdout::Json),
        (&["explain", "gone"], Stdout::Human),
        (&["explain", evil], Stdout::Human),
        (&["explain", "first", "--locale", evil], Stdout::Human),
        (&["list"], Stdout::Human),
        (&["list", "--format", "json"], Stdout::Json),
        (&["list", "--category", evil], Stdout::Human),
        (&["where", "third"], Stdout::Human),
        (&["where", "third", "--format", "json"], Stdout::Json),
        (&["where", evil, "--src", evil], Stdout::Human),
        (&["usage"], Stdout::Human),
        (&["usage", "--format", "json"], Stdout::Json),
        (&["usage", "--deny", evil], Stdout::Human),
        (&["import", &md, "-o", "new.toml"], Stdout::Human),
        (&["import", &csv, "-o", "out/a.toml"], Stdout::Human),
        (&["import", &csv, "--force", "-o", &name(evil, "toml")], Stdout::Human),
        (&["import", &csv, "--report", "json", "--force", "-o", "new.toml"], Stdout::Human),
        (&["import", evil], Stdout::Human),
        (&["fmt", "--check", "broken.toml", "errors.toml", &toml], Stdout::Human),
        (&["generate", "--check", "errors.toml"], Stdout::Human),
        (&["render", "json", evil], Stdout::Human),
        (&["render", evil], Stdout::Human),
        (&["init", &name(evil, "toml")], Stdout::Human),
        (&["man", evil], Stdout::Human),
        (&["completions", evil], Stdout::Human),
        (&[evil], Stdout::Human),
        (&["check", &format!("--{evil}")], Stdout::Human),
        (&["check", "--deny", evil], Stdout::Human),
    ];
    let mut found = Vec::new();
    for (args, kind) in commands {
        for color in ["--color=always", "--color=never"] {
            let (_, out, err) = run(here, &[&[color], *args].concat());
            assert!(!out.is_empty() || !err.is_empty(), "{args:?} prints nothing");
            let problems = problems(&out, *kind).into_iter().chain(problems(&err, Stdout::Human));
            found.extend(problems.map(|problem| format!("{color} {args:?}: {problem}")));
        }
    }
    found
}

#[test]
fn what_is_printed_cannot_command() {
    // A line that would be a command loses its styles, so the second text has only styles.
    for evil in [EVIL, "a\u{1b}[5mb\u{202e}c"] {
        let found = run_all(evil);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

/// A key, a quoted line and a slot are not commands of a runner.
#[test]
fn a_diagnostic_is_not_a_command() {
    let toml = "\"z\\n::set-output name=report::/etc/passwd\" = 1\n\"##[set-output name=report]/etc/passwd\" = 1\n\
                [errors.bb]\nstatus = 404\nmessage = \"{nope} ##[stop-commands]tok\"\n";
    let folder = project(&[("errors.toml", toml)]);
    let (code, _, err) = run(folder.path(), &["check"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("unknown key `z␊::set-output name=report::/etc/passwd`"), "{err}");
    assert!(err.contains("\"##\\[set-output name=report]/etc/passwd\" = 1"), "{err}");
    assert!(err.contains("{nope} ##\\[stop-commands]tok"), "{err}");
}

/// Data reaches stdout byte by byte, even if stdout removes styles from other text.
#[test]
fn render_prints_what_generate_writes() {
    for text in HOSTILE.iter().chain([&EVIL]) {
        let outputs = "[outputs.markdown]\npath = \"a.md\"\n\n[outputs.json]\npath = \"a.json\"\n\n[outputs.rust]\npath = \"a.rs\"\n";
        let folder = project(&[("errors.toml", &format!("{}\n{outputs}", hostile(text)))]);
        let (code, out, err) = run(folder.path(), &["generate"]);
        assert_eq!(code, Some(0), "{out}{err}");
        for (kind, path) in [("markdown", "a.md"), ("json", "a.json"), ("rust", "a.rs")] {
            for color in ["--color=always", "--color=never"] {
                let (_, out, _) = run(folder.path(), &["render", kind, color]);
                assert_eq!(out, fs::read_to_string(folder.path().join(path)).unwrap(), "{kind} of {text:?}");
            }
        }
    }
}
