//! One error of a catalog.

use super::{Builtin, Field, Grpc, Level, Literal, PropertyValue, Retry, TextTemplate, ValueTemplate};
use crate::spans::Location;

/// One error of a catalog, with every default filled in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Error {
    /// The key of the error's table, which is the stable identity of the error.
    pub key: String,
    /// The name of the error's Rust variant, in PascalCase; never a keyword.
    pub variant: String,
    /// The name of the error's Rust constructor, in snake_case; a keyword gets the prefix `r#`.
    pub constructor: String,
    /// The code that is sent. If no code is sent, this code still identifies the error.
    pub code: String,
    /// The index of the error whose code this error sends, in [`Catalog::errors`](super::Catalog::errors). `None` if
    /// the error has its own code. The owner of a code always has its own code.
    pub owner: Option<usize>,
    /// Whether the code is sent.
    pub sends_code: bool,
    /// Other codes that clients accept for this error. Responses never contain these codes.
    pub aliases: Vec<String>,
    /// The numeric id, which other errors may share. Unless an error has its own number, its number is that of the
    /// code's owner.
    pub number: Option<u32>,
    /// The HTTP status, 400 to 599; the first one if the application chooses one of several statuses.
    pub status: u16,
    /// The other statuses that the application can choose, in the catalog's order. Their defaults are in
    /// [`Catalog::further`](super::Catalog::further).
    pub other_statuses: Vec<u16>,
    /// The member of the Rust variant that contains the status, if the application chooses one of several statuses.
    pub status_member: Option<Field>,
    /// The HTTP status of the error's responses, if it is not the error's own status.
    pub sent_status: Option<u16>,
    /// The title: a short, stable summary.
    pub title: String,
    /// The description in the reference's tables: one line of Markdown.
    pub description: String,
    /// The public message, for the developer of a client.
    pub message: TextTemplate,
    /// The message for an end user.
    pub user_message: Option<TextTemplate>,
    /// The message for logs. This message may use internal fields, and must not reach a response.
    pub internal: Option<TextTemplate>,
    /// The index of the error's category in [`Catalog::categories`](super::Catalog::categories).
    pub category: Option<usize>,
    /// The values of all properties, in the order of [`Catalog::properties`](super::Catalog::properties).
    pub properties: Vec<PropertyValue>,
    /// The error's fields, in the file's order, including internal fields.
    pub fields: Vec<Field>,
    /// Rust types that `?` converts to this error. The converted value becomes the error's source. If other errors name
    /// variants of a type, this error takes the remaining values.
    pub from: Vec<String>,
    /// Rust types of which `?` converts some variants to this error. Another error takes the remaining values.
    pub from_variants: Vec<FromVariants>,
    /// Rust types that `?` converts to this error, unless the value contains an error of this catalog. Then `?` returns
    /// that error.
    pub from_any: Vec<String>,
    /// Paths of error enums of other catalogs, which `?` converts to this error. The response is that of the converted
    /// error.
    pub from_catalog: Vec<String>,
    /// Whether the error has a source, which only logs show.
    pub has_source: bool,
    /// The condition of `#[cfg(…)]` on everything in Rust that has the error's variant. The condition is valid.
    pub cfg: Option<String>,
    /// Whether the error's variant is `#[non_exhaustive]`. With `None`, the catalog decides.
    pub non_exhaustive: Option<bool>,
    /// The value of the `details` slot.
    pub details: Option<ValueTemplate>,
    /// The value of the `metadata` slot: an object that contains each public field as a string. The value is `None` if
    /// the error has no public fields.
    pub metadata: Option<ValueTemplate>,
    /// The headers of the error's responses: the catalog's first, then the error's own. The error's own header replaces
    /// the catalog's header of the same name.
    pub headers: Vec<Header>,
    /// Whether and how a client may send the request again.
    pub retry: Retry,
    /// The level at which the error is logged.
    pub level: Level,
    /// The canonical gRPC code.
    pub grpc: Grpc,
    /// The URL of the error's documentation, which may be any URI.
    pub docs_url: Option<String>,
    /// Whether the error or its category defines `docs_url`, and not the catalog.
    pub has_own_docs_url: bool,
    /// Whether the slot `key` is the error's key. A catalog in which an error has a field `key` has no such slot.
    pub(crate) has_key_slot: bool,
    /// The catalog's name, which is the value of the `catalog` slot.
    pub catalog: Option<String>,
    /// The error's text in the reference, in Markdown.
    pub docs: Option<String>,
    /// What causes the error, in Markdown.
    pub causes: Vec<String>,
    /// What to do about the error, in Markdown.
    pub solutions: Vec<String>,
    /// Further reading, in Markdown.
    pub see: Vec<String>,
    /// The documented examples; at least one.
    pub examples: Vec<Example>,
    /// The version that introduced the error.
    pub since: Option<String>,
    /// The deprecation, if the error is deprecated.
    pub deprecated: Option<Deprecated>,
    /// The place of the error's table.
    pub location: Location,
}

/// Variants of a Rust type that become an error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FromVariants {
    /// The path of the type.
    pub ty: String,
    /// The names of the variants.
    pub variants: Vec<String>,
}

impl Error {
    /// The HTTP statuses of the error, the default first.
    pub fn statuses(&self) -> impl Iterator<Item = u16> {
        std::iter::once(self.status).chain(self.other_statuses.iter().copied())
    }

    /// Whether the error can have this status.
    #[must_use]
    pub fn has_status(&self, status: u16) -> bool {
        self.status == status || self.other_statuses.contains(&status)
    }

    /// What the Rust variant of the error contains, apart from the source: the status if there are several, then the
    /// fields.
    pub fn members(&self) -> impl Iterator<Item = &Field> {
        self.status_member.iter().chain(&self.fields)
    }

    /// The members that only logs may show, in the order in which generated code visits them.
    pub fn internal_members(&self) -> impl Iterator<Item = &Field> {
        self.members().filter(|field| field.internal)
    }

    /// The property with this name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&PropertyValue> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The fields that a response may show. The index in [`Slot::Field`](super::Slot::Field) counts only these fields.
    pub fn public_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.internal)
    }

    /// The fields that only logs may show.
    pub fn internal_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.internal)
    }

    /// The HTTP status of the error's responses.
    #[must_use]
    pub fn sent_status(&self) -> u16 {
        self.sent_status.unwrap_or(self.status)
    }

    /// Whether the error's variant is `#[non_exhaustive]`. `default` applies to errors that do not decide themselves.
    #[must_use]
    pub fn is_non_exhaustive(&self, default: bool) -> bool {
        self.non_exhaustive.unwrap_or(default)
    }
}

/// A response header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The header's name: a token of RFC 9110, as the catalog spells it.
    pub name: String,
    /// The header's value: visible ASCII, spaces and slots.
    pub value: TextTemplate,
}

/// A documented example: a value for each public field of an error, and for each slot of the response's context.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Example {
    /// The status, if the example chooses one of several statuses.
    pub status: Option<u16>,
    /// One value for each public field, in order. Only an optional field that the example leaves out has the value
    /// `None`.
    pub fields: Vec<Option<Literal>>,
    /// One value for each slot of [`Builtin::CONTEXT`](super::Builtin::CONTEXT), in order.
    pub context: [Option<Literal>; Builtin::CONTEXT.len()],
}

impl Example {
    /// The value that the example gives for a slot of the response's context.
    #[must_use]
    pub fn context(&self, builtin: Builtin) -> Option<&Literal> {
        let values = Builtin::CONTEXT.iter().zip(&self.context);
        values.filter(|(slot, _)| **slot == builtin).find_map(|(_, value)| value.as_ref())
    }
}

/// The deprecation of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecated {
    /// The version that deprecated the error.
    pub since: Option<String>,
    /// Why the error is deprecated.
    pub note: Option<String>,
    /// The index of the error to use instead.
    pub instead: Option<usize>,
}
