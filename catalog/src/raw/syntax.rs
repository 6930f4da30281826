//! TOML that has mistakes in it, read past them.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use crate::diagnostic::{Diagnostics, Span, rules};

/// A text without the lines that are not TOML.
pub(crate) struct Mended {
    /// As long as the original, so that every place is the same in both.
    pub(super) text: String,
    /// Where the lines start that were taken out.
    pub(super) blanks: Vec<usize>,
    /// Whether all that is left is TOML.
    pub(super) is_toml: bool,
}

/// Reports the first mistake, blanks its line, looks at what is left, and so on: the parser itself stops at some
/// mistakes, and reads others as something that nobody wrote.
pub(crate) fn mend(file: usize, text: &str, diagnostics: &mut Diagnostics) -> Mended {
    const ENOUGH: usize = 20;
    let mut mended = Mended { text: text.to_owned(), blanks: Vec::new(), is_toml: false };
    while mended.blanks.len() < ENOUGH {
        let (table, errors) = DeTable::parse_recoverable(&mended.text);
        let Some((place, message)) = find_first(table.get_ref(), &errors, &mended.text) else {
            mended.is_toml = true;
            break;
        };
        let span = Span { file, start: place.start, end: place.end };
        match text.get(place.clone()) {
            Some(key) if message == "duplicate key" => {
                diagnostics.report(&rules::SYNTAX, span, format!("`{key}` is there twice"));
            }
            _ => {
                diagnostics.report(&rules::SYNTAX, span, message.lines().collect::<Vec<_>>().join(", "));
            }
        }
        let unit = unit_around(&mended.text, place.start, message);
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

/// The first mistake: of what is never closed its opening, not the end of the file or what happens to follow.
fn find_first<'e>(table: &DeTable<'_>, errors: &'e [Error], text: &str) -> Option<(Range<usize>, &'e str)> {
    let place = |error: &Error| error.span().unwrap_or(0..0);
    let never_closed = errors.iter().filter_map(|error| {
        let opening = if error.message().starts_with("unclosed array") {
            table.values().find_map(|value| find_array(value, place(error).start))
        } else if error.message().contains("multi-line") && place(error).start == text.len() {
            ["\"\"\"", "'''"].into_iter().filter_map(|quotes| text.rfind(quotes)).max().map(|at| at..at + 3)
        } else {
            None
        };
        Some((opening?, error.message()))
    });
    errors.iter().map(|error| (place(error), error.message())).chain(never_closed).min_by_key(|(place, _)| place.start)
}

/// The opening bracket of the array that ends at an offset.
fn find_array(value: &toml::Spanned<DeValue<'_>>, end: usize) -> Option<Range<usize>> {
    let Range { start, end: own_end } = value.span();
    match value.get_ref() {
        DeValue::Array(_) if own_end == end => Some(start..start + 1),
        DeValue::Table(table) => table.values().find_map(|value| find_array(value, end)),
        _ => None,
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
