//! Escapes text for URLs.

/// Returns the fragment of a link to the anchor of a code, without the `#`.
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

#[cfg(test)]
mod tests {
    use super::fragment;

    #[test]
    fn only_unreserved_characters_are_written_as_they_are() {
        assert_eq!(fragment("user_not.found~1-A"), "user_not.found~1-A");
        assert_eq!(fragment("a b\n%41/?#[]()<>\"é"), "a%20b%0A%2541%2F%3F%23%5B%5D%28%29%3C%3E%22%C3%A9");
    }
}
