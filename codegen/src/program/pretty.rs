//! Formats JSON with line breaks and indentation.

use std::fmt::Write;

use error_catalog_model::{is_unprintable, opens_command};

/// Adds line breaks and an indentation of two spaces to compact JSON. A short array of simple values stays on one line.
///
/// The result is the same JSON value, so a reference shows what clients receive. Escapes replace unprintable
/// characters, and one character of each text that a build server would run as a command.
#[must_use]
pub fn pretty_json(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    push_pretty_json(&mut out, compact, 0);
    out
}

/// Appends compact JSON as [`pretty_json`] formats it, inside `depth` objects of a document.
pub fn push_pretty_json(out: &mut String, compact: &str, mut depth: usize) {
    let (bytes, mut at) = (compact.as_bytes(), 0);
    let mut flat = 0_usize;
    while at < bytes.len() {
        let rest = &compact[at..];
        let next = bytes.get(at + 1);
        let mut taken = 1;
        match bytes[at] {
            b'"' => {
                let (len, is_plain) = measure_string(bytes, at);
                taken = len;
                match is_plain {
                    true => out.push_str(&rest[..taken]),
                    false => push_string(out, &rest[..taken]),
                }
            }
            b'{' if next == Some(&b'}') => {
                taken = 2;
                out.push_str("{}");
            }
            b'[' if next == Some(&b']') => {
                taken = 2;
                out.push_str("[]");
            }
            b'[' if is_short(rest) => {
                flat += 1;
                out.push('[');
            }
            b']' if flat > 0 => {
                flat -= 1;
                out.push(']');
            }
            b',' if flat > 0 => out.push_str(", "),
            b'{' | b'[' => {
                depth += 1;
                out.push_str(&rest[..1]);
                push_line(out, depth);
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                push_line(out, depth);
                out.push_str(&rest[..1]);
            }
            b',' => {
                out.push(',');
                push_line(out, depth);
            }
            b':' => out.push_str(": "),
            _ => {
                while at + taken < bytes.len()
                    && !matches!(bytes[at + taken], b'"' | b'{' | b'}' | b'[' | b']' | b',' | b':')
                {
                    taken += 1;
                }
                out.push_str(&rest[..taken]);
            }
        }
        at += taken;
    }
}

/// Returns the length of the string at an index, including the quotation marks, and whether all of its characters are
/// printable ASCII other than `[`. The attribute runs without optimizations, so the loop has no iterator.
fn measure_string(json: &[u8], start: usize) -> (usize, bool) {
    let (mut at, mut is_plain) = (start + 1, true);
    while at < json.len() && json[at] != b'"' {
        let byte = json[at];
        // The backslash and the character that it escapes are ASCII.
        at += if byte == b'\\' { 2 } else { 1 };
        if !matches!(byte, b' '..=b'Z' | b'\\'..=b'~') {
            is_plain = false;
        }
    }
    (json.len().min(at + 1) - start, is_plain)
}

fn push_string(out: &mut String, string: &str) {
    for c in string.chars() {
        if is_unprintable(c) || (c == '[' && opens_command(out)) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| _ = write!(out, "\\u{unit:04x}"));
        } else {
            out.push(c);
        }
    }
}

/// The maximum length of an array on one line, in bytes.
const MAX_ARRAY: usize = 61;

/// Whether `compact` begins with a short array that contains only simple values.
fn is_short(compact: &str) -> bool {
    let (mut in_string, mut escaped) = (false, false);
    for byte in compact.bytes().take(MAX_ARRAY).skip(1) {
        match byte {
            _ if in_string => {
                in_string = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
            }
            b'"' => in_string = true,
            b'{' | b'[' => return false,
            b']' => return true,
            _ => {}
        }
    }
    false
}

fn push_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::pretty_json;

    #[test]
    fn adds_white_space_and_escapes_alone() {
        for (compact, pretty) in [
            ("{}", "{}"),
            ("[[],{}]", "[\n  [],\n  {}\n]"),
            (r#"{"a":1,"b":[true,"]{,:\"}\\"]}"#, "{\n  \"a\": 1,\n  \"b\": [true, \"]{,:\\\"}\\\\\"]\n}"),
            (r#"[[1,2],{"a":[]}]"#, "[\n  [1, 2],\n  {\n    \"a\": []\n  }\n]"),
            (&format!("[\"{}\"]", "x".repeat(60)), &format!("[\n  \"{}\"\n]", "x".repeat(60))),
            (&format!("[\"{}\"]", "x".repeat(57)), &format!("[\"{}\"]", "x".repeat(57))),
            (&format!("[\"{}\"]", "x".repeat(58)), &format!("[\n  \"{}\"\n]", "x".repeat(58))),
            (r#"["{","[","\"]"]"#, r#"["{", "[", "\"]"]"#),
            (r#"["\\",[1]]"#, "[\n  \"\\\\\",\n  [1]\n]"),
            (r#""é\\""#, r#""é\\""#),
            ("\"\u{7f}\u{202e}\u{e0041}\"", r#""\u007f\u202e\udb40\udc41""#),
            ("\"a ##[b] [##[ ##vso[c\"", r#""a ##\u005bb] [##\u005b ##vso\u005bc""#),
        ] {
            assert_eq!(pretty_json(compact), pretty);
        }
    }
}
