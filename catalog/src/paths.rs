//! Paths in the folder of a catalog: relative, and with `/` between their parts.

use crate::names::is_language_tag;

/// The language of a locale's file. The language is `fr` for `errors.fr.toml` next to the main file `errors.toml`. The
/// result is `None` if `path` is not a locale of the catalog whose main file is `main`.
#[must_use]
pub fn locale_of<'p>(main: &str, path: &'p str) -> Option<&'p str> {
    let stem = main.strip_suffix(".toml").unwrap_or(main);
    let lang = path.strip_prefix(stem)?.strip_prefix('.')?.strip_suffix(".toml")?;
    is_language_tag(lang).then_some(lang)
}

/// The path of a catalog's lock, next to its main file: `errors.lock` for `errors.toml`.
#[must_use]
pub fn lock_path(main: &str) -> String {
    format!("{}.lock", main.strip_suffix(".toml").unwrap_or(main))
}

/// Whether a file or a folder in a path is hidden.
#[must_use]
pub fn is_hidden(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('.'))
}

/// Whether a file or a folder in a path has the name of a device on Windows, where `con.md` is the device `CON`, too.
#[must_use]
pub(crate) fn has_device(path: &str) -> bool {
    path.split('/').any(|name| {
        let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
        match stem.as_str() {
            "con" | "prn" | "aux" | "nul" => true,
            stem => ["com", "lpt"]
                .iter()
                .filter_map(|port| stem.strip_prefix(port))
                .any(|number| matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")),
        }
    })
}

/// Whether a path is relative, uses `/`, and never leads upwards, on every system. Windows drops dots and spaces at the
/// end of a name, so no part may end with a dot or a space. A control character in the path could end a line that a
/// build script prints for cargo.
#[must_use]
pub fn is_inside(path: &str) -> bool {
    !path.contains(|c: char| matches!(c, '\\' | ':') || c.is_control())
        && path.split('/').all(|part| !part.is_empty() && !part.ends_with(['.', ' ']))
}
