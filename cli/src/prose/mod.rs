//! Prepares text for a terminal: wrapped lines and readable Markdown.
//!
//! These functions replace control characters in text from a catalog, so that no terminal interprets the characters.

mod markdown;

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use error_catalog_model::{Error, printable};
use textwrap::{WordSplitter, core::display_width};

pub(crate) use self::markdown::{markdown, plain};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();
pub(crate) const CODE: Style = AnsiColor::Cyan.on_default();
/// The style of a file and its line: the color of the arrows in diagnostics.
pub(crate) const PLACE: Style = AnsiColor::BrightBlue.on_default();

/// The text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// The name of an error: its code, and also its key if the error sends the code of another error.
pub(crate) fn name_of(error: &Error) -> Cow<'_, str> {
    match error.owner {
        None => Cow::Borrowed(&error.code),
        Some(_) => Cow::Owned(format!("{} ({})", error.code, error.key)),
    }
}

/// A text from a catalog, on one line.
pub(crate) fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Wraps text to `width` columns. The first line begins with `first`, and the other lines begin with `rest`. A word
/// that is too long is not broken, because a URL or a path is only usable in one piece. Text in Chinese or Japanese is
/// broken anywhere, because it has no spaces between words.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut options = textwrap::Options::new(width.max(display_width(rest) + 10))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(is_wide(text) && !text.contains("://"));
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.extend(textwrap::wrap(line, &options));
        options.initial_indent = rest;
    }
    lines.join("\n")
}

/// Whether the text contains characters that are two columns wide.
fn is_wide(text: &str) -> bool {
    text.chars().any(|char| display_width(char.encode_utf8(&mut [0; 4])) > 1)
}

/// The text, truncated to `width` columns with `…` if it is longer.
pub(crate) fn truncate(text: &str, width: usize) -> String {
    // A character may have no width, and a text of such characters must also have an end.
    let most = width.saturating_mul(16);
    if display_width(text) <= width && text.len() <= most {
        return text.to_owned();
    }
    let mut cut = String::new();
    for char in text.chars() {
        cut.push(char);
        if display_width(&cut) >= width || cut.len() > most {
            // Make room for the `…`.
            cut.pop();
            break;
        }
    }
    cut.trim_end().to_owned() + "…"
}

/// The text, padded with spaces to `width` columns.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

/// A number and its noun: `1 error`, `2 errors`
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_spaces_and_between_wide_characters() {
        for (text, expected) in [
            ("one two three", "- one two\n  three"),
            ("a/path/that/is/long", "- a/path/that/is/long"),
            ("名前名前名前名前", "- 名前名前名\n  前名前"),
        ] {
            assert_eq!(wrap(text, 12, "- ", "  "), expected);
        }
    }

    #[test]
    fn cuts_by_width() {
        for (text, width, expected) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("名前名前", 5, "名前…"),
            ("名前名前", 4, "名…"),
            ("ab cd", 4, "ab…"),
            ("\u{200b}\u{200b}\u{200b}", 2, "\u{200b}\u{200b}\u{200b}"),
            (&"\u{200b}".repeat(12), 2, &("\u{200b}".repeat(10) + "…")),
        ] {
            assert_eq!(truncate(text, width), expected);
        }
        assert_eq!(pad("名", 4), "名  ");
    }
}
