//! Codes that are not visible ASCII: printable texts.

use error_catalog::{CatalogError, Context, Received};

#[error_catalog::error_catalog("tests/fixtures/codes/errors.toml")]
pub mod errors {}

use errors::{Code, Error};

#[test]
fn codes_are_sent_and_read_as_they_are() {
    for (error, text, body) in [
        (
            Error::insufficient_access(),
            "insufficient access",
            r#"{"error":"insufficient access","text":"You cannot do this","docs":"https://example.com/errors/insufficient%20access","kebab":"insufficient-access"}"#,
        ),
        (
            Error::quoted(),
            r#"the "text" is \quoted"#,
            r#"{"error":"the \"text\" is \\quoted","text":"The text is quoted","docs":"https://example.com/errors/the%20%22text%22%20is%20%5Cquoted","kebab":"the\"text\"is\\quoted"}"#,
        ),
        (
            Error::too_large(),
            "Größe überschritten",
            r#"{"error":"Größe überschritten","text":"The file is too large","docs":"https://example.com/errors/Gr%C3%B6%C3%9Fe%20%C3%BCberschritten","kebab":"größe-überschritten"}"#,
        ),
    ] {
        let response = error.to_response(&Context::new());
        assert_eq!(response.body, body);
        assert_eq!((error.code().as_str(), text.parse()), (text, Ok(error.code())));
        let received: Received<Error> = Received::parse(response.status, [("", "")], body.as_bytes());
        assert_eq!(received.code(), Some(error.code()), "{body}");
        assert!(received.error().is_some(), "{body}");
    }
    assert_eq!("old quoted".parse(), Ok(Code::Quoted));
    assert!("insufficient  access".parse::<Code>().is_err());
}
