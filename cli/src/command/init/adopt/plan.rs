//! Plans the changes that turn an enum of errors into an enum that `#[error_catalog]` compares with a catalog.

use error_catalog_codegen::parse::{on_parser_stack, parse_rust};
use error_catalog_model::{Catalog, Error, Field};
use heck::ToSnakeCase;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Fields, ItemEnum, Variant};

use super::attributes::{Rivals, conditional_helper, marks_source};
use super::edits::Edits;
use super::impls::plan_impl;
use super::imports::{Pruned, prune};
use super::items::Items;
use super::remark::Remark;
use super::types::{is_error_type, needs_display, type_name};

/// The changed source.
pub(super) struct Plan {
    /// The name of the enum.
    pub(super) name: String,
    pub(super) text: String,
    /// Remarks about what the user must know or change.
    pub(super) remarks: Vec<Remark>,
}

/// Plans the changes of a source. The attribute for the enum is `#[{attribute}]`.
///
/// # Errors
///
/// Fails if the source has no such enum, or several. The error is one line.
pub(super) fn plan(text: &str, catalog: &Catalog, attribute: &str) -> Result<Plan, String> {
    on_parser_stack(|| plan_file(text, catalog, attribute)).map_err(|error| error.to_string())?
}

/// The name of the first enum of a source that already has the attribute.
pub(super) fn adopted_enum(text: &str) -> Option<String> {
    let find = || {
        let file = parse_rust(text).ok()?;
        let mut items = Items::default();
        items.visit_file(&file);
        let adopted = items.enums.into_iter().find(|item| has_attribute(item));
        adopted.map(|item| item.ident.to_string())
    };
    on_parser_stack(find).ok().flatten()
}

fn has_attribute(item: &ItemEnum) -> bool {
    item.attrs.iter().any(|attribute| last(attribute) == "error_catalog")
}

fn plan_file(text: &str, catalog: &Catalog, attribute: &str) -> Result<Plan, String> {
    let file = parse_rust(text).map_err(|error| format!("it is not Rust: {error}"))?;
    let mut items = Items::default();
    items.visit_file(&file);
    let mut enums = items.enums.into_iter().filter(|item| item.variants.iter().any(|it| find(catalog, it).is_some()));
    let item = enums.next().ok_or("it has no enum whose variants are errors of the catalog")?;
    if let Some(other) = enums.next() {
        return Err(format!("the enums `{}` and `{}` are both errors of the catalog", item.ident, other.ident));
    }
    check_enum(item)?;
    let rivals = Rivals::of(&item.attrs);
    let mut planner = Planner { catalog, rivals, edits: Edits::new(text), remarks: Vec::new() };
    planner.plan_enum(item, attribute);
    for implementation in items.impls.iter().filter(|it| item.ident == type_name(&it.self_ty)) {
        plan_impl(implementation, &mut planner.edits, &mut planner.remarks);
    }
    let Planner { edits, mut remarks, .. } = planner;
    let changed = edits.apply();
    parse_rust(&changed).map_err(|error| format!("the changed source would not be Rust: {error}"))?;
    let Pruned { text, doubtful } = prune(text, &changed).unwrap_or(Pruned { text: changed, doubtful: Vec::new() });
    remarks.extend(doubtful.into_iter().map(|(line, name)| Remark {
        line,
        text: format!("remove the import of `{name}` if the compiler reports that the import is unused"),
    }));
    remarks.sort_by_key(|remark| remark.line);
    Ok(Plan { name: item.ident.to_string(), text, remarks })
}

/// Rejects an enum that `#[error_catalog]` does not support. A wrong result would be code that does not compile.
fn check_enum(item: &ItemEnum) -> Result<(), String> {
    let name = &item.ident;
    if has_attribute(item) {
        return Err(format!("the enum `{name}` already has the attribute"));
    }
    if !item.generics.params.is_empty() {
        return Err(format!("the enum `{name}` is generic, which `#[error_catalog]` does not support"));
    }
    let on_variants = item.variants.iter().flat_map(|variant| &variant.attrs);
    let on_fields = || item.variants.iter().flat_map(|variant| variant.fields.iter().flat_map(|field| &field.attrs));
    for attribute in item.attrs.iter().chain(on_variants).chain(on_fields()) {
        if let Some(helper) = conditional_helper(attribute) {
            let line = attribute.span().start().line;
            let way_out = "write two variants, each with `#[cfg(…)]`";
            return Err(format!("line {line}: `#[cfg_attr(…, {helper})]` is not supported: {way_out}"));
        }
    }
    if let Some(attribute) = on_fields().find(|attribute| attribute.path().is_ident("cfg")) {
        let line = attribute.span().start().line;
        let way_out = "write two variants, each with `#[cfg(…)]`";
        return Err(format!("line {line}: `#[cfg(…)]` on a field is not supported: {way_out}"));
    }
    Ok(())
}

/// The error of a variant: the error with the name of the variant, or with the key that `import` makes from the name.
fn find<'c>(catalog: &'c Catalog, variant: &Variant) -> Option<&'c Error> {
    let name = variant.ident.unraw().to_string();
    let named = catalog.errors.iter().find(|error| error.variant == name);
    named.or_else(|| catalog.errors.iter().find(|error| error.key == name.to_snake_case()))
}

struct Planner<'a> {
    catalog: &'a Catalog,
    rivals: Rivals,
    edits: Edits<'a>,
    remarks: Vec<Remark>,
}

impl Planner<'_> {
    fn plan_enum(&mut self, item: &ItemEnum, attribute: &str) {
        let is_doc = |attribute: &&Attribute| attribute.path().is_ident("doc");
        let start = item.attrs.iter().find(|attribute| !is_doc(attribute)).map(Spanned::span);
        let start = start.unwrap_or_else(|| match &item.vis {
            syn::Visibility::Inherited => item.enum_token.span,
            visibility => visibility.span(),
        });
        self.edits.insert_line(start.byte_range().start, &format!("#[{attribute}]"));
        self.rivals.remove(&item.attrs, &mut self.edits);
        for variant in &item.variants {
            self.rivals.remove(&variant.attrs, &mut self.edits);
            match find(self.catalog, variant) {
                Some(error) => self.plan_variant(variant, error),
                None => self.remark(variant, format!("the catalog has no error for the variant `{}`", variant.ident)),
            }
        }
    }

    fn remark(&mut self, place: &impl Spanned, text: String) {
        self.remarks.push(Remark::new(place, text));
    }

    fn plan_variant(&mut self, variant: &Variant, error: &Error) {
        if variant.ident.unraw() != error.variant {
            let start = variant.ident.span().byte_range().start;
            self.edits.insert_line(start, &format!("#[key({:?})]", error.key));
        }
        let is_from = |field: &syn::Field| field.attrs.iter().any(|it| matches!(last(it).as_str(), "from" | "source"));
        let is_named = |field: &syn::Field, name: &str| field.ident.as_ref().is_some_and(|ident| ident == name);
        let is_source = |field: &syn::Field| is_from(field) || is_named(field, "source");
        let has_source = variant.fields.iter().any(is_source);
        let marked = variant.fields.iter().position(|field| field.attrs.iter().any(marks_source));
        let implied = marked.or_else(|| variant.fields.iter().position(|field| is_error_type(&field.ty)));
        let implied = implied.filter(|_| error.has_source && !has_source);
        let mut order = error.fields.iter();
        for (index, field) in variant.fields.iter().enumerate() {
            self.rivals.remove(&field.attrs, &mut self.edits);
            let start = field_start(field);
            if Some(index) == implied {
                self.edits.insert(start, "#[source] ");
            }
            if Some(index) == implied || is_source(field) {
                continue;
            }
            let found = match &variant.fields {
                Fields::Unnamed(_) => order.next(),
                _ => error.fields.iter().find(|known| is_named(field, &known.name)),
            };
            match found {
                Some(known) if needs_display(known, &field.ty) => self.edits.insert(start, "#[display] "),
                Some(_) => {}
                None => self.edits.insert(start, "#[internal] "),
            }
        }
        self.note_missing(variant, error);
    }

    /// Notes the fields of the error that the variant lacks, such as a value that the message computes.
    fn note_missing(&mut self, variant: &Variant, error: &Error) {
        let Fields::Named(fields) = &variant.fields else { return };
        let has =
            |known: &Field| fields.named.iter().any(|field| field.ident.as_ref().is_some_and(|it| *it == known.name));
        for known in error.fields.iter().filter(|known| !has(known)) {
            let name = &variant.ident;
            self.remark(variant, format!("the variant `{name}` lacks the field `{}` of the catalog", known.name));
        }
    }
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

fn last(attribute: &Attribute) -> String {
    attribute.path().segments.last().map_or_else(String::new, |segment| segment.ident.to_string())
}
