//! Details of which every member is optional.

use error_catalog::{CatalogError, Context, Received};

#[error_catalog::error_catalog("tests/fixtures/details.toml")]
pub mod errors {}

use errors::Error;

#[test]
fn empty_details_are_left_out_and_read_back() {
    let vague = |line: Option<u32>, hint: Option<&str>| Error::vague(line, hint.map(str::to_owned));
    let both = r#""details":{"line":7,"hint":"x"},"required":{"line":7,"hint":"x"}"#;
    for (error, message, rest) in [
        (vague(None, None), "Something is wrong with the request", r#""required":{}"#),
        (vague(Some(7), None), "Something is wrong with the request", r#""details":{"line":7},"required":{"line":7}"#),
        (
            vague(None, Some("x")),
            "Something is wrong with the request",
            r#""details":{"hint":"x"},"required":{"hint":"x"}"#,
        ),
        (vague(Some(7), Some("x")), "Something is wrong with the request", both),
        (Error::exact(7_u32, None::<String>), "A line is too long", r#""details":{"line":7},"required":{"line":7}"#),
        (Error::exact(7_u32, "x".to_owned()), "A line is too long", both),
    ] {
        let response = error.to_response(&Context::new());
        assert_eq!(response.body, format!(r#"{{"message":"{message}",{rest}}}"#));
        let received = Received::<Error>::parse(response.status, [("a", "b")], response.body.as_bytes());
        assert_eq!(received.code(), Some(error.code()));
        assert_eq!(format!("{:?}", received.error()), format!("{:?}", Some(&error)));
    }
}
