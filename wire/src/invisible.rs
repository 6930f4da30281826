//! Characters that no reader can see, and the rule for text that is shown.

/// Whether a character other than white space is invisible: a control character, a character that Unicode recommends
/// to ignore in display (`Default_Ignorable_Code_Point`), a format character of an annotation, or an empty Braille
/// pattern.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a character must not be shown as it is. White space on one line, and the invisible characters that emoji and
/// some scripts need, are shown as they are. Printers decide about tabs and line breaks.
#[must_use]
#[inline]
pub fn is_unprintable(c: char) -> bool {
    match c {
        ' '..='~' => false,
        // Combining, filling and joining characters, and variation selectors.
        '\u{34f}'
        | '\u{115f}'..='\u{1160}'
        | '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{200c}'..='\u{200d}'
        | '\u{2800}'
        | '\u{fe00}'..='\u{fe0f}' => false,
        // The separators of lines and paragraphs.
        '\u{2028}'..='\u{2029}' => true,
        c => is_invisible(c),
    }
}

/// Whether a text contains no [unprintable](is_unprintable) character. Most texts are ASCII, so the search first
/// compares 16 bytes at a time.
#[must_use]
pub fn is_printable(text: &str) -> bool {
    let is_plain = |bytes: &[u8]| bytes.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    let mut rest = text.as_bytes();
    while let Some((block, tail)) = rest.split_first_chunk::<16>() {
        if !is_plain(block) {
            return !text.contains(is_unprintable);
        }
        rest = tail;
    }
    is_plain(rest) || !text.contains(is_unprintable)
}

#[cfg(test)]
mod tests {
    use super::{is_invisible, is_printable, is_unprintable};

    #[test]
    fn letters_and_marks_are_visible() {
        for c in ['\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{3164}', '\u{e0001}', '\u{7f}'] {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in ['a', '-', '\u{e9}', '\u{301}', '\u{4e2d}', '\u{1f600}', '\u{fffd}'] {
            assert!(!is_invisible(c), "{c:?}");
        }
    }
    #[test]
    fn a_text_is_printable_if_each_character_is() {
        for c in (0..=0x3fff).chain(0xfe00..=0x1_ffff).chain(0xe_0000..=0xe_1000).filter_map(char::from_u32) {
            // The character is in a block, or after the last block.
            for before in ["", "0123456789", "0123456789abcdef"] {
                let text = alloc::format!("{before}{c}{before}");
                assert_eq!(is_printable(&text), !is_unprintable(c), "{text:?}");
            }
        }
        assert!(is_printable(""));
    }
}
