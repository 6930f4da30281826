//! Descriptions of errors for [utoipa](https://docs.rs/utoipa/5) 5.
//!
//! The errors of the attribute implement [`ToSchema`](::utoipa::ToSchema) and
//! [`IntoResponses`](::utoipa::IntoResponses).

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ::utoipa::openapi::extensions::Extensions;
use ::utoipa::openapi::schema::{ObjectBuilder, SchemaType};
use ::utoipa::openapi::{RefOr, Response, ResponseBuilder, Schema};
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Described, document};

/// Responses by their HTTP status.
pub type Responses = BTreeMap<String, RefOr<Response>>;

/// Returns the responses of an operation that answers only with the errors with these codes.
///
/// For `#[utoipa::path]`, implement [`IntoResponses`](::utoipa::IntoResponses) for a type of the operation with this
/// function.
#[must_use]
pub fn responses<E: Described>(codes: &[E::Code]) -> Responses {
    read_responses(super::responses::<E>(codes), document::<E>())
}

#[doc(hidden)]
pub fn all_responses<E: Described>() -> Responses {
    responses::<E>(E::codes())
}

/// The schema of any error.
#[doc(hidden)]
#[must_use]
pub fn schema<E: Described>() -> RefOr<Schema> {
    let schema = document::<E>().pointer("/components/schemas/ErrorBody").cloned();
    read_schema(schema.unwrap_or_default())
}

/// Adds the schemas to which the schema of any error and the responses refer.
#[doc(hidden)]
pub fn add_schemas<E: Described>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.extend(read_schemas(document::<E>()).into_iter().filter(|(name, _)| name != "ErrorBody"));
}

/// The schemas of a document.
#[doc(hidden)]
#[must_use]
pub fn read_schemas(document: &Value) -> Vec<(String, RefOr<Schema>)> {
    let components = document.pointer("/components/schemas").and_then(Value::as_object);
    let schemas = components.into_iter().flatten();
    schemas.map(|(name, schema)| (name.clone(), read_schema(schema.clone()))).collect()
}

/// Responses that refer to components of a document.
#[doc(hidden)]
#[must_use]
pub fn read_responses(responses: Map<String, Value>, document: &Value) -> Responses {
    let responses = responses.into_iter();
    responses.map(|(status, response)| (status, RefOr::T(read_response(response, document)))).collect()
}

fn read_schema(mut schema: Value) -> RefOr<Schema> {
    each_schema(&mut schema, adapt);
    read_whole(&schema, |schema| each_schema(schema, add_type)).unwrap_or_else(|| {
        let written = ObjectBuilder::new().schema_type(SchemaType::AnyValue).extensions(Some(rest(schema)));
        RefOr::T(Schema::Object(written.build()))
    })
}

/// A response of utoipa cannot refer to the components for headers and examples, so it contains them.
fn read_response(mut response: Value, document: &Value) -> Response {
    for header in members_of(&mut response, "headers") {
        resolve(header, document);
        // utoipa has no required headers.
        header.as_object_mut().into_iter().for_each(|header| _ = header.remove("required"));
    }
    for media in members_of(&mut response, "content") {
        members_of(media, "examples").for_each(|example| resolve(example, document));
    }
    each_schema_of(&mut response, adapt);
    read_whole(&response, |response| each_schema_of(response, add_type)).unwrap_or_else(|| {
        let mut rest = rest(response);
        let description = rest.remove("description").and_then(|text| text.as_str().map(ToString::to_string));
        ResponseBuilder::new().description(description.unwrap_or_default()).extensions(Some(rest)).build()
    })
}

/// Reads a value into a type of utoipa, unless the type would lose a part of the value. `prepare` changes the value so
/// that utoipa can read it.
fn read_whole<T: DeserializeOwned + Serialize>(value: &Value, prepare: impl FnOnce(&mut Value)) -> Option<T> {
    let mut readable = value.clone();
    prepare(&mut readable);
    let read = serde_json::from_value(readable).ok()?;
    (serde_json::to_value(&read).ok()? == *value).then_some(read)
}

/// The members of a value that no type of utoipa can contain. utoipa writes extensions as further members.
fn rest(value: Value) -> Extensions {
    let Value::Object(members) = value else { return Extensions::default() };
    members.into_iter().collect()
}

/// Replaces a reference with the component to which it refers.
fn resolve(value: &mut Value, document: &Value) {
    let pointer = value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
    if let Some(component) = pointer.and_then(|pointer| document.pointer(pointer)) {
        *value = component.clone();
    }
}

/// utoipa has no `const`, no `externalDocs`, and no `not`, which says that an object lacks the code.
fn adapt(schema: &mut Map<String, Value>) {
    if let Some(value) = schema.remove("const") {
        schema.insert("enum".to_string(), Value::Array([value].into()));
    }
    schema.remove("externalDocs");
    if schema.contains_key("type") {
        schema.remove("not");
    }
}

/// utoipa reads a schema for any value only with a type, which it does not write.
fn add_type(schema: &mut Map<String, Value>) {
    if !["$ref", "type", "oneOf", "anyOf", "allOf"].iter().any(|key| schema.contains_key(*key)) {
        schema.insert("type".to_string(), Value::Null);
    }
}

/// Changes each schema of a response.
fn each_schema_of(response: &mut Value, change: fn(&mut Map<String, Value>)) {
    for kind in ["headers", "content"] {
        for part in members_of(response, kind) {
            part.get_mut("schema").into_iter().for_each(|schema| each_schema(schema, change));
        }
    }
}

/// Changes a schema and each schema in it.
fn each_schema(schema: &mut Value, change: fn(&mut Map<String, Value>)) {
    members_of(schema, "properties").for_each(|schema| each_schema(schema, change));
    let Value::Object(members) = schema else { return };
    for key in ["items", "additionalProperties"] {
        members.get_mut(key).into_iter().for_each(|schema| each_schema(schema, change));
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        let choices = members.get_mut(key).and_then(Value::as_array_mut);
        choices.into_iter().flatten().for_each(|schema| each_schema(schema, change));
    }
    change(members);
}

fn members_of<'v>(value: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    let members = value.get_mut(key).and_then(Value::as_object_mut);
    members.into_iter().flat_map(Map::values_mut)
}
