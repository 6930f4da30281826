//! Reads the key `rust` of an error, which lists the Rust types that `?` converts into the error.

use super::reader::{Entry, Reader, Sp};
use crate::diagnostic::rules;

pub(super) const RUST: &[&str] = &["from", "source"];

impl Reader<'_> {
    /// Reads the types that become the error, and whether the error has a source.
    pub(super) fn parse_sources(&mut self, entry: Entry<'_>) -> (Vec<Sp<String>>, bool) {
        let Some(table) = self.table(entry, "`rust`", RUST) else { return Default::default() };
        let given = table.bool(self, "source");
        let Some(entry) = table.get("from") else { return (Vec::new(), given.unwrap_or(false)) };
        let before = self.diagnostics.len();
        let paths = self.as_strings(entry);
        if paths.is_empty() && self.diagnostics.len() == before {
            self.report(&rules::BAD_RUST_TYPE, entry.span, "`from` does not name a type")
                .label("expected a path, such as `sqlx::Error`")
                .help("if the application converts the source into the error, use `source = true` instead of `from`");
        }
        if let (Some(false), Some(source)) = (given, table.get("source")) {
            self.report(&rules::CONFLICTING_KEYS, source.span, "an error with `rust.from` always has a source")
                .label("remove either `source` or `from`");
        }
        (paths.into_iter().filter_map(|path| self.check_rust_path(path)).collect(), true)
    }
}
