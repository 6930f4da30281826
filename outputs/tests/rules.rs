//! Every rule of outputs has an example: a catalog that breaks it, the whole message, and a catalog that does not. The
//! examples are those of `catalog/tests/rules.rs`, which says how their folders are laid out.

#![allow(clippy::unwrap_used)]

#[path = "../../catalog/tests/folder/mod.rs"]
mod folder;

use std::path::Path;

use error_catalog_model::{Catalog, Source, rules};
use error_catalog_outputs::build::{Replace, plan_outputs};
use error_catalog_outputs::registry::{KINDS, Kind};

use crate::folder::{Folder, Good};

/// A kind whose feature is off: every kind of today is always there.
const OFF: Kind = Kind {
    name: "book",
    summary: "A book",
    extension: "html",
    region: None,
    options: &[],
    language: None,
    feature: Some("book"),
    render: None,
};

/// The report about a catalog, followed by the report about the outputs of the catalog.
fn report_on(source: &dyn Source, kinds: &[Kind]) -> Vec<(&'static str, String)> {
    let (catalog, mut report) = Catalog::parse("errors.toml", source);
    if let Some(catalog) = catalog {
        report = plan_outputs(&catalog, source, kinds, Replace::EarlierOutputs).report;
    }
    report.diagnostics.iter().map(|diagnostic| (diagnostic.rule.id, report.render(diagnostic))).collect()
}

#[test]
fn every_rule_of_outputs_has_an_example() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/tests/fixtures");
    let group = rules::GROUPS.iter().find(|group| group.id == "outputs").unwrap();
    for rule in group.rules {
        if rule.id == rules::OUTPUT_TEMPLATE.id && !cfg!(feature = "template") {
            continue;
        }
        let path = fixtures.join(rule.id);
        let kinds = if rule.id == rules::OUTPUT_FEATURE.id { std::slice::from_ref(&OFF) } else { KINDS };
        let found = report_on(&Folder(path.clone()), kinds);
        assert!(found.iter().all(|(id, _)| *id == rule.id) && !found.is_empty(), "{}: {found:?}", rule.id);
        let messages: Vec<String> = found.into_iter().map(|(_, message)| message).collect();
        let expected = snapbox::Data::read_from(&path.join("expected.txt"), None).raw();
        snapbox::assert_data_eq!(format!("{}\n", messages.join("\n\n")), expected);
        assert_eq!(report_on(&Good(path), KINDS), Vec::new(), "{}", rule.id);
    }
}
