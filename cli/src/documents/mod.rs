//! The documents that commands print for programs, as types.
//!
//! `cargo xtask codegen` derives the JSON Schemas in `schemas/` from these types. The comment on a field becomes the
//! description of the field in the schema, so the comment is written for a reader of the document.

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod explain;
#[cfg(feature = "import")]
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod rule;
#[cfg(feature = "schema")]
pub(crate) mod schema;
pub(crate) mod usage;
pub(crate) mod uses;

use serde::{Serialize, Serializer};

/// The version of the document's format. A change that would break a program increments the version.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "u8", extend("const" = 1), inline))]
pub(crate) struct FormatVersion;

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

/// The values that a schema allows for a member that is one of these names, or null.
#[cfg(feature = "schema")]
fn names_or_null(names: &[&str]) -> serde_json::Value {
    names.iter().map(|name| serde_json::json!(name)).chain([serde_json::Value::Null]).collect()
}
