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
pub fn is_unprintable(c: char) -> bool {
    match c {
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
        c => !matches!(c, ' '..='~') && is_invisible(c),
    }
}

#[cfg(test)]
mod tests {
    use super::is_invisible;

    #[test]
    fn letters_and_marks_are_visible() {
        for c in ['\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{3164}', '\u{e0001}', '\u{7f}'] {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in ['a', '-', '\u{e9}', '\u{301}', '\u{4e2d}', '\u{1f600}', '\u{fffd}'] {
            assert!(!is_invisible(c), "{c:?}");
        }
    }
}
