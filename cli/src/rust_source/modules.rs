//! The modules of the crates in the source, and the names that the modules declare.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_model::{Catalog, Output};
use error_catalog_outputs::registry::{KINDS, find_kind};
use proc_macro2::Span;
use syn::{Item, ItemMod};

use super::collect::Folder;
use super::parse::{Content, parse_file};
use super::resolve::Meaning;
use super::walk::{Package, Walk, is_test_path};
use crate::load::Loaded;

/// Every module of every crate.
pub(super) struct Modules<'a> {
    pub(super) catalog: &'a Catalog,
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
    /// The cache of resolved names, by module.
    pub(super) known: RefCell<BTreeMap<(usize, String), Option<Meaning>>>,
    pub(super) packages: Vec<Package>,
    /// Inline modules, by the file, line and column of their name.
    pub(super) inline: BTreeMap<(usize, usize, usize), usize>,
    pub(super) main: Option<PathBuf>,
    pub(super) outputs: Vec<PathBuf>,
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

/// A file to read.
pub(super) struct NewFile {
    pub(super) path: PathBuf,
    pub(super) package: usize,
    pub(super) scope: usize,
    pub(super) in_test: bool,
    pub(super) is_wanted: bool,
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

/// The meaning of a name in a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    Is(Meaning),
    /// The item at this path. An empty first segment stands for a leading `::`.
    Path(Vec<String>),
}

/// Whether an output is Rust source.
fn is_rust(output: &Output) -> bool {
    find_kind(KINDS, &output.kind).is_some_and(|kind| kind.extension == "rs")
}

impl<'a> Modules<'a> {
    pub(super) fn new(loaded: &'a Loaded, walk: &mut Walk, progress: &mut dyn FnMut(usize)) -> Self {
        let full = |path: &str| fs::canonicalize(loaded.folder.path(path)).ok();
        let outputs = loaded.catalog.outputs.iter().filter(|output| is_rust(output));
        let mut modules = Self {
            catalog: &loaded.catalog,
            files: Vec::new(),
            scopes: Vec::new(),
            crates: BTreeMap::new(),
            libraries: BTreeMap::new(),
            types: BTreeSet::new(),
            makers: BTreeSet::new(),
            relevant: BTreeSet::new(),
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
                proc_macro2::extra::invalidate_current_thread_spans();
                progress(modules.files.len());
            } else {
                unread.push((path.clone(), package, is_wanted));
            }
        }
        // Files that no `mod` item declares are read too: a macro or a conditional attribute may declare them.
        let (mut read, mut known) = (BTreeSet::new(), 0);
        for (path, package, is_wanted) in unread {
            read.extend(modules.files[known..].iter().map(|file| file.path.clone()));
            known = modules.files.len();
            if is_wanted && !read.contains(&path) {
                modules.add_crate(&path, package, is_wanted, walk);
                proc_macro2::extra::invalidate_current_thread_spans();
                progress(modules.files.len());
            }
        }
        modules.relevant.clone_from(&modules.types);
        while modules.find_relevant(0) {}
        modules
    }

    /// Looks in the scopes from the index `start` on for names that may resolve to a relevant name, and marks them as
    /// relevant too. Returns whether any name was marked.
    fn find_relevant(&mut self, start: usize) -> bool {
        let before = self.relevant.len();
        for scope in &self.scopes[start..] {
            for (name, bindings) in &scope.names {
                let leads = |binding: &Binding| match binding {
                    Binding::Path(path) => path.iter().any(|name| self.relevant.contains(name)),
                    Binding::Is(_) => false,
                };
                if !self.relevant.contains(name) && bindings.iter().any(leads) {
                    self.relevant.insert(name.clone());
                }
            }
            // `use Error::*`
            if scope.globs.iter().flatten().any(|name| self.relevant.contains(name)) {
                self.relevant.extend(self.catalog.errors.iter().map(|error| error.variant.clone()));
            }
        }
        self.relevant.len() > before
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
                // Without a manifest, the names of the files decide which are roots.
                [.., "lib.rs" | "main.rs"] => !package.root.join("Cargo.toml").exists(),
                _ => false,
            }
    }

    fn add_crate(&mut self, path: &Path, package: usize, is_wanted: bool, walk: &Walk) {
        let root = self.scopes.len();
        self.scopes.push(Scope { root, ..Scope::default() });
        self.crates.insert(root, package);
        let within = path.strip_prefix(&self.packages[package].root).unwrap_or(path);
        let root_of_library = self.packages[package].library_root.as_deref();
        let is_library = root_of_library.map_or(within == Path::new("src/lib.rs"), |root| root == path);
        if is_library {
            let Package { library, name, .. } = &self.packages[package];
            self.libraries.insert(name.clone(), root);
            self.libraries.insert(library.clone(), root);
        }
        let in_test = is_test_path(within);
        let path = path.to_owned();
        self.add_file(NewFile { path, package, scope: root, in_test, is_wanted, parent: None }, walk);
    }

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
        let index = self.files.len();
        self.files.push(RustFile { name, content, note, scope, in_test, is_wanted, path, package, parent });
        // The syntax tree is not kept, because it takes fifty times the memory of the text.
        if let Some(syntax) = syntax {
            self.collect(syntax.items.iter(), scope, index, &Folder { children, paths: above }, Some(walk));
        }
    }

    pub(super) fn declare(&mut self, scope: usize, error: &str, code: &str) {
        self.bind(scope, error.to_owned(), Binding::Is(Meaning::Error));
        self.bind(scope, code.to_owned(), Binding::Is(Meaning::Code));
        self.types.extend([error.to_owned(), code.to_owned()]);
    }

    pub(super) fn bind(&mut self, scope: usize, name: String, binding: Binding) {
        self.scopes[scope].names.entry(name).or_default().push(binding);
    }

    pub(super) fn spot(&self, file: usize, span: Span) -> (usize, usize, usize) {
        (file, span.start().line, span.start().column)
    }

    /// The scope of an inline module, if it is known.
    pub(super) fn inline_scope(&self, file: usize, module: &ItemMod) -> Option<usize> {
        self.inline.get(&self.spot(file, module.ident.span())).copied()
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
        self.collect(items, block, file, &Folder { children: above.clone(), paths: above }, None);
        while self.find_relevant(block) {}
        block
    }
}

/// A canonical path, relative to the working directory.
pub(super) fn relative(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    let common = here.iter().zip(path.iter()).take_while(|(a, b)| a == b).count();
    let up = here.iter().skip(common).map(|_| std::ffi::OsStr::new(".."));
    up.chain(path.iter().skip(common)).collect::<PathBuf>().display().to_string()
}
