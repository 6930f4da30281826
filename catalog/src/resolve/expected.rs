//! The values that a field, a property or a slot can have.

use error_catalog_wire::{Timestamp, Uuid};

use crate::diagnostic::Diagnostic;
use crate::literal::Literal;
use crate::model::{Builtin, Field, FieldType, Property};

/// The values that a field, a property, or a slot that the context fills, can have.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub(super) ty: &'a FieldType,
    pub(super) one_of: &'a [String],
}

impl<'a> Expected<'a> {
    pub(super) fn of(field: &'a Field) -> Self {
        Self { ty: &field.ty, one_of: &field.one_of }
    }

    pub(super) fn of_property(property: &'a Property) -> Self {
        Self { ty: &property.ty, one_of: &property.one_of }
    }

    pub(super) fn of_context(builtin: Builtin) -> Self {
        let ty = match builtin {
            Builtin::RetryAfter => &FieldType::Duration,
            Builtin::Timestamp => &FieldType::Timestamp,
            Builtin::Debug => &FieldType::Any,
            _ => &FieldType::String,
        };
        Self { ty, one_of: &[] }
    }

    pub(super) fn accepts(self, value: &Literal) -> bool {
        let is_listed = |text: &String| matches!(value, Literal::String(value) if value == text);
        is_of_type(self.ty, value) && (self.one_of.is_empty() || self.one_of.iter().any(is_listed))
    }

    /// A value that the catalog does not contain.
    pub(super) fn made_value(self, name: &str) -> Literal {
        match self.one_of.first() {
            Some(first) => Literal::String(first.clone()),
            None => made_value(self.ty, name),
        }
    }

    /// Labels a value that is not as expected.
    pub(super) fn label(self, diagnostic: &mut Diagnostic, value: &Literal) {
        match (self.one_of, value) {
            ([], _) => diagnostic.label(format!("expected {}", describe(self.ty))),
            (values, Literal::String(text)) => diagnostic.choice(text, values),
            (values, _) => diagnostic.choice("", values),
        };
    }
}

impl Field {
    /// Whether the field can have this value.
    pub(super) fn accepts(&self, value: &Literal) -> bool {
        Expected::of(self).accepts(value)
    }

    /// Labels a value that the field cannot have.
    pub(super) fn label(&self, diagnostic: &mut Diagnostic, value: &Literal) {
        Expected::of(self).label(diagnostic, value);
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
        Expected::of(self).made_value(&self.name)
    }
}

pub(super) fn is_of_type(ty: &FieldType, value: &Literal) -> bool {
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
pub(super) fn declared_code(value: &Literal) -> Option<&str> {
    let Literal::Table(members) = value else { return None };
    let get = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    if let (Some(Literal::String(code)), None) = (get("code"), get("detail")) { Some(code) } else { None }
}

pub(super) fn describe(ty: &FieldType) -> String {
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
