//! Breaks long expressions as Biome and Prettier do: the items of a pair of brackets are on one line if they fit, and
//! otherwise each item has its own line.

use crate::text::width::width_of;

/// The longest line of code, apart from texts that cannot be broken.
pub(super) const WIDTH: usize = 100;

/// An expression, or a member `key: value`.
struct Item<'a> {
    parts: Vec<Part<'a>>,
    /// The length of `key:`; 0 without a key.
    key: usize,
    /// The width on one line.
    width: usize,
    must_break: bool,
}

enum Part<'a> {
    Text(&'a str),
    Group(Group<'a>),
}

/// Items between brackets.
struct Group<'a> {
    open: char,
    items: Vec<Item<'a>>,
}

/// Writes an expression or a member, which is on one line, at an indentation.
pub(super) fn push_line(indent: usize, text: &str, after: &str, out: &mut String) {
    let (item, _) = parse_item(text);
    item.push(indent, after, out);
}

/// Parses an item, and returns the text after it.
fn parse_item(text: &str) -> (Item<'_>, &str) {
    let mut item = Item { parts: Vec::new(), key: 0, width: 0, must_break: false };
    let (mut rest, mut at) = (text, 0);
    while let Some(c) = rest[at..].chars().next() {
        match c {
            '"' | '\'' => at += string_len(c, &rest[at..]),
            '{' | '[' | '(' => {
                item.push_text(&rest[..at]);
                let (group, left) = parse_group(c, &rest[at + 1..]);
                item.push_group(group);
                (rest, at) = (left, 0);
            }
            '}' | ']' | ')' | ',' => break,
            ':' if item.key == 0 && item.parts.is_empty() => {
                at += 1;
                item.key = at;
            }
            c => at += c.len_utf8(),
        }
    }
    item.push_text(rest[..at].trim_end());
    (item, &rest[at..])
}

fn parse_group(open: char, text: &str) -> (Group<'_>, &str) {
    let mut items = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && !rest.starts_with(['}', ']', ')']) {
        let (item, left) = parse_item(rest);
        items.push(item);
        rest = left.trim_start_matches([',', ' ']);
    }
    (Group { open, items }, rest.get(1..).unwrap_or_default())
}

/// The length of the string literal at the start of a text.
fn string_len(quote: char, text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

impl<'a> Item<'a> {
    fn push_text(&mut self, text: &'a str) {
        if !text.is_empty() {
            self.width += width_of(text);
            self.parts.push(Part::Text(text));
        }
    }

    fn push_group(&mut self, group: Group<'a>) {
        let separators = 2 * group.items.len().saturating_sub(1);
        let spaces = if group.open == '{' && !group.items.is_empty() { 2 } else { 0 };
        self.width += 2 + spaces + separators + group.items.iter().map(|item| item.width).sum::<usize>();
        self.must_break |= group.must_break();
        self.parts.push(Part::Group(group));
    }

    fn push(&self, indent: usize, after: &str, out: &mut String) {
        push_indent(indent, out);
        let fits = !self.must_break && indent + self.width + after.len() <= WIDTH;
        match self.parts.as_slice() {
            [start @ .., Part::Group(group)] if !fits && !group.items.is_empty() => {
                start.iter().for_each(|part| part.push_flat(out));
                out.push(group.open);
                for item in &group.items {
                    out.push('\n');
                    item.push(indent + 2, ",", out);
                }
                out.push('\n');
                push_indent(indent, out);
                out.push(group.close());
            }
            // After a short key, a line break would win too little.
            [Part::Text(text)] if !fits && self.key > 5 => {
                let (key, value) = text.split_at(self.key);
                out.push_str(key);
                out.push('\n');
                push_indent(indent + 2, out);
                out.push_str(value.trim_start());
            }
            parts => parts.iter().for_each(|part| part.push_flat(out)),
        }
        out.push_str(after);
    }
}

impl Part<'_> {
    fn push_flat(&self, out: &mut String) {
        let group = match self {
            Part::Text(text) => return out.push_str(text),
            Part::Group(group) => group,
        };
        let space = if group.open == '{' && !group.items.is_empty() { " " } else { "" };
        out.push(group.open);
        out.push_str(space);
        for (index, item) in group.items.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { ", " });
            item.parts.iter().for_each(|part| part.push_flat(out));
        }
        out.push_str(space);
        out.push(group.close());
    }
}

impl Group<'_> {
    fn close(&self) -> char {
        match self.open {
            '{' => '}',
            '[' => ']',
            _ => ')',
        }
    }

    /// Whether an item must be broken, or all elements of a list are objects or lists with several items.
    fn must_break(&self) -> bool {
        let has_several = |open: char| {
            let is_such = |item: &Item<'_>| matches!(item.parts.as_slice(), [Part::Group(group)] if group.open == open && group.items.len() > 1);
            self.items.iter().all(is_such)
        };
        let is_matrix = self.open == '[' && self.items.len() > 1 && (has_several('{') || has_several('['));
        is_matrix || self.items.iter().any(|item| item.must_break)
    }
}

fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        let mut out = String::new();
        push_line(2, text, ",", &mut out);
        out
    }

    #[test]
    fn what_fits_stays_on_one_line() {
        for text in [
            "body: { object: { a: { text: [\"}, \\\"\", { slot: \"x\" }] }, b: {} } }",
            "x: f(-(2 ** 7), (value) => value)",
            "\"a: b\": []",
            "'\"{': '\\'['",
        ] {
            assert_eq!(lines(text), format!("  {text},"));
        }
    }

    #[test]
    fn what_does_not_fit_has_a_line_for_each_item() {
        let long = "x".repeat(90);
        assert_eq!(
            lines(&format!("body: {{ a: [1, \"{long}\"], b: {{ c: 1 }} }}")),
            format!("  body: {{\n    a: [\n      1,\n      \"{long}\",\n    ],\n    b: {{ c: 1 }},\n  }},")
        );
        assert_eq!(lines(&format!("title: \"{long}\"")), format!("  title:\n    \"{long}\","));
        assert_eq!(lines(&format!("code: \"{long}x\"")), format!("  code: \"{long}x\","));
        assert_eq!(
            lines("a: [{ a: 1, b: 2 }, { a: 1, b: 2 }]"),
            "  a: [\n    { a: 1, b: 2 },\n    { a: 1, b: 2 },\n  ],"
        );
    }
}
