//! Every kind of output with every catalog, and a kind that only this test has.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use error_catalog_model::{Catalog, Diagnostic, Report, is_unprintable, nearest};
use error_catalog_outputs::build::{Plan, Replace, plan_outputs};
use error_catalog_outputs::check::check_outputs;
use error_catalog_outputs::json::{Internal, render_json};
use error_catalog_outputs::registry::{Comment, KINDS, Kind, OptionSpec, Options, Values};
use error_catalog_outputs::view::View;

use crate::support::{HOSTILE, hostile, parse};

/// The checks that apply to every row.
#[test]
fn rows_are_described() {
    let mut names = Vec::new();
    for Kind { name, summary, extension, options, feature, render, .. } in KINDS.iter().chain([&TOY]) {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        assert!(!names.contains(name), "{name} occurs twice");
        names.push(*name);
        assert!(!summary.is_empty() && !summary.ends_with('.') && !extension.contains('.'), "{name}");
        assert!(render.is_some() || feature.is_some(), "{name} has neither a renderer nor a feature");
        for OptionSpec { name: option, summary, values } in *options {
            assert_eq!(
                nearest(option, &["kind", "path", "region"]),
                None,
                "`{option}` of {name} resembles a common key"
            );
            assert!(!summary.is_empty() && !summary.ends_with('.'), "{name}.{option}");
            assert!(!matches!(values, Values::OneOf([])), "{name}.{option}");
        }
    }
}

fn catalogs() -> Vec<(String, String)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let examples = ["admin", "lomi", "lumoauth", "voyager"].map(|name| {
        let text = fs::read_to_string(examples.join(name).join("errors.toml")).unwrap();
        // This test adds other outputs.
        let tables = text.split("\n[").filter(|table| !table.starts_with("outputs."));
        (name.to_owned(), tables.collect::<Vec<_>>().join("\n["))
    });
    let hostile = HOSTILE.iter().map(|text| (format!("{text:?}"), hostile(text)));
    let mut large = String::from("[errors]\n");
    for n in 0..10_000 {
        let _ = writeln!(large, "e{n} = {{ status = 400, message = \"No {{x}} in {n}\", fields.x = \"string\" }}");
    }
    let others = [("none".to_owned(), String::new()), ("large".to_owned(), large)];
    examples.into_iter().chain(hostile).chain(others).collect()
}

#[test]
fn every_kind_renders_every_catalog() {
    for (name, toml) in catalogs() {
        let (catalog, again) = (parse("errors.toml", &toml), parse("errors.toml", &toml));
        let (view, again) = (View::of(&catalog), View::of(&again));
        for kind in KINDS.iter().chain([&TOY]) {
            let Some(render) = kind.render else { continue };
            let options = Options::given(kind, &[]);
            let text = render(&view, &options);
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{} of {name} ends in one line break", kind.name);
            let unprintable = text.chars().find(|c| is_unprintable(*c) && !matches!(c, '\n' | '\t'));
            assert_eq!(unprintable, None, "{} of {name} has an unprintable character", kind.name);
            assert!(text == render(&again, &options), "{} of {name} differs between renderings", kind.name);
        }
    }
}

/// Escapes and added white space do not change the values in a JSON document.
#[test]
fn json_keeps_every_character() {
    for text in HOSTILE {
        let catalog = parse("errors.toml", &hostile(text));
        let document: serde_json::Value =
            serde_json::from_str(&render_json(&View::of(&catalog), Internal::Shown)).unwrap();
        assert_eq!(document["description"], catalog.description.as_deref().unwrap());
        let message = catalog.errors[0].message.to_string();
        assert_eq!(document["errors"][0]["message"], message.as_str());
        assert_eq!(document["errors"][0]["examples"][0]["body"]["detail"], *text);
    }
}

fn plan(catalog: &Catalog, path: &str, page: Option<&str>, kinds: &[Kind]) -> Plan {
    let files: BTreeMap<String, String> = page.map(|page| (path.to_owned(), page.to_owned())).into_iter().collect();
    plan_outputs(catalog, &files, kinds, Replace::EarlierOutputs)
}

fn rendered(catalog: &Catalog, diagnostics: Vec<Diagnostic>) -> String {
    let report = Report::new(catalog.files.clone(), diagnostics);
    let blocks: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    blocks.join("\n\n")
}

/// A region is written between its markers and is then up to date. Otherwise the output is refused.
#[test]
fn every_kind_is_a_region_or_refused() {
    let kinds = KINDS.iter().chain([&TOY]).filter(|kind| kind.template_option().is_none());
    let kinds: Vec<&Kind> = kinds.collect();
    for (name, toml) in catalogs().iter().filter(|(name, _)| name != "large") {
        for kind in &kinds {
            let rows = std::slice::from_ref(*kind);
            let outputs = format!("[outputs.{}]\npath = \"out\"\nregion = \"here\"\n", kind.name);
            let catalog = parse("errors.toml", &format!("{toml}\n{outputs}"));
            let problems = check_outputs(&catalog, rows);
            let ids: Vec<&str> = problems.iter().map(|problem| problem.rule.id).collect();
            let Some(comment) = kind.region.map(|region| region(&Options::given(kind, &[]))) else {
                assert_eq!(ids, ["output-region"], "{} of {name}", kind.name);
                continue;
            };
            assert_eq!(ids, [""; 0], "{} of {name}", kind.name);
            let begin = comment.around("error-catalog:begin here");
            let end = comment.around("error-catalog:end");
            let page = format!("before\n{begin}\nold\n{end}\nafter\n");
            let planned = plan(&catalog, "out", Some(&page), rows);
            let Some(file) = planned.files.first().filter(|_| !planned.report.has_errors()) else {
                let ids: Vec<&str> = planned.report.diagnostics.iter().map(|problem| problem.rule.id).collect();
                assert_eq!(ids, ["region-marker"], "{} of {name}", kind.name);
                continue;
            };
            assert!(file.new.starts_with(&format!("before\n{begin}\n")), "{} of {name}", kind.name);
            assert!(file.new.ends_with(&format!("\n{end}\nafter\n")), "{} of {name}", kind.name);
            assert!(!plan(&catalog, "out", Some(&file.new), rows).files[0].is_stale(), "{} of {name}", kind.name);
        }
    }
}

/// A complete kind: a row with options, and a renderer.
const TOY: Kind = Kind {
    name: "toy",
    summary: "The codes, one per line",
    extension: "txt",
    region: Some(|_| Comment { open: "#", close: "" }),
    options: &[
        OptionSpec { name: "loud", values: Values::Flag, summary: "Write in upper case" },
        OptionSpec { name: "bullet", values: Values::OneOf(&["-", "*"]), summary: "Begin each line with this" },
        OptionSpec { name: "heading", values: Values::Text, summary: "Write this line first" },
    ],
    language: None,
    feature: None,
    render: Some(render_toy),
};

fn render_toy(view: &View<'_>, options: &Options<'_>) -> String {
    let mut text = options.text("heading").map_or_else(|| "codes\n".to_owned(), |heading| format!("{heading}\n"));
    for error in &view.catalog.errors {
        let code = if options.flag("loud") { error.code.to_uppercase() } else { error.code.clone() };
        let _ = writeln!(text, "{} {}", options.text("bullet").unwrap_or_default(), code.escape_default());
    }
    text
}

/// A row of the real table, in addition to the toy.
const MARKDOWN: Kind = Kind {
    name: "markdown",
    summary: "The reference",
    extension: "md",
    region: Some(|_| Comment::HTML),
    options: &[],
    language: None,
    feature: None,
    render: Some(|_, _| String::from("reference\n")),
};

const UNBUILT: Kind = Kind {
    name: "book",
    summary: "A page for each error",
    extension: "html",
    region: None,
    options: &[],
    language: None,
    feature: Some("html"),
    render: None,
};

const ERROR: &str = "\n[errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";

#[test]
fn a_kind_is_a_row() {
    let kinds = [TOY, MARKDOWN];
    let outputs = "[outputs.toy]\npath = \"a.txt\"\nloud = true\n\
                   [outputs.list]\nkind = \"toy\"\npath = \"b.txt\"\nbullet = \"*\"\nheading = \"All\"\n\
                   [outputs.part]\nkind = \"toy\"\npath = \"c.txt\"\nregion = \"codes\"\n";
    let catalog = parse("errors.toml", &format!("{outputs}{ERROR}"));
    assert_eq!(rendered(&catalog, check_outputs(&catalog, &kinds)), "");
    let page = "# error-catalog:begin codes\n# error-catalog:end\n";
    let plan = plan(&catalog, "c.txt", Some(page), &kinds);
    let texts: Vec<(&str, &str)> = plan.files.iter().map(|file| (file.path.as_str(), file.new.as_str())).collect();
    let region = "# error-catalog:begin codes\n\ncodes\n- oops\n\n# error-catalog:end\n";
    assert_eq!(texts, [("a.txt", "codes\n- OOPS\n"), ("b.txt", "All\n* oops\n"), ("c.txt", region)]);
}

/// Two outputs of one kind: a page and a region of another page.
#[test]
fn a_kind_can_be_written_twice() {
    let outputs = "[outputs.markdown]\npath = \"docs/errors.md\"\n\
                   [outputs.readme]\nkind = \"markdown\"\npath = \"README.md\"\nregion = \"errors\"\n";
    let catalog = parse("errors.toml", &format!("{outputs}{ERROR}"));
    let page = "# Shop\n<!-- error-catalog:begin errors -->\n<!-- error-catalog:end -->\n";
    let plan = plan(&catalog, "README.md", Some(page), KINDS);
    assert!(!plan.report.has_errors());
    assert!(plan.files[0].new.contains("\n# Errors\n") && !plan.files[1].new.contains("\n# Errors\n"));
    assert!(plan.files[1].new.contains("## Error codes"), "{}", plan.files[1].new);
}

/// Outputs that cannot be generated, and the expected reports.
const REFUSED: &[(&str, &str)] = &[
    (
        "[outputs.mark-down]\npath = \"a\"\n",
        "\
error[output-kind]: unknown output kind `mark-down`
 --> errors.toml:1:1
  |
1 | [outputs.mark-down]
  | ^^^^^^^^^^^^^^^^^^^ did you mean `markdown`?
  |
  = help: expected one of `toy`, `markdown` and `book`
  = help: the name of an output is also its kind, unless the key `kind` is set",
    ),
    (
        "[outputs.page]\nkind = \"openapi\"\npath = \"a\"\n",
        "\
error[output-kind]: unknown output kind `openapi`
 --> errors.toml:2:1
  |
2 | kind = \"openapi\"
  | ^^^^^^^^^^^^^^^^ expected one of `toy`, `markdown` and `book`",
    ),
    (
        "[outputs.book]\npath = \"a\"\n",
        "\
error[output-feature]: an output of kind `book` needs the feature `html`
 --> errors.toml:1:1
  |
1 | [outputs.book]
  | ^^^^^^^^^^^^^^
  |
  = help: enable the feature `html` of `error-catalog-build` or `error-catalog-cli`",
    ),
    (
        "[outputs.toy]\npath = \"a\"\nlouder = true\nbullet = \"+\"\nheading = 1\n",
        "\
error[output-option]: unknown key `louder` in an output of kind `toy`
 --> errors.toml:3:1
  |
3 | louder = true
  | ^^^^^^^^^^^^^ did you mean `loud`?
  |
  = help: expected one of `kind`, `path`, `region`, `loud`, `bullet` and `heading`

error[output-option]: unknown value `+` of `bullet`
 --> errors.toml:4:1
  |
4 | bullet = \"+\"
  | ^^^^^^^^^^^^ did you mean `-`?
  |
  = help: expected one of `-` and `*`

error[output-option]: `heading` must be a string
 --> errors.toml:5:1
  |
5 | heading = 1
  | ^^^^^^^^^^^",
    ),
    (
        "[outputs.toy]\npath = \"a\"\nloud = 1\nbullet = 2\n",
        "\
error[output-option]: `loud` must be `true` or `false`
 --> errors.toml:3:1
  |
3 | loud = 1
  | ^^^^^^^^

error[output-option]: `bullet` must be `\"-\"` or `\"*\"`
 --> errors.toml:4:1
  |
4 | bullet = 2
  | ^^^^^^^^^^",
    ),
];

#[test]
fn reports_outputs_that_cannot_be_generated() {
    let kinds = [TOY, MARKDOWN, UNBUILT];
    for (outputs, expected) in REFUSED {
        let catalog = parse("errors.toml", &format!("{outputs}{ERROR}"));
        let found = check_outputs(&catalog, &kinds);
        // The plan reports the same problems.
        let plan = plan(&catalog, "a", None, &kinds);
        assert_eq!(rendered(&catalog, plan.report.diagnostics), *expected);
        assert_eq!(rendered(&catalog, found), *expected);
        assert!(plan.files.is_empty());
    }
    let catalog = parse("errors.toml", &format!("[outputs.rust]\npath = \"a\"\nregion = \"b\"\n{ERROR}"));
    assert_eq!(
        rendered(&catalog, check_outputs(&catalog, KINDS)),
        "\
error[output-region]: an output of kind `rust` is always a whole file
 --> errors.toml:3:1
  |
3 | region = \"b\"
  | ^^^^^^^^^^^^ the key `region` is not allowed for this kind of output
  |
  = help: only an output of kind `markdown` can be a region of a file"
    );
}
