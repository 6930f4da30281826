//! Renders a catalog as Rust source.
//!
//! The source is readable text. The attribute parses it into tokens, and it can be committed as a file. The metadata of
//! the errors is in a few large literals, because literals compile faster than code. Only what the compiler must check
//! is code.

mod category;
mod code;
mod docs;
mod enums;
mod error;
mod instance;
mod literal;
mod source;
mod stand_in;
mod table;
mod types;
mod value;

use std::fmt::{Display, Write};

use error_catalog_model::Catalog;

use crate::program::{Compiled, compile};

pub use self::docs::render_catalog_docs;
pub use self::stand_in::{render_stand_in, render_tracking};

/// The parts of the Rust source that the catalog does not determine.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RustOptions {
    /// The path of the crate `error-catalog`, as seen from the source.
    pub krate: String,
    /// The name of the enum of errors.
    pub error: String,
    /// The name of the enum of codes.
    pub code: String,
    /// The name of the enum of categories.
    pub category: String,
    /// The visibility of the three enums: `pub`, `pub(crate)` or nothing.
    pub visibility: String,
    /// Whether to write the documented examples as values, which need the feature `examples` of `error-catalog`.
    pub examples: bool,
    /// Whether to write the code that reads fields back, which needs the feature `client` of `error-catalog`.
    pub client: bool,
}

impl RustOptions {
    /// The path of the module that generated code uses.
    fn private(&self) -> String {
        format!("{}::{PRIVATE}", self.krate)
    }

    /// Public items `Error`, `Code` and `Category`, for a module that contains nothing else.
    #[must_use]
    pub fn for_module() -> Self {
        Self { error: "Error".to_owned(), ..Self::for_enum("", "pub") }
    }

    /// An enum of errors with this name and visibility. The other two enums are named after it.
    #[must_use]
    pub fn for_enum(name: impl Display, visibility: impl Display) -> Self {
        Self {
            krate: "::error_catalog".to_owned(),
            error: name.to_string(),
            code: format!("{name}Code"),
            category: format!("{name}Category"),
            visibility: visibility.to_string(),
            examples: true,
            client: true,
        }
    }
}

/// The module of `error-catalog` that generated code uses. Its name carries the version, since the two are made for
/// each other.
pub const PRIVATE: &str = concat!(
    "__private_",
    env!("CARGO_PKG_VERSION_MAJOR"),
    "_",
    env!("CARGO_PKG_VERSION_MINOR"),
    "_",
    env!("CARGO_PKG_VERSION_PATCH")
);

/// A catalog as Rust source: the three enums, then their implementations.
#[must_use]
pub fn render_rust(catalog: &Catalog, options: &RustOptions) -> String {
    render_compiled(catalog, &compile(catalog), options)
}

/// Renders what [`render_rust`] does, from programs that are already compiled.
#[must_use]
pub fn render_compiled(catalog: &Catalog, compiled: &Compiled, options: &RustOptions) -> String {
    let mut rust = Rust { catalog, compiled, options, out: String::new() };
    rust.render_error_enum();
    put!(rust, "");
    rust.render_code_enum();
    put!(rust, "");
    rust.render_category_enum();
    put!(rust, "");
    put!(rust, "{QUIET}");
    put!(rust, "const _: () = {{");
    put!(rust, "    use {} as __ec;", options.private());
    rust.render_table();
    put!(rust, "");
    rust.render_code_impls();
    put!(rust, "");
    rust.render_error_impls();
    put!(rust, "");
    rust.render_category_impls();
    put!(rust, "}};");
    rust.out
}

/// The maximum width of a line of the enums, as in rustfmt's defaults.
const WIDTH: usize = 100;

/// Allows the lints that an application may enable but generated code does not follow.
const QUIET: &str = "#[allow(dead_code, deprecated, unreachable_pub)]\n\
    #[allow(clippy::all, clippy::pedantic, clippy::nursery, rustdoc::all)]";

/// The source so far, and its input.
struct Rust<'a> {
    catalog: &'a Catalog,
    compiled: &'a Compiled,
    options: &'a RustOptions,
    out: String,
}

/// Writes one line of source.
macro_rules! put {
    ($rust:expr, $($format:tt)*) => {{
        // Writing to a string cannot fail.
        let _ = writeln!($rust.out, $($format)*);
    }};
}
use put;
