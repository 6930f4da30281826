//! Reads and parses a Rust file.

use std::path::Path;

use error_catalog_codegen::read_file;

/// The maximum size of a file, in bytes. Larger files are usually generated.
const MAX_FILE: u64 = 4 << 20;

/// The maximum depth of nested brackets. The parser is recursive and uses stack for each level.
pub(super) const MAX_DEPTH: i32 = 200;

/// The content of a file.
pub(super) enum Content {
    /// The text of a file that parses as Rust.
    Rust(String),
    /// The text of a file that does not parse as Rust, so that only its words are searched.
    Text(String),
    /// No content, because the file could not be read.
    Nothing,
}

/// Reads a file and parses it as Rust. Returns a note if reading or parsing fails. `name` is the path that the note
/// shows.
pub(super) fn parse_file(path: &Path, name: &str) -> (Content, Option<syn::File>, Option<String>) {
    let nothing = |why: String| (Content::Nothing, None, Some(format!("{name} is skipped: {why}")));
    let text = match read_file(path, MAX_FILE).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => return nothing("it is not UTF-8".to_owned()),
        Err(error) => return nothing(error.to_string()),
    };
    // Deeper nesting would overflow the parser's stack.
    if is_deep(&text) {
        return nothing("its brackets are nested too deeply".to_owned());
    }
    match syn::parse_file(&text) {
        Ok(syntax) => (Content::Rust(text), Some(syntax), None),
        Err(error) => {
            let at = error.span().start();
            let note = format!(
                "{name}:{}:{} is not valid Rust, so only the words of the file are searched",
                at.line,
                at.column + 1
            );
            (Content::Text(text), None, Some(note))
        }
    }
}

/// Whether brackets are nested deeper than `MAX_DEPTH`. Brackets in strings and comments count too, so the depth can
/// only be overestimated.
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
