//! Writes the code for the sources of errors.

use std::collections::BTreeMap;
use std::fmt::Write;

use error_catalog_model::Error;

use super::{Rust, put};
use crate::escape::code;

impl Rust<'_> {
    /// Writes the function that returns the source of an error.
    ///
    /// ```text
    /// fn cause(&self) -> Option<&(dyn Error + 'static)> {
    ///     match self { Error::Database { source: v0, .. } | … => Some(&**v0), _ => None }
    /// }
    /// ```
    pub(super) fn render_cause(&mut self) {
        let (errors, name) = (&self.catalog.errors, &self.options.error);
        let with_source = || errors.iter().filter(|error| error.has_source);
        if with_source().next().is_none() {
            return;
        }
        let mut patterns: BTreeMap<Option<&str>, (&Error, Vec<String>)> = BTreeMap::new();
        for error in with_source() {
            let (_, patterns) = patterns.entry(error.cfg.as_deref()).or_insert_with(|| (error, Vec::new()));
            patterns.push(format!("{name}::{} {{ source: v0, .. }}", error.variant));
        }
        put!(self, "        fn cause(&self) -> __ec::Option<&(dyn __ec::core::error::Error + 'static)> {{");
        put!(self, "            match self {{");
        for (error, patterns) in patterns.values() {
            self.put_cfg(16, error);
            put!(self, "                {}", patterns.join("\n                | "));
            put!(self, "                => __ec::Some(&**v0),");
        }
        if with_source().count() < errors.len() || self.has_cfg() {
            put!(self, "                _ => __ec::None,");
        }
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the implementations of `Error` and of `From` for the sources.
    ///
    /// ```text
    /// impl Error for Error { fn source(&self) -> … { Row::cause(self) } }
    /// impl From<sqlx::Error> for Error {
    ///     fn from(source: sqlx::Error) -> Self { Error::Database { query: None, source: From::from(source) } }
    /// }
    /// ```
    pub(super) fn render_sources(&mut self) {
        let (errors, name) = (&self.catalog.errors, &self.options.error);
        put!(self, "    #[automatically_derived]");
        if errors.iter().any(|error| error.has_source) {
            put!(self, "    impl __ec::core::error::Error for __Error {{");
            put!(self, "        fn source(&self) -> __ec::Option<&(dyn __ec::core::error::Error + 'static)> {{");
            put!(self, "            __ec::Row::cause(self)");
            put!(self, "        }}");
            put!(self, "    }}");
        } else {
            put!(self, "    impl __ec::core::error::Error for __Error {{}}");
        }
        for error in errors {
            let mut members = String::new();
            for field in &error.fields {
                let _ = write!(members, "{}: __ec::None, ", field.rust_name());
            }
            for path in &error.from {
                self.put_cfg(4, error);
                put!(self, "    #[automatically_derived]");
                put!(self, "    impl __ec::From<{path}> for __Error {{");
                put!(self, "        fn from(source: {path}) -> Self {{");
                put!(self, "            {name}::{} {{ {members}source: __ec::From::from(source) }}", error.variant);
                put!(self, "        }}");
                put!(self, "    }}");
            }
        }
    }
}

/// Returns the documentation of an error's source.
pub(super) fn source_docs(error: &Error) -> String {
    format!("The source of the error: {}. The source is only logged, never sent.", source_types(error))
}

/// Returns `any error`, or ``any error; `?` converts a `sqlx::Error` ``.
pub(super) fn source_types(error: &Error) -> String {
    match error.from.iter().map(|path| code(path)).collect::<Vec<_>>() {
        paths if paths.is_empty() => "any error".to_owned(),
        paths => format!("any error; `?` converts {}", paths.join(" or ")),
    }
}
