//! Writes the error enum.

use std::fmt::Write;

use error_catalog_model::{Error, Field};

use super::source::source_docs;
use super::variant::{ALTERNATIVE, MAX_PATTERNS, Member, Variant};
use super::{Rust, docs, put, types};
use crate::groups::{Groups, SEPARATOR};

impl Rust<'_> {
    /// Writes the error enum.
    ///
    /// ```text
    /// /// User not found …
    /// pub enum Error {
    ///     /// …
    ///     UserNotFound {
    ///         /// …
    ///         user_id: String,
    ///     },
    ///     RateLimited,
    /// }
    /// ```
    pub(super) fn render_error_enum(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        let private = options.private();
        self.put_docs(0, &docs::render_catalog_docs(catalog));
        self.open_enum(&options.error);
        for (index, error) in catalog.errors.iter().enumerate() {
            let docs = self.error_docs(index, error);
            self.put_docs(4, &docs);
            self.put_cfg(4, &error.cfg);
            self.put_deprecated(4, error);
            self.put_non_exhaustive_variant(error);
            if is_bare(error) {
                put!(self, "    {},", error.variant);
                continue;
            }
            put!(self, "    {} {{", error.variant);
            for field in &error.fields {
                self.put_docs(8, &docs::field_docs(field));
                self.put_field(field.rust_name(), &types::field_type(field, &private));
            }
            if error.has_source {
                self.put_docs(8, &source_docs(error));
                put!(self, "        source: {private}::Source,");
            }
            put!(self, "    }},");
        }
        self.close_enum();
    }

    pub(super) fn render_error_impls(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        let (name, code) = (&options.error, &options.code);
        match self.binding {
            None => {
                put!(self, "    impl {name} {{");
                self.put_docs(8, "Returns the code of the error.");
                put!(self, "        #[must_use]");
                put!(self, "        pub const fn code(&self) -> {code} {{");
                self.render_code();
                self.render_constructors();
            }
            // The application may have methods with the names of the methods that a generated enum has.
            Some(_) => {
                put!(self, "    impl __ec::CatalogError for __Error {{");
                put!(self, "        type Code = {code};");
                put!(self, "        fn code(&self) -> {code} {{");
                self.render_code();
                put!(self, "        __ec::create! {{ {code} }}");
                put!(self, "        __ec::rows! {{ {code} }}");
            }
        }
        self.render_examples();
        put!(self, "    }}");
        put!(self, "    impl __ec::Row for __Error {{");
        put!(self, "        fn table(&self) -> &'static __ec::Table {{");
        self.put_nested("table()");
        put!(self, "            &TABLE");
        put!(self, "        }}");
        put!(self, "        fn row(&self) -> __ec::usize {{");
        self.put_nested("row()");
        match self.binding {
            None => put!(self, "            Self::code(self).row()"),
            Some(_) => put!(self, "            __ec::CatalogError::code(self).row()"),
        }
        put!(self, "        }}");
        self.render_visitor("visit", &|field| !field.internal);
        if self.has_nested() || catalog.errors.iter().any(|error| error.internal_fields().next().is_some()) {
            self.render_visitor("visit_internal", &|field| field.internal);
        }
        self.render_fmt_own();
        put!(self, "        fn tables() -> __ec::Option<&'static __ec::Table> {{");
        put!(self, "            __ec::Some(&TABLE)");
        put!(self, "        }}");
        self.render_origin();
        self.render_nested();
        self.render_of_rejection();
        self.render_decode();
        self.render_templates();
        put!(self, "    }}");
        self.render_sources();
        match self.binding {
            None => {
                let of = self.status_of();
                put!(self, "    __ec::error! {{ {name}, __Error, {code}{of} }}");
            }
            Some(binding) => self.render_bound_impls(binding),
        }
    }

    /// Writes the body of the function that returns the code of an error: a `match`, or several with at most
    /// [`MAX_ARMS`] arms.
    ///
    /// ```text
    /// match *self { Error::UserNotFound { .. } => return Code::UserNotFound, …, _ => {} }
    /// match *self { …, Error::RateLimited => Code::RateLimited, _ => Code::EmailTaken }
    /// ```
    fn render_code(&mut self) {
        let (name, code) = (&self.options.error, &self.options.code);
        let mut variants: Vec<_> = self.variants().collect();
        let mut rest = "loop {}".to_owned();
        let is_split = variants.len() > MAX_ARMS;
        // Without this arm, the compiler would compare each variant with each arm to find out that none is missing.
        if let (true, false, Some((error, _))) = (is_split, self.is_incomplete(), variants.last()) {
            rest = format!("{code}::{}", error.variant);
            variants.pop();
        }
        let count = variants.len().div_ceil(MAX_ARMS).max(1);
        for index in 0..count {
            let is_last = index + 1 == count;
            let start = if is_last { "" } else { "return " };
            put!(self, "            match *self {{");
            for (error, variant) in variants.iter().skip(index * MAX_ARMS).take(MAX_ARMS) {
                self.put_cfg(16, &variant.cfg);
                put!(self, "                {} => {start}{code}::{},", variant.pattern(name), error.variant);
            }
            if !is_last {
                put!(self, "                _ => {{}}");
            } else if is_split || self.is_incomplete() {
                put!(self, "                _ => {rest},");
            }
            put!(self, "            }}");
        }
        put!(self, "        }}");
    }

    /// Writes one arm for all errors whose fields have the same types, because an arm costs the compiler more than a
    /// pattern. An arm has at most [`MAX_PATTERNS`] patterns.
    ///
    /// ```text
    /// fn visit(&self, see: &mut dyn FnMut(&[Value<'_>])) {
    ///     match self {
    ///         Self::UserNotFound { user_id: a } | Self::EmailTaken { email: a } => see(&[to_value(a)]),
    ///         _ => see(&[]),
    ///     }
    /// }
    /// ```
    fn render_visitor(&mut self, method: &str, wanted: &dyn Fn(&Field) -> bool) {
        let mut arms: Groups<Arm> = Groups::new();
        let mut bare = self.catalog.errors.is_empty() || self.has_cfg() || self.is_incomplete();
        for (error, variant) in self.variants() {
            let members = error.fields.iter().zip(&variant.members).filter(|(field, _)| wanted(field));
            let members: Vec<&Member> = members.map(|(_, member)| member).collect();
            if members.is_empty() {
                bare = true;
                continue;
            }
            let mut key = String::new();
            for member in &members {
                key.push_str(&member.ty);
                key.push(SEPARATOR);
            }
            key.push(SEPARATOR);
            key.push_str(variant.cfg.as_deref().unwrap_or_default());
            let arm = arms.group(key, Arm::default);
            if arm.patterns.is_empty() {
                arm.cfg.clone_from(&variant.cfg);
                let values = members.iter().enumerate().map(|(index, member)| member.value(&format!("v{index}")));
                arm.values = values.collect();
            } else {
                self.checks.extend(members.iter().filter(|it| !it.is_plain).filter_map(|it| it.via.clone()));
            }
            arm.add_pattern(&self.options.error, variant, &members);
        }
        put!(self, "        fn {method}(&self, see: &mut dyn __ec::FnMut(&[__ec::Value<'_>])) {{");
        self.put_nested(&format!("{method}(see)"));
        put!(self, "            match self {{");
        for arm in arms.sorted() {
            for patterns in arm.patterns.chunks(MAX_PATTERNS) {
                self.put_cfg(16, &arm.cfg);
                put!(self, "                {}", patterns.join(ALTERNATIVE));
                put!(self, "                => see(&[{}]),", arm.values.join(", "));
            }
        }
        if bare {
            put!(self, "                _ => see(&[]),");
        }
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the constructors of the errors.
    ///
    /// ```text
    /// pub fn user_not_found(user_id: impl Into<String>) -> Self {
    ///     Error::UserNotFound { user_id: Into::into(user_id) }
    /// }
    /// ```
    ///
    /// In a `#[non_exhaustive]` variant, an optional field is not an argument and becomes `None`.
    fn render_constructors(&mut self) {
        let (catalog, name) = (self.catalog, &self.options.error);
        for error in &catalog.errors {
            let mut arguments = String::new();
            let mut members = String::new();
            let non_exhaustive = self.is_non_exhaustive(error);
            for field in &error.fields {
                let name = field.rust_name();
                if !field.is_argument(non_exhaustive) {
                    let _ = write!(members, "{name}: __ec::None, ");
                    continue;
                }
                let _ = write!(arguments, "{name}: {}, ", types::argument_type(field, "__ec"));
                let _ = match types::is_converted(field) {
                    true => write!(members, "{name}: __ec::Into::into({name}), "),
                    false => write!(members, "{name}, "),
                };
            }
            if error.has_source {
                arguments.push_str("source: impl __ec::IntoSource, ");
                members.push_str("source: __ec::IntoSource::into_source(source), ");
            }
            let (variant, arguments) = (&error.variant, arguments.trim_end_matches(", "));
            self.put_docs(8, &docs::constructor_docs(name, error, non_exhaustive));
            self.put_cfg(8, &error.cfg);
            self.put_deprecated(8, error);
            if error.has_source {
                put!(self, "        #[track_caller]");
            }
            put!(self, "        pub fn {}({arguments}) -> Self {{", error.constructor);
            match members.trim_end_matches(", ") {
                "" => put!(self, "            {name}::{variant}"),
                members => put!(self, "            {name}::{variant} {{ {members} }}"),
            }
            put!(self, "        }}");
        }
    }
}

/// The largest number of arms in a `match` that names every variant. rustc compares each arm with each variant of the
/// enum that the `match` names.
const MAX_ARMS: usize = 1024;

/// Whether the variant has no fields and no source.
fn is_bare(error: &Error) -> bool {
    error.fields.is_empty() && !error.has_source
}

/// An arm of a visitor.
#[derive(Default)]
struct Arm {
    /// The condition of all variants in the patterns.
    cfg: Option<String>,
    patterns: Vec<String>,
    values: Vec<String>,
}

impl Arm {
    fn add_pattern(&mut self, name: &str, variant: &Variant, members: &[&Member]) {
        let bindings = members.iter().enumerate().map(|(index, member)| format!("{}: v{index}", member.name));
        let rest = (members.len() < variant.count()).then(|| "..".to_owned());
        let members: Vec<String> = bindings.chain(rest).collect();
        self.patterns.push(variant.with(name, &members));
    }
}
