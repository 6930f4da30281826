//! The document of a violation code.

use error_catalog_model::{Catalog, Retired, ViolationKind};
use serde::Serialize;

use super::error::{FieldDocument, LifecycleDocument, PlaceDocument};

/// A code of field-level validation errors.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Violation"))]
pub struct ViolationDocument<'a> {
    /// The violation's key in the catalog.
    pub key: &'a str,
    /// The violation's code.
    pub code: &'a str,
    /// A short summary that is the same in every response.
    pub title: Option<&'a str>,
    /// The message: a text template. A violation without a message has a title.
    pub message: Option<String>,
    /// The description of the violation: one line of Markdown.
    pub description: &'a str,
    /// The violation's fields.
    pub fields: Vec<FieldDocument<'a>>,
    /// The names of the fields in the slot `params`.
    pub params: &'a [String],
    /// The violation's documentation, in Markdown.
    pub docs: Option<&'a str>,
    /// The violation's history. The key of a replacement is the key of another violation.
    pub lifecycle: LifecycleDocument<'a>,
    /// The Rust names of the violation.
    pub rust: ViolationRustDocument<'a>,
    /// The violation's table in the catalog.
    pub place: PlaceDocument,
}

/// The Rust names of a violation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ViolationRust"))]
pub struct ViolationRustDocument<'a> {
    /// The variant of the enum of violation codes.
    pub variant: &'a str,
    /// The function that constructs the violation.
    pub constructor: &'a str,
}

/// A retired violation code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RetiredViolation"))]
pub struct RetiredViolationDocument<'a> {
    /// The code.
    pub code: &'a str,
    /// Why the code was retired, in Markdown.
    pub note: &'a str,
}

impl<'a> ViolationDocument<'a> {
    /// Creates the document of a violation. `file` is the path of the violation's file as readers of the document see
    /// it.
    #[must_use]
    pub fn of(catalog: &'a Catalog, violation: &'a ViolationKind, file: String) -> Self {
        let key = |index: usize| catalog.violations.get(index).map(|violation| violation.key.as_str());
        let ViolationKind { since, deprecated, aliases, .. } = violation;
        Self {
            key: &violation.key,
            code: &violation.code,
            title: violation.title.as_deref(),
            message: violation.message.as_ref().map(ToString::to_string),
            description: &violation.description,
            fields: violation.fields.iter().map(FieldDocument::of).collect(),
            params: &violation.params,
            docs: violation.docs.as_deref(),
            lifecycle: LifecycleDocument::of(since.as_deref(), deprecated.as_ref(), aliases, key),
            rust: ViolationRustDocument { variant: &violation.variant, constructor: &violation.constructor },
            place: PlaceDocument { file, line: violation.location.line },
        }
    }
}

impl<'a> RetiredViolationDocument<'a> {
    pub(super) fn of(retired: &'a Retired) -> Self {
        Self { code: &retired.code, note: &retired.note }
    }
}
