//! Renders Markdown for a terminal.

use anstream::adapter::strip_str;
use anstyle::Style;
use error_catalog_model::printable;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{BOLD, CODE, one_line, styled, wrap};

/// Renders Markdown as paragraphs, lists and code for a terminal. Indents each line by `indent` spaces. The last line
/// has no line break.
pub(crate) fn markdown(source: &str, width: usize, indent: usize) -> String {
    let mut page = Page {
        width,
        blocks: Vec::new(),
        line: String::new(),
        styles: Vec::new(),
        nesting: Vec::new(),
        is_first: false,
    };
    page.nesting.push(Nesting { first: " ".repeat(indent), rest: " ".repeat(indent), number: None });
    let mut links = Vec::new();
    let mut in_code = false;
    for event in Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(tag) => {
                in_code |= matches!(tag, Tag::CodeBlock(_));
                page.open(&tag, &mut links);
            }
            Event::End(tag) => {
                in_code &= !matches!(tag, TagEnd::CodeBlock);
                page.close(tag, &mut links);
            }
            Event::Text(text) if in_code => page.line.push_str(&printable(&text)),
            Event::Text(text) => page.push(&text),
            Event::Code(code) => page.push_code(&code),
            Event::SoftBreak => page.line.push(' '),
            Event::HardBreak => page.line.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => page.push(html.trim_end()),
            Event::Rule => page.push_block(|first, _| format!("{first}---")),
            _ => {}
        }
    }
    page.flush();
    page.finish()
}

/// Renders Markdown as one line without styles.
pub(crate) fn plain(source: &str) -> String {
    one_line(&strip_str(&markdown(source, usize::MAX, 0)).to_string())
}

/// The page rendered so far, block by block.
struct Page {
    width: usize,
    /// Each block, and whether the block follows the previous one without an empty line.
    blocks: Vec<(String, bool)>,
    /// The text of the block that is being read.
    line: String,
    styles: Vec<Style>,
    nesting: Vec<Nesting>,
    /// Whether the next block is the first of a list.
    is_first: bool,
}

/// The prefixes of the lines in a list or in a quotation.
struct Nesting {
    first: String,
    rest: String,
    /// The number of the next item in a numbered list.
    number: Option<u64>,
}

impl Page {
    fn open(&mut self, tag: &Tag<'_>, links: &mut Vec<(String, usize)>) {
        match tag {
            Tag::Heading { .. } => self.styles.push(BOLD),
            Tag::Strong => self.styles.push(BOLD),
            Tag::Emphasis => self.styles.push(Style::new().italic()),
            Tag::Strikethrough => self.styles.push(Style::new().strikethrough()),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                links.push((one_line(dest_url), self.line.len()));
            }
            Tag::BlockQuote(_) => self.nest("> ", "> ", None),
            Tag::List(number) => {
                self.flush();
                self.nest("", "", *number);
            }
            Tag::Item => self.open_item(),
            Tag::TableCell if !self.line.is_empty() => self.line.push_str(" | "),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => self.flush(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, links: &mut Vec<(String, usize)>) {
        match tag {
            TagEnd::Heading(_) => {
                self.styles.pop();
                self.flush();
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough => drop(self.styles.pop()),
            TagEnd::Link | TagEnd::Image => {
                // The text of `<https://…>` is the URL.
                if let Some((url, start)) = links.pop()
                    && !self.line.get(start..).unwrap_or_default().contains(&url)
                    && !url.is_empty()
                {
                    self.line.push_str(&format!(" ({url})"));
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                self.nesting.pop();
            }
            TagEnd::CodeBlock => self.flush_code(),
            TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow | TagEnd::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    /// Styles each word separately, so that the indentation of a wrapped line has no style.
    fn push(&mut self, text: &str) {
        let text = printable(text).replace('\n', " ");
        for (index, word) in text.split(' ').enumerate() {
            if index > 0 {
                self.line.push(' ');
            }
            match self.styles.last().filter(|_| !word.is_empty()) {
                Some(style) => self.line.push_str(&styled(*style, word)),
                None => self.line.push_str(word),
            }
        }
    }

    /// Keeps the backticks, because without color they alone distinguish code from prose.
    fn push_code(&mut self, code: &str) {
        let code = format!("`{}`", one_line(code));
        let words: Vec<String> = code.split(' ').map(|word| styled(CODE, word)).collect();
        self.line.push_str(&words.join(" "));
    }

    fn nest(&mut self, first: &str, rest: &str, number: Option<u64>) {
        self.is_first |= self.nesting.len() == 1;
        let before = self.nesting.last().map(|nesting| nesting.rest.clone()).unwrap_or_default();
        let (first, rest) = (before.clone() + first, before + rest);
        self.nesting.push(Nesting { first, rest, number });
    }

    fn open_item(&mut self) {
        self.flush();
        let mut marker = "- ".to_owned();
        if let Some(number) = self.nesting.last_mut().and_then(|list| list.number.as_mut()) {
            marker = format!("{number}. ");
            *number = number.saturating_add(1);
        }
        let rest = " ".repeat(marker.len());
        self.nest(&marker, &rest, None);
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        let width = self.width;
        self.push_block(|first, rest| wrap(line.trim(), width, first, rest));
    }

    fn flush_code(&mut self) {
        let code = std::mem::take(&mut self.line);
        self.push_block(|first, rest| {
            let lines = code.trim_end().split('\n').enumerate();
            let lines = lines.map(|(index, line)| match (index, line) {
                (_, "") => String::new(),
                (0, line) => format!("{first}    {}", styled(CODE, line)),
                (_, line) => format!("{rest}    {}", styled(CODE, line)),
            });
            lines.collect::<Vec<_>>().join("\n")
        });
    }

    /// Adds a block. The first block of an item begins with the item's marker, and the other blocks are indented by the
    /// same width. Blocks in a list are not separated by empty lines.
    fn push_block(&mut self, render: impl FnOnce(&str, &str) -> String) {
        let is_nested = self.nesting.len() > 1;
        let Some(nesting) = self.nesting.last_mut() else { return };
        let first = std::mem::replace(&mut nesting.first, nesting.rest.clone());
        let block = render(&first, &nesting.rest);
        let is_first = std::mem::replace(&mut self.is_first, false);
        self.blocks.push((block, is_nested && !is_first));
    }

    fn finish(self) -> String {
        let mut out = String::new();
        for (index, (block, tight)) in self.blocks.iter().enumerate() {
            out.push_str(match (index, tight) {
                (0, _) => "",
                (_, true) => "\n",
                (_, false) => "\n\n",
            });
            out.push_str(block);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use textwrap::core::display_width;

    use super::*;

    #[test]
    fn markdown_is_readable_without_color() {
        for (source, expected) in [
            ("One *two* **three** `four`.", "One two three `four`."),
            ("a\nb  \nc", "a b\nc"),
            ("one\n\ntwo", "one\n\ntwo"),
            ("- a\n- b\n  - c\n- d", "- a\n- b\n  - c\n- d"),
            ("3. a\n4. b", "3. a\n4. b"),
            ("text\n\n- a\n\n  more\n- b", "text\n\n- a\n  more\n- b"),
            ("[docs](https://example.com/a)", "docs (https://example.com/a)"),
            ("<https://example.com/a>", "https://example.com/a"),
            ("> quoted\n> text", "> quoted text"),
            ("# Heading\ntext", "Heading\n\ntext"),
            ("```json\n{\n  \"a\": 1\n}\n```", "    {\n      \"a\": 1\n    }"),
            ("a <b>c</b> \u{1b}[31m", "a <b>c</b> ␛[31m"),
            ("`\u{9b}2J`", "`\u{fffd}2J`"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n\n1 | 2"),
            ("", ""),
        ] {
            assert_eq!(strip_str(&markdown(source, 80, 0)).to_string(), expected, "{source:?}");
        }
    }

    #[test]
    fn lines_fit() {
        let text = "The quick **brown fox jumps** over the `lazy dog` and [runs](https://example.com) away. ".repeat(3);
        for line in strip_str(&markdown(&text, 40, 2)).to_string().lines() {
            assert!(display_width(line) <= 40 && line.starts_with("  "), "{line:?}");
        }
        assert_eq!(strip_str(&markdown("- aa bb cc dd ee", 14, 2)).to_string(), "  - aa bb cc\n    dd ee");
    }

    #[test]
    fn one_line_without_style() {
        let source = "There is *no* `order`, see [it](https://a.example).";
        assert_eq!(plain(source), "There is no `order`, see it (https://a.example).");
    }
}
