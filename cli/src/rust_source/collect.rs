//! Reads the file of a module, and collects the names that its items declare.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Item, ItemMacro, ItemMod, Type, UseTree};

use super::attribute::{catalog_path, is_test, module_path};
use super::modules::{Binding, Modules, Resolution, RustFile, Scope, relative};
use super::parse::{Content, MAX_DEPTH, parse_file};
use super::walk::Walk;

/// The maximum length of a chain of files, each of which declares the next one as a module.
const MAX_FILES: usize = 64;

/// The maximum number of places of a file among the modules of a crate. A few files that declare one another at several
/// places would have exponentially many places.
pub(super) const MAX_PLACES: usize = 16;

/// The folders that contain the files of a module's children.
struct Folder {
    /// The folder for `mod a;`
    children: PathBuf,
    /// The folder for `#[path = "a.rs"] mod a;`
    paths: PathBuf,
    /// Whether the module that declares the children is in a test.
    in_test: bool,
}

/// A file to read.
pub(super) struct NewFile {
    pub(super) path: PathBuf,
    pub(super) package: usize,
    pub(super) scope: usize,
    pub(super) in_test: bool,
    pub(super) is_wanted: bool,
    pub(super) parent: Option<usize>,
}

impl Modules<'_> {
    /// Reads a file and adds its items to its scope.
    pub(super) fn add_file(&mut self, new: NewFile, walk: &Walk) {
        let NewFile { path, package, scope, in_test, is_wanted, parent } = new;
        let name = relative(&path);
        let is_generated = self.outputs.contains(&path);
        let (content, syntax, note) =
            if is_generated { (Content::Nothing, None, None) } else { parse_file(&path, &name) };
        if is_generated {
            self.declare(scope, "Error", "Code");
        }
        let above = path.parent().unwrap_or(Path::new("")).to_owned();
        let stem = path.file_stem().unwrap_or_default();
        let children = if parent.is_none() || stem == "mod" { above.clone() } else { above.join(stem) };
        let in_test = in_test || syntax.as_ref().is_some_and(|syntax| is_test(&syntax.attrs));
        let index = self.files.len();
        self.files.push(RustFile { name, content, note, scope, in_test, is_wanted, path, package, parent });
        // The syntax tree is not kept, because it takes fifty times the memory of the text.
        if let Some(syntax) = syntax {
            self.collect(syntax.items.iter(), scope, index, &Folder { children, paths: above, in_test }, Some(walk));
        }
    }

    /// The scope of a block: a new scope if the block contains items, otherwise the enclosing one.
    pub(super) fn open_block<'i>(&mut self, items: impl Iterator<Item = &'i Item>, scope: usize, file: usize) -> usize {
        let mut items = items.peekable();
        if items.peek().is_none() {
            return scope;
        }
        let block = self.scopes.len();
        let root = self.scopes[scope].root;
        self.scopes.push(Scope { parent: Some(scope), root, is_block: true, ..Scope::default() });
        let above = self.files[file].path.parent().unwrap_or(Path::new("")).to_owned();
        let folder = Folder { children: above.clone(), paths: above, in_test: self.files[file].in_test };
        self.collect(items, block, file, &folder, None);
        self.find_relevant(block);
        block
    }

    /// Adds the names of the items of a module or a block to its scope.
    fn collect<'i>(
        &mut self,
        items: impl Iterator<Item = &'i Item>,
        scope: usize,
        file: usize,
        folder: &Folder,
        walk: Option<&Walk>,
    ) {
        for item in items {
            match item {
                Item::Mod(module) => self.collect_module(module, scope, file, folder, walk),
                Item::Enum(item) => {
                    let name = item.ident.unraw().to_string();
                    match self.is_ours(&item.attrs, scope, file) {
                        Some(true) => {
                            self.declare(scope, &name, &format!("{name}Code"));
                            self.read_variants(item);
                        }
                        _ => self.bind(scope, name, Binding::Is(Resolution::Other)),
                    }
                }
                Item::Struct(item) => self.bind(scope, item.ident.unraw().to_string(), Binding::Is(Resolution::Other)),
                Item::Trait(item) => self.bind(scope, item.ident.unraw().to_string(), Binding::Is(Resolution::Other)),
                Item::Type(item) => {
                    let binding = match item.ty.as_ref() {
                        Type::Path(path) if path.qself.is_none() => Binding::Path(segments(&path.path)),
                        _ => Binding::Is(Resolution::Other),
                    };
                    self.bind(scope, item.ident.unraw().to_string(), binding);
                }
                Item::ExternCrate(item) => {
                    let name = item.ident.unraw().to_string();
                    let path =
                        if name == "self" { vec!["crate".to_owned()] } else { vec![String::new(), name.clone()] };
                    let name = item.rename.as_ref().map_or(name, |(_, name)| name.unraw().to_string());
                    self.bind(scope, name, Binding::Path(path));
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
                    let beside =
                        |path: syn::LitStr| fs::canonicalize(self.files[file].path.with_file_name(path.value()));
                    let path = literal.ok().and_then(|path| beside(path).ok());
                    if path.is_some_and(|path| self.outputs.contains(&path)) {
                        self.declare(scope, "Error", "Code");
                    }
                }
                Item::Macro(ItemMacro { ident: Some(name), mac, .. }) if names_member(mac.tokens.clone(), 0) => {
                    self.makers.insert(name.unraw().to_string());
                }
                _ => {}
            }
        }
    }

    fn collect_module(&mut self, module: &ItemMod, parent: usize, file: usize, folder: &Folder, walk: Option<&Walk>) {
        let name = module.ident.unraw().to_string();
        let scope = self.scopes.len();
        let root = self.scopes[parent].root;
        self.scopes.push(Scope { parent: Some(parent), root, ..Scope::default() });
        self.bind(parent, name.clone(), Binding::Is(Resolution::Module(scope)));
        match self.is_ours(&module.attrs, parent, file) {
            Some(true) => self.declare(scope, "Error", "Code"),
            // The types of another catalog do not count, even if they have the same names as ours.
            Some(false) => {
                for name in ["Error", "Code"] {
                    self.bind(scope, name.to_owned(), Binding::Is(Resolution::Other));
                }
            }
            None => {}
        }
        let path = module_path(&module.attrs);
        let in_test = folder.in_test || is_test(&module.attrs);
        if let Some((_, items)) = &module.content {
            let below = path.unwrap_or(name);
            // In an inline module, `#[path]` is relative to the folder in which the files of the module's children
            // would be.
            let children = folder.children.join(below);
            let folder = Folder { paths: children.clone(), children, in_test };
            self.inline.insert(self.spot(file, module.ident.span()), scope);
            self.collect(items.iter(), scope, file, &folder, walk);
            return;
        }
        let Some(walk) = walk else { return };
        let candidates = match path {
            Some(path) => vec![folder.paths.join(path)],
            None => vec![folder.children.join(format!("{name}.rs")), folder.children.join(&name).join("mod.rs")],
        };
        let Some(path) = candidates.into_iter().find_map(|path| fs::canonicalize(path).ok()) else { return };
        let around: Vec<&RustFile> =
            std::iter::successors(Some(&self.files[file]), |file| file.parent.map(|parent| &self.files[parent]))
                .collect();
        if around.len() > MAX_FILES || around.iter().any(|file| file.path == path) {
            return;
        }
        let places = self.places.entry((root, path.clone())).or_default();
        if *places == MAX_PLACES {
            self.crowded.insert(path);
            return;
        }
        *places += 1;
        let RustFile { package, is_wanted, .. } = self.files[file];
        let is_wanted = walk.files.get(&path).map_or(is_wanted, |(_, wanted)| *wanted);
        self.add_file(NewFile { path, package, scope, in_test, is_wanted, parent: Some(file) }, walk);
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

    /// Whether an item is generated from our catalog; `None` if it is not generated from a catalog.
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
}

/// Whether a `macro_rules!` macro contains `Error::$name`.
fn names_member(tokens: TokenStream, depth: i32) -> bool {
    let mut before = [' '; 2];
    tokens.into_iter().any(|token| {
        let punct = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            TokenTree::Group(group) if depth < MAX_DEPTH && names_member(group.stream(), depth + 1) => return true,
            _ => ' ',
        };
        let is_member = before == [':', ':'] && punct == '$';
        before = [before[1], punct];
        is_member
    })
}

/// The segments of a path. An empty first segment stands for a leading `::`.
pub(super) fn segments(path: &syn::Path) -> Vec<String> {
    let start = path.leading_colon.as_ref().map(|_| String::new());
    start.into_iter().chain(path.segments.iter().map(|segment| segment.ident.unraw().to_string())).collect()
}
