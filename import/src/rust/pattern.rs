//! Reads patterns such as `Self::NotFound { .. } | Error::Gone(_)`.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{FieldPat, Index, Pat, PatGuard, PatTupleStruct, Path};

#[derive(Default)]
pub(super) struct Pattern {
    /// The types and variants in the pattern. The type may be `Self`.
    pub(super) variants: Vec<(String, String)>,
    /// For each name that the pattern introduces, the field to which the name refers.
    pub(super) bindings: BTreeMap<String, String>,
    pub(super) has_condition: bool,
}

impl Pattern {
    fn bind(&mut self, pat: &Pat, field: impl ToTokens) {
        if let Pat::Ident(name) = pat {
            self.bindings.insert(name.ident.to_string(), field.to_token_stream().to_string());
        }
    }
}

impl<'ast> Visit<'ast> for Pattern {
    fn visit_pat_guard(&mut self, item: &'ast PatGuard) {
        self.has_condition = true;
        self.visit_pat(&item.pat);
    }

    fn visit_pat_tuple_struct(&mut self, item: &'ast PatTupleStruct) {
        item.elems.iter().enumerate().for_each(|(i, pat)| self.bind(pat, Index::from(i)));
        visit::visit_pat_tuple_struct(self, item);
    }

    fn visit_field_pat(&mut self, item: &'ast FieldPat) {
        self.bind(&item.pat, &item.member);
        visit::visit_field_pat(self, item);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
        if let (Some(variant), Some(ty)) = (names.next(), names.next()) {
            self.variants.push((ty, variant));
        }
    }
}
