//! The deprecation of errors.

use super::{ErrorView, View};

/// The deprecation of an error.
pub struct DeprecationView<'v, 'a> {
    /// The version that deprecated the error.
    pub since: Option<&'a str>,
    /// The reason, in Markdown.
    pub note: Option<&'a str>,
    /// The error to use instead.
    pub instead: Option<&'v ErrorView<'a>>,
}

impl<'a> View<'a> {
    /// The deprecation of an error; `None` if the error is not deprecated.
    #[must_use]
    pub fn deprecation(&self, view: &ErrorView<'a>) -> Option<DeprecationView<'_, 'a>> {
        let deprecated = view.error.deprecated.as_ref()?;
        Some(DeprecationView {
            since: deprecated.since.as_deref(),
            note: deprecated.note.as_deref(),
            instead: deprecated.instead.and_then(|index| self.errors.get(index)),
        })
    }
}
