//! The command line without color shows the same text as `Report::render`.

use std::fs;
use std::path::Path;

use annotate_snippets::Renderer;
use error_catalog_cli::render_diagnostic;
use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Diagnostic, Report, SourceFile, Span, rules};

const TEXT: &str = "\
[errors.user_not_found]
message = \"No such user\"
\tstatus = 404
titel = \"Größe — 名前\" # wide
message = \"\"\"
twice\r
\"\"\"

x = 1  \r
cafe\u{301} = \"\u{1b}[31m \u{202e} \u{9b}2J \u{1f600}\" # odd
y = 2";

/// The span of `what` in the text of the catalog.
fn at(what: &str) -> Span {
    let start = TEXT.find(what).unwrap();
    Span { file: 0, start, end: start + what.len() }
}

fn empty(start: usize) -> Span {
    Span { file: 0, start, end: start }
}

#[test]
fn both_forms_agree() {
    let other = Span { file: 1, start: 0, end: 1 };
    let new = |span| Diagnostic::new(&rules::WRONG_TYPE, span, "this is `wrong`");
    let cases = [
        new(at("404")),
        new(at("404")).with_label("a label"),
        new(at("404")).with_help("one").with_help("two"),
        new(at("404")).with_label("a label").with_help("one"),
        new(at("titel")).with_label("an unknown key"),
        new(at("Größe")).with_label("two bytes"),
        new(at("名前")).with_label("wide"),
        new(at("# wide")).with_label("after wide"),
        new(at("\"\"\"\ntwice\r\n\"\"\"")).with_label("several lines"),
        new(at("x = 1")).with_label("before CRLF"),
        new(at("cafe\u{301}")).with_label("a combining mark"),
        new(at("# odd")).with_label("after \u{1b}[31m \u{202e}").with_help("\u{7}"),
        new(at("y = 2")).with_label("at the end"),
        new(empty(TEXT.len())).with_label("after the end"),
        new(empty(TEXT.find("\nx = 1").unwrap())).with_label("an empty line"),
        new(empty(0)).with_label("the beginning"),
        new(at("message = \"\"\"")).with_label("again").with_related(at("message = \"N"), "first"),
        new(at("titel")).with_label("first").with_related(at("message = \"\"\""), "second").with_help("one"),
        new(at("titel")).with_label("here").with_related(at("# wide"), "on the same line"),
        new(at("# wide")).with_label("here").with_related(at("titel"), "on the same line"),
        new(at("message = \"N")).with_label("here").with_related(at("\tstatus"), "on the next line"),
        new(at("y = 2")).with_label("here").with_related(other, "in another file").with_help("one"),
        new(at("y = 2")).with_related(other, ""),
        Diagnostic::new(&rules::CODE_STYLE, at("404"), "this may be wrong"),
    ];
    let files = [("errors.toml", TEXT), ("parts/more.toml", "z = 3\n")];
    let files = files.map(|(path, text)| SourceFile { path: path.into(), text: text.into() });
    let report = Report::new(files.into(), Vec::new());
    let placeless = cases.iter().cloned().map(|mut diagnostic| {
        (diagnostic.span, diagnostic.related) = (None, None);
        diagnostic
    });
    assert_alike(&report, cases.iter().cloned().chain(placeless));
}

#[test]
fn both_forms_agree_on_real_catalogs() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [here.join("tests/cmd"), here.join("../catalog/tests/fixtures")];
    let fixtures = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut compared = 0;
    for fixture in fixtures {
        let folder = Folder::of(fixture.unwrap().path().join("errors.toml"));
        let (_, report) = Catalog::parse(folder.main(), &folder);
        assert_alike(&report, report.diagnostics.iter().cloned());
        compared += report.diagnostics.len();
    }
    assert!(compared > 10, "{compared}");
}

fn assert_alike(report: &Report, diagnostics: impl Iterator<Item = Diagnostic>) {
    let renderer = Renderer::plain().term_width(10_000);
    let differences: Vec<String> = diagnostics
        .map(|diagnostic| (render_diagnostic(report, &diagnostic, &renderer), report.render(&diagnostic)))
        .filter(|(rendered, plain)| rendered != plain)
        .map(|(rendered, plain)| format!("{rendered}\n--- plain:\n{plain}\n"))
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
