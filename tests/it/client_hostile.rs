//! A client handles any response, however malformed.

use error_catalog::{CatalogError, Context, Json, Received, Timestamp, Violations};

use crate::shop::errors::{Code, Error};

fn bodies() -> Vec<Vec<u8>> {
    let context = Context::new().request_id("req_1").retry_after(3).debug(&Json::Bool(true));
    let errors = [
        Error::order_too_large("C", 7, 5, String::from("Split it."), 0.5, None),
        Error::invalid_order(Violations::new().with("lines", "Required.").with("/lines", "Too few.")),
        Error::moved(
            "2024-01-22T10:30:00Z".parse::<Timestamp>().unwrap(),
            "tax",
            Json::from([("to", Json::Null)]),
            true,
            1.0,
            -1,
        ),
        Error::maintenance(),
    ];
    errors.iter().map(|error| error.to_response(&context).body.into_bytes()).collect()
}

/// Calls every accessor.
fn read_all(received: &Received<Error>) -> usize {
    let shown = format!("{received} {:?}", received.violations());
    assert!(!received.to_string().contains(error_catalog_wire::is_unprintable), "{shown}");
    let _ = format!("{received:?}");
    let _ = (received.retry().wait_after(1), received.retry_after(), received.details(), received.field("limit"));
    shown.len()
}

#[test]
fn no_input_causes_a_panic() {
    const PIECES: [&[u8]; 17] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b",",
        b":",
        b"null",
        b"-1e9",
        b"\"code\":",
        b"\"order_too_large\"",
        b"\\u",
        b"\xff",
        b"\xef\xb7\x90=205\xef\xb7\x90",
        b"\0",
        b"99999999999999999999999999",
        "\u{202e}".as_bytes(),
    ];
    let bodies = bodies();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % end
    };
    for round in 0..100_000 {
        let mut body = bodies[below(bodies.len())].clone();
        if round % 4 == 0 {
            body = (0..below(100)).map(|_| below(256) as u8).collect();
        }
        for _ in 0..=below(4) {
            let at = below(body.len() + 1);
            match below(4) {
                0 if at < body.len() => body[at] = below(256) as u8,
                1 => body.truncate(at),
                2 => _ = body.splice(at..at, PIECES[below(PIECES.len())].iter().copied()),
                _ => _ = body.drain(at..(at + below(8)).min(body.len())),
            }
        }
        let header = PIECES[below(PIECES.len())];
        let received = Received::<Error>::parse(below(65_536) as u16, [("Retry-After", header)], &body);
        assert!(read_all(&received) > 0 && received.body() == body);
    }
}

#[test]
fn a_response_that_is_not_in_the_catalog_is_an_unknown_error() {
    let deep = "[".repeat(100_000);
    let deep_member = format!(r#"{{"code":"DOWN","details":{}{}}}"#, "[".repeat(1000), "]".repeat(1000));
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56\x4a\xce\x4f\x49\x55\xb2\x52\x72\xf1\x0f\xf7\x53";
    for (body, text) in [
        (&b""[..], None),
        (b" ", None),
        (b"null", None),
        (b"true", None),
        (b"\"DOWN\"", None),
        (b"[]", None),
        (b"{}", None),
        (b"[{\"code\":\"DOWN\"}]", None),
        (gzip, None),
        (b"<!DOCTYPE html><html><title>502 Bad Gateway</title></html>", None),
        (b"{\"code\":\"DOWN\"", None),
        (b"{\"code\":\"DOWN\"} DOWN", None),
        (b"{\"code\":\"DO\xffWN\"}", None),
        (b"{\"code\":\"\\ud800\"}", None),
        (b"{\"code\":\"DOWN\",\"n\":1e999}", None),
        (deep.as_bytes(), None),
        (deep_member.as_bytes(), None),
        (b"{\"code\":null}", None),
        (b"{\"code\":{\"code\":\"DOWN\"}}", None),
        (b"{\"code\":[\"DOWN\"]}", None),
        (b"{\"code\":17}", None),
        (b"{\"code\":\"\"}", Some("")),
        (b"{\"code\":\"down\"}", Some("down")),
        (b"{\"code\":\"DOWN\\u0000\"}", Some("DOWN\0")),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        let received = Received::<Error>::parse(503, [("Content-Type", "application/json")], body);
        assert_eq!((received.code(), received.code_text()), (None, text), "{shown}");
        assert!(received.error().is_none() && received.body() == body, "{shown}");
        assert!(received.retry().is_retryable(), "{shown}");
        read_all(&received);
    }
}

#[test]
fn unexpected_members_and_types_are_ignored() {
    for (body, code, typed) in [
        (r#"{"code":"DOWN"}"#, Code::Maintenance, true),
        ("\u{FEFF}{\"code\":\"DOWN\"}", Code::Maintenance, true),
        (r#"{"new":[{}],"code":"DOWN","status":"503","message":17,"details":[]}"#, Code::Maintenance, true),
        (r#"{"code":"type","code":"DOWN"}"#, Code::Maintenance, true),
        (r#"{"code":"DOWN","n":123456789012345678901234567890}"#, Code::Maintenance, true),
        (r#"{"code":"invalid_order"}"#, Code::InvalidOrder, false),
        (r#"{"code":"invalid_order","errors":{}}"#, Code::InvalidOrder, true),
        (r#"{"code":"invalid_order","errors":{"a":"b"}}"#, Code::InvalidOrder, true),
        (r#"{"code":"invalid_order","errors":[{"field":"a","description":"b"}]}"#, Code::InvalidOrder, true),
        (r#"{"code":"invalid_order","errors":[{"detail":"b"}]}"#, Code::InvalidOrder, false),
        (r#"{"code":"invalid_order","errors":{"a":{"b":"c"}}}"#, Code::InvalidOrder, false),
        (r#"{"code":"too_many_orders","wait":30}"#, Code::TooManyOrders, true),
        (r#"{"code":"too_many_orders","wait":"30"}"#, Code::TooManyOrders, true),
        (r#"{"code":"too_many_orders","wait":-30}"#, Code::TooManyOrders, false),
        (r#"{"code":"too_many_orders","wait":null}"#, Code::TooManyOrders, false),
        (r#"{"code":"order_not_found","details":{"order_id":"x"}}"#, Code::OrderNotFound, false),
        (
            r#"{"number":1001,"message":"Order f81d4fae-7dec-11d0-a765-00a0c91e6bf6 not found"}"#,
            Code::OrderNotFound,
            true,
        ),
    ] {
        let received = Received::<Error>::parse(400, [("", ""); 0], body.as_bytes());
        assert_eq!((received.code(), received.error().is_some()), (Some(code), typed), "{body}");
        if let Some(error) = received.error() {
            assert_eq!(error.code(), code);
        }
        read_all(&received);
    }
}
