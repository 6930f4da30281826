//! The rule for text that is shown: no character of the text controls a terminal, is invisible, or changes the order in
//! which other characters are displayed. Every printer and every escaper follows this rule.

use error_catalog_wire::is_unprintable;

/// The visible character that replaces an unprintable character; other characters stay as they are.
#[must_use]
pub fn visible(c: char) -> char {
    match c {
        // Unicode has a picture of each control character of ASCII.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        '\x7f' => '␡',
        c if is_unprintable(c) => '\u{fffd}',
        c => c,
    }
}

/// Makes the unprintable characters of a text visible, except the characters in `keep`. Each character stays one
/// character.
#[must_use]
pub fn visible_except(text: &str, keep: &[char]) -> String {
    text.chars().map(|c| if keep.contains(&c) { c } else { visible(c) }).collect()
}

/// Makes a text printable, and keeps its line breaks. A tab becomes four spaces, because a terminal decides how wide a
/// tab is, and carets must stay below the text that they mark. Terminals disagree about joined characters, so these
/// characters are separated.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            '\n' => out.push('\n'),
            '\u{200d}' => {}
            c => out.push(visible(c)),
        }
    }
    out
}

/// Makes a text printable on one line. A line break becomes `␊`.
#[must_use]
pub fn printable_line(text: &str) -> String {
    printable(text).replace('\n', "␊")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_controls_a_terminal_or_hides() {
        for (text, lines, line) in [
            ("plain é 名 \u{1f600}", "plain é 名 \u{1f600}", "plain é 名 \u{1f600}"),
            ("a\tb\nc\r", "a    b\nc␍", "a    b␊c␍"),
            ("\u{1b}]0;t\u{7}\u{9b}2J\u{7f}", "␛]0;t␇\u{fffd}2J␡", "␛]0;t␇\u{fffd}2J␡"),
            ("\u{202e}\u{2066}\u{200f}\u{61c}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            (
                "\u{200b}\u{feff}\u{e0041}\u{2028}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            (
                "\u{2764}\u{fe0f} \u{1f469}\u{200d}\u{1f680}",
                "\u{2764}\u{fe0f} \u{1f469}\u{1f680}",
                "\u{2764}\u{fe0f} \u{1f469}\u{1f680}",
            ),
        ] {
            assert_eq!((printable(text), printable_line(text)), (lines.to_owned(), line.to_owned()));
        }
    }

    #[test]
    fn some_characters_stay() {
        assert_eq!(visible_except("a\tb\n\u{1b}\u{202e}", &['\n']), "a␉b\n␛\u{fffd}");
    }

    #[test]
    fn what_is_visible_is_printable() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
            assert!(!is_unprintable(visible(c)), "{c:?}");
            assert_eq!(is_unprintable(c), visible(c) != c, "{c:?}");
        }
    }
}
