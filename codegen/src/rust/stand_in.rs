//! What an attribute makes beside the items of a catalog, or in their place.

use std::fmt::Write;
use std::path::PathBuf;

use super::{QUIET, RustOptions, literal};

/// Source that has the crate built anew when one of `files` changes: rustc tracks what it includes. Their paths
/// have to be absolute, so this is no part of any file that is kept.
#[must_use]
pub fn render_tracking(files: impl IntoIterator<Item = PathBuf>, options: &RustOptions) -> String {
    let private = format!("{}::__private", options.krate);
    let mut out = String::new();
    for path in files.into_iter().filter_map(|path| path.into_os_string().into_string().ok()) {
        let path = literal::string(&path);
        let _ = writeln!(out, "const _: &[{private}::core::primitive::u8] = {private}::core::include_bytes!({path});");
    }
    out
}

/// Source that fails to compile with `messages`, and types by the names of a catalog's. An error is part of these
/// types already, so the compiler does not complain of what they lack: one mistake in a catalog is not followed by
/// an echo for each use of its errors. A type that is merely empty would have them all.
#[must_use]
pub fn render_stand_in(messages: &[String], options: &RustOptions) -> String {
    let RustOptions { krate, error, code, category, visibility } = options;
    let core = format!("{krate}::__private::core");
    let mut messages = messages.iter().map(|message| literal::string(message));
    let first = messages.next().unwrap_or_default();
    let mut out = format!("{QUIET}\nconst __BROKEN: {core}::primitive::usize = {core}::compile_error!({first});\n");
    for message in messages {
        let _ = writeln!(out, "const _: () = {{ {core}::compile_error!({message}); }};");
    }
    let _ = writeln!(out, "#[doc(hidden)]\n{QUIET}\npub struct __Broken<T, const N: {core}::primitive::u8>(T);");
    for (index, name) in [error, code, category].into_iter().enumerate() {
        let _ = writeln!(out, "#[doc(hidden)]\n{QUIET}\n{visibility} type {name} = __Broken<[(); __BROKEN], {index}>;");
    }
    out
}
