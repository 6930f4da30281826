//! Renders a catalog as Rust source.
//!
//! The source is readable text. The attribute parses the source into tokens. The source can also be committed as a
//! file. The metadata of the errors is in a few large literals, because literals compile faster than code. Only the
//! parts that the compiler must check are code.

mod bound;
mod category;
mod code;
mod debug;
mod docs;
mod enums;
mod error;
mod growth;
mod instance;
mod lints;
mod literal;
mod nested;
mod placeholder;
mod property;
mod requirements;
mod source;
mod split;
mod stand_in;
mod table;
mod templates;
mod tracking;
mod types;
mod value;
mod value_enum;
mod variant;
mod violation;

use std::fmt::Display;

use error_catalog_model::Catalog;

use self::variant::Variant;
use crate::bound::{Binding, Bound};
use crate::program::{Compiled, compile};

pub use self::bound::{render_enum_attributes, render_variant_docs};
pub use self::docs::render_catalog_docs;
pub use self::stand_in::{render_stand_in, stand_in_name};
pub use self::tracking::{render_files, render_tracking};

/// The options of the generated Rust source. The catalog does not determine these options.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RustOptions {
    /// The path of the crate `error-catalog`, as seen from the generated source.
    pub krate: String,
    /// The name of the error enum.
    pub error: String,
    /// The name of the code enum.
    pub code: String,
    /// The name of the category enum.
    pub category: String,
    /// The text in front of the names of the enums for values.
    pub prefix: String,
    /// The name of the type of violations.
    pub violation: String,
    /// The name of the enum of violation codes.
    pub violation_code: String,
    /// The visibility of the enums and of the type of violations: `pub`, `pub(crate)` or nothing.
    pub visibility: String,
    /// Whether to write the documented examples as values. The values need the feature `examples` of `error-catalog`.
    pub examples: bool,
    /// Whether to write the code that makes an error from values. The code needs the feature `client` or `from-parts`
    /// of `error-catalog`.
    pub client: bool,
    /// Whether to write the templates with which a client reads responses. The templates need the feature `client` of
    /// `error-catalog`.
    pub templates: bool,
    /// Whether to include the files of the catalog in the source, for the feature `openapi` of `error-catalog`.
    pub files: bool,
    /// Whether a macro parses the source into tokens. Documentation is then an attribute instead of a comment, because
    /// rust-analyzer shows the third slash of a comment that a macro parses. The compiler does not apply most lints to
    /// tokens from a macro, so few lints are allowed.
    pub for_macro: bool,
    /// Whether the enums and variants can grow without breaking other crates: `#[non_exhaustive]`.
    pub non_exhaustive: bool,
}

impl RustOptions {
    /// The path of the module that generated code uses.
    fn private(&self) -> String {
        format!("{}::{PRIVATE}", self.krate)
    }

    /// Options for public items `Error`, `Code` and `Category`, in a module that contains nothing else.
    #[must_use]
    pub fn for_module() -> Self {
        Self { error: "Error".to_owned(), ..Self::for_enum("", "pub") }
    }

    /// Options for the tokens of an attribute, on the error enum with this name, or on a module.
    #[must_use]
    pub fn for_attribute(name: Option<impl Display>, visibility: impl Display) -> Self {
        let options = name.map_or_else(Self::for_module, |name| Self::for_enum(name, visibility));
        Self { for_macro: true, ..options }
    }

    /// Options for an error enum with this name and visibility. The names of the other two enums start with the
    /// name of the error enum.
    #[must_use]
    pub fn for_enum(name: impl Display, visibility: impl Display) -> Self {
        Self {
            krate: "::error_catalog".to_owned(),
            error: name.to_string(),
            code: format!("{name}Code"),
            category: format!("{name}Category"),
            prefix: name.to_string(),
            violation: format!("{name}Violation"),
            violation_code: format!("{name}ViolationCode"),
            visibility: visibility.to_string(),
            examples: true,
            client: true,
            templates: true,
            files: false,
            for_macro: false,
            non_exhaustive: false,
        }
    }
}

/// The module of `error-catalog` that generated code uses. The name of the module contains the version, because
/// generated code works only with the version of `error-catalog` that generated it.
pub const PRIVATE: &str = concat!(
    "__private_",
    env!("CARGO_PKG_VERSION_MAJOR"),
    "_",
    env!("CARGO_PKG_VERSION_MINOR"),
    "_",
    env!("CARGO_PKG_VERSION_PATCH")
);

/// Renders a catalog as Rust source: the three enums, then their implementations.
#[must_use]
pub fn render_rust(catalog: &Catalog, options: &RustOptions) -> String {
    render_compiled(catalog, &compile(catalog), options)
}

/// Renders the same source as [`render_rust`], but takes programs that are already compiled.
#[must_use]
pub fn render_compiled(catalog: &Catalog, compiled: &Compiled, options: &RustOptions) -> String {
    let variants: Vec<_> = catalog.errors.iter().map(|error| vec![Variant::generated(error)]).collect();
    let mut rust = Rust::new(catalog, compiled, options, &variants);
    rust.render_error_enum();
    put!(rust, "");
    rust.render_rest();
    rust.out
}

/// Renders the same source as [`render_rust`], for an enum that the application wrote. The source does not contain the
/// enum, and has placeholders for the types in the enum, which `rust/placeholder.rs` describes.
#[must_use]
pub fn render_bound(catalog: &Catalog, binding: &Binding, options: &RustOptions) -> String {
    let compiled = compile(catalog);
    let bound = |(error, bound): (_, &Vec<Bound>)| bound.iter().map(|bound| Variant::bound(error, bound)).collect();
    let variants: Vec<_> = catalog.errors.iter().zip(&binding.errors).map(bound).collect();
    let mut rust = Rust::new(catalog, &compiled, options, &variants);
    rust.binding = Some(binding);
    rust.render_rest();
    rust.out
}

/// The maximum width of a line in the enums, which is the default of rustfmt.
const WIDTH: usize = 100;

/// The source that has been written so far, and the input of the generator.
struct Rust<'a> {
    catalog: &'a Catalog,
    compiled: &'a Compiled,
    options: &'a RustOptions,
    /// The variants of each error. In an enum that the application wrote, an error has any number of variants.
    variants: &'a [Vec<Variant>],
    /// The enum that the application wrote, if the application wrote the enum.
    binding: Option<&'a Binding>,
    /// Functions whose types the compiler must check.
    checks: Vec<String>,
    out: String,
}

impl<'a> Rust<'a> {
    fn new(
        catalog: &'a Catalog,
        compiled: &'a Compiled,
        options: &'a RustOptions,
        variants: &'a [Vec<Variant>],
    ) -> Self {
        Self { catalog, compiled, options, variants, binding: None, checks: Vec::new(), out: String::new() }
    }

    /// Writes the indentation of a line.
    fn put_indent(&mut self, indent: usize) {
        self.out.push_str(&"                        "[..indent]);
    }

    /// Writes everything except the error enum.
    fn render_rest(&mut self) {
        self.render_code_enum();
        put!(self, "");
        self.render_category_enum();
        put!(self, "");
        self.render_value_enums();
        self.render_violation_types();
        self.put_allow_in_impls();
        put!(self, "const _: () = {{");
        put!(self, "    use {} as __ec;", self.options.private());
        // Some lints compare the methods of a type with the methods of its traits, or forbid the name `Error` for an
        // error. These lints do not look through an alias, so the traits are implemented for an alias.
        if self.options.error != "__Error" {
            put!(self, "    type __Error = {};", self.options.error);
        }
        self.render_table();
        put!(self, "");
        self.render_code_impls();
        put!(self, "");
        self.render_error_impls();
        put!(self, "");
        self.render_category_impls();
        self.render_value_impls();
        self.render_violation_impls();
        self.render_properties();
        put!(self, "}};");
    }
}

/// Writes one line of source.
///
/// The attribute runs without optimizations, but `format!` formats in the standard library, which is optimized. For
/// each piece of the line, `write!` would call unoptimized code.
macro_rules! put {
    ($rust:expr, $($format:tt)*) => {{
        $rust.out.push_str(&format!($($format)*));
        $rust.out.push_str("\n");
    }};
}
use put;
