//! Renders source that makes the compiler track the files of a catalog.

use std::ffi::OsStr;
use std::path::Path;

use error_catalog_model::SourceFile;

use super::{RustOptions, literal};
use crate::base::Reference;

/// Renders source that includes the file `path`, because rustc tracks the files that a crate includes. Cargo rebuilds
/// the crate when the file changes. The path starts at the folder that `reference` refers to. The source is empty if
/// generated source cannot refer to this folder.
///
/// The file must exist. This source depends on the place of the attribute, so it is not part of a committed file.
#[must_use]
pub fn render_tracking(path: &str, reference: &Reference, options: &RustOptions) -> String {
    let private = options.private();
    match literal_of(path, reference, &private) {
        Some(path) => format!("const _: &[{private}::u8] = {private}::core::include_bytes!({path});\n"),
        None => String::new(),
    }
}

/// Renders source that includes the text of all files of a catalog, from which the application describes its errors at
/// run time. The paths of `files` are as in [`render_tracking`]; the first file is the main file. The source is empty
/// without the option, and if generated source cannot refer to the folder.
#[must_use]
pub fn render_files(files: &[SourceFile], reference: &Reference, options: &RustOptions) -> String {
    if !options.files {
        return String::new();
    }
    let private = options.private();
    let (mut above, mut list) = (None, String::new());
    for path in files.iter().map(|file| file.path.as_str()) {
        let above = *above.get_or_insert_with(|| folder_of(path));
        let Some(found) = literal_of(path, reference, &private) else { return String::new() };
        let name = literal::string(path.strip_prefix(above).unwrap_or(path));
        list.push_str(&format!("({name}, {private}::core::include_str!({found})),"));
    }
    let RustOptions { error, code, .. } = options;
    format!("{private}::openapi! {{ {private}::described! {{ {error}, {code}, [{list}] }} }}\n")
}

/// The start of a path, up to the name of the file.
fn folder_of(path: &str) -> &str {
    let name = Path::new(path).file_name().and_then(OsStr::to_str).unwrap_or_default();
    path.strip_suffix(name).unwrap_or_default()
}

/// The expression for a path in a macro such as `include_bytes!`.
fn literal_of(path: &str, reference: &Reference, private: &str) -> Option<String> {
    match reference {
        Reference::ManifestDir => {
            let path = literal::string(&format!("/{path}"));
            Some(format!("{private}::core::concat!({private}::core::env!(\"CARGO_MANIFEST_DIR\"), {path})"))
        }
        Reference::SourceFile(prefix) => Some(literal::string(&format!("{prefix}{path}"))),
        Reference::Unknown => None,
    }
}
