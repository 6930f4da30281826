//! Text inside a URL.

/// What stands behind the `#` of a link to the anchor of a code.
pub(crate) fn fragment(code: &str) -> String {
    let mut out = String::new();
    for byte in code.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'~' | b'-' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
