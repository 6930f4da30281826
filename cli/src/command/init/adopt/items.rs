//! Collects the items of a file that may change.

use syn::visit::{self, Visit};
use syn::{ItemEnum, ItemImpl};

/// The items of a file that may change.
#[derive(Default)]
pub(super) struct Items<'a> {
    pub(super) enums: Vec<&'a ItemEnum>,
    pub(super) impls: Vec<&'a ItemImpl>,
}

impl<'a> Visit<'a> for Items<'a> {
    fn visit_item_enum(&mut self, item: &'a ItemEnum) {
        self.enums.push(item);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        self.impls.push(item);
        visit::visit_item_impl(self, item);
    }
}
