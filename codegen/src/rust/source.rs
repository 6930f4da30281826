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
    /// impl<T: ListedInRustFrom<Error>> From<T> for Error { … }
    /// impl ListedInRustFrom<Error> for sqlx::Error { … }
    /// ```
    pub(super) fn render_sources(&mut self) {
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
        put!(self, "    #[automatically_derived]");
        put!(self, "    impl<__T: __ec::ListedInRustFrom<__Error>> __ec::From<__T> for __Error {{");
        put!(self, "        #[track_caller]");
        put!(self, "        fn from(source: __T) -> Self {{");
        put!(self, "            __ec::ListedInRustFrom::convert(source)");
        put!(self, "        }}");
        put!(self, "    }}");
        for (error, variant) in self.variants() {
            let Some(expression) = self.converted(variant) else { continue };
            for path in &error.from {
                self.render_from(error, path, &expression);
            }
            for path in &error.from_any {
                self.render_from_any(error, path, &expression);
            }
        }
    }

    /// Returns the expression for an error whose source is the variable `source`; `None` if the error has no source.
    fn converted(&self, variant: &Variant) -> Option<String> {
        let source = variant.source.as_ref()?;
        let mut members: Vec<_> = variant.members.iter().map(|it| format!("{}: __ec::None", it.name)).collect();
        members.push(format!("{source}: __ec::IntoSource::into_source(source)"));
        Some(variant.with(&self.options.error, &members))
    }

    /// Writes the conversion of a type of which variants may become other errors.
    ///
    /// ```text
    /// impl ListedInRustFrom<Error> for sqlx::Error {
    ///     #[track_caller]
    ///     fn convert(source: Self) -> Error {
    ///         match source {
    ///             sqlx::Error::RowNotFound { .. } => Error::NotFound { source: IntoSource::into_source(source) },
    ///             _ => Error::Database { query: None, source: IntoSource::into_source(source) },
    ///         }
    ///     }
    /// }
    /// ```
    fn render_from(&mut self, error: &Error, path: &str, rest: &str) {
        let mut arms = Vec::new();
        for (error, variant) in self.variants() {
            let named = error.from_variants.iter().filter(|named| is_same_type(&named.ty, path));
            let names: Vec<String> =
                named.flat_map(|named| named.variants.iter().map(|it| pattern(path, it))).collect();
            if let (false, Some(expression)) = (names.is_empty(), self.converted(variant)) {
                arms.push((error, format!("{} => {expression},", names.join(" | "))));
            }
        }
        self.open_from(error, path);
        if arms.is_empty() {
            put!(self, "            {rest}");
        } else {
            // The catalog may name every variant of the type.
            if !self.options.for_macro {
                put!(self, "            #[allow(unreachable_patterns)]");
            }
            put!(self, "            match source {{");
            for (error, arm) in arms {
                self.put_cfg(16, error);
                put!(self, "                {arm}");
            }
            put!(self, "                _ => {rest},");
            put!(self, "            }}");
        }
        put!(self, "        }}");
        put!(self, "    }}");
    }

    /// Writes the conversion of a type whose values can contain an error of the catalog.
    ///
    /// ```text
    /// match source.downcast::<Error>() {
    ///     Ok(error) => Unbox::<Error>::unbox(error),
    ///     Err(source) => Error::Internal { source: IntoSource::into_source(source) },
    /// }
    /// ```
    fn render_from_any(&mut self, error: &Error, path: &str, rest: &str) {
        self.open_from(error, path);
        put!(self, "            match source.downcast::<__Error>() {{");
        put!(self, "                __ec::Result::Ok(error) => __ec::Unbox::<__Error>::unbox(error),");
        put!(self, "                __ec::Result::Err(source) => {rest},");
        put!(self, "            }}");
        put!(self, "        }}");
        put!(self, "    }}");
    }

    fn open_from(&mut self, error: &Error, path: &str) {
        self.put_cfg(4, error);
        put!(self, "    #[automatically_derived]");
        put!(self, "    impl __ec::ListedInRustFrom<__Error> for {path} {{");
        put!(self, "        #[track_caller]");
        put!(self, "        fn convert(source: Self) -> __Error {{");
    }
}

/// Whether two paths are the same type. White space between generic arguments does not make a different type.
fn is_same_type(one: &str, other: &str) -> bool {
    one.replace(' ', "") == other.replace(' ', "")
}

/// Returns the pattern of a variant of any shape. The compiler infers the generic arguments of the type.
fn pattern(path: &str, variant: &str) -> String {
    let path = path.split('<').next().unwrap_or(path);
    format!("{path}::{variant} {{ .. }}")
}

/// Returns the documentation of an error's source.
pub(super) fn source_docs(error: &Error) -> String {
    format!("The source of the error: {}. The source is only logged, never sent.", source_types(error))
}

/// Returns `any error`, or ``any error; `?` converts a `sqlx::Error` ``.
pub(super) fn source_types(error: &Error) -> String {
    let variants = error.from_variants.iter();
    let variants = variants.flat_map(|from| from.variants.iter().map(|variant| format!("{}::{variant}", from.ty)));
    let types = error.from.iter().chain(&error.from_any).cloned();
    match variants.chain(types).map(|path| code(&path)).collect::<Vec<_>>() {
        paths if paths.is_empty() => "any error".to_owned(),
        paths => format!("any error; `?` converts {}", paths.join(" or ")),
    }
}
