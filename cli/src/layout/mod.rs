//! The canonical order and layout of a catalog's files.
//!
//! [`syntax`] parses a file into a tree of all keys, values and comments, exactly as the file contains them. [`order`]
//! sorts keys into the order of the format's reference, unless the order of the keys has a meaning. [`print`] prints
//! the tree. [`contents`] compares the printed tree with the file.

mod contents;
mod meaning;
mod order;
mod print;
mod syntax;

#[cfg(test)]
mod tests;

pub(crate) use self::meaning::means_the_same;
pub(crate) use self::order::Role;
#[cfg(test)]
pub(crate) use self::tests::find_catalogs;

use self::contents::keeps_contents;
use self::order::arrange;
use self::print::print_document;
use self::syntax::{line_break_of, parse_document};

/// Formats a file's text in canonical order and layout. Keeps a byte order mark. Keeps Windows line breaks if the
/// first line break outside a string is one.
///
/// Returns `None` if the text is not TOML, or if a bug in this module would lose a value or a comment of the text.
pub(crate) fn format_file(text: &str, role: Role) -> Option<String> {
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let mut document = parse_document(rest);
    arrange(&mut document, role);
    let formatted = print_document(&document, line_break_of(rest));
    keeps_contents(rest, &formatted).then(|| format!("{mark}{formatted}"))
}
