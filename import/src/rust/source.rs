//! Collects the declarations of a file that matter for an import.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{File, ImplItemConst, ItemConst, ItemEnum, ItemMod, ItemStatic, ItemType, ItemUse, UseTree};

use super::tokens::words_of;
use super::ty::spelled;

#[derive(Default)]
pub(super) struct Source<'a> {
    pub(super) enums: Vec<&'a ItemEnum>,
    /// The modules of the file.
    pub(super) modules: BTreeSet<String>,
    /// The path that each imported name or alias stands for.
    pub(super) imports: BTreeMap<String, String>,
    /// The words in the value of each constant.
    pub(super) constants: BTreeMap<String, Vec<String>>,
}

impl<'a> Source<'a> {
    pub(super) fn new(file: &'a File) -> Self {
        let mut source = Self::default();
        source.visit_file(file);
        source
    }

    /// The path, with the path of the import or alias that its first name refers to.
    pub(super) fn full_path(&self, path: &str) -> String {
        let first = path.split("::").next().unwrap_or_default();
        let import = self.imports.get(first).map_or(first, String::as_str);
        format!("{import}{}", &path[first.len()..])
    }

    /// The name of the type that a name or an alias refers to.
    pub(super) fn resolve(&self, name: &str) -> String {
        self.full_path(name).rsplit("::").next().unwrap_or_default().to_owned()
    }

    /// The words of branches, with the value of each constant of the file in place of its name.
    pub(super) fn with_constants(&self, branches: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let value = |words: &[String], at: usize| {
            let is_status = at > 0 && matches!(words[at - 1].as_str(), "StatusCode" | "HttpResponse" | "Status");
            self.constants.get(&words[at]).filter(|_| !is_status).cloned().unwrap_or_else(|| vec![words[at].clone()])
        };
        let replace = |words: Vec<String>| (0..words.len()).flat_map(|at| value(&words, at)).collect();
        branches.into_iter().map(replace).collect()
    }

    /// Adds the names that a `use` imports.
    fn read_use(&mut self, tree: &UseTree, path: &str) {
        let (name, of) = match tree {
            UseTree::Path(inner) => return self.read_use(&inner.tree, &format!("{path}{}::", inner.ident)),
            UseTree::Group(group) => return group.items.iter().for_each(|item| self.read_use(item, path)),
            UseTree::Name(name) => (&name.ident, &name.ident),
            UseTree::Rename(name) => (&name.rename, &name.ident),
            UseTree::Glob(_) => return,
        };
        self.imports.insert(name.to_string(), format!("{path}{of}"));
    }
}

impl<'ast> Visit<'ast> for Source<'ast> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.modules.insert(item.ident.to_string());
        visit::visit_item_mod(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.read_use(&item.tree, "");
    }

    fn visit_item_type(&mut self, item: &'ast ItemType) {
        self.imports.insert(item.ident.to_string(), spelled(&item.ty));
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.enums.push(item);
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.constants.insert(item.ident.to_string(), words_of(&item.expr));
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        self.constants.insert(item.ident.to_string(), words_of(&item.expr));
    }

    fn visit_impl_item_const(&mut self, item: &'ast ImplItemConst) {
        self.constants.insert(item.ident.to_string(), words_of(&item.expr));
    }
}
