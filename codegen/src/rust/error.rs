//! Writes the error enum.

use std::fmt::Write;

use error_catalog_model::{Error, Field};

use super::growth::cfg_prefix;
use super::source::source_docs;
use super::split::{self, Parts};
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
            for field in error.members() {
                self.put_docs(8, &docs::field_docs(field));
                self.put_field(field.rust_name(), &types::field_type(field, &private, &options.prefix));
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
        self.render_row_of();
        match self.binding {
            None => {
                put!(self, "    impl {name} {{");
                self.put_docs(8, "Returns the code of the error.");
                put!(self, "        #[must_use]");
                put!(self, "        pub const fn code(&self) -> {code} {{");
                put!(self, "            codes::<()>()[row_of(self)]");
                put!(self, "        }}");
                self.render_constructors();
            }
            // The application may have methods with the names of the methods that a generated enum has.
            Some(_) => {
                put!(self, "    impl __ec::CatalogError for __Error {{");
                put!(self, "        type Code = {code};");
                put!(self, "        fn code(&self) -> {code} {{");
                put!(self, "            codes::<()>()[row_of(self)]");
                put!(self, "        }}");
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
        match self.has_several_statuses() {
            true => put!(self, "            __ec::chosen_row(self, &TABLE, row_of(self))"),
            false => put!(self, "            row_of(self)"),
        }
        put!(self, "        }}");
        self.render_visitor("visit", &|field| !field.internal);
        if self.has_nested() || catalog.errors.iter().any(|error| error.internal_members().next().is_some()) {
            self.render_visitor("visit_internal", &|field| field.internal);
        }
        if self.has_several_statuses() {
            self.render_visitor("visit_status", &Field::is_status);
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

    /// Whether the application chooses the status of an error.
    pub(super) fn has_several_statuses(&self) -> bool {
        !self.catalog.further.is_empty()
    }

    /// Writes the function that returns the index of an error in the catalog.
    ///
    /// ```text
    /// const fn row_of(error: &Error) -> usize { match *error { Error::UserNotFound { .. } => 0, … } }
    /// ```
    ///
    /// The code of the error is not a result of the `match`, because rustc compares each path to a variant with every
    /// variant of the enum.
    fn render_row_of(&mut self) {
        let name = &self.options.error;
        let (mut arms, mut last) = (Vec::new(), "loop {}".to_owned());
        for (row, variants) in self.variants.iter().enumerate() {
            for variant in variants {
                arms.push((format!("{}{} => {row},", cfg_prefix(&variant.cfg), variant.pattern(name)), 1));
                last = row.to_string();
            }
        }
        let signature = format!("(error: &{name}) -> __ec::usize");
        let parts = Parts {
            qualifiers: "const ",
            name: "row",
            signature: &signature,
            subject: "*error",
            arguments: "error",
            max: MAX_ROWS,
        };
        put!(self, "    const fn row_of{signature} {{");
        let rest = self.is_incomplete().then_some("loop {}");
        // If no arm is missing, the last arm of the last function needs no pattern.
        let count = if rest.is_some() { arms.len() } else { arms.len().saturating_sub(1) };
        match self.put_parts(&parts, &arms[..count], rest.or(Some(&last))) {
            true => put!(self, "        row_0(error)"),
            false => self.put_match("*error", &arms, rest),
        }
        put!(self, "    }}");
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
            let members = error.members().zip(&variant.members).filter(|(field, _)| wanted(field));
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
        let parts = Parts {
            qualifiers: "",
            name: method,
            signature: &format!("(error: &{}, see: {SEE})", self.options.error),
            subject: "error",
            arguments: "error, see",
            max: MAX_ROWS,
        };
        const REST: &str = "see(&[])";
        let (rest, arms) = (bare.then_some(REST), arms.sorted().flat_map(Arm::texts).collect::<Vec<_>>());
        put!(self, "        fn {method}(&self, see: {SEE}) {{");
        // The last part of a split `match` does not have the arms of the other parts.
        let is_split = self.put_parts(&parts, &arms, Some(REST));
        self.put_nested(&format!("{method}(see)"));
        match is_split {
            true => put!(self, "            {method}_0(self, see)"),
            false => self.put_match("self", &arms, rest),
        }
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
            for field in error.members() {
                let name = field.rust_name();
                if !field.is_argument(non_exhaustive) {
                    let _ = write!(members, "{name}: __ec::None, ");
                    continue;
                }
                let _ = write!(arguments, "{name}: {}, ", types::argument_type(field, "__ec", &self.options.prefix));
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

/// The largest number of arms in a `match` that finds the index or the values of an error, which happens for each
/// response. rustc replaces a single `match` with a read of the discriminant, or with one jump. Several functions are
/// slower, and a release build of them takes longer.
const MAX_ROWS: usize = 1024;

/// The type of the function to which a visitor passes the values.
const SEE: &str = "&mut dyn __ec::FnMut(&[__ec::Value<'_>])";

/// Whether the variant has no fields and no source.
fn is_bare(error: &Error) -> bool {
    error.members().next().is_none() && !error.has_source
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

    /// Returns the text of each arm with at most [`MAX_PATTERNS`] patterns.
    fn texts(&self) -> impl Iterator<Item = split::Arm> {
        let (cfg, values) = (cfg_prefix(&self.cfg), self.values.join(", "));
        self.patterns.chunks(MAX_PATTERNS).map(move |patterns| {
            let text = format!("{cfg}{}\n                => see(&[{values}]),", patterns.join(ALTERNATIVE));
            (text, patterns.len())
        })
    }
}
