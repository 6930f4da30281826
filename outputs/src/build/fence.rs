//! Recognizes fenced code blocks of Markdown, because a marker in a code block is only an example of a marker.

/// Tells, line by line, which lines of a page belong to fenced code blocks.
#[derive(Default)]
pub(super) struct Fences {
    open: Option<Fence>,
}

/// The line that opens a code block.
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
}

impl Fences {
    /// Reads the next line of the page, and returns whether the line belongs to a code block.
    pub(super) fn is_code(&mut self, line: &str) -> bool {
        match &self.open {
            Some(fence) if fence.is_closed_by(line) => {
                self.open = None;
                true
            }
            Some(_) => true,
            None => {
                self.open = Fence::opened_by(line);
                self.open.is_some()
            }
        }
    }
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let text = skip_list_marks(line);
        let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        // A line such as "```a```" is inline code.
        let is_inline = mark == '`' && info.contains('`');
        (length >= 3 && !is_inline).then_some(Self { mark, length, indent: line.len() - text.len() })
    }

    /// Whether a line closes the code block. A line with at least four more spaces is code.
    fn is_closed_by(&self, line: &str) -> bool {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let text = text.trim_end();
        indent < self.indent + 4 && text.len() >= self.length && text.chars().all(|c| c == self.mark)
    }
}

/// The text of a line without its indentation and without the marks of list items.
fn skip_list_marks(line: &str) -> &str {
    let mut text = line.trim_start();
    while let Some(item) = after_list_mark(text) {
        text = item.trim_start();
    }
    text
}

fn after_list_mark(text: &str) -> Option<&str> {
    let after_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks: &[char] = if after_number.len() < text.len() { &['.', ')'] } else { &['-', '*', '+'] };
    after_number.strip_prefix(marks).filter(|item| item.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line that starts with `x` is text, and each line that contains `code` is code.
    #[test]
    fn code_is_told_from_text() {
        for page in [
            "x\n```\ncode\n```\nx",
            "x\r\n```md\r\ncode\r\n```\r\nx",
            "~~~ `a`\ncode\n```\ncode\n~~~\nx",
            "````md\n```\ncode\n```\ncode\n````\nx",
            "```\ncode\n    ```\ncode\n```\nx",
            "```\ncode\n``` md\ncode\n  `````  \nx",
            "- ```\n  code\n  ```\nx",
            "- 1. ```\n     code\n     ```\nx",
            "  10) ~~~\n      code\n      ~~~\nx",
            "x ```\nx\n",
            "```a```\nx",
            "``\nx",
            "-```\nx\n",
            "> ```\nx",
            "* * *\nx",
            "```\ncode",
        ] {
            let mut fences = Fences::default();
            for line in page.split_inclusive('\n') {
                let is_code = fences.is_code(line);
                assert!(!is_code || !line.starts_with('x'), "{page:?}: {line:?} is not code");
                assert!(is_code || !line.contains("code"), "{page:?}: {line:?} is code");
            }
        }
    }
}
