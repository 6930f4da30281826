//! A response: what HTTP and JSON demand of every response.

use serde_json::Value;

/// Checks that a response can be sent: its headers are fields of HTTP, and its body is JSON.
pub(crate) fn check_response<'a>(
    status: u16,
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    body: &str,
) -> Value {
    // An API can send its errors with any status that allows a body, except for redirects.
    assert!((200..=299).contains(&status) && !matches!(status, 204 | 205) || (400..=599).contains(&status), "{status}");
    for (name, value) in headers {
        // RFC 9110, section 5.6.2.
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        assert!(!name.is_empty() && name.bytes().all(is_token), "{name:?}");
        check_header_value(value);
    }
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}

/// Checks the grammar of a header's value, RFC 9110, section 5.5.
pub(crate) fn check_header_value(value: &str) {
    assert!(!value.contains(char::is_control), "{value:?}");
    assert!(value.len() <= 8_000 && value.trim_matches(' ') == value, "{value:?}");
}
