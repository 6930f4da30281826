//! `[usage] at-most`: how many places may construct an error.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use crate::support::{project, run, validate};

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.0.0\"\n";

const LIB: &str = r#"
#[error_catalog::error_catalog]
pub mod errors {}
mod orders;
#[test]
fn in_a_test() {
    errors::Error::bad_request("a"); errors::Error::bad_request("b"); errors::Error::bad_request("c");
}
"#;

const ORDERS: &str = r#"
use crate::errors::Error;
fn a(e: Error) -> bool { matches!(e, Error::BadRequest { .. }) }
fn b() { Error::bad_request("a"); }
fn c() { Err(()).map_err(Error::bad_request) }
fn d() { Error::BadRequest { reason: "a".into() }; Error::sold_out(); }
"#;

fn shop(usage: &str) -> TempDir {
    let errors = "[errors.bad_request]\nstatus = 400\nmessage = \"{reason}\"\nfields = { reason = \"string\" }\n\n\
                  [errors.sold_out]\nstatus = 409\ncode = \"SoldOut\"\nmessage = \"Sold out\"\n";
    let catalog = format!("{usage}\n{errors}");
    project(&[("Cargo.toml", MANIFEST), ("errors.toml", &catalog), ("src/lib.rs", LIB), ("src/orders.rs", ORDERS)])
}

#[test]
fn a_limit() {
    for (most, expected) in [(0, 1), (2, 1), (3, 0), (300, 0)] {
        let folder = shop(&format!("[usage]\nat-most = {{ bad_request = {most} }}"));
        let (code, out, err) = run(folder.path(), &["usage"]);
        assert_eq!(code, Some(expected), "{most}: {out}{err}");
        let (_, json, _) = run(folder.path(), &["usage", "--format", "json"]);
        let document = validate("src/schemas/usage.json", &json, "usage");
        let place = json!({ "file": "errors.toml", "line": 2 });
        let limit = json!({ "code": "bad_request", "key": "bad_request", "place": place, "at_most": most, "made": 3, "exceeded": expected == 1 });
        assert_eq!(document["limits"], json!([limit]));
        let is_lower = err.contains("note: fewer places than allowed construct `bad_request`");
        assert_eq!(is_lower, most == 300, "{err}");
    }
    let (_, out, err) = run(shop("usage.at-most.bad_request = 2").path(), &["usage"]);
    assert!(
        out.contains(
            "at-most: More places construct these errors than the limit allows\n  \
             bad_request  errors.toml:1  (3 places, at most 2)\n    src/orders.rs: 3 places\n"
        ),
        "{out}"
    );
    assert_eq!(
        err,
        "error: 3 places construct `bad_request`, but `[usage]` allows at most 2\n\
         help: `error-catalog where bad_request` lists the places; construct a more specific error at a new place\n"
    );
}

/// `--fix` lowers a limit, never raises a limit, and changes nothing else.
#[test]
fn fix_lowers_limits() {
    for (before, after, expected) in [
        ("# A\n[usage] # B\nat-most = { bad_request = 300, SoldOut = 0 } # C", "bad_request = 3, SoldOut = 0", 1),
        ("[usage.at-most]\nbad_request = 300 # C\nSoldOut     = 1\n", "bad_request = 3 # C\nSoldOut     = 1\n", 0),
        ("usage.at-most.bad_request = 4", "usage.at-most.bad_request = 3", 0),
        ("[usage]\nat-most = { bad_request = 3 }", "[usage]\nat-most = { bad_request = 3 }", 0),
        ("[usage]\nat-most = { bad_request = 2 }", "[usage]\nat-most = { bad_request = 2 }", 1),
    ] {
        for crlf in [false, true] {
            let folder = shop(before);
            let path = folder.path().join("errors.toml");
            let text = fs::read_to_string(&path).unwrap();
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            fs::write(&path, &text).unwrap();
            let expected_text =
                text.replace("bad_request = 300", "bad_request = 3").replace("bad_request = 4", "bad_request = 3");
            let (code, _, err) = run(folder.path(), &["usage", "--fix"]);
            assert_eq!(code, Some(expected), "{before}: {err}");
            assert_eq!(fs::read_to_string(&path).unwrap(), expected_text, "{before}");
            assert!(expected_text.replace("\r\n", "\n").contains(after), "{before}");
            assert_eq!(err.contains("the limit of `bad_request` is now 3 instead of"), text != expected_text, "{err}");
            let (again, _, err) = run(folder.path(), &["usage", "--fix"]);
            assert_eq!((again, err.contains("instead of")), (Some(expected), false), "{before}: {err}");
        }
    }
}

/// Without the Rust source, a limit would never be exceeded, and `--fix` would set every limit to 0.
#[test]
fn a_limit_needs_rust() {
    let folder = shop("[usage]\nat-most = { bad_request = 2 }");
    fs::write(folder.path().join("src/lib.rs"), "").unwrap();
    let before = fs::read_to_string(folder.path().join("errors.toml")).unwrap();
    for args in [&["usage"][..], &["usage", "--fix"]] {
        let (code, _, err) = run(folder.path(), args);
        assert!(code == Some(2) && err.contains("the limits of `[usage]` cannot be checked"), "{err}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("errors.toml")).unwrap(), before);
}

/// The exit code of `--fix` shows what remains, and does not depend on what was lowered.
#[test]
fn fix_fails_if_something_remains() {
    for (limits, deny, expected) in [
        ("bad_request = 300", "unknown", 0),
        ("bad_request = 300", "untested", 1),
        ("SoldOut = 0, bad_request = 300", "unknown", 1),
    ] {
        let folder = shop(&format!("[usage]\nat-most = {{ {limits} }}"));
        for lowered in [true, false] {
            let (code, _, err) = run(folder.path(), &["usage", "--fix", "--deny", deny]);
            assert_eq!(code, Some(expected), "{limits}, {deny}: {err}");
            assert_eq!(err.contains("instead of 300\n"), lowered, "{limits}, {deny}: {err}");
            assert!(fs::read_to_string(folder.path().join("errors.toml")).unwrap().contains("bad_request = 3 "));
        }
    }
}
