//! `error-catalog usage` and `where`: no source makes the commands panic.

use std::fs;
use std::path::Path;

use error_catalog_cli::internal::{Output, run_captured};

use crate::archive;
use crate::catalog::parse_json;
use crate::text::check_printable;

/// The catalog of an input that contains only source.
const CATALOG: &str = "[errors.user_not_found]\nstatus = 404\nmessage = 'No user'\n[errors.rate_limited]\nstatus = 429\n\
                       message = 'Slow down'\nfields = { retry_after = 'duration' }\n";

/// Writes the files of the input into a folder, and searches the folder. Returns whether the catalog is valid.
pub fn check(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let mut files = archive::split(text);
    files.entry("errors.toml".to_owned()).or_insert_with(|| CATALOG.to_owned());
    // In memory, writing the files takes a tenth of the time.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let Ok(folder) = folder else { return false };
    for (path, text) in &files {
        let path = folder.path().join(path);
        let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
        // A file and a folder of the input may have the same name.
        if parent.is_err() || fs::write(path, text).is_err() {
            return false;
        }
    }
    let catalog = folder.path().join("errors.toml");
    let catalog = catalog.display().to_string();
    let is_valid = check_command(&["usage", &catalog]);
    for arguments in [&["usage", &catalog, "--format", "json"][..], &["where", "user_not_found", &catalog]] {
        check_command(arguments);
    }
    is_valid
}

/// Runs a command. Returns whether the command succeeds.
fn check_command(arguments: &[&str]) -> bool {
    let Output { code, text, data } = run_captured(arguments);
    assert!(code <= 2, "{arguments:?}: {code}");
    let [text, data] = [text, data].map(|bytes| String::from_utf8(bytes).unwrap_or_else(|error| panic!("{error}")));
    check_printable(&text, &['\n', '\t']);
    if !data.is_empty() {
        parse_json(&data);
    }
    code == 0
}
