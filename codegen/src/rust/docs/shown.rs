//! Text as a reader of the source sees it.

use std::borrow::Cow;

use error_catalog_model::{inert, visible};

/// Replaces the characters that a reader of the source cannot see, and makes the line inert, because a message of the
/// compiler can quote the line.
pub(super) fn shown_line(line: &str) -> Cow<'_, str> {
    if Looks::of(line).is_some() {
        return Cow::Borrowed(line);
    }
    // A space would not be a safe replacement, because four spaces would begin code.
    let line: String = line.chars().map(|c| if c == '\t' { ' ' } else { visible(c) }).collect();
    Cow::Owned(inert(&line).into_owned())
}

/// What printable ASCII that contains no command of a build server contains.
pub(super) struct Looks {
    pub(super) quotes: bool,
    pub(super) hashes: bool,
}

impl Looks {
    /// Most text looks like this, and every build waits for this code. The attribute runs without optimizations, so the
    /// loop has no iterator.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (bytes, mut at, mut looks) = (text.as_bytes(), 0, Self { quotes: false, hashes: false });
        if begins_with_colon(bytes, 0) {
            return None;
        }
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            if byte > b'#' {
                if byte > b'~' {
                    return None;
                }
                continue;
            }
            match byte {
                b' ' | b'!' => {}
                b'"' => looks.quotes = true,
                b'#' => looks.hashes = true,
                b'\n' if !begins_with_colon(bytes, at) => {}
                _ => return None,
            }
        }
        if looks.hashes && text.contains('[') { None } else { Some(looks) }
    }
}

/// Whether a line begins with a colon, after spaces and empty lines.
fn begins_with_colon(bytes: &[u8], mut at: usize) -> bool {
    while at < bytes.len() && matches!(bytes[at], b' ' | b'\n') {
        at += 1;
    }
    at < bytes.len() && bytes[at] == b':'
}
