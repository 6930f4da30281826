//! Finds every path in the code of a file, resolved from the root of a crate.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::source::{Source, is_test_only};

/// A path in the code of a file.
pub(crate) struct UsedPath {
    /// The module that contains the path, from the crate's root.
    pub(crate) module: Vec<String>,
    pub(crate) line: usize,
    /// The parts of the path. The first part is `crate` or the name of another crate, if the crate is known. A glob
    /// ends with `*`.
    pub(crate) parts: Vec<String>,
}

impl UsedPath {
    /// The parts after `crate`, if the path leads into the file's own crate.
    pub(crate) fn in_crate(&self) -> Option<&[String]> {
        let (first, rest) = self.parts.split_first()?;
        (first == "crate").then_some(rest)
    }

    /// Whether the path is `prefix`, such as `std::fs`, or begins with it.
    pub(crate) fn starts_with(&self, prefix: &str) -> bool {
        let mut parts = self.parts.iter();
        prefix.split("::").all(|expected| parts.next().is_some_and(|part| part == expected))
    }
}

/// The paths of a file outside its tests, in order. Names that a `use` imports are replaced by the imported paths.
pub(crate) fn used_paths(source: &Source) -> Vec<UsedPath> {
    let module = source.module().map(|(_, module)| module).unwrap_or_default();
    let mut collector = Collector { module, found: Vec::new(), imports: BTreeMap::new() };
    collector.visit_file(&source.syntax);
    let Collector { mut found, imports, .. } = collector;
    for path in &mut found {
        if let Some(import) = path.parts.first().and_then(|first| imports.get(first)) {
            path.parts.splice(..1, import.iter().cloned());
        }
    }
    // A path with one part is a variable, or an item of the module itself.
    found.retain(|path| path.parts.len() > 1);
    found
}

/// The imports among the items of a module: each name, and the path that it refers to. A glob has the name `*`.
pub(crate) fn imports(module: Vec<String>, items: &[syn::Item]) -> Vec<(String, Vec<String>)> {
    let mut collector = Collector { module, found: Vec::new(), imports: BTreeMap::new() };
    for item in items {
        if let syn::Item::Use(item) = item
            && !is_test_only(&item.attrs)
        {
            collector.visit_item_use(item);
        }
    }
    let globs = collector.found.into_iter().filter(|path| path.parts.last().is_some_and(|last| last == "*"));
    let globs = globs.map(|path| ("*".to_owned(), path.parts));
    collector.imports.into_iter().chain(globs).collect()
}

struct Collector {
    /// The path of the module that is being read, from the crate's root.
    module: Vec<String>,
    found: Vec<UsedPath>,
    imports: BTreeMap<String, Vec<String>>,
}

impl Collector {
    fn add(&mut self, line: usize, parts: Vec<String>) -> Vec<String> {
        let parts = self.absolute(parts);
        self.found.push(UsedPath { module: self.module.clone(), line, parts: parts.clone() });
        parts
    }

    /// Replaces `self` and `super` at the beginning of a path.
    fn absolute(&self, parts: Vec<String>) -> Vec<String> {
        let mut module = self.module.clone();
        let mut is_relative = false;
        let mut rest = parts.into_iter().peekable();
        while let Some(part) = rest.next_if(|part| part == "self" || part == "super") {
            is_relative = true;
            if part == "super" {
                module.pop();
            }
        }
        if is_relative {
            std::iter::once("crate".to_owned()).chain(module).chain(rest).collect()
        } else {
            rest.collect()
        }
    }

    fn add_use(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        let line = |name: &syn::Ident| name.span().start().line;
        match tree {
            syn::UseTree::Path(path) => self.add_use(&with(&path.ident), &path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_use(prefix, tree)),
            syn::UseTree::Glob(glob) => {
                self.add(glob.star_token.span.start().line, [prefix, &["*".to_owned()]].concat());
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                let path = self.add(line(&name.ident), prefix.to_vec());
                if let Some(name) = path.last().cloned() {
                    self.imports.insert(name, path);
                }
            }
            syn::UseTree::Name(name) => {
                let path = self.add(line(&name.ident), with(&name.ident));
                self.imports.insert(name.ident.to_string(), path);
            }
            syn::UseTree::Rename(rename) => {
                let path = self.add(line(&rename.ident), with(&rename.ident));
                self.imports.insert(rename.rename.to_string(), path);
            }
        }
    }

    /// Adds the paths in the tokens of a macro call, whose syntax is unknown.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut parts: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        let mut is_ours = true;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end_tokens(&mut parts, line, is_ours);
                        line = ident.span().start().line;
                    }
                    parts.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.end_tokens(&mut parts, line, is_ours);
                    // A path after `$crate` belongs to the crate that uses the macro.
                    is_ours = !matches!(&other, TokenTree::Punct(punct) if punct.as_char() == '$');
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.add_tokens(group.stream());
                    }
                    continue;
                }
            }
        }
        self.end_tokens(&mut parts, line, is_ours);
    }

    fn end_tokens(&mut self, parts: &mut Vec<String>, line: usize, is_ours: bool) {
        let parts = std::mem::take(parts);
        if parts.len() > 1 && is_ours {
            self.add(line, parts);
        }
    }
}

impl<'a> Visit<'a> for Collector {
    fn visit_item(&mut self, item: &'a syn::Item) {
        if !is_test_only(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.add_use(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        if let Some(first) = path.segments.first() {
            let parts = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.add(first.ident.span().start().line, parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        self.add_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    /// Skips `pub(in crate::x)`, which does not use the module.
    fn visit_vis_restricted(&mut self, _: &'a syn::VisRestricted) {}

    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
