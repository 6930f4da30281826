//! No input makes the model panic, and every catalog that it accepts is valid.
#![allow(clippy::unwrap_used, reason = "a test may stop here")]

mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use error_catalog_model::{Catalog, Report, Span, is_unprintable};

type Files = BTreeMap<String, String>;

/// Reads a catalog, renders its diagnostics, and checks the guarantees of both.
fn examine(files: &Files) {
    let (catalog, report) = Catalog::parse_lenient("errors.toml", files);
    #[cfg(feature = "lint")]
    lint(files, &report);
    examine_report(&report);
    if !report.has_errors() {
        check_guarantees(&catalog);
    }
}

/// Applies every lint, and checks the same guarantees for its diagnostics.
#[cfg(feature = "lint")]
fn lint(files: &Files, parsed: &Report) {
    use error_catalog_model::{LintSetting, Released, Severity, rules};

    let lints = rules::all().filter(|rule| rule.is_lint());
    let settings: Vec<_> = lints.map(|rule| LintSetting { rule, severity: Severity::Warning }).collect();
    let (catalog, report) = Catalog::lint("errors.toml", files, &settings, &Released::default());
    assert_eq!(catalog.is_none(), parsed.has_errors());
    examine_report(&report);
}

fn examine_report(report: &Report) {
    for diagnostic in &report.diagnostics {
        for span in diagnostic.span.iter().chain(diagnostic.related.as_ref().map(|(span, _)| span)) {
            assert!(is_inside(report, *span), "{span:?} of {diagnostic:?}");
        }
        let text = report.render(diagnostic);
        assert!(!text.contains(|c| c != '\n' && is_unprintable(c)), "{text:?}");
    }
}

fn is_inside(report: &Report, span: Span) -> bool {
    report.files.get(span.file).is_some_and(|file| file.text.get(span.start..span.end).is_some())
}

fn check_guarantees(catalog: &Catalog) {
    let mut names = BTreeSet::new();
    let mut variants = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for error in &catalog.errors {
        let owner = error.owner.map(|owner| &catalog.errors[owner]);
        if let Some(owner) = owner {
            assert!(owner.owner.is_none() && owner.code == error.code && owner.sends_code == error.sends_code);
        }
        for code in owner.is_none().then_some(&error.code).into_iter().chain(&error.aliases) {
            assert!(names.insert(code), "two errors answer to `{code}`");
        }
        assert!(variants.insert(&error.variant), "two variants are `{}`", error.variant);
        let number = error.number.filter(|_| owner.is_none_or(|owner| owner.number != error.number));
        assert!(number.is_none_or(|number| numbers.insert(number)), "two numbers are {:?}", error.number);
        assert!((400..=599).contains(&error.status), "{}", error.status);
        let constructor = error.constructor.strip_prefix("r#").unwrap_or(&error.constructor);
        for name in [constructor, &error.variant].into_iter().chain(error.fields.iter().map(|it| it.name.as_str())) {
            assert!(is_identifier(name), "{name:?}");
        }
        assert!(!error.examples.is_empty());
        for example in &error.examples {
            assert_eq!(example.fields.len(), error.public_fields().count());
            for (field, value) in error.public_fields().zip(&example.fields) {
                assert!(field.optional || value.is_some(), "`{}` has no example", field.name);
            }
        }
        for slot in error.message.slots() {
            assert!(error.slot(slot).is_some(), "{slot}");
        }
        assert!(error.category.is_none_or(|category| category < catalog.categories.len()));
        assert!(error.location.file < catalog.files.len() && error.location.line > 0);
    }
    for retired in &catalog.retired {
        assert_eq!(names.contains(&retired.code), retired.only_number, "`{}` is retired", retired.code);
    }
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[test]
fn hostile_catalogs_do_not_cause_a_panic() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(5_000), close.repeat(5_000));
    let error = |rest: &str| format!("[errors.a]\nstatus = 400\nmessage = \"\"\n{rest}\n");
    let field = |ty: &str| error(&format!("fields.x = {{ type = {ty:?}, internal = true }}"));
    let cases = [
        String::new(),
        "\n\n\n".into(),
        "\r\n".into(),
        "\r".into(),
        "\u{feff}".into(),
        format!("\u{feff}{}", error("mesage = 1")),
        error("mesage = 1").replace('\n', "\r\n"),
        error("\tmesage\t=\t1"),
        error("\"größe\" = 1"),
        error("\"\u{9b}2J\" = 1 # \u{9b}2J"),
        error("\"\" = 1"),
        error("\"\\u0000\\u001b[31m\\n\" = 1"),
        error("docs = \"\"\"\r\n{\r\n\\\r\n\"\"\""),
        "\"\" = { \"\" = \"\" }".into(),
        "[\"\"]".into(),
        "[errors.\"\"]".into(),
        "[[errors]]".into(),
        "[errors.a]\n[[errors.a.fields]]\n[[errors.a.details]]\n[[errors.a.headers]]".into(),
        "errors = [1, \"a\", {}]\ncatalog = 1\nwire = false\nheaders = []\nlocales = 1.5".into(),
        "errors.a.status = 400\nerrors.a.message = \"a\"\nerrors.b = { status = 400, message = \"b\" }".into(),
        "errors = { a = { status = 400, message = \"\" } }\n[errors.b]".into(),
        "[errors.a.fields]\nx = \"string\"\n[errors.b]\nstatus = 400\n[errors.a]\nstatus = 400".into(),
        error("number = 99999999999999999999999999999999999999999999"),
        error("number = 0xFFFFFFFF"),
        error("details = \"{details}\"\nwire.body.details = \"{details}\""),
        format!("wire.body.details = \"{{details}}\"\n{}", error("details = [\"{details} {message}\"]")),
        error("number = 0b1\ndetails = 0o777"),
        error("details = 1e999\nexamples = [[[]]]"),
        error("details = 9223372036854775808"),
        error("details = 2024-01-22T10:30Z\nexample = { timestamp = 10:30:00 }"),
        error("example = { timestamp = \"2024-01-22T10:30:00Z # now\", retry_after = 18446744073709551616 }"),
        error(&format!("details = {}", deep("[", "]"))),
        error(&format!("details = {}", deep("{ a = ", " }"))),
        format!("[errors.{}x]", "a.".repeat(5_000)),
        format!("{}x = 1", "a.".repeat(5_000)),
        field(&deep("list<", ">")),
        field(&format!("{}string{}", "list<".repeat(20_000), ">".repeat(20_000))),
        error(&format!("fields.x = {{ type = \"any\", rust = \"{}A{}\" }}", "A<".repeat(20_000), ">".repeat(20_000))),
        error(&format!("message2 = \"{}\"", "{".repeat(10_001))),
        error(&format!("title = \"{}\"", "é".repeat(100_000))),
        error(&format!("{} = 1", "x".repeat(100_000))),
        format!("[catalog]\ninclude = [\"{}x.toml\"]", "**/".repeat(200)),
        format!("[catalog]\ninclude = [\"{}\"]", "*".repeat(2_000)),
        "[catalog]\ninclude = [\"\", \".\", \"..\", \"*\", \"**\", \"./errors.toml\", \"a/../errors.toml\"]".into(),
        "[catalog]\ninclude = [\"\\u0000\", \"*\\n\", \"é/*.toml\"]\ndocs-url = \"{{}}{code}\\n\"".into(),
        "[wire.body]\n\"\" = 1\n\"?\" = 2\n\"??\" = 3\n\"a??\" = \"{code}\"".into(),
        "[wire]\nbody = []\nmembers = { \"\" = \"a\", \".\" = \"b\" }".into(),
        "[wire.members]\n\"body.a.b.c.\" = \"\"\n[wire.example]\n\"\" = 1".into(),
        "[statuses.00404]\n[statuses.404]\n[statuses.\"+404\"]\n[statuses.-1]\n[statuses.99999999999]".into(),
        "[locales.\"\"]\n[locales.fr]\n\"\" = {}\n[locales.FR]\n[retired]\n\"\" = \"\"\na = {}".into(),
    ];
    for text in cases {
        let parts = [("errors.toml", text.as_str()), ("a/b/c/d/e/f/g/h.toml", ""), ("é.toml", "é")];
        examine(&parts.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect());
    }
}

/// A linear congruential generator (Knuth's MMIX): the same mutations on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    fn char_boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
    }
}

fn mutate(text: &str, random: &mut Random) -> String {
    const SPLICES: &[&str] = &[
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "{",
        "}",
        "[",
        "]",
        "=",
        ",",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "#",
        ".",
        "?",
        "é",
        "\u{0}",
        "{code}",
        "[errors.x]",
        "1979-05-27",
        "true",
        "-1",
        "{x:string}",
    ];
    let mut lines: Vec<&str> = text.lines().collect();
    let (one, two) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(7) {
        0 if !lines.is_empty() => {
            lines.remove(one);
        }
        1 if !lines.is_empty() => lines.insert(two, lines[one]),
        2 if !lines.is_empty() => lines.swap(one, two),
        3 => return text[..random.char_boundary(text)].to_owned(),
        4 => return text[random.char_boundary(text)..].to_owned(),
        5 if !lines.is_empty() => {
            let values = [one, two].map(|line| lines[line].split_once('=').unwrap_or((lines[line], "")));
            let swapped = [format!("{}={}", values[0].0, values[1].1), format!("{}={}", values[1].0, values[0].1)];
            lines[one] = &swapped[0];
            lines[two] = &swapped[1];
            return lines.join("\n");
        }
        _ => {
            let (start, end) = (random.char_boundary(text), random.char_boundary(text));
            let (start, end) = (start.min(end), start.max(end).min(start.min(end) + random.below(4)));
            let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            return format!("{}{}{}", &text[..start], SPLICES[random.below(SPLICES.len())], &text[end..]);
        }
    }
    lines.join("\n")
}

/// Comparing thousands of unknown names with thousands of known ones would take minutes.
#[test]
fn only_some_of_thousands_of_unknown_names_get_a_suggestion() {
    const ERRORS: usize = 1_900;
    let error = |number: usize| {
        format!("e{number:04} = {{ status = 404, message = 'M', deprecated = {{ use = 'e{number:04}x' }} }}\n")
    };
    let text = format!("[errors]\n{}", (0..ERRORS).map(error).collect::<String>());
    let (_, report) = Catalog::parse("errors.toml", &Files::from([("errors.toml".to_owned(), text)]));
    assert_eq!(report.diagnostics.len(), ERRORS);
    let suggested = report.diagnostics.iter().filter(|diagnostic| diagnostic.label.starts_with("did you mean"));
    assert_eq!(suggested.count(), 105);
}

#[test]
fn mutated_catalogs_do_not_cause_a_panic() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut catalogs: Vec<Files> = folder::fixtures().into_values().map(|path| folder::read_all(&path)).collect();
    for example in ["lumoauth", "lomi", "admin", "voyager"] {
        catalogs.push(folder::read_all(&root.join("../examples").join(example)));
    }
    catalogs.retain(|files| files.contains_key("errors.toml"));
    let start = Instant::now();
    let mut random = Random(7);
    while start.elapsed() < Duration::from_secs(4) {
        let mut files = catalogs[random.below(catalogs.len())].clone();
        for _ in 0..=random.below(3) {
            let at = random.below(files.len());
            let text = files.values_mut().nth(at).unwrap();
            *text = mutate(text, &mut random);
        }
        let report = std::panic::catch_unwind(|| examine(&files));
        assert!(report.is_ok(), "{files:#?}");
    }
}
