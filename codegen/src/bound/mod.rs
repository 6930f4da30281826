//! Compares an enum that the application wrote with the errors of a catalog.
//!
//! The attribute turns the tokens of the enum into an [`Enum`]. In an `Enum`, each type and each attribute is a text,
//! and each span is an index. The comparison therefore needs no macro to be tested.

mod attributes;
mod fields;
mod from;
mod item;
mod message;
mod presence;
mod sensitive;
mod statuses;
#[cfg(test)]
mod tests;
mod variants;

use error_catalog_model::{Catalog, FieldType, SourceFile, sort_by};

use self::message::Places;

pub use self::attributes::remaining;
pub use self::item::{Attribute, Enum, Field, Place, Variant};
pub(crate) use self::item::{converted_type, plain};
pub use self::message::generics_message;
pub(crate) use self::presence::Presence;

/// The result of the comparison.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    /// For each error of the catalog, the variants for the error, in the order of the enum.
    pub(crate) errors: Vec<Vec<Bound>>,
    /// The members of variants with problems, each with the index of its error and the index of its field. The compiler
    /// checks their types, too, so that all messages appear at once.
    pub(crate) loose: Vec<(usize, usize, Member)>,
    /// The sources with `#[from]` of variants with problems, each with the condition of the variant, so that `?` causes
    /// no second message.
    pub(crate) loose_sources: Vec<(Option<String>, Member)>,
    /// For each variant, the index of its error in the catalog.
    pub variants: Vec<Option<usize>>,
    /// The problems of the enum, in the order of the source.
    pub problems: Vec<Problem>,
    /// For each error that the catalog names for a status, the variants that generated code may construct.
    pub(crate) candidates: Vec<Vec<Candidate>>,
    /// When the application derives `Debug` for the enum.
    pub(crate) debug: Presence,
    /// Whether the application deprecates a part of the enum, or allows a use of a deprecated type in the enum.
    pub(crate) is_deprecated: bool,
}

/// A variant that generated code constructs, if the variant meets all requirements.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The condition of the variant, as in `#[cfg(…)]`.
    pub(crate) cfg: Option<String>,
    pub(crate) requirements: Vec<Requirement>,
    /// The values of the catalog that the types must have, if generated code constructs the variant.
    pub(crate) values: Vec<Requirement>,
}

/// A property that the type of a member must have, because the catalog names the error for a status. Only the compiler
/// knows whether the type has the property.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    pub(crate) member: Member,
    pub(crate) property: Property,
    pub(crate) message: String,
}

/// A property of a type.
#[derive(Clone, Debug)]
pub(crate) enum Property {
    HasDefault,
    /// A value of this type of the catalog converts.
    Converts(FieldType),
    /// An integer for a field of this type converts.
    HasInteger(FieldType, i128),
    /// A text with this number of characters converts; the number of an unknown text is 0.
    HasText(FieldType, usize),
}

/// A problem of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place that the message is about.
    pub place: Place,
    /// The message, which names the place in the catalog.
    pub message: String,
}

/// A variant for an error.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bound {
    /// The index of the variant in the enum.
    pub(crate) variant: usize,
    pub(crate) name: String,
    /// Whether the variant has neither parentheses nor braces.
    pub(crate) is_unit: bool,
    /// The condition of the variant, as in `#[cfg(…)]`.
    pub(crate) cfg: Option<String>,
    /// One member for each field of the error, in the order of the fields.
    pub(crate) members: Vec<Member>,
    /// The members that only Rust has.
    pub(crate) internal: Vec<Member>,
    pub(crate) source: Option<Member>,
    /// Whether `?` converts the source into the error.
    pub(crate) is_from: bool,
}

/// A member of a variant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Member {
    /// The name, or the index in a tuple.
    pub(crate) name: String,
    pub(crate) ty: String,
    pub(crate) ty_number: usize,
    pub(crate) is_optional: bool,
    /// Whether the member has the attribute `#[display]`.
    pub(crate) is_display: bool,
}

/// Compares an enum with a catalog. `files` are the files of the catalog, with their paths as messages show them.
#[must_use]
pub fn bind(item: &Enum, catalog: &Catalog, files: &[SourceFile]) -> Binding {
    let places = Places { catalog, files };
    let mut binding = Binding { errors: vec![Vec::new(); catalog.errors.len()], ..Binding::default() };
    binding.debug = attributes::check_enum(item, &mut binding.problems);
    binding.is_deprecated = attributes::is_deprecated(item);
    variants::bind_variants(item, &places, &mut binding);
    sensitive::check_debug(item, &places, &mut binding);
    from::check_from(item, &mut binding);
    statuses::check_statuses(item, &places, &mut binding);
    sort_by(&mut binding.problems, |one, other| one.place.cmp(&other.place));
    binding
}

impl Binding {
    /// Whether the implementations need an arm for variants that have no error.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.variants.contains(&None) || !self.problems.is_empty()
    }

    /// Adds a problem.
    fn report(&mut self, place: Place, message: impl Into<String>) {
        self.problems.push(Problem { place, message: message.into() });
    }
}
