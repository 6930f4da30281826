//! The flavors of Markdown, and the changes that a page needs for a flavor.
//!
//! All renderers write CommonMark. Text of a catalog is already escaped, so every `<` outside code begins an anchor or
//! an autolink, and code begins and ends where the escapers say. The text only needs escapes for the additional syntax
//! of a flavor.

use error_catalog_codegen::escape::{closes, code_span, fence_marker, text};

use crate::text::comment::Comment;
use crate::text::html::content;

/// A flavor of Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavor {
    /// CommonMark with tables, for example for GitHub, mdBook and MkDocs.
    #[default]
    CommonMark,
    /// MDX, for example for Docusaurus: `{…}` and `<…>` are code, and HTML comments are errors.
    Mdx,
    /// The Markdown of VitePress: a page becomes a Vue template.
    VitePress,
}

impl Flavor {
    /// The names of the flavors. The first name is the default.
    pub const NAMES: &'static [&'static str] = &["commonmark", "mdx", "vitepress"];

    /// Returns the flavor with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "commonmark" => Some(Self::CommonMark),
            "mdx" => Some(Self::Mdx),
            "vitepress" => Some(Self::VitePress),
            _ => None,
        }
    }

    /// The syntax of comments.
    pub(crate) fn comment(self) -> Comment {
        match self {
            Self::CommonMark | Self::VitePress => Comment::HTML,
            Self::Mdx => Comment::MDX,
        }
    }

    /// Rewrites CommonMark in this flavor.
    pub(super) fn adapt(self, page: String) -> String {
        if self == Self::CommonMark {
            return page;
        }
        let mut out = String::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            match fence_marker(line) {
                Some(marker) => {
                    let code = lines.by_ref().take_while(|line| !closes(line, marker));
                    let code: String = code.flat_map(|line| [line, "\n"]).collect();
                    self.push_fence(&mut out, marker, &line[marker.len()..], &code);
                }
                None => self.push_line(&mut out, line),
            }
            out.push('\n');
        }
        match self {
            // Vue does not interpolate `{{ … }}` in this element, not even in code.
            Self::VitePress => format!("<div v-pre>\n\n{out}\n</div>\n"),
            Self::CommonMark | Self::Mdx => out,
        }
    }

    fn push_fence(self, out: &mut String, marker: &str, language: &str, code: &str) {
        if self.changes(code) {
            out.push_str(&format!("<pre><code>{}</code></pre>", content(code)));
            return;
        }
        // Docusaurus renders code in this language as a part of the page.
        let language = if self == Self::Mdx && language == "mdx-code-block" { "mdx" } else { language };
        out.push_str(&format!("{marker}{language}\n{code}{marker}"));
    }

    fn push_line(self, out: &mut String, line: &str) {
        let mut rest = line;
        if self == Self::Mdx && is_module_syntax(line) {
            out.push_str(&format!("&#{};", line.as_bytes()[0]));
            rest = &line[1..];
        }
        while let Some(at) = rest.find(['\\', '`', '<', '{', ':', '[']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let taken = self.push_syntax(out, rest, line.starts_with('|'));
            rest = &rest[taken..];
        }
        out.push_str(rest);
    }

    /// Writes the character at the start of `rest`, which can begin syntax, and the rest of the syntax. Returns the
    /// length of the syntax.
    fn push_syntax(self, out: &mut String, rest: &str, in_cell: bool) -> usize {
        let (taken, written) = match rest.as_bytes()[0] {
            b'\\' => (1 + rest[1..].chars().next().map_or(0, char::len_utf8), None),
            b'`' => match code_span(rest, false) {
                (length, span) if self.changes(&span) => (length, Some(code_as_html(&span, in_cell))),
                (length, span) => (length, Some(span)),
            },
            b'<' => {
                let inside = rest[1..].split('>').next().unwrap_or_default();
                let is_link = self == Self::Mdx && inside.contains(':');
                (inside.len() + 2, is_link.then(|| explicit_link(inside)))
            }
            // VitePress reads `{…}` as attributes of the element before it.
            b'{' => (1, Some("\\{".to_owned())),
            b':' => after_colon(rest),
            b'[' if self == Self::VitePress && starts_with_toc(rest) => (1, Some("\\[".to_owned())),
            _ => (1, None),
        };
        let taken = taken.min(rest.len());
        out.push_str(written.as_deref().unwrap_or(&rest[..taken]));
        taken
    }

    /// Whether a site would not show the code as it is. Even in code, VitePress replaces `<!-- @include: PATH -->` with
    /// a file, and removes comments such as `// [!code --]`.
    fn changes(self, code: &str) -> bool {
        self == Self::VitePress && (code.contains("<!--") || code.contains("[!code"))
    }
}

/// Whether MDX would parse the paragraph that begins with this line as JavaScript.
fn is_module_syntax(line: &str) -> bool {
    let rest = line.strip_prefix("import").or_else(|| line.strip_prefix("export"));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Returns the length and the text of the syntax that begins with a colon. A colon before a word can begin a directive
/// or an emoji, and three colons begin a container.
fn after_colon(rest: &str) -> (usize, Option<String>) {
    if rest.starts_with("://") {
        let end = rest.find(|c: char| c.is_whitespace() || "\\`<{[".contains(c)).unwrap_or(rest.len());
        if !rest[end..].starts_with('{') {
            return (end, None);
        }
        // Without the escape, sites make a link of this URL, and the link contains the backslash of the brace.
    }
    let is_plain = rest[1..].chars().next().is_none_or(|next| next.is_whitespace() || next.is_numeric());
    (1, (!is_plain).then(|| "\\:".to_owned()))
}

fn starts_with_toc(rest: &str) -> bool {
    rest.get(.."[[toc]]".len()).is_some_and(|start| start.eq_ignore_ascii_case("[[toc]]"))
}

/// MDX has no autolinks.
fn explicit_link(url: &str) -> String {
    format!("[{}]({url})", text(url)).replace('{', "\\{")
}

fn code_as_html(span: &str, in_cell: bool) -> String {
    let code = span.trim_matches('`');
    let code = if in_cell { code.replace("\\|", "|") } else { code.to_owned() };
    format!("<code>{}</code>", text(&code).replace('{', "\\{"))
}

#[cfg(test)]
mod tests {
    use super::Flavor;

    #[test]
    fn every_flavor_has_a_name() {
        let flavors: Vec<Option<Flavor>> = Flavor::NAMES.iter().map(|name| Flavor::from_name(name)).collect();
        assert_eq!(flavors, [Some(Flavor::default()), Some(Flavor::Mdx), Some(Flavor::VitePress)]);
        assert_eq!(Flavor::from_name("gfm"), None);
    }
}
