//! Times and durations in several formats.

use std::time::Duration;

use error_catalog::{CatalogError, Context, Received, Timestamp};

#[error_catalog::error_catalog("tests/fixtures/times.toml")]
pub mod errors {}

use errors::Error;

fn time() -> Timestamp {
    Timestamp::from_unix(784_111_777, 123_456_789)
}

#[test]
fn a_time_is_sent_in_the_format_of_its_slot() {
    let response = Error::maintenance(time()).to_response(&Context::new().timestamp(time()));
    assert_eq!(
        response.body,
        r#"{"code":"maintenance","message":"Back at 1994-11-06T08:49:37.123Z","#.to_owned()
            + r#""at":"1994-11-06T08:49:37.123+00:00","seconds":784111777,"millis":784111777123}"#
    );
    let headers: Vec<(&str, &str)> = response.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(
        headers[1..],
        [("X-Time", "784111777"), ("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"), ("X-RateLimit-Reset", "784111777"),]
    );
    let error = Error::busy(Duration::from_micros(1_500_001));
    assert_eq!(
        error.to_response(&Context::new()).body,
        r#"{"code":"busy","message":"Wait for 1501 ms","wait_ms":1501}"#
    );
    assert_eq!(error.log_message(), "1.500001s is 2 s");
    let response = Error::busy(Duration::ZERO).to_response(&Context::new().retry_after(3));
    assert!(response.body.ends_with(r#""retry_after_ms":3000}"#), "{response}");
}

#[test]
fn a_client_reads_every_format() {
    let second = Timestamp::from_unix(784_111_777, 0);
    let millis = Timestamp::from_unix(784_111_777, 123_000_000);
    for (error, read) in [
        // The milliseconds in the body are more precise than the seconds.
        (Error::maintenance(time()), Error::maintenance(millis)),
        (Error::maintenance(second), Error::maintenance(second)),
        (Error::busy(Duration::from_millis(1_500)), Error::busy(Duration::from_millis(1_500))),
        (Error::busy(Duration::from_secs(2)), Error::busy(Duration::from_secs(2))),
        // The time in the message is more precise, but the wording of the message may change.
        (Error::paused(None, time()), Error::paused(None, second)),
        (Error::paused(second, time()), Error::paused(second, second)),
        (Error::limited(7_u32), Error::limited(7_u32)),
        (Error::slowed(Duration::from_millis(2_500)), Error::slowed(Duration::from_millis(2_500))),
    ] {
        let response = error.to_response(&Context::new());
        let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let received = Received::<Error>::parse(response.status, headers, response.body.as_bytes());
        assert_eq!(received.code(), Some(error.code()), "{response}");
        let found = received.error().unwrap_or_else(|| panic!("{response}"));
        assert_eq!(format!("{found:?}"), format!("{read:?}"), "{response}");
    }
}

#[test]
fn a_client_reads_the_wait_in_milliseconds() {
    for (body, wait) in [
        (r#"{"code":"slowed","message":"","retry_after_ms":1500}"#, Some(Duration::from_millis(1_500))),
        (r#"{"code":"unknown","message":"","retry_after_ms":2000}"#, Some(Duration::from_secs(2))),
        (r#"{"code":"unknown","message":"","retry_after_ms":null}"#, None),
        (r#"{"code":"unknown","message":"","retry_after_ms":-1}"#, None),
        (r#"{"code":"limited","message":"","retry_after_ms":"soon"}"#, None),
    ] {
        let received = Received::<Error>::parse(429, [("", "")], body.as_bytes());
        assert_eq!(received.retry_after(), wait, "{body}");
    }
}
