//! Reads the crates in the source.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_model::Output;
use error_catalog_outputs::registry::{KINDS, find_kind};

use super::collect::NewFile;
use super::modules::{Members, Modules, Scope};
use super::walk::{Package, Walk, is_test_path};
use crate::load::Loaded;

impl<'a> Modules<'a> {
    /// Reads the files of a walk, and the modules that they declare.
    pub(super) fn read(loaded: &'a Loaded, walk: &mut Walk, progress: &mut dyn FnMut(usize)) -> Self {
        let full = |path: &str| fs::canonicalize(loaded.folder.path(path)).ok();
        let outputs = loaded.catalog.outputs.iter().filter(|output| is_rust(output));
        let mut modules = Self {
            members: Members::of(&loaded.catalog),
            bound: BTreeMap::new(),
            files: Vec::new(),
            scopes: Vec::new(),
            crates: BTreeMap::new(),
            libraries: BTreeMap::new(),
            types: BTreeSet::new(),
            makers: BTreeSet::new(),
            relevant: BTreeSet::new(),
            has_variants: false,
            others: BTreeSet::new(),
            known: RefCell::default(),
            packages: std::mem::take(&mut walk.packages),
            places: BTreeMap::new(),
            crowded: BTreeSet::new(),
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
        modules.find_relevant(0);
        modules
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
}

/// Whether an output is Rust source.
fn is_rust(output: &Output) -> bool {
    find_kind(KINDS, &output.kind).is_some_and(|kind| kind.extension == "rs")
}
