//! The parts that the grammars of headers share (RFC 9110, section 5.6).

/// Stands for a text that only the application knows. No header contains this character.
pub(super) const FREE: char = '\u{1}';

/// The elements of a list, without the white space around them. A comma in a quoted string or in `<…>` does not end an
/// element.
pub(super) fn elements(list: &str) -> impl Iterator<Item = &str> {
    split(list, ',')
}

/// Splits a text at a separator that is neither in a quoted string nor in `<…>`, and trims the parts.
pub(super) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped, mut is_url) = (false, false, false);
    let parts = text.split(move |c: char| {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' if !is_url => is_quoted = !is_quoted,
            '<' if !is_quoted => is_url = true,
            '>' => is_url = false,
            _ => return c == separator && !is_quoted && !is_url,
        }
        false
    });
    parts.map(|part| part.trim_matches([' ', '\t']))
}

pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == FREE || c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

pub(super) fn is_quoted_string(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return false };
    let mut is_escaped = false;
    for c in inner.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return false,
            _ => {}
        }
    }
    !is_escaped
}

/// Whether a text is `name=value`, where the value is a token or a quoted string.
pub(super) fn is_parameter(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, value)| {
        let (name, value) = (name.trim_end(), value.trim_start());
        is_token(name) && (is_token(value) || is_quoted_string(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_in_quotes_and_urls_do_not_count() {
        for (text, expected) in [
            ("a, b", vec!["a", "b"]),
            ("a", vec!["a"]),
            ("", vec![""]),
            ("a,", vec!["a", ""]),
            ("\"a, \\\", b\", c", vec!["\"a, \\\", b\"", "c"]),
            ("<a,b>, c", vec!["<a,b>", "c"]),
            ("\"<\", c", vec!["\"<\"", "c"]),
            ("\"<\", \">\", c", vec!["\"<\"", "\">\"", "c"]),
            ("<\">, c", vec!["<\">", "c"]),
            ("a\\, b", vec!["a\\", "b"]),
        ] {
            assert_eq!(elements(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn parameters() {
        for (text, expected) in [
            ("a=b", true),
            ("a = \"b c\"", true),
            ("a=\"b\\\"c\"", true),
            ("a=\u{1}", true),
            ("a=\"\"", true),
            ("a", false),
            ("a=", false),
            ("=b", false),
            ("a=b c", false),
            ("a=\"", false),
            ("a=\"b\"c\"", false),
            ("a=\"b\\\"", false),
        ] {
            assert_eq!(is_parameter(text), expected, "{text}");
        }
    }
}
