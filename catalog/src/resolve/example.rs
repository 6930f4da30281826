//! Resolves examples, which are the values that documentation shows.

use super::Names;
use super::expected::{Expected, declared_code, describe, is_of_type};
use super::field::report_unknown_field;
use crate::diagnostic::{Diagnostics, rules};
use crate::literal::Literal;
use crate::model::{Builtin, Error, Example, Field, FieldType, ViolationKind};
use crate::names::{alternatives, nearest};
use crate::raw::{RawError, RawField, RawMember, Sp};

/// The examples of an error. If the catalog has no example of the error, the fields determine one example.
pub(super) fn resolve_examples(
    raw: &RawError,
    error: &Error,
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Vec<Example> {
    check_field_examples(&raw.fields, &error.fields, kinds, diagnostics);
    let mut examples: Vec<Example> =
        raw.examples.iter().map(|members| resolve_example(raw, error, members, kinds, diagnostics)).collect();
    if examples.is_empty() {
        examples.push(resolve_example(raw, error, &[], kinds, diagnostics));
    }
    examples
}

/// Checks that the examples of fields have the types of the fields.
pub(super) fn check_field_examples(
    raw: &[RawField],
    fields: &[Field],
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) {
    for (raw_field, field) in raw.iter().zip(fields) {
        if let Some(example) = &raw_field.example {
            check_value(&field.name, Expected::of(field), example, kinds, diagnostics);
        }
    }
}

fn resolve_example(
    raw: &RawError,
    error: &Error,
    members: &[RawMember],
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Example {
    let mut example = Example {
        status: None,
        fields: error.public_fields().map(|field| sample_of(field, kinds)).collect(),
        context: [const { None }; Builtin::CONTEXT.len()],
    };
    for member in members {
        let (name, value) = (&member.name.value, &member.value);
        if error.status_member.as_ref().is_some_and(|status| status.name == *name) {
            let chosen = error.statuses().find(|own| value.value == Literal::Integer(i128::from(*own)));
            if chosen.is_none() {
                let statuses: Vec<String> = error.statuses().map(|own| own.to_string()).collect();
                diagnostics
                    .report(&rules::BAD_EXAMPLE, value.span, format!("error `{}` cannot have this status", error.key))
                    .label(format!("expected {}", alternatives(&statuses)));
            }
            example.status = chosen;
            continue;
        }
        let field = error.public_fields().enumerate().find(|(_, field)| field.name == *name);
        let context = Builtin::CONTEXT.iter().position(|builtin| builtin.as_str() == name);
        let (place, expected) = match (field, context) {
            (Some((index, field)), _) => (&mut example.fields[index], Expected::of(field)),
            (None, Some(index)) => (&mut example.context[index], Expected::of_context(Builtin::CONTEXT[index])),
            (None, None) => {
                let status = error.status_member.iter().map(|status| status.name.as_str());
                let others: Vec<&str> = status.chain(Builtin::CONTEXT.map(Builtin::as_str)).collect();
                report_unknown_field(raw, error, &member.name, &others, diagnostics);
                continue;
            }
        };
        if check_value(name, expected, value, kinds, diagnostics) {
            *place = Some(value.value.clone());
        }
    }
    example
}

/// The values of the body's slots in the example response with which the reference shows the format.
pub(super) fn resolve_wire_example(
    names: &Names<'_>,
    errors: &[Error],
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Literal)> {
    let (raw, mut values) = (names.raw, Vec::new());
    for member in &raw.wire.example {
        let name = &member.name.value;
        let builtin = Builtin::from_term(name);
        let is_field = |error: &Error| error.public_fields().any(|field| field.name == *name);
        let property = names.properties.iter().find(|property| property.name == *name);
        if builtin.is_none() && property.is_none() && !errors.iter().any(is_field) {
            if raw.hidden_field(name).is_none() {
                diagnostics
                    .report(&rules::UNKNOWN_SLOT, member.name.span, format!("unknown slot `{name}` in the body"))
                    .choice(name, &Builtin::ALL.iter().map(|builtin| builtin.as_str()).collect::<Vec<_>>());
            }
            continue;
        }
        let context = builtin.filter(|builtin| Builtin::CONTEXT.contains(builtin)).map(Expected::of_context);
        let value = &member.value;
        let expected = context.or(property.map(Expected::of_property));
        if expected.is_none_or(|expected| check_value(name, expected, value, kinds, diagnostics)) {
            values.push((name.clone(), value.value.clone()));
        }
    }
    values
}

fn check_value(
    name: &str,
    expected: Expected<'_>,
    value: &Sp<Literal>,
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> bool {
    let (span, value) = (value.span, &value.value);
    let valid = expected.accepts(value);
    if let Some(problem) = find_bad_violation(expected.ty, value, kinds).filter(|_| valid) {
        diagnostics.report(&rules::BAD_EXAMPLE, span, problem.message).label(problem.label);
        return false;
    }
    if !valid {
        let message = match expected.one_of {
            [] => format!("the example of `{name}` does not have type `{}`", expected.ty),
            _ => format!("the example of `{name}` is not a value of `one-of`"),
        };
        expected.label(diagnostics.report(&rules::BAD_EXAMPLE, span, message), value);
    }
    valid
}

/// What is wrong with a violation that has a declared code.
pub(super) struct BadViolation {
    pub(super) message: String,
    pub(super) label: String,
}

/// Finds a violation whose code is not declared, or whose values do not fit the code.
pub(super) fn find_bad_violation(ty: &FieldType, value: &Literal, kinds: &[ViolationKind]) -> Option<BadViolation> {
    let (FieldType::Violations, Literal::List(violations)) = (ty, value) else { return None };
    violations.iter().find_map(|violation| {
        let (Some(code), Literal::Table(members)) = (declared_code(violation), violation) else { return None };
        let Some(kind) = kinds.iter().find(|kind| kind.code == code) else {
            let codes: Vec<&str> = kinds.iter().map(|kind| kind.code.as_str()).collect();
            let label = match nearest(code, &codes) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected a code in `[violations]`, or `detail` next to the code".to_owned(),
            };
            return Some(BadViolation { message: format!("unknown violation code `{code}`"), label });
        };
        members.iter().find_map(|(name, value)| find_bad_member(kind, name, value))
    })
}

fn find_bad_member(kind: &ViolationKind, name: &str, value: &Literal) -> Option<BadViolation> {
    let (ty, key) = match (name, kind.field(name)) {
        ("pointer" | "code" | "location", _) => (&FieldType::String, &kind.key),
        (_, Some(field)) => (&field.ty, &kind.key),
        (_, None) => {
            let known: Vec<&str> = kind.fields.iter().map(|field| field.name.as_str()).collect();
            let label = match nearest(name, &[known.as_slice(), &["pointer", "location"]].concat()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected `pointer`, `location` or a field of the violation".to_owned(),
            };
            return Some(BadViolation { message: format!("violation `{}` has no field `{name}`", kind.key), label });
        }
    };
    (!is_of_type(ty, value)).then(|| BadViolation {
        message: format!("the example of `{name}` of violation `{key}` does not have type `{ty}`"),
        label: format!("expected {}", describe(ty)),
    })
}

/// The value of a field in examples that do not set the field. Violations have the first code that the catalog
/// declares.
pub(crate) fn sample_of(field: &Field, kinds: &[ViolationKind]) -> Option<Literal> {
    let kind = kinds.iter().find(|kind| kind.deprecated.is_none()).or(kinds.first());
    match kind.filter(|_| field.ty == FieldType::Violations && !field.optional && field.example.is_none()) {
        Some(kind) => {
            let text = |text: &str| Literal::String(text.to_owned());
            let mut members = vec![("pointer".to_owned(), text("/field")), ("code".to_owned(), text(&kind.code))];
            let values = kind.fields.iter().filter_map(|field| Some((field.name.clone(), field.sample()?)));
            members.extend(values);
            Some(Literal::List(vec![Literal::Table(members)]))
        }
        None => field.sample().filter(|sample| find_bad_violation(&field.ty, sample, kinds).is_none()),
    }
}
