//! Renders source that makes the compiler track the files of a catalog.

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
    let path = match reference {
        Reference::ManifestDir => {
            let path = literal::string(&format!("/{path}"));
            format!("{private}::core::concat!({private}::core::env!(\"CARGO_MANIFEST_DIR\"), {path})")
        }
        Reference::SourceFile(prefix) => literal::string(&format!("{prefix}{path}")),
        Reference::Unknown => return String::new(),
    };
    format!("const _: &[{private}::u8] = {private}::core::include_bytes!({path});\n")
}
