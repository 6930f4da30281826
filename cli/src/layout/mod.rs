//! The canonical order and layout of a catalog's files.
//!
//! [`syntax`] parses a file into a tree of every key, value and comment as they were written. [`order`] sorts keys as
//! the format's reference lists them, except where their order has a meaning. [`print`] prints the tree.

mod meaning;
mod order;
mod print;
mod syntax;

#[cfg(test)]
mod tests;

pub(crate) use self::meaning::means_the_same;
pub(crate) use self::order::Role;

use self::order::arrange;
use self::print::print_document;
use self::syntax::parse_document;

/// Formats a file's text in canonical order and layout. `text` must be TOML; otherwise the result is unspecified.
///
/// Keeps a byte order mark. Keeps Windows line breaks if the first line ends in a Windows line break.
pub(crate) fn format_file(text: &str, role: Role) -> String {
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let has_crlf = rest.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r'));
    let rest = rest.replace("\r\n", "\n");
    let mut document = parse_document(&rest);
    arrange(&mut document, role);
    let formatted = print_document(&document);
    let formatted = if has_crlf { formatted.replace('\n', "\r\n") } else { formatted };
    format!("{mark}{formatted}")
}
