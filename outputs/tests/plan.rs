//! Plans for catalogs and pages in memory.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::{Catalog, Source, SourceError, rules};
use error_catalog_outputs::build::{Plan, Replace, plan_outputs};
use error_catalog_outputs::registry::KINDS;

/// Files, of which an empty one cannot be read.
struct Files(BTreeMap<String, String>);

impl Source for Files {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        match self.0.read(path)? {
            text if text.is_empty() => Err(SourceError::Unreadable("permission denied".into())),
            text => Ok(text),
        }
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.0.list(folder)
    }
}

fn plan(outputs: &str, pages: &[(&str, &str)]) -> Plan {
    plan_with(outputs, pages, Replace::EarlierOutputs)
}

fn plan_with(outputs: &str, pages: &[(&str, &str)], replace: Replace) -> Plan {
    let errors = "[errors.oops]\nstatus = 500\nmessage = \"Oops\"\ndocs = \"Oh dear.\"\n";
    let mut files: BTreeMap<String, String> = [("errors.toml".into(), format!("{outputs}\n{errors}"))].into();
    files.extend(pages.iter().map(|&(path, text)| (path.into(), text.into())));
    let files = Files(files);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let problems: Vec<_> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    plan_outputs(&catalog.ok_or(problems).unwrap(), &files, KINDS, replace)
}

fn report(plan: &Plan) -> String {
    let blocks: Vec<_> = plan.report.diagnostics.iter().map(|diagnostic| plan.report.render(diagnostic)).collect();
    blocks.join("\n\n")
}

const REGION: &str = "[outputs.markdown]\npath = \"page.md\"\nregion = \"all\"\n";

/// A rule, the tables of the catalog, the pages that exist, and the report.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

const MISPLACED: &[Case] = &[
    (
        "output-unreadable",
        "\n  [ outputs.json ] # here\npath = \"out.json\"",
        &[("out.json", "")],
        "\
error[output-unreadable]: `out.json` cannot be read: permission denied
 --> errors.toml:3:1
  |
3 | path = \"out.json\"
  | ^^^^^^^^^^^^^^^^^",
    ),
    (
        "output-exists",
        "[outputs.page]\nkind = \"markdown\"\npath = \"page.md\"",
        &[("page.md", "# Written by hand\n")],
        "\
error[output-exists]: `page.md` already exists, and error-catalog did not generate this file
 --> errors.toml:3:1
  |
3 | path = \"page.md\"
  | ^^^^^^^^^^^^^^^^
  |
  = help: choose a different path, delete the file, or overwrite the file with the option `--force` of `error-catalog generate`",
    ),
    (
        "region-missing",
        REGION,
        &[],
        "\
error[region-missing]: `page.md`, the file of the region `all`, does not exist
 --> errors.toml:3:1
  |
3 | region = \"all\"
  | ^^^^^^^^^^^^^^
  |
  = help: put `<!-- error-catalog:begin all -->` and `<!-- error-catalog:end -->` into `page.md`, each on its own line",
    ),
    (
        "region-missing",
        REGION,
        &[("page.md", "<!-- error-catalog:begin other -->\n<!-- error-catalog:end -->\n")],
        "\
error[region-missing]: `page.md` has no region `all`
 --> errors.toml:3:1
  |
3 | region = \"all\"
  | ^^^^^^^^^^^^^^
  |
  = help: put `<!-- error-catalog:begin all -->` and `<!-- error-catalog:end -->` into `page.md`, each on its own line",
    ),
    (
        "region-missing",
        REGION,
        &[("page.md", "```md\n<!-- error-catalog:begin all -->\n<!-- error-catalog:end -->\n```\n")],
        "\
error[region-missing]: `page.md` has no region `all`
 --> errors.toml:3:1
  |
3 | region = \"all\"
  | ^^^^^^^^^^^^^^
  |
 ::: page.md:2:1
  |
2 | <!-- error-catalog:begin all -->
  | -------------------------------- this marker is in a code block
  |
  = help: put `<!-- error-catalog:begin all -->` and `<!-- error-catalog:end -->` into `page.md`, each on its own line",
    ),
    (
        "region-twice",
        REGION,
        &[(
            "page.md",
            "<!-- error-catalog:begin all -->\n<!-- error-catalog:end -->\n\n  <!-- error-catalog:begin all -->\n",
        )],
        "\
error[region-twice]: the region `all` begins a second time
 --> page.md:4:3
  |
4 |   <!-- error-catalog:begin all -->
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: page.md:1:1
  |
1 | <!-- error-catalog:begin all -->
  | -------------------------------- the first region",
    ),
    (
        "region-unclosed",
        REGION,
        &[("page.md", "# Page\n<!-- error-catalog:begin all -->\ntext\n")],
        "\
error[region-unclosed]: the region `all` has no end marker
 --> page.md:2:1
  |
2 | <!-- error-catalog:begin all -->
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put `<!-- error-catalog:end -->` on its own line after the region",
    ),
    (
        "region-marker",
        "[outputs.markdown]\npath = \"page.md\"\nregion = \"all\"\n[catalog]\ndescription = \"\"\"\n```\n<!-- error-catalog:end -->\n```\n\"\"\"\n",
        &[("page.md", "<!-- error-catalog:begin all -->\n<!-- error-catalog:end -->\n")],
        "\
error[region-marker]: the text for this region contains a line that looks like a marker
 --> errors.toml:3:1
  |
3 | region = \"all\"
  | ^^^^^^^^^^^^^^",
    ),
];

#[test]
fn reports_problems_of_an_output() {
    for (rule, tables, pages, expected) in MISPLACED {
        let plan = plan(tables, pages);
        assert_eq!(report(&plan), *expected, "{rule}");
        assert!(plan.report.has_errors());
    }
    // The model and `check` report the other rules first, which `kinds.rs` tests.
    let covered: BTreeSet<&str> = MISPLACED.iter().map(|(rule, ..)| *rule).collect();
    let outputs = rules::GROUPS.iter().find(|group| group.id == "outputs").unwrap();
    let of_files = outputs.rules.iter().map(|rule| rule.id);
    let is_of_file = |id: &&str| id.starts_with("region-") && *id != rules::REGION_NAME.id;
    let known = [rules::OUTPUT_UNREADABLE.id, rules::OUTPUT_EXISTS.id];
    let of_files = of_files.filter(|id| is_of_file(id) || known.contains(id));
    assert_eq!(covered, of_files.collect());
}

#[test]
fn changes_nothing_outside_a_region() {
    let before = "\u{feff}a\n<!-- error-catalog:begin all -->\n";
    let after = "<!-- error-catalog:end -->\r\n b \t\n\n<!-- error-catalog:begin other -->\n<!-- error-catalog:end -->";
    let plan = plan(REGION, &[("page.md", &format!("{before}old\n{after}"))]);
    assert_eq!(report(&plan), "");
    let [file] = plan.files.as_slice() else { panic!("{:?}", plan.files) };
    let new = file.new.as_str();
    assert!(new.starts_with(&format!("{before}\n<!-- Generated")), "{new}");
    assert!(new.ends_with(&format!("\n\n{after}")), "{new}");
    assert!(!new.contains("old"));

    let again = self::plan(REGION, &[("page.md", new)]);
    assert!(!again.files[0].is_stale());
}

#[test]
fn keeps_the_line_breaks_of_a_file() {
    let outputs = "[outputs.json]\npath = \"errors.json\"\n";
    let unix = plan(outputs, &[]);
    assert_eq!(unix.files[0].old, None);
    assert!(unix.files[0].is_stale());
    let windows = unix.files[0].new.replace('\n', "\r\n");
    assert!(!plan(outputs, &[("errors.json", &windows)]).files[0].is_stale());
}

/// An output replaces an earlier output of any kind, and with `Replace::Everything` any file.
#[test]
fn only_earlier_outputs_are_replaced() {
    // The tests of templates render templates.
    let kinds = || KINDS.iter().filter(|kind| kind.template_option().is_none()).map(|kind| kind.name);
    for kind in kinds() {
        let outputs = format!("[outputs.{kind}]\npath = \"errors.out\"\n");
        let text = &plan(&outputs, &[]).files[0].new;
        assert!(!plan(&outputs, &[("errors.out", text)]).files[0].is_stale(), "{kind}");
        for other in kinds() {
            let outputs = format!("[outputs.{other}]\npath = \"errors.out\"\n");
            assert_eq!(report(&plan(&outputs, &[("errors.out", text)])), "", "{other} replaces {kind}");
        }
        let by_hand = [("errors.out", "by hand\n")];
        assert_eq!(plan(&outputs, &by_hand).report.diagnostics[0].rule.id, "output-exists", "{kind}");
        let forced = plan_with(&outputs, &by_hand, Replace::Everything);
        assert_eq!((report(&forced).as_str(), forced.files[0].new.as_str()), ("", text.as_str()), "{kind}");
    }
}
