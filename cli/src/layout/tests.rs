#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report};
use error_catalog_outputs::build::PlannedFile;
use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

use super::{Role, means_the_same};

fn format_file(text: &str, role: Role) -> String {
    super::format_file(text, role).unwrap_or_else(|| panic!("not TOML, or a loss: {text}"))
}

#[test]
fn layout() {
    let cases = [
        ("", ""),
        ("\n\n", ""),
        ("# only\n\n\n# comments", "# only\n\n# comments\n"),
        ("[ a . 'b c' ]#x\nc=1#y\n\n\n\nd  =  2", "[a.'b c'] #x\nc = 1 #y\n\nd = 2\n"),
        ("[a]\n\nb = 1\n[[c]]\n[[c]]", "[a]\nb = 1\n\n[[c]]\n\n[[c]]\n"),
        ("a=[1,2 , 3,]\nb={x=1 ,y = { } , }\nc=[ ]", "a = [1, 2, 3]\nb = { x = 1, y = {} }\nc = []\n"),
        (
            "a = [ # first\n1 # one\n, 2, # two\n\n\n# last\n]",
            "a = [\n  # first\n  1, # one\n  2, # two\n\n  # last\n]\n",
        ),
        ("a = {\nb = 1, # one\nc = 2\n}", "a = {\n  b = 1, # one\n  c = 2,\n}\n"),
        ("a = {\nb = 1,\nc = 2\n}", "a = { b = 1, c = 2 }\n"),
        ("a = [[1, # one\n], [2]]", "a = [\n  [\n    1, # one\n  ],\n  [2],\n]\n"),
        ("a = { b = [1, # one\n] }", "a = { b = [\n  1, # one\n] }\n"),
        ("a = \"\"\"\n x  =  1 \\\n\"\"\"", "a = \"\"\"\n x  =  1 \\\n\"\"\"\n"),
        ("a = { b =\n1 }", "a = { b = 1 }\n"),
        ("a = { b # x\n =\n\n# y\n 1, # z\nc=2}", "a = {\n  # x\n  # y\n  b = 1, # z\n  c = 2,\n}\n"),
        ("a = [{ b = # x\n1 # y\n# z\n }]", "a = [\n  {\n    # x\n    b = 1, # y\n    # z\n  },\n]\n"),
        ("\na = \"\"\"\r\nx\"\"\"\nb=1", "a = \"\"\"\r\nx\"\"\"\nb = 1\n"),
        ("a=1\nb = \"\"\"\r\nx\"\"\"", "a = 1\nb = \"\"\"\r\nx\"\"\"\n"),
        ("a=1\r\nb = \'\'\'\nx\'\'\'", "a = 1\r\nb = \'\'\'\nx\'\'\'\r\n"),
        ("a = 1979-05-27 07:32:00\nb = 0xFF", "a = 1979-05-27 07:32:00\nb = 0xFF\n"),
        ("a = 1\r\n[b]\r\n", "a = 1\r\n\r\n[b]\r\n"),
        ("a = 1\n[b]\r\n", "a = 1\n\n[b]\n"),
        ("\u{feff}a=1", "\u{feff}a = 1\n"),
        ("a=1    # aligned\nbc=[\n1,  # two\n]", "a = 1    # aligned\nbc = [\n  1,  # two\n]\n"),
        ("x.y.a=1\nz=1\nx.y.b=2", "x.y.a = 1\nx.y.b = 2\nz = 1\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(format_file(text, Role::Catalog), expected, "{text}");
        assert_eq!(format_file(expected, Role::Catalog), expected, "once more: {text}");
    }
}

#[test]
fn long_lines() {
    let long = "x".repeat(60);
    let cases = [
        (format!("a = ['{long}', 'y']"), format!("a = ['{long}', 'y']\n")),
        (format!("a = ['{long}', 'y123456789']"), format!("a = [\n  '{long}',\n  'y123456789',\n]\n")),
        // TOML 1.0 does not allow line breaks there, so existing ones are kept and none are added.
        (format!("a = {{ b = '{long}', c = 123456789 }}"), format!("a = {{ b = '{long}', c = 123456789 }}\n")),
        (format!("a = {{\nb = '{long}', c = 123456789 }}"), format!("a = {{\n  b = '{long}',\n  c = 123456789,\n}}\n")),
        (format!("a = {{ b = ['{long}'], c = 1 }}"), format!("a = {{ b = ['{long}'], c = 1 }}\n")),
    ];
    for (text, expected) in cases {
        assert_eq!(format_file(&text, Role::Catalog), expected, "{text}");
        assert_eq!(format_file(&expected, Role::Catalog), expected, "once more: {text}");
    }
}

#[test]
fn order() {
    let cases = [
        // Tables and keys whose order has no meaning are sorted.
        (
            Role::Catalog,
            "[errors.a]\nmessage = ''\nstatus = 404\n[wire]\n[catalog]\ntitle = ''\nname = ''",
            "[catalog]\nname = ''\ntitle = ''\n\n[wire]\n\n[errors.a]\nstatus = 404\nmessage = ''\n",
        ),
        (
            Role::Catalog,
            "[errors.a]\nfields = { x = { example = 1, type = 'u8' } }\nretry = { cap = 1, strategy = 'no' }",
            "[errors.a]\nfields = { x = { type = 'u8', example = 1 } }\nretry = { strategy = 'no', cap = 1 }\n",
        ),
        (
            Role::Catalog,
            "errors.a.message = ''\nerrors.a.status = 404",
            "errors.a.status = 404\nerrors.a.message = ''\n",
        ),
        (
            Role::Catalog,
            "[statuses.400.path]\nwith = { z = 1, a = 1 }\ncode = ''\n[statuses.400]\njson = { code = '' }\ncode = ''",
            "[statuses.400]\ncode = ''\njson = { code = '' }\n\n[statuses.400.path]\ncode = ''\nwith = { z = 1, a = 1 }\n",
        ),
        // Tables and keys whose order has a meaning keep it.
        (
            Role::Catalog,
            "[errors.b.fields]\nz = ''\na = ''\n\n[errors.a]\n\n[categories.x]\n\n[errors.b]",
            "[errors.b]\n\n[errors.b.fields]\nz = ''\na = ''\n\n[errors.a]\n\n[categories.x]\n",
        ),
        (
            Role::Catalog,
            "[wire.body.error]\nz = 1\na = 1\n\n[wire.body]\nx = 1\n",
            "[wire.body.error]\nz = 1\na = 1\n\n[wire.body]\nx = 1\n",
        ),
        (
            Role::Catalog,
            "[[errors.a.examples]]\n[errors.a.examples.b]\n[[errors.a.examples]]\n[errors.a.examples.c]",
            "[[errors.a.examples]]\n\n[errors.a.examples.b]\n\n[[errors.a.examples]]\n\n[errors.a.examples.c]\n",
        ),
        (Role::Locale, "[b]\nmessage = ''\ntitle = ''\n\n[a]", "[b]\ntitle = ''\nmessage = ''\n\n[a]\n"),
        // Comments move with the entry that they belong to.
        (
            Role::Catalog,
            "# file\n\n# a\n[errors.a] # a2\n# head\n\n# message\nmessage = '' # end\nstatus = 404\n# after\n\n\
             # c\n[catalog]\n\n# tail",
            "# file\n\n# c\n[catalog]\n\n# a\n[errors.a] # a2\n# head\n\nstatus = 404\n# message\nmessage = '' # end\n# after\n\n\
             # tail\n",
        ),
        (Role::Catalog, "\n\n#:schema x\n[errors.a]\n", "#:schema x\n\n[errors.a]\n"),
        (Role::Catalog, "#:schema x\n[errors.a]\n[catalog]", "#:schema x\n\n[catalog]\n\n[errors.a]\n"),
    ];
    for (role, text, expected) in cases {
        assert_eq!(format_file(text, role), expected, "{text}");
        assert_eq!(format_file(expected, role), expected, "once more: {text}");
    }
}

/// The canonical order is the order of the rows in the format's reference.
#[test]
fn the_reference_has_the_same_order() {
    let page = fs::read_to_string(repository().join("docs/format.md")).unwrap();
    let headings = [
        ("## `[catalog]`", "[catalog]\n"),
        ("## `[errors.KEY]`", "[errors.a]\n"),
        ("### Fields of errors", "[errors.a.fields.b]\n"),
        ("### Sources", "[errors.a.rust]\n"),
        ("## `[wire]`", "[wire]\n"),
        ("## `[statuses.N]`", "[statuses.404]\n"),
        ("## `[categories.KEY]`", "[categories.a]\n"),
        ("## `[violations.KEY]`", "[violations.a]\n"),
        ("## `[outputs.NAME]`", "[outputs.json]\n"),
    ];
    for (heading, header) in headings {
        let section = page.split_once(&format!("\n{heading}\n")).unwrap().1;
        let rows = section.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
        let rows = rows.take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(1));
        let keys: Vec<&str> = rows.flat_map(|cell| cell.split(',')).map(|key| key.trim().trim_matches('`')).collect();
        assert!(keys.len() > 1, "{heading}");
        let line = |key: &&str| format!("{key} = 1\n");
        let right: String = keys.iter().map(line).collect();
        let wrong: String = keys.iter().rev().map(line).collect();
        assert_eq!(format_file(&format!("{header}{wrong}"), Role::Catalog), format!("{header}{right}"), "{heading}");
    }
}

#[test]
fn the_examples_are_formatted() {
    for name in ["admin", "lomi", "lumoauth", "voyager"] {
        let text = fs::read_to_string(repository().join("examples").join(name).join("errors.toml")).unwrap();
        assert_eq!(format_file(&text, Role::Catalog), text, "{name}: run `error-catalog fmt`");
    }
}

/// Formats every catalog of the repository, both unchanged and with comments and line breaks wherever TOML allows them.
#[test]
fn every_catalog_keeps_its_comments_and_its_meaning() {
    let mut paths = Vec::new();
    find_catalogs(&repository(), &mut paths);
    assert!(paths.len() > 100, "{}", paths.len());
    let mut random = fastrand::Rng::with_seed(7);
    let mut valid = 0;
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let folder = Folder::of(path.clone());
        let (_, report) = Catalog::parse(folder.main(), &folder);
        if report.diagnostics.iter().any(|diagnostic| matches!(diagnostic.rule.id, "syntax" | "merge-conflict")) {
            continue;
        }
        for round in 0..4 {
            let text = if round == 0 { text.clone() } else { disturb(&text, &mut random) };
            valid += usize::from(check(&path, &folder, &text));
        }
    }
    assert!(valid > 100, "{valid}");
}

/// Checks one text as the main file of a catalog. Returns whether it is valid.
fn check(path: &Path, folder: &Folder, text: &str) -> bool {
    let new = format_file(text, Role::Catalog);
    assert_eq!(format_file(&new, Role::Catalog), new, "{}: not stable\n{text}", path.display());
    assert_eq!(comments(&new), comments(text), "{}: comments\n{text}\n{new}", path.display());
    let name = folder.main().to_owned();
    let place = vec![PlannedFile { path: name.clone(), old: None, new: text.to_owned() }];
    let (catalog, report) = super::meaning::parse(folder, &place);
    let place = vec![PlannedFile { path: name, old: Some(text.to_owned()), new: new.clone() }];
    let (_, after) = super::meaning::parse(folder, &place);
    assert_eq!(messages(&after), messages(&report), "{}\n{text}\n{new}", path.display());
    let is_valid = catalog.is_some();
    assert!(means_the_same(catalog, folder, &place), "{}\n{text}\n{new}", path.display());
    is_valid
}

fn messages(report: &Report) -> Vec<&str> {
    let mut messages: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    messages.sort_unstable();
    messages
}

fn events(text: &str) -> Vec<Event> {
    let mut events = Vec::new();
    parse_document(&Source::new(text).lex().into_vec(), &mut events, &mut ());
    events
}

fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = events(text)
        .into_iter()
        .filter(|event| event.kind() == EventKind::Comment)
        .map(|event| text[event.span().start()..event.span().end()].trim_end())
        .collect();
    comments.sort_unstable();
    comments
}

/// Adds comments, blank lines and line breaks that do not change the meaning.
fn disturb(text: &str, random: &mut fastrand::Rng) -> String {
    let mut out = String::new();
    let mut groups = 0;
    let mut is_open = false;
    for (number, event) in events(text).into_iter().enumerate() {
        let token = &text[event.span().start()..event.span().end()];
        let comment = format!("# comment {number}");
        let luck = random.u8(..8);
        match event.kind() {
            EventKind::InlineTableClose | EventKind::ArrayClose if luck == 0 && !is_open => {
                out += &format!(" {comment}\n");
            }
            EventKind::Newline if luck < 2 && groups == 0 && !is_open => out += &format!(" {comment}"),
            _ => {}
        }
        out += token;
        match event.kind() {
            EventKind::ArrayOpen | EventKind::InlineTableOpen => groups += 1,
            EventKind::ArrayClose | EventKind::InlineTableClose => groups -= 1,
            _ => {}
        }
        is_open = event.kind() == EventKind::Comment;
        match (event.kind(), luck) {
            (EventKind::Newline, 2) => out += &format!("{comment}\n"),
            (EventKind::Newline, 3) => out += &format!("\n\n {comment} \t\n\n"),
            (EventKind::ArrayOpen | EventKind::InlineTableOpen | EventKind::ValueSep, 2) => {
                out += &format!(" {comment}\n\n  {comment} more\n");
            }
            (EventKind::ArrayOpen | EventKind::InlineTableOpen | EventKind::ValueSep, 3) => out += "\n\n",
            _ => {}
        }
    }
    out
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn find_catalogs(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && name != "target" {
            find_catalogs(&path, paths);
        } else if name.ends_with(".toml") && !["Cargo.toml", "clippy.toml", "rustfmt.toml"].contains(&name.as_str()) {
            paths.push(path);
        }
    }
}
