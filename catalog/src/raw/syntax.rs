//! TOML that has mistakes in it, read past them.

use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostics, Span, rules};

/// A text without the lines that are not TOML.
pub(super) struct Mended {
    /// As long as the original, so that every place is the same in both.
    pub(super) text: String,
    /// Where the lines start that were taken out.
    pub(super) blanks: Vec<usize>,
    /// Whether all that is left is TOML.
    pub(super) is_toml: bool,
}

/// Reports the first mistake, blanks its line, looks at what is left, and so on: the parser itself stops at some
/// mistakes, and reads others as something that nobody wrote.
pub(super) fn mend(file: usize, text: &str, diagnostics: &mut Diagnostics) -> Mended {
    const ENOUGH: usize = 20;
    let mut mended = Mended { text: text.to_owned(), blanks: Vec::new(), is_toml: false };
    while mended.blanks.len() < ENOUGH {
        let (_, errors) = DeTable::parse_recoverable(&mended.text);
        let Some(error) = errors.iter().min_by_key(|error| place_of(error, &mended.text).start) else {
            mended.is_toml = true;
            break;
        };
        let place = place_of(error, &mended.text);
        let duplicate = (error.message() == "duplicate key").then(|| text.get(place.clone())).flatten();
        let message = match duplicate {
            Some(key) => format!("`{key}` is there twice"),
            None => error.message().lines().collect::<Vec<_>>().join(", "),
        };
        let span = Span { file, start: place.start, end: place.end };
        diagnostics.report(&rules::SYNTAX, span, message);
        let unit = unit_around(&mended.text, place.start, error.message());
        let blank: String = mended.text[unit.clone()]
            .chars()
            .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
            .collect();
        if mended.text[unit.clone()] == blank {
            break;
        }
        mended.text.replace_range(unit.clone(), &blank);
        mended.blanks.push(unit.start);
    }
    mended
}

/// Where a mistake is: of a string that is never closed its opening, not the end of the file.
fn place_of(error: &toml::de::Error, text: &str) -> Range<usize> {
    let place = error.span().unwrap_or(0..0);
    let quotes = ["\"\"\"", "'''"].into_iter().filter_map(|quotes| text.rfind(quotes)).max();
    match quotes {
        Some(opening) if place.start == text.len() && error.message().contains("multi-line") => opening..opening + 3,
        _ => place,
    }
}

/// What a mistake spoils: its line; or where a table begins or something is never closed, all lines up to the next
/// table.
fn unit_around(text: &str, at: usize, mistake: &str) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end_of_line = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let is_open = mistake.starts_with("unclosed") || mistake.contains("multi-line");
    if is_open || text[start..].trim_start().starts_with('[') {
        start..text[end_of_line..].find("\n[").map_or(text.len(), |next| end_of_line + next)
    } else {
        start..end_of_line
    }
}
