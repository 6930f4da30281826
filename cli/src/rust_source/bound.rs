//! Reads an enum of the application that `#[error_catalog]` compares with the catalog.

use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, ItemEnum, LitStr};

use super::modules::Modules;

impl Modules<'_> {
    /// Reads the variants of an enum. A variant belongs to the error of its name, or to the error of its `#[key]`.
    pub(super) fn read_variants(&mut self, item: &ItemEnum) {
        for variant in &item.variants {
            let name = variant.ident.unraw().to_string();
            let Some(error) = self.members.bind(&name, key(&variant.attrs).as_deref()) else { continue };
            let bound = self.bound.entry(error).or_default();
            let text = |field: &syn::Field| field.ty.span().source_text().unwrap_or_default();
            let is_from = |field: &&syn::Field| field.attrs.iter().any(|attribute| attribute.path().is_ident("from"));
            // Several variants can be one error. Variants with different conditions can have the same source.
            for source in variant.fields.iter().filter(is_from).map(text) {
                if !bound.sources.contains(&source) {
                    bound.sources.push(source);
                }
            }
            if let Fields::Unnamed(fields) = &variant.fields {
                bound.tuple = fields.unnamed.iter().map(text).collect();
            }
        }
    }
}

/// The key in `#[key("user_not_found")]`.
fn key(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("key"))?;
    attribute.parse_args::<LitStr>().ok().map(|key| key.value())
}
