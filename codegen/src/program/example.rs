//! The values of documented examples.

use std::time::Duration;

use error_catalog_model::{Builtin, Catalog, Error, Example, FieldType, Literal, ViolationKind};
use error_catalog_wire::{
    Args, Context, Json, OwnedContext, Program, Timestamp, ToValue, Uuid, Value, Violation, Violations,
};

use super::text::Text;
use super::violation::compile_message;

/// The value of a field, with the type that the field has at run time.
pub(crate) enum FieldValue {
    Json(Json),
    Uuid(Uuid),
    Timestamp(Timestamp),
    Duration(Duration),
    Violations(Violations),
    List(Vec<FieldValue>),
}

impl ToValue for FieldValue {
    fn to_value(&self) -> Value<'_> {
        match self {
            FieldValue::Json(value) => value.to_value(),
            FieldValue::Uuid(value) => value.to_value(),
            FieldValue::Timestamp(value) => value.to_value(),
            FieldValue::Duration(value) => value.to_value(),
            FieldValue::Violations(value) => value.to_value(),
            FieldValue::List(elements) => elements.to_value(),
        }
    }
}

/// All values of one example.
pub(super) struct ExampleValues {
    fields: Vec<Option<FieldValue>>,
    context: OwnedContext,
}

impl ExampleValues {
    /// Collects the values of an example. `[wire.example]` completes the context with the values that differ from
    /// response to response. A retry delay and debugging data are present only if the example itself contains them.
    pub(super) fn new(catalog: &Catalog, error: &Error, example: &Example) -> Self {
        let fields = error.public_fields().zip(&example.fields);
        let fields = fields.map(|(field, literal)| Some(field_value(catalog, &field.ty, literal.as_ref()?))).collect();
        let own = |builtin| example.context(builtin);
        let own_or_catalog = |builtin: Builtin| {
            let mut of_catalog = catalog.wire.example.iter().filter(|(slot, _)| slot == builtin.as_str());
            own(builtin).or_else(|| of_catalog.next().map(|(_, value)| value))
        };
        let mut context = OwnedContext::new();
        context.request_id = own_or_catalog(Builtin::RequestId).map(text);
        context.instance = own_or_catalog(Builtin::Instance).map(text);
        context.timestamp = own_or_catalog(Builtin::Timestamp).and_then(|time| text(time).parse().ok());
        context.debug = own(Builtin::Debug).map(literal_json);
        context.retry_after = own(Builtin::RetryAfter).and_then(duration);
        Self { fields, context }
    }

    pub(super) fn fields(&self) -> Vec<Value<'_>> {
        self.fields.iter().map(ToValue::to_value).collect()
    }

    pub(super) fn context(&self) -> Context<'_> {
        self.context.as_context()
    }
}

/// Converts a literal into a value of a field's type. A literal of another type becomes JSON; `check` rejects such
/// literals.
pub(crate) fn field_value(catalog: &Catalog, ty: &FieldType, literal: &Literal) -> FieldValue {
    let typed = match (ty, literal) {
        (FieldType::Uuid, Literal::String(text)) => text.parse().ok().map(FieldValue::Uuid),
        (FieldType::Timestamp, Literal::String(text)) => text.parse().ok().map(FieldValue::Timestamp),
        (FieldType::Duration, literal) => duration(literal).map(FieldValue::Duration),
        (FieldType::Float, Literal::Integer(number)) => Some(FieldValue::Json(Json::Float(*number as f64))),
        (FieldType::Violations, literal) => Some(FieldValue::Violations(example_violations(catalog, literal))),
        (FieldType::List(ty), Literal::List(elements)) => {
            Some(FieldValue::List(elements.iter().map(|element| field_value(catalog, ty, element)).collect()))
        }
        _ => None,
    };
    typed.unwrap_or_else(|| FieldValue::Json(literal_json(literal)))
}

/// Converts a literal into violations. The literal is a table from members to a message or a list of messages, or a
/// list of tables. Each table contains a declared `code` and the values of its fields, or `pointer`, `detail` and
/// optionally `code`, `title`, `location` and `params`.
#[must_use]
pub fn example_violations(catalog: &Catalog, literal: &Literal) -> Violations {
    let mut violations = Violations::new();
    match literal {
        Literal::Table(members) => {
            for (member, messages) in members {
                match messages {
                    Literal::List(messages) => {
                        messages.iter().for_each(|message| violations.push(member, None, text(message)));
                    }
                    message => violations.push(member, None, text(message)),
                }
            }
        }
        Literal::List(elements) => {
            for element in elements {
                let Literal::Table(members) = element else { continue };
                let find = |key: &str| members.iter().find(|(name, _)| name == key).map(|(_, value)| value);
                let get = |key: &str| find(key).map(text);
                let code = get("code");
                let kind = code.as_ref().filter(|_| find("detail").is_none());
                let kind = kind.and_then(|code| catalog.violations.iter().find(|kind| kind.code == *code));
                let mut violation = match kind {
                    Some(kind) => example_violation(catalog, kind, members),
                    None => Violation::new(get("detail").unwrap_or_default()),
                };
                if let Some(code) = code {
                    violation = violation.with_code(code);
                }
                violation = if let Some(title) = get("title") { violation.with_title(title) } else { violation };
                if let Some(location) = get("location") {
                    violation = violation.with_location(location);
                }
                if let Some(Literal::Table(params)) = find("params") {
                    for (name, value) in params {
                        violation = violation.with_param(name.clone(), literal_json(value));
                    }
                }
                violations.add(&get("pointer").unwrap_or_default(), violation);
            }
        }
        _ => {}
    }
    violations
}

/// Makes the violation that an example describes: a declared code, and values for the fields.
fn example_violation(catalog: &Catalog, kind: &ViolationKind, members: &[(String, Literal)]) -> Violation {
    let given = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let literals: Vec<Option<Literal>> =
        kind.fields.iter().map(|field| given(&field.name).or_else(|| field.sample())).collect();
    let typed: Vec<Option<FieldValue>> = kind
        .fields
        .iter()
        .zip(&literals)
        .map(|(field, literal)| Some(field_value(catalog, &field.ty, literal.as_ref()?)))
        .collect();
    let values: Vec<Value<'_>> = typed.iter().map(ToValue::to_value).collect();
    let mut text = Text::default();
    let ops = Program::assemble(&compile_message(kind, &catalog.wire.violations, &mut text));
    let mut message = String::new();
    // Writing to a string cannot fail.
    let _ = Program { text: &text.finish(), ops: &ops }.write_text(&Args::new(&values, &Context::new()), &mut message);
    let mut violation = Violation::new(message).with_code(kind.code.clone());
    if let Some(title) = &kind.title {
        violation = violation.with_title(title.clone());
    }
    for (field, value) in kind.fields.iter().zip(&typed) {
        let Some(json) = value.as_ref().map(to_json) else { continue };
        violation = match kind.params.contains(&field.name) {
            true => violation.with_param(field.name.clone(), json),
            false => violation.with_value(field.name.clone(), json),
        };
    }
    violation
}

/// The value as a violation stores it.
fn to_json(value: &FieldValue) -> Json {
    match value {
        FieldValue::Json(json) => json.clone(),
        FieldValue::Uuid(uuid) => Json::from(*uuid),
        FieldValue::Timestamp(time) => Json::from(*time),
        FieldValue::Duration(duration) => Json::from(Duration::from_secs(duration.as_secs())),
        FieldValue::Violations(_) => Json::Null,
        FieldValue::List(elements) => Json::List(elements.iter().map(to_json).collect()),
    }
}

fn duration(literal: &Literal) -> Option<Duration> {
    match literal {
        Literal::Integer(seconds) => u64::try_from(*seconds).ok().map(Duration::from_secs),
        _ => None,
    }
}

fn text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        other => literal_json(other).to_string(),
    }
}

/// Converts a literal into JSON.
#[must_use]
pub fn literal_json(literal: &Literal) -> Json {
    match literal {
        Literal::Bool(value) => Json::Bool(*value),
        Literal::Integer(number) => match (u64::try_from(*number), i64::try_from(*number)) {
            (Ok(number), _) => Json::Unsigned(number),
            (_, Ok(number)) => Json::Signed(number),
            _ => Json::Float(*number as f64),
        },
        Literal::Float(number) => Json::Float(*number),
        Literal::String(text) => Json::String(text.clone()),
        Literal::List(elements) => Json::List(elements.iter().map(literal_json).collect()),
        Literal::Table(members) => Json::object(members.iter().map(|(key, value)| (key.as_str(), literal_json(value)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(text: &str) -> Literal {
        Literal::String(text.into())
    }

    fn table<const N: usize>(members: [(&str, Literal); N]) -> Literal {
        Literal::Table(members.map(|(key, value)| (key.to_owned(), value)).to_vec())
    }

    #[test]
    fn each_type_has_its_own_form() {
        let list = |ty| FieldType::List(Box::new(ty));
        for (ty, literal, expected) in [
            (FieldType::String, string("a\"b"), r#""a\"b""#),
            (FieldType::Unsigned(64), Literal::Integer(u64::MAX.into()), "18446744073709551615"),
            (FieldType::Signed(64), Literal::Integer(i64::MIN.into()), "-9223372036854775808"),
            (FieldType::Float, Literal::Integer(2), "2.0"),
            (FieldType::Any, Literal::Integer(2), "2"),
            (
                FieldType::Uuid,
                string("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"),
                r#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#,
            ),
            (FieldType::Timestamp, string("2024-01-22T11:30:00+01:00"), r#""2024-01-22T10:30:00Z""#),
            (FieldType::Duration, Literal::Integer(30), "30"),
            (list(FieldType::Duration), Literal::List(vec![Literal::Integer(1)]), "[1]"),
            (
                FieldType::Object,
                table([("b", Literal::Bool(true)), ("a", Literal::Float(1.5))]),
                r#"{"b":true,"a":1.5}"#,
            ),
        ] {
            let mut out = String::new();
            field_value(&Catalog::empty(), &ty, &literal).to_value().write_json(&mut out).unwrap();
            assert_eq!(out, expected, "{ty}");
        }
    }

    #[test]
    fn violations_are_written_in_either_form() {
        for (literal, expected) in [
            (table([("email", string("Bad")), ("name", string("None"))]), "email: Bad; name: None"),
            (table([("a", Literal::List(vec![string("1"), string("2")]))]), "a: 1; a: 2"),
            (
                Literal::List(vec![
                    table([("pointer", string("/a/b")), ("detail", string("1"))]),
                    table([("pointer", string("#/c")), ("code", string("x")), ("detail", string("2"))]),
                ]),
                "a.b: 1; c: 2",
            ),
        ] {
            assert_eq!(example_violations(&Catalog::empty(), &literal).to_string(), expected);
        }
    }
}
