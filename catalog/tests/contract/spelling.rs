//! A different spelling of the same Rust is not a change for Rust callers.

use error_catalog_model::contract::diff_rust;

use crate::{contract, locked};

/// Pairs of keys for an error. The errors have the same Rust code.
const SAME: &[(&str, &str)] = &[
    ("rust.cfg = 'all(unix, feature = \"db\")'", "rust.cfg = 'all(unix,feature=\"db\",)'"),
    ("rust.cfg = 'all(unix, feature = \"db\")'", "rust.cfg = ' all ( feature = \"db\" , unix )'"),
    ("rust.cfg = 'any(a, any(b, a))'", "rust.cfg = 'any(b,a)'"),
    ("rust.cfg = 'not(not(unix))'", "rust.cfg = 'all(unix)'"),
    ("rust.from = 'a::E<u8, Vec<u8>>'", "rust.from = 'a::E<u8,Vec<u8>>'"),
    ("rust.from = 'a::E<u8, u8>'", "rust.from = \"\"\"a::E<u8,\n\tu8>\"\"\""),
    (
        "rust.from-any = 'Box<dyn std::error::Error + Send + Sync>'",
        "rust.from-any = 'Box<dyn std::error::Error+Send+Sync>'",
    ),
    (
        "rust.from-any = 'Box<dyn std::error::Error + Send + Sync>'",
        "rust.from-any = \"Box< dyn Sync + 'static + Send + std::error::Error >\"",
    ),
    ("rust.from = { 'a::E<u8, u8>' = ['B', '_'] }", "rust.from = { 'a::E<u8,u8>' = ['B', '_'] }"),
    (
        "fields = { a = { type = 'any', rust = 'Map<String, u8>', internal = true } }",
        "fields = { a = { type = 'any', rust = 'Map<String,  u8>', internal = true } }",
    ),
    (
        "fields = { a = { type = 'any?', rust = 'Map<String,u8>', internal = true } }",
        "fields = { a = { type = 'any?', rust = \"Map<String,\\n    u8>\", internal = true } }",
    ),
];

/// Pairs of keys that give different Rust code.
const DIFFERENT: &[(&str, &str)] = &[
    ("rust.cfg = 'all(a, b)'", "rust.cfg = 'any(a, b)'"),
    ("rust.cfg = 'not(a)'", "rust.cfg = 'a'"),
    ("rust.cfg = 'feature = \"a b\"'", "rust.cfg = 'feature = \"ab\"'"),
    ("rust.from = 'a::E<u8, u8>'", "rust.from = 'a::E<u8>'"),
    (
        "fields = { a = { type = 'any', rust = 'Map<u8, u16>', internal = true } }",
        "fields = { a = { type = 'any', rust = 'Map<u16, u8>', internal = true } }",
    ),
];

#[test]
fn the_spelling_is_not_a_change() {
    let of = |keys: &str| contract(&format!("[errors.taken]\nstatus = 409\nmessage = 'Taken'\n{keys}\n"));
    for (old, new) in SAME {
        for (old, new) in [(old, new), (new, old)] {
            let (before, after) = (of(old), of(new));
            assert_eq!(diff_rust(&before, &after), Some(Vec::new()), "{old}\n{new}");
            assert_eq!(diff_rust(&locked(&before), &after), Some(Vec::new()), "{old}\n{new}");
        }
    }
    for (old, new) in DIFFERENT {
        let (before, after) = (of(old), of(new));
        assert_ne!(diff_rust(&before, &after), Some(Vec::new()), "{old}\n{new}");
        assert_ne!(diff_rust(&locked(&before), &after), Some(Vec::new()), "{old}\n{new}");
    }
}

/// An older lock, or a person, may have written a different spelling.
#[test]
fn the_spelling_in_a_lock_is_not_a_change() {
    let keys = "rust = { cfg = 'all(unix, test)', from = 'a::E<u8, u8>' }\n\
                fields = { a = { type = 'any?', rust = 'Map<u8, u8>', internal = true } }";
    let new = contract(&format!("[errors.taken]\nstatus = 409\nmessage = 'Taken'\n{keys}\n"));
    let text = new.render_lock();
    let spelled = text.replace("(unix, test)", "( test,unix,)").replace("<u8, u8>", "<u8,u8>");
    assert_eq!(spelled.matches("<u8,u8>").count(), 2, "{text}");
    assert_ne!(spelled.replace("<u8,u8>", "<u8, u8>"), text);
    let (old, _) = error_catalog_model::contract::Contract::parse_lock("errors.lock", &spelled);
    assert_eq!(diff_rust(&old.unwrap(), &new), Some(Vec::new()));
}
