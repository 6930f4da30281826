//! From text to a code.

use std::collections::BTreeSet;

use error_catalog::ParseCodeError;

#[error_catalog::error_catalog("tests/fixtures/hundred.toml")]
pub mod errors {}

use errors::Code;

#[test]
fn a_match_finds_codes_and_aliases() {
    use crate::shop::errors::Code;
    for (text, code) in [
        ("order_not_found", Some(Code::OrderNotFound)),
        ("no_such_order", Some(Code::OrderNotFound)),
        ("ORDER_MISSING", Some(Code::OrderNotFound)),
        ("DOWN", Some(Code::Maintenance)),
        ("maintenance", None),
        ("", None),
    ] {
        assert_eq!(Code::lookup(text), code, "{text}");
        assert_eq!(text.parse::<Code>(), code.ok_or(ParseCodeError), "{text}");
    }
}

#[cfg(feature = "client")]
#[test]
fn an_alias_has_every_status_of_its_error() {
    use error_catalog::Received;
    for (text, status, code, title) in [
        ("former_10", 401, Code::Failure10, "Unauthorized"),
        ("former_10", 403, Code::Failure10, "Forbidden"),
        ("former_10", 404, Code::Failure10, "Unauthorized"),
        ("failure_99", 599, Code::Failure99, "Server Error"),
        ("former_20", 403, Code::Failure20, Code::Failure20.title()),
    ] {
        let body = format!("{{\"code\":\"{text}\"}}");
        let received = Received::<errors::Error>::parse(status, [("", "")], body.as_bytes());
        assert_eq!((received.code(), received.title()), (Some(code), Some(title)), "{text} {status}");
    }
}

#[test]
fn a_hash_table_finds_codes_and_aliases() {
    assert_eq!(Code::ALL.len(), 100);
    for (row, code) in Code::ALL.iter().enumerate() {
        assert_eq!(code.as_str(), format!("failure_{row}"));
        assert_eq!(Code::lookup(code.as_str()), Some(*code));
        let former = Code::lookup(&format!("former_{row}"));
        assert_eq!(former, (row % 10 == 0).then_some(*code), "{row}");
        assert_eq!(Code::lookup(&format!("failure_{}", row + 100)), None);
    }
    assert_eq!(Code::lookup(""), None);
    assert_eq!(BTreeSet::from_iter(Code::ALL).len(), 100);
}
