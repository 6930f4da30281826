//! The texts of messages about an enum.

use error_catalog_model::{Catalog, Error, Field, SourceFile};

use super::item::plain;

/// The largest number of missing errors that a message lists.
const SHOWN: usize = 20;

/// The places of a catalog's entries, for messages.
pub(super) struct Places<'a> {
    pub(super) catalog: &'a Catalog,
    /// The files, with their paths as messages show them.
    pub(super) files: &'a [SourceFile],
}

impl Places<'_> {
    /// Returns a line with the place of an error's table, such as `\n --> errors.toml:3:9`.
    pub(super) fn of(&self, error: &Error) -> String {
        format!("\n --> {}", self.short(error))
    }

    fn short(&self, error: &Error) -> String {
        match self.files.get(error.location.file) {
            Some(file) => format!("{}:{}:{}", file.path, error.location.line, error.location.column(&file.text)),
            None => String::new(),
        }
    }

    /// Returns the message about errors without a variant.
    pub(super) fn missing(&self, missing: &[&Error]) -> String {
        let count = match missing {
            [error] => format!("the enum has no variant for the error `{}`", error.key),
            errors => format!("the enum has no variants for {} errors of the catalog", errors.len()),
        };
        let (shown, more) = missing.split_at(missing.len().min(SHOWN));
        let lines = shown.iter().map(|error| format!("\n --> {}: `{}`", self.short(error), variant(error)));
        let more = if more.is_empty() { String::new() } else { format!("\n and {} more", more.len()) };
        let help = "\n = help: the argument `partial` of `#[error_catalog]` allows an enum that lacks variants";
        format!("{count}{}{more}{help}", lines.collect::<String>())
    }
}

/// Returns the message about the tokens between the name of an enum and its braces, which start with `first`.
#[must_use]
pub fn generics_message(first: &str) -> &'static str {
    match first {
        "where" => "an enum of errors cannot have a `where` clause: remove the clause",
        _ => "an enum of errors cannot have generic parameters: a response contains values of known types",
    }
}

/// Returns the variant that an error would have, as Rust code.
fn variant(error: &Error) -> String {
    match list(&error.members().collect::<Vec<_>>(), "") {
        fields if fields.is_empty() => error.variant.clone(),
        fields => format!("{} {{ {fields} }}", error.variant),
    }
}

/// Returns a list such as `` `user_id: string` and `hint: string?` ``, in which `quote` is around each field.
pub(super) fn list(fields: &[&Field], quote: &str) -> String {
    let fields = fields.iter().map(|field| {
        let optional = if field.optional { "?" } else { "" };
        format!("{quote}{}: {}{optional}{quote}", plain(field.rust_name()), field.ty)
    });
    fields.collect::<Vec<_>>().join(", ")
}

/// Returns `1 field` or `2 fields`.
pub(super) fn count(count: usize) -> String {
    format!("{count} field{}", if count == 1 { "" } else { "s" })
}
