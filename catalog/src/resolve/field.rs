//! The fields of an error.

use crate::diagnostic::{Diagnostics, Span, rules};
use crate::model::{Error, Field};
use crate::raw::{RawError, RawField, Sp};

pub(super) fn resolve_fields(fields: &[RawField]) -> Vec<Field> {
    let fields = fields.iter().map(|field| Field {
        name: field.name.value.clone(),
        rust_name: field.rust_name.value.clone(),
        ty: field.ty.value.clone(),
        one_of: field.one_of.iter().map(|value| value.value.clone()).collect(),
        value_enum: None,
        rust: field.rust.clone(),
        internal: field.internal,
        sensitive: field.sensitive,
        optional: field.optional,
        description: field.description.clone(),
        example: field.example.as_ref().map(|example| example.value.clone()),
    });
    fields.collect()
}

/// Reports a name that should be a public field of the error, or one of `others`, but is neither.
pub(super) fn report_unknown_field(
    raw: &RawError,
    error: &Error,
    name: &Sp<String>,
    others: &[&str],
    diagnostics: &mut Diagnostics,
) {
    if error.internal_fields().any(|field| field.name == name.value) {
        report_internal(&name.value, name.span, diagnostics);
    } else if raw.hidden_field(&name.value).is_none() {
        let fields = error.public_fields().map(|field| field.name.as_str());
        let mut known: Vec<&str> = fields.collect();
        let is_other = |other: &&str| !known.contains(other);
        let others: Vec<&str> = others.iter().copied().filter(is_other).collect();
        known.extend(others);
        let message = format!("error `{}` has no field `{}`", error.key, name.value);
        let diagnostic = diagnostics.report(&rules::UNKNOWN_FIELD, name.span, message);
        match known.as_slice() {
            [] => diagnostic.label("the error has no public fields"),
            known => diagnostic.choice(&name.value, known),
        };
    }
}

/// Reports an internal field in a template that a client sees.
pub(crate) fn report_internal(name: &str, span: Span, diagnostics: &mut Diagnostics) {
    diagnostics
        .report(&rules::INTERNAL_IN_PUBLIC, span, format!("the field `{name}` is internal"))
        .label("clients would see this internal field")
        .help("use the field only in the error's `internal` message, or make the field public");
}
