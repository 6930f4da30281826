//! Escapes one line of Markdown.

use super::{Attributes, BareUrls, has_broken_reference, is_broken_reference, run, text};

/// One line of Markdown, and what its escapes depend on.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) in_cell: bool,
    /// Whether the Markdown around the line contains several dollar signs.
    pub(super) has_math: bool,
}

impl Line<'_> {
    /// Writes the line without HTML. All parsers must agree about where code begins and ends, because `<` is not
    /// escaped in code. Therefore a backtick that does not open code is escaped, and so are a bare URL that contains
    /// code, and dollar signs, which can enclose math. The bracket of a link is also escaped if the target of the link
    /// is not plain.
    pub(super) fn push(&self, out: &mut String) {
        let attributes = Attributes::of(self.text);
        let mut urls = BareUrls::default();
        let mut open_brackets = 0_usize;
        let mut rest = self.text;
        loop {
            let at = rest.find(['\\', '`', '~', '<', '[', ']', '|', '&', '$', '{']).unwrap_or(rest.len());
            let from = out.len();
            out.push_str(&rest[..at]);
            urls.read(out, from);
            rest = &rest[at..];
            let Some(first) = rest.chars().next() else { break };
            let (taken, written) = self.escape(first, rest, &attributes);
            let source = &rest[..taken];
            if written != source || matches!(first, '\\' | '`') {
                urls.escape(out);
            }
            let from = out.len();
            out.push_str(&written);
            let is_link = written.starts_with("](") && open_brackets > 0;
            open_brackets = match written.as_str() {
                "[" => open_brackets + 1,
                "]" => open_brackets.saturating_sub(1),
                // The text of a link cannot contain a link.
                _ if is_link => 0,
                _ => open_brackets,
            };
            if written.starts_with(['`', '<']) || (is_link && written.contains(' ')) {
                urls = BareUrls::default();
            } else if !is_link {
                urls.read(out, from);
            }
            rest = &rest[taken..];
        }
    }

    /// Returns the length of the syntax at the start of `rest`, and the text that replaces the syntax.
    fn escape(&self, first: char, rest: &str, attributes: &Attributes<'_>) -> (usize, String) {
        match first {
            '\\' => match rest[1..].chars().next() {
                // Python-Markdown would read HTML or a reference after this backslash.
                Some('<') => (2, "&lt;".to_owned()),
                Some('&') => (2, "&amp;".to_owned()),
                Some(next) if next.is_ascii_punctuation() => (2, rest[..2].to_owned()),
                _ => (1, "\\\\".to_owned()),
            },
            '`' => code_span(rest, self.in_cell),
            '~' if rest.starts_with("~~~") => (run(rest, '~'), "\\~".repeat(run(rest, '~'))),
            '<' => match autolink(rest) {
                Some(link) => (link.len(), link.to_owned()),
                None => (1, "&lt;".to_owned()),
            },
            // Python-Markdown would put a table of contents here.
            '[' if rest.starts_with("[TOC]") => (1, "\\[".to_owned()),
            ']' if rest.starts_with("](") => match link_target(rest) {
                Some(target) => (target.len(), target.to_owned()),
                None => (1, "\\]".to_owned()),
            },
            ']' if rest.starts_with("]:") => (1, "\\]".to_owned()),
            '|' if self.in_cell => (1, "\\|".to_owned()),
            '&' if is_broken_reference(&rest[1..]) => (1, "&amp;".to_owned()),
            '$' if self.has_math => (1, "&#36;".to_owned()),
            '{' if attributes.begin_at(self.text.len() - rest.len()) => (1, "\\{".to_owned()),
            c => (c.len_utf8(), c.to_string()),
        }
    }
}

/// Returns the length and the text of the code span at the start of `rest`. Backticks that do not open a code span are
/// escaped. Code that contains a broken character reference becomes plain text.
pub fn code_span(rest: &str, in_cell: bool) -> (usize, String) {
    let ticks = run(rest, '`');
    let mut end = ticks;
    while let Some(found) = rest[end..].find('`') {
        let closing = run(&rest[end + found..], '`');
        end += found + closing;
        if closing == ticks {
            let span = &rest[..end];
            if has_broken_reference(span) {
                return (end, text(&span[ticks..end - ticks]));
            }
            return (end, if in_cell { span_in_cell(span) } else { span.to_owned() });
        }
    }
    (ticks, "\\`".repeat(ticks))
}

fn span_in_cell(span: &str) -> String {
    let parts: Vec<&str> = span.split('|').collect();
    let last = parts.len() - 1;
    let parts = parts.iter().enumerate();
    parts.map(|(i, part)| if i < last { part.trim_end_matches('\\') } else { part }).collect::<Vec<_>>().join("\\|")
}

/// Returns the autolink at the start of `rest`, such as `<https://example.com>`.
fn autolink(rest: &str) -> Option<&str> {
    let link = &rest[..=rest.find('>')?];
    let known = ["<https://", "<http://", "<mailto:"].iter().any(|scheme| link.starts_with(scheme));
    // Python-Markdown would read an address without `@` as an element.
    let is_address = !link.starts_with("<mailto:") || link.contains('@');
    let plain = link[1..link.len() - 1].chars().all(is_plain_in_url) && !has_broken_reference(link);
    (known && is_address && plain).then_some(link)
}

/// Returns a link's target at the start of `rest`, such as `](https://example.com "Title")`. If the target has a
/// scheme, it must be `https`, `http` or `mailto`.
fn link_target(rest: &str) -> Option<&str> {
    let target = &rest[..=link_end(rest)?];
    let inside = &target[2..target.len() - 1];
    let (url, title) = inside.split_once(" \"").unwrap_or((inside, "\""));
    let scheme = url.split(['/', '?', '#']).next().unwrap_or_default();
    let known =
        ["", "https:", "http:"].contains(&scheme) || scheme.starts_with("mailto:") || !scheme.contains([':', '&']);
    // `link_end` has already checked that the parentheses are in pairs.
    let plain = url.chars().all(|c| matches!(c, '(' | ')') || is_plain_in_url(c))
        && title.strip_suffix('"')?.chars().all(|c| c == ' ' || c == '\'' || is_plain_in_url(c));
    (known && plain && !has_broken_reference(target)).then_some(target)
}

/// Returns the index of the parenthesis that closes the parenthesis at the start of `rest`. A URL can contain nested
/// pairs.
fn link_end(rest: &str) -> Option<usize> {
    let mut open = 0_usize;
    rest.bytes().position(|byte| {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => return false,
        }
        open == 0
    })
}

fn is_plain_in_url(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '(' | ')' | '`' | '"' | '\'' | '\\' | '|')
}
