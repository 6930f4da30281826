//! The enum of codes.

use std::fmt::Write;

use super::{QUIET, Rust, literal, put};
use crate::escape::code;

/// Up to so many codes a `match` finds one in less time than a hash takes.
pub(super) const MATCH_AT_MOST: usize = 64;

impl Rust<'_> {
    /// ```text
    /// /// `user_not_found`: 404, see [`Error::UserNotFound`].
    /// #[derive(Clone, Copy, …)]
    /// #[repr(u16)]
    /// pub enum Code { UserNotFound, … }
    /// ```
    pub(super) fn render_code_enum(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        self.put_docs(0, "The codes of the catalog, one for each error.");
        self.put_derives();
        if !catalog.errors.is_empty() {
            put!(self, "#[repr(u16)]");
        }
        put!(self, "{QUIET}");
        put!(self, "{} enum {} {{", options.visibility, options.code);
        for error in &catalog.errors {
            let code = code(&error.code);
            self.put_docs(4, &format!("{code}, {}: see [`{}::{}`].", error.status, options.error, error.variant));
            self.put_deprecated(4, error);
            put!(self, "    {},", error.variant);
        }
        put!(self, "}}");
    }

    pub(super) fn render_code_impls(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        let (code, category) = (&options.code, &options.category);
        put!(self, "    impl {code} {{");
        self.put_all(code, catalog.errors.iter().map(|error| error.variant.as_str()));
        put!(self, "        const fn row(self) -> __ec::core::primitive::usize {{");
        put!(
            self,
            "            {}",
            if catalog.errors.is_empty() { "match self {}" } else { "self as __ec::core::primitive::usize" }
        );
        put!(self, "        }}");
        for (method, ty, docs) in [
            ("as_str", "&'static __ec::core::primitive::str", "The code as it is sent."),
            ("status", "__ec::core::primitive::u16", "The HTTP status."),
            ("title", "&'static __ec::core::primitive::str", "The short, stable summary."),
            ("retry", "__ec::Retry", "Whether and how a client may send the same request again."),
            ("level", "__ec::Level", "The level at which to log the error."),
            ("grpc", "__ec::Grpc", "The canonical gRPC code."),
            (
                "docs_url",
                "__ec::Option<&'static __ec::core::primitive::str>",
                "The URL of the documentation, where the catalog gives one.",
            ),
            (
                "number",
                "__ec::Option<__ec::core::primitive::u32>",
                "The stable numeric id, where the catalog gives one.",
            ),
        ] {
            let column = if method == "as_str" { "code" } else { method };
            self.put_docs(8, docs);
            put!(self, "        #[must_use]");
            put!(self, "        pub const fn {method}(self) -> {ty} {{");
            put!(self, "            TABLE.{column}(self.row())");
            put!(self, "        }}");
        }
        self.put_docs(8, "The category, where the catalog gives one.");
        put!(self, "        #[must_use]");
        put!(self, "        pub const fn category(self) -> __ec::Option<{category}> {{");
        put!(self, "            match TABLE.category(self.row()) {{");
        put!(self, "                __ec::Some(index) => __ec::Some({category}::ALL[index]),");
        put!(self, "                __ec::None => __ec::None,");
        put!(self, "            }}");
        put!(self, "        }}");
        self.render_lookup();
        put!(self, "    }}");
        self.put_fmt_impl(code, "Debug", "f.write_str(TABLE.variants.get(self.row()))");
        self.put_fmt_impl(code, "Display", "f.pad(Self::as_str(*self))");
        self.render_code_traits();
    }

    /// ```text
    /// pub fn lookup(text: &str) -> Option<Self> { match text { "user_not_found" | "no_user" => Some(…), … } }
    /// ```
    fn render_lookup(&mut self) {
        let errors = &self.catalog.errors;
        self.put_docs(8, "The code that is written so, or has such an alias.");
        put!(self, "        #[must_use]");
        put!(self, "        pub fn lookup(text: &__ec::core::primitive::str) -> __ec::Option<Self> {{");
        if errors.len() > MATCH_AT_MOST {
            put!(self, "            match TABLE.lookup(text) {{");
            put!(self, "                __ec::Some(row) => __ec::Some(Self::ALL[row]),");
        } else {
            put!(self, "            match text {{");
            for error in errors {
                let mut names = literal::string(&error.code);
                for alias in &error.aliases {
                    let _ = write!(names, " | {}", literal::string(alias));
                }
                put!(self, "                {names} => __ec::Some(Self::{}),", error.variant);
            }
        }
        put!(self, "                _ => __ec::None,");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    fn render_code_traits(&mut self) {
        let code = &self.options.code;
        put!(self, "    #[automatically_derived]");
        put!(self, "    impl __ec::core::str::FromStr for {code} {{");
        put!(self, "        type Err = __ec::ParseCodeError;");
        put!(
            self,
            "        fn from_str(text: &__ec::core::primitive::str) -> __ec::Result<Self, __ec::ParseCodeError> {{"
        );
        put!(self, "            __ec::Option::ok_or(Self::lookup(text), __ec::ParseCodeError)");
        put!(self, "        }}");
        put!(self, "    }}");
        put!(self, "    #[automatically_derived]");
        put!(self, "    impl __ec::Serialize for {code} {{");
        put!(
            self,
            "        fn serialize<S: __ec::Serializer>(&self, serializer: S) -> __ec::Result<S::Ok, S::Error> {{"
        );
        put!(self, "            serializer.serialize_str(Self::as_str(*self))");
        put!(self, "        }}");
        put!(self, "    }}");
        put!(self, "    #[automatically_derived]");
        put!(self, "    impl<'de> __ec::Deserialize<'de> for {code} {{");
        put!(
            self,
            "        fn deserialize<D: __ec::Deserializer<'de>>(deserializer: D) -> __ec::Result<Self, D::Error> {{"
        );
        put!(self, "            __ec::deserialize_code(deserializer, Self::lookup)");
        put!(self, "        }}");
        put!(self, "    }}");
    }

    /// The derives that cost next to nothing; `Debug` is not among them.
    pub(super) fn put_derives(&mut self) {
        let core = format!("{}::__private::core", self.options.krate);
        put!(
            self,
            "#[derive({core}::clone::Clone, {core}::marker::Copy, {core}::cmp::PartialEq, {core}::cmp::Eq, \
             {core}::hash::Hash, {core}::cmp::PartialOrd, {core}::cmp::Ord)]"
        );
    }

    /// `pub const ALL: &'static [Self] = &[…];`
    pub(super) fn put_all<'a>(&mut self, name: &str, variants: impl Iterator<Item = &'a str>) {
        self.put_docs(8, "Every one, in the order of the catalog.");
        put!(self, "        pub const ALL: &'static [Self] = &[");
        for variant in variants {
            put!(self, "            {name}::{variant},");
        }
        put!(self, "        ];");
    }

    /// An implementation of a trait of `core::fmt`.
    pub(super) fn put_fmt_impl(&mut self, name: &str, of: &str, body: &str) {
        put!(self, "    #[automatically_derived]");
        put!(self, "    impl __ec::core::fmt::{of} for {name} {{");
        put!(self, "        fn fmt(&self, f: &mut __ec::core::fmt::Formatter<'_>) -> __ec::core::fmt::Result {{");
        put!(self, "            {body}");
        put!(self, "        }}");
        put!(self, "    }}");
    }
}
