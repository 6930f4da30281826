//! Aspects of [`Catalog::lint`] that fixtures do not show: settings, released codes and numbers, fixes.
#![allow(clippy::unwrap_used, reason = "a test may stop here")]

mod folder;

use std::collections::BTreeMap;
use std::path::Path;

use error_catalog_model::{Catalog, Fix, LintSetting, Literal, Released, Report, Severity, rules};

use crate::folder::{Folder, fixtures};

fn lint(text: &str, settings: &[LintSetting], released: &Released) -> (Option<Catalog>, Report) {
    Catalog::lint("errors.toml", &BTreeMap::from([("errors.toml".to_owned(), text.to_owned())]), settings, released)
}

fn setting(id: &str, severity: Severity) -> LintSetting {
    LintSetting { rule: rules::find(id).unwrap(), severity }
}

/// The findings, without their places.
fn found(report: &Report) -> Vec<(&str, Severity)> {
    report.diagnostics.iter().map(|diagnostic| (diagnostic.rule.id, diagnostic.severity)).collect()
}

#[test]
fn the_examples_have_no_findings() {
    for example in ["lumoauth", "lomi", "admin", "voyager"] {
        let folder = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(example));
        let (catalog, report) = Catalog::lint("errors.toml", &folder, &[], &Released::default());
        assert_eq!(found(&report), [], "{example}");
        // Each lint that an example turns off would have a finding.
        let allowed = catalog.unwrap().lints;
        let warn: Vec<LintSetting> = allowed.iter().map(|it| setting(it.rule.id, Severity::Warning)).collect();
        let (_, report) = Catalog::lint("errors.toml", &folder, &warn, &Released::default());
        let said = |it: &LintSetting| found(&report).iter().any(|(id, _)| *id == it.rule.id);
        assert!(allowed.iter().all(said), "{example}: {:?}", found(&report));
    }
}

#[test]
fn the_catalogs_of_the_documentation_have_no_findings() {
    for page in ["README.md", "docs/format.md"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(page)).unwrap();
        let catalogs = text.split("```toml\n").skip(1).filter_map(|block| block.split("```").next());
        for catalog in catalogs {
            let (_, report) = lint(catalog, &[], &Released::default());
            assert_eq!(found(&report), [], "{page}:\n{catalog}");
        }
    }
}

#[test]
fn a_redundant_format_is_removed_where_it_is() {
    let catalog = include_str!("fixtures/redundant-format--edges/errors.toml");
    let fixes = fixes(&lint(catalog, &[], &Released::default()).1);
    let fixes: Vec<(&str, &Literal)> = fixes.iter().map(|(path, value)| (path.as_str(), value)).collect();
    let text = |text: &str| Literal::String(text.to_owned());
    assert_eq!(
        fixes,
        [
            ("wire.body.wait?", &text("{retry_after}")),
            ("wire.body.at_most?.seconds", &text("{limit?}")),
            ("wire.body.links.0.title", &text("{{}} {status} {retry_after}")),
            ("headers.Retry-After", &text("{retry_after}")),
            ("errors.slow_down.message", &text("Wait for {limit} or {limit:milliseconds}")),
        ]
    );
}

#[test]
fn a_preset_is_named_only_if_it_is_the_same() {
    let preset = include_str!("../src/presets/matrix.toml").replace("[body]", "[wire.body]");
    let errors = "[errors.a]\nstatus = 400\nmessage = \"A\"\nfields.soft_logout = \"bool?\"\n";
    let (_, body) = preset.split_once("\n\n").unwrap();
    for (wire, count) in [
        ("", 1),
        ("content-type = \"application/json\"\nviolations = \"map\"\n", 1),
        ("content-type = \"text/json\"\n", 0),
        ("violations = \"list\"\n", 0),
    ] {
        let catalog = format!("[wire]\n{wire}{body}{errors}");
        let (_, report) = lint(&catalog, &[], &Released::default());
        assert_eq!(found(&report).len(), count, "{catalog}\n{:?}", found(&report));
    }
}

#[test]
fn an_ending_is_inconsistent_only_with_a_clear_majority() {
    for (without, with, findings) in [(1, 1, 0), (2, 1, 0), (3, 1, 1), (1, 3, 1), (5, 2, 0), (6, 2, 2), (4, 0, 0)] {
        let ends = std::iter::repeat_n("", without).chain(std::iter::repeat_n(".", with)).enumerate();
        let errors = ends.map(|(index, end)| format!("[errors.e{index}]\nstatus = 400\nmessage = \"M{index}{end}\"\n"));
        let (_, report) = lint(&errors.collect::<String>(), &[], &Released::default());
        let count = found(&report).iter().filter(|(id, _)| *id == "inconsistent-ending").count();
        assert_eq!(count, findings, "{without} without and {with} with a full stop");
    }
}

#[test]
fn the_last_setting_applies() {
    let text = "lints.missing-challenge = \"deny\"\n[errors.e]\nstatus = 401\nmessage = \"M\"";
    let lint = |settings: &[LintSetting]| {
        let (catalog, report) = lint(text, settings, &Released::default());
        // The catalog can be used whatever the level of a lint is.
        assert!(catalog.is_some() && !report.has_errors());
        assert_eq!(report.is_refused(), report.diagnostics.iter().any(|it| it.severity == Severity::Error));
        found(&report).iter().map(|(id, severity)| format!("{id} {}", severity.as_str())).collect::<Vec<_>>()
    };
    let challenge = |severity| setting("missing-challenge", severity);
    assert_eq!(lint(&[]), ["missing-challenge error"]);
    assert_eq!(lint(&[challenge(Severity::Warning)]), ["missing-challenge warning"]);
    assert_eq!(lint(&[challenge(Severity::Allowed)]), [""; 0]);
    assert_eq!(lint(&[challenge(Severity::Allowed), challenge(Severity::Error)]), ["missing-challenge error"]);
    assert_eq!(lint(&[challenge(Severity::Error), challenge(Severity::Allowed)]), [""; 0]);
    assert_eq!(
        lint(&[setting("missing-guidance", Severity::Warning)]),
        ["missing-guidance warning", "missing-challenge error"]
    );
    // Settings do not affect rules.
    assert_eq!(lint(&[setting("duplicate-code", Severity::Allowed)]), ["missing-challenge error"]);
}

#[test]
fn parsing_does_not_apply_other_lints() {
    let text = "[errors.e]\nstatus = 401\nmessage = \"M\"";
    let (_, report) = Catalog::parse("errors.toml", &BTreeMap::from([("errors.toml".to_owned(), text.to_owned())]));
    assert!(report.diagnostics.is_empty());
    assert_eq!(found(&lint(text, &[], &Released::default()).1).len(), 1);
}

/// With lints, the problems of a fixture are the same, and no lint is about an error with a problem.
#[test]
fn lints_do_not_repeat_problems() {
    for (name, path) in fixtures() {
        let folder = Folder(path);
        let (_, parsed) = Catalog::parse("errors.toml", &folder);
        let (_, linted) = Catalog::lint("errors.toml", &folder, &[], &Released::default());
        let mistakes = |report: &Report| {
            let mistakes = report.diagnostics.iter().filter(|diagnostic| !diagnostic.rule.is_lint());
            mistakes.map(|diagnostic| report.render(diagnostic)).collect::<Vec<_>>()
        };
        assert_eq!(mistakes(&parsed), mistakes(&linted), "{name}");
        for lint in linted.diagnostics.iter().filter(|diagnostic| diagnostic.rule.is_lint()) {
            assert!(
                parsed.diagnostics.iter().all(|mistake| mistake.span != lint.span || mistake.rule.id == lint.rule.id),
                "{name}"
            );
        }
    }
}

#[test]
fn valid_errors_of_a_broken_catalog_are_linted() {
    let text = "\
[errors.broken]
status = 401
message = \"No {such} field.\"

[errors.whole]
status = 401
message = \"M\"
";
    let (catalog, report) = lint(text, &[], &Released::default());
    assert!(catalog.is_none());
    // Endings are not compared, because the broken message may change.
    assert_eq!(found(&report), [("unknown-slot", Severity::Error), ("missing-challenge", Severity::Warning)]);
    let lines: Vec<usize> =
        report.diagnostics.iter().map(|it| report.snippet(it.span.unwrap()).unwrap().line).collect();
    assert_eq!(lines, [3, 6]);
}

fn fixes(report: &Report) -> Vec<(String, Literal)> {
    let fixes = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    fixes.map(|Fix { path, value, .. }| (path.join("."), value.clone())).collect()
}

#[test]
fn a_number_stays_with_the_error_that_was_released_with_it() {
    let text = "\
[errors.a]
status = 404
message = \"A\"
number = 7

[errors.b]
status = 404
message = \"B\"
number = 7
aliases = [\"old_b\"]

[errors.c]
status = 404
message = \"C\"
number = 8

[retired]
d = { note = \"Gone.\", number = 9 }
";
    let give = |key: &str, number| vec![(format!("errors.{key}.number"), Literal::Integer(number))];
    let released = |numbers: &[(u32, &str)]| Released {
        numbers: numbers.iter().map(|(number, code)| (*number, (*code).to_owned())).collect(),
        ..Released::default()
    };
    for (released, expected) in [
        (released(&[]), give("b", 10)),
        (released(&[(7, "a")]), give("b", 10)),
        (released(&[(7, "b")]), give("a", 10)),
        (released(&[(7, "old_b"), (10, "gone")]), give("a", 11)),
        // The comparison with the lock reports this.
        (released(&[(7, "gone")]), give("b", 10)),
    ] {
        let (catalog, report) = lint(text, &[], &released);
        assert!(catalog.is_none());
        assert_eq!(fixes(&report), expected, "{released:?}");
    }
}

#[test]
fn a_code_is_restyled_unless_it_was_released() {
    let text = "\
[catalog]
code-style = \"snake_case\"

[errors.a]
status = 404
message = \"A\"
code = \"UserGone\"

[errors.b]
status = 404
message = \"B\"
code = \"user-gone\"
";
    let (_, report) = lint(text, &[], &Released::default());
    assert_eq!(found(&report).len(), 2);
    assert_eq!(fixes(&report), [("errors.a.code".to_owned(), Literal::String("user_gone".to_owned()))]);
    let released = Released { codes: ["UserGone".to_owned()].into(), ..Released::default() };
    let (_, report) = lint(text, &[], &released);
    assert_eq!(found(&report).len(), 1);
    assert_eq!(fixes(&report), [("errors.b.code".to_owned(), Literal::String("user_gone".to_owned()))]);
}

#[cfg(feature = "contract")]
#[test]
fn a_contract_protects_current_and_removed_codes() {
    use error_catalog_model::contract::Contract;

    let catalog = |text| lint(text, &[], &Released::default()).0.unwrap();
    let before = "[errors.a]\nstatus = 404\nmessage = \"A\"\nnumber = 1\n[errors.b]\nstatus = 404\nmessage = \"B\"\nnumber = 2\ncode = false";
    let after = "[errors.c]\nstatus = 404\nmessage = \"C\"\nnumber = 3\n[retired]\na = \"Gone.\"\nb = \"Gone.\"";
    let contract = Contract::of(&catalog(after)).release(&Contract::of(&catalog(before)));
    let released = Released::from(&contract);
    let numbers: Vec<(u32, &str)> = released.numbers.iter().map(|(number, code)| (*number, code.as_str())).collect();
    assert_eq!(numbers, [(1, "a"), (2, "b"), (3, "c")]);
    assert!(["a", "c"].iter().all(|code| released.codes.contains(*code)));
}

/// Each row is a slot of the body, and the keys of two errors that only this slot distinguishes.
#[test]
fn a_slot_of_the_body_distinguishes_errors() {
    for (slot, first, second) in [
        ("number", "number = 1", "number = 2"),
        ("title", "title = 'A'", "title = 'B'"),
        ("message", "message = 'A'", "message = 'B'"),
        ("user_message", "user-message = 'A'", "user-message = 'B'"),
        ("category", "category = 'a'", "category = 'b'"),
        ("docs_url", "", ""),
        ("grpc", "grpc = 'INTERNAL'", "grpc = 'UNKNOWN'"),
        ("details", "details.x = 'A'", "details.x = 'B'"),
        ("metadata", "fields.x = 'u8'\ndetails = ['x']", "fields.y = 'u8'\ndetails = ['y']"),
    ] {
        let error = |key: &str, keys: &str| {
            let message = if keys.starts_with("message") { "" } else { "message = 'M'\n" };
            format!("[errors.{key}]\nstatus = 500\n{message}{keys}\n")
        };
        let count = |slot: &str| {
            let head =
                format!("catalog.docs-url = 'https://example.com/{{code}}'\nwire.body = {{ 's?' = '{{{slot}}}' }}\n");
            let categories = "[categories]\na = {}\nb = {}\n";
            let (_, report) = lint(
                &format!("{head}{}{}{categories}", error("x", first), error("y", second)),
                &[],
                &Released::default(),
            );
            assert!(!report.has_errors(), "{slot}: {}", report.render(&report.diagnostics[0]));
            found(&report).iter().filter(|(id, _)| *id == "indistinguishable-errors").count()
        };
        assert_eq!((count(slot), count("status")), (0, 1), "{slot}");
    }
}

#[test]
fn most_errors_have_a_category() {
    let few = "the categories are `c10` and `c11`";
    let error = |key: String, keys: &str| format!("[errors.e{key}]\nstatus = 500\nmessage = 'M'\n{keys}\n");
    for (categories, with, without, expected) in [
        (1, 1, 1, Some("the only category is `c10`")),
        (2, 2, 1, Some(few)),
        (12, 2, 1, Some("the categories are")),
        // A longer list would help nobody.
        (13, 2, 1, Some("")),
        (2, 1, 2, None),
    ] {
        let mut text: String = (10..10 + categories).map(|at| format!("[categories.c{at}]\n")).collect();
        text.extend((0..with).map(|at| error(at.to_string(), "category = 'c10'")));
        text.extend((0..without).map(|at| error(format!("x{at}"), "")));
        let (_, report) = lint(&text, &[setting("uncategorized-error", Severity::Warning)], &Released::default());
        let finding = report.diagnostics.iter().find(|it| it.rule.id == "uncategorized-error");
        assert!(!report.has_errors(), "{}", report.render(&report.diagnostics[0]));
        let help = finding.map(|finding| finding.help.first().map(ToString::to_string).unwrap_or_default());
        let shown = help.as_deref().zip(expected).map(|(help, start)| &help[..start.len().max(help.len().min(1))]);
        assert_eq!(shown, expected, "{categories} {with} {without}: {help:?}");
    }
}

#[test]
fn guidance_of_the_status_counts() {
    for (status, keys, is_found) in [
        ("", "", true),
        ("statuses.404.causes = ['C']", "", false),
        ("statuses.404.solutions = ['S']", "", false),
        ("statuses.404.description = 'D'", "", true),
        ("statuses.400.causes = ['C']", "", true),
        ("", "causes = ['C']", false),
        ("", "solutions = ['S']", false),
    ] {
        let text = format!("{status}\n[errors.e]\nstatus = 404\nmessage = 'M'\n{keys}");
        let (_, report) = lint(&text, &[setting("missing-guidance", Severity::Warning)], &Released::default());
        assert_eq!(found(&report).iter().any(|(id, _)| *id == "missing-guidance"), is_found, "{text}");
    }
}

/// The status of an error may come from its category, and so may a lint's finding about the status.
#[test]
fn an_error_of_a_broken_category_is_not_linted() {
    for (category, keys, expected) in [
        ("status = 401", "category = 'c'", ["missing-challenge"].as_slice()),
        ("status = 'x'", "category = 'c'", &["wrong-type"]),
        ("status = 'x'", "category = 'c'\nstatus = 401", &["wrong-type", "missing-challenge"]),
        ("", "category = 'd'\nstatus = 401", &["unknown-category"]),
    ] {
        let text = format!("[categories.c]\n{category}\n[errors.unauthorized]\nmessage = 'M'\n{keys}");
        let (_, report) = lint(&text, &[], &Released::default());
        let found: Vec<&str> = found(&report).into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, expected, "{text}");
    }
}
