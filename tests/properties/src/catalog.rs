//! A catalog: no text makes the model panic, and every output of a valid catalog is well-formed.

use std::collections::BTreeMap;

use error_catalog_codegen::program::compile;
use error_catalog_codegen::rust::{RustOptions, render_catalog_docs, render_rust, render_stand_in};
use error_catalog_model::{Catalog, LintSetting, Literal, Released, Report, Severity, Span, rules};
use error_catalog_outputs::build::{Replace, plan_outputs};
use error_catalog_outputs::registry::{KINDS, Kind, OptionSpec, Options, Values};
use error_catalog_outputs::view::View;

use crate::archive;
use crate::response::check_response;
use crate::text::check_printable;

/// Reads a catalog, and checks its diagnostics and outputs. Returns whether the catalog is valid.
pub fn check(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let files = archive::split(text);
    let (lenient, parsed) = Catalog::parse_lenient("errors.toml", &files);
    check_report(&parsed);
    let lints = rules::all().filter(|rule| rule.is_lint());
    let settings: Vec<LintSetting> = lints.map(|rule| LintSetting { rule, severity: Severity::Warning }).collect();
    let (catalog, report) = Catalog::lint("errors.toml", &files, &settings, &Released::default());
    check_report(&report);
    assert_eq!(catalog.is_none(), parsed.has_errors(), "a lint decides whether a catalog is valid");
    let Some(catalog) = catalog else {
        let messages: Vec<String> = parsed.diagnostics.iter().map(|diagnostic| parsed.render(diagnostic)).collect();
        check_rust(|options| render_stand_in(&messages, Some(&lenient), options));
        return false;
    };
    check_rust(|options| render_rust(&catalog, options));
    let _ = render_catalog_docs(&catalog);
    check_outputs(&catalog, &lenient, &files);
    check_examples(&catalog);
    true
}

/// Checks that spans are inside their files, and that the text of a diagnostic cannot control a terminal.
pub(crate) fn check_report(report: &Report) {
    for diagnostic in &report.diagnostics {
        let related = diagnostic.related.as_ref().map(|(span, _)| span);
        for span in diagnostic.span.iter().chain(related) {
            assert!(is_inside(report, *span), "{span:?} of {diagnostic:?}");
        }
        check_printable(&report.render(diagnostic), &['\n']);
    }
}

fn is_inside(report: &Report, span: Span) -> bool {
    report.files.get(span.file).is_some_and(|file| file.text.get(span.start..span.end).is_some())
}

/// Checks the Rust code of the attribute, with every option.
fn check_rust(render: impl Fn(&RustOptions) -> String) {
    for mut options in [RustOptions::for_module(), RustOptions::for_enum("ApiError", "pub(crate)")] {
        for is_enabled in [true, false] {
            (options.examples, options.client) = (is_enabled, is_enabled);
            parse_rust(&render(&options));
        }
    }
}

fn parse_rust(code: &str) {
    let parsed = syn::parse_file(code);
    assert!(parsed.is_ok(), "{:?}\n{code}", parsed.err());
}

/// Renders every output twice, and parses the output in its language.
fn check_outputs(catalog: &Catalog, again: &Catalog, files: &BTreeMap<String, String>) {
    let (view, again) = (View::of(catalog), View::of(again));
    for kind in KINDS {
        let Some(render) = kind.render else { continue };
        for given in options_of(kind) {
            let options = Options::given(kind, &given);
            let text = render(&view, &options);
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{} ends in one line break", kind.name);
            assert_eq!(text, render(&again, &options), "{} differs between renderings", kind.name);
            check_printable(&text, &['\n', '\t']);
            match kind.name {
                "json" => drop(parse_json(&text)),
                "rust" => parse_rust(&text),
                _ => {}
            }
        }
    }
    check_report(&plan_outputs(catalog, files, KINDS, Replace::EarlierOutputs).report);
}

/// No options, and each value of each option alone.
fn options_of(kind: &Kind) -> Vec<Vec<(String, Literal)>> {
    let values = |option: &OptionSpec| match option.values {
        Values::Flag => vec![Literal::Bool(true)],
        Values::OneOf(choices) => choices.iter().map(|choice| Literal::String((*choice).to_owned())).collect(),
        Values::Text | Values::Name | Values::Template | Values::Table => Vec::new(),
    };
    let one = |option: &OptionSpec| values(option).into_iter().map(|value| vec![(option.name.to_owned(), value)]);
    std::iter::once(Vec::new()).chain(kind.options.iter().flat_map(one)).collect()
}

/// Checks the responses that the examples document.
fn check_examples(catalog: &Catalog) {
    let programs = compile(catalog);
    for (index, error) in catalog.errors.iter().enumerate() {
        for example in &error.examples {
            for status in [None].into_iter().chain(error.statuses().map(Some)) {
                let mut example = example.clone();
                example.status = status.or(example.status);
                let response = programs.respond(catalog, index, &example);
                let own = example.status.unwrap_or(error.status);
                assert_eq!(response.status, error.sent_status.unwrap_or(own));
                let headers = response.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                check_response(response.status, headers, &response.body);
            }
        }
    }
}

pub(crate) fn parse_json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
