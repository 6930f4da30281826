//! Escapes the blocks of Markdown: paragraphs, lists and code.

use super::{Line, begins_item, extension, fenced, has_math, is_plain, push_line_start, run, visible_lines};

/// Escapes Markdown as blocks: paragraphs, lists and code. Indented code becomes fenced code, because MDX has no
/// indented code.
pub fn block(markdown: &str) -> String {
    if is_plain(markdown) && extension(markdown).is_none() {
        return markdown.to_owned();
    }
    let has_math = has_math(markdown);
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    let markdown = markdown.replace("\r\n", "\n").replace('\r', "\n");
    let markdown = visible_lines(&markdown);
    let mut lines = markdown.trim().lines().map(str::trim_end).peekable();
    let mut above = Above::default();
    while let Some(line) = lines.next() {
        match fence {
            // Parsers disagree about how far a closing marker may be indented, so the marker is written without
            // indentation. Some parsers only recognize a marker that equals the first marker.
            Some(open) if closes(line.trim_start(), open) => {
                out.push_str(open);
                fence = None;
            }
            Some(_) => out.push_str(line),
            None => match (above.allow_code(line), indented(line)) {
                (true, Some(code)) => {
                    let mut code = vec![code];
                    while let Some(line) = lines.next_if(|line| line.is_empty() || indented(line).is_some()) {
                        code.push(indented(line).unwrap_or_default());
                    }
                    out.push_str(&fenced("", code.join("\n").trim_end()));
                    out.push('\n');
                    above = Above::default();
                }
                _ => {
                    fence = fence_marker(line);
                    match fence {
                        Some(marker) => out.extend([marker, language(&line[marker.len()..])]),
                        None => {
                            let start = push_line_start(&mut out, line);
                            Line { text: &line[start..], in_cell: false, has_math }.push(&mut out);
                        }
                    }
                }
            },
        }
        out.push('\n');
    }
    out.push_str(fence.unwrap_or_default());
    out.trim_end().to_owned()
}

/// The lines above a line, which decide whether indentation is code (CommonMark, section 4.4).
struct Above {
    is_blank: bool,
    /// Whether the line can belong to a list. Code in a list is not recognized, and its text is escaped.
    is_list: bool,
}

impl Default for Above {
    fn default() -> Self {
        Self { is_blank: true, is_list: false }
    }
}

impl Above {
    /// Reads the next line, and returns whether the line is code if it is indented.
    fn allow_code(&mut self, line: &str) -> bool {
        let allows = self.is_blank && !self.is_list;
        let text = line.trim_start();
        if !allows || indented(line).is_none() {
            let is_item = begins_item(text);
            self.is_list =
                is_item || (self.is_list && !(self.is_blank && !text.is_empty() && text.len() == line.len()));
        }
        self.is_blank = text.is_empty();
        allows
    }
}

/// Returns the text of a line after the indentation of code, which is four columns.
fn indented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    match line.len() - text.len() {
        0..=3 => text.strip_prefix('\t'),
        _ => line.get(4..),
    }
}

/// Returns the marker of a line that opens fenced code. An indented marker is not recognized, and [`block`] escapes
/// it: code in a list item ends with the item, possibly before the marker that seems to close the code.
pub fn fence_marker(line: &str) -> Option<&str> {
    let first = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let (marker, info) = line.split_at(run(line, first));
    (marker.len() >= 3 && (first == '~' || !info.contains('`'))).then_some(marker)
}

/// Returns the language of fenced code. Other words after the marker mean different things to different parsers, and
/// some parsers would not recognize the code. Python-Markdown would not recognize the code either if the language
/// contained a combining character.
fn language(info: &str) -> &str {
    let info = info.trim_start();
    let end = info.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '#' | '.' | '+' | '-'));
    &info[..end.unwrap_or(info.len())]
}

/// Whether a line closes the fenced code that the marker `open` began.
pub fn closes(line: &str, open: &str) -> bool {
    line.strip_prefix(open).is_some_and(|rest| rest.chars().all(|c| open.starts_with(c)))
}
