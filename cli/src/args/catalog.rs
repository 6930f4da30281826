//! The catalog that a command works on, and the Rust source around it.

use std::path::{Path, PathBuf, is_separator};

#[derive(Debug, clap::Args)]
pub(crate) struct CatalogPath {
    /// The catalog's main file, or a folder that contains `errors.toml`
    #[arg(default_value = "errors.toml")]
    path: PathBuf,
}

impl CatalogPath {
    pub(crate) fn main_file(&self) -> PathBuf {
        main_file_or_lock(&self.path)
    }
}

/// The path of the catalog, for a command that also has other arguments. A user gives the path as
/// the last argument or with `--catalog`.
#[derive(Debug, clap::Args)]
pub(crate) struct CatalogOption {
    /// The catalog's main file, or a folder that contains `errors.toml`
    #[arg(value_name = "PATH", conflicts_with = "catalog")]
    path: Option<PathBuf>,
    /// Another way to give the argument PATH
    #[arg(short, long, value_name = "PATH", default_value = "errors.toml")]
    catalog: PathBuf,
}

impl CatalogOption {
    pub(crate) fn main_file(&self) -> PathBuf {
        main_file_or_lock(self.path.as_ref().unwrap_or(&self.catalog))
    }
}

/// Whether an argument is the path of a catalog: a TOML file, or a folder that contains `errors.toml`.
pub(crate) fn is_catalog(argument: &str) -> bool {
    let main = main_file(Path::new(argument));
    main.is_file() && main.extension().is_some_and(|extension| extension == "toml")
}

/// The main file that a path refers to. A lock refers to the catalog next to it.
fn main_file_or_lock(path: &Path) -> PathBuf {
    let catalog = path.with_extension("toml");
    let is_lock = path.extension().is_some_and(|extension| extension == "lock");
    if is_lock && path.is_file() && catalog.is_file() { catalog } else { main_file(path) }
}

/// The main file that a path refers to: for a folder, `errors.toml` in that folder.
pub(crate) fn main_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("errors.toml") } else { path.to_owned() }
}

/// Whether a path names a folder because the path ends in `/`.
pub(crate) fn ends_in_separator(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|last| is_separator(char::from(*last)))
}

#[derive(Debug, clap::Args)]
pub(crate) struct SourceOptions {
    /// Search this folder for Rust source [default: src, tests, examples and benches of the catalog's package]
    #[arg(long, value_name = "DIR")]
    pub(crate) src: Vec<PathBuf>,
}
