//! A file of Rust, as far as it can be read.

use std::fs;
use std::path::Path;

/// A file with more bytes than this was written by a program.
const MAX_FILE: u64 = 4 << 20;

/// Brackets in each other, at most: the parser needs some of its stack for each.
pub(super) const MAX_DEPTH: i32 = 200;

/// What a file holds.
pub(super) enum Content {
    /// Rust.
    Rust(String),
    /// Something that is not quite Rust; its words are looked at.
    Text(String),
    /// Nothing that can be read, or that is worth it.
    Nothing,
}

/// Reads a file, and its syntax if it is Rust; and says what is the matter if it is not Rust. `name` is what the user would call it.
pub(super) fn parse_file(path: &Path, name: &str) -> (Content, Option<syn::File>, Option<String>) {
    let nothing = |why: String| (Content::Nothing, None, Some(format!("{name} is left out: {why}")));
    match fs::metadata(path) {
        Ok(metadata) if metadata.len() > MAX_FILE => return nothing("it is larger than 4 MiB".to_owned()),
        Ok(_) => {}
        Err(error) => return nothing(error.to_string()),
    }
    let text = match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => return nothing("it is not UTF-8".to_owned()),
        Err(error) => return nothing(error.to_string()),
    };
    // What nests too deep would take the parser's stack with it.
    if is_deep(&text) {
        return nothing("its brackets nest too deep".to_owned());
    }
    match syn::parse_file(&text) {
        Ok(syntax) => (Content::Rust(text), Some(syntax), None),
        Err(error) => {
            let at = error.span().start();
            let note = format!("{name}:{}:{} is not Rust; only its words are searched", at.line, at.column + 1);
            (Content::Text(text), None, Some(note))
        }
    }
}

/// Whether brackets stand in each other more often than a person would write. What is in strings and comments counts
/// too: it is an estimate, on the safe side.
fn is_deep(text: &str) -> bool {
    let mut depth = 0_i32;
    text.bytes().any(|byte| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
        depth > MAX_DEPTH
    })
}
