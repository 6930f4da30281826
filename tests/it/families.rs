//! Errors that share a code or a number.

use error_catalog::{CatalogError, Context, Received};

#[error_catalog::error_catalog("tests/fixtures/families/errors.toml")]
pub mod errors {}

use errors::{Code, Error};

fn receive(status: u16, body: &str) -> Received<Error> {
    Received::parse(status, [("", "")], body.as_bytes())
}

#[test]
fn responses_have_the_code_and_the_number_of_the_owner() {
    for (error, body) in [
        (
            Error::payment_not_found("p1"),
            r#"{"error":{"type":null,"code":"HE_02","number":2,"message":"Payment p1 not found"}}"#,
        ),
        (
            Error::mandate_not_found(),
            r#"{"error":{"type":null,"code":"HE_02","number":20,"message":"Merchant not found"}}"#,
        ),
        (Error::invalid_key(), r#"{"error":{"type":null,"number":109,"message":"Invalid key"}}"#),
        (
            Error::dispute_not_found("d1", "EU"),
            r#"{"error":{"type":"invalid_request","code":"HE_02","number":2,"message":"Dispute d1 not found in EU"}}"#,
        ),
    ] {
        let response = error.to_response(&Context::new());
        assert_eq!(response.body, body);
        let received = receive(response.status, body);
        assert_eq!(received.code(), Some(error.code()), "{body}");
        assert_eq!(received.error().map(|read| format!("{read:?}")), Some(format!("{error:?}")));
    }
}

#[test]
fn parsing_a_code_returns_its_owner() {
    for code in Code::ALL {
        let owner = code.as_str().parse::<Code>();
        assert_eq!(owner, Ok(code.owner()), "{code:?}");
        assert_eq!((code.owner().owner(), code.owner().as_str()), (code.owner(), code.as_str()));
        assert_eq!(Error::example(*code).map(|error| error.code()), (*code != Code::Never).then_some(*code));
    }
    assert_eq!(Code::DisputeNotFound.owner(), Code::MerchantNotFound);
    assert_eq!(Code::InvalidKey.owner(), Code::Unauthorized);
    assert_eq!("merchant_missing".parse(), Ok(Code::MerchantNotFound));
    assert_eq!("refund_missing".parse(), Ok(Code::RefundNotFound));
    assert_eq!(Code::MandateNotFound.number(), Some(20));
    assert_eq!(Code::RefundNotFound.number(), Some(2));
}

#[test]
fn the_status_and_the_text_distinguish_errors() {
    let body =
        |message: &str| format!(r#"{{"error":{{"code":"HE_02","number":2,"type":null,"message":"{message}"}}}}"#);
    for (status, message, expected) in [
        (404, "Merchant not found", Some(Code::MerchantNotFound)),
        (404, "Refund not found", Some(Code::RefundNotFound)),
        (404, "Payment  not found", Some(Code::PaymentNotFound)),
        // A later version may have other words for the only error with this status.
        (410, "Merchant not found", Some(Code::MerchantGone)),
        (410, "The merchant is gone", Some(Code::MerchantGone)),
        // A proxy changed the status.
        (500, "Refund not found", Some(Code::RefundNotFound)),
        // Two errors have this message with the status that the proxy replaced.
        (500, "Merchant not found", None),
        (404, "Record not found", None),
        (404, "A later error", None),
    ] {
        let received = receive(status, &body(message));
        assert_eq!(received.code(), expected.or(Some(Code::MerchantNotFound)), "{status} {message}");
        assert_eq!(received.error().map(Error::code), expected, "{status} {message}");
        assert_eq!((received.code_text(), received.message()), (Some("HE_02"), Some(message)));
        assert!(!received.retry().is_retryable(), "{status} {message}");
    }
}

#[test]
fn an_alias_names_one_error() {
    let body = r#"{"error":{"code":"refund_missing","type":null,"message":"Gone"}}"#;
    assert_eq!(receive(404, body).error().map(Error::code), Some(Code::RefundNotFound));
    // The owner had this code when it already shared its code.
    let body = r#"{"error":{"code":"merchant_missing","number":2,"type":null,"message":"Gone"}}"#;
    let received = receive(404, body);
    assert_eq!((received.code(), received.error().is_none()), (Some(Code::MerchantNotFound), true));
}

/// A response that may be an error with a sensitive field is not shown.
#[test]
fn an_undecided_response_hides_values() {
    let body = r#"{"error":{"code":"HE_02","number":2,"type":null,"message":"Record not found","param":"secret"}}"#;
    let received = receive(404, body);
    let shown = format!("{received:?}");
    assert!(!shown.contains("secret"), "{shown}");
    let body = r#"{"error":{"code":"HE_02","number":2,"type":null,"message":"Refund not found"}}"#;
    assert!(format!("{:?}", receive(404, body)).contains("Refund not found"));
}

#[test]
fn codes_survive_serde_as_their_owner() {
    for code in Code::ALL {
        let json = serde_json::to_string(code).unwrap();
        assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), code.owner());
    }
}
