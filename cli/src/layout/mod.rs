//! The canonical order and layout of a catalog's files.
//!
//! A file is read into a tree that has every key, value and comment in it as it was written ([`syntax`]), what has no
//! order of its own is put into that of the format's reference ([`order`]), and the tree is written again ([`print`]).

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

/// A file's text in canonical order and layout. `text` is TOML; nothing is promised of what is not.
///
/// A byte order mark stays, and so do Windows' line breaks where the first line ends in one.
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
