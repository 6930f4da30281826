//! The modules of the crates in the source, and the names that the modules declare.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_model::Catalog;
use proc_macro2::Span;
use syn::ItemMod;

use super::parse::Content;
use super::walk::Package;

/// Every module of every crate.
pub(super) struct Modules<'a> {
    pub(super) members: Members<'a>,
    pub(super) files: Vec<RustFile>,
    pub(super) scopes: Vec<Scope>,
    /// The index of each crate's package, by the index of the crate's root module.
    pub(super) crates: BTreeMap<usize, usize>,
    /// The index of each library's root module, by the name of the library in other crates.
    pub(super) libraries: BTreeMap<String, usize>,
    /// The names of the catalog's types, for files whose module is unknown.
    pub(super) types: BTreeSet<String>,
    /// `macro_rules!` macros that may construct an error from its name: `Error::$name()`.
    pub(super) makers: BTreeSet<String>,
    /// Every name that may resolve to the catalog in some module. Most names are not relevant, so most lookups are
    /// avoided.
    pub(super) relevant: BTreeSet<String>,
    /// The main files of other catalogs.
    pub(super) others: BTreeSet<PathBuf>,
    /// Whether the names of the variants are relevant.
    pub(super) has_variants: bool,
    /// The cache of resolved names, by module.
    pub(super) known: RefCell<BTreeMap<(usize, String), Option<Resolution>>>,
    /// The variants of the application's own enum, by the index of the error.
    pub(super) bound: BTreeMap<usize, BoundVariant>,
    pub(super) packages: Vec<Package>,
    /// The number of places of each file among the modules of a crate, by the crate's root module.
    pub(super) places: BTreeMap<(usize, PathBuf), usize>,
    /// The files with more places than are read.
    pub(super) crowded: BTreeSet<PathBuf>,
    /// Inline modules, by the file, line and column of their name.
    pub(super) inline: BTreeMap<(usize, usize, usize), usize>,
    pub(super) main: Option<PathBuf>,
    pub(super) outputs: BTreeSet<PathBuf>,
}

/// A Rust file at a place in the tree of modules. The same file may be at several places.
pub(super) struct RustFile {
    pub(super) name: String,
    pub(super) content: Content,
    pub(super) note: Option<String>,
    pub(super) scope: usize,
    pub(super) in_test: bool,
    pub(super) is_wanted: bool,
    pub(super) path: PathBuf,
    pub(super) package: usize,
    /// The index of the file that declares this one with `mod`; `None` for the root of a crate.
    pub(super) parent: Option<usize>,
}

/// A module, or a block that contains items.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) parent: Option<usize>,
    /// The index of the crate's root module.
    pub(super) root: usize,
    /// Whether a name that is not found in this scope is looked up in the enclosing scope.
    pub(super) is_block: bool,
    pub(super) names: BTreeMap<String, Vec<Binding>>,
    /// The paths of `use path::*` items.
    pub(super) globs: Vec<Vec<String>>,
}

/// What a name in a scope refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    Is(Resolution),
    /// The item at this path. An empty first segment stands for a leading `::`.
    Path(Vec<String>),
}

/// The item that a name resolves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    Module(usize),
    /// The enum of the catalog's errors.
    Error,
    /// The enum of the catalog's codes.
    Code,
    /// A variant of the error enum: the index of the error.
    Variant(usize),
    Constructor(usize),
    CodeVariant(usize),
    /// A function that constructs the error with a code.
    OfCode,
    /// A function that constructs the error that `[statuses]` names for a status.
    OfStatus,
    Other,
}

/// A variant of the application's own enum.
#[derive(Clone, Debug, Default)]
pub(crate) struct BoundVariant {
    /// The types that `?` converts into the error.
    pub(crate) sources: Vec<String>,
    /// The types of a tuple's fields, in order; empty if the fields have names.
    pub(crate) tuple: Vec<String>,
}

/// The names that the catalog gives its errors, each with the index of the first error of the name.
pub(super) struct Members<'a> {
    variants: BTreeMap<&'a str, usize>,
    constructors: BTreeMap<&'a str, usize>,
    keys: BTreeMap<&'a str, usize>,
    /// The variants of the application's own enum whose names differ from the generated names.
    renamed: BTreeMap<String, usize>,
    /// The errors that `for_status` constructs, by status.
    statuses: BTreeMap<u16, usize>,
}

impl<'a> Members<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        // A later entry replaces an earlier one, so the first error comes last.
        let errors = || catalog.errors.iter().enumerate().rev();
        Self {
            keys: errors().map(|(index, error)| (error.key.as_str(), index)).collect(),
            renamed: BTreeMap::new(),
            statuses: catalog
                .statuses
                .iter()
                .filter_map(|doc| Some((doc.status, doc.rejection(None)?.error)))
                .collect(),
            variants: errors().map(|(index, error)| (error.variant.as_str(), index)).collect(),
            constructors: errors().map(|(index, error)| (error.constructor.trim_start_matches("r#"), index)).collect(),
        }
    }

    /// The names of the variants.
    pub(super) fn variants(&self) -> impl Iterator<Item = &str> {
        self.variants.keys().copied().chain(self.renamed.keys().map(String::as_str))
    }

    /// Binds a variant of the application's own enum to an error, and returns the index of the error.
    pub(super) fn bind(&mut self, variant: &str, key: Option<&str>) -> Option<usize> {
        let Some(key) = key else { return self.variants.get(variant).copied() };
        let error = *self.keys.get(key)?;
        self.renamed.insert(variant.to_owned(), error);
        Some(error)
    }

    /// The error that `for_status` constructs.
    pub(super) fn of_status(&self, status: u16) -> Option<usize> {
        self.statuses.get(&status).copied()
    }

    /// Resolves the name after `Error::` or `Code::`.
    pub(super) fn resolve(&self, ty: Resolution, name: &str) -> Resolution {
        let variant = || self.renamed.get(name).or_else(|| self.variants.get(name)).copied();
        let constructor = || self.constructors.get(name).copied();
        match (ty, name) {
            (Resolution::Error, "example" | "from_parts") => Resolution::OfCode,
            (Resolution::Error, "for_status") => Resolution::OfStatus,
            (Resolution::Error, _) => variant()
                .map(Resolution::Variant)
                .or_else(|| constructor().map(Resolution::Constructor))
                .unwrap_or(Resolution::Other),
            (Resolution::Code, _) => variant().map_or(Resolution::Other, Resolution::CodeVariant),
            _ => Resolution::Other,
        }
    }
}

impl Modules<'_> {
    /// Marks the names of the scopes from the index `start` on that may resolve to a relevant name as relevant too.
    pub(super) fn find_relevant(&mut self, start: usize) {
        let Self { scopes, relevant, members, has_variants, .. } = self;
        let scopes = &scopes[start..];
        // The names that may resolve to each name.
        let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, binding) in
            scopes.iter().flat_map(|scope| &scope.names).flat_map(|(n, all)| all.iter().map(move |b| (n, b)))
        {
            if let Binding::Path(path) = binding {
                path.iter().for_each(|part| users.entry(part).or_default().push(name));
            }
        }
        // `use Error::*`
        let globs: BTreeSet<&str> =
            scopes.iter().flat_map(|scope| &scope.globs).flatten().map(String::as_str).collect();
        let mut new: Vec<&str> = users.keys().chain(&globs).copied().filter(|name| relevant.contains(*name)).collect();
        while let Some(name) = new.pop() {
            let mut found = users.remove(name).unwrap_or_default();
            if globs.contains(name) && !*has_variants {
                *has_variants = true;
                found.extend(members.variants());
            }
            new.extend(found.into_iter().filter(|name| relevant.insert((*name).to_owned())));
        }
    }

    pub(super) fn is_declared(&self) -> bool {
        !self.types.is_empty()
    }

    pub(super) fn declare(&mut self, scope: usize, error: &str, code: &str) {
        self.bind(scope, error.to_owned(), Binding::Is(Resolution::Error));
        self.bind(scope, code.to_owned(), Binding::Is(Resolution::Code));
        self.types.extend([error.to_owned(), code.to_owned()]);
    }

    pub(super) fn bind(&mut self, scope: usize, name: String, binding: Binding) {
        self.scopes[scope].names.entry(name).or_default().push(binding);
    }

    pub(super) fn spot(&self, file: usize, span: Span) -> (usize, usize, usize) {
        (file, span.start().line, span.start().column)
    }

    /// The scope of an inline module, if the scope is known.
    pub(super) fn inline_scope(&self, file: usize, module: &ItemMod) -> Option<usize> {
        self.inline.get(&self.spot(file, module.ident.span())).copied()
    }
}

/// A canonical path, relative to the working directory.
pub(super) fn relative(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    let common = here.iter().zip(path.iter()).take_while(|(a, b)| a == b).count();
    let up = here.iter().skip(common).map(|_| std::ffi::OsStr::new(".."));
    up.chain(path.iter().skip(common)).collect::<PathBuf>().display().to_string()
}
