//! The modules of the crates that were found, and what the names in them stand for.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_model::{Catalog, OutputKind};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Item, ItemMod, Type, UseTree};

use super::attribute::{catalog_path, is_test, module_path};
use super::parse::{Content, parse_file};
use super::resolve::Meaning;
use super::walk::{Package, Walk, is_test_path};
use crate::load::Loaded;

/// Modules nest no deeper than this, and files do not include each other more often.
const MAX_DEPTH: usize = 64;

/// Every module of every crate.
pub(super) struct Modules<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) files: Vec<RustFile>,
    pub(super) scopes: Vec<Scope>,
    /// The root of each library, by the name that other crates give it.
    pub(super) libraries: BTreeMap<String, usize>,
    /// The names under which the catalog's types are declared, for files in which nothing else is known.
    pub(super) types: BTreeSet<String>,
    /// The main files of other catalogs.
    pub(super) others: BTreeSet<PathBuf>,
    /// What is known already of a name in a module.
    pub(super) known: RefCell<BTreeMap<(usize, String), Option<Meaning>>>,
    packages: Vec<Package>,
    /// Inline modules, by the file and place of their name.
    inline: BTreeMap<(usize, usize, usize), usize>,
    main: Option<PathBuf>,
    outputs: Vec<PathBuf>,
}

/// A file of Rust in a place of the tree of modules.
pub(super) struct RustFile {
    pub(super) name: String,
    pub(super) content: Content,
    pub(super) note: Option<String>,
    pub(super) scope: usize,
    pub(super) in_test: bool,
    pub(super) is_wanted: bool,
    path: PathBuf,
    package: usize,
}

/// A module, or a block with items of its own.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) parent: Option<usize>,
    /// The root of the crate.
    pub(super) root: usize,
    /// Whether what it does not know is looked for around it.
    pub(super) is_block: bool,
    pub(super) names: BTreeMap<String, Vec<Binding>>,
    /// Paths of `use path::*`.
    pub(super) globs: Vec<Vec<String>>,
}

/// What a name is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    Is(Meaning),
    /// What this path leads to; a first segment that is empty stands for `::`.
    Path(Vec<String>),
}

/// Where the files of a module's children lie.
#[derive(Clone)]
struct Folder {
    /// For `mod a;`
    children: PathBuf,
    /// For `#[path = "a.rs"] mod a;`
    paths: PathBuf,
}

impl<'a> Modules<'a> {
    pub(super) fn new(loaded: &'a Loaded, walk: &mut Walk, progress: &mut dyn FnMut(usize)) -> Self {
        let full = |path: &str| fs::canonicalize(loaded.folder.path(path)).ok();
        let outputs = loaded.catalog.outputs.iter().filter(|output| output.kind == OutputKind::Rust);
        let mut modules = Self {
            catalog: &loaded.catalog,
            files: Vec::new(),
            scopes: Vec::new(),
            libraries: BTreeMap::new(),
            types: BTreeSet::new(),
            others: BTreeSet::new(),
            known: RefCell::default(),
            packages: std::mem::take(&mut walk.packages),
            inline: BTreeMap::new(),
            main: full(loaded.folder.main()),
            outputs: outputs.filter_map(|output| full(&output.path)).collect(),
        };
        let mut unread: Vec<(PathBuf, usize, bool)> = Vec::new();
        for (path, &(package, is_wanted)) in &walk.files {
            if modules.is_root(path, package) {
                modules.add_crate(path, package, is_wanted, walk);
                progress(modules.files.len());
            } else {
                unread.push((path.clone(), package, is_wanted));
            }
        }
        // What no crate has a module for is read all the same: perhaps a macro, or another condition, brings it in.
        for (path, package, is_wanted) in unread {
            if is_wanted && !modules.files.iter().any(|file| file.path == path) {
                modules.add_crate(&path, package, is_wanted, walk);
                progress(modules.files.len());
            }
        }
        modules
    }

    pub(super) fn is_declared(&self) -> bool {
        !self.types.is_empty()
    }

    fn is_root(&self, path: &Path, package: usize) -> bool {
        let package = &self.packages[package];
        let within = path.strip_prefix(&package.root).unwrap_or(path);
        let parts: Vec<&str> = within.iter().filter_map(|part| part.to_str()).collect();
        package.roots.iter().any(|root| root == path)
            || match parts.as_slice() {
                ["build.rs"] | ["src", "lib.rs" | "main.rs"] | ["tests" | "examples" | "benches", _] => true,
                ["src", "bin", rest @ ..] | ["tests" | "examples" | "benches", rest @ ..] => {
                    matches!(rest, [_] | [_, "main.rs"])
                }
                // Where there is no manifest, the names tell.
                [.., "lib.rs" | "main.rs"] => !package.root.join("Cargo.toml").exists(),
                _ => false,
            }
    }

    fn add_crate(&mut self, path: &Path, package: usize, is_wanted: bool, walk: &Walk) {
        let root = self.scopes.len();
        self.scopes.push(Scope { root, ..Scope::default() });
        let within = path.strip_prefix(&self.packages[package].root).unwrap_or(path);
        if within == Path::new("src/lib.rs") {
            self.libraries.insert(self.packages[package].library.clone(), root);
        }
        let in_test = is_test_path(within);
        self.add_file(path, package, root, in_test, is_wanted, true, walk, 0);
    }

    #[allow(clippy::too_many_arguments, reason = "they are what a file is")]
    fn add_file(
        &mut self,
        path: &Path,
        package: usize,
        scope: usize,
        in_test: bool,
        is_wanted: bool,
        is_root: bool,
        walk: &Walk,
        depth: usize,
    ) {
        let name = relative(path);
        let is_generated = self.outputs.iter().any(|output| output == path);
        let (content, note) = if is_generated { (Content::Nothing, None) } else { parse_file(path, &name) };
        if is_generated {
            self.declare(scope, "Error", "Code");
        }
        let index = self.files.len();
        self.files.push(RustFile {
            name,
            content: Content::Nothing,
            note,
            scope,
            in_test,
            is_wanted,
            path: path.to_owned(),
            package,
        });
        if let Content::Parsed { syntax, .. } = &content {
            let above = path.parent().unwrap_or(path).to_owned();
            let stem = path.file_stem().unwrap_or_default();
            let children = if is_root || stem == "mod" { above.clone() } else { above.join(stem) };
            self.collect(syntax.items.iter(), scope, index, &Folder { children, paths: above }, Some(walk), depth);
        }
        self.files[index].content = content;
    }

    /// Takes up what the items of a module, or of a block, are called.
    fn collect<'i>(
        &mut self,
        items: impl Iterator<Item = &'i Item>,
        scope: usize,
        file: usize,
        folder: &Folder,
        walk: Option<&Walk>,
        depth: usize,
    ) {
        for item in items {
            match item {
                Item::Mod(module) => self.collect_module(module, scope, file, folder, walk, depth),
                Item::Enum(item) => {
                    let name = item.ident.unraw().to_string();
                    match self.is_ours(&item.attrs, scope, file) {
                        Some(true) => self.declare(scope, &name, &format!("{name}Code")),
                        _ => self.bind(scope, name, Binding::Is(Meaning::Other)),
                    }
                }
                Item::Struct(item) => self.bind(scope, item.ident.unraw().to_string(), Binding::Is(Meaning::Other)),
                Item::Trait(item) => self.bind(scope, item.ident.unraw().to_string(), Binding::Is(Meaning::Other)),
                Item::Type(item) => {
                    let binding = match item.ty.as_ref() {
                        Type::Path(path) if path.qself.is_none() => Binding::Path(segments(&path.path)),
                        _ => Binding::Is(Meaning::Other),
                    };
                    self.bind(scope, item.ident.unraw().to_string(), binding);
                }
                Item::Use(item) => {
                    let mut start = Vec::new();
                    if item.leading_colon.is_some() {
                        start.push(String::new());
                    }
                    self.collect_use(&item.tree, &mut start, scope);
                }
                Item::Macro(item) if item.mac.path.is_ident("include") => {
                    let literal = item.mac.parse_body::<syn::LitStr>();
                    let path = literal.ok().and_then(|path| fs::canonicalize(folder.paths.join(path.value())).ok());
                    if path.is_some_and(|path| self.outputs.contains(&path)) {
                        self.declare(scope, "Error", "Code");
                    }
                }
                _ => {}
            }
        }
    }

    fn collect_module(
        &mut self,
        module: &ItemMod,
        parent: usize,
        file: usize,
        folder: &Folder,
        walk: Option<&Walk>,
        depth: usize,
    ) {
        if depth > MAX_DEPTH {
            return;
        }
        let name = module.ident.unraw().to_string();
        let scope = self.scopes.len();
        let root = self.scopes[parent].root;
        self.scopes.push(Scope { parent: Some(parent), root, ..Scope::default() });
        self.bind(parent, name.clone(), Binding::Is(Meaning::Module(scope)));
        match self.is_ours(&module.attrs, parent, file) {
            Some(true) => self.declare(scope, "Error", "Code"),
            // Another catalog's types are not ours, whatever they are called.
            Some(false) => {
                for name in ["Error", "Code"] {
                    self.bind(scope, name.to_owned(), Binding::Is(Meaning::Other));
                }
            }
            None => {}
        }
        let path = module_path(&module.attrs);
        if let Some((_, items)) = &module.content {
            let below = path.unwrap_or(name);
            // A path in an inline module starts from the folder that the module's children would lie in.
            let children = folder.children.join(below);
            let folder = Folder { paths: children.clone(), children };
            self.inline.insert(self.spot(file, module.ident.span()), scope);
            self.collect(items.iter(), scope, file, &folder, walk, depth + 1);
            return;
        }
        let Some(walk) = walk else { return };
        let candidates = match path {
            Some(path) => vec![folder.paths.join(path)],
            None => vec![folder.children.join(format!("{name}.rs")), folder.children.join(&name).join("mod.rs")],
        };
        let Some(path) = candidates.into_iter().find_map(|path| fs::canonicalize(path).ok()) else { return };
        let (package, in_test, is_wanted) =
            (self.files[file].package, self.files[file].in_test, self.files[file].is_wanted);
        let is_wanted = walk.files.get(&path).map_or(is_wanted, |(_, wanted)| *wanted);
        self.add_file(&path, package, scope, in_test || is_test(&module.attrs), is_wanted, false, walk, depth + 1);
    }

    fn collect_use(&mut self, tree: &UseTree, path: &mut Vec<String>, scope: usize) {
        let length = path.len();
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.unraw().to_string());
                self.collect_use(&part.tree, path, scope);
            }
            UseTree::Name(name) => {
                let name = name.ident.unraw().to_string();
                // `use errors::{self, Error}`
                if name != "self" {
                    path.push(name);
                }
                let name = path.last().cloned().unwrap_or_default();
                self.bind(scope, name, Binding::Path(path.clone()));
            }
            UseTree::Rename(rename) => {
                let name = rename.ident.unraw().to_string();
                if name != "self" {
                    path.push(name);
                }
                self.bind(scope, rename.rename.unraw().to_string(), Binding::Path(path.clone()));
            }
            UseTree::Glob(_) => self.scopes[scope].globs.push(path.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.collect_use(tree, path, scope)),
        }
        path.truncate(length);
    }

    /// Whether an item is made of our catalog; none if it is made of no catalog.
    fn is_ours(&mut self, attributes: &[syn::Attribute], scope: usize, file: usize) -> Option<bool> {
        let is_ours = |name: &str| {
            let bindings = self.scopes[scope].names.get(name).into_iter().flatten();
            bindings.clone().any(|binding| {
                matches!(binding, Binding::Path(path) if path.last().is_some_and(|last| last == "error_catalog"))
            })
        };
        let path = catalog_path(attributes, is_ours)?;
        let package = &self.packages[self.files[file].package];
        let path = fs::canonicalize(package.root.join(path)).ok();
        let is_ours = path.is_some() && path == self.main;
        self.others.extend(path.filter(|_| !is_ours));
        Some(is_ours)
    }

    fn declare(&mut self, scope: usize, error: &str, code: &str) {
        self.bind(scope, error.to_owned(), Binding::Is(Meaning::Error));
        self.bind(scope, code.to_owned(), Binding::Is(Meaning::Code));
        self.types.extend([error.to_owned(), code.to_owned()]);
    }

    fn bind(&mut self, scope: usize, name: String, binding: Binding) {
        self.scopes[scope].names.entry(name).or_default().push(binding);
    }

    fn spot(&self, file: usize, span: Span) -> (usize, usize, usize) {
        (file, span.start().line, span.start().column)
    }

    /// The scope of an inline module.
    pub(super) fn inline_scope(&self, file: usize, module: &ItemMod) -> Option<usize> {
        self.inline.get(&self.spot(file, module.ident.span())).copied()
    }

    /// The scope of a block: a new one if it has items.
    pub(super) fn open_block<'i>(&mut self, items: impl Iterator<Item = &'i Item>, scope: usize, file: usize) -> usize {
        let mut items = items.peekable();
        if items.peek().is_none() {
            return scope;
        }
        let block = self.scopes.len();
        let root = self.scopes[scope].root;
        self.scopes.push(Scope { parent: Some(scope), root, is_block: true, ..Scope::default() });
        let above = self.files[file].path.parent().unwrap_or(Path::new("")).to_owned();
        self.collect(items, block, file, &Folder { children: above.clone(), paths: above }, None, 0);
        block
    }
}

/// The names of a path; a first one that is empty stands for `::`.
pub(super) fn segments(path: &syn::Path) -> Vec<String> {
    let start = path.leading_colon.as_ref().map(|_| String::new());
    start.into_iter().chain(path.segments.iter().map(|segment| segment.ident.unraw().to_string())).collect()
}

/// A path in full, as it is found from the working directory.
pub(super) fn relative(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    let common = here.iter().zip(path.iter()).take_while(|(a, b)| a == b).count();
    let up = here.iter().skip(common).map(|_| std::ffi::OsStr::new(".."));
    up.chain(path.iter().skip(common)).collect::<PathBuf>().display().to_string()
}
