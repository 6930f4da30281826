//! Writes the rustdoc of generated code.

mod facts;
mod shown;

use std::borrow::Cow;
use std::fmt::Write;

use error_catalog_model::{Catalog, Category, Error, Field, Retry, inert, printable, reason_phrase};

use self::facts::push_facts;
use self::shown::{Looks, shown_line};
use super::source::source_types;
use super::{Rust, WIDTH, literal, put};
use crate::escape::{block, closes, code, fence_marker, inline, push_start, text};
use crate::program::pretty_json;

/// Returns the title and the description of a catalog, in Markdown, for the documentation of a module.
#[must_use]
pub fn render_catalog_docs(catalog: &Catalog) -> String {
    match &catalog.description {
        Some(description) => format!("{}\n\n{}", text(&catalog.title), tame(description)),
        None => text(&catalog.title),
    }
}

impl Rust<'_> {
    /// Writes `text` as documentation, indented by this many spaces.
    pub(super) fn put_docs(&mut self, indent: usize, text: &str) {
        if self.options.for_macro {
            self.put_indent(indent);
            self.out.push_str("#[doc = ");
            match Looks::of(text) {
                Some(Looks { quotes, hashes }) if !(quotes && hashes) => {
                    let text = text.strip_suffix('\n').unwrap_or(text);
                    literal::push_raw(&mut self.out, text, quotes);
                }
                looks => {
                    let shown = match looks {
                        Some(_) => Cow::Borrowed(text.strip_suffix('\n').unwrap_or(text)),
                        None => text.lines().map(shown_line).collect::<Vec<_>>().join("\n").into(),
                    };
                    self.out.push_str(&literal::string(&shown));
                }
            }
            self.out.push_str("]\n");
            return;
        }
        for line in text.lines().map(shown_line) {
            let space = if line.is_empty() { "" } else { " " };
            put!(self, "{:indent$}///{space}{line}", "");
        }
    }

    /// Writes `#[deprecated]` if the error is deprecated. The compiler prints the arguments at each use of the error.
    pub(super) fn put_deprecated(&mut self, indent: usize, error: &Error) {
        let Some(deprecated) = &error.deprecated else { return };
        let instead = deprecated.instead.and_then(|index| self.catalog.errors.get(index));
        let instead = instead.map(|error| format!("use `{}`", error.variant));
        self.put_deprecation(indent, deprecated.since.as_deref(), deprecated.note.as_deref(), instead.as_deref());
    }

    /// Writes `#[deprecated]`.
    pub(super) fn put_deprecation(
        &mut self,
        indent: usize,
        since: Option<&str>,
        note: Option<&str>,
        instead: Option<&str>,
    ) {
        let quoted = |text: &str| literal::string(&inert(&printable(text)));
        let note: Vec<&str> = note.into_iter().chain(instead).collect();
        let mut arguments = Vec::new();
        if let Some(since) = since {
            arguments.push(format!("since = {}", quoted(since)));
        }
        if !note.is_empty() {
            arguments.push(format!("note = {}", quoted(&note.join("; "))));
        }
        match arguments.as_slice() {
            [] => put!(self, "{:indent$}#[deprecated]", ""),
            arguments => {
                let line = format!("{:indent$}#[deprecated({})]", "", arguments.join(", "));
                if line.chars().count() <= WIDTH {
                    put!(self, "{line}");
                } else {
                    let indentation = " ".repeat(indent);
                    let arguments = arguments.join(&format!(",\n{indentation}    "));
                    put!(self, "{indentation}#[deprecated(\n{indentation}    {arguments}\n{indentation})]");
                }
            }
        }
    }

    /// Returns the documentation of an error.
    ///
    /// ```text
    /// User not found
    ///
    /// - Status: 404 Not Found
    /// - Code: `user_not_found`
    /// - Message: `User {user_id} not found`
    /// - Retry: no
    ///
    /// Defined at `errors.toml:3`.
    /// ```
    pub(super) fn error_docs(&self, index: usize, error: &Error) -> String {
        let (description, status) = (inline(&error.description), statuses(error));
        let mut sent = if error.sends_code { code(&error.code) } else { "not sent".to_owned() };
        if let Some(owner) = error.owner.and_then(|owner| self.catalog.errors.get(owner)) {
            sent.push_str(&format!(", shared with {}", code(&owner.key)));
        }
        let number = error.number.map_or_else(String::new, |number| format!("- Number: {number}\n"));
        let message = code(&error.message.to_string());
        let sent_status = error.sent_status.filter(|sent| *sent != error.status);
        let sent_with = sent_status.map_or_else(String::new, |sent| format!(" (sent with {sent})"));
        let category = error.category.and_then(|index| self.catalog.categories.get(index));
        let category = category.map_or_else(String::new, |it| format!("- Category: {}\n", text(&it.title)));
        let retry = retry(error.retry);
        // The standard library is optimized, so one call that formats is faster than several that append.
        let mut out = format!(
            "{description}\n\n- Status: {status}{sent_with}\n- Code: {sent}\n{number}- Message: {message}\n{category}\
             - Retry: {retry}\n"
        );
        push_facts(error, &mut out);
        if let Some(docs) = &error.docs {
            out.push_str(&format!("\n{}\n", tame(docs)));
        }
        for (heading, items) in [("Causes", &error.causes), ("Solutions", &error.solutions), ("See also", &error.see)] {
            if !items.is_empty() {
                out.push_str(&format!("\n{heading}:\n\n"));
            }
            items.iter().for_each(|item| out.push_str(&list_item(item)));
        }
        if let Some(example) = error.examples.first() {
            let response = self.compiled.respond(self.catalog, index, example);
            out.push_str(&format!("\n```json\n{}\n```\n", pretty_json(&response.body)));
        }
        if let Some(since) = &error.since {
            let _ = write!(out, "\nSince {}.\n", text(since));
        }
        if let Some(file) = self.catalog.files.get(error.location.file) {
            let place = format!("{}:{}", file.path, error.location.line);
            out.push_str(&format!("\nDefined at {}.\n", code(&place)));
        }
        out
    }
}

/// Returns the documentation of an error's constructor, because an editor shows no other documentation at a call.
///
/// ```text
/// Creates [`Error::UserNotFound`]: 404 Not Found, `User {user_id} not found`.
///
/// - `user_id`: `string`
/// ```
///
/// A field that the constructor does not take stays in the list, because the constructor decides its value.
pub(super) fn constructor_docs(name: &str, error: &Error, non_exhaustive: bool) -> String {
    let (variant, status, message) = (&error.variant, statuses(error), code(&error.message.to_string()));
    let mut out = format!("Creates [`{name}::{variant}`]: {status}, {message}.\n");
    if error.members().next().is_some() || error.has_source {
        out.push('\n');
    }
    for field in error.members() {
        let mut item = format!("`{}`: {}", field.rust_name(), field_type(field));
        if !field.is_argument(non_exhaustive) {
            item.push_str(", not an argument: `None`");
        }
        match &field.description {
            Some(description) => out.push_str(&list_item(&format!("{item}\n\n{description}"))),
            None => out.push_str(&format!("- {item}\n")),
        }
    }
    if error.has_source {
        let _ = writeln!(out, "- `source`: {}", source_types(error));
    }
    out
}

/// Returns `401 Unauthorized or 403 Forbidden`.
fn statuses(error: &Error) -> String {
    let mut all = String::new();
    for (index, status) in error.statuses().enumerate() {
        let separator = match index {
            0 => "",
            _ if index == error.other_statuses.len() => " or ",
            _ => ", ",
        };
        let _ = write!(all, "{separator}{status} {}", reason_phrase(status));
    }
    all
}

/// Returns the documentation of a category.
pub(super) fn category_docs(category: &Category) -> String {
    match &category.description {
        Some(description) => format!("{}\n\n{}", text(&category.title), tame(description)),
        None => text(&category.title),
    }
}

/// Returns the documentation of a field.
pub(super) fn field_docs(field: &Field) -> String {
    let mut out = match &field.description {
        Some(description) => format!("{}\n\n", tame(description)),
        None => String::new(),
    };
    let _ = write!(out, "Type: {}.", field_type(field));
    out.push_str(match (field.internal, field.sensitive) {
        (false, false) => "",
        _ if field.is_status() => " Any other number is sent as the first of these statuses.",
        (false, true) => " The value is only sent, never logged.",
        (true, false) => " The field is only logged, never sent.",
        (true, true) => " The value is never logged, and never sent.",
    });
    out
}

fn field_type(field: &Field) -> String {
    let mut out = format!("`{}`{}", field.ty, if field.optional { ", optional" } else { "" });
    if !field.one_of.is_empty() {
        let values: Vec<String> = field.one_of.iter().map(|value| code(value)).collect();
        let _ = write!(out, ", one of {}", values.join(", "));
    }
    out
}

/// Returns Markdown as an item of a list. The first line is a part of a paragraph. If the line were a thematic break,
/// for example, the lines below it would not be in the list.
pub(super) fn list_item(markdown: &str) -> String {
    let item = tame(markdown);
    let mut out = "- ".to_owned();
    let start = push_start(&mut out, &item);
    match item.contains('\n') {
        true => out.push_str(&item[start..].replace('\n', "\n  ")),
        false => out.push_str(&item[start..]),
    }
    out.push('\n');
    out
}

fn retry(retry: Retry) -> String {
    let mut out = retry.strategy.as_str().to_owned();
    if let Some(base) = retry.base {
        let _ = write!(out, ", first wait {base:?}");
    }
    if let Some(cap) = retry.cap {
        let _ = write!(out, ", longest wait {cap:?}");
    }
    if let Some(limit) = retry.limit() {
        let _ = write!(out, ", {limit}");
    }
    out
}

/// Changes Markdown of a catalog so that rustdoc runs no part of it as a test. Fenced code gets a language that rustdoc
/// does not know, and no line is indented far enough to be code.
pub(super) fn tame(markdown: &str) -> String {
    let mut fence = None;
    let markdown = block(markdown);
    if is_one_narrow_line(&markdown) {
        return markdown;
    }
    let lines = markdown.lines().map(|line| {
        if let Some(open) = fence {
            fence = fence.filter(|_| !closes(line, open));
            return line.to_owned();
        }
        fence = fence_marker(line);
        let Some(marker) = fence else { return narrow(line) };
        let language = line[marker.len()..].trim();
        if is_foreign(language) { line.to_owned() } else { format!("{marker}text") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether Markdown has one line, and no white space that could begin code. The attribute runs without optimizations,
/// so the loop has no iterator.
fn is_one_narrow_line(markdown: &str) -> bool {
    let (bytes, mut at) = (markdown.as_bytes(), 0);
    while at < bytes.len() && bytes[at] != b'\n' && bytes[at] != b'\t' {
        at += 1;
    }
    at == bytes.len() && !markdown.contains("    ")
}

/// Shortens the white space of a line so that it cannot begin code (CommonMark, section 4.4), neither at the start of
/// the line nor after the marker of a list or a quotation.
fn narrow(line: &str) -> String {
    let line = line.replace('\t', "   ");
    if !line.contains("    ") {
        return line;
    }
    let mut out = String::new();
    let mut spaces = 0;
    for c in line.chars() {
        spaces = if c == ' ' { spaces + 1 } else { 0 };
        if spaces < 4 {
            out.push(c);
        }
    }
    out
}

/// Whether rustdoc never runs fenced code in this language as a test.
fn is_foreign(language: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+');
    let is_error = language.len() == 5 && language.starts_with('E');
    let of_rustdoc = ["rust", "should_panic", "no_run", "ignore", "test", "compile_fail", "edition", "standalone"];
    let is_known = of_rustdoc.iter().any(|known| language.starts_with(known));
    !language.is_empty() && language.chars().all(is_word) && !is_error && !is_known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_never_taken_for_a_test() {
        for (markdown, tamed) in [
            ("a\n```\nx\n```\n~~~json\n~~~\n", "a\n```text\nx\n```\n~~~json\n~~~"),
            ("```rust\nx\n    y\n```", "```text\nx\n    y\n```"),
            ("```json,rust\nx", "```json\nx\n```"),
            ("```rust,ignore\nx", "```text\nx\n```"),
            ("```E0308\n```\n```should_panic\n```", "```text\n```\n```text\n```"),
            ("a\n\n    exit(1)\n\n\texit(1)", "a\n\n```text\nexit(1)\n\nexit(1)\n```"),
            ("a\n    exit(1)\n- b\n\n\texit(1)", "a\n   exit(1)\n- b\n\n   exit(1)"),
            ("-      exit(1)\n>     exit(1)", "-   exit(1)\n>   exit(1)"),
            ("```~~~x\n```\n```rust\nexit(1)\n```", "```text\n```\n```text\nexit(1)\n```"),
            ("- ```\n  exit(1)\n  ```", "- \\`\\`\\`\n  exit(1)\n  \\`\\`\\`"),
        ] {
            assert_eq!(tame(markdown), tamed, "{markdown}");
        }
    }

    #[test]
    fn no_prose_at_all_is_taken_for_a_test() {
        use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
        const PARTS: [&str; 18] = [
            "```", "~~~", "`", "~", "\n", "\n\n", "    ", " ", "\t", "- ", "---", "1. ", "> ", "* ", "x", "rust",
            "\u{b}", "\\",
        ];
        let of_rustdoc = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        let mut state = 1_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % below) as usize
        };
        for _ in 0..10_000 {
            let length = next(16);
            let markdown: String = (0..length).map(|_| PARTS[next(18)]).collect();
            for docs in
                [tame(&markdown), format!("- Retry: no\n\n{}\n\nCauses:\n\n{}", tame(&markdown), list_item(&markdown))]
            {
                for event in Parser::new_ext(&docs, of_rustdoc) {
                    if let Event::Start(Tag::CodeBlock(kind)) = event {
                        let is_test = !matches!(&kind, CodeBlockKind::Fenced(language) if is_foreign(language));
                        assert!(!is_test, "{kind:?} in {docs:?} of {markdown:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_item_of_a_list_ends_the_list() {
        for (markdown, item) in [
            ("a\n- b", "- a\n  - b\n"),
            ("---\n\n    exit(1)", "- \\---\n  \n  ```text\n  exit(1)\n  ```\n"),
            ("- - -\n\n    exit(1)", "- \\- - -\n  \n     exit(1)\n"),
            ("***\n\na", "- \\***\n  \n  a\n"),
            ("# a", "- \\# a\n"),
        ] {
            assert_eq!(list_item(markdown), item, "{markdown}");
        }
    }

    #[test]
    fn a_line_is_visible_and_inert() {
        let (compiled, options) = (crate::program::compile(&Catalog::empty()), crate::rust::RustOptions::for_module());
        let catalog = Catalog::empty();
        let mut rust = Rust::new(&catalog, &compiled, &options, &[]);
        rust.put_docs(
            0,
            &tame("a\n\n\u{b}\u{b}\u{b}\u{b}exit(1)\n\u{2028}\u{200e}\u{202e} \u{feff}exit(1)\n::b::c ##[d]\né ##[d]"),
        );
        let expected = "/// a\n///\n/// ␋␋␋␋exit(1)\n/// \u{fffd}\u{fffd}\u{fffd} \u{fffd}exit(1)\n\
                        /// :\\:b::c ##\\[d]\n/// é ##\\[d]\n";
        assert_eq!(rust.out, expected);
    }
}
