//! The catalog that a command works on, and the source around it.

use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct CatalogPath {
    /// The catalog's main file, or the folder that `errors.toml` lies in
    #[arg(default_value = "errors.toml")]
    path: PathBuf,
}

impl CatalogPath {
    pub(crate) fn main_file(&self) -> PathBuf {
        main_file(&self.path)
    }
}

/// The catalog of a command whose argument is something else.
#[derive(Debug, clap::Args)]
pub(crate) struct CatalogOption {
    /// The catalog's main file, or the folder that `errors.toml` lies in
    #[arg(short, long, value_name = "PATH", default_value = "errors.toml")]
    catalog: PathBuf,
}

impl CatalogOption {
    pub(crate) fn main_file(&self) -> PathBuf {
        main_file(&self.catalog)
    }
}

/// The main file that a path means: a folder's is the `errors.toml` in it.
pub(crate) fn main_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("errors.toml") } else { path.to_owned() }
}

#[derive(Debug, clap::Args)]
pub(crate) struct SourceOptions {
    /// A folder with Rust source; without any, `src`, `tests`, `examples` and `benches` of the catalog's package
    #[arg(long, value_name = "DIR")]
    pub(crate) src: Vec<PathBuf>,
}
