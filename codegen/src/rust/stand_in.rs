//! Renders source that the attribute emits instead of the items of a catalog.

use std::fmt::Write;

use error_catalog_model::{Catalog, Interner, inert};

use super::growth::cfg_prefix;
use super::{RustOptions, literal, types};

/// Renders source that contains the types of the catalog, and that fails to compile, so that the compiler reports
/// `messages`.
///
/// The definition of each type depends on the constant that fails, so the compiler does not report that a type lacks
/// methods and traits. Otherwise, one problem in a catalog would be followed by an error for each use of the types. A
/// variant with fields must exist if the application creates or matches the variant. The enum therefore has the
/// variants of `catalog`, which contains the errors that could be parsed. Without `catalog`, the enum is not rendered,
/// because the application wrote the enum; its name is then [`stand_in_name`].
#[must_use]
pub fn render_stand_in(messages: &[String], catalog: Option<&Catalog>, options: &RustOptions) -> String {
    let RustOptions { error, code, category, visibility, .. } = options;
    let private = options.private();
    // The names contain the name of the enum, because a module can contain several enums.
    let prefix = format!("__{}", error.trim_start_matches("r#"));
    let compile_error =
        |message: &str| format!("{private}::core::compile_error!({})", literal::string(&inert(message)));
    let (first, rest) = messages.split_first().map_or(("", messages), |(first, rest)| (first, rest));
    let mut out = format!("const {prefix}Broken: {private}::usize = {};\n", compile_error(first));
    for message in rest {
        let _ = writeln!(out, "const _: () = {{ {}; }};", compile_error(message));
    }
    if let Some(catalog) = catalog {
        push_enum(&mut out, &prefix, catalog, options);
        if !catalog.violations.is_empty() {
            for (name, stand_in) in [(&options.violation, "Violation"), (&options.violation_code, "ViolationCode")] {
                let _ = writeln!(out, "pub struct {prefix}{stand_in}<T>(T);");
                let _ = writeln!(out, "{visibility} type {name} = {prefix}{stand_in}<[(); {prefix}Broken]>;");
            }
        }
    }
    let _ = writeln!(out, "pub struct {prefix}Code<T>(T);\npub struct {prefix}Category<T>(T);");
    let mut put_type = |name: &str, stand_in| {
        let _ = writeln!(out, "{visibility} type {name} = {prefix}{stand_in}<[(); {prefix}Broken]>;");
    };
    for (name, stand_in) in [(error, "Generic"), (code, "Code"), (category, "Category")] {
        put_type(name, stand_in);
    }
    for values in catalog.into_iter().flat_map(|catalog| &catalog.value_enums) {
        put_type(&format!("{}{}", options.prefix, values.name), "Category");
    }
    out
}

/// Writes the enum of errors.
fn push_enum(out: &mut String, prefix: &str, catalog: &Catalog, options: &RustOptions) {
    let private = options.private();
    let field_type = |field| types::field_type(field, &private, &options.prefix);
    let _ = writeln!(out, "pub enum {prefix}Generic<T> {{\n    __Broken(T),");
    let mut variants = Interner::default();
    for error in catalog.errors.iter().filter(|error| variants.insert(error.variant.as_bytes()).is_none()) {
        let fields = error.members().map(|it| format!("{}: {}", it.rust_name(), field_type(it)));
        let source = error.has_source.then(|| format!("source: {private}::Source"));
        out.push_str(&cfg_prefix(&error.cfg));
        let _ = match fields.chain(source).collect::<Vec<_>>() {
            fields if fields.is_empty() => writeln!(out, "    {},", error.variant),
            fields => writeln!(out, "    {} {{ {} }},", error.variant, fields.join(", ")),
        };
    }
    out.push_str("}\n");
}

/// The name of the generic enum that a stand-in for the enum `name` refers to.
#[must_use]
pub fn stand_in_name(name: &str) -> String {
    format!("__{}Generic", name.trim_start_matches("r#"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_not_a_command() {
        let messages = ["a ##[error]b".to_owned(), "c\n::error::d".to_owned()];
        let source = render_stand_in(&messages, Some(&Catalog::empty()), &RustOptions::for_module());
        assert!(source.contains(r##"("a ##\\[error]b")"##) && source.contains(r#"("c\n:\\:error::d")"#), "{source}");
    }
}
