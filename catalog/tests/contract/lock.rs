//! A lock contains the whole contract, and parsing it gives the same contract.

use std::collections::BTreeSet;
use std::path::Path;

use error_catalog_model::contract::{Contract, diff, is_lock};
use error_catalog_model::{Catalog, Location};

use crate::folder::{Folder, fixtures};
use crate::{contract, locked, render};

/// A contract without the parts that a lock does not have.
fn as_locked(mut contract: Contract) -> Contract {
    (contract.docs, contract.lock) = (None, None);
    for error in &mut contract.errors {
        (error.docs, error.translations, error.internal) = (None, None, BTreeSet::new());
        error.location = Location::default();
    }
    for variant in contract.rust.iter_mut().flat_map(|rust| rust.variants.values_mut()) {
        variant.location = Location::default();
    }
    for gone in contract.removed.iter_mut().chain(&mut contract.removed_numbers) {
        gone.location = None;
    }
    contract.violation_codes = contract.violation_codes.map(|codes| Box::new(as_locked(*codes)));
    contract
}

/// Renders and parses a contract, and checks that nothing is lost.
pub(crate) fn round_trip(what: &str, contract: &Contract) {
    let text = contract.render_lock();
    let read = locked(contract);
    assert_eq!(read.render_lock(), text, "{what}");
    assert_eq!(diff(contract, &read), Vec::new(), "{what}");
    assert_eq!(diff(&read, contract), Vec::new(), "{what}");
    assert_eq!(format!("{:#?}", as_locked(read)), format!("{:#?}", as_locked(contract.clone())), "{what}");
    let (again, _) = Contract::parse_lock("errors.lock", &text.replace('\n', "\r\n"));
    assert_eq!(again.unwrap().render_lock(), text, "{what}, on Windows");
}

#[test]
fn a_lock_contains_its_contract() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let examples =
        ["lumoauth", "lomi", "admin", "voyager"].map(|name| (name.to_owned(), root.join("examples").join(name)));
    let mut read = 0;
    for (name, path) in examples.into_iter().chain(fixtures()) {
        if let (Some(catalog), _) = Catalog::parse("errors.toml", &Folder(path)) {
            round_trip(&name, &Contract::of(&catalog));
            read += 1;
        }
    }
    assert!(read > 4, "{read}");
}

/// A folder of `locks/` has an edited lock and its report. It is named after the rule that the lock breaks.
#[test]
fn a_broken_lock_is_reported_with_its_lines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/locks");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(path.join("errors.lock")).unwrap();
        let (contract, report) = Contract::parse_lock("errors.lock", &text);
        assert!(contract.is_none() && report.has_errors(), "{}", path.display());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let rule = name.split("--").next().unwrap();
        assert!(report.diagnostics.iter().any(|diagnostic| diagnostic.rule.id == rule), "{name}");
        let expected = snapbox::Data::read_from(&path.join("expected.txt"), None).raw();
        snapbox::assert_data_eq!(format!("{}\n", render(&report)), expected);
    }
}

/// Merges two changes of one text with git; `None` if git is not installed.
fn merge(base: &str, ours: &str, theirs: &str) -> Option<Result<String, String>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("merge");
    std::fs::create_dir_all(&folder).unwrap();
    let mut git = std::process::Command::new("git");
    git.arg("merge-file").arg("-p");
    for (name, text) in [("ours", ours), ("base", base), ("theirs", theirs)] {
        std::fs::write(folder.join(name), text).unwrap();
        git.arg(folder.join(name));
    }
    let output = git.output().ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    Some(if output.status.success() { Ok(text) } else { Err(text) })
}

/// The lock of a catalog with these keys.
fn lock_of(keys: &[&str]) -> String {
    let tables = keys.iter().map(|key| format!("[errors.{key}]\nstatus = 404\nmessage = 'No {key}'\n"));
    contract(&tables.collect::<String>()).render_lock()
}

#[test]
fn two_branches_merge() {
    let base = lock_of(&["a", "d", "g"]);
    for (ours, theirs, both) in [
        (&["a", "b", "d", "g"][..], &["a", "d", "e", "g"][..], &["a", "b", "d", "e", "g"][..]),
        (&["a", "d", "g", "h"], &["Z", "a", "d", "g"], &["Z", "a", "d", "g", "h"]),
        (&["a", "d", "e", "f", "g"], &["a", "b", "c", "d", "g"], &["a", "b", "c", "d", "e", "f", "g"]),
    ] {
        let Some(merged) = merge(&base, &lock_of(ours), &lock_of(theirs)) else { return };
        assert_eq!(merged, Ok(lock_of(both)), "{ours:?} and {theirs:?}");
    }
    // A conflict is reported.
    let Some(merged) = merge(&base, &base.replace("No d", "No such d"), &base.replace("No d", "d is missing")) else {
        return;
    };
    let (_, report) = Contract::parse_lock("errors.lock", &merged.unwrap_err());
    assert!(report.diagnostics.iter().all(|diagnostic| diagnostic.rule.id == "lock-conflict"), "{}", render(&report));
    assert_eq!(report.diagnostics.len(), 1);
}

#[test]
fn the_same_contract_is_the_same_text() {
    let backwards =
        "[errors.b]\nmessage = 'b'\nstatus = 404\n[errors.a]\nstatus = 404\nmessage = 'a'\naliases = ['y', 'x']";
    let forwards =
        "[errors.a]\naliases = ['x', 'y']\nmessage = 'a'\nstatus = 404\n[errors.b]\nstatus = 404\nmessage = 'b'";
    assert_eq!(contract(backwards).render_lock(), contract(forwards).render_lock());
    let lock = contract(forwards).release(&Contract::default());
    assert_eq!(contract(forwards).release(&lock).render_lock(), lock.render_lock(), "a second release changes nothing");
}

#[test]
fn each_element_of_a_list_has_a_line() {
    let details = "details = { a = [1, { b = 2 }], b = [] }";
    let lock = contract(&format!("[errors.a]\nstatus = 404\nmessage = 'A'\n{details}")).render_lock();
    assert!(lock.ends_with("\ndetails.a = [\n    1,\n    { b = 2 },\n]\ndetails.b = []\n"), "{lock}");
}

/// The parser decides what a key is: a string may contain any line.
#[test]
fn a_lock_is_told_from_a_catalog() {
    let lock = contract("[errors.a]\nstatus = 404\nmessage = 'A'").render_lock();
    for text in [
        lock.clone(),
        format!("\u{feff}{}", lock.replace('\n', "\r\n")),
        lock.replace("format = ", "\"form\\u0061t\"="),
        lock.replace("[errors.a]", "<<<<<<< HEAD\n[errors.a]"),
    ] {
        assert!(is_lock(&text), "{text}");
    }
    for text in [
        "",
        "[errors.a]\nmessage = 'A'\nformat = 1",
        "catalog.description = \"\"\"\nformat = 1\n[wire]\n\"\"\"",
        "catalog.description = '''\nformat = 1\n'''\n[errors.a]\nstatus = ",
        "# format = 1\ncatalog.format = 1",
    ] {
        assert!(!is_lock(text), "{text}");
    }
}
