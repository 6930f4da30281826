//! The pages of rules agree with the command line.

use std::path::Path;

use error_catalog_model::rules::{self, RuleKind};

use crate::support::{project, run, validate};

/// The page of a change shows what `diff` prints, because `check` does not report every change.
#[test]
fn every_change_is_shown_as_it_was() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/tests/fixtures");
    for rule in rules::all().filter(|rule| matches!(rule.kind, RuleKind::Change(_))) {
        let folder = fixtures.join(rule.id);
        let old = if folder.join("old/errors.lock").exists() { "old/errors.lock" } else { "old/errors.toml" };
        let (code, shown, problems) = run(&folder, &["diff", old, "errors.toml"]);
        assert_eq!((code, problems.as_str()), (Some(0), ""), "{}", rule.id);
        assert!(shown.contains(&format!("[{}]", rule.id)), "{}: {shown}", rule.id);
        let expected = snapbox::Data::read_from(&folder.join("expected.txt"), None).raw();
        snapbox::assert_data_eq!(shown, expected);
    }
}

#[test]
fn every_rule_is_explained() {
    let nowhere = tempfile::tempdir().unwrap();
    for rule in rules::all() {
        let (code, page, problems) = run(nowhere.path(), &["explain", rule.id]);
        assert_eq!((code, problems.as_str()), (Some(0), ""), "{}", rule.id);
        assert!(page.contains(&rule.url()), "{page}");
        let (_, json, _) = run(nowhere.path(), &["explain", rule.id, "--format", "json"]);
        let json = validate("src/schemas/rule.json", &json, rule.id);
        assert_eq!((&json["rule"], &json["summary"]), (&rule.id.into(), &rule.summary.into()));
        assert_eq!(json["good"].as_array().unwrap().len(), rule.example.good.len());
    }
}

/// The addresses in SARIF and in `explain` refer to files of the repository.
#[test]
fn every_address_leads_to_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let repository = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/");
    for rule in rules::all() {
        let url = rule.url();
        assert!(root.join(url.strip_prefix(repository).unwrap()).is_file(), "{url}");
    }
}

#[test]
fn an_error_comes_before_a_rule_of_its_name() {
    let catalog = "[errors.too_large]\nstatus = 413\nmessage = \"Too large\"\ncode = \"too-large\"\n";
    let folder = project(&[("errors.toml", catalog), ("broken/errors.toml", "[errors.a]\nstatus = 200\n")]);
    let (code, page, notes) = run(folder.path(), &["explain", "too-large"]);
    assert_eq!(code, Some(0));
    assert!(page.contains("413 Content Too Large"), "{page}");
    assert!(notes.contains("`too-large` is also a rule: https://"), "{notes}");
    // Users often come from the report of a broken catalog, so `explain` must work despite that catalog.
    let (code, page, problems) = run(&folder.path().join("broken"), &["explain", "bad-status"]);
    assert_eq!((code, problems.as_str()), (Some(0), ""));
    assert!(page.contains("between 400 and 599"), "{page}");
}
