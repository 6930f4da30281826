//! Plans the attributes of the variants and their fields.

use std::collections::BTreeSet;

use error_catalog_import::{Bindable, RustTypes, ShownFields, lacks_display};
use error_catalog_model::{Error, Field, FieldType};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, GenericArgument, PathArguments, Type, Variant};

use super::attributes::{Rivals, marks_source};
use super::edits::Edits;
use super::remark::Remark;

/// What the planner knows about the file and about the enum.
pub(super) struct Known<'a> {
    pub(super) types: &'a RustTypes,
    pub(super) shown: &'a ShownFields,
    pub(super) rivals: Rivals<'a>,
    /// The name of the enum.
    pub(super) name: String,
    /// Whether the enum derives `Debug`, so that every type in the enum implements `Debug`.
    pub(super) has_debug: bool,
}

/// The changes and the remarks so far.
pub(super) struct Changes<'a> {
    pub(super) edits: Edits<'a>,
    pub(super) remarks: Vec<Remark>,
    /// The features of error-catalog that the types of the fields need.
    pub(super) features: BTreeSet<&'static str>,
}

impl Changes<'_> {
    pub(super) fn remark(&mut self, place: &dyn Spanned, text: impl Into<String>) {
        self.remarks.push(Remark::new(place, text));
    }
}

/// What a field of a variant is.
enum Role<'a> {
    Source,
    /// A field of the catalog.
    Catalog(&'a Field),
    Internal,
}

impl Known<'_> {
    /// Plans the attributes of a variant and of its fields.
    pub(super) fn plan_variant(&self, variant: &Variant, error: &Error, changes: &mut Changes<'_>) {
        if variant.ident.unraw() != error.variant {
            let start = variant.ident.span().byte_range().start;
            changes.edits.insert_line(start, &format!("#[key({:?})]", error.key));
        }
        let implied = self.implied_source(variant, error);
        let is_from = variant.fields.iter().any(|field| has_attribute(field, &["from"]));
        let shown = self.shown_in(variant, error, implied);
        for (index, field) in variant.fields.iter().enumerate() {
            self.rivals.remove(&field.attrs, &mut changes.edits);
            let start = field_start(field);
            match role(field, index, implied, &shown, error) {
                Role::Source if Some(index) == implied => changes.edits.insert(start, "#[source] "),
                Role::Source => {}
                Role::Catalog(known) => self.plan_field(field, known, changes),
                Role::Internal => {
                    changes.edits.insert(start, "#[internal] ");
                    self.remark_internal(field, is_from, changes);
                }
            }
        }
        let has = |known: &Field| shown.iter().flatten().any(|name| *name == known.name);
        for known in error.fields.iter().filter(|known| !has(known)) {
            let text = format!(
                "the variant `{}` lacks the field `{}` of the catalog; remove the field from the catalog, or add it to \
                 the variant",
                variant.ident, known.name
            );
            changes.remark(&variant.ident, text);
        }
    }

    /// The index of the field that is a source although nothing marks it as one.
    fn implied_source(&self, variant: &Variant, error: &Error) -> Option<usize> {
        if variant.fields.iter().any(is_source) {
            return None;
        }
        let marked = variant.fields.iter().position(|field| field.attrs.iter().any(marks_source));
        let implied = marked.or_else(|| variant.fields.iter().position(|field| self.types.is_source(&field.ty)));
        implied.filter(|_| error.has_source)
    }

    /// For each field of the variant, the field of the catalog.
    fn shown_in(&self, variant: &Variant, error: &Error, implied: Option<usize>) -> Vec<Option<String>> {
        let fields = || variant.fields.iter().enumerate();
        if let Fields::Named(_) = &variant.fields {
            let name = |field: &syn::Field| field.ident.as_ref().map(|name| name.unraw().to_string());
            let is_known = |name: &String| error.fields.iter().any(|known| known.name == *name);
            return fields().map(|(_, field)| name(field).filter(is_known)).collect();
        }
        // The fields of a tuple follow the order in the catalog.
        let key = (self.name.clone(), variant.ident.unraw().to_string());
        let read: Vec<usize> =
            self.shown.get(&key).into_iter().flatten().filter_map(|index| index.parse().ok()).collect();
        let others = fields().filter(|(index, field)| Some(*index) != implied && !is_source(field));
        let indices = match read.len() == error.fields.len() {
            true => read,
            false => others.map(|(index, _)| index).collect(),
        };
        let known = |index: usize| indices.iter().position(|other| *other == index).and_then(|at| error.fields.get(at));
        fields().map(|(index, _)| known(index).map(|known| known.name.clone())).collect()
    }

    /// Plans the attribute of a field that the catalog has.
    fn plan_field(&self, field: &syn::Field, known: &Field, changes: &mut Changes<'_>) {
        let ty = in_option(&field.ty).filter(|_| known.optional).unwrap_or(&field.ty);
        let bindable = self.types.bindable(ty);
        if known.rust.is_some() {
            return;
        }
        if let Some(Bindable { name, feature }) = bindable
            && fits(&name, &known.ty)
        {
            changes.features.extend(feature);
            return;
        }
        let is_text = matches!(known.ty, FieldType::String | FieldType::Uuid | FieldType::Timestamp);
        if is_text && !lacks_display(ty) {
            return changes.edits.insert(field_start(field), "#[display] ");
        }
        let (name, kind, shown) = (&known.name, &known.ty, ty.to_token_stream().to_string().replace(' ', ""));
        let text = format!(
            "the type `{shown}` does not fit the field `{name}` of the type `{kind}` in the catalog; for a type of your \
             crate, write `error_catalog::field_type!({shown} as {kind});`; otherwise, remove the field from the \
             catalog, and write `#[internal]` on this field"
        );
        changes.remark(&field.ty, text);
    }

    /// Adds the remarks about a field that only Rust has.
    fn remark_internal(&self, field: &syn::Field, is_from: bool, changes: &mut Changes<'_>) {
        if is_from && in_option(&field.ty).is_none() {
            let text = "`#[from]` has no value for this field; remove the field, or make its type an `Option`";
            changes.remark(&field.ty, text);
        }
        let text = field.ty.to_token_stream().to_string();
        if !self.has_debug && text.contains("dyn ") && !text.contains("Debug") && !text.contains("Error") {
            let text = "`#[internal]` needs a type that implements `Debug`; wrap the value in a type with `impl Debug`";
            changes.remark(&field.ty, text);
        }
    }
}

fn role<'e>(
    field: &syn::Field,
    index: usize,
    implied: Option<usize>,
    shown: &[Option<String>],
    error: &'e Error,
) -> Role<'e> {
    if Some(index) == implied || is_source(field) {
        return Role::Source;
    }
    let name = shown.get(index).and_then(Option::as_ref);
    let known = name.and_then(|name| error.fields.iter().find(|known| known.name == *name));
    known.map_or(Role::Internal, Role::Catalog)
}

fn is_source(field: &syn::Field) -> bool {
    has_attribute(field, &["from", "source"]) || field.ident.as_ref().is_some_and(|name| name == "source")
}

fn has_attribute(field: &syn::Field, names: &[&str]) -> bool {
    field.attrs.iter().any(|attribute| names.contains(&last(attribute).as_str()))
}

/// The last segment of the path of an attribute.
pub(super) fn last(attribute: &Attribute) -> String {
    attribute.path().segments.last().map_or_else(String::new, |segment| segment.ident.to_string())
}

/// Whether a Rust type for fields of the type `name` is also a type for fields of the type `known`.
fn fits(name: &str, known: &FieldType) -> bool {
    let bits = || name.get(1..).and_then(|bits| bits.parse::<u8>().ok());
    match (known, &name[..1]) {
        (FieldType::Unsigned(known), "u") | (FieldType::Signed(known), "i") => {
            bits().is_some_and(|bits| bits <= *known)
        }
        (FieldType::Signed(known), "u") => bits().is_some_and(|bits| bits < *known),
        (FieldType::Object, _) => name == "any",
        _ => name == known.to_string(),
    }
}

/// The type in an `Option`.
fn in_option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The offset at which the visibility, the name or the type of a field starts.
fn field_start(field: &syn::Field) -> usize {
    let span = match (&field.vis, &field.ident) {
        (syn::Visibility::Inherited, Some(name)) => name.span(),
        (syn::Visibility::Inherited, None) => field.ty.span(),
        (visibility, _) => visibility.span(),
    };
    span.byte_range().start
}
