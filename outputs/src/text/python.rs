//! Literals, docstrings and layout of Python, exactly as the formatters Black and ruff write them.

use error_catalog_model::is_unprintable;

use super::directive::{python_doc, python_marker};
use super::width::width_of;

/// The longest line.
pub(crate) const WIDTH: usize = 88;

/// An expression. It is written on one line if it fits, and otherwise with one item a line. Lists are used instead of
/// tuples with one item, because formatters keep the layout of a list with one item.
pub(crate) enum Item {
    /// Code without line breaks.
    Code(String),
    /// A text.
    Text(String),
    /// An item with code before it, such as `name=` or `"key": `.
    After(String, Box<Item>),
    /// Items between two brackets.
    Group(Group),
}

/// Items between two brackets.
pub(crate) struct Group {
    open: String,
    items: Vec<Item>,
    close: &'static str,
    /// The width on one line.
    width: usize,
}

impl Item {
    pub(crate) fn code(code: impl Into<String>) -> Self {
        Item::Code(code.into())
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Item::Text(text.into())
    }

    /// A named argument.
    pub(crate) fn named(name: &str, item: Item) -> Self {
        Item::After(format!("{name}="), Box::new(item))
    }

    /// A member of a dict.
    pub(crate) fn member(key: &str, item: Item) -> Self {
        Item::After(format!("{}: ", string(key)), Box::new(item))
    }

    pub(crate) fn call(function: &str, items: Vec<Item>) -> Self {
        Self::group(format!("{function}("), items, ")")
    }

    pub(crate) fn list(items: impl IntoIterator<Item = Item>) -> Self {
        Self::group("[".to_owned(), items.into_iter().collect(), "]")
    }

    /// A tuple of several items.
    pub(crate) fn tuple(items: Vec<Item>) -> Self {
        Self::group("(".to_owned(), items, ")")
    }

    pub(crate) fn dict(members: impl IntoIterator<Item = Item>) -> Self {
        Self::group("{".to_owned(), members.into_iter().collect(), "}")
    }

    fn group(open: String, items: Vec<Item>, close: &'static str) -> Self {
        let inner: usize = items.iter().map(|item| item.width() + 2).sum();
        let width = width_of(&open) + inner.saturating_sub(2) + close.len();
        Item::Group(Group { open, items, close, width })
    }

    /// The width on one line. The width of a group is known, so that the time is linear for nested groups.
    fn width(&self) -> usize {
        match self {
            Item::Code(code) => width_of(code),
            Item::Text(text) => width_of(&string(text)),
            Item::After(before, item) => width_of(before) + item.width(),
            Item::Group(group) => group.width,
        }
    }

    fn write_flat(&self, out: &mut String) {
        match self {
            Item::Code(code) => out.push_str(code),
            Item::Text(text) => out.push_str(&string(text)),
            Item::After(before, item) => {
                out.push_str(before);
                item.write_flat(out);
            }
            Item::Group(Group { open, items, close, .. }) => {
                out.push_str(open);
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    item.write_flat(out);
                }
                out.push_str(close);
            }
        }
    }

    /// Writes the item at an indentation, between the rest of its line and `after`.
    pub(crate) fn write(&self, indent: usize, before: &str, after: &str, out: &mut String) {
        push_indent(indent, out);
        out.push_str(before);
        self.write_rest(indent, width_of(before), after, out);
        out.push('\n');
    }

    /// Writes a table with one item a line.
    pub(crate) fn write_open(&self, indent: usize, before: &str, out: &mut String) {
        match self {
            Item::Group(Group { open, items, close, .. }) if !items.is_empty() => {
                push_indent(indent, out);
                out.push_str(before);
                self.write_items(indent, open, items, close, out);
                out.push('\n');
            }
            _ => self.write(indent, before, "", out),
        }
    }

    fn write_items(&self, indent: usize, open: &str, items: &[Item], close: &str, out: &mut String) {
        out.push_str(open);
        out.push('\n');
        for item in items {
            item.write(indent + 4, "", ",", out);
        }
        push_indent(indent, out);
        out.push_str(close);
    }

    /// Writes the item, where the line already has `before` letters after the indentation.
    fn write_rest(&self, indent: usize, before: usize, after: &str, out: &mut String) {
        match self {
            Item::After(name, item) => {
                out.push_str(name);
                item.write_rest(indent, before + width_of(name), after, out);
            }
            _ if indent + before + self.width() + after.len() <= WIDTH => {
                self.write_flat(out);
                out.push_str(after);
            }
            Item::Group(Group { open, items, close, .. }) if !items.is_empty() => {
                self.write_items(indent, open, items, close, out);
                out.push_str(after);
            }
            // Linters accept a long line that ends in a URL.
            Item::Text(text) if text.contains(' ') || !text.contains("://") && width_of(text) > 1 => {
                out.push_str("(\n");
                for part in pieces(text, WIDTH.saturating_sub(indent + 6).max(20)) {
                    push_indent(indent + 4, out);
                    out.push_str(&string(part));
                    out.push('\n');
                }
                push_indent(indent, out);
                out.push(')');
                out.push_str(after);
            }
            Item::Code(_) | Item::Text(_) | Item::Group(_) => {
                self.write_flat(out);
                out.push_str(after);
            }
        }
    }
}

fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Splits a text after spaces, so that each literal fits into the width.
fn pieces(text: &str, width: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut len, mut space) = (0, 0, None);
    for (at, c) in text.char_indices() {
        let next = width_of(&escaped(&text[at..], c));
        if len + next > width && at > start {
            let end = space.filter(|space| *space > start).unwrap_or(at);
            parts.push(&text[start..end]);
            len = text[end..at].char_indices().map(|(at, c)| width_of(&escaped(&text[end + at..], c))).sum();
            start = end;
            space = None;
        }
        len += next;
        if c == ' ' {
            space = Some(at + 1);
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The character at the start of a text, in a literal.
fn escaped(text: &str, c: char) -> String {
    match c {
        '#' | 'i' if python_marker(text).is_some() => format!("\\x{:02x}", u32::from(c)),
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        '\r' => "\\r".to_owned(),
        c if is_unprintable(c) || c.is_control() => match u32::from(c) {
            code @ 0..=0xFFFF => format!("\\u{code:04x}"),
            code => format!("\\U{code:08x}"),
        },
        c => c.to_string(),
    }
}

/// A string literal. Formatters prefer the quotes that need fewer escapes.
pub(crate) fn string(text: &str) -> String {
    let (double, single) = (text.matches('"').count(), text.matches('\'').count());
    if double > single {
        let inner: String = text
            .char_indices()
            .map(|(at, c)| match c {
                '"' => "\"".to_owned(),
                '\'' => "\\'".to_owned(),
                c => escaped(&text[at..], c),
            })
            .collect();
        return format!("'{inner}'");
    }
    format!("\"{}\"", text.char_indices().map(|(at, c)| escaped(&text[at..], c)).collect::<String>())
}

/// Text of a catalog without line breaks and characters that are not visible.
pub(crate) fn inert(text: &str) -> String {
    let visible: String = text.chars().map(|c| if is_unprintable(c) || c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence that ends in a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut text = inert(text);
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

/// Writes a docstring. If the first paragraph is not a sentence on one line, it becomes a paragraph below `short`.
pub(crate) fn docstring(indent: usize, short: &str, paragraphs: &[String], out: &mut String) {
    let mut paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|it| python_doc(&inert(it)).replace("\"\"\"", "'''"))
        .filter(|it| !it.is_empty())
        .collect();
    let is_raw = paragraphs.iter().any(|it| it.contains('\\'));
    let (pad, raw) = (" ".repeat(indent), if is_raw { "r" } else { "" });
    let width = WIDTH.saturating_sub(indent);
    let is_summary = |text: &String| {
        let fits = width_of(text) + raw.len() + 6 <= width;
        fits && text.ends_with('.') && !text.starts_with('"')
    };
    if !paragraphs.first().is_some_and(is_summary) {
        paragraphs.insert(0, short.to_owned());
    }
    if let [only] = paragraphs.as_slice() {
        out.push_str(&format!("{pad}{raw}\"\"\"{only}\"\"\"\n"));
        return;
    }
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index == 0 {
            out.push_str(&format!("{pad}{raw}\"\"\"{paragraph}\n"));
            continue;
        }
        out.push('\n');
        for line in wrap(paragraph, width) {
            out.push_str(&format!("{pad}{line}\n"));
        }
    }
    out.push_str(&format!("{pad}\"\"\"\n"));
}

/// Breaks a text between words.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut len = 0;
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if len + 1 + width_of(word) <= width => {
                line.push(' ');
                line.push_str(word);
                len += 1 + width_of(word);
            }
            _ => {
                lines.push(word.to_owned());
                len = width_of(word);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_its_value_in_a_literal() {
        for (text, expected) in [
            ("a", r#""a""#),
            (r#"say "a" it's"#, r#"'say "a" it\'s'"#),
            (r#"say "a' it's"#, r#""say \"a' it's""#),
            ("\\ \n\r\t\0", r#""\\ \n\r\t\u0000""#),
            ("\u{202e}\u{feff}\u{e0001}", r#""\u202e\ufeff\U000e0001""#),
            ("größe {x}", "\"größe {x}\""),
            ("a # noqa", r#""a \x23 noqa""#),
        ] {
            assert_eq!(string(text), expected);
        }
    }

    #[test]
    fn docstrings_begin_with_a_sentence_and_end_where_they_should() {
        let docstring = |paragraphs: &[&str]| {
            let mut out = String::new();
            let paragraphs: Vec<String> = paragraphs.iter().map(|it| (*it).to_owned()).collect();
            docstring(4, "The error A.", &paragraphs, &mut out);
            out
        };
        assert_eq!(docstring(&["No user."]), "    \"\"\"No user.\"\"\"\n");
        assert_eq!(docstring(&["No user.", "B"]), "    \"\"\"No user.\n\n    B\n    \"\"\"\n");
        assert_eq!(docstring(&[r#"A """ and \."#]), "    r\"\"\"A ''' and \\.\"\"\"\n");
        assert_eq!(docstring(&["\"a\" is b."]), "    \"\"\"The error A.\n\n    \"a\" is b.\n    \"\"\"\n");
        assert_eq!(docstring(&["Who?"]), "    \"\"\"The error A.\n\n    Who?\n    \"\"\"\n");
        let long = ["word"; 40].join(" ") + "\\";
        let lines = docstring(&[&long]);
        assert!(lines.starts_with("    r\"\"\"The error A.\n\n    word word"), "{lines}");
        assert!(lines.ends_with("word\\\n    \"\"\"\n") && lines.lines().all(|line| line.len() <= WIDTH), "{lines}");
    }

    #[test]
    fn an_item_that_does_not_fit_has_one_item_a_line() {
        let slots = |count| Item::list((0..count).map(|_| Item::call("_Slot", vec![Item::text("fields.user_id")])));
        let mut out = String::new();
        Item::call("f", vec![slots(2), Item::named("x", Item::dict([]))]).write(4, "a = ", "", &mut out);
        assert_eq!(out, "    a = f([_Slot(\"fields.user_id\"), _Slot(\"fields.user_id\")], x={})\n");
        let mut out = String::new();
        Item::dict([Item::member("k", slots(4))]).write(0, "", ",", &mut out);
        let line = "        _Slot(\"fields.user_id\"),\n";
        assert_eq!(out, format!("{{\n    \"k\": [\n{}    ],\n}},\n", line.repeat(4)));
    }

    #[test]
    fn long_texts_are_split_after_spaces() {
        let written = |text: &str| {
            let mut out = String::new();
            Item::text(text).write(0, "a = ", "", &mut out);
            out
        };
        let word = "x".repeat(50);
        assert_eq!(written(&format!("{word} {word}")), format!("a = (\n    \"{word} \"\n    \"{word}\"\n)\n"));
        let url = format!("https://{word}{word}");
        assert_eq!(written(&url), format!("a = \"{url}\"\n"));
    }
}
