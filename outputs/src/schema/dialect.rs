//! Writes shapes as schemas.

use std::borrow::Cow;

use error_catalog_wire::Json;

use super::node::{Members, Node};
use super::shape::{MemberShape, Shape};

/// A dialect of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// JSON Schema 2020-12.
    Draft2020,
    /// OpenAPI 3.1: JSON Schema 2020-12 with additional formats.
    OpenApi31,
    /// OpenAPI 3.0, in which a schema cannot contain `const` or the type `null`, and `$ref` has no siblings.
    OpenApi30,
}

/// Writes the schemas of one document.
pub(crate) struct Schemas<'a> {
    pub(crate) dialect: Dialect,
    /// Whether lists of values are complete.
    pub(crate) closed: bool,
    /// The shape of violations that the document describes once, and the reference to it.
    pub(crate) violations: Option<(&'a Shape, &'a str)>,
}

impl<'a> Schemas<'a> {
    /// Writes a shape.
    pub(crate) fn schema(&self, shape: &'a Shape) -> Node<'a> {
        Node::Object(self.members(shape))
    }

    /// The keywords of a shape.
    pub(crate) fn members(&self, shape: &'a Shape) -> Members<'a> {
        let mut out = Members::new();
        match shape {
            Shape::Any => {}
            Shape::Never => push(&mut out, "not", Node::object([])),
            Shape::Null if self.dialect == Dialect::OpenApi30 => {
                push(&mut out, "type", "string");
                push(&mut out, "nullable", true);
                push(&mut out, "enum", Node::list([Node::from(&Json::Null)]));
            }
            Shape::Null => push(&mut out, "type", "null"),
            Shape::NullUntil(_) if self.closed => return self.members(&Shape::Null),
            // Any value includes `null`.
            Shape::NullUntil(later) if **later == Shape::Any => return self.members(later),
            Shape::NullUntil(later) => return self.any_of([later.as_ref(), &Shape::Null]),
            Shape::Boolean => push(&mut out, "type", "boolean"),
            Shape::Integer { min, max, format } => {
                push(&mut out, "type", "integer");
                let format = format.filter(|_| self.dialect != Dialect::Draft2020);
                format.into_iter().for_each(|format| push(&mut out, "format", format));
                min.iter().for_each(|min| push(&mut out, "minimum", *min));
                max.iter().for_each(|max| push(&mut out, "maximum", *max));
            }
            Shape::Number => push(&mut out, "type", "number"),
            Shape::Text { format, pattern } => {
                push(&mut out, "type", "string");
                format.iter().for_each(|format| push(&mut out, "format", *format));
                pattern.iter().for_each(|pattern| push(&mut out, "pattern", pattern.as_str()));
            }
            Shape::Const(value) => {
                push(&mut out, "type", type_name(value));
                match self.dialect {
                    // openapi-generator's Python compares such a value with the text `true`.
                    Dialect::OpenApi30 | Dialect::OpenApi31 if !self.closed && matches!(value, Json::Bool(_)) => {}
                    Dialect::OpenApi30 => push(&mut out, "enum", Node::list([Node::from(value)])),
                    _ => push(&mut out, "const", value),
                }
            }
            Shape::OneOf(values) | Shape::Among(values) => {
                push(&mut out, "type", values.first().map_or("string", type_name));
                if self.closed || matches!(shape, Shape::Among(_)) {
                    push(&mut out, "enum", Node::list(values.iter().map(Node::from)));
                }
            }
            Shape::List { items, later, fewest, most } => {
                let later = if self.closed { &[] } else { later.as_slice() };
                let most = most.filter(|_| later.is_empty());
                self.push_list(&mut out, items.iter().chain(later).collect(), *fewest, most);
            }
            Shape::Map(values) => {
                push(&mut out, "type", "object");
                push(&mut out, "additionalProperties", self.schema(values));
            }
            Shape::Object(members) => self.push_object(&mut out, members),
            Shape::AnyOf(shapes) => return self.any_of(shapes),
            Shape::Violations(inner) => match self.violations {
                Some((shared, reference)) if *shared == **inner => push(&mut out, "$ref", reference),
                _ => return self.members(inner),
            },
        }
        out
    }

    fn push_list(&self, out: &mut Members<'a>, items: Vec<&'a Shape>, fewest: usize, most: Option<usize>) {
        push(out, "type", "array");
        match items.as_slice() {
            [] if self.dialect == Dialect::Draft2020 => {}
            [] => push(out, "items", Node::object([])),
            [item] => push(out, "items", self.schema(item)),
            _ => push(out, "items", Node::Object(self.any_of(items))),
        }
        if fewest > 0 {
            push(out, "minItems", count(fewest));
        }
        most.into_iter().for_each(|most| push(out, "maxItems", count(most)));
    }

    fn push_object(&self, out: &mut Members<'a>, members: &'a [MemberShape]) {
        push(out, "type", "object");
        let (absent, members): (Vec<_>, Vec<_>) = members.iter().partition(|member| member.shape == Shape::Never);
        if !members.is_empty() {
            let property = |member: &&'a MemberShape| (member.key.as_str().into(), self.property(member));
            push(out, "properties", Node::Object(members.iter().map(property).collect()));
        }
        let required = members.iter().filter(|member| member.required);
        let required: Vec<Node> = required.map(|member| Node::from(member.key.as_str())).collect();
        if !required.is_empty() {
            push(out, "required", Node::List(required));
        }
        // Some validators want each required member among the properties.
        let has = |key: &'a str| {
            Node::object([
                ("type", Node::from("object")),
                ("properties", Node::object([(key, Node::object([]))])),
                ("required", Node::list([Node::from(key)])),
            ])
        };
        match absent.as_slice() {
            [] => {}
            [one] => push(out, "not", has(&one.key)),
            several => {
                let any = Node::list(several.iter().map(|member| has(&member.key)));
                push(out, "not", Node::object([("anyOf", any)]));
            }
        }
    }

    fn property(&self, member: &'a MemberShape) -> Node<'a> {
        let mut out = self.members(&member.shape);
        let values = match &member.shape {
            Shape::OneOf(values) if !self.closed => one_of_sentence(values),
            _ => None,
        };
        match (member.description.as_deref().filter(|own| !own.is_empty()), values) {
            (Some(own), Some(values)) => self.describe(&mut out, format!("{own}\n\n{values}")),
            (Some(own), None) => self.describe(&mut out, own),
            (None, Some(values)) => self.describe(&mut out, values),
            (None, None) => {}
        }
        Node::Object(out)
    }

    /// Adds a description. In OpenAPI 3.0, a reference has no siblings.
    pub(crate) fn describe<'n>(&self, out: &mut Members<'n>, description: impl Into<Node<'n>>) {
        if self.dialect == Dialect::OpenApi30 && out.iter().any(|(key, _)| key == "$ref") {
            let reference = Node::Object(std::mem::take(out));
            push(out, "allOf", Node::list([reference]));
        }
        push(out, "description", description);
    }

    fn any_of(&self, shapes: impl IntoIterator<Item = &'a Shape>) -> Members<'a> {
        let shapes: Vec<&'a Shape> = shapes.into_iter().collect();
        let (nulls, others): (Vec<&Shape>, Vec<&Shape>) =
            shapes.iter().copied().partition(|shape| **shape == Shape::Null);
        if let ([one], false, Dialect::OpenApi30) = (others.as_slice(), nulls.is_empty(), self.dialect) {
            let mut out = self.members(one);
            // In OpenAPI 3.0, `nullable` has an effect only next to `type`.
            if out.first().is_some_and(|(key, _)| key == "type") {
                // `enum` lists every value, and so `null` too.
                for (key, value) in &mut out {
                    if let ("enum", Node::List(values)) = (key.as_ref(), value) {
                        values.push(Node::from(&Json::Null));
                    }
                }
                push(&mut out, "nullable", true);
                return out;
            }
        }
        vec![("anyOf".into(), Node::list(shapes.into_iter().map(|shape| self.schema(shape))))]
    }
}

pub(crate) fn push<'n>(out: &mut Members<'n>, key: impl Into<Cow<'n, str>>, value: impl Into<Node<'n>>) {
    out.push((key.into(), value.into()));
}

fn count(number: usize) -> Node<'static> {
    Node::Written(number.to_string().into())
}

fn one_of_sentence(values: &[Json]) -> Option<String> {
    let values: Vec<String> = values.iter().map(|value| error_catalog_codegen::escape::code(&shown(value))).collect();
    (!values.is_empty()).then(|| format!("Known values: {}. Other values may follow.", values.join(", ")))
}

fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn type_name(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Unsigned(_) | Json::Signed(_) => "integer",
        Json::Float(_) => "number",
        Json::String(_) => "string",
        Json::List(_) => "array",
        Json::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dialect_has_its_own_form() {
        let code = Shape::Const(Json::from("a"));
        let null = |shape: &Shape| Shape::AnyOf(vec![shape.clone(), Shape::Null]);
        let violations = Shape::Violations(Box::new(Shape::LIST));
        for (shape, draft, openapi31, openapi30) in [
            (
                code.clone(),
                r#"{"type":"string","const":"a"}"#,
                r#"{"type":"string","const":"a"}"#,
                r#"{"type":"string","enum":["a"]}"#,
            ),
            (
                null(&code),
                r#"{"anyOf":[{"type":"string","const":"a"},{"type":"null"}]}"#,
                r#"{"anyOf":[{"type":"string","const":"a"},{"type":"null"}]}"#,
                r#"{"type":"string","enum":["a",null],"nullable":true}"#,
            ),
            (
                Shape::Integer { min: Some(0), max: None, format: Some("int64") },
                r#"{"type":"integer","minimum":0}"#,
                r#"{"type":"integer","format":"int64","minimum":0}"#,
                r#"{"type":"integer","format":"int64","minimum":0}"#,
            ),
            (
                null(&violations),
                r##"{"anyOf":[{"$ref":"#/V"},{"type":"null"}]}"##,
                r##"{"anyOf":[{"$ref":"#/V"},{"type":"null"}]}"##,
                r##"{"anyOf":[{"$ref":"#/V"},{"type":"string","nullable":true,"enum":[null]}]}"##,
            ),
            (Shape::LIST, r#"{"type":"array"}"#, r#"{"type":"array","items":{}}"#, r#"{"type":"array","items":{}}"#),
            (Shape::Any, "{}", "{}", "{}"),
            (
                Shape::Null,
                r#"{"type":"null"}"#,
                r#"{"type":"null"}"#,
                r#"{"type":"string","nullable":true,"enum":[null]}"#,
            ),
        ] {
            for (dialect, expected) in
                [(Dialect::Draft2020, draft), (Dialect::OpenApi31, openapi31), (Dialect::OpenApi30, openapi30)]
            {
                let schemas = Schemas { dialect, closed: true, violations: Some((&Shape::LIST, "#/V")) };
                assert_eq!(schemas.schema(&shape).to_string(), expected, "{dialect:?}");
            }
        }
    }

    #[test]
    fn an_open_description_does_not_fix_truth_values() {
        for (closed, dialect, expected) in [
            (true, Dialect::OpenApi31, r#"{"type":"boolean","const":true}"#),
            (false, Dialect::OpenApi31, r#"{"type":"boolean"}"#),
            (false, Dialect::OpenApi30, r#"{"type":"boolean"}"#),
            (false, Dialect::Draft2020, r#"{"type":"boolean","const":true}"#),
        ] {
            let schemas = Schemas { dialect, closed, violations: None };
            assert_eq!(schemas.schema(&Shape::Const(Json::Bool(true))).to_string(), expected, "{dialect:?}, {closed}");
        }
    }

    #[test]
    fn open_lists_of_values_are_described() {
        let member = MemberShape {
            key: "a".into(),
            shape: Shape::OneOf(vec!["x".into(), "y".into()]),
            required: false,
            description: None,
        };
        let shape = Shape::Object(vec![member]);
        for (closed, expected) in [
            (true, r#"{"type":"string","enum":["x","y"]}"#),
            (false, r#"{"type":"string","description":"Known values: `x`, `y`. Other values may follow."}"#),
        ] {
            let schemas = Schemas { dialect: Dialect::Draft2020, closed, violations: None };
            let expected = format!(r#"{{"type":"object","properties":{{"a":{expected}}}}}"#);
            assert_eq!(schemas.schema(&shape).to_string(), expected);
        }
    }
}
