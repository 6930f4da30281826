//! The flavors of Markdown, and the changes that a page needs for a flavor.
//!
//! All renderers write CommonMark. Text of a catalog is already escaped, so every `<` outside code begins an anchor or
//! an autolink, and code begins and ends where the escapers say. The text only needs escapes for the additional syntax
//! of a flavor.

use error_catalog_codegen::escape::{BareUrls, closes, code_span, fence_marker, text};

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
        let mut urls = BareUrls::default();
        loop {
            let at = rest.find(['\\', '`', '<', '{', ':', '[', '-', ';']).unwrap_or(rest.len());
            let from = out.len();
            out.push_str(&rest[..at]);
            urls.read(out, from);
            rest = &rest[at..];
            let Some(&first) = rest.as_bytes().first() else { break };
            let (taken, written) = self.escape(line, line.len() - rest.len());
            if written.is_some() {
                urls.escape(out);
            }
            let from = out.len();
            out.push_str(written.as_deref().unwrap_or(&rest[..taken]));
            match first {
                b'`' | b'<' => urls = BareUrls::default(),
                _ => urls.read(out, from),
            }
            rest = &rest[taken..];
        }
    }

    /// Returns the length of the syntax at this index, and the text that replaces the syntax.
    fn escape(self, line: &str, at: usize) -> (usize, Option<String>) {
        let (before, rest) = line.split_at(at);
        let (taken, written) = match rest.as_bytes()[0] {
            b'\\' => (1 + rest[1..].chars().next().map_or(0, char::len_utf8), None),
            b'`' => match code_span(rest, false) {
                (length, span) if self.changes(&span) => {
                    (length, Some(self.code_as_html(&span, line.starts_with('|'))))
                }
                (length, _) => (length, None),
            },
            b'<' => {
                let inside = rest[1..].split('>').next().unwrap_or_default();
                let is_link = self == Self::Mdx && inside.contains(':');
                (inside.len() + 2, is_link.then(|| self.explicit_link(inside)))
            }
            // VitePress reads `{…}` as attributes of the element before it.
            b'{' => (1, Some("\\{".to_owned())),
            b':' if acts(before, rest) => (1, Some("\\:".to_owned())),
            b'[' if self == Self::VitePress && starts_with_toc(rest) => (1, Some("\\[".to_owned())),
            b'-' | b';' if self == Self::VitePress && is_emoticon(before, rest) => {
                (1, Some(format!("\\{}", &rest[..1])))
            }
            _ => (1, None),
        };
        (taken.min(rest.len()), written)
    }

    /// MDX has no autolinks.
    fn explicit_link(self, url: &str) -> String {
        let mut out = "[".to_owned();
        self.push_line(&mut out, &text(url));
        out.push_str("](");
        out.push_str(&url.replace('{', "\\{"));
        out.push(')');
        out
    }

    fn code_as_html(self, span: &str, in_cell: bool) -> String {
        let code = span.trim_matches('`');
        let code = if in_cell { code.replace("\\|", "|") } else { code.to_owned() };
        let mut out = "<code>".to_owned();
        self.push_line(&mut out, &text(&code));
        out.push_str("</code>");
        out
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

/// Whether the colon at the start of `rest` can begin a directive, a container or an emoji. The colon of a URL cannot.
fn acts(before: &str, rest: &str) -> bool {
    let is_url = rest.starts_with("://") && before.ends_with(char::is_alphanumeric);
    !is_url && rest[1..].starts_with(|next: char| !next.is_whitespace())
}

/// Whether the character at the start of `rest` is a part of an emoticon without a colon, such as `;)` and `8-)`.
fn is_emoticon(before: &str, rest: &str) -> bool {
    if !rest[1..].starts_with(['(', ')']) {
        return false;
    }
    match rest.as_bytes()[0] {
        b'-' => before.ends_with([';', '8', 'B', 'x', 'X']),
        // The semicolon of a character reference cannot be escaped.
        _ => {
            let word = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
            !(word.ends_with('&') && word.len() < before.len())
        }
    }
}

fn starts_with_toc(rest: &str) -> bool {
    rest.get(.."[[toc]]".len()).is_some_and(|start| start.eq_ignore_ascii_case("[[toc]]"))
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
