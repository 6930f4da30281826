//! A lock says what a contract says, and is read again as the same.
#![cfg(feature = "contract")]
// Helpers of tests fail as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

mod folder;

use std::collections::BTreeSet;
use std::path::Path;

use error_catalog_model::Catalog;
use error_catalog_model::contract::{Contract, carry_comments, diff};

use crate::folder::{Folder, fixtures};

/// A contract without what a lock does not have.
fn as_locked(mut contract: Contract) -> Contract {
    (contract.docs, contract.lock) = (None, None);
    for error in &mut contract.errors {
        (error.docs, error.translations, error.internal) = (None, None, BTreeSet::new());
        error.location = error_catalog_model::Location::default();
    }
    for gone in contract.gone.iter_mut().chain(&mut contract.gone_numbers) {
        gone.location = None;
    }
    contract
}

/// Renders and reads a contract, and sees that nothing is lost on the way.
fn round_trip(what: &str, contract: &Contract) {
    let text = contract.render_lock();
    let (read, report) = Contract::parse_lock("errors.lock", &text);
    let messages: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    let read = read.unwrap_or_else(|| panic!("{what}\n{text}\n{}", messages.join("\n")));
    assert_eq!(messages, Vec::<String>::new(), "{what}");
    assert_eq!(read.render_lock(), text, "{what}");
    assert_eq!(diff(contract, &read), Vec::new(), "{what}");
    assert_eq!(diff(&read, contract), Vec::new(), "{what}");
    assert_eq!(format!("{:#?}", as_locked(read)), format!("{:#?}", as_locked(contract.clone())), "{what}");
    let (again, _) = Contract::parse_lock("errors.lock", &text.replace('\n', "\r\n"));
    assert_eq!(again.unwrap().render_lock(), text, "{what}, on Windows");
}

#[test]
fn what_a_lock_says_is_what_it_was_made_of() {
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

#[test]
fn comments_stay_with_what_they_are_about() {
    let old = r#"# What clients of this API depend on: the contract of its errors, as of the last release, and what is gone for ever.
# `error-catalog release` writes this file. Commit it with the catalog, and do not edit it by hand.

# Ours: ask #api before you touch this.

# Really.
format = 1
version = "1.0.0" # spring

[wire]
content-type = "application/json"

# About a.
[errors.a]
code = "A#1"
# Told by us.
status = 404 # "not" 410
aliases = [
    # Of old.
    "AA", # with tail
]

# About b.
[errors.b]
code = "B"
# The first words.
message = "b"
title = "b" # b's title

# About c.
[errors.c]
code = "C"
number = 1 # one

# About d, gone long ago.
[gone.D]
note = "d"

# Last words.
"#;
    let new = r#"# What clients of this API depend on: the contract of its errors, as of the last release, and what is gone for ever.
# `error-catalog release` writes this file. Commit it with the catalog, and do not edit it by hand.

format = 1
version = "2.0.0"

[wire]
content-type = "application/json"

[errors.a]
code = "A#1"
aliases = [
    "AA",
    "AAA",
]
status = 410

[errors.see]
code = "CC"
aliases = [
    "C",
]

[gone.B]
message = "b"

[gone.D]
note = "d"
"#;
    let expected = r#"# What clients of this API depend on: the contract of its errors, as of the last release, and what is gone for ever.
# `error-catalog release` writes this file. Commit it with the catalog, and do not edit it by hand.

# Ours: ask #api before you touch this.

# Really.
format = 1
version = "2.0.0" # spring

[wire]
content-type = "application/json"

# About a.
[errors.a]
code = "A#1"
aliases = [
    # Of old.
    "AA", # with tail
    "AAA",
]
# Told by us.
status = 410 # "not" 410

# About c.
# one
[errors.see]
code = "CC"
aliases = [
    "C",
]

# About b.
# b's title
[gone.B]
# The first words.
message = "b"

# About d, gone long ago.
[gone.D]
note = "d"

# Last words.
"#;
    let carried = carry_comments(old, new);
    assert_eq!(carried, expected);
    assert_eq!(carry_comments(&carried, new), expected, "a second time");
    assert_eq!(carry_comments(&old.replace('\n', "\r\n"), new), expected, "from Windows");
    assert_eq!(carry_comments("", new), new);
    assert_eq!(carry_comments(new, new), new);
}
