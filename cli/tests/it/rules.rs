//! What the pages of rules show of the command line.

use std::path::Path;

use error_catalog_model::rules::{self, RuleKind};

use crate::support::run;

/// The message of a change is what `diff` prints: not every change is a finding of `check`.
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
