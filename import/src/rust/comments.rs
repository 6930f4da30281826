//! Finds the comments of a variant that are not documentation. These comments become comments of the catalog, because
//! they are for the maintainers of the API.

use syn::{Fields, Variant};

pub(super) struct Comments<'a> {
    lines: Vec<&'a str>,
}

impl<'a> Comments<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { lines: text.lines().collect() }
    }

    /// The comments on the lines above a variant, between its attributes, and after its name.
    pub(super) fn of(&self, variant: &Variant) -> Vec<String> {
        let name = variant.ident.span().start().line;
        let first = variant.attrs.iter().map(|attribute| attribute.pound_token.span.start().line).min().unwrap_or(name);
        let last = match &variant.fields {
            Fields::Named(fields) => fields.brace_token.span.close().end().line,
            Fields::Unnamed(fields) => fields.paren_token.span.close().end().line,
            Fields::Unit => name,
        };
        let above = self.lines.iter().take(first.saturating_sub(1)).rev().take_while(|line| comment(line).is_some());
        let above = above.count();
        let range = first.saturating_sub(1 + above)..last.min(self.lines.len());
        let lines = self.lines.get(range).unwrap_or_default().iter();
        lines.filter_map(|line| comment(line).or_else(|| trailing(line))).map(str::to_owned).collect()
    }
}

/// The text of a line that contains only a comment.
fn comment(line: &str) -> Option<&str> {
    let text = line.trim_start().strip_prefix("//").filter(|text| !text.starts_with(['/', '!']))?;
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The text of a comment after the code of a line. `//` in a string is not a comment.
fn trailing(line: &str) -> Option<&str> {
    let (code, text) = line.rsplit_once("//").filter(|(code, _)| code.matches('"').count().is_multiple_of(2))?;
    (!code.trim().is_empty() && !line.trim_start().starts_with("//")).then_some(text.trim())
}
