//! Resolves examples, which are the values that documentation shows.

use error_catalog_wire::{Timestamp, Uuid};

use super::field::report_unknown_field;
use crate::diagnostic::{Diagnostic, Diagnostics, rules};
use crate::literal::Literal;
use crate::model::{Builtin, Error, Example, Field, FieldType, ViolationKind};
use crate::names::{alternatives, nearest};
use crate::raw::{Raw, RawError, RawField, RawMember, Sp};

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

/// The values that a field, or a slot that the context fills, can have.
#[derive(Clone, Copy)]
struct Expected<'a> {
    ty: &'a FieldType,
    one_of: &'a [String],
}

impl<'a> Expected<'a> {
    fn of(field: &'a Field) -> Self {
        Self { ty: &field.ty, one_of: &field.one_of }
    }

    fn of_context(builtin: Builtin) -> Self {
        let ty = match builtin {
            Builtin::RetryAfter => &FieldType::Duration,
            Builtin::Timestamp => &FieldType::Timestamp,
            Builtin::Debug => &FieldType::Any,
            _ => &FieldType::String,
        };
        Self { ty, one_of: &[] }
    }

    fn accepts(self, value: &Literal) -> bool {
        let is_listed = |text: &String| matches!(value, Literal::String(value) if value == text);
        is_of_type(self.ty, value) && (self.one_of.is_empty() || self.one_of.iter().any(is_listed))
    }
}

/// The values of the body's slots in the example response with which the reference shows the format.
pub(super) fn resolve_wire_example(
    raw: &Raw,
    errors: &[Error],
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Literal)> {
    let mut values = Vec::new();
    for member in &raw.wire.example {
        let name = &member.name.value;
        let builtin = Builtin::from_term(name);
        let is_field = |error: &Error| error.public_fields().any(|field| field.name == *name);
        if builtin.is_none() && !errors.iter().any(is_field) {
            if raw.hidden_field(name).is_none() {
                diagnostics
                    .report(&rules::UNKNOWN_SLOT, member.name.span, format!("unknown slot `{name}` in the body"))
                    .choice(name, &Builtin::ALL.iter().map(|builtin| builtin.as_str()).collect::<Vec<_>>());
            }
            continue;
        }
        let context = builtin.filter(|builtin| Builtin::CONTEXT.contains(builtin)).map(Expected::of_context);
        let value = &member.value;
        if context.is_none_or(|expected| check_value(name, expected, value, kinds, diagnostics)) {
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
        label(diagnostics.report(&rules::BAD_EXAMPLE, span, message), expected, value);
    }
    valid
}

/// Labels a value that is not as expected.
fn label(diagnostic: &mut Diagnostic, expected: Expected<'_>, value: &Literal) {
    match (expected.one_of, value) {
        ([], _) => diagnostic.label(format!("expected {}", describe(expected.ty))),
        (values, Literal::String(text)) => diagnostic.choice(text, values),
        (values, _) => diagnostic.choice("", values),
    };
}

fn is_of_type(ty: &FieldType, value: &Literal) -> bool {
    match (ty, value) {
        (FieldType::Any, _)
        | (FieldType::String, Literal::String(_))
        | (FieldType::Bool, Literal::Bool(_))
        | (FieldType::Float, Literal::Float(_) | Literal::Integer(_))
        | (FieldType::Object, Literal::Table(_)) => true,
        (FieldType::Unsigned(bits), Literal::Integer(number)) => (0..1_i128 << bits).contains(number),
        (FieldType::Signed(bits), Literal::Integer(number)) => {
            (-(1_i128 << (bits - 1))..1_i128 << (bits - 1)).contains(number)
        }
        (FieldType::Duration, Literal::Integer(seconds)) => (0..1_i128 << 32).contains(seconds),
        (FieldType::Uuid, Literal::String(text)) => text.parse::<Uuid>().is_ok(),
        (FieldType::Timestamp, Literal::String(text)) => !text.contains(' ') && text.parse::<Timestamp>().is_ok(),
        (FieldType::List(element), Literal::List(elements)) => elements.iter().all(|it| is_of_type(element, it)),
        (FieldType::Violations, Literal::Table(members)) => members.iter().all(|(_, messages)| match messages {
            Literal::String(_) => true,
            Literal::List(messages) => messages.iter().all(|message| matches!(message, Literal::String(_))),
            _ => false,
        }),
        (FieldType::Violations, Literal::List(violations)) => violations.iter().all(is_violation),
        _ => false,
    }
}

/// Whether a value is a violation, such as `{ pointer = "/email", code = "too_long", detail = "…" }`. Only the pointer
/// and the detail are required. A violation without a detail has a declared code, which `find_bad_violation` checks.
fn is_violation(value: &Literal) -> bool {
    let Literal::Table(members) = value else { return false };
    if declared_code(value).is_some() {
        return true;
    }
    let has = |name: &str| members.iter().any(|(key, _)| key == name);
    let is_known = |(key, value): &(String, Literal)| match key.as_str() {
        "pointer" | "code" | "detail" | "title" | "location" => matches!(value, Literal::String(_)),
        "params" => matches!(value, Literal::Table(_)),
        _ => false,
    };
    has("pointer") && has("detail") && members.iter().all(is_known)
}

/// The code of a violation without a detail: the catalog declares the message.
fn declared_code(value: &Literal) -> Option<&str> {
    let Literal::Table(members) = value else { return None };
    let get = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    if let (Some(Literal::String(code)), None) = (get("code"), get("detail")) { Some(code) } else { None }
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
fn sample_of(field: &Field, kinds: &[ViolationKind]) -> Option<Literal> {
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

fn describe(ty: &FieldType) -> String {
    match ty {
        FieldType::String => "a string".to_owned(),
        FieldType::Bool => "`true` or `false`".to_owned(),
        FieldType::Unsigned(_) | FieldType::Signed(_) => format!("a whole number that fits `{ty}`"),
        FieldType::Float => "a number".to_owned(),
        FieldType::Uuid => "a string of the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".to_owned(),
        FieldType::Timestamp => "an RFC 3339 timestamp, such as 2024-01-22T10:30:00Z".to_owned(),
        FieldType::Duration => "whole seconds".to_owned(),
        FieldType::Object => "a table".to_owned(),
        FieldType::Any => "any value".to_owned(),
        FieldType::List(element) => format!("a list in which each element is {}", describe(element)),
        FieldType::Violations => {
            "a table such as `{ email = \"is not valid\" }`, or a list of tables, each with `pointer` and `detail`"
                .to_owned()
        }
    }
}

impl Field {
    /// Whether the field can have this value.
    pub(super) fn accepts(&self, value: &Literal) -> bool {
        Expected::of(self).accepts(value)
    }

    /// Labels a value that the field cannot have.
    pub(super) fn label(&self, diagnostic: &mut Diagnostic, value: &Literal) {
        label(diagnostic, Expected::of(self), value);
    }

    /// The value of the field in examples that do not set the field: the field's own example, or, without an example, a
    /// value of the field's type. An optional field without an example has no value.
    #[must_use]
    pub fn sample(&self) -> Option<Literal> {
        let own = self.example.clone().filter(|example| self.accepts(example));
        own.or_else(|| (!self.optional).then(|| self.made_value()))
    }

    /// A value of the field that the catalog does not contain.
    pub(super) fn made_value(&self) -> Literal {
        match self.one_of.first() {
            Some(first) => Literal::String(first.clone()),
            None => made_value(&self.ty, &self.name),
        }
    }
}

fn made_value(ty: &FieldType, name: &str) -> Literal {
    match ty {
        FieldType::String | FieldType::Any => Literal::String(name.to_owned()),
        FieldType::Bool => Literal::Bool(true),
        FieldType::Unsigned(_) | FieldType::Signed(_) => Literal::Integer(1),
        FieldType::Float => Literal::Float(1.5),
        FieldType::Uuid => Literal::String("f81d4fae-7dec-41d0-a765-00a0c91e6bf6".to_owned()),
        FieldType::Timestamp => Literal::String("2025-01-01T00:00:00Z".to_owned()),
        FieldType::Duration => Literal::Integer(30),
        FieldType::Object => Literal::Table(Vec::new()),
        FieldType::List(element) => Literal::List(vec![made_value(element, name)]),
        FieldType::Violations => {
            Literal::Table(vec![("field".to_owned(), Literal::String("This value is not valid.".to_owned()))])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(text: &str) -> Literal {
        Literal::String(text.to_owned())
    }

    fn table(members: &[(&str, Literal)]) -> Literal {
        Literal::Table(members.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    }

    #[test]
    fn whole_numbers_have_limits() {
        for (ty, first, last) in [
            (FieldType::Unsigned(8), 0, 255),
            (FieldType::Unsigned(64), 0, i128::from(u64::MAX)),
            (FieldType::Signed(8), -128, 127),
            (FieldType::Signed(64), i128::from(i64::MIN), i128::from(i64::MAX)),
            (FieldType::Duration, 0, i128::from(u32::MAX)),
        ] {
            let fits = |number| is_of_type(&ty, &Literal::Integer(number));
            assert_eq!([first - 1, first, last, last + 1].map(fits), [false, true, true, false], "{ty}");
        }
    }

    #[test]
    fn texts_and_tables_have_a_form() {
        let (pointer, detail) = (("pointer", string("/a")), ("detail", string("b")));
        let list = |members: &[(&str, Literal)]| Literal::List(vec![table(members)]);
        for (ty, value, expected) in [
            (FieldType::Uuid, string("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), true),
            (FieldType::Uuid, string("f81d4fae"), false),
            (FieldType::Timestamp, string("2024-01-22T10:30:00Z"), true),
            (FieldType::Timestamp, string("2024-01-22 10:30:00Z"), false),
            (FieldType::Violations, table(&[("a", string("b"))]), true),
            (FieldType::Violations, table(&[("a", Literal::List(vec![string("b"), string("c")]))]), true),
            (FieldType::Violations, table(&[("a", Literal::Bool(true))]), false),
            (FieldType::Violations, list(&[pointer.clone(), detail.clone()]), true),
            (FieldType::Violations, list(&[pointer.clone(), ("code", string("c")), detail.clone()]), true),
            (FieldType::Violations, list(&[pointer.clone(), ("code", Literal::Bool(true)), detail.clone()]), false),
            (FieldType::Violations, list(&[pointer.clone(), ("kind", string("c")), detail.clone()]), false),
            (FieldType::Violations, list(&[pointer]), false),
            (FieldType::Violations, list(&[detail]), false),
            (FieldType::Violations, Literal::List(vec![string("a")]), false),
        ] {
            assert_eq!(is_of_type(&ty, &value), expected, "{ty}: {value:?}");
        }
    }
}
