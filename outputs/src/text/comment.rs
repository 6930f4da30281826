//! The syntax of comments.

/// The syntax of a one-line comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The text that begins the comment.
    pub open: &'static str,
    /// The text that ends the comment; empty if the comment ends with its line.
    pub close: &'static str,
}

impl Comment {
    /// The comments of HTML and Markdown: `<!-- … -->`.
    pub const HTML: Comment = Comment { open: "<!--", close: "-->" };

    /// The comments of MDX: `{/* … */}`.
    pub const MDX: Comment = Comment { open: "{/*", close: "*/}" };

    /// Whether the files with these comments are Markdown, or HTML in Markdown.
    pub(crate) fn is_of_markdown(&self) -> bool {
        [Self::HTML, Self::MDX].contains(self)
    }

    /// Returns a comment with this text.
    #[must_use]
    pub fn around(&self, text: &str) -> String {
        format!("{} {text} {}", self.open, self.close).trim_end().to_owned()
    }
}
