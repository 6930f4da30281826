//! The document of an error.

use std::borrow::Cow;
use std::time::Duration;

use error_catalog_codegen::program::{Response, literal_json};
use error_catalog_model::{Error, Field, FromVariants, Header, PropertyValue, ValueTemplate, reason_phrase};
#[cfg(feature = "schema")]
use error_catalog_model::{Grpc, Level, Strategy};
use error_catalog_wire::Json;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::Internal;
use super::template::template_json;
use crate::view::{ErrorView, View};

/// An error of the catalog, with every default filled in. Every document for programs describes an error in this shape.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Error"))]
pub struct ErrorDocument<'a> {
    /// The error's key in the catalog.
    pub key: &'a str,
    /// The error's code; null if the error sends no code.
    pub code: Option<&'a str>,
    /// Whether the error sends a code.
    pub sends_code: bool,
    /// The key of the error that owns the code; null if the error has its own code.
    pub code_of: Option<&'a str>,
    /// The keys of the other errors that send this error's code; empty if the error does not own its code, or does not
    /// share the code.
    pub shared_by: Vec<&'a str>,
    /// The error's anchor in the Markdown reference: the code, even if the error sends no code. White space in the code
    /// becomes hyphens. If the error has the code of another error, the key follows the code.
    pub anchor: Cow<'a, str>,
    /// The error's number.
    pub number: Option<u32>,
    /// The error's HTTP status; the first one if the error has several.
    #[cfg_attr(feature = "schema", schemars(range(min = 400, max = 599)))]
    pub status: u16,
    /// The HTTP status of the error's responses, which can differ from the error's own status.
    #[cfg_attr(feature = "schema", schemars(range(min = 200, max = 599)))]
    pub sent_status: u16,
    /// The reason phrase of the error's own status.
    pub reason: &'static str,
    /// Every HTTP status that the application can choose for the error, the default first.
    #[cfg_attr(feature = "schema", schemars(inner(range(min = 400, max = 599))))]
    pub statuses: Vec<u16>,
    /// A short summary that is the same in every response.
    pub title: &'a str,
    /// The public message, for developers of clients: a text template.
    pub message: String,
    /// The public message for end users: a text template.
    pub user_message: Option<String>,
    /// The message for logs: a text template. No response contains this message. The document contains the message only
    /// if the option `internal` is set.
    pub internal: Option<String>,
    /// The description of the error: one line of Markdown.
    pub description: &'a str,
    /// The key of the error's category.
    pub category: Option<&'a str>,
    /// The values of the properties, by name. A property without a value is left out.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub properties: Json,
    /// The error's fields. The document contains internal fields only if the option `internal` is set.
    pub fields: Vec<FieldDocument<'a>>,
    /// The Rust names and the sources of the error.
    pub rust: RustDocument<'a>,
    /// The template of the slot `details`.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub details: Json,
    /// The headers of the error's responses; the headers with the first status if the error has several statuses.
    pub headers: Vec<HeaderDocument<'a>>,
    /// Whether and when to send the same request again.
    pub retry: RetryDocument,
    /// The level at which the error is logged.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = names(Level::ALL, |it| it.as_str()))))]
    pub level: &'static str,
    /// The error's canonical gRPC code.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = names(Grpc::ALL, |it| it.as_str()))))]
    pub grpc: &'static str,
    /// The URL of the error's documentation.
    pub docs_url: Option<&'a str>,
    /// The error's documentation, in Markdown.
    pub docs: Option<&'a str>,
    /// The error's causes, in Markdown.
    pub causes: &'a [String],
    /// The error's solutions, in Markdown.
    pub solutions: &'a [String],
    /// Further reading about the error, in Markdown.
    pub see: &'a [String],
    /// The error's history.
    pub lifecycle: LifecycleDocument<'a>,
    /// The error's table in the catalog.
    pub place: PlaceDocument,
    /// The responses that the error's examples document.
    pub examples: Vec<ResponseDocument>,
}

/// A field of an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Field"))]
pub struct FieldDocument<'a> {
    /// The field's name.
    pub name: &'a str,
    /// The field's type, as the catalog writes it.
    pub r#type: String,
    /// The only values that the field can have; empty if the field can have every value of its type.
    pub one_of: &'a [String],
    /// Whether an error may omit the field.
    pub optional: bool,
    /// Whether only logs show the field.
    pub internal: bool,
    /// Whether logs and `Debug` show `[redacted]` instead of the field's value.
    pub sensitive: bool,
    /// The Rust type that replaces the field's default Rust type.
    pub rust: Option<&'a str>,
    /// The field's name in Rust, which may be a raw identifier.
    pub rust_name: &'a str,
    /// The field's description, in Markdown.
    pub description: Option<&'a str>,
    /// The field's value in examples.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub example: Json,
}

/// The Rust names and the sources of an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Rust"))]
pub struct RustDocument<'a> {
    /// The variant of the enum.
    pub variant: &'a str,
    /// The function that constructs the error.
    pub constructor: &'a str,
    /// The Rust types that `?` converts to the error. Variants of these types may become other errors.
    pub from: &'a [String],
    /// The variants of Rust types that `?` converts to the error.
    pub from_variants: Vec<FromVariantsDocument<'a>>,
    /// The Rust types that `?` converts to the error, unless the value contains an error of the catalog.
    pub from_any: &'a [String],
    /// The error enums of other catalogs that `?` converts to the error. The response is that of the converted error.
    pub from_catalog: &'a [String],
    /// Whether the error has a source.
    pub source: bool,
    /// The condition of `#[cfg(…)]` under which a crate has the error.
    pub cfg: Option<&'a str>,
    /// Whether the variant is `#[non_exhaustive]`; null if the catalog decides.
    pub non_exhaustive: Option<bool>,
}

/// Variants of a Rust type that become an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FromVariants"))]
pub struct FromVariantsDocument<'a> {
    /// The path of the type.
    pub r#type: &'a str,
    /// The names of the variants.
    pub variants: &'a [String],
}

/// A header of a response.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Header"))]
pub struct HeaderDocument<'a> {
    /// The header's name.
    pub name: &'a str,
    /// The header's value: a text template.
    pub value: String,
}

/// Whether and when to send the same request again.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Retry"))]
pub struct RetryDocument {
    /// The retry strategy.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = names(Strategy::ALL, |it| it.as_str()))))]
    pub strategy: &'static str,
    /// The first wait in seconds.
    pub base: Option<Seconds>,
    /// The longest wait in seconds.
    pub cap: Option<Seconds>,
    /// The maximum number of times to send the request, including the first.
    pub max_attempts: Option<u32>,
    /// The retry guidance as a sentence.
    pub in_words: String,
}

/// Seconds as a JSON number, which has a fraction only if the duration has a fraction.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "f64", inline))]
#[serde(untagged)]
#[expect(missing_docs, reason = "the type describes them")]
pub enum Seconds {
    Whole(u64),
    Fraction(f64),
}

/// The history of an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Lifecycle"))]
pub struct LifecycleDocument<'a> {
    /// The version that added the error.
    pub since: Option<&'a str>,
    /// The deprecation; null unless the error is deprecated.
    pub deprecated: Option<DeprecatedDocument<'a>>,
    /// The error's former codes.
    pub aliases: &'a [String],
}

/// The deprecation of an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Deprecated"))]
pub struct DeprecatedDocument<'a> {
    /// The version that deprecated the error.
    pub since: Option<&'a str>,
    /// Why the error is deprecated, in Markdown.
    pub note: Option<&'a str>,
    /// The key of the error to use instead.
    pub r#use: Option<&'a str>,
}

/// A line of a file of the catalog.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Line"))]
pub struct PlaceDocument {
    /// The path of the file.
    pub file: String,
    /// The line, counted from 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub line: usize,
}

/// A response, as a client receives it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Response"))]
pub struct ResponseDocument {
    /// The response's HTTP status.
    #[cfg_attr(feature = "schema", schemars(range(min = 200, max = 599)))]
    pub status: u16,
    /// The response's headers.
    #[serde(serialize_with = "serialize_headers")]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, String>"))]
    pub headers: Vec<(String, String)>,
    /// The response's body.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub body: Box<RawValue>,
}

/// The names of these terms, as the values of an enum in a schema.
#[cfg(feature = "schema")]
fn names<T: Copy>(terms: &[T], name: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    terms.iter().map(|term| name(*term)).collect()
}

fn serialize_headers<S: Serializer>(headers: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(headers.len()))?;
    headers.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
    map.end()
}

impl<'a> ErrorDocument<'a> {
    /// Creates the document of an error. `file` is the path of the error's file as readers of the document see it.
    #[must_use]
    pub fn of(view: &View<'a>, error_view: &ErrorView<'a>, file: String, internal: Internal) -> Self {
        let error = error_view.error;
        let shown = internal == Internal::Shown;
        let key = |index: usize| view.errors.get(index).map(|view| view.error.key.as_str());
        let respond = |example| view.respond(error_view, example).into();
        Self {
            key: &error.key,
            code: error.sends_code.then_some(&error.code),
            sends_code: error.sends_code,
            code_of: error.owner.and_then(key),
            shared_by: error_view.shared_by.iter().copied().filter_map(key).collect(),
            anchor: error_view.anchor.clone(),
            number: error.number,
            status: error.status,
            sent_status: error.sent_status(),
            reason: reason_phrase(error.status),
            statuses: error.statuses().collect(),
            title: &error.title,
            message: error.message.to_string(),
            user_message: error.user_message.as_ref().map(ToString::to_string),
            internal: error.internal.as_ref().filter(|_| shown).map(ToString::to_string),
            description: &error.description,
            category: error_view.category.map(|category| category.key.as_str()),
            properties: Json::Object(error.properties.iter().filter_map(property_json).collect()),
            fields: error.fields.iter().filter(|field| shown || !field.internal).map(FieldDocument::of).collect(),
            rust: RustDocument::of(error),
            details: error.details.as_ref().map_or(Json::Null, template_json),
            headers: error.headers.iter().map(HeaderDocument::of).collect(),
            retry: RetryDocument::of(error_view),
            level: error.level.as_str(),
            grpc: error.grpc.as_str(),
            docs_url: error.docs_url.as_deref(),
            docs: error.docs.as_deref(),
            causes: &error.causes,
            solutions: &error.solutions,
            see: &error.see,
            lifecycle: LifecycleDocument::of(error.since.as_deref(), error.deprecated.as_ref(), &error.aliases, key),
            place: PlaceDocument { file, line: error.location.line },
            examples: error.examples.iter().map(respond).collect(),
        }
    }
}

fn property_json(property: &PropertyValue) -> Option<(String, Json)> {
    let value = match property.value.as_ref()? {
        // The text of a property contains no slots, so its braces are not doubled.
        ValueTemplate::Text(_) => Json::String(property.to_text()?),
        value => template_json(value),
    };
    Some((property.name.clone(), value))
}

impl<'a> FieldDocument<'a> {
    pub(super) fn of(field: &'a Field) -> Self {
        Self {
            name: &field.name,
            r#type: field.ty.to_string(),
            one_of: &field.one_of,
            optional: field.optional,
            internal: field.internal,
            sensitive: field.sensitive,
            rust: field.rust.as_deref(),
            rust_name: field.rust_name(),
            description: field.description.as_deref(),
            example: field.example.as_ref().map_or(Json::Null, literal_json),
        }
    }
}

impl<'a> RustDocument<'a> {
    fn of(error: &'a Error) -> Self {
        Self {
            variant: &error.variant,
            constructor: &error.constructor,
            from: &error.from,
            from_variants: error.from_variants.iter().map(FromVariantsDocument::of).collect(),
            from_any: &error.from_any,
            from_catalog: &error.from_catalog,
            source: error.has_source,
            cfg: error.cfg.as_deref(),
            non_exhaustive: error.non_exhaustive,
        }
    }
}

impl<'a> FromVariantsDocument<'a> {
    fn of(from: &'a FromVariants) -> Self {
        Self { r#type: &from.ty, variants: &from.variants }
    }
}

impl<'a> HeaderDocument<'a> {
    pub(super) fn of(header: &'a Header) -> Self {
        Self { name: &header.name, value: header.value.to_string() }
    }
}

impl RetryDocument {
    pub(crate) fn of(view: &ErrorView<'_>) -> Self {
        let retry = view.retry.retry;
        let seconds = |wait: Duration| match wait.subsec_nanos() {
            0 => Seconds::Whole(wait.as_secs()),
            _ => Seconds::Fraction(wait.as_secs_f64()),
        };
        Self {
            strategy: retry.strategy.as_str(),
            base: retry.base.map(seconds),
            cap: retry.cap.map(seconds),
            max_attempts: retry.max_attempts,
            in_words: view.retry.answer(),
        }
    }
}

impl From<Response> for ResponseDocument {
    fn from(response: Response) -> Self {
        // This cannot fail because the encoder writes JSON.
        let body = RawValue::from_string(response.body).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Self { status: response.status, headers: response.headers, body }
    }
}
