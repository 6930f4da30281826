//! The Rust enums for the values of `one-of`.

use crate::diagnostic::{Diagnostics, Span, rules};
use crate::interner::Interner;
use crate::model::{Error, Property, ValueEnum, ValueVariant};
use crate::names::{to_pascal_case, to_value_variant};
use crate::raw::{Raw, RawField, Sp};

/// The names of the other enums of a catalog.
const TAKEN: [&str; 5] = ["Error", "Code", "Category", "Violation", "ViolationCode"];

/// How to list values that cannot become variants.
const OWN_TYPE: &str =
    "with `rust = \"crate::MyType\"`, the field has a type of your crate, and any text can be a value";
const NO_LIST: &str = "a property of the type `string` without `one-of` can have any text as its value";

/// Determines the Rust enum of each property and of each field with `one-of`.
///
/// The enum of a property has the name of the property. If every such field of the same name has the same values, the
/// fields have one enum, with the name of the field. Otherwise, each field has its own enum, with the name of the
/// error's variant in front of the name of the field.
pub(super) fn resolve_value_enums(
    raw: &Raw,
    properties: &mut [Property],
    errors: &mut [Error],
    diagnostics: &mut Diagnostics,
) -> Vec<ValueEnum> {
    let (mut names, mut shared) = (Interner::default(), Vec::<Option<&RawField>>::new());
    let listed = |field: &&RawField| !field.one_of.is_empty() && field.rust.is_none();
    for field in raw.errors.iter().flat_map(|error| error.fields.iter().filter(listed)) {
        match names.insert(field.name.value.as_bytes()) {
            None => shared.push(Some(field)),
            Some(index) => shared[index] = shared[index].filter(|first| texts(first).eq(texts(field))),
        }
    }
    let mut enums = Enums { names: Interner::default(), owners: Vec::new(), list: Vec::new() };
    for (raw, property) in raw.properties.iter().zip(properties).filter(|(raw, _)| !raw.one_of.is_empty()) {
        let name = to_pascal_case(&property.name);
        let name = if TAKEN.contains(&name.as_str()) { format!("{name}Property") } else { name };
        let owner = Owner { name: &raw.name, values: &raw.one_of, is_property: true };
        property.value_enum = enums.add(name, owner, diagnostics);
    }
    for (raw_error, error) in raw.errors.iter().zip(errors) {
        for (raw_field, field) in raw_error.fields.iter().zip(&mut error.fields).filter(|(raw, _)| listed(raw)) {
            let name = to_pascal_case(&field.name);
            let first = names.find(field.name.as_bytes()).and_then(|index| shared[index]);
            let (name, owner) = match first.filter(|_| !TAKEN.contains(&name.as_str())) {
                Some(first) => (name, first),
                None => (format!("{}{name}", error.variant), raw_field),
            };
            let owner = Owner { name: &owner.name, values: &owner.one_of, is_property: false };
            field.value_enum = enums.add(name, owner, diagnostics);
        }
    }
    enums.list
}

fn texts(field: &RawField) -> impl Iterator<Item = &String> {
    field.one_of.iter().map(|value| &value.value)
}

/// The first field or the property that has an enum.
struct Owner<'a> {
    name: &'a Sp<String>,
    values: &'a [Sp<String>],
    is_property: bool,
}

struct Enums {
    names: Interner<'static>,
    /// The name of the first field of each enum.
    owners: Vec<Span>,
    list: Vec<ValueEnum>,
}

impl Enums {
    /// Adds the enum for values, unless their owner already has an enum. The result is the name of the enum.
    fn add(&mut self, name: String, owner: Owner<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
        let span = owner.name.span;
        if let Some(earlier) = self.names.insert(name.clone().into_bytes()) {
            if self.owners[earlier] == span {
                return Some(name);
            }
            let message = format!("the values of `{}` and other values are both `{name}` in Rust", owner.name.value);
            diagnostics
                .report(&rules::DUPLICATE_VARIANT, span, message)
                .label("expected a different name")
                .related(self.owners[earlier], "first used here");
            return None;
        }
        self.owners.push(span);
        self.list.push(ValueEnum {
            name: name.clone(),
            owner: owner.name.value.clone(),
            is_of_property: owner.is_property,
            variants: resolve_variants(&owner, diagnostics),
        });
        Some(name)
    }
}

/// The variants for the values. A value that cannot become a variant is reported and left out.
fn resolve_variants(owner: &Owner<'_>, diagnostics: &mut Diagnostics) -> Vec<ValueVariant> {
    let help = if owner.is_property { NO_LIST } else { OWN_TYPE };
    let (mut seen, mut first) = (Interner::default(), Vec::<&Sp<String>>::new());
    let mut variants = Vec::new();
    for value in owner.values {
        let text = &value.value;
        let Some(name) = to_value_variant(text) else {
            let is_word = text.is_ascii() && text.contains(|c: char| c.is_ascii_alphanumeric());
            let label = if is_word { "this word is reserved" } else { "expected ASCII letters or digits" };
            diagnostics
                .report(&rules::BAD_ONE_OF, value.span, format!("`{text}` cannot become a variant in Rust"))
                .label(label)
                .help(help);
            continue;
        };
        if let Some(earlier) = seen.insert(name.clone().into_bytes()) {
            let earlier = first[earlier];
            diagnostics
                .report(
                    &rules::BAD_ONE_OF,
                    value.span,
                    format!("the values `{}` and `{text}` are both `{name}` in Rust", earlier.value),
                )
                .label("expected a value with a different name in Rust")
                .related(earlier.span, "first used here")
                .help(help);
            continue;
        }
        first.push(value);
        variants.push(ValueVariant { name, text: text.clone() });
    }
    variants
}
