//! Plans the changes that turn an enum of errors into an enum that `#[error_catalog]` compares with a catalog.

use std::collections::BTreeSet;

use error_catalog_codegen::parse::{on_parser_stack, parse_rust};
use error_catalog_import::{RustTypes, ShownFields};
use error_catalog_model::{Catalog, Error};
use heck::ToSnakeCase;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, ItemEnum, Type, Variant};

use super::attributes::{Rivals, conditional_helper};
use super::edits::Edits;
use super::impls::plan_impl;
use super::imports::{Pruned, prune};
use super::items::Items;
use super::remark::Remark;
use super::variants::{Changes, Known, last};

/// The changed source.
pub(super) struct Plan {
    /// The name of the enum.
    pub(super) name: String,
    pub(super) text: String,
    /// Remarks about what the user must know or change.
    pub(super) remarks: Vec<Remark>,
    /// The features of error-catalog that the types of the fields need.
    pub(super) features: BTreeSet<&'static str>,
}

/// Plans the changes of a source. The attribute for the enum is `#[{attribute}]`.
///
/// # Errors
///
/// Fails if the source has no such enum, or several. The error is one line.
pub(super) fn plan(text: &str, catalog: &Catalog, shown: &ShownFields, attribute: &str) -> Result<Plan, String> {
    on_parser_stack(|| plan_file(text, catalog, shown, attribute)).map_err(|error| error.to_string())?
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

fn plan_file(text: &str, catalog: &Catalog, shown: &ShownFields, attribute: &str) -> Result<Plan, String> {
    let file = parse_rust(text).map_err(|error| format!("it is not Rust: {error}"))?;
    let mut items = Items::default();
    items.visit_file(&file);
    // The import chooses an enum, unless the file has several enums of errors.
    let is_chosen = |item: &ItemEnum| shown.is_empty() || shown.keys().any(|(name, _)| item.ident == name);
    let is_in_catalog = |item: &ItemEnum| item.variants.iter().any(|variant| find(catalog, item, variant).is_some());
    let mut enums = items.enums.into_iter().filter(|item| is_chosen(item) && is_in_catalog(item));
    let item = enums.next().ok_or("it has no enum whose variants are errors of the catalog")?;
    if let Some(other) = enums.next() {
        let (one, two) = (&item.ident, &other.ident);
        let way_out = "move one of them to another file";
        return Err(format!("the enums `{one}` and `{two}` are both errors of the catalog; {way_out}"));
    }
    check_enum(item)?;
    let types = RustTypes::new(&file);
    let rivals = Rivals::of(&item.attrs, &types);
    let has_debug = rivals.derives("Debug");
    let name = item.ident.to_string();
    let known = Known { types: &types, shown, rivals, name: name.clone(), has_debug };
    let mut changes = Changes { edits: Edits::new(text), remarks: Vec::new(), features: BTreeSet::new() };
    plan_enum(item, attribute, catalog, &known, &mut changes);
    for implementation in items.impls.iter().filter(|it| item.ident == name_of(&it.self_ty)) {
        plan_impl(implementation, &mut changes.edits, &mut changes.remarks);
    }
    let Changes { edits, mut remarks, features } = changes;
    let changed = edits.apply();
    parse_rust(&changed).map_err(|error| format!("the changed source would not be Rust: {error}"))?;
    let Pruned { text, doubtful } = prune(text, &changed).unwrap_or(Pruned { text: changed, doubtful: Vec::new() });
    remarks.extend(doubtful.into_iter().map(|(line, name)| Remark {
        line,
        text: format!("remove the import of `{name}` if the compiler reports that the import is unused"),
    }));
    remarks.sort_by_key(|remark| remark.line);
    Ok(Plan { name, text, remarks, features })
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

/// The error of a variant: the error with the name of the variant, or with a key that `import` makes from the name.
fn find<'c>(catalog: &'c Catalog, item: &ItemEnum, variant: &Variant) -> Option<&'c Error> {
    let name = variant.ident.unraw().to_string();
    let keys = [name.to_snake_case(), format!("{}_{name}", item.ident).to_snake_case()];
    let mut errors = catalog.errors.iter();
    let named = errors.find(|error| error.variant == name);
    named.or_else(|| keys.iter().find_map(|key| catalog.errors.iter().find(|error| error.key == *key)))
}

/// Plans the attributes of the enum and of its variants.
fn plan_enum(item: &ItemEnum, attribute: &str, catalog: &Catalog, known: &Known<'_>, changes: &mut Changes<'_>) {
    let is_doc = |attribute: &&Attribute| attribute.path().is_ident("doc");
    let start = item.attrs.iter().find(|attribute| !is_doc(attribute)).map(Spanned::span);
    let start = start.unwrap_or_else(|| match &item.vis {
        syn::Visibility::Inherited => item.enum_token.span,
        visibility => visibility.span(),
    });
    changes.edits.insert_line(start.byte_range().start, &format!("#[{attribute}]"));
    known.rivals.remove(&item.attrs, &mut changes.edits);
    for variant in &item.variants {
        known.rivals.remove(&variant.attrs, &mut changes.edits);
        match find(catalog, item, variant) {
            Some(error) => known.plan_variant(variant, error, changes),
            None => {
                let text = format!("the catalog has no error for the variant `{}`", variant.ident);
                changes.remark(&variant.ident, text);
            }
        }
    }
}

/// The last segment of the path of a type.
fn name_of(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map_or_else(String::new, |last| last.ident.to_string()),
        _ => String::new(),
    }
}
