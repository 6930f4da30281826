//! `usage` and `where`: errors that the source constructs from a code or a status, instead of by their names.

use serde_json::Value;

use crate::support::{project, run, validate};

const CATALOG: &str = r#"
[statuses.413]
code = "too_large"

[errors.sold_out]
status  = 409
message = "It is sold out"

[errors.too_large]
status  = 413
message = "The body is too large"

[errors.gone]
status  = 410
message = "It is gone"
"#;

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.0.0\"\n";

const ATTRIBUTE: &str = "#[error_catalog::error_catalog]\npub mod errors {}\nuse errors::{Code, Error};\n";

/// The document of a command for a package with a line in `src/lib.rs` and a line in another file.
fn document(command: &[&str], line: &str, file: &str, text: &str) -> Value {
    let source = format!("{ATTRIBUTE}{line}\n");
    let files = [("Cargo.toml", MANIFEST), ("errors.toml", CATALOG), ("src/lib.rs", &source), ("seen.txt", "")];
    let folder = project(&[&files[..], &[(file, text)]].concat());
    let (_, out, err) = run(folder.path(), &[command, &["--format", "json"]].concat());
    validate(&format!("src/schemas/{}.json", command[0]), &out, &err)
}

fn usage(line: &str, file: &str, text: &str) -> Value {
    document(&["usage", "--seen", "seen.txt"], line, file, text)
}

/// What can send each error; `-` for nothing.
fn senders(document: &Value) -> String {
    let errors = document["errors"].as_array().unwrap().iter();
    errors.map(|error| error["sender"].as_str().unwrap_or("-")).collect::<Vec<_>>().join(" ")
}

#[test]
fn only_a_code_that_is_known_at_run_time_can_be_any_error() {
    for (line, expected) in [
        ("", "- framework -"),
        ("fn a(c: Code) -> Option<Error> { Error::example(c) }", "run-time framework run-time"),
        ("fn a(c: Option<Code>) -> Option<Error> { c.and_then(Error::example) }", "run-time framework run-time"),
        ("fn a(c: Code) { let _ = Error::from_parts(c, []); }", "run-time framework run-time"),
        ("fn a(c: Code) { <Error as CatalogError>::example(c); }", "run-time framework run-time"),
        ("fn a() -> Option<Error> { Error::example(Code::Gone) }", "- framework code"),
        ("fn a() -> Option<Error> { use Code::Gone; Error::example(Gone) }", "- framework code"),
        ("fn a() { let _ = Error::from_parts(Code::SoldOut, []); }", "code framework -"),
        ("fn a(s: u16) -> Option<Error> { Error::for_status(s) }", "- framework -"),
        ("fn a(s: Option<u16>) -> Option<Error> { s.and_then(Error::for_status) }", "- framework -"),
        ("fn a() -> Option<Error> { Error::for_status(404) }", "- framework -"),
        ("fn a() -> Option<Error> { Error::for_status(413u16) }", "- code -"),
        ("fn a() { <Error as CatalogError>::for_status(413); }", "- code -"),
        // A code is not an error yet.
        ("fn a(text: &str) { text.parse::<Code>(); }", "- framework -"),
        ("fn a(text: &str) { Code::from_str(text); }", "- framework -"),
        ("fn a() { for code in Code::ALL { b(code); } }", "- framework -"),
    ] {
        assert_eq!(senders(&usage(line, "src/a.rs", "")), expected, "{line}");
    }
}

/// A test sends no response, unless `--seen` has the response.
#[test]
fn a_test_is_not_a_sender() {
    let body = "for code in Code::ALL { Error::example(*code); }";
    for line in [
        format!("#[test] fn a() {{ {body} }}"),
        format!("#[cfg(test)] mod tests {{ use super::*; fn a() {{ {body} }} }}"),
        format!("#[cfg(test)] fn a() {{ {body} }}"),
        format!("#[cfg(test)] const A: fn() = || {{ {body} }};"),
        format!("#[cfg(test)] static A: fn() = || {{ {body} }};"),
        format!("#[cfg(test)] impl B {{ fn a() {{ {body} }} }}"),
        format!("impl B {{ #[cfg(test)] const A: fn() = || {{ {body} }}; }}"),
        format!("#[cfg(test)] trait B {{ fn a() {{ {body} }} }}"),
        format!("trait B {{ #[cfg(test)] fn a() {{ {body} }} }}"),
        format!("#[cfg(test)] b! {{ {body} }}"),
        format!("fn a() {{ #[cfg(test)] {{ {body} }} }}"),
        format!("fn a() {{ #[cfg(test)] let b = || {{ {body} }}; }}"),
        format!("fn a() {{ #[cfg(test)] b! {{ {body} }} }}"),
    ] {
        let document = usage(&line, "src/a.rs", "");
        assert_eq!((senders(&document).as_str(), &document["at_run_time"]), ("- framework -", &Value::Array(vec![])));
        assert!(document["errors"].as_array().unwrap().iter().all(|error| error["tested"] == false), "{line}");
    }
    let shop = "use shop::errors::{Code, Error};\n";
    for (line, file, text) in [
        ("", "tests/all.rs", format!("{shop}fn a() {{ {body} }}")),
        ("", "benches/all.rs", format!("{shop}fn a() {{ {body} }}")),
        ("#[cfg(test)] mod a;", "src/a.rs", format!("use crate::*; fn a() {{ {body} }}")),
        ("mod a;", "src/a.rs", format!("#![cfg(test)] use crate::*; fn a() {{ {body} }}")),
    ] {
        assert_eq!(senders(&usage(line, file, &text)), "- framework -", "{file}: {text}");
    }
    // A package's `examples` are programs, not tests.
    let text = format!("{shop}fn a(c: Code) {{ Error::example(c); }}");
    assert_eq!(senders(&usage("", "examples/a.rs", &text)), "run-time framework run-time");
}

#[test]
fn a_test_of_an_error_names_its_code_or_its_status() {
    for (body, expected) in [
        ("for code in Code::ALL { Error::example(*code); }", [false, false, false]),
        ("Error::example(Code::Gone);", [false, false, true]),
        ("assert!(Error::for_status(404).is_none());", [false, false, false]),
        ("assert!(Error::for_status(413).is_some());", [false, true, false]),
        ("Error::for_status(status());", [false, false, false]),
    ] {
        let document =
            usage("", "tests/a.rs", &format!("use shop::errors::{{Code, Error}};\n#[test] fn a() {{ {body} }}"));
        let errors = document["errors"].as_array().unwrap();
        let tested: Vec<bool> = errors.iter().map(|error| error["tested"].as_bool().unwrap()).collect();
        assert_eq!(tested, expected, "{body}");
    }
}

/// `where` shows a place only for the errors that the place can construct.
#[test]
fn places_with_a_status_that_is_known_at_run_time() {
    let line = "fn a(s: u16, c: Code) { Error::for_status(s);\nError::example(c); }";
    for (code, expected) in [("sold_out", vec![5]), ("too_large", vec![4, 5])] {
        let document = document(&["where", code], line, "src/a.rs", "");
        let places = document["at_run_time"].as_array().unwrap().iter();
        assert_eq!(places.map(|place| place["line"].as_u64().unwrap()).collect::<Vec<_>>(), expected, "{code}");
    }
    let places = &usage(line, "src/a.rs", "")["at_run_time"];
    assert_eq!(places.as_array().unwrap().len(), 1, "{places}");
}
