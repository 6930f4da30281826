//! Every rule has an example: a catalog that breaks it, the whole message, and a catalog that does not.
//!
//! A folder of `fixtures/` is a catalog: `errors.toml` and the other files that it needs. `expected.txt` is what is
//! reported. The folder named after a rule is what the page of the rule shows, so it is short, and its folder `good/`
//! has the files that differ where all is right. For a change, `old/` is what was released. `RULE--CASE` is another
//! case. Lints are applied in the folders of lints only. Outputs are tested where they are planned, OpenAPI
//! descriptions where they are compared, and the messages of changes where `diff` prints them.
//! `SNAPSHOTS=overwrite cargo test -p error-catalog-model --features explain --test rules` writes the snapshots anew.

// Helpers of tests fail as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

mod folder;

use std::collections::BTreeSet;
use std::path::Path;

use error_catalog_model::contract::{Change, Contract, check_contract, check_together, diff};
use error_catalog_model::rules::{self, Rule, RuleKind};
use error_catalog_model::{Catalog, Released, Report, Severity, Source, SourceError};

use crate::folder::{Folder, Good, fixtures};

fn render(report: &Report) -> String {
    let blocks: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    format!("{}\n", blocks.join("\n\n"))
}

/// The rules of a group.
fn of_group(id: &str) -> BTreeSet<&'static str> {
    let group = rules::GROUPS.iter().find(|group| group.id == id).unwrap();
    group.rules.iter().map(|rule| rule.id).collect()
}

/// The rules that [`Catalog::parse`] leaves to the planning of outputs, and to the comparison with descriptions.
fn planned() -> BTreeSet<&'static str> {
    let known = ["output-outside", "output-hidden", "output-is-input", "duplicate-output", "region-name"];
    of_group("outputs").into_iter().filter(|id| !known.contains(id)).chain(of_group("openapi")).collect()
}

/// The report about a catalog, after the stages that this rule needs.
fn report_on(rule: &Rule, source: &dyn Source) -> Report {
    let (catalog, report) = match rule.is_lint() {
        true => Catalog::lint("errors.toml", source, &[], &Released::default()),
        false => Catalog::parse("errors.toml", source),
    };
    assert_eq!(catalog.is_none(), report.has_errors(), "{}", rule.id);
    if of_group("workspace").contains(rule.id) {
        return together(&catalog.unwrap(), source);
    }
    match source.read("errors.lock") {
        Ok(lock) if of_group("locks").contains(rule.id) => {
            let (lock, report) = Contract::parse_lock("errors.lock", &lock);
            lock.map_or(report, |lock| against(&catalog.unwrap(), &lock).1)
        }
        _ => report,
    }
}

/// The report about `errors.toml` and `other/errors.toml`, if they are checked together.
fn together(first: &Catalog, source: &dyn Source) -> Report {
    let other = Catalog::parse("other/errors.toml", source).0.unwrap();
    let found = check_together(&[("errors.toml", first), ("other/errors.toml", &other)]);
    let diagnostics = found.into_iter().map(|(index, diagnostic)| {
        assert_eq!(index, 1);
        diagnostic
    });
    Report::new(other.files.clone(), diagnostics.collect())
}

/// The changes since a lock, and the problems that `check` reports about these changes.
fn against(catalog: &Catalog, lock: &Contract) -> (Vec<Change>, Report) {
    let changes = diff(lock, &Contract::of(catalog));
    let mut files = catalog.files.clone();
    files.extend(lock.lock.clone().map(|lock| lock.file));
    let report = Report::new(files, check_contract(catalog, lock, &changes));
    (changes, report)
}

fn parse(name: &str, source: &dyn Source) -> Catalog {
    let (catalog, report) = Catalog::parse("errors.toml", source);
    catalog.unwrap_or_else(|| panic!("{name}: {}", render(&report)))
}

#[test]
fn every_message_is_as_it_was() {
    let mut off_target = Vec::new();
    for (name, path) in fixtures() {
        let rule = rules::find(name.split("--").next().unwrap()).unwrap_or_else(|| panic!("{name} is not a rule"));
        if planned().contains(rule.id) || matches!(rule.kind, RuleKind::Change(_)) {
            continue;
        }
        let report = report_on(rule, &Folder(path.clone()));
        let broken: BTreeSet<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.rule.id).collect();
        if !broken.contains(rule.id) {
            off_target.push(format!("{name} breaks {broken:?}"));
        }
        snapbox::assert_data_eq!(render(&report), snapbox::Data::read_from(&path.join("expected.txt"), None).raw());
    }
    assert_eq!(off_target, Vec::<String>::new(), "fixtures that do not break their rule");
}

#[test]
fn every_rule_has_a_page() {
    let fixtures = fixtures();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules");
    let ids: BTreeSet<&str> = rules::all().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules::all().count(), "two rules share an id");
    for rule in rules::all() {
        let id = rule.id;
        let folder = fixtures.get(id).unwrap_or_else(|| panic!("{id} has no fixture"));
        let example = &rule.example;
        let is_a_loss = match rule.kind {
            RuleKind::Change(cases) => ["refused", "asked", "major"].contains(&cases[0].effect()),
            RuleKind::Hard | RuleKind::Lint => true,
        };
        assert_eq!(!example.good.is_empty(), is_a_loss, "{id} has no good version");
        assert_eq!(folder.join("good").exists(), is_a_loss, "{id}");
        assert!(example.message.contains(id) && !example.bad.is_empty(), "{id}");
        let page = std::fs::read_to_string(pages.join(format!("{id}.md"))).unwrap_or_default();
        let page = page.strip_suffix("\n[All rules](../rules.md)\n").unwrap_or(&page);
        assert_eq!(page, rule.render_page(), "{id} needs `cargo xtask codegen` for its page in docs/rules");
        let shown = example.message.split("\n\n").filter(|block| !block.trim().is_empty()).count();
        assert!(shown <= 5, "{id} shows {shown} messages: a page wants one");
        assert!(rule.url().starts_with("https://") && rule.url().ends_with(&format!("/docs/rules/{id}.md")), "{id}");
        assert_eq!(rule.why.is_empty(), matches!(rule.kind, RuleKind::Change(_)), "{id}");
        let texts = [rule.summary, rule.why].into_iter().chain(match rule.kind {
            RuleKind::Change(cases) => cases.iter().map(|case| case.why).collect(),
            RuleKind::Hard | RuleKind::Lint => Vec::new(),
        });
        for text in texts.filter(|text| !text.is_empty()) {
            assert!(text.ends_with('.') && !text.contains('\n') && !text.contains("  "), "{id}: {text}");
        }
    }
}

/// The old side of a change's example: a lock or a catalog.
fn old_contract(name: &str, path: &Path) -> Contract {
    let old = Folder(path.join("old"));
    match old.read("errors.lock") {
        Ok(lock) => Contract::parse_lock("errors.lock", &lock).0.unwrap(),
        Err(_) => Contract::of(&parse(name, &old)),
    }
}

#[test]
fn every_good_version_is_good() {
    for (name, path) in fixtures().into_iter().filter(|(name, _)| !name.contains("--")) {
        let (rule, good) = (rules::find(&name).unwrap(), Good(path.clone()));
        if !matches!(rule.kind, RuleKind::Change(_)) {
            assert_eq!(render(&report_on(rule, &good)), "\n", "{name}");
        } else if path.join("good").exists() {
            let released = old_contract(&name, &path).release(&Contract::default());
            let (lock, _) = Contract::parse_lock("errors.lock", &released.render_lock());
            let (_, report) = against(&parse(&name, &good), &lock.unwrap());
            assert_eq!(render(&report), "\n", "{name}");
        }
        let catalog = Catalog::lint("errors.toml", &good, &[], &Released::default()).1;
        let lints = catalog.diagnostics.iter().filter(|it| it.severity != Severity::Allowed);
        assert_eq!(lints.map(|it| it.rule.id).collect::<Vec<_>>(), Vec::<&str>::new(), "{name} has another fault");
    }
}

#[test]
fn every_change_is_found() {
    for rule in rules::all() {
        let RuleKind::Change(cases) = rule.kind else { continue };
        let path = &fixtures()[rule.id];
        let (changes, report) = against(&parse(rule.id, &Folder(path.clone())), &old_contract(rule.id, path));
        let found = changes.iter().find(|change| change.kind.as_str() == rule.id);
        let found = found.unwrap_or_else(|| panic!("{}: {changes:#?}", rule.id));
        assert_eq!((found.impact, found.forbidden), (cases[0].impact, cases[0].forbidden), "{}", rule.id);
        let is_reported = report.diagnostics.iter().any(|diagnostic| diagnostic.rule.id == rule.id);
        assert_eq!(is_reported, path.join("good").exists(), "{}: {}", rule.id, render(&report));
    }
}

/// A source that behaves like a file system with a symbolic link.
struct Linked;

impl Source for Linked {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        match path {
            "errors.toml" => Ok("catalog.include = \"users.toml\"".to_owned()),
            _ => Err(SourceError::Outside),
        }
    }

    fn list(&self, _: &str) -> Vec<String> {
        vec!["errors.fr.toml".to_owned()]
    }
}

#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let (catalog, report) = Catalog::parse("errors.toml", &Linked);
    assert!(catalog.is_none());
    snapbox::assert_data_eq!(
        render(&report),
        snapbox::str![[r#"
error[include-outside]: `errors.fr.toml` is outside the catalog's folder

error[include-outside]: `users.toml` is outside the catalog's folder
 --> errors.toml:1:19
  |
1 | catalog.include = "users.toml"
  |                   ^^^^^^^^^^^^ included here

"#]]
    );
}
