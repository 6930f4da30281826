//! Sensitive fields, and the units of durations in logs.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use error_catalog::{CatalogError, Context, Uuid, Violations};
use serde::Serialize;

mod catalog {
    #[error_catalog::error_catalog("tests/fixtures/sensitive.toml")]
    pub(super) mod errors {}
}

use catalog::errors::Error;

/// A type of the application that shows its value.
#[derive(Debug, Serialize)]
pub(crate) struct User(&'static str);

impl Display for User {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

fn too_many_attempts(hint: Option<&str>) -> Error {
    let waits = vec![vec![Duration::from_millis(350)], vec![], vec![Duration::from_secs(2), Duration::from_micros(1)]];
    let violations = Violations::new().with("/pin", "s3cret-violation");
    let pins = vec![7_353_001];
    Error::TooManyAttempts {
        user: User("s3cret-user"),
        pins,
        wait: Duration::from_millis(1500),
        waits,
        hint: hint.map(str::to_owned),
        violations,
        account: "acme".to_owned(),
        secret: Uuid::from_bytes([7; 16]),
    }
}

#[cfg(feature = "from-parts")]
#[test]
fn a_sensitive_field_is_created_from_data() {
    let fields = [("token", error_catalog::Json::from("tok_1"))];
    let error = Error::from_parts(catalog::errors::Code::InvalidToken, fields).unwrap();
    assert_eq!(error.to_string(), "The token tok_1 is not valid");
    let missing = Error::from_parts(catalog::errors::Code::InvalidToken, []).unwrap_err();
    assert!(missing.to_string().contains("the field `token`:"), "{missing}");
}

#[test]
fn logs_do_not_contain_sensitive_values() {
    let error = too_many_attempts(Some("s3cret-hint"));
    assert_eq!(
        error.log_message(),
        "[redacted] (acme, [redacted]) tried [redacted], wait 1.5s, 350ms, , 2s, 1µs[redacted]: user: [redacted], \
         hint: [redacted], wait: 1.5s, waits: 350ms, , 2s, 1µs, pins: [redacted], invalid: [redacted]; user: \
         [redacted], pins: [redacted], wait: 1.5s, waits: 350ms, , 2s, 1µs, hint: [redacted]"
    );
    assert_eq!(
        format!("{error:?}"),
        "TooManyAttempts { user: [redacted], pins: [redacted], wait: 1.5s, waits: [[350ms],[],[2s,1µs]], \
         hint: [redacted], violations: [redacted], account: \"acme\", secret: [redacted] }"
    );
    // A value that is absent stays absent.
    assert!(format!("{:?}", too_many_attempts(None)).contains("hint: None"));

    let error = Error::invalid_token("s3cret");
    assert_eq!(error.log_message(), "The token [redacted] is not valid");
    assert_eq!(format!("{error:#?}"), "InvalidToken {\n    token: [redacted],\n}");
}

mod bound {
    #[error_catalog::error_catalog("tests/fixtures/sensitive.toml", partial)]
    pub(super) enum ApiError {
        InvalidToken(Box<str>),
        SlowDown {
            retry_after: std::time::Duration,
        },
        TooManyAttempts {
            secret: error_catalog::Uuid,
            account: &'static str,
            violations: error_catalog::Violations,
            hint: Option<String>,
            user: super::User,
            waits: Vec<Vec<std::time::Duration>>,
            pins: Vec<u32>,
            wait: std::time::Duration,
        },
    }
}

#[test]
fn an_enum_of_the_application_hides_sensitive_values() {
    let error = bound::ApiError::InvalidToken("s3cret".into());
    assert_eq!(format!("{error:?}"), "InvalidToken([redacted])");
    assert_eq!(error.log_message(), "The token [redacted] is not valid");
    let error = bound::ApiError::SlowDown { retry_after: Duration::from_millis(350) };
    assert_eq!(format!("{error:?}"), "SlowDown { retry_after: 350ms }");
    let attempts = |hint: Option<&str>| bound::ApiError::TooManyAttempts {
        secret: Uuid::from_bytes([7; 16]),
        account: "acme",
        violations: Violations::new(),
        hint: hint.map(str::to_owned),
        user: User("s3cret-user"),
        waits: vec![vec![Duration::from_millis(350)], vec![]],
        pins: vec![7_353_001],
        wait: Duration::from_millis(1500),
    };
    assert_eq!(
        format!("{:?}", attempts(Some("s3cret"))),
        "TooManyAttempts { secret: [redacted], account: \"acme\", violations: [redacted], hint: Some([redacted]), \
         user: [redacted], waits: [[350ms], []], pins: [redacted], wait: 1.5s }"
    );
    assert!(format!("{:?}", attempts(None)).contains("hint: None"));
}

#[test]
fn responses_contain_sensitive_values() {
    let error = too_many_attempts(None);
    assert_eq!(error.to_string(), "s3cret-user tried 7353001, wait 2 s");
    assert_eq!(
        error.to_response(&Context::new()).body,
        r#"{"code":"too_many_attempts","message":"s3cret-user tried 7353001, wait 2 s","details":{"user":"s3cret-user","wait":2,"waits":[[1],[],[2,1]],"pins":[7353001],"invalid":{"pin":"s3cret-violation"}}}"#
    );
}

/// The public message counts seconds, and its author may have written the unit.
#[test]
fn a_public_message_in_the_log_has_whole_seconds() {
    let error = Error::slow_down(Duration::from_millis(350));
    assert_eq!(
        (error.log_message().as_str(), format!("{error:?}").as_str()),
        ("Wait 1 s", "SlowDown { retry_after: 350ms }")
    );
    assert_eq!(error.to_response(&Context::new()).body, r#"{"code":"slow_down","message":"Wait 1 s","wait":1}"#);
}

#[cfg(feature = "client")]
#[test]
fn debug_of_a_received_response_has_no_sensitive_value() {
    use error_catalog::Received;

    let receive = |error: &Error| {
        let response = error.to_response(&Context::new());
        Received::<Error>::parse(response.status, [("content-type", "application/json")], response.body.as_bytes())
    };
    let received = receive(&Error::invalid_token("s3cret"));
    assert_eq!(received.message(), Some("The token s3cret is not valid"));
    let debug = format!("{received:?}");
    assert!(!debug.contains("s3cret") && debug.contains("[redacted]"), "{debug}");
    assert!(format!("{:?}", receive(&Error::slow_down(Duration::ZERO))).contains("Wait 0 s"));
}
