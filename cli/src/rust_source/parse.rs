//! Reads and parses a Rust file.

use std::path::Path;

use error_catalog_codegen::parse::{ParseError, parse_rust};
use error_catalog_codegen::read_file;

/// The maximum size of a file, in bytes. Larger files are usually generated.
const MAX_FILE: u64 = 4 << 20;

/// The maximum depth of nested brackets in the input of a macro, and in a file that does not parse as Rust.
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
    match parse_rust(&text) {
        Ok(syntax) => (Content::Rust(text), Some(syntax), None),
        Err(error) => {
            let why = match error {
                ParseError::TooDeep(_) => "is nested too deeply",
                ParseError::Invalid(..) => "is not valid Rust",
            };
            let at = error.span().start();
            let (line, column) = (at.line, at.column + 1);
            let note = format!("{name}:{line}:{column} {why}, so only the words of the file are searched");
            (Content::Text(text), None, Some(note))
        }
    }
}
