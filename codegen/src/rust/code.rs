//! Writes the code enum.

use std::fmt::Write;

use super::{Rust, literal, put};
use crate::escape::code;

/// The largest number of codes for which a `match` is faster than a hash table.
pub(super) const MATCH_AT_MOST: usize = 64;

impl Rust<'_> {
    /// Writes the code enum.
    ///
    /// ```text
    /// /// `user_not_found`: 404, see [`Error::UserNotFound`].
    /// #[derive(Clone, Copy, …)]
    /// #[repr(u16)]
    /// pub enum Code { UserNotFound, … }
    /// ```
    pub(super) fn render_code_enum(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        self.put_docs(0, "The codes of the catalog, one for each error.");
        self.put_derives(&[]);
        if !catalog.errors.is_empty() {
            put!(self, "#[repr(u16)]");
        }
        self.open_enum(&options.code);
        for (error, variants) in catalog.errors.iter().zip(self.variants) {
            let mut links = Vec::new();
            for variant in variants {
                let path = format!("`{}::{}`", options.error, variant.name);
                // A crate that lacks the error cannot link to the error.
                let link = if variant.cfg.is_some() { path } else { format!("[{path}]") };
                if !links.contains(&link) {
                    links.push(link);
                }
            }
            let link = if links.is_empty() { String::new() } else { format!(": see {}", links.join(", ")) };
            let code = code(&error.code);
            let mut statuses = error.status.to_string();
            for (index, status) in error.other_statuses.iter().enumerate() {
                let is_last = index + 1 == error.other_statuses.len();
                let _ = write!(statuses, "{} {status}", if is_last { " or" } else { "," });
            }
            self.put_docs(4, &format!("{code}, {statuses}{link}."));
            self.put_deprecated(4, error);
            put!(self, "    {},", error.variant);
        }
        self.close_enum();
    }

    pub(super) fn render_code_impls(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        let (code, category) = (&options.code, &options.category);
        self.put_list("codes", code, catalog.errors.iter().map(|error| error.variant.as_str()));
        put!(self, "    impl {code} {{");
        self.put_all("codes");
        put!(self, "        #[inline]");
        put!(self, "        const fn row(self) -> __ec::usize {{");
        put!(self, "            {}", if catalog.errors.is_empty() { "match self {}" } else { "self as __ec::usize" });
        put!(self, "        }}");
        self.render_lookup();
        self.render_owner();
        put!(self, "    }}");
        put!(self, "    __ec::code! {{ {code}, {category}, TABLE, CODES }}");
    }

    /// Writes the function that finds the code with a given spelling or alias.
    ///
    /// ```text
    /// pub fn lookup(text: &str) -> Option<Self> { match text { "user_not_found" | "no_user" => Some(…), … } }
    /// ```
    fn render_lookup(&mut self) {
        let errors = &self.catalog.errors;
        self.put_docs(8, "Returns the code that is spelled like `text` or has the alias `text`.");
        put!(self, "        #[inline]");
        put!(self, "        #[must_use]");
        put!(self, "        pub fn lookup(text: &__ec::str) -> __ec::Option<Self> {{");
        if errors.len() > MATCH_AT_MOST {
            put!(self, "            match TABLE.lookup(text) {{");
            put!(self, "                __ec::Some(row) => codes::<()>().get(row).copied(),");
        } else {
            put!(self, "            match text {{");
            for error in errors {
                let mut names = String::new();
                for name in error.owner.is_none().then_some(&error.code).into_iter().chain(&error.aliases) {
                    let _ = write!(names, "{}{}", if names.is_empty() { "" } else { " | " }, literal::string(name));
                }
                if !names.is_empty() {
                    put!(self, "                {names} => __ec::Some(Self::{}),", error.variant);
                }
            }
        }
        put!(self, "                _ => __ec::None,");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the function that finds the owner of a code that several errors share.
    ///
    /// ```text
    /// pub const fn owner(self) -> Self { match self { Self::RefundNotFound => Self::MerchantNotFound, … } }
    /// ```
    fn render_owner(&mut self) {
        let errors = &self.catalog.errors;
        if errors.iter().all(|error| error.owner.is_none()) {
            return;
        }
        self.put_docs(
            8,
            "Returns the error that owns the code as it is sent. Several errors can share a code, and parsing the code \
             returns its owner.",
        );
        put!(self, "        #[inline]");
        put!(self, "        #[must_use]");
        put!(self, "        pub const fn owner(self) -> Self {{");
        put!(self, "            match self {{");
        for error in errors {
            if let Some(owner) = error.owner {
                put!(self, "                Self::{} => Self::{},", error.variant, errors[owner].variant);
            }
        }
        put!(self, "                code => code,");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the derives that compile quickly, and the derives in `more`.
    pub(super) fn put_derives(&mut self, more: &[&str]) {
        let private = self.options.private();
        put!(self, "#[derive(");
        for name in ["Clone", "Copy", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord"].iter().chain(more) {
            put!(self, "    {private}::{name},");
        }
        put!(self, ")]");
    }

    /// Writes the function that returns all variants.
    ///
    /// ```text
    /// const fn codes<__T>() -> &'static [Code] { &[Code::UserNotFound, …] }
    /// ```
    ///
    /// `cargo check` would evaluate a constant, and compare each of its elements with every variant. Nothing evaluates
    /// the body of a generic function before it is called.
    pub(super) fn put_list<'a>(&mut self, function: &str, name: &str, variants: impl Iterator<Item = &'a str>) {
        put!(self, "    const fn {function}<__T>() -> &'static [{name}] {{ &[");
        for variant in variants {
            put!(self, "        {name}::{variant},");
        }
        put!(self, "    ] }}");
    }

    /// Writes the constant that lists all variants.
    pub(super) fn put_all(&mut self, function: &str) {
        self.put_docs(8, "All variants, in the order of the catalog.");
        put!(self, "        pub const ALL: &'static [Self] = {function}::<()>();");
    }

    /// Writes an implementation of a trait of `core::fmt`.
    pub(super) fn put_fmt_impl(&mut self, name: &str, of: &str, body: &str) {
        put!(self, "    #[automatically_derived]");
        put!(self, "    impl __ec::fmt::{of} for {name} {{");
        put!(self, "        fn fmt(&self, f: &mut __ec::fmt::Formatter<'_>) -> __ec::fmt::Result {{");
        put!(self, "            {body}");
        put!(self, "        }}");
        put!(self, "    }}");
    }
}
