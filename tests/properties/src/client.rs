//! A client: no response makes the client panic.

use std::time::Duration;

use error_catalog::{CatalogError, Context, Received};

use crate::apis::each_preset;

/// The longest wait that a client accepts.
const YEAR: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// A response as text: `STATUS`, the headers, an empty line and the body.
struct Message<'a> {
    status: u16,
    headers: Vec<(&'a str, &'a [u8])>,
    body: &'a [u8],
}

impl<'a> Message<'a> {
    /// Splits any bytes into a response.
    fn of(input: &'a [u8]) -> Self {
        let mut rest = input;
        let mut line = || {
            let at = rest.iter().position(|byte| *byte == b'\n')?;
            let line = &rest[..at];
            rest = &rest[at + 1..];
            Some(line.strip_suffix(b"\r").unwrap_or(line))
        };
        let status = line().and_then(|line| std::str::from_utf8(line).ok()?.trim().parse().ok()).unwrap_or(500);
        let mut headers = Vec::new();
        while let Some(header) = line().filter(|line| !line.is_empty()) {
            let colon = header.iter().position(|byte| *byte == b':').unwrap_or(header.len());
            let name = std::str::from_utf8(&header[..colon]).unwrap_or_default();
            headers.push((name, header.get(colon + 1..).unwrap_or_default().trim_ascii()));
        }
        Self { status, headers, body: rest }
    }
}

/// Reads a response with the client of every preset. Returns whether a client recognizes the code.
pub fn check(input: &[u8]) -> bool {
    let message = Message::of(input);
    let mut is_known = false;
    each_preset!(Error => is_known |= check_received::<Error>(&message));
    is_known
}

fn check_received<E: CatalogError>(message: &Message<'_>) -> bool {
    let received = Received::<E>::parse(message.status, message.headers.iter().copied(), message.body);
    assert_eq!((received.status(), received.body()), (message.status, message.body));
    assert!(!received.to_string().contains(char::is_control), "{received}");
    for attempt in [0, 1, u32::MAX] {
        let _ = received.retry().wait_after(attempt);
    }
    assert!(received.retry_after().is_none_or(|wait| wait <= YEAR), "{:?}", received.retry_after());
    let _ = format!("{received:?} {:?} {:?}", received.violations(), received.details());
    let code = received.code();
    match received.into_error() {
        Ok(error) => {
            assert_eq!(code, Some(error.code()));
            let _ = error.to_response(&Context::new());
        }
        Err(received) => assert!(received.error().is_none()),
    }
    code.is_some()
}
