//! Remarks about an adoption.

use syn::spanned::Spanned;

/// A remark about a line of the source.
pub(super) struct Remark {
    pub(super) line: usize,
    pub(super) text: String,
}

impl Remark {
    pub(super) fn new(place: &dyn Spanned, text: impl Into<String>) -> Self {
        Self { line: place.span().start().line, text: text.into() }
    }
}
