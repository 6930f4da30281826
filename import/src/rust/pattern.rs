//! Reads the patterns of arms.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{FieldPat, Index, Pat, PatGuard, PatStruct, PatTuple, PatTupleStruct, Path};

/// A pattern such as `Self::NotFound { .. } | Error::Gone(_)`.
#[derive(Default)]
pub(super) struct Pattern {
    pub(super) variants: Vec<Named>,
    /// For each name that the pattern introduces, the field to which the name refers.
    pub(super) bindings: BTreeMap<String, String>,
    pub(super) has_condition: bool,
    /// Whether the pattern matches everything.
    pub(super) is_rest: bool,
}

/// A variant in a pattern.
#[derive(Clone)]
pub(super) struct Named {
    /// The type, which may be `Self`.
    pub(super) ty: String,
    pub(super) variant: String,
    /// Whether the pattern matches only some values of the variant, as `Db(sqlx::Error::RowNotFound)` does.
    pub(super) is_partial: bool,
}

impl Pattern {
    fn bind(&mut self, pat: &Pat, field: impl ToTokens) {
        if let Pat::Ident(name) = pat {
            self.bindings.insert(name.ident.to_string(), field.to_token_stream().to_string());
        }
    }

    /// Marks the variant at an index if some pattern of its fields does not match every value.
    fn mark<'a>(&mut self, at: usize, mut fields: impl Iterator<Item = &'a Pat>) {
        if let Some(named) = self.variants.get_mut(at) {
            named.is_partial = !fields.all(is_irrefutable);
        }
    }
}

impl<'ast> Visit<'ast> for Pattern {
    fn visit_pat_guard(&mut self, item: &'ast PatGuard) {
        self.has_condition = true;
        self.visit_pat(&item.pat);
    }

    fn visit_pat_tuple(&mut self, item: &'ast PatTuple) {
        self.has_condition |= item.elems.iter().filter(|pat| !is_irrefutable(pat)).count() > 1;
        visit::visit_pat_tuple(self, item);
    }

    fn visit_pat_tuple_struct(&mut self, item: &'ast PatTupleStruct) {
        let at = self.variants.len();
        item.elems.iter().enumerate().for_each(|(i, pat)| self.bind(pat, Index::from(i)));
        visit::visit_pat_tuple_struct(self, item);
        if item.path.segments.len() > 1 {
            self.mark(at, item.elems.iter());
        }
    }

    fn visit_pat_struct(&mut self, item: &'ast PatStruct) {
        let at = self.variants.len();
        visit::visit_pat_struct(self, item);
        if item.path.segments.len() > 1 {
            self.mark(at, item.fields.iter().map(|field| &*field.pat));
        }
    }

    fn visit_field_pat(&mut self, item: &'ast FieldPat) {
        self.bind(&item.pat, &item.member);
        visit::visit_field_pat(self, item);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
        if let (Some(variant), Some(ty)) = (names.next(), names.next()) {
            self.variants.push(Named { ty, variant, is_partial: false });
        }
    }
}

/// Whether a pattern is `_` or a new name. A small letter begins a new name, and a capital a variant or a constant.
pub(super) fn is_rest(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.subpat.is_none() && !name.ident.to_string().starts_with(char::is_uppercase),
        _ => false,
    }
}

/// Whether a pattern of a field surely matches every value. A path of one name is that of a struct, unless the name is
/// in the prelude.
fn is_irrefutable(pat: &Pat) -> bool {
    let is_struct = |path: &Path| path.get_ident().is_some_and(|name| name != "Some" && name != "Ok" && name != "Err");
    match pat {
        Pat::Rest(_) => true,
        Pat::Ident(name) => match &name.subpat {
            Some((_, pat)) => is_irrefutable(pat),
            None => is_rest(pat),
        },
        Pat::Paren(inner) => is_irrefutable(&inner.pat),
        Pat::Reference(inner) => is_irrefutable(&inner.pat),
        Pat::Or(inner) => inner.cases.iter().any(is_irrefutable),
        Pat::Tuple(inner) => inner.elems.iter().all(is_irrefutable),
        Pat::TupleStruct(inner) => is_struct(&inner.path) && inner.elems.iter().all(is_irrefutable),
        Pat::Struct(inner) => is_struct(&inner.path) && inner.fields.iter().all(|field| is_irrefutable(&field.pat)),
        pat => is_rest(pat),
    }
}
