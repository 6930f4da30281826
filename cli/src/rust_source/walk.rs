//! Finds packages and their files.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::read_text;
use ignore::WalkBuilder;
use toml_edit::TableLike;

use crate::failure::Failure;
use crate::load::Loaded;

/// The folders of a package in which cargo looks for source.
const SOURCE: [&str; 4] = ["src", "tests", "examples", "benches"];

/// The maximum size of a text, in bytes. Larger texts are not searched.
const MAX_TEXT: u64 = 1 << 20;

/// The packages and files in the searched folders.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) packages: Vec<Package>,
    /// Rust files by canonical path, with the index of the package and whether the user asked for the file. Files that
    /// the user did not ask for are read only for the names that they declare.
    pub(super) files: BTreeMap<PathBuf, (usize, bool)>,
    /// Texts that may mention a code: documents, and the data that tests compare with.
    pub(super) pages: Vec<PathBuf>,
    pub(super) notes: Vec<String>,
}

/// A Cargo package.
pub(super) struct Package {
    /// The canonical path of its folder.
    pub(super) root: PathBuf,
    /// The name of the package as a Rust identifier.
    pub(super) name: String,
    /// The name of its library in other crates.
    pub(super) library: String,
    /// The root file of the library, if the manifest sets it.
    pub(super) library_root: Option<PathBuf>,
    /// The names that this package gives to the libraries of other packages.
    pub(super) renamed: BTreeMap<String, String>,
    /// The root files that the manifest declares for the package's crates.
    pub(super) roots: Vec<PathBuf>,
}

impl Walk {
    pub(super) fn new(loaded: &Loaded, folders: &[PathBuf]) -> Result<Self, Failure> {
        let mut walk = Self::default();
        for folder in folders {
            walk.add(&full(folder)?, true, false);
        }
        // The catalog's package declares the names, even if only a different package is searched.
        let main = loaded.folder.path(loaded.folder.main());
        let root = find_root(&full(main.parent().unwrap_or(Path::new("")))?);
        walk.add_package(&root, folders.is_empty());
        // The requested part of a package may use names that the rest of the package declares.
        for package in 0..walk.packages.len() {
            let root = walk.packages[package].root.clone();
            walk.add_package(&root, false);
        }
        Ok(walk)
    }

    /// Adds the source and the documents of a package. For a virtual workspace, adds everything in its folder.
    fn add_package(&mut self, root: &Path, is_wanted: bool) {
        if is_package(root) {
            self.add(root, is_wanted, true);
        } else if is_wanted {
            self.add(root, true, false);
        }
    }

    fn add(&mut self, folder: &Path, is_wanted: bool, is_package: bool) {
        if folder.ancestors().any(waits) {
            let name = folder.display();
            self.notes.push(format!("cannot search {name}: a file such as .gitignore is not regular"));
            return;
        }
        // The walk does not follow links, so it cannot loop.
        let mut walk = WalkBuilder::new(folder);
        // Git's lists of ignored files that are not in the tree differ between machines, and could be pipes.
        walk.require_git(false).git_exclude(false).git_global(false);
        walk.sort_by_file_name(OsStr::cmp).filter_entry(move |entry| {
            if entry.file_type().is_some_and(|kind| !kind.is_dir()) {
                return true;
            }
            let path = entry.path();
            let is_target = entry.file_name() == "target" && path.with_file_name("Cargo.toml").exists();
            // A nested package is visited separately.
            let is_other = is_package && entry.depth() > 0 && path.join("Cargo.toml").exists();
            !is_target && !is_other && !path.join("CACHEDIR.TAG").exists() && !waits(path)
        });
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    if is_wanted && folder.exists() {
                        self.notes.push(format!("cannot search: {error}"));
                    }
                    continue;
                }
            };
            let path = entry.path();
            let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir() && !kind.is_symlink()) else { continue };
            let within = path.strip_prefix(folder).unwrap_or(path);
            let top = within.iter().next().and_then(OsStr::to_str).unwrap_or_default();
            let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            if extension == "rs" {
                if !is_package || SOURCE.contains(&top) || top == "build.rs" {
                    self.add_file(path, is_wanted);
                }
            } else if is_wanted && kind.is_file() && is_page(within, extension) && size <= MAX_TEXT {
                self.pages.push(path.to_owned());
            }
        }
    }

    fn add_file(&mut self, path: &Path, is_wanted: bool) {
        if let Some((_, wanted)) = self.files.get_mut(path) {
            *wanted |= is_wanted;
            return;
        }
        let root = find_root(path.parent().unwrap_or(path));
        let package = self.packages.iter().position(|package| package.root == root).unwrap_or_else(|| {
            self.packages.push(Package::read(root));
            self.packages.len() - 1
        });
        self.files.insert(path.to_owned(), (package, is_wanted));
    }
}

impl Package {
    fn read(root: PathBuf) -> Self {
        let manifest = read_text(&root.join("Cargo.toml")).unwrap_or_default();
        let manifest: toml_edit::DocumentMut = manifest.parse().unwrap_or_default();
        let text = |item: Option<&toml_edit::Item>| item.and_then(|item| item.as_str()).map(str::to_owned);
        let of = |table: &str, key: &str| text(manifest.get(table).and_then(|table| table.get(key)));
        let name = of("package", "name").unwrap_or_default().replace('-', "_");
        let library = of("lib", "name").map_or_else(|| name.clone(), |name| name.replace('-', "_"));
        let workspaces = root.ancestors().skip(1).filter_map(|folder| read_text(&folder.join("Cargo.toml")).ok());
        let workspace: Option<toml_edit::DocumentMut> = workspaces.filter_map(|text| text.parse().ok()).next();
        let mut renamed = workspace.map(|manifest| renamed_in(manifest.as_table())).unwrap_or_default();
        renamed.extend(renamed_in(manifest.as_table()));
        let mut roots = BTreeSet::new();
        roots.extend(of("lib", "path"));
        for kind in ["bin", "test", "example", "bench"] {
            let targets = manifest.get(kind).and_then(|item| item.as_array_of_tables()).into_iter().flatten();
            roots.extend(targets.filter_map(|target| text(target.get("path"))));
        }
        Self {
            library_root: of("lib", "path").and_then(|path| fs::canonicalize(root.join(path)).ok()),
            name,
            renamed,
            roots: roots.into_iter().filter_map(|path| fs::canonicalize(root.join(path)).ok()).collect(),
            root,
            library,
        }
    }
}

/// The renamed dependencies, `name = { package = "other" }`, in every table of dependencies.
fn renamed_in(manifest: &dyn TableLike) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (key, item) in manifest.iter() {
        let Some(table) = item.as_table_like() else { continue };
        if key.ends_with("dependencies") {
            for (name, dependency) in table.iter() {
                if let Some(package) = dependency.as_table_like().and_then(|it| it.get("package")?.as_str()) {
                    names.insert(name.replace('-', "_"), package.replace('-', "_"));
                }
            }
        } else if matches!(key, "target" | "workspace") || key.starts_with("cfg(") {
            names.extend(renamed_in(table));
        }
    }
    names
}

/// Whether a folder has a list of ignored files that is not a regular file. To read a named pipe could wait forever.
fn waits(folder: &Path) -> bool {
    [".gitignore", ".ignore"].iter().any(|name| fs::metadata(folder.join(name)).is_ok_and(|it| !it.is_file()))
}

fn full(path: &Path) -> Result<PathBuf, Failure> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    fs::canonicalize(path).map_err(|error| Failure::Fatal(format!("cannot search {}: {error}", path.display())))
}

/// The nearest folder with a `Cargo.toml`, or the folder itself if there is none.
fn find_root(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file()).unwrap_or(folder).to_owned()
}

/// Whether a folder is the root of a package and not of a virtual workspace.
fn is_package(folder: &Path) -> bool {
    read_text(&folder.join("Cargo.toml")).is_ok_and(|manifest| manifest.lines().any(|line| line.trim() == "[package]"))
}

/// Whether a file is a document or the data of a test. A changelog does not count, because it mentions old codes.
fn is_page(path: &Path, extension: &str) -> bool {
    let is_changelog = path
        .file_stem()
        .and_then(OsStr::to_str)
        .is_some_and(|stem| stem.eq_ignore_ascii_case("changelog") || stem.eq_ignore_ascii_case("changes"));
    match extension {
        "md" | "markdown" | "mdx" => !is_changelog,
        "json" | "jsonl" | "yaml" | "yml" | "txt" | "http" | "hurl" | "snap" | "trycmd" => is_test_path(path),
        _ => false,
    }
}

/// Whether a path in a package is in a test or a benchmark.
pub(super) fn is_test_path(path: &Path) -> bool {
    path.iter().any(|part| part == "tests" || part == "benches")
}
