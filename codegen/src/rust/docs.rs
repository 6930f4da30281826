//! Rustdoc.

use std::fmt::Write;

use error_catalog_model::{Catalog, Category, Error, Field, Piece, Retry, TextTemplate};

use super::{Rust, literal, put};
use crate::program::{pretty_json, reason};

/// The title and the description of a catalog, in Markdown, for the documentation of a module.
#[must_use]
pub fn render_catalog_docs(catalog: &Catalog) -> String {
    match &catalog.description {
        Some(description) => format!("{}\n\n{}", plain(&catalog.title), tame_code(description)),
        None => plain(&catalog.title),
    }
}

impl Rust<'_> {
    /// Writes `text` as documentation, indented by so many spaces.
    pub(super) fn put_docs(&mut self, indent: usize, text: &str) {
        for line in text.lines() {
            put_indent(&mut self.out, indent);
            self.out.push_str(if line.is_empty() { "///" } else { "/// " });
            // Most lines are plain, and this runs in a compiler that waits.
            if is_plain(line) {
                self.out.push_str(line);
            } else {
                self.out.extend(line.chars().map(|c| if is_hidden(c) { ' ' } else { c }));
            }
            self.out.push('\n');
        }
    }

    /// Writes `#[deprecated]`, where the error is.
    pub(super) fn put_deprecated(&mut self, indent: usize, error: &Error) {
        let Some(deprecated) = &error.deprecated else { return };
        let instead = deprecated.instead.as_ref().and_then(|key| self.catalog.errors.iter().find(|it| it.key == *key));
        let instead = instead.map(|error| format!("use `{}`", error.variant));
        let note: Vec<&str> = deprecated.note.as_deref().into_iter().chain(instead.as_deref()).collect();
        let mut arguments = Vec::new();
        if let Some(since) = &deprecated.since {
            arguments.push(format!("since = {}", literal::string(since)));
        }
        if !note.is_empty() {
            arguments.push(format!("note = {}", literal::string(&note.join("; "))));
        }
        match arguments.as_slice() {
            [] => put!(self, "{:indent$}#[deprecated]", ""),
            arguments => put!(self, "{:indent$}#[deprecated({})]", "", arguments.join(", ")),
        }
    }

    /// All that is to be said about an error.
    pub(super) fn error_docs(&self, index: usize, error: &Error) -> String {
        let mut out = format!("{}\n\n", error.description);
        let code = if error.sends_code { code_span(&error.code) } else { "none is sent".to_owned() };
        let _ = write!(out, "- Status: {} {}\n- Code: {code}\n", error.status, reason(error.status));
        if let Some(number) = error.number {
            let _ = writeln!(out, "- Number: {number}");
        }
        let _ = writeln!(out, "- Message: {}", code_span(&template(&error.message)));
        if let Some(category) = error.category.and_then(|index| self.catalog.categories.get(index)) {
            let _ = writeln!(out, "- Category: {}", plain(&category.title));
        }
        let _ = writeln!(out, "- Retry: {}", retry(error.retry));
        if let Some(docs) = &error.docs {
            let _ = write!(out, "\n{}\n", tame_code(docs));
        }
        for (heading, items) in [("Causes", &error.causes), ("Solutions", &error.solutions), ("See also", &error.see)] {
            if !items.is_empty() {
                let _ = write!(out, "\n{heading}:\n\n");
            }
            for item in items {
                let _ = writeln!(out, "- {}", tame_code(item).replace('\n', "\n  "));
            }
        }
        if let Some(example) = error.examples.first() {
            let response = self.compiled.respond(self.catalog, index, example);
            let _ = write!(out, "\n```json\n{}\n```\n", pretty_json(&response.body));
        }
        if let Some(since) = &error.since {
            let _ = write!(out, "\nSince {}.\n", plain(since));
        }
        if let Some(file) = self.catalog.files.get(error.location.file) {
            let _ = write!(out, "\nDefined at `{}:{}`.\n", file.path, error.location.line);
        }
        out
    }
}

/// What is said about a category.
pub(super) fn category_docs(category: &Category) -> String {
    match &category.description {
        Some(description) => format!("{}\n\n{}", plain(&category.title), tame_code(description)),
        None => plain(&category.title),
    }
}

/// What is said about a field.
pub(super) fn field_docs(field: &Field) -> String {
    let mut out = match &field.description {
        Some(description) => format!("{}\n\n", tame_code(description)),
        None => String::new(),
    };
    let _ = write!(out, "Type `{}`", field.ty);
    out.push_str(if field.optional { ", optional" } else { "" });
    out.push_str(if field.internal { "; for logs alone." } else { "." });
    out
}

/// A template as the catalog writes it.
fn template(template: &TextTemplate) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Slot(name) => format!("{{{name}}}"),
    };
    template.pieces.iter().map(piece).collect()
}

fn put_indent(out: &mut String, indent: usize) {
    (0..indent / 4).for_each(|_| out.push_str("    "));
}

fn is_plain(line: &str) -> bool {
    for &byte in line.as_bytes() {
        if !matches!(byte, b' '..=b'~') {
            return false;
        }
    }
    true
}

/// Whether a character would hide or reorder what a reader of the source sees; rustc refuses some of them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn retry(retry: Retry) -> String {
    let mut out = retry.strategy.as_str().to_owned();
    if let Some(base) = retry.base {
        let _ = write!(out, ", first wait {base:?}");
    }
    if let Some(attempts) = retry.max_attempts {
        let _ = write!(out, ", at most {attempts} attempts");
    }
    out
}

/// Text as a Markdown code span (CommonMark, section 6.1): between more backticks than it holds in a row.
pub(super) fn code_span(text: &str) -> String {
    if !text.contains('`') && !text.contains('\n') {
        return format!("`{text}`");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", text.replace('\n', " "))
}

/// Text as Markdown that means this very text.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// Gives each fenced block without a language the language `text`: rustdoc would take it for a Rust test.
fn tame_code(markdown: &str) -> String {
    if !markdown.contains("```") && !markdown.contains("~~~") {
        return markdown.trim_end().to_owned();
    }
    let mut open = false;
    let lines = markdown.trim_end().lines().map(|line| {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        open ^= fence;
        let bare = fence && open && line.trim().trim_start_matches(['`', '~']).is_empty();
        if bare { format!("{}text", line.trim_end()) } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_never_taken_for_a_test() {
        assert_eq!(tame_code("a\n```\nx\n```\n~~~json\n~~~\n"), "a\n```text\nx\n```\n~~~json\n~~~");
    }

    #[test]
    fn spans_hold_any_text() {
        for (text, span) in [("a", "`a`"), ("a`b", "``a`b``"), ("``", "``` `` ```"), ("a\nb", "`a b`")] {
            assert_eq!(code_span(text), span);
        }
    }
}
