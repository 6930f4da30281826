//! Writes the code for the sources of errors.

use error_catalog_model::Error;

use super::variant::{ALTERNATIVE, MAX_PATTERNS, Source, Variant};
use super::{Rust, put};
use crate::bound::converted_type;
use crate::escape::code;
use crate::groups::{Groups, SEPARATOR};

impl Rust<'_> {
    /// Writes the function that returns the source of an error.
    ///
    /// ```text
    /// fn origin(&self) -> Option<Origin<'_>> {
    ///     match self { Error::Database { source: v0, .. } | … => Some(v0.as_dyn_error()), _ => None }
    /// }
    /// ```
    pub(super) fn render_origin(&mut self) {
        let mut arms: Groups<SourceArm<'_>> = Groups::new();
        let mut count = 0;
        for (_, variant) in self.variants() {
            let Some(source) = &variant.source else { continue };
            let members = [format!("{}: v0", source.name), "..".to_owned()];
            let key = format!("{}{SEPARATOR}{}", variant.cfg.as_deref().unwrap_or_default(), source.ty);
            let arm = arms.group(key, || SourceArm { variant, source, patterns: Vec::new() });
            arm.patterns.push(variant.with(&self.options.error, &members));
            count += 1;
        }
        if arms.is_empty() {
            return;
        }
        put!(self, "        fn origin(&self) -> __ec::Option<__ec::Origin<'_>> {{");
        self.put_nested("origin()");
        put!(self, "            match self {{");
        for SourceArm { variant, source, patterns } in arms.sorted() {
            for patterns in patterns.chunks(MAX_PATTERNS) {
                self.put_cfg(16, &variant.cfg);
                put!(self, "                {}", patterns.join(ALTERNATIVE));
                put!(self, "                => {},", source.origin);
            }
        }
        if count < self.variants().count() || self.has_cfg() || self.is_incomplete() {
            put!(self, "                _ => __ec::None,");
        }
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the implementation of `Error`, and the conversions of sources. The macro `error!` has the implementation
    /// of `From` for all listed types.
    ///
    /// ```text
    /// impl Error for Error { fn source(&self) -> … { Row::cause(self) } }
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
        if self.binding.is_some() {
            return self.render_bound_from();
        }
        for (error, variant) in self.variants() {
            let Some(expression) = self.converted(variant) else { continue };
            for path in &error.from {
                self.render_from(error, path, &expression);
            }
            for path in &error.from_catalog {
                self.render_from(error, path, &expression);
            }
            for path in &error.from_any {
                self.render_from_any(&error.cfg, path, &expression);
            }
        }
    }

    /// Writes the conversions that the application requests with `#[from]` in an enum that it wrote.
    fn render_bound_from(&mut self) {
        for (error, variant) in self.variants() {
            let Some(source) = variant.source.as_ref() else { continue };
            let (Some(path), Some(expression)) = (&source.from, self.converted(variant)) else { continue };
            if error.from_any.iter().any(|any| is_same_type(any, &source.ty)) {
                self.render_from_any(&variant.cfg, path, &expression);
            } else {
                self.open_from(&variant.cfg, path);
                put!(self, "            {expression}");
                put!(self, "        }}");
                put!(self, "    }}");
            }
        }
    }

    /// Returns the expression for an error whose source is the variable `source`; `None` if the error has no source.
    fn converted(&self, variant: &Variant) -> Option<String> {
        let source = variant.source.as_ref()?;
        let mut members = Vec::new();
        for member in &variant.members {
            let value = member.status.map_or_else(|| "__ec::None".to_owned(), |status| status.to_string());
            members.push(format!("{}: {value}", member.name));
        }
        members.extend(variant.internal.iter().map(|member| format!("{}: __ec::None", member.name)));
        members.push(format!("{}: {}", source.name, source.convert));
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
            let mut names = Vec::new();
            for named in named {
                names.extend(named.variants.iter().map(|it| pattern(path, it)));
            }
            if let (false, Some(expression)) = (names.is_empty(), self.converted(variant)) {
                arms.push((error, format!("{} => {expression},", names.join(" | "))));
            }
        }
        self.open_from(&error.cfg, path);
        if arms.is_empty() {
            put!(self, "            {rest}");
        } else {
            // The catalog may name every variant of the type.
            if !self.options.for_macro {
                put!(self, "            #[allow(unreachable_patterns)]");
            }
            put!(self, "            match source {{");
            for (error, arm) in arms {
                self.put_cfg(16, &error.cfg);
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
    fn render_from_any(&mut self, cfg: &Option<String>, path: &str, rest: &str) {
        self.open_from(cfg, path);
        put!(self, "            match source.downcast::<__Error>() {{");
        put!(self, "                __ec::Result::Ok(error) => __ec::Unbox::<__Error>::unbox(error),");
        put!(self, "                __ec::Result::Err(source) => {rest},");
        put!(self, "            }}");
        put!(self, "        }}");
        put!(self, "    }}");
    }

    /// Writes the head of a conversion. If the application wrote the enum, the application may also convert all types
    /// with a certain trait, and such a conversion would overlap with the conversion of all listed types.
    fn open_from(&mut self, cfg: &Option<String>, path: &str) {
        self.put_cfg(4, cfg);
        put!(self, "    #[automatically_derived]");
        match self.binding {
            None => put!(self, "    impl __ec::ListedInRustFrom<__Error> for {path} {{"),
            Some(_) => put!(self, "    impl __ec::From<{path}> for __Error {{"),
        }
        put!(self, "        #[track_caller]");
        match self.binding {
            None => put!(self, "        fn convert(source: Self) -> __Error {{"),
            Some(_) => put!(self, "        fn from(source: {path}) -> Self {{"),
        }
    }
}

/// An arm for all variants whose sources have the same type and the same condition.
struct SourceArm<'a> {
    /// One of the variants, and its source.
    variant: &'a Variant,
    source: &'a Source,
    patterns: Vec<String>,
}

/// Whether `?` converts the same type for both texts.
fn is_same_type(one: &str, other: &str) -> bool {
    converted_type(one) == converted_type(other)
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
    let mut paths = Vec::new();
    for from in &error.from_variants {
        paths.extend(from.variants.iter().map(|variant| code(&format!("{}::{variant}", from.ty))));
    }
    for types in [&error.from, &error.from_any, &error.from_catalog] {
        paths.extend(types.iter().map(|path| code(path)));
    }
    match paths.as_slice() {
        [] => "any error".to_owned(),
        paths => format!("any error; `?` converts {}", paths.join(" or ")),
    }
}
