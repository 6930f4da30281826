//! The facts about an error that only some errors have.

use std::fmt::Write;

use error_catalog_model::Error;

use crate::escape::code;
use crate::rust::source::source_types;

/// Adds the properties, the source and the condition of an error to the list in its documentation.
pub(super) fn push_facts(error: &Error, out: &mut String) {
    for property in &error.properties {
        if let Some(value) = property.to_text() {
            let _ = writeln!(out, "- {}: {}", code(&property.name), code(&value));
        }
    }
    if error.has_source {
        let _ = writeln!(out, "- Source: {}", source_types(error));
    }
    if let Some(condition) = &error.cfg {
        let _ = writeln!(out, "- Only with: {}", code(condition));
    }
}
