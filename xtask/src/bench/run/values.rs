//! Renders the values of the errors' fields, which are the same on both sides.

use std::fmt::Write;

use super::super::entries::{Entry, Field, MAX, entries};

/// Renders a table of functions for each enum, which make the errors, and the tables of a hand-written `Code`.
pub(super) fn source(errors: &[Entry]) -> String {
    let mut rust = String::from("//! The values of the fields of each error.\n\n");
    for (name, module) in
        [("OURS", "crate::errors::ours"), ("PROBLEMS", "crate::errors::problem"), ("THEIRS", "crate::theirs")]
    {
        let makers = errors.iter().enumerate().map(|(index, error)| maker(module, index, error));
        table(&mut rust, "/// Functions that make the errors.", name, &format!("fn() -> {module}::Error"), makers);
    }
    // The rows with violations and with escapes make their errors themselves.
    let counts = errors.iter().map(|error| count(error).unwrap_or(usize::MAX).to_string());
    table(&mut rust, "/// The number of fields of each error.", "FIELDS", "usize", counts);
    table(
        &mut rust,
        "/// The names of the codes.",
        "NAMES",
        "&str",
        errors.iter().map(|error| format!("{:?}", error.key)),
    );
    table(
        &mut rust,
        "/// The status of each code.",
        "STATUSES",
        "u16",
        errors.iter().map(|error| error.status.to_string()),
    );
    rust
}

/// Renders the codes of the catalog with `count` codes, and texts that are not codes.
pub(super) fn codes(count: usize) -> String {
    let mut rust = String::from("//! Texts that are looked up.\n\n");
    let all = entries(MAX);
    let (codes, misses) = all.split_at(count);
    let quoted = |entry: &Entry| format!("{:?}", entry.key);
    table(&mut rust, "/// The codes of the largest catalog.", "CODES", "&str", codes.iter().map(quoted));
    table(&mut rust, "/// Texts that are not codes.", "MISSES", "&str", misses.iter().map(quoted));
    rust
}

fn table(rust: &mut String, doc: &str, name: &str, ty: &str, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.collect();
    let _ = write!(rust, "{doc}\npub static {name}: &[{ty}] = &[{}];\n\n", values.join(", "));
}

fn maker(module: &str, index: usize, error: &Entry) -> String {
    if count(error).is_none() {
        return "|| unreachable!()".into();
    }
    let fields: Vec<String> =
        error.fields.iter().map(|field| format!("{}: {}", field.name, value(field, index))).collect();
    format!("|| {module}::Error::{} {{ {} }}", error.variant(), fields.join(", "))
}

/// The number of fields, if every field has a value here.
fn count(error: &Entry) -> Option<usize> {
    error.fields.iter().all(|field| field.toml != "violations" && field.name != "text").then_some(error.fields.len())
}

/// A value as a Rust expression, which differs from error to error.
fn value(field: &Field, index: usize) -> String {
    match field.rust {
        "String" => format!("\"{}_{:06}\".into()", &field.name[..3], index * 7919 % 1_000_000),
        "Option<String>" if index.is_multiple_of(2) => "None".into(),
        "Option<String>" => format!("Some(\"Try the {index}th entry\".into())"),
        "Vec<String>" => {
            let items: Vec<String> = (0..=index % 3).map(|nth| format!("\"kind_{nth}\".into()")).collect();
            format!("vec![{}]", items.join(", "))
        }
        "f64" => format!("{:?}", (index * 37 % 1000) as f64 / 8.0 + 0.125),
        "bool" => index.is_multiple_of(2).to_string(),
        "u8" => (index % 256).to_string(),
        "i64" => (500_000 - (index as i64 * 7919) % 1_000_000).to_string(),
        _ => (index * 7919 % 1_000_000).to_string(),
    }
}
