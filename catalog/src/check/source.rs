//! Checks sources: each Rust type becomes at most one error, and `?` can create this error from the source alone.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Span, rules};
use crate::raw::Raw;
use crate::raw::{RawError, Sp};

pub(super) fn check_sources(raw: &Raw, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, (Span, &str)> = BTreeMap::new();
    for error in &raw.errors {
        for path in &error.rust.from {
            // White space between generic arguments does not make a different type.
            let name = path.value.replace(' ', "");
            if let Some((first, key)) = seen.get(&name) {
                let message = format!("`{}` already converts into error `{key}`", path.value);
                diagnostics
                    .report(&rules::DUPLICATE_SOURCE, path.span, message)
                    .label("expected a type that does not convert into another error")
                    .related(*first, "first used here")
                    .help("with `rust = { source = true }`, the application itself converts the source into the error");
            } else {
                seen.insert(name, (path.span, &error.key.value));
            }
        }
        check_fields(error, diagnostics);
    }
}

fn check_fields(error: &RawError, diagnostics: &mut Diagnostics) {
    check_rust_names(error, diagnostics);
    if !error.rust.has_source {
        return;
    }
    for field in &error.fields {
        let name = &field.name;
        if field.rust_name.value == "source" {
            diagnostics
                .report(
                    &rules::RESERVED_NAME,
                    field.rust_name.span,
                    "an error with a source stores the source under the name `source`",
                )
                .label("a field cannot have this name");
        } else if let Some(path) = error.rust.from.first().filter(|_| !field.optional) {
            let message = format!("the operator `?` cannot set the field `{}`", name.value);
            diagnostics
                .report(&rules::FIELD_BESIDE_FROM, name.span, message)
                .label(format!("expected the optional type `{}?`", field.ty.value))
                .related(path.span, "the operator `?` builds the error only from a value of this type")
                .help("with `rust = { source = true }`, the constructor takes the source and the fields as arguments");
        }
    }
}

/// Checks that no two fields of an error have the same name in Rust.
fn check_rust_names(error: &RawError, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Sp<String>> = BTreeMap::new();
    for field in &error.fields {
        let (name, rust_name) = (&field.name.value, &field.rust_name);
        if let Some(first) = seen.get(rust_name.value.as_str()) {
            diagnostics
                .report(
                    &rules::DUPLICATE_VARIANT,
                    rust_name.span,
                    format!("the field `{name}` and another field are both `{}` in Rust", rust_name.value),
                )
                .label("expected a name that no other field of the error has")
                .related(first.span, "first used here");
        } else {
            seen.insert(&rust_name.value, rust_name);
        }
    }
}
