//! Finds the placeholders of other formats in the constant text of a message.

use crate::facts::Notes;
use crate::infer::names::field_of;
use crate::text::split_template;

/// Letters that end a placeholder of `printf` or of its descendants in Go, Python and Objective-C.
const CONVERSIONS: &[char] = &['s', 'd', 'i', 'u', 'x', 'X', 'f', 'g', 'e', 'c', 'p', 'q', 'r', 'v', 'w', 'T', '@'];

/// Notes the placeholders of other formats in the message of an error.
pub(crate) fn note_placeholders(message: &str, name: &str, line: usize, notes: &mut Notes) {
    let parts = split_template(message);
    let mut found: Vec<&str> = parts.iter().flat_map(|(constant, _)| placeholders(constant)).collect();
    found.dedup();
    if let Some(first) = found.first() {
        let named = first.strip_prefix("%(").or(first.strip_prefix('{')).map(str::trim_start);
        let named = named.filter(|named| named.starts_with(char::is_alphabetic));
        let field = named.and_then(|named| field_of(named.split([':', ')', '}']).next()?, "string"));
        let field = field.unwrap_or_else(|| "value".to_owned());
        let verb = if found.len() == 1 { "is" } else { "are" };
        let found = found.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        let how = format!("to show a value there, declare `fields.{field} = \"string\"` and write `{{{field}}}`");
        notes.loss(line, format!("the message of `{name}` contains {found}, which {verb} kept as text: {how}"));
    }
}

/// The placeholders in a text, each once: `%s`, `%1$d`, `%(name)s`, `{0}`, `{name}`, `{}`. A percentage such as `100%`
/// is not a placeholder.
fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices(['{', '%']) {
        let (before, rest) = text.split_at(at);
        let is_number = before.ends_with(|c: char| c.is_ascii_digit() || c == '%');
        let length = match mark {
            "{" => braces(rest),
            _ if is_number => None,
            _ => printf(rest),
        };
        let placeholder = length.and_then(|length| rest.get(..length));
        found.extend(placeholder.filter(|placeholder| !found.contains(placeholder)));
    }
    found
}

/// The length of the placeholder in braces at the start of a text. A name may have a format after a colon.
fn braces(text: &str) -> Option<usize> {
    let (inner, _) = text[1..].split_once('}')?;
    let name = inner.split_once(':').map_or(inner, |(name, _)| name).trim();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'));
    (is_name && !inner.contains(['{', '"', '\''])).then(|| inner.len() + 2)
}

/// The length of the placeholder of `printf` at the start of a text: a name or a position, flags, a width and a
/// precision, a size, and the conversion.
fn printf(text: &str) -> Option<usize> {
    let rest = &text[1..];
    let named = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(_, rest)| rest);
    let rest = named.unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit() || "-+#.*$".contains(c));
    let rest = rest.trim_start_matches(['h', 'l', 'z']);
    let after = rest.strip_prefix(CONVERSIONS)?;
    let is_end = named.is_some() || !after.starts_with(char::is_alphanumeric);
    is_end.then(|| text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_are_told_from_text() {
        for (text, found) in [
            ("User %s not found", &["%s"][..]),
            ("%s: %d of %d", &["%s", "%d"]),
            ("%(name)s is %1$s, %-5.2f, %lld or %@", &["%(name)s", "%1$s", "%-5.2f", "%lld", "%@"]),
            ("got %q: %w", &["%q", "%w"]),
            ("%(count)dth entry", &["%(count)d"]),
            ("{0} of {name}, {user.id}, {} and {n:>3}", &["{0}", "{name}", "{user.id}", "{}", "{n:>3}"]),
            ("${name} and {{name}}", &["{name}"]),
            ("{ name }", &["{ name }"]),
            ("100% sure, 5%d, 50 %, %%s, 20%discount, a %discount", &[]),
            ("Expected {\"a\": 1}, {'a'} or {a, b}", &[]),
            ("%", &[]),
            ("{", &[]),
            ("%(s", &[]),
        ] {
            assert_eq!(placeholders(text), found, "{text}");
        }
    }
}
