//! Checks sources: each Rust type becomes at most one error, and `?` can create this error from the source alone.

use crate::diagnostic::{Diagnostics, Span, rules};
use crate::interner::Interner;
use crate::raw::Raw;
use crate::raw::{RawError, RawFrom};

/// The errors that a Rust type becomes.
#[derive(Default)]
struct Takers<'a> {
    /// The error that takes the type, or the variants that no other error takes.
    rest: Option<(Span, &'a str, &'a str)>,
    variants: Interner<'a>,
    /// Where each variant is first used, and the error that takes it.
    first: Vec<(Span, &'a str)>,
}

pub(super) fn check_sources(raw: &Raw, diagnostics: &mut Diagnostics) {
    let (mut types, mut takers) = (Interner::default(), Vec::new());
    for error in &raw.errors {
        for from in &error.rust.from {
            let ty = from.ty();
            let index = types.insert(ty.clone().into_bytes()).unwrap_or(takers.len());
            if index == takers.len() {
                takers.push((ty, Takers::default()));
            }
            check_from(from, &error.key.value, &mut takers[index].1, diagnostics);
        }
        check_fields(error, diagnostics);
    }
    // An error that was left out might take the rest of a type.
    if raw.left_out.reported.or(raw.gap).is_none() {
        takers.iter().for_each(|(ty, takers)| check_rest(ty, takers, diagnostics));
    }
}

/// Checks that no other error takes the same type or the same variant.
fn check_from<'a>(from: &'a RawFrom, key: &'a str, takers: &mut Takers<'a>, diagnostics: &mut Diagnostics) {
    let mut report = |kind: &str, what: String, span, (first, key): (Span, &str)| {
        diagnostics
            .report(&rules::DUPLICATE_SOURCE, span, format!("`{what}` already converts into error `{key}`"))
            .label(format!("expected a {kind} that does not convert into another error"))
            .related(first, "first used here")
            .help("with `rust = { source = true }`, the application itself converts the source into the error");
    };
    if let Some(span) = from.rest() {
        match takers.rest {
            Some((first, key, _)) => report("type", from.path.value.clone(), span, (first, key)),
            None => takers.rest = Some((span, key, from.key)),
        }
    }
    for variant in from.named() {
        match takers.variants.insert(variant.value.as_bytes()) {
            Some(first) => {
                let what = format!("{}::{}", from.path.value, variant.value);
                report("variant", what, variant.span, takers.first[first]);
            }
            None => takers.first.push((variant.span, key)),
        }
    }
}

/// Checks that an error takes the variants of a type that no error names.
fn check_rest(ty: &str, takers: &Takers<'_>, diagnostics: &mut Diagnostics) {
    let Some((span, _)) = takers.first.iter().min_by_key(|(span, _)| (span.file, span.start)) else { return };
    let (rest, label) = match takers.rest {
        Some((_, _, "from")) => return,
        Some((span, key, by)) => (Some(span), format!("error `{key}` takes these values with `{by}`")),
        None => (None, format!("expected another error with `rust.from = \"{ty}\"`")),
    };
    let diagnostic = diagnostics
        .report(&rules::PARTIAL_SOURCE, *span, format!("no error takes the remaining values of `{ty}`"))
        .label(label)
        .help(format!("write `rust.from = \"{ty}\"` in the error for the remaining values"));
    if let Some(rest) = rest {
        diagnostic.related(rest, "expected `from` instead of this key");
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
        } else if let Some(path) = error.rust.from.first().map(|from| &from.path).filter(|_| !field.optional) {
            let message = format!("the operator `?` cannot set the field `{}`", name.value);
            diagnostics
                .report(&rules::FIELD_BESIDE_FROM, name.span, message)
                .label(format!("expected the optional type `{}?`", field.ty.value))
                .related(path.span, "the operator `?` builds the error only from a value of this type")
                .help("with `rust = { source = true }`, the constructor takes the source and the fields as arguments");
        }
    }
}

/// Checks that no two fields of an error have the same name in Rust, and that no field has the name of the status.
fn check_rust_names(error: &RawError, diagnostics: &mut Diagnostics) {
    let (mut seen, mut first) = (Interner::default(), Vec::new());
    let has_status = error.other_statuses.as_ref().is_some_and(|others| !others.is_empty());
    for field in &error.fields {
        let (name, rust_name) = (&field.name.value, &field.rust_name);
        if has_status && rust_name.value == "status" {
            let message = "an error with several statuses stores its status under the name `status`";
            diagnostics.report(&rules::RESERVED_NAME, rust_name.span, message).label("a field cannot have this name");
        }
        if let Some(earlier) = seen.insert(rust_name.value.as_bytes()) {
            diagnostics
                .report(
                    &rules::DUPLICATE_VARIANT,
                    rust_name.span,
                    format!("the field `{name}` and another field are both `{}` in Rust", rust_name.value),
                )
                .label("expected a name that no other field of the error has")
                .related(first[earlier], "first used here");
        } else {
            first.push(rust_name.span);
        }
    }
}
