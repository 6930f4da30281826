//! The document of a catalog.

use error_catalog_codegen::program::literal_json;
use error_catalog_model::{
    Catalog, Category, Literal, Locale, Property, RejectionCause, RejectionDoc, RejectionValue, Retired,
    RetiredNumbers, StatusDoc, TextTemplate, ViolationsFormat, reason_phrase,
};
use error_catalog_wire::Json;
use serde::Serialize;

use super::Internal;
use super::error::{ErrorDocument, HeaderDocument};
use super::template::template_json;
use super::violation::{RetiredViolationDocument, ViolationDocument};
use crate::view::View;

/// A catalog, with every default filled in.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Catalog"))]
pub struct CatalogDocument<'a> {
    /// The catalog's name.
    name: Option<&'a str>,
    /// The heading of the catalog's reference.
    title: &'a str,
    /// The catalog's version (SemVer).
    version: Option<&'a str>,
    /// The catalog's description, in Markdown.
    description: Option<&'a str>,
    /// Whether the Rust enums and variants are `#[non_exhaustive]`, unless an error decides for its own variant.
    rust_non_exhaustive: bool,
    /// The properties that errors set.
    properties: Vec<PropertyDocument<'a>>,
    /// The response format.
    wire: WireDocument<'a>,
    /// The headers of every response.
    headers: Vec<HeaderDocument<'a>>,
    /// The statuses that the catalog documents.
    statuses: Vec<StatusDocument<'a>>,
    /// The categories of errors.
    categories: Vec<CategoryDocument<'a>>,
    /// The errors of the catalog.
    errors: Vec<ErrorDocument<'a>>,
    /// The codes of field-level validation errors.
    violations: Vec<ViolationDocument<'a>>,
    /// The retired codes, and the retired numbers of errors that still have their code.
    retired: Vec<RetiredDocument<'a>>,
    /// The numbers that no error may have.
    retired_numbers: Vec<RetiredNumbersDocument<'a>>,
    /// The retired violation codes.
    retired_violations: Vec<RetiredViolationDocument<'a>>,
    /// The translations, one entry for each language.
    locales: Vec<LocaleDocument<'a>>,
    /// The paths of the catalog's files, relative to the catalog's folder. The main file is the first.
    files: Vec<&'a str>,
}

/// A property that errors set.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Property"))]
struct PropertyDocument<'a> {
    /// The property's name.
    name: &'a str,
    /// The property's type, as the catalog writes it.
    r#type: String,
    /// The only values of the property; empty if the property can have every value of its type.
    one_of: &'a [String],
    /// Whether an error may leave out the property.
    optional: bool,
    /// The property's description, in Markdown.
    description: Option<&'a str>,
}

/// The response format.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Wire"))]
struct WireDocument<'a> {
    /// The name of the preset; null for a custom body.
    preset: Option<&'static str>,
    /// The media type of error responses.
    content_type: &'a str,
    /// The HTTP status of the responses to all errors without their own `sent_status`; null if each error is sent with
    /// its own status.
    #[cfg_attr(feature = "schema", schemars(range(min = 200, max = 599)))]
    status: Option<u16>,
    /// The shape of field-level validation errors.
    violations: &'static str,
    /// The template of a violation, if the catalog has one. The value of `violations` is then `list`.
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    violation: Option<Json>,
    /// The template of the body. A key that ends in `?` marks an optional member.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    body: Json,
    /// Values of slots for the example of the response format.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    example: Json,
    /// Descriptions of members of the body.
    members: Vec<MemberDocument<'a>>,
}

/// The description of a member of the body.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Member"))]
struct MemberDocument<'a> {
    /// The keys that lead to the member, outermost first.
    path: &'a [String],
    /// The member's description, in Markdown.
    description: &'a str,
}

/// A documented HTTP status.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Status"))]
struct StatusDocument<'a> {
    /// The HTTP status.
    #[cfg_attr(feature = "schema", schemars(range(min = 100, max = 599)))]
    status: u16,
    /// The status's reason phrase.
    reason: &'static str,
    /// The status's description, in Markdown.
    description: Option<&'a str>,
    /// The status's causes, in Markdown.
    causes: &'a [String],
    /// The status's solutions, in Markdown.
    solutions: &'a [String],
    /// The errors that replace the framework's own responses with this status.
    rejections: Vec<RejectionDocument<'a>>,
}

/// The error that replaces the framework's own response to a rejected request.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Rejection"))]
struct RejectionDocument<'a> {
    /// The part of the request that the framework rejects; `null` for every part without its own error.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["json", "query", "path", "form", "body", null])))]
    cause: Option<&'static str>,
    /// The key of the error.
    error: &'a str,
    /// The code of the error.
    code: &'a str,
    /// The values of the fields of the error. A string is a text template with the slot `{rejection}`, which is the
    /// text of the framework.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    with: Json,
}

/// A category of errors.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Category"))]
struct CategoryDocument<'a> {
    /// The category's key.
    key: &'a str,
    /// The category's title.
    title: &'a str,
    /// The category's description, in Markdown.
    description: Option<&'a str>,
}

/// A retired code, or a retired number of an error that still has its code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RetiredCode"))]
struct RetiredDocument<'a> {
    /// The code.
    code: &'a str,
    /// Why the code was retired, in Markdown.
    note: &'a str,
    /// The number that the error had.
    number: Option<u32>,
}

/// A number or a range of numbers that no error may have.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RetiredNumbers"))]
pub struct RetiredNumbersDocument<'a> {
    /// The first number.
    pub first: u32,
    /// The last number, which is the first if only one number is retired.
    pub last: u32,
    /// Why the numbers are retired, in Markdown.
    pub note: &'a str,
}

/// The translations into one language.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Locale"))]
struct LocaleDocument<'a> {
    /// The language tag (BCP 47).
    lang: &'a str,
    /// The translated errors.
    translations: Vec<TranslationDocument<'a>>,
}

/// The translation of an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Translation"))]
struct TranslationDocument<'a> {
    /// The key of the error.
    error: &'a str,
    /// The translated title.
    title: Option<&'a str>,
    /// The translated message: a text template.
    message: Option<String>,
    /// The translated message for an end user: a text template.
    user_message: Option<String>,
}

impl<'a> PropertyDocument<'a> {
    fn of(property: &'a Property) -> Self {
        Self {
            name: &property.name,
            r#type: property.ty.to_string(),
            one_of: &property.one_of,
            optional: property.optional,
            description: property.description.as_deref(),
        }
    }
}

impl<'a> CatalogDocument<'a> {
    pub(crate) fn of(view: &View<'a>, internal: Internal) -> Self {
        let catalog = view.catalog;
        let errors = view.errors.iter().map(|error| ErrorDocument::of(view, error, error.file.to_owned(), internal));
        Self {
            name: catalog.name.as_deref(),
            title: &catalog.title,
            version: catalog.version.as_deref(),
            description: catalog.description.as_deref(),
            rust_non_exhaustive: catalog.non_exhaustive,
            properties: catalog.properties.iter().map(PropertyDocument::of).collect(),
            wire: WireDocument::of(catalog),
            headers: catalog.headers.iter().map(HeaderDocument::of).collect(),
            statuses: catalog.statuses.iter().map(|status| StatusDocument::of(catalog, status, internal)).collect(),
            categories: catalog.categories.iter().map(CategoryDocument::of).collect(),
            errors: errors.collect(),
            violations: catalog
                .violations
                .iter()
                .map(|it| ViolationDocument::of(catalog, it, view.file(it.location).to_owned()))
                .collect(),
            retired: catalog.retired.iter().map(RetiredDocument::of).collect(),
            retired_numbers: catalog.retired_numbers.iter().map(RetiredNumbersDocument::of).collect(),
            retired_violations: catalog.retired_violations.iter().map(RetiredViolationDocument::of).collect(),
            locales: catalog.locales.iter().map(|locale| LocaleDocument::of(catalog, locale)).collect(),
            files: catalog.files.iter().map(|file| file.path.as_str()).collect(),
        }
    }
}

impl<'a> WireDocument<'a> {
    fn of(catalog: &'a Catalog) -> Self {
        let wire = &catalog.wire;
        let members = wire.members.iter();
        Self {
            preset: wire.preset,
            content_type: &wire.content_type,
            status: wire.status,
            violations: wire.violations.as_str(),
            violation: match &wire.violations {
                ViolationsFormat::Each(template) => Some(template_json(template)),
                ViolationsFormat::Shape(_) => None,
            },
            body: template_json(&wire.body),
            example: Json::object(wire.example.iter().map(|(name, value)| (name.as_str(), literal_json(value)))),
            members: members.map(|it| MemberDocument { path: &it.path, description: &it.description }).collect(),
        }
    }
}

impl<'a> StatusDocument<'a> {
    fn of(catalog: &'a Catalog, status: &'a StatusDoc, internal: Internal) -> Self {
        let rejections = status.rejections.iter();
        Self {
            status: status.status,
            reason: reason_phrase(status.status),
            description: status.description.as_deref(),
            causes: &status.causes,
            solutions: &status.solutions,
            rejections: rejections.filter_map(|it| RejectionDocument::of(catalog, it, internal)).collect(),
        }
    }
}

impl<'a> RejectionDocument<'a> {
    fn of(catalog: &'a Catalog, rejection: &'a RejectionDoc, internal: Internal) -> Option<Self> {
        let error = catalog.errors.get(rejection.error)?;
        let fields = error.fields.iter().zip(&rejection.values);
        let fields = fields.filter(|(field, _)| internal == Internal::Shown || !field.internal);
        let values = fields.filter_map(|(field, value)| {
            let value = match value.as_ref()? {
                RejectionValue::Literal(Literal::String(text)) => Json::from(TextTemplate::constant(text).to_string()),
                RejectionValue::Literal(literal) => literal_json(literal),
                RejectionValue::Text(template) => Json::from(template.to_string()),
            };
            Some((field.name.as_str(), value))
        });
        Some(Self {
            cause: rejection.cause.map(RejectionCause::as_str),
            error: &error.key,
            code: &error.code,
            with: Json::object(values),
        })
    }
}

impl<'a> CategoryDocument<'a> {
    fn of(category: &'a Category) -> Self {
        Self { key: &category.key, title: &category.title, description: category.description.as_deref() }
    }
}

impl<'a> RetiredDocument<'a> {
    fn of(retired: &'a Retired) -> Self {
        Self { code: &retired.code, note: &retired.note, number: retired.number }
    }
}

impl<'a> RetiredNumbersDocument<'a> {
    /// Creates the document of a row.
    #[must_use]
    pub fn of(row: &'a RetiredNumbers) -> Self {
        Self { first: row.first, last: row.last, note: &row.note }
    }
}

impl<'a> LocaleDocument<'a> {
    fn of(catalog: &'a Catalog, locale: &'a Locale) -> Self {
        let translations = locale.translations.iter().filter_map(|translation| {
            Some(TranslationDocument {
                error: &catalog.errors.get(translation.error)?.key,
                title: translation.title.as_deref(),
                message: translation.message.as_ref().map(ToString::to_string),
                user_message: translation.user_message.as_ref().map(ToString::to_string),
            })
        });
        Self { lang: &locale.lang, translations: translations.collect() }
    }
}
