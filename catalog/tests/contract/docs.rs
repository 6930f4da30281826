//! The reference says what the code does.

use std::fmt::Write;
use std::path::Path;

use error_catalog_model::contract::{Case, ChangeKind, Contract};

use crate::{contract, render};

const BEGIN: &str = "<!-- changes:begin, written by `SNAPSHOTS=overwrite cargo test -p error-catalog-model --features contract --test contract` -->\n";
const END: &str = "<!-- changes:end -->\n";

fn table() -> String {
    let mut table = String::from("\n| change | what it is | means |\n|---|---|---|\n");
    for kind in ChangeKind::ALL {
        let case = |case: &Case| {
            let impact = if case.forbidden { "refused" } else { case.impact.as_str() };
            format!("**{impact}**: {}", case.why)
        };
        let cases: Vec<String> = kind.cases().iter().map(case).collect();
        let _ = writeln!(table, "| `{}` | {} | {} |", kind.as_str(), kind.summary(), cases.join("<br>"));
    }
    table + "\n"
}

#[test]
fn the_reference_has_every_kind_of_change() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs/contract.md");
    let page = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let expected = format!("{before}{BEGIN}{}{END}{after}", table());
    snapbox::assert_data_eq!(expected, snapbox::Data::read_from(&path, None).raw());
}

#[test]
fn the_lock_of_the_reference_is_one() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/contract.md")).unwrap();
    let blocks: Vec<&str> = page.replace("\r\n", "\n").leak().split("```toml\n").skip(1).collect();
    let blocks: Vec<&str> = blocks.iter().filter_map(|block| block.split("```").next()).collect();
    let [catalog, lock] = blocks.as_slice() else { panic!("{} blocks of TOML", blocks.len()) };
    assert_eq!(contract(catalog).errors[0].code, "user_not_found");
    let (read, report) = Contract::parse_lock("errors.lock", lock);
    let text = read.unwrap_or_else(|| panic!("{}", render(&report))).render_lock();
    assert_eq!(text.split_once("\n\n").unwrap().1, *lock, "it is as `release` writes it");
}
