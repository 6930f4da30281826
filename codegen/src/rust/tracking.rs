//! Renders source that makes the compiler track the files of a catalog.

use std::fmt::Write;

use super::{RustOptions, literal};
use crate::base::Reference;

/// Renders source that includes `files`, because rustc tracks the files that a crate includes. Cargo rebuilds the crate
/// when one of these files changes. The paths start at the folder that `reference` refers to.
///
/// The files must exist. This source depends on the place of the attribute, so it is not part of a committed file.
#[must_use]
pub fn render_tracking<'a>(
    files: impl IntoIterator<Item = &'a str>,
    reference: &Reference,
    options: &RustOptions,
) -> String {
    let private = options.private();
    let mut out = String::new();
    for path in files {
        let path = match reference {
            Reference::ManifestDir => {
                let path = literal::string(&format!("/{path}"));
                format!("{private}::core::concat!({private}::core::env!(\"CARGO_MANIFEST_DIR\"), {path})")
            }
            Reference::SourceFile(prefix) => literal::string(&format!("{prefix}{path}")),
            Reference::Unknown => continue,
        };
        let _ = writeln!(out, "const _: &[{private}::u8] = {private}::core::include_bytes!({path});");
    }
    out
}
