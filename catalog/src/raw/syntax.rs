//! Reads TOML that has syntax errors. The lines with the errors are blanked, and the other lines are kept.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::diagnostic::{Diagnostics, Reported, Span, rules};

/// A text in which the lines that are not TOML are blanked.
pub(crate) struct Mended {
    /// The text. The text is as long as the original, so that every offset is the same in both texts.
    pub(super) text: String,
    /// The offsets of the lines that were blanked.
    pub(super) blanks: Vec<(usize, Reported)>,
    /// Set if the remaining text is not TOML either.
    pub(super) rest: Option<Reported>,
}

/// A syntax error.
struct Mistake {
    place: Range<usize>,
    message: String,
    /// The range to blank.
    unit: Range<usize>,
}

/// Reports the first syntax error, blanks its lines, and parses the text again, until there are no more errors, or too
/// many.
///
/// Only the first error is reliable. After some errors the parser stops, and after other errors the parser misreads the
/// text that follows.
pub(crate) fn mend(file: usize, text: &str, diagnostics: &mut Diagnostics) -> Mended {
    const ENOUGH: usize = 20;
    let start = diagnostics.len();
    let mut mended = Mended { text: text.to_owned(), blanks: Vec::new(), rest: None };
    while mended.blanks.len() < ENOUGH {
        let (table, errors) = DeTable::parse_recoverable(&mended.text);
        let Some(Mistake { place, message, unit }) = find_first(table.get_ref(), &errors, &mended.text) else {
            return mended;
        };
        let before = diagnostics.len();
        diagnostics.report(&rules::SYNTAX, Span { file, start: place.start, end: place.end }, message);
        let mut blank = String::new();
        for byte in mended.text[unit.clone()].bytes() {
            blank.push(if byte == b'\n' { '\n' } else { ' ' });
        }
        if mended.text[unit.clone()] == blank {
            break;
        }
        mended.text.replace_range(unit.clone(), &blank);
        mended.blanks.extend(Some(unit.start).zip(diagnostics.reported_since(before)));
    }
    mended.rest = diagnostics.reported_since(start);
    mended
}

/// Finds the first syntax error. If a value is never closed, the error is where the value opens, even if the parser
/// reports the end of the file or the text that follows.
fn find_first(table: &DeTable<'_>, errors: &[Error], text: &str) -> Option<Mistake> {
    let error = errors.iter().min_by_key(|error| error.span().map_or(0, |place| place.start))?;
    let place = error.span().unwrap_or(0..0);
    let is_end = |end: usize| errors.iter().any(|error| error.span().is_some_and(|place| place.start == end));
    let is_open = |value: &Value<'_>| closing(value, text).is_some() && (!is_string(value) || is_end(text.len()));
    let open = find_value(table, &is_open).filter(|open| open.span().start <= place.start);
    if let Some((open, (what, close))) = open.and_then(|open| Some((open, closing(open, text)?))) {
        let start = open.span().start;
        let width = if close.len() == 3 { 3 } else { 1 };
        let message = format!("this {what} has no closing `{close}`");
        return Some(Mistake { place: start..start + width, message, unit: to_next_table(text, start) });
    }
    let starts_with_bracket = text[line_start(text, place.start)..].trim_start().starts_with('[');
    let enclosing = |is_kind: fn(&Value<'_>) -> bool| find_value(table, &|it| is_kind(it) && contains(it, &place));
    let unit = match enclosing(is_string) {
        Some(string) => line_start(text, string.span().start)..line_end(text, string.span().end),
        // Otherwise the bracket opens an element of an array.
        None if starts_with_bracket && enclosing(is_array).is_none() => to_next_table(text, place.start),
        None => line_start(text, place.start)..line_end(text, place.start),
    };
    let word = text[place.start..].split(|c: char| !c.is_ascii_alphanumeric()).next();
    let message = match duplicate_key(table, text, &place) {
        Some(key) => format!("the key `{key}` is defined twice"),
        None if word == Some("null") => "TOML has no `null`, which only a slot such as `{number?}` can send".to_owned(),
        None => {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            // These ends say nothing, or name only one of several ways to write a string.
            let useless = [", expected nothing", ", expected literal string"];
            let short = useless.iter().find_map(|end| message.strip_suffix(end)).map(str::to_owned);
            short.unwrap_or(message)
        }
    };
    Some(Mistake { place, message, unit })
}

type Value<'a> = toml::Spanned<DeValue<'a>>;

/// The first value in the text for which `is_it` returns `true`.
fn find_value<'t, 'i>(table: &'t DeTable<'i>, is_it: &dyn Fn(&Value<'i>) -> bool) -> Option<&'t Value<'i>> {
    fn search<'t, 'i>(value: &'t Value<'i>, is_it: &dyn Fn(&Value<'i>) -> bool) -> Option<&'t Value<'i>> {
        match value.get_ref() {
            _ if is_it(value) => Some(value),
            DeValue::Table(table) => find_value(table, is_it),
            DeValue::Array(elements) => elements.iter().find_map(|element| search(element, is_it)),
            _ => None,
        }
    }
    table.values().filter_map(|value| search(value, is_it)).min_by_key(|value| value.span().start)
}

/// If a value is not closed, returns its kind and the delimiter that would close it.
fn closing(value: &Value<'_>, text: &str) -> Option<(&'static str, &'static str)> {
    let end = value.span().end;
    let source = text.get(value.span())?;
    let is_closed = |close: char, last: Option<usize>| source.ends_with(close) && last != Some(end);
    match value.get_ref() {
        DeValue::Array(elements) => {
            let last = elements.iter().map(|element| element.span().end).max();
            (is_array(value) && !is_closed(']', last)).then_some(("array", "]"))
        }
        DeValue::Table(table) => {
            let last = table.values().map(|value| value.span().end).max();
            (source.starts_with('{') && !is_closed('}', last)).then_some(("inline table", "}"))
        }
        // A multi-line string that is not closed contains the rest of the file.
        DeValue::String(_) if end == text.len() => {
            ["\"\"\"", "'''"].into_iter().find(|quotes| source.starts_with(quotes)).map(|quotes| ("string", quotes))
        }
        _ => None,
    }
}

fn is_string(value: &Value<'_>) -> bool {
    matches!(value.get_ref(), DeValue::String(_))
}

/// Whether a value is an array in brackets. An array of tables begins at the header of its first element.
fn is_array(value: &Value<'_>) -> bool {
    let elements = value.get_ref().as_array();
    elements.is_some_and(|elements| elements.first().is_none_or(|first| first.span().start != value.span().start))
}

fn contains(value: &Value<'_>, place: &Range<usize>) -> bool {
    value.span().contains(&place.start)
}

/// The key at the place of a syntax error, if a table already has a key of that name: then the key is defined twice.
fn duplicate_key<'t>(table: &DeTable<'_>, text: &'t str, place: &Range<usize>) -> Option<&'t str> {
    fn has_key(table: &DeTable<'_>, name: &str) -> bool {
        table.contains_key(name)
            || table.values().filter_map(|value| value.get_ref().as_table()).any(|it| has_key(it, name))
    }
    let source = text.get(place.clone())?;
    let is_value = |value: &Value<'_>| !value.get_ref().is_table() && contains(value, place);
    let alone = format!("{source} = 0");
    let (alone, errors) = DeTable::parse_recoverable(&alone);
    let name = alone.get_ref().keys().next().filter(|_| errors.is_empty())?;
    (find_value(table, &is_value).is_none() && has_key(table, name.get_ref())).then_some(source)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// All lines from the line that contains an offset to the next header of a table.
fn to_next_table(text: &str, at: usize) -> Range<usize> {
    line_start(text, at)..next_header(text, at)
}

/// The offset of the next line that begins with a bracket outside of strings; the end of the text if there is no such
/// line.
fn next_header(text: &str, from: usize) -> usize {
    // A string that is never closed contains all tables that follow. These tables are found from the second line of the
    // string on.
    let in_string = |open| find_header(text, line_end(text, open));
    find_header(text, from).or_else(in_string).unwrap_or(text.len())
}

/// Finds the next header as `next_header` does, but fails with the offset of a multi-line string that is never closed.
fn find_header(text: &str, from: usize) -> Result<usize, usize> {
    let mut starts_line = false;
    for token in Source::new(&text[from..]).lex() {
        let (start, end) = (from + token.span().start(), from + token.span().end());
        match token.kind() {
            TokenKind::LeftSquareBracket if starts_line => return Ok(start),
            TokenKind::MlBasicString | TokenKind::MlLiteralString
                if end == text.len() && !is_closed(&text[start..]) =>
            {
                return Err(start);
            }
            kind => starts_line = kind == TokenKind::Newline,
        }
    }
    Ok(text.len())
}

/// Whether a multi-line string has its closing quotation marks.
fn is_closed(string: &str) -> bool {
    string.get(..3).is_some_and(|quotes| string.len() >= 6 && string.ends_with(quotes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each syntax error as its marked range and its message.
    fn mistakes(text: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        mend(0, text, &mut diagnostics);
        let report = diagnostics.into_report(Vec::new(), Vec::new(), &Default::default());
        let show = |diagnostic: &crate::diagnostic::Diagnostic| {
            let span = diagnostic.span.unwrap();
            format!("{}..{} {}", span.start, span.end, diagnostic.message)
        };
        report.diagnostics.iter().map(show).collect()
    }

    #[test]
    fn a_value_that_is_never_closed_is_wrong_where_it_opens() {
        for (text, expected) in [
            ("a = [1, 2\n", "4..5 this array has no closing `]`"),
            ("a = [[1], [2]\nb = 3\n", "4..5 this array has no closing `]`"),
            ("a = [\n  'x',\n", "4..5 this array has no closing `]`"),
            ("a = '''x'''\nb = '''y", "16..19 this string has no closing `'''`"),
            ("a = { b = 1\n[c]\nd = 1", "4..5 this inline table has no closing `}`"),
            ("a = { b = [1 }\n", "4..5 this inline table has no closing `}`"),
            ("a = \"\"\"x\ny = 1\n", "4..7 this string has no closing `\"\"\"`"),
            ("a = 1\n[b]\nc = '''x", "14..17 this string has no closing `'''`"),
            ("a = \"x\nb = 1", "6..6 invalid basic string, expected `\"`"),
            ("[[a]] x\nb = 1\n", "6..6 unexpected key or value, expected newline, `#`"),
        ] {
            assert_eq!(mistakes(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_bracket_in_a_value_is_not_a_header() {
        for (text, expected) in [
            ("a = [1\nb = \"\"\"\n[errors.q]\nc d\n\"\"\"\n[e]\n", "4..5 this array has no closing `]`"),
            ("a = [1, '''\n[b]\nc d\n''', 2\n[e]\n", "4..5 this array has no closing `]`"),
            (
                "a = 1\nb = \"\"\"\n[c]\n[d \\q]\n\"\"\"\n",
                "22..22 missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U`",
            ),
            ("a = [\n  [1, x],\n]\nb = 1\n", "12..13 string values must be quoted"),
            (
                "a = [\"\"\"\\q\n[b]\n\"\"\"]\n",
                "9..9 missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U`",
            ),
            ("a = [1\nb = '''\n[c]\nd e\n'''", "4..5 this array has no closing `]`"),
            ("a = [1\n[b]\nc = \"\"\"\nx\n\"\"\"\n", "4..5 this array has no closing `]`"),
        ] {
            assert_eq!(mistakes(text), [expected], "{text}");
        }
    }

    #[test]
    fn lines_after_a_mistake_are_read() {
        for text in ["a = \"\"\"x\n[b]\nc d\n", "a = [1, '''x\n[b]\nc d\n", "[a]\nb c\nd = 1\ne f\n"] {
            assert_eq!(mistakes(text).len(), 2, "{text}");
        }
        assert_eq!(mistakes(&"a b\n".repeat(30)).len(), 20);
    }

    #[test]
    fn a_key_may_be_defined_twice() {
        for (text, expected) in [
            ("a = 1\na = 2", "6..7 the key `a` is defined twice"),
            ("[a]\n[a]\n", "5..6 the key `a` is defined twice"),
            ("a.b = 1\na.'b' = 2", "10..13 the key `'b'` is defined twice"),
            ("a = { x = 1, x = 2 }", "13..14 the key `x` is defined twice"),
            // A value that has the name of a key is not a duplicate key.
            ("truee = 1\na = truee", "14..19 invalid boolean, expected `true`"),
            ("<<<<<<< a\nb = 1", "0..7 invalid unquoted key, expected letters, numbers, `-`, `_`"),
        ] {
            assert_eq!(mistakes(text).first().map(String::as_str), Some(expected), "{text}");
        }
    }
}
