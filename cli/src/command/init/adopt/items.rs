//! Collects the items of a file that may change.

use proc_macro2::TokenTree;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemEnum, ItemImpl, ItemUse, Meta, UseTree};

/// The items of a file that may change.
#[derive(Default)]
pub(super) struct Items<'a> {
    pub(super) enums: Vec<&'a ItemEnum>,
    pub(super) impls: Vec<&'a ItemImpl>,
    /// The derives of `Error`.
    pub(super) derives: Vec<&'a Attribute>,
    /// The items `use thiserror::Error;`.
    pub(super) imports: Vec<&'a ItemUse>,
}

impl<'a> Visit<'a> for Items<'a> {
    fn visit_item_enum(&mut self, item: &'a ItemEnum) {
        self.enums.push(item);
        visit::visit_item_enum(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        let Meta::List(list) = &attribute.meta else { return };
        let is_error = |token| matches!(token, TokenTree::Ident(name) if name == "Error");
        if attribute.path().is_ident("derive") && list.tokens.clone().into_iter().any(is_error) {
            self.derives.push(attribute);
        }
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        if let UseTree::Path(path) = &item.tree
            && path.ident == "thiserror"
            && matches!(&*path.tree, UseTree::Name(name) if name.ident == "Error")
        {
            self.imports.push(item);
        }
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        self.impls.push(item);
        visit::visit_item_impl(self, item);
    }
}
