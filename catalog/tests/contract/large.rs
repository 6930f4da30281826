//! Thousands of errors: these tests would not finish if the time were quadratic.

use std::fmt::Write;

use error_catalog_model::contract::{ChangeKind, Contract, Impact, carry_comments, check_contract, diff};

use crate::{contract, locked, parse, short};

const MANY: usize = 3_000;

/// Many errors, whose words depend on `salt` or not.
fn many(salt: &str, message: fn(&str, usize) -> String) -> String {
    let mut text = String::from("catalog.version = '1.0.0'\n");
    for at in 0..MANY {
        let message = message(salt, at);
        let _ = writeln!(text, "[errors.{salt}_{at}]\nstatus = 404\nmessage = '{message}'\nnumber = {at}");
    }
    text
}

/// All errors are alike.
fn alike(_: &str, _: usize) -> String {
    "It was not found".to_owned()
}

/// No two errors have a word in common.
fn unlike(salt: &str, at: usize) -> String {
    format!("{salt}{at}a {salt}{at}b {salt}{at}c")
}

fn numbered(_: &str, at: usize) -> String {
    format!("Thing {at} was not found in shelf {}", at % 7)
}

#[test]
fn all_are_removed_and_as_many_are_new() {
    for message in [alike, unlike, numbered] {
        let old = contract(&many("x", message));
        // The numbers do not help to match them.
        let catalog = parse(&many("y", message).replace("\nnumber = ", "\nnumber = 7000"));
        let (lock, new) = (locked(&old), Contract::of(&catalog));
        let changes = diff(&lock, &new);
        assert!(changes.len() >= MANY, "{}", changes.len());
        let broken = changes.iter().filter(|change| change.impact == Impact::Major).count();
        assert_eq!(check_contract(&catalog, &lock, &changes).len(), broken);
        let text = new.release(&lock).render_lock();
        assert_eq!(text.matches("[gone.").count(), MANY);
        assert_eq!(carry_comments(&text, &text), text);
    }
}

#[test]
fn all_are_renamed() {
    let (old, new) = (contract(&many("x", numbered)), contract(&many("y", numbered)));
    let changes = diff(&old, &new);
    assert!(changes.iter().all(|change| change.kind == ChangeKind::CodeRenamed), "{:?}", &short(&changes)[..9]);
    assert_eq!(changes.len(), MANY);
}
