//! Writes the code for the sources of errors.

use std::collections::BTreeMap;
use std::fmt::Write;

use error_catalog_model::Error;

use super::variant::Variant;
use super::{Rust, put};
use crate::escape::code;

impl Rust<'_> {
    /// Writes the function that returns the source of an error.
    ///
    /// ```text
    /// fn origin(&self) -> Option<&Source> {
    ///     match self { Error::Database { source: v0, .. } | … => Some(v0), _ => None }
    /// }
    /// ```
    pub(super) fn render_origin(&mut self) {
        let name = &self.options.error;
        let pattern = |variant: &Variant, source: &str| variant.with(name, &[format!("{source}: v0"), "..".to_owned()]);
        let mut patterns: BTreeMap<Option<&str>, (&Error, Vec<String>)> = BTreeMap::new();
        let mut with_source = 0;
        for (error, variant) in self.variants() {
            let Some(source) = variant.source.as_deref() else { continue };
            let (_, patterns) = patterns.entry(error.cfg.as_deref()).or_insert_with(|| (error, Vec::new()));
            patterns.push(pattern(variant, source));
            with_source += 1;
        }
        if patterns.is_empty() {
            return;
        }
        put!(self, "        fn origin(&self) -> __ec::Option<&__ec::Source> {{");
        put!(self, "            match self {{");
        for (error, patterns) in patterns.values() {
            self.put_cfg(16, error);
            put!(self, "                {}", patterns.join("\n                | "));
            put!(self, "                => __ec::Some(v0),");
        }
        if with_source < self.variants().count() || self.has_cfg() {
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
    ///     #[track_caller]
    ///     fn from(source: sqlx::Error) -> Self {
    ///         Error::Database { query: None, source: IntoSource::into_source(source) }
    ///     }
    /// }
    /// ```
    pub(super) fn render_sources(&mut self) {
        let name = &self.options.error;
        put!(self, "    #[automatically_derived]");
        if self.variants().any(|(_, variant)| variant.source.is_some()) {
            put!(self, "    impl __ec::core::error::Error for __Error {{");
            put!(self, "        fn source(&self) -> __ec::Option<&(dyn __ec::core::error::Error + 'static)> {{");
            put!(self, "            __ec::Row::cause(self)");
            put!(self, "        }}");
            put!(self, "    }}");
        } else {
            put!(self, "    impl __ec::core::error::Error for __Error {{}}");
        }
        for (error, variant) in self.variants() {
            let Some(source) = &variant.source else { continue };
            let mut members: Vec<_> = variant.members.iter().map(|it| format!("{}: __ec::None", it.name)).collect();
            members.push(format!("{source}: __ec::IntoSource::into_source(source)"));
            for path in &error.from {
                self.put_cfg(4, error);
                put!(self, "    #[automatically_derived]");
                put!(self, "    impl __ec::From<{path}> for __Error {{");
                put!(self, "        #[track_caller]");
                put!(self, "        fn from(source: {path}) -> Self {{");
                put!(self, "            {}", variant.with(name, &members));
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
