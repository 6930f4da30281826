//! Reads the key `rust` of an error, which says what the error is in Rust.

use super::reader::{Entry, Reader, Sp, Table};
use crate::condition::is_rust_cfg;
use crate::diagnostic::rules;

pub(super) const RUST: &[&str] = &["from", "source", "cfg", "non-exhaustive"];

/// `rust` of an error.
#[derive(Debug, Default)]
pub(crate) struct RawRust {
    /// Rust types whose values become this error.
    pub(crate) from: Vec<Sp<String>>,
    pub(crate) has_source: bool,
    /// The condition under which the crate has the error.
    pub(crate) cfg: Option<String>,
    /// Whether other crates must expect further fields of the variant.
    pub(crate) non_exhaustive: Option<bool>,
}

impl Reader<'_> {
    pub(super) fn parse_rust(&mut self, entry: Entry<'_>) -> RawRust {
        let Some(table) = self.table(entry, "`rust`", RUST) else { return RawRust::default() };
        let (from, has_source) = self.parse_sources(&table);
        let cfg = table.get("cfg").and_then(|entry| self.parse_cfg(entry));
        RawRust { from, has_source, cfg, non_exhaustive: table.bool(self, "non-exhaustive") }
    }

    fn parse_cfg(&mut self, entry: Entry<'_>) -> Option<String> {
        let condition = self.as_string(entry)?;
        if !is_rust_cfg(&condition.value) {
            let message = format!("`{}` is not a condition of `#[cfg(…)]`", condition.value);
            self.report(&rules::BAD_RUST_CFG, condition.span, message)
                .label("expected a condition, such as `feature = \"db\"` or `not(unix)`");
            return None;
        }
        Some(condition.value)
    }

    /// Reads the types that become the error, and whether the error has a source.
    fn parse_sources(&mut self, table: &Table<'_>) -> (Vec<Sp<String>>, bool) {
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
