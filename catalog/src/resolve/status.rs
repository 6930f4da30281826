//! Resolves the documentation of HTTP statuses, and the error that is sent for each status.

use super::Names;
use super::example::find_bad_violation;
use crate::diagnostic::{Diagnostics, Span, rules};
use crate::interner::sort_by;
use crate::literal::Literal;
use crate::model::{Error, Field, FieldType, RejectionDoc, RejectionValue, StatusDoc, ViolationKind};
use crate::names::{alternatives, list_of, nearest};
use crate::raw::{RawError, RawRejection, RawText, RawWithValue, Sp};

pub(super) fn resolve_statuses(
    names: &Names<'_>,
    errors: &[Error],
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Vec<StatusDoc> {
    let mut statuses = Vec::new();
    for raw in &names.raw.statuses {
        let status = raw.status.value;
        let mut rejections = Vec::new();
        for rejection in &raw.rejections {
            let Some(index) = names.error(&rejection.code, diagnostics) else { continue };
            let (raw_error, error) = (&names.raw.errors[index], &errors[index]);
            // Too little is known about an error that could not be read in full.
            if raw_error.broken.is_none() {
                check_error(status, &rejection.code, error, diagnostics);
            }
            let values = resolve_values(status, rejection, (raw_error, error), kinds, diagnostics);
            rejections.push(RejectionDoc { cause: rejection.cause, error: index, values });
        }
        statuses.push(StatusDoc {
            status,
            description: raw.description.clone(),
            causes: raw.causes.clone(),
            solutions: raw.solutions.clone(),
            rejections,
        });
    }
    sort_by(&mut statuses, |one, other| one.status.cmp(&other.status));
    statuses
}

fn check_error(status: u16, code: &Sp<String>, error: &Error, diagnostics: &mut Diagnostics) {
    if !error.has_status(status) {
        let own: Vec<String> = error.statuses().map(|own| own.to_string()).collect();
        let message = format!("error `{}` has status {}, not {status}", error.key, alternatives(&own));
        diagnostics
            .report(&rules::STATUS_MISMATCH, code.span, message)
            .label(format!("expected an error with status {status}"));
    }
    if error.has_source {
        let message = format!("error `{}` has a source, but a rejected request has no source", error.key);
        diagnostics
            .report(&rules::NOT_FOR_STATUS, code.span, message)
            .label("expected an error without a source")
            .help("name an error that has neither `rust.from`, `rust.from-any` nor `rust.source`");
    }
}

/// One value for each field of the error that is sent for the status.
fn resolve_values(
    status: u16,
    raw: &RawRejection,
    (raw_error, error): (&RawError, &Error),
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Vec<Option<RejectionValue>> {
    let mut values: Vec<Option<RejectionValue>> = vec![None; error.fields.len()];
    let mut given: Vec<&str> = Vec::new();
    for member in raw.with.iter().flat_map(|with| &with.value) {
        let name = &member.name;
        given.push(&name.value);
        match error.fields.iter().position(|field| field.name == name.value) {
            None => given.extend(report_unknown(name, raw_error, error, diagnostics)),
            Some(index) if error.fields[index].rust.is_some() => {
                report_rust(name, &error.fields[index], error, diagnostics);
            }
            Some(index) => values[index] = resolve_value(&error.fields[index], &member.value, kinds, diagnostics),
        }
    }
    let missing = |field: &&Field| !field.optional && !given.contains(&field.name.as_str());
    if raw.broken.or(raw_error.broken).is_none() {
        let (plain, rust): (Vec<&Field>, Vec<&Field>) =
            error.fields.iter().filter(missing).partition(|field| field.rust.is_none());
        rust.into_iter().for_each(|field| report_rust(&raw.code, field, error, diagnostics));
        report_missing(status, raw, &plain, error, diagnostics);
    }
    for (value, field) in
        values.iter_mut().zip(&error.fields).filter(|(value, field)| value.is_none() && !field.optional)
    {
        *value = Some(RejectionValue::Literal(field.made_value()));
    }
    values
}

fn resolve_value(
    field: &Field,
    value: &Sp<RawWithValue>,
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Option<RejectionValue> {
    let literal = match &value.value {
        RawWithValue::Text(text) => return resolve_text(field, text, diagnostics),
        RawWithValue::Literal(literal) => literal,
    };
    if !field.accepts(literal) {
        let message = match field.one_of.is_empty() {
            true => format!("the value of `{}` does not have type `{}`", field.name, field.ty),
            false => format!("the value of `{}` is not a value of `one-of`", field.name),
        };
        field.label(diagnostics.report(&rules::BAD_VALUE, value.span, message), literal);
        return None;
    }
    if let Some(problem) = find_bad_violation(&field.ty, literal, kinds) {
        diagnostics.report(&rules::BAD_VALUE, value.span, problem.message).label(problem.label);
        return None;
    }
    if shows_rejection(literal) {
        report_place(field, value.span, diagnostics);
        return None;
    }
    Some(RejectionValue::Literal(literal.clone()))
}

/// Resolves a text with slots. The only slot is the text of the rejection.
fn resolve_text(field: &Field, text: &RawText, diagnostics: &mut Diagnostics) -> Option<RejectionValue> {
    let before = diagnostics.len();
    for slot in text.slots.iter().filter(|slot| slot.value != RejectionValue::SLOT || slot.format.is_some()) {
        diagnostics
            .report(&rules::UNKNOWN_SLOT, slot.span, format!("unknown slot `{}` in `with`", slot.value))
            .label("expected `{rejection}`, the only slot that `with` allows")
            .help("write `{{` and `}}` for literal braces");
    }
    let is_open = field.ty == FieldType::String && field.one_of.is_empty();
    if !is_open && diagnostics.len() == before {
        report_place(field, text.span, diagnostics);
    }
    (diagnostics.len() == before).then(|| RejectionValue::Text(text.template.clone()))
}

fn report_place(field: &Field, span: Span, diagnostics: &mut Diagnostics) {
    let message = format!("field `{}` cannot contain `{{rejection}}`", field.name);
    let has = match field.one_of.is_empty() {
        true => format!("type `{}`", field.ty),
        false => "a list of values".to_owned(),
    };
    let label = format!("expected a field of type `string`, but field `{}` has {has}", field.name);
    diagnostics.report(&rules::BAD_VALUE, span, message).label(label);
}

/// Whether a list or a table contains a string that looks like a template.
fn shows_rejection(literal: &Literal) -> bool {
    let is_template = |element: &Literal| match element {
        Literal::String(text) => text.contains("{rejection}"),
        element => shows_rejection(element),
    };
    match literal {
        Literal::List(elements) => elements.iter().any(is_template),
        Literal::Table(members) => members.iter().any(|(_, member)| is_template(member)),
        _ => false,
    }
}

fn report_missing(status: u16, raw: &RawRejection, fields: &[&Field], error: &Error, diagnostics: &mut Diagnostics) {
    if fields.is_empty() {
        return;
    }
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let values: Vec<String> = fields.iter().map(|field| format!("{} = {}", field.name, sample_of(field))).collect();
    let values = values.join(", ");
    let (span, label) = match &raw.with {
        Some(with) => (with.span, format!("expected `with` to contain `{values}`")),
        None => (raw.code.span, format!("expected `with = {{ {values} }}` next to `code`")),
    };
    let message = format!("for status {status}, error `{}` needs a value for {}", error.key, list_of(&names));
    diagnostics.report(&rules::STATUS_VALUE, span, message).label(label);
}

/// Reports a name that is not a field of the error, and returns the field that was most likely meant.
fn report_unknown<'a>(
    name: &Sp<String>,
    raw: &RawError,
    error: &'a Error,
    diagnostics: &mut Diagnostics,
) -> Option<&'a str> {
    if raw.hidden_field(&name.value).is_some() {
        return None;
    }
    let known: Vec<&str> = error.fields.iter().map(|field| field.name.as_str()).collect();
    let message = format!("error `{}` has no field `{}`", error.key, name.value);
    let diagnostic = diagnostics.report(&rules::UNKNOWN_FIELD, name.span, message);
    match known.as_slice() {
        [] => diagnostic.label("the error has no fields"),
        known => diagnostic.choice(&name.value, known),
    };
    let near = nearest(&name.value, &known)?;
    error.fields.iter().map(|field| field.name.as_str()).find(|known| *known == near)
}

fn report_rust(at: &Sp<String>, field: &Field, error: &Error, diagnostics: &mut Diagnostics) {
    let ty = field.rust.as_deref().unwrap_or_default();
    let message = format!("field `{}` of error `{}` has the Rust type `{ty}`", field.name, error.key);
    diagnostics.report(&rules::NOT_FOR_STATUS, at.span, message).label("a catalog cannot contain a value of this type");
}

/// A value of this field, as TOML.
fn sample_of(field: &Field) -> String {
    field.one_of.first().map_or_else(|| sample(&field.ty), |value| format!("{value:?}"))
}

/// A value of this type, as TOML.
fn sample(ty: &FieldType) -> String {
    match ty {
        FieldType::String | FieldType::Any => "\"…\"".to_owned(),
        FieldType::Bool => "true".to_owned(),
        FieldType::Unsigned(_) | FieldType::Signed(_) => "1".to_owned(),
        FieldType::Float => "1.5".to_owned(),
        FieldType::Uuid => "\"00000000-0000-0000-0000-000000000000\"".to_owned(),
        FieldType::Timestamp => "2025-01-01T00:00:00Z".to_owned(),
        FieldType::Duration => "30".to_owned(),
        FieldType::Object | FieldType::Violations => "{}".to_owned(),
        FieldType::List(element) => format!("[{}]", sample(element)),
    }
}
