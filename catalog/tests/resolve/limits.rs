//! The limits of a catalog: a catalog is valid at a limit, and too large above the limit.

use std::collections::BTreeMap;
use std::fmt::Display;

use error_catalog_model::{Catalog, Diagnostic};

type Files = BTreeMap<String, String>;

const ERROR: &str = "[errors.a]\nstatus = 400\nmessage = 'a'\n";

fn repeat<T: Display>(count: usize, part: impl Fn(usize) -> T) -> String {
    (0..count).map(|index| part(index).to_string()).collect()
}

fn one(text: String) -> Files {
    Files::from([("errors.toml".to_owned(), text)])
}

/// Files that include each other, as a chain.
fn chain(count: usize) -> Files {
    let name = |at| if at == 0 { "errors.toml".to_owned() } else { format!("f{at}.toml") };
    let file = |at| if at + 1 < count { format!("catalog.include = '{}'", name(at + 1)) } else { String::new() };
    (0..count).map(|at| (name(at), file(at))).collect()
}

/// A limit, a catalog with a number of parts, and the problem of a catalog with one part more.
type Row = (usize, fn(usize) -> Files, &'static str);

const ROWS: &[Row] = &[
    (
        65_534,
        |count| one(format!("{ERROR}aliases = [{}]", repeat(count - 1, |at| format!("'b{at}',")))),
        "a catalog cannot have 65535 codes",
    ),
    (
        65_534,
        |count| one(repeat(count, |at| format!("[categories.c{at}]\n"))),
        "a catalog cannot have 65535 categories",
    ),
    (
        200,
        |count| {
            one(format!(
                "{ERROR}[errors.a.fields]\n{}",
                repeat(count, |at| format!("f{at} = {{ type = 'u8', internal = true }}\n"))
            ))
        },
        "error `a` has too many fields",
    ),
    (
        100,
        |count| one(format!("{ERROR}[errors.a.headers]\n{}", repeat(count, |at| format!("x{at} = 'a'\n")))),
        "error `a` has too many headers",
    ),
    (
        100,
        |count| one(format!("[headers]\n{}", repeat(count, |at| format!("x{at} = 'a'\n")))),
        "the catalog has too many headers",
    ),
    (1_000, |count| one(format!("wire.body.a.b = [{}]", repeat(count - 2, |_| "1,"))), "the body has 1001 values"),
    (
        6_553,
        |count| one(format!("wire.body.a = [{{ '*' = '{{violations}}', b = '{}' }}]\n{ERROR}", "{code}".repeat(count))),
        "an element with `*` contains too many slots",
    ),
    (
        100,
        |count| one(format!("catalog.include = [{}]", repeat(count, |at| format!("'b{at}*.toml',")))),
        "the catalog includes too many patterns",
    ),
    (4_096, |count| one(format!("catalog.include = '{}*'", "b".repeat(count - 1))), "a pattern is too long"),
    (100, chain, "the chain of includes is too long"),
];

#[test]
fn a_catalog_above_a_limit_is_too_large() {
    for (limit, files, problem) in ROWS {
        let problems = |count| -> Vec<String> {
            let show = |problem: &Diagnostic| format!("{}: {}", problem.rule.id, problem.message);
            Catalog::parse("errors.toml", &files(count)).1.diagnostics.iter().map(show).collect()
        };
        assert_eq!(problems(*limit), [""; 0], "{problem}");
        assert_eq!(problems(limit + 1), [format!("too-large: {problem}")]);
    }
}

/// A search for similar names in a large folder takes time.
#[test]
fn only_some_missing_files_get_a_suggestion() {
    let mut files = one(format!("catalog.include = [{}]", "'bcd.tom',".repeat(105)));
    files.insert("bcd.toml".to_owned(), String::new());
    let (_, report) = Catalog::parse("errors.toml", &files);
    let suggested = report.diagnostics.iter().filter(|problem| problem.label == "did you mean `bcd.toml`?");
    assert_eq!((report.diagnostics.len(), suggested.count()), (105, 100));
}
