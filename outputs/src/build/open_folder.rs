//! A folder that stays the same folder while files are written to it, even if its path is replaced by a link.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// An open folder.
///
/// On Linux, every access to a file in the folder goes through the open folder, because the standard library has no
/// `openat`. Elsewhere, it goes through the folder's path, and somebody who replaces the path at the right moment can
/// redirect it.
pub(super) struct OpenFolder {
    /// The open folder; `None` if the system cannot open folders.
    file: Option<File>,
    /// The path for accesses.
    path: PathBuf,
}

impl OpenFolder {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        if !fs::metadata(path)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let file = File::open(path).ok();
        let through = file.as_ref().and_then(path_through).unwrap_or_else(|| path.to_owned());
        Ok(Self { file, path: through })
    }

    /// Opens a folder whose path has no links, and creates the folders that are missing.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let existing = path.ancestors().find(|path| path.as_os_str().is_empty() || path.exists()).unwrap_or(path);
        Self::open(existing)?.below(path.strip_prefix(existing).unwrap_or(path))
    }

    /// Opens a folder below this one, and creates the folders that are missing. Follows no link.
    pub(super) fn below(self, path: &Path) -> io::Result<Self> {
        path.iter().try_fold(self, |folder, name| {
            let path = folder.at(name);
            match fs::create_dir(&path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            let child = Self::open(&path)?;
            // What was opened must be the folder of this name, and not what a link leads to.
            let entry = fs::symlink_metadata(&path)?;
            let is_child = child.file.as_ref().is_none_or(|file| file.metadata().is_ok_and(|it| is_same(&entry, &it)));
            if entry.is_dir() && is_child { Ok(child) } else { Err(io::Error::other("its folder is a link")) }
        })
    }

    /// The path of a file in the folder.
    pub(super) fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path.join(name)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn file(&self) -> Option<&File> {
        self.file.as_ref()
    }
}

/// A path that leads through an open folder to its entries.
#[cfg(target_os = "linux")]
fn path_through(folder: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;

    let path = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd()));
    let is_there = fs::metadata(&path).and_then(|there| Ok(is_same(&there, &folder.metadata()?)));
    is_there.unwrap_or(false).then_some(path)
}

#[cfg(not(target_os = "linux"))]
fn path_through(_: &File) -> Option<PathBuf> {
    None
}

#[cfg(unix)]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}
