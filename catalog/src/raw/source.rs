//! Reads the key `rust` of an error, which says what the error is in Rust.

use toml::de::{DeTable, DeValue};

use super::reader::{Entry, Reader, Sp, Table};
use crate::condition::Condition;
use crate::diagnostic::{Span, rules};
use crate::rust_path::{boxed_bounds, canonical_path, is_variant};

pub(super) const RUST: &[&str] = &["from", "from-any", "from-catalog", "source", "cfg", "non-exhaustive"];

/// The name that stands for every variant that becomes no other error.
const REST: &str = "_";

/// `rust` of an error.
#[derive(Debug, Default)]
pub(crate) struct RawRust {
    /// Rust types whose values become this error.
    pub(crate) from: Vec<RawFrom>,
    pub(crate) has_source: bool,
    /// The condition under which the crate has the error.
    pub(crate) cfg: Option<String>,
    /// Whether other crates must expect further fields of the variant.
    pub(crate) non_exhaustive: Option<bool>,
}

/// A Rust type whose values become an error.
#[derive(Debug)]
pub(crate) struct RawFrom {
    pub(crate) path: Sp<String>,
    /// The variants that become the error; `_` is every variant that becomes no other error. If the list is empty, the
    /// catalog names the type alone, which has the same meaning as `_`.
    pub(crate) variants: Vec<Sp<String>>,
    /// The key that names the type: `from`, `from-any` or `from-catalog`.
    pub(crate) key: &'static str,
}

fn expected_path(key: &str) -> &'static str {
    match key {
        "from-any" => "expected the path of a type that contains any error, such as `anyhow::Error`",
        "from-catalog" => "expected the path of another catalog's errors, such as `billing::errors::Error`",
        _ => "expected a path, such as `sqlx::Error`",
    }
}

impl RawFrom {
    fn whole(path: Sp<String>, key: &'static str) -> Self {
        Self { path, variants: Vec::new(), key }
    }

    /// The variants except `_`.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Sp<String>> {
        self.variants.iter().filter(|variant| variant.value != REST)
    }

    /// Where the catalog says that the error takes every value that becomes no other error.
    pub(crate) fn rest(&self) -> Option<Span> {
        if self.variants.is_empty() {
            return Some(self.path.span);
        }
        self.variants.iter().find(|variant| variant.value == REST).map(|variant| variant.span)
    }

    /// The text by which types are compared.
    pub(crate) fn ty(&self) -> String {
        canonical_path(&self.path.value)
    }
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
        if Condition::parse(&condition.value).is_none() {
            let message = format!("`{}` is not a condition of `#[cfg(…)]`", condition.value);
            self.report(&rules::BAD_RUST_CFG, condition.span, message)
                .label("expected a condition, such as `feature = \"db\"` or `not(unix)`");
            return None;
        }
        Some(condition.value)
    }

    /// Reads the types that become the error, and whether the error has a source.
    fn parse_sources(&mut self, table: &Table<'_>) -> (Vec<RawFrom>, bool) {
        let mut from = Vec::new();
        let mut last = None;
        for key in ["from", "from-any", "from-catalog"] {
            let Some(entry) = table.get(key) else { continue };
            last = Some(key);
            let before = self.diagnostics.len();
            let conversions = match entry.value {
                DeValue::Table(table) if key == "from" => self.parse_variants(table),
                DeValue::String(_) | DeValue::Array(_) => {
                    self.as_strings(entry).into_iter().map(|path| RawFrom::whole(path, key)).collect()
                }
                _ => {
                    let expected = if key == "from" {
                        "a string, a list of strings or a table"
                    } else {
                        "a string or a list of strings"
                    };
                    self.wrong_type(entry, expected);
                    Vec::new()
                }
            };
            if conversions.is_empty() && self.diagnostics.len() == before {
                self.report(&rules::BAD_RUST_TYPE, entry.span, format!("`{key}` does not name a type"))
                    .label(expected_path(key))
                    .help(format!(
                        "if the application converts the source into the error, use `source = true` instead of `{key}`"
                    ));
            }
            from.extend(conversions.into_iter().filter(|conversion| self.check_source_type(conversion)));
        }
        let given = table.bool(self, "source");
        if let (Some(false), Some(source), Some(key)) = (given, table.get("source"), last) {
            let message = format!("an error with `rust.{key}` always has a source");
            self.report(&rules::CONFLICTING_KEYS, source.span, message)
                .label(format!("remove either `source` or `{key}`"));
        }
        (from, given.unwrap_or(false) || last.is_some())
    }

    /// Reads `from = { "sqlx::Error" = ["RowNotFound"] }`.
    fn parse_variants<'t>(&mut self, table: &'t DeTable<'t>) -> Vec<RawFrom> {
        let entries = self.entries(table).into_iter();
        let conversions = entries.filter_map(|entry| {
            let before = self.diagnostics.len();
            let variants = self.as_strings(entry);
            for variant in &variants {
                if !is_variant(&variant.value) {
                    let message = format!("`{}` is not the name of a variant", variant.value);
                    self.report(&rules::BAD_RUST_TYPE, variant.span, message)
                        .label("expected a name, such as `RowNotFound`, or `_` for all other variants");
                }
            }
            if variants.is_empty() && self.diagnostics.len() == before {
                self.report(&rules::BAD_RUST_TYPE, entry.span, format!("no variant of `{}` is named", entry.key))
                    .label("expected the names of variants, or `_` for all other variants");
            }
            let path = Sp::new(entry.key.to_owned(), entry.key_span);
            (self.diagnostics.len() == before).then_some(RawFrom { path, variants, key: "from" })
        });
        conversions.collect()
    }

    /// Whether a type can be pasted into Rust and can be a source. Reports any other type.
    fn check_source_type(&mut self, conversion: &RawFrom) -> bool {
        let RawFrom { path, variants, key } = conversion;
        let bounds = boxed_bounds(&path.value).filter(|_| variants.is_empty() && *key != "from-catalog");
        let has = |bounds: &[&str], name| bounds.iter().any(|bound| bound.rsplit("::").next() == Some(name));
        match bounds {
            Some(bounds) if has(&bounds, "Send") && has(&bounds, "Sync") => true,
            Some(_) => {
                self.report(&rules::BAD_RUST_TYPE, path.span, format!("`{}` cannot be a source", path.value))
                    .label("expected `Box<dyn std::error::Error + Send + Sync>`")
                    .help("an error can be sent to another thread, so its source must be `Send` and `Sync`");
                false
            }
            None => self.check_rust_path(path.clone()).is_some(),
        }
    }
}
