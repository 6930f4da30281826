//! A lock: a lock contains its whole contract, and a catalog does not differ from itself.

use error_catalog_model::Catalog;
use error_catalog_model::contract::{Change, Contract, carry_comments, check_contract, diff, diff_rust, is_lock};

use crate::archive;
use crate::catalog::check_report;
use crate::text::check_printable;

/// Compares the catalogs `old.toml` and `errors.toml`, and reads `errors.lock`. Returns whether one of the catalogs and
/// the lock are valid.
pub fn check(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let files = archive::split(text);
    let old = Catalog::parse("old.toml", &files).0;
    let new = Catalog::parse("errors.toml", &files).0;
    let contracts: Vec<Contract> = old.iter().chain(&new).map(Contract::of).collect();
    contracts.iter().for_each(check_round_trip);
    if let (Some(new), [before, after]) = (&new, contracts.as_slice()) {
        check_changes(before, after, new);
    }
    let lock = files.get("errors.lock").map(|text| check_lock(text, &contracts));
    !contracts.is_empty() || lock == Some(true)
}

/// Reads a lock that a user may have edited or merged. Returns whether the lock is valid.
fn check_lock(text: &str, contracts: &[Contract]) -> bool {
    let (contract, report) = Contract::parse_lock("errors.lock", text);
    check_report(&report);
    let _ = is_lock(text);
    let Some(contract) = contract else { return false };
    let rendered = contract.render_lock();
    assert_eq!(parse_lock(&rendered).render_lock(), rendered, "the lock changes when it is written twice");
    let carried = carry_comments(text, &rendered);
    assert_eq!(parse_lock(&carried).render_lock(), rendered, "a comment changes the lock: {carried}");
    assert_eq!(carry_comments(&carried, &rendered), carried, "a comment moves");
    for after in contracts {
        check_texts(&diff(&contract, after));
        check_round_trip(&after.clone().release(&contract));
    }
    true
}

fn parse_lock(text: &str) -> Contract {
    let (contract, report) = Contract::parse_lock("errors.lock", text);
    let problems: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    contract.unwrap_or_else(|| panic!("{}\n{text}", problems.join("\n")))
}

/// Renders and parses a contract, and checks that nothing is lost.
fn check_round_trip(contract: &Contract) {
    assert_eq!(diff(contract, contract), [], "a contract differs from itself");
    let text = contract.render_lock();
    let read = parse_lock(&text);
    assert_eq!(read.render_lock(), text);
    assert_eq!(diff(contract, &read), [], "{text}");
    assert_eq!(diff(&read, contract), [], "{text}");
    let rust = contract.rust.as_ref().map(|_| Vec::new());
    assert_eq!([diff_rust(contract, &read), diff_rust(&read, contract)], [rust.clone(), rust], "{text}");
    assert_eq!(parse_lock(&text.replace('\n', "\r\n")).render_lock(), text, "on Windows");
}

fn check_changes(old: &Contract, new: &Contract, catalog: &Catalog) {
    let changes = diff(old, new);
    check_texts(&changes);
    diff_rust(old, new).iter().flatten().for_each(|change| check_printable(&change.to_string(), &[]));
    assert_eq!(changes, diff(old, new), "the changes differ between comparisons");
    let released = old.clone().release(&Contract::default());
    check_round_trip(&released);
    let lock = parse_lock(&released.render_lock());
    let diagnostics = check_contract(catalog, &lock, &diff(&lock, new));
    diagnostics.iter().for_each(|diagnostic| check_printable(&diagnostic.message, &[]));
    check_round_trip(&new.clone().release(&lock));
}

/// Checks that the texts of a change have one line each.
fn check_texts(changes: &[Change]) {
    for change in changes {
        let advice = change.advice.iter().map(ToString::to_string);
        let texts = [change.sentence().to_string(), change.why.to_owned()];
        for text in texts.into_iter().chain(change.grounds.clone()).chain(advice) {
            check_printable(&text, &[]);
        }
    }
}
