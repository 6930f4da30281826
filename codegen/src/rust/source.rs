//! Writes the code for the sources of errors.

use std::collections::BTreeMap;
use std::fmt::Write;

use error_catalog_model::Error;

use super::variant::{Source, Variant};
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
    pub(super) fn render_cause(&mut self) {
        let mut arms: BTreeMap<(Option<&str>, &str), (&Variant, &Source, Vec<String>)> = BTreeMap::new();
        let mut count = 0;
        for (_, variant) in self.variants() {
            let Some(source) = &variant.source else { continue };
            let members = [format!("{}: v0", source.name), "..".to_owned()];
            let key = (variant.cfg.as_deref(), source.ty.as_str());
            let (_, _, patterns) = arms.entry(key).or_insert_with(|| (variant, source, Vec::new()));
            patterns.push(variant.with(&self.options.error, &members));
            count += 1;
        }
        if arms.is_empty() {
            return;
        }
        // The application chooses the types of sources in an enum that it wrote.
        match self.binding {
            None => put!(self, "        fn origin(&self) -> __ec::Option<&__ec::Source> {{"),
            Some(_) => {
                put!(self, "        fn cause(&self) -> __ec::Option<&(dyn __ec::core::error::Error + 'static)> {{")
            }
        }
        put!(self, "            match self {{");
        for (variant, source, patterns) in arms.values() {
            self.put_cfg(16, &variant.cfg);
            put!(self, "                {}", patterns.join("\n                | "));
            put!(self, "                => {},", source.cause);
        }
        if count < self.variants().count() || self.has_cfg() || self.is_incomplete() {
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
        for (_, variant) in self.variants() {
            let Some(source) = &variant.source else { continue };
            let others = variant.members.iter().map(|it| &it.name).chain(variant.internal.iter().map(|it| &it.name));
            let mut members: Vec<_> = others.map(|name| format!("{name}: __ec::None")).collect();
            members.push(format!("{}: {}", source.name, source.convert));
            for path in &source.from {
                self.put_cfg(4, &variant.cfg);
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
