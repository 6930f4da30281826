//! Every rule has a catalog that breaks it, and a snapshot of the whole message.
//!
//! A folder of `fixtures/` is a catalog: `errors.toml`, whatever it includes, and `expected.txt`, which holds what is
//! reported. It is named after the rule that it is for, or after the rule and, behind two hyphens, a special case. What
//! lints find is reported in the folders of lints alone.
//! `SNAPSHOTS=overwrite cargo test -p error-catalog-model --test rules` writes the snapshots anew.

// Helpers of tests fail as tests do.
#![allow(clippy::unwrap_used)]

mod folder;

use std::collections::BTreeSet;

use error_catalog_model::{Catalog, Frozen, Report, Rule, Source, SourceError, rules};

use crate::folder::{Folder, fixtures};

fn render(report: &Report) -> String {
    let blocks: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    format!("{}\n", blocks.join("\n\n"))
}

#[test]
fn every_message_is_as_it_was() {
    let mut off_target = Vec::new();
    for (name, path) in fixtures() {
        let rule = name.split_once("--").map_or(name.as_str(), |(rule, _)| rule);
        let folder = Folder(path.clone());
        let (catalog, report) = match rules::find(rule).is_some_and(Rule::is_lint) {
            true => Catalog::lint("errors.toml", &folder, &[], &Frozen::default()),
            false => Catalog::parse("errors.toml", &folder),
        };
        let broken: BTreeSet<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.rule.id).collect();
        if !broken.contains(rule) {
            off_target.push(format!("{name} breaks {broken:?}"));
        }
        assert_eq!(catalog.is_none(), report.has_errors(), "{name}");
        snapbox::assert_data_eq!(render(&report), snapbox::Data::read_from(&path.join("expected.txt"), None).raw());
    }
    assert_eq!(off_target, Vec::<String>::new(), "fixtures that do not break their rule");
}

#[test]
fn every_rule_has_a_fixture() {
    let fixtures = fixtures();
    let covered: BTreeSet<&str> =
        fixtures.keys().map(|name| name.split_once("--").map_or(name.as_str(), |(rule, _)| rule)).collect();
    assert_eq!(rules::all().map(|rule| rule.id).collect::<BTreeSet<_>>().len(), rules::all().count(), "an id twice");
    // Rules that `outputs` applies; its tests cover them.
    let is_elsewhere = |id: &str| id.starts_with("region") || (id.starts_with("output") && id != "output-outside");
    let of_catalogs = rules::GROUPS.iter().filter(|group| !["locks", "changes"].contains(&group.id));
    let rules = of_catalogs.flat_map(|group| group.rules).map(|rule| rule.id);
    let rules: BTreeSet<&str> = rules.filter(|id| !is_elsewhere(id)).collect();
    assert_eq!(rules.difference(&covered).collect::<Vec<_>>(), Vec::<&&str>::new(), "rules without a fixture");
    assert_eq!(covered.difference(&rules).collect::<Vec<_>>(), Vec::<&&str>::new(), "fixtures without a rule");
}

/// What a file system does with a symbolic link, without one.
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
