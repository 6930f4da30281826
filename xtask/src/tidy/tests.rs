//! Each check reports its problem in a small repository that has the problem, and reports nothing in a repository
//! without the problem.

use std::fs;

use super::source::{Source, read_sources};
use super::{Problems, circle, finished, layer, old_rust, pages, promise, published, size, targets, words};

/// The problems that a check reports in a repository with these files.
fn problems(files: &[(&str, &str)], check: impl Fn(&[Source], &mut Problems)) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut problems = Problems::default();
    check(&read_sources(root.path()).unwrap(), &mut problems);
    problems.0
}

#[test]
fn circles_are_found_through_the_root_through_super_and_in_macros() {
    let check = |files: &[(&str, &str)]| problems(files, circle::check_circles);
    let root = ("x/src/lib.rs", "mod a; mod b; pub use crate::b::*; pub use a::A;");
    let b = ("x/src/b/mod.rs", "pub struct B;");
    for (a, back) in [
        ("use crate::b::B;", "use crate::a::A;"),
        ("use crate::B;", "use crate::A;"),
        ("use crate::b;", "fn f() { super::super::a::f() }"),
        ("fn f() -> super::b::B { }", "fn f() { write!(f, \"{}\", crate::a::f()) }"),
        ("impl crate::b::B {}", "mod inner { use super::super::super::a; }"),
    ] {
        let files = [root, b, ("x/src/a.rs", a), ("x/src/b/deep.rs", back)];
        let found = check(&files);
        assert_eq!(found.len(), 1, "{a} {back}: {found:?}");
        assert!(found[0].contains("`a` uses `b` (x/src/a.rs:1)"), "{}", found[0]);
        assert!(found[0].contains("`b` uses `a` (x/src/b/deep.rs:1)"), "{}", found[0]);
        assert_eq!(check(&files[..3]), [] as [&str; 0], "{a}");
    }
    let only_tests =
        "#[cfg(test)] mod tests { use crate::a::A; }\n#[cfg(test)] mod checks;\npub(in crate::a) fn f() {}";
    let files = [root, ("x/src/a.rs", "use crate::b;"), ("x/src/b/mod.rs", only_tests)];
    assert_eq!(check(&[&files[..], &[("x/src/b/checks.rs", "use crate::a;")]].concat()), [] as [&str; 0]);
}

#[test]
fn circles_are_found_below_the_top_level() {
    let check = |parent: &str, a: &str, b: &str| {
        let files = [
            ("x/src/lib.rs", "mod p; mod q; pub use p::A; pub use crate::p::b::*;"),
            ("x/src/q.rs", "pub fn f() {}"),
            ("x/src/p/mod.rs", parent),
            ("x/src/p/a.rs", a),
            ("x/src/p/b/mod.rs", "mod deep; pub struct B; pub use self::deep::Deep;"),
            ("x/src/p/b/deep.rs", b),
        ];
        problems(&files, circle::check_circles)
    };
    let parent = "mod a; pub mod b; pub use self::a::A; pub(crate) use b::{B, Deep as D}; fn own() { b::f() }";
    for (a, b) in [
        ("use super::b::B;", "use super::super::a::A;"),
        ("use super::B;", "use crate::p::A;"),
        ("use super::D;", "use crate::A;"),
        ("use crate::B;", "use super::super::{a, own};"),
        ("use crate::{Deep, q::f};", "fn f() { crate::p::a::f() }"),
        ("fn f() { super::b::deep::f() }", "mod inner { use super::super::super::A; }"),
        ("use super::b; fn f() { b::f() }", "use super::super::*;"),
    ] {
        let found = check(parent, a, b);
        assert_eq!(found.len(), 1, "{a} {b}: {found:?}");
        assert!(found[0].starts_with("the modules of `p` in x form a circle:"), "{}", found[0]);
        assert!(found[0].contains("`a` uses `b` (x/src/p/a.rs:1)"), "{}", found[0]);
        assert!(found[0].contains("`b` uses `a` (x/src/p/b/deep.rs:1)"), "{}", found[0]);
    }
    for (a, b) in [
        ("use super::b::B;", "use super::super::own;"),
        ("use super::own;", "use super::super::A;"),
        ("use super::B;", "use super::{B, deep}; use self::inner::X; mod inner { pub struct X; }"),
        ("use crate::B;", "use crate::q::f;"),
        ("use other::b::B;", "use other::a::A;"),
        ("use super::b::B;", "#[cfg(test)] mod tests { use crate::p::a::A; }"),
    ] {
        assert_eq!(check(parent, a, b), [] as [&str; 0], "{a} {b}");
    }
    let inline = "mod a { use super::b::B; } mod b { pub struct B; use super::a; }";
    let found = problems(&[("x/src/lib.rs", "mod p;"), ("x/src/p.rs", inline)], circle::check_circles);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn imports_through_the_root_are_found() {
    let root = "mod a; pub mod b; pub use a::A; pub use crate::b::*; use other::{Other, c::C as D}; pub struct Own;";
    let check = |path: &str, text: &str| {
        problems(&[("x/src/lib.rs", root), ("x/src/b.rs", "pub fn f() {}"), (path, text)], layer::check_layers)
    };
    for (text, found) in [
        ("use crate::A;", "instead of `crate::A` write `crate::a::A`"),
        ("use super::A;", "instead of `crate::A` write `crate::a::A`"),
        ("use crate::{b, A as B}; fn f(_: B) {}", "instead of `crate::A` write `crate::a::A`"),
        ("fn f() { crate::f() }", "instead of `crate::f` write `crate::b::f`"),
        ("fn f() { println!(\"{}\", crate::f()) }", "instead of `crate::f` write `crate::b::f`"),
        ("mod inner { use crate::D; }", "instead of `crate::D` write `other::c::C`"),
    ] {
        assert_eq!(check("x/src/a.rs", text), [format!("x/src/a.rs:1: {found}")], "{text}");
    }
    for text in [
        "use crate::a::A; use super::b::f; use crate::{Own, b}; use other::Other;",
        "macro_rules! m { () => { $crate::A } }",
        "/// [`A`](crate::A)\nfn f() {}",
        "#[cfg(test)] mod tests { use crate::A; }",
    ] {
        assert_eq!(check("x/src/a.rs", text), [] as [&str; 0], "{text}");
    }
    assert_eq!(check("x/tests/a.rs", "use crate::A;"), [] as [&str; 0]);
}

#[test]
fn sizes_are_limited() {
    let check = |path: &str, text: &str| problems(&[(path, text)], size::check_sizes);
    let function = |lines: usize| format!("impl A {{\n    fn long(\n    ) {{\n{}    }}\n}}\n", "\n".repeat(lines - 3));
    assert_eq!(check("src/a.rs", &function(80)), [] as [&str; 0]);
    assert_eq!(check("src/a.rs", &function(81)), ["src/a.rs:2: `long` has 81 lines; the limit is 80"]);
    assert_eq!(check("src/a.rs", &"\n".repeat(400)), [] as [&str; 0]);
    assert_eq!(check("src/a.rs", &"\n".repeat(401)), ["src/a.rs has 401 lines; the limit is 400"]);
    let half = "\n".repeat(325);
    let macros = [("macros/src/a.rs", &*half), ("macros/src/b.rs", &half)];
    assert_eq!(problems(&macros, size::check_sizes).len(), 1);
    let comment = |marker: &str, width: usize| format!("{marker}{}\nfn f() {{}}\n", "ä".repeat(width - marker.len()));
    for marker in ["// ", "/// ", "    // ", "//! "] {
        assert_eq!(check("src/a.rs", &comment(marker, 120)), [] as [&str; 0]);
        let found = "src/a.rs:1: the comment is 121 characters wide; the limit is 120";
        assert_eq!(check("src/a.rs", &comment(marker, 121)), [found]);
    }
    for marker in ["/// | a | ", "/// <https://a.example/"] {
        assert_eq!(check("src/a.rs", &comment(marker, 121)), [] as [&str; 0]);
    }
}

#[test]
fn promises_are_kept() {
    let check = |path: &str, text: &str| problems(&[(path, text)], promise::check_promises);
    for (path, text) in [
        ("catalog/src/load.rs", "use std::fs;"),
        ("catalog/src/load.rs", "fn f() { std::fs::read(\"\"); }"),
        ("src/a.rs", "fn f() { println!(\"{:?}\", std::env::var(\"X\")); }"),
        ("outputs/src/view/mod.rs", "use std::collections::{BTreeMap, HashMap};"),
        ("cli/src/command/fmt.rs", "use std::fs; fn f() { fs::write(\"\", \"\"); }"),
        ("cli/src/command/fmt.rs", "use std::fs::File; fn f() { File::open(\"\"); }"),
        ("build/src/attribute.rs", "fn f() { std::fs::read_to_string(\"\"); }"),
        ("cli/src/command/fmt.rs", "use crate::command::check::find;"),
        ("cli/src/command/fmt/deep.rs", "use super::super::check;"),
        ("cli/src/args/mod.rs", "use crate::command::Command;"),
        ("codegen/src/rust/mod.rs", "fn render_rust() -> Result<String, Error> {}"),
        ("codegen/src/rust/mod.rs", "impl A { fn render_rust(&self) -> std::fmt::Result {} }"),
    ] {
        assert_eq!(check(path, text).len(), 1, "{path}: {text}: {:?}", check(path, text));
    }
    for (path, text) in [
        ("catalog/tests/load.rs", "use std::fs;"),
        ("catalog/src/load.rs", "#[cfg(test)] mod tests { use std::fs; }"),
        ("codegen/src/folder.rs", "use std::fs;"),
        ("cli/src/command/fmt.rs", "use std::fs; fn f() { fs::read_dir(\"\"); }"),
        ("codegen/src/read.rs", "use std::fs::File; fn f() { File::open(\"\"); }"),
        ("cli/src/command/fmt.rs", "use crate::command::fmt::layout; use crate::load;"),
        ("cli/src/command/mod.rs", "use crate::command::check::Options;"),
        ("codegen/src/rust/mod.rs", "fn write_rust() -> std::fmt::Result {}"),
    ] {
        assert_eq!(check(path, text), [] as [&str; 0], "{path}: {text}");
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let check = |path: &str, text: &str| problems(&[(path, text)], finished::check_finished);
    assert_eq!(check("x/src/lib.rs", ""), ["x/src/lib.rs does not forbid unsafe code"]);
    assert_eq!(check("src/main.rs", "#![forbid(unsafe_code)]"), [] as [&str; 0]);
    assert_eq!(check("src/a.rs", concat!("fn f() { todo", "!() }")).len(), 1);
}

#[test]
fn syntax_is_as_old_as_the_stated_rust() {
    let text = "fn f() {\n    if let Some(1) = x\n        && true {}\n    while a && let Some(1) = x {}\n}";
    let files = [("x/src/lib.rs", text), ("x/deep/src/lib.rs", text), ("x/src/b.rs", "fn f() { if let 1 = x {} }")];
    let stated = [(String::new(), [1, 90, 0]), ("x".to_owned(), [1, 85, 0]), ("x/deep".to_owned(), [1, 88, 0])];
    let found = problems(&files, |sources, problems| old_rust::check_syntax(&stated, sources, problems));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("x/src/lib.rs:2: ") && found[1].starts_with("x/src/lib.rs:4: "), "{found:?}");
}

#[test]
fn phrases_are_found_over_the_ends_of_lines_and_not_in_code() {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        fs::create_dir_all(root.path().join(path).parent().unwrap()).unwrap();
        fs::write(root.path().join(path), text).unwrap();
    };
    write(
        "README.md",
        "It is no\nfield. There is no field; it is no longer one. `It is no field`\n```\nis no field\n```\n",
    );
    write("docs/a.md", "The file\nlies in a folder.\n");
    write("src/a.rs", "/// It stands\n/// in a file.\nfn f() -> &str { \"a word of its own\" }\n");
    write("src/b.rs", "// It stands\nfn f() -> &str { \"in a file\" }\n");
    write("tests/a.rs", "// It stands in a file.\n");
    write("src/c.rs", "// It stands in for a file.\n");
    let mut problems = Problems::default();
    words::check_words(root.path(), &read_sources(root.path()).unwrap(), &mut problems).unwrap();
    assert_eq!(
        problems.0,
        [
            "docs/a.md:2: instead of \"lies in\" write \"is in\"",
            "README.md:1: instead of \"is no\" write \"is not a\"",
            "src/a.rs:1: instead of \"stands in\" write \"is in\"",
            "src/a.rs:3: instead of \"of its own\" write \"its own, before the noun\"",
        ]
    );
}

#[test]
fn missing_and_stray_files_of_packages_are_found() {
    let check = |package: &str, files: &[&str]| {
        let mut problems = Problems::default();
        published::check_files(package, files, &mut problems);
        problems.0
    };
    let usual = ["Cargo.toml", "Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "src/lib.rs"];
    let with = |file: &'static str| [usual.as_slice(), &[file]].concat();
    assert_eq!(check("error-catalog-wire", &usual), [] as [&str; 0]);
    assert_eq!(check("error-catalog-wire", &usual[..4]), ["the package error-catalog-wire does not contain README.md"]);
    for (package, file, is_stray) in [
        ("error-catalog-wire", "tests/fixtures/a.toml", true),
        ("error-catalog-wire", "docs/format.md", true),
        ("error-catalog-model", "tests/fixtures/a.toml", false),
        ("error-catalog-model", "tests/fixtures/a.rs", true),
        ("error-catalog", "docs/format.md", false),
        ("error-catalog", "tests/fixtures/smallest.toml.orig", true),
    ] {
        assert_eq!(!check(package, &with(file)).is_empty(), is_stray, "{package} {file}");
    }
}

#[test]
fn links_that_do_not_work_on_docs_rs_are_found() {
    let check = |text: &str| {
        let mut problems = Problems::default();
        pages::check_links("docs/a.md", text, "[b.md#c]: crate::b#c\n", &mut problems);
        problems.0.len()
    };
    for (text, found) in [
        ("[c](#c), [site](https://example.com)", 0),
        ("a [c](b.md#c) and [rules](rules/x.md)", 2),
        ("[c][b.md#c]\n\n[b.md#c]: b.md#c", 0),
        ("[d][b.md#d]\n\n[b.md#d]: b.md#d\n[x]: https://example.com", 1),
        ("```\n[c](b.md)\n```", 0),
    ] {
        assert_eq!(check(text), found, "{text}");
    }
}

#[test]
fn links_that_lead_nowhere_are_found() {
    let repository = env!("CARGO_PKG_REPOSITORY");
    for (link, found) in [
        ("[a](b.md)", 0),
        ("[a](b.md#one-two)", 0),
        ("[a](b.md#one-two-1)", 0),
        ("[a](#here), [a](../docs/b.md#key)", 0),
        (&format!("[a]: {repository}/blob/main/docs/b.md#key"), 0),
        ("[a](https://example.com/b.md)", 0),
        ("[a](c.md)", 1),
        ("[a](b.md#one), [a](#there)", 2),
        ("[a]: b.md#code", 1),
        (&format!("[a]: {repository}/tree/main/b.md"), 1),
    ] {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("docs")).unwrap();
        let text = "# One, two\n## One two\n### `[key]`\n```sh\n# code\n```\n";
        fs::write(root.path().join("docs/b.md"), text).unwrap();
        fs::write(root.path().join("docs/a.md"), format!("# Here\n\n{link}\n")).unwrap();
        let mut problems = Problems::default();
        targets::check_page(root.path(), "docs/a.md", &mut problems).unwrap();
        assert_eq!(problems.0.len(), found, "{link}: {:?}", problems.0);
    }
}
