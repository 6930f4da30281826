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
        let place = |error: &toml::de::Error| error.span().unwrap_or(0..0);
        let Some(error) = errors.iter().min_by_key(|error| place(error).start) else {
            mended.is_toml = true;
            break;
        };
        let place = place(error);
        let duplicate = (error.message() == "duplicate key").then(|| text.get(place.clone())).flatten();
        let message = match duplicate {
            Some(key) => format!("`{key}` is there twice"),
            None => error.message().lines().collect::<Vec<_>>().join(", "),
        };
        let span = Span { file, start: place.start, end: place.end };
        diagnostics.report(&rules::SYNTAX, span, message);
        let line = unit_around(&mended.text, place.start);
        let blank: String =
            mended.text[line.clone()].chars().flat_map(|c| std::iter::repeat_n(' ', c.len_utf8())).collect();
        if mended.text[line.clone()] == blank {
            break;
        }
        mended.text.replace_range(line.clone(), &blank);
        mended.blanks.push(line.start);
    }
    mended
}

/// The line around an offset; where it opens a table, all lines up to the next that does.
fn unit_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end_of_line = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let is_header = text[start..].trim_start().starts_with('[');
    let next_header = text[end_of_line..].match_indices("\n[").map(|(next, _)| end_of_line + next).next();
    start..if is_header { next_header.unwrap_or(text.len()) } else { end_of_line }
}
