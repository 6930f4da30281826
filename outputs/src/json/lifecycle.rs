//! The document of the lifecycle of an error or a violation.

use error_catalog_model::Deprecated;

use super::error::{DeprecatedDocument, LifecycleDocument};

impl<'a> LifecycleDocument<'a> {
    /// `key_of` returns the key of the error or the violation with an index.
    pub(super) fn of(
        since: Option<&'a str>,
        deprecated: Option<&'a Deprecated>,
        aliases: &'a [String],
        key_of: impl Fn(usize) -> Option<&'a str>,
    ) -> Self {
        let deprecated = deprecated.map(|Deprecated { since, note, instead, .. }| DeprecatedDocument {
            since: since.as_deref(),
            note: note.as_deref(),
            r#use: instead.and_then(&key_of),
        });
        Self { since, deprecated, aliases }
    }
}
