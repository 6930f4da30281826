//! Plans the changes that turn an enum of errors into an enum that `#[error_catalog]` compares with a catalog.

use std::ops::Range;

use error_catalog_codegen::parse::{on_parser_stack, parse_rust};
use error_catalog_model::{Catalog, Error, Field};
use heck::ToSnakeCase;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Fields, ImplItem, ImplItemFn, ItemEnum, ItemImpl, Meta, Variant};

use super::items::Items;
use super::types::{is_error_type, needs_display, type_name};

/// The derives and the attributes of crates that implement `Display` and `Error`, as `#[error_catalog]` does.
const RIVAL_DERIVES: &[&str] = &["Error", "Display", "Snafu"];
const RIVAL_ATTRIBUTES: &[&str] = &["error", "backtrace", "snafu", "display"];

/// The traits that `#[error_catalog]` implements.
const TRAITS: &[&str] = &["Display", "Error", "IntoResponse", "ResponseError"];

/// The traits whose implementations make responses.
const RESPONSES: &[&str] = &["IntoResponse", "ResponseError"];

/// The methods that the attribute adds to the enum.
const METHODS: &[&str] = &["code", "status"];

/// The changed source.
pub(super) struct Plan {
    /// The name of the enum.
    pub(super) name: String,
    pub(super) text: String,
    /// Remarks about what the user must change.
    pub(super) notes: Vec<String>,
}

/// A change: the bytes in the range become the new text.
struct Edit {
    range: Range<usize>,
    new: String,
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
    if has_attribute(item) {
        return Err(format!("the enum `{}` already has the attribute", item.ident));
    }
    if !item.generics.params.is_empty() {
        return Err(format!("the enum `{}` is generic, which `#[error_catalog]` does not support", item.ident));
    }
    let mut planner = Planner { text, catalog, edits: Vec::new(), notes: Vec::new() };
    planner.plan_enum(item, attribute);
    for implementation in items.impls.iter().filter(|it| item.ident == type_name(&it.self_ty)) {
        planner.plan_impl(implementation);
    }
    // The import is unused without the derive.
    if let ([derive], [import]) = (items.derives.as_slice(), items.imports.as_slice())
        && item.attrs.iter().any(|attribute| std::ptr::eq(attribute, *derive))
    {
        planner.remove(import.span().byte_range());
    }
    let Planner { mut edits, notes, .. } = planner;
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut changed = String::new();
    let mut end = 0;
    for Edit { range, new } in &edits {
        changed += text.get(end..range.start).unwrap_or_default();
        changed += new;
        end = range.end;
    }
    changed += &text[end..];
    parse_rust(&changed).map_err(|error| format!("the changed source would not be Rust: {error}"))?;
    Ok(Plan { name: item.ident.to_string(), text: changed, notes })
}

/// The error of a variant: the error with the name of the variant, or with the key that `import` makes from the name.
fn find<'c>(catalog: &'c Catalog, variant: &Variant) -> Option<&'c Error> {
    let name = variant.ident.unraw().to_string();
    let named = catalog.errors.iter().find(|error| error.variant == name);
    named.or_else(|| catalog.errors.iter().find(|error| error.key == name.to_snake_case()))
}

struct Planner<'a> {
    text: &'a str,
    catalog: &'a Catalog,
    edits: Vec<Edit>,
    notes: Vec<String>,
}

impl Planner<'_> {
    fn plan_enum(&mut self, item: &ItemEnum, attribute: &str) {
        let is_doc = |attribute: &&Attribute| attribute.path().is_ident("doc");
        let start = item.attrs.iter().find(|attribute| !is_doc(attribute)).map(Spanned::span);
        let start = start.unwrap_or_else(|| match &item.vis {
            syn::Visibility::Inherited => item.enum_token.span,
            visibility => visibility.span(),
        });
        self.insert_line(start.byte_range().start, &format!("#[{attribute}]"));
        for attribute in &item.attrs {
            self.plan_derive(attribute);
        }
        for variant in &item.variants {
            self.remove_rivals(&variant.attrs);
            match find(self.catalog, variant) {
                Some(error) => self.plan_variant(variant, error),
                None => self.notes.push(format!("the catalog has no error for the variant `{}`", variant.ident)),
            }
        }
    }

    /// Removes the derives that implement the same traits as the attribute.
    fn plan_derive(&mut self, attribute: &Attribute) {
        let Meta::List(list) = &attribute.meta else { return };
        if !attribute.path().is_ident("derive") {
            return;
        }
        let tokens = list.tokens.to_string();
        let paths: Vec<String> = tokens.split(',').map(|path| path.replace(' ', "")).collect();
        let is_rival = |path: &&String| RIVAL_DERIVES.contains(&path.rsplit("::").next().unwrap_or_default());
        let kept: Vec<&str> = paths.iter().filter(|path| !is_rival(path)).map(String::as_str).collect();
        let kept: Vec<&str> = kept.into_iter().filter(|path| !path.is_empty()).collect();
        let range = attribute.span().byte_range();
        match kept.as_slice() {
            [] => self.remove(range),
            kept if kept.len() < paths.len() => {
                self.edits.push(Edit { range, new: format!("#[derive({})]", kept.join(", ")) });
            }
            _ => {}
        }
    }

    /// Removes an implementation of a trait that the attribute implements, and the methods that the attribute adds.
    fn plan_impl(&mut self, item: &ItemImpl) {
        if let Some((path, _)) = &item.trait_ {
            if let Some(name) =
                path.segments.last().map(|last| last.ident.to_string()).filter(|it| TRAITS.contains(&it.as_str()))
            {
                self.remove_item(item.span().byte_range());
                if RESPONSES.contains(&name.as_str()) && !item.items.is_empty() {
                    self.notes.push(format!(
                        "the implementation of `{name}` is removed, with all code in it that writes logs; with the \
                         feature `tracing` of error-catalog, `Middleware` logs each error"
                    ));
                }
            }
            return;
        }
        let replaced: Vec<&ImplItemFn> = item.items.iter().filter_map(replaced).collect();
        for method in &replaced {
            let name = &method.sig.ident;
            self.notes.push(format!("the method `{name}` is removed, because the attribute adds a method `{name}`"));
        }
        match replaced.len() == item.items.len() && !replaced.is_empty() {
            true => self.remove_item(item.span().byte_range()),
            false => replaced.iter().for_each(|method| self.remove_item(method.span().byte_range())),
        }
    }

    fn plan_variant(&mut self, variant: &Variant, error: &Error) {
        if variant.ident.unraw() != error.variant {
            let start = variant.ident.span().byte_range().start;
            self.insert_line(start, &format!("#[key({:?})]", error.key));
        }
        let is_from = |field: &syn::Field| field.attrs.iter().any(|it| matches!(last(it).as_str(), "from" | "source"));
        let is_named = |field: &syn::Field, name: &str| field.ident.as_ref().is_some_and(|ident| ident == name);
        let is_source = |field: &syn::Field| is_from(field) || is_named(field, "source");
        let has_source = variant.fields.iter().any(is_source);
        let implied = variant.fields.iter().position(|field| is_error_type(&field.ty));
        let implied = implied.filter(|_| error.has_source && !has_source);
        let mut order = error.fields.iter();
        for (index, field) in variant.fields.iter().enumerate() {
            self.remove_rivals(&field.attrs);
            let start = field_start(field);
            if Some(index) == implied {
                self.edits.push(Edit { range: start..start, new: "#[source] ".to_owned() });
            }
            if Some(index) == implied || is_source(field) {
                continue;
            }
            let found = match &variant.fields {
                Fields::Unnamed(_) => order.next(),
                _ => error.fields.iter().find(|known| is_named(field, &known.name)),
            };
            match found {
                Some(known) if needs_display(known, &field.ty) => {
                    self.edits.push(Edit { range: start..start, new: "#[display] ".to_owned() });
                }
                Some(_) => {}
                None => self.edits.push(Edit { range: start..start, new: "#[internal] ".to_owned() }),
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
            self.notes.push(format!("the variant `{name}` lacks the field `{}` of the catalog", known.name));
        }
    }

    fn remove_rivals(&mut self, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|attribute| RIVAL_ATTRIBUTES.contains(&last(attribute).as_str())) {
            self.remove(attribute.span().byte_range());
        }
    }

    /// Inserts a line above the line of an offset, or in the same line if the offset is not at the start of its line.
    fn insert_line(&mut self, at: usize, line: &str) {
        let before = &self.text[..at];
        let indent = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let is_start = indent.trim().is_empty();
        let end = if before.ends_with("\r\n") || self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let new = if is_start { format!("{line}{end}{indent}") } else { format!("{line} ") };
        self.edits.push(Edit { range: at..at, new });
    }

    /// Removes a range, with its line if nothing else is in the line.
    fn remove(&mut self, range: Range<usize>) {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = after.find('\n').map_or(after.len(), |end| end + 1);
        let range = match self.text[start..range.start].trim().is_empty() && after[..rest].trim().is_empty() {
            true => start..range.end + rest,
            false => range.start..range.end + (after.len() - after.trim_start_matches(' ').len()),
        };
        self.edits.push(Edit { range, new: String::new() });
    }

    /// Removes an item, with the empty line after the item, or before the item at the end of the file.
    fn remove_item(&mut self, range: Range<usize>) {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let lines: Vec<&str> = after.split_inclusive('\n').take(2).collect();
        let blank: usize = lines.iter().map(|line| line.len()).sum();
        match (after.trim().is_empty(), lines.iter().all(|line| line.trim().is_empty())) {
            (true, _) => {
                let kept = before.trim_end().len();
                let ending = before[kept..].find('\n').map_or(0, |at| at + 1);
                self.edits.push(Edit { range: kept + ending..self.text.len(), new: String::new() });
            }
            (false, true) => self.edits.push(Edit { range: range.start..range.end + blank, new: String::new() }),
            (false, false) => self.remove(range),
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

/// A method that the attribute replaces.
fn replaced(item: &ImplItem) -> Option<&ImplItemFn> {
    match item {
        ImplItem::Fn(method) if METHODS.iter().any(|name| method.sig.ident == name) => Some(method),
        _ => None,
    }
}
