//! Reads only regular files from disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The maximum size of a file that [`read_text`] reads, in bytes.
pub const MAX_SIZE: u64 = 64 * 1024 * 1024;

/// The maximum size of an output that is read before it is replaced, in bytes.
pub(crate) const MAX_OUTPUT_SIZE: u64 = 512 * 1024 * 1024;

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
///
/// Fails if the path does not lead to a regular file: for example, if it leads to a folder, a named pipe or a device.
/// Reading a pipe could wait forever, and reading a device may have a side effect.
pub fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // To open a pipe for reading already waits for its writer, so the first check is before the file is opened. The
    // second check is about the file that was opened.
    check_regular(&fs::metadata(path)?)?;
    let file = File::open(path)?;
    check_regular(&file.metadata()?)?;
    read_at_most(file, limit)
}

/// Reads the standard input, of at most `limit` bytes.
///
/// # Errors
///
/// Fails if the input is larger.
pub fn read_input(limit: u64) -> io::Result<Vec<u8>> {
    read_at_most(io::stdin().lock(), limit)
}

fn read_at_most(input: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if input.take(limit + 1).read_to_end(&mut bytes)? as u64 > limit {
        return Err(io::Error::other(format!("it is larger than {} MiB", limit / 1024 / 1024)));
    }
    Ok(bytes)
}

/// Reads a regular file as text, as [`read_file`] does.
///
/// # Errors
///
/// This function also fails if the file is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    let text = String::from_utf8(read_file(path, MAX_SIZE)?);
    text.map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

fn check_regular(metadata: &fs::Metadata) -> io::Result<()> {
    match (metadata.is_file(), metadata.is_dir()) {
        (true, _) => Ok(()),
        (false, true) => Err(io::Error::other("it is a folder")),
        (false, false) => {
            let kind = name_kind(metadata.file_type()).map_or_else(String::new, |kind| format!("{kind}, "));
            Err(io::Error::other(format!("it is {kind}not a regular file")))
        }
    }
}

/// What a file is that is neither regular nor a folder.
#[cfg(unix)]
fn name_kind(kind: fs::FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;

    match () {
        () if kind.is_fifo() => Some("a named pipe"),
        () if kind.is_socket() => Some("a socket"),
        () if kind.is_char_device() || kind.is_block_device() => Some("a device"),
        () => None,
    }
}

#[cfg(not(unix))]
fn name_kind(_: fs::FileType) -> Option<&'static str> {
    None
}
