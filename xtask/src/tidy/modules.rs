//! Finds the modules of a crate, and the modules that a path in the crate leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{UsedPath, imports};
use super::source::{Source, is_test_only};

/// The path of a module from the crate's root, which is empty for the root itself.
pub(crate) type ModulePath = Vec<String>;

/// The modules of a crate, in files and inline, without the modules that only tests compile.
pub(crate) struct Modules(BTreeMap<ModulePath, Module>);

#[derive(Default)]
struct Module {
    /// The names that the module declares, without its child modules.
    declared: BTreeSet<String>,
    /// The names that the module imports or reexports, each with the imported path.
    imported: BTreeMap<String, Vec<String>>,
    /// The modules whose names the module imports with `*`.
    globs: Vec<Vec<String>>,
}

/// An alias that leads to itself is invalid Rust. The limit keeps tidy from following the alias forever.
const MOST_ALIASES: usize = 16;

/// Groups the files outside tests by the folder of their package. Each file has the path of its module.
pub(crate) fn packages(sources: &[Source]) -> BTreeMap<&str, Vec<(&Source, ModulePath)>> {
    let mut packages: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_test) {
        if let Some((package, module)) = source.module() {
            packages.entry(package).or_default().push((source, module));
        }
    }
    packages
}

impl Modules {
    pub(crate) fn of(files: &[(&Source, ModulePath)]) -> Modules {
        let mut modules = Modules(BTreeMap::new());
        for (source, path) in files {
            modules.add(path.clone(), &source.syntax.items);
        }
        modules
    }

    fn add(&mut self, path: ModulePath, items: &[syn::Item]) {
        let module = self.0.entry(path.clone()).or_default();
        for (name, import) in imports(path.clone(), items) {
            if name == "*" {
                module.globs.push(import);
            } else {
                module.imported.insert(name, import);
            }
        }
        module.declared.extend(items.iter().filter_map(declared_name));
        for item in items {
            if let syn::Item::Mod(item) = item
                && let Some((_, items)) = &item.content
                && !is_test_only(&item.attrs)
            {
                self.add(child(&path, &item.ident.to_string()), items);
            }
        }
    }

    /// The modules that a path leads to, and that are neither the module of the path nor around this module. A name
    /// that such a module around the path imports leads to the place of the import. `use super::*` leads to all other
    /// children of the parent, and to all of its imports.
    pub(crate) fn targets(&self, path: &UsedPath) -> Vec<ModulePath> {
        let Some(parts) = path.in_crate() else { return Vec::new() };
        if let Some((star, ancestor)) = parts.split_last()
            && star == "*"
            && path.module.starts_with(ancestor)
            && path.module != ancestor
        {
            return self.everything_in(ancestor, &path.module);
        }
        self.target(&path.module, parts.to_vec()).into_iter().collect()
    }

    fn everything_in(&self, ancestor: &[String], from: &[String]) -> Vec<ModulePath> {
        let Some(module) = self.0.get(ancestor) else { return Vec::new() };
        let children = self.0.keys().filter(|path| path.len() == ancestor.len() + 1 && path.starts_with(ancestor));
        let children = children.filter(|child| !from.starts_with(child)).cloned();
        let names = module.imported.keys();
        children.chain(names.filter_map(|name| self.target(from, child(ancestor, name)))).collect()
    }

    fn target(&self, from: &[String], mut parts: Vec<String>) -> Option<ModulePath> {
        for _ in 0..MOST_ALIASES {
            let depth = (0..=parts.len()).rev().find(|&depth| self.0.contains_key(&parts[..depth]))?;
            let outside = (0..=depth).find(|&depth| !from.starts_with(&parts[..depth]));
            if let Some(outside) = outside {
                return Some(parts[..outside].to_vec());
            }
            let import = self.import_of(&parts[..depth], parts.get(depth)?)?;
            parts = [&import, &parts[depth + 1..]].concat();
        }
        None
    }

    /// The path from the crate's root that a module imports a name from. Returns `None` for a name that the module
    /// declares, and for an import from another crate.
    fn import_of(&self, path: &[String], name: &str) -> Option<Vec<String>> {
        let module = self.0.get(path)?;
        if let Some(import) = module.imported.get(name) {
            return self.absolute(path, import);
        }
        if module.declared.contains(name) {
            return None;
        }
        let globs = module.globs.iter().filter_map(|glob| self.absolute(path, glob));
        let mut origins = globs.map(|glob| glob[..glob.len() - 1].to_vec());
        let origin = origins.find(|origin| self.has_name(origin, name, MOST_ALIASES))?;
        Some(child(&origin, name))
    }

    /// The path that the crate's root imports a name from. Returns `None` for a module and for a name that the root
    /// declares.
    pub(crate) fn import_in_root(&self, name: &str) -> Option<String> {
        if self.0.contains_key(std::slice::from_ref(&name.to_owned())) {
            return None;
        }
        let other_crate = || self.0.get(&[][..])?.imported.get(name).map(|path| path.join("::"));
        self.import_of(&[], name).map(|path| format!("crate::{}", path.join("::"))).or_else(other_crate)
    }

    fn has_name(&self, path: &[String], name: &str, aliases: usize) -> bool {
        let Some(module) = self.0.get(path) else { return false };
        let in_globs = || {
            let globs = module.globs.iter().filter_map(|glob| self.absolute(path, glob));
            aliases > 0 && globs.into_iter().any(|glob| self.has_name(&glob[..glob.len() - 1], name, aliases - 1))
        };
        module.declared.contains(name)
            || module.imported.contains_key(name)
            || self.0.contains_key(&child(path, name))
            || in_globs()
    }

    /// An imported path from the crate's root. Returns `None` for a path into another crate.
    fn absolute(&self, module: &[String], import: &[String]) -> Option<Vec<String>> {
        let (first, rest) = import.split_first()?;
        if first == "crate" {
            return Some(rest.to_vec());
        }
        self.0.contains_key(&child(module, first)).then(|| [module, import].concat())
    }
}

fn child(path: &[String], name: &str) -> ModulePath {
    [path, &[name.to_owned()]].concat()
}

fn declared_name(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        syn::Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
