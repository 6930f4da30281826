//! The reference says what the code does.

use std::path::Path;

use error_catalog_model::contract::Contract;

use crate::{contract, render};

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
