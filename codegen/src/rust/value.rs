//! Writes Rust expressions for values of a catalog.

use error_catalog_model::{Catalog, Field, FieldType, Literal, Piece, RejectionValue};
use error_catalog_wire::{Json, Violation};

use super::Rust;
use super::literal::string;
use crate::program::{FieldValue, field_value};

impl Rust<'_> {
    /// Returns the expression for a field of an error; `None` if a required field has no value or has a custom Rust
    /// type.
    pub(super) fn field_expression(&self, field: &Field, value: Option<&Literal>) -> Option<String> {
        let Some(value) = value.filter(|_| field.rust.is_none()) else {
            return field.optional.then(|| "__ec::None".to_owned());
        };
        let expression = self.value_variant(field, value).unwrap_or_else(|| expression(self.catalog, &field.ty, value));
        Some(if field.optional { format!("__ec::Some({expression})") } else { expression })
    }

    /// Returns the expression for a field of an error that is sent for a rejection, whose text is the variable `text`.
    pub(super) fn rejection_expression(&self, field: &Field, value: Option<&RejectionValue>) -> Option<String> {
        let template = match value {
            Some(RejectionValue::Text(template)) => template,
            Some(RejectionValue::Literal(literal)) => return self.field_expression(field, Some(literal)),
            None => return self.field_expression(field, None),
        };
        let parts = template.pieces.iter().map(|piece| match piece {
            Piece::Literal(literal) => string(literal),
            Piece::Slot(_) => "text".to_owned(),
        });
        let text = match parts.collect::<Vec<_>>() {
            parts if parts.len() == 1 => from("text"),
            parts => format!("__ec::concat(&[{}])", parts.join(", ")),
        };
        Some(if field.optional { format!("__ec::Some({text})") } else { text })
    }
}

/// Returns the expression for a value of this type, for a place where the type can be inferred.
fn expression(catalog: &Catalog, ty: &FieldType, literal: &Literal) -> String {
    match field_value(catalog, ty, literal) {
        FieldValue::Uuid(uuid) => format!("__ec::Uuid::from_bytes({:?})", uuid.into_bytes()),
        FieldValue::Timestamp(time) => {
            let (seconds, nanos) = time.to_unix();
            format!("__ec::Timestamp::from_unix({seconds}, {nanos})")
        }
        FieldValue::Duration(duration) => format!("__ec::Duration::from_secs({})", duration.as_secs()),
        FieldValue::Violations(violations) => {
            let mut out = "{ let mut it = __ec::Violations::new(); ".to_owned();
            for violation in violations.iter() {
                let (pointer, message) = (string(violation.pointer()), string(violation.message()));
                if violation.is_simple() {
                    let code =
                        violation.code().map_or("__ec::None".to_owned(), |it| format!("__ec::Some({})", string(it)));
                    out.push_str(&format!("it.push({pointer}, {code}, {message}); "));
                } else {
                    out.push_str(&format!("it.add({pointer}, {}); ", violation_expression(violation)));
                }
            }
            out + "it }"
        }
        FieldValue::List(_) => match (ty, literal) {
            (FieldType::List(ty), Literal::List(elements)) => {
                list(elements.iter().map(|it| expression(catalog, ty, it)))
            }
            _ => list([].into_iter()),
        },
        FieldValue::Json(json) => match (ty, json) {
            (FieldType::Any | FieldType::Object, json) => json_expression(&json),
            (_, Json::String(text)) => from(&string(&text)),
            (_, Json::Float(number)) => format!("{number:?}"),
            (_, json) => json.to_string(),
        },
    }
}

/// Returns the expression for a violation that has more than a code and a message.
fn violation_expression(violation: &Violation) -> String {
    let mut out = format!("__ec::Violation::new({})", string(violation.message()));
    let location = Some(violation.location()).filter(|location| *location != "body");
    for (name, text) in [("code", violation.code()), ("title", violation.title()), ("location", location)] {
        out.push_str(&text.map_or(String::new(), |text| format!(".with_{name}({})", string(text))));
    }
    for (name, value) in violation.params() {
        out.push_str(&format!(".with_param({}, {})", string(name), json_expression(value)));
    }
    for (name, value) in violation.values() {
        out.push_str(&format!(".with_value({}, {})", string(name), json_expression(value)));
    }
    out
}

fn json_expression(json: &Json) -> String {
    let (variant, value) = match json {
        Json::Null => return "__ec::Json::Null".to_owned(),
        Json::Bool(value) => ("Bool", value.to_string()),
        Json::Unsigned(number) => ("Unsigned", number.to_string()),
        Json::Signed(number) => ("Signed", number.to_string()),
        Json::Float(number) => ("Float", format!("{number:?}")),
        Json::String(text) => ("String", from(&string(text))),
        Json::List(elements) => ("List", list(elements.iter().map(json_expression))),
        Json::Object(members) => {
            let member =
                |(key, value): &(String, Json)| format!("({}, {})", from(&string(key)), json_expression(value));
            ("Object", list(members.iter().map(member)))
        }
    };
    format!("__ec::Json::{variant}({value})")
}

fn list(elements: impl Iterator<Item = String>) -> String {
    match elements.collect::<Vec<_>>() {
        elements if elements.is_empty() => "__ec::Vec::new()".to_owned(),
        elements => from(&format!("[{}]", elements.join(", "))),
    }
}

fn from(expression: &str) -> String {
    format!("__ec::From::from({expression})")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Literal {
        Literal::String(text.to_owned())
    }

    fn table<const N: usize>(members: [(&str, Literal); N]) -> Literal {
        Literal::Table(members.map(|(key, value)| (key.to_owned(), value)).to_vec())
    }

    #[test]
    fn each_type_has_its_expression() {
        let list_of = |ty| FieldType::List(Box::new(ty));
        let from = |it: &str| format!("__ec::From::from({it})");
        for (ty, literal, expected) in [
            (FieldType::String, text("a\"; evil(); \\\n"), from(r#""a\"; evil(); \\\n""#)),
            (FieldType::Bool, Literal::Bool(true), "true".into()),
            (FieldType::Unsigned(64), Literal::Integer(u64::MAX.into()), "18446744073709551615".into()),
            (FieldType::Signed(64), Literal::Integer(i64::MIN.into()), "-9223372036854775808".into()),
            (FieldType::Float, Literal::Integer(2), "2.0".into()),
            (FieldType::Float, Literal::Float(-1e300), "-1e300".into()),
            (
                FieldType::Uuid,
                text("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                "__ec::Uuid::from_bytes([248, 29, 79, 174, 125, 236, 17, 208, 167, 101, 0, 160, 201, 30, 107, 246])"
                    .into(),
            ),
            (FieldType::Timestamp, text("1969-12-31T23:59:59.5Z"), "__ec::Timestamp::from_unix(-1, 500000000)".into()),
            (FieldType::Duration, Literal::Integer(30), "__ec::Duration::from_secs(30)".into()),
            (list_of(FieldType::Signed(8)), Literal::List(vec![Literal::Integer(-1)]), from("[-1]")),
            (list_of(FieldType::String), Literal::List(Vec::new()), "__ec::Vec::new()".into()),
            (FieldType::Any, Literal::Integer(2), "__ec::Json::Unsigned(2)".into()),
            (FieldType::Any, Literal::Integer(-2), "__ec::Json::Signed(-2)".into()),
            (FieldType::Object, table([]), "__ec::Json::Object(__ec::Vec::new())".into()),
            (
                FieldType::Object,
                table([("a\"", Literal::List(vec![Literal::Bool(false), Literal::Float(0.5), text("b")]))]),
                format!(
                    "__ec::Json::Object({})",
                    from(&format!(
                        "[({}, __ec::Json::List({}))]",
                        from(r#""a\"""#),
                        from(&format!(
                            "[__ec::Json::Bool(false), __ec::Json::Float(0.5), __ec::Json::String({})]",
                            from(r#""b""#)
                        ))
                    ))
                ),
            ),
            (
                FieldType::Violations,
                Literal::List(vec![
                    table([("pointer", text("/a")), ("detail", text("\"1\""))]),
                    table([("pointer", text("b")), ("code", text("x")), ("detail", text("2"))]),
                ]),
                "{ let mut it = __ec::Violations::new(); it.push(\"/a\", __ec::None, \"\\\"1\\\"\"); \
                 it.push(\"/b\", __ec::Some(\"x\"), \"2\"); it }"
                    .into(),
            ),
            (
                FieldType::Violations,
                Literal::List(vec![table([
                    ("pointer", text("/a")),
                    ("location", text("query")),
                    ("title", text("t")),
                    ("detail", text("1")),
                    ("params", table([("min", Literal::Integer(8))])),
                ])]),
                "{ let mut it = __ec::Violations::new(); it.add(\"/a\", __ec::Violation::new(\"1\").with_title(\"t\")\
                 .with_location(\"query\").with_param(\"min\", __ec::Json::Unsigned(8))); it }"
                    .into(),
            ),
        ] {
            assert_eq!(expression(&Catalog::empty(), &ty, &literal), expected, "{ty}");
        }
    }
}
