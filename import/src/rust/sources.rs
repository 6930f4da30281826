//! Decides which types `?` can convert into an error of the catalog.

use syn::Type;

use super::ty::spelled;
use super::variant::Reader;
use crate::facts::ErrorFact;

/// First segments of paths to types that are local, or whose `Error` does not implement [`std::error::Error`].
const UNUSABLE: &[&str] = &["crate", "self", "super", "anyhow", "failure"];

impl Reader<'_> {
    /// Adds the types that `?` converts into the error: the type of a field with `#[from]`, and the types with an
    /// `impl From`. If the generated code may not compile with a type, the type becomes a comment.
    pub(super) fn read_conversions(&mut self, fact: &mut ErrorFact, ty: &str, field: Option<&Type>) {
        let name = fact.name.clone().unwrap_or_default();
        let conversions = self.source.conversions.iter().filter(|found| found.into == ty);
        let conversions = conversions.filter(|found| found.variants.contains(&name));
        let conversions = conversions.map(|found| (found.from, found.variants.len() > 1));
        let needs_values = fact.fields.iter().any(|field| !field.ty.ends_with('?'));
        for (from, has_condition) in field.map(|ty| (ty, false)).into_iter().chain(conversions) {
            fact.has_source |= !has_condition;
            let path = self.source.full_path(&spelled(from));
            let why = if has_condition {
                "the conversion has a condition"
            } else if !self.may_compile(&path) {
                "check that this type is public and implements `std::error::Error`"
            } else if needs_values {
                "the fields of this error need values"
            } else if self.converted.insert(path.clone()) {
                fact.from.push(path);
                continue;
            } else {
                "`?` already converts this type into another error"
            };
            fact.comments.push(format!("rust = {{ from = [\"{path}\"] }}: {why}"));
            let text = format!("`?` does not create `{name}` from `{path}`, which is only in a comment: {why}");
            self.notes.loss(fact.line, text);
        }
    }

    /// Whether a path is that of a public error of another crate, judging by its name.
    fn may_compile(&self, path: &str) -> bool {
        let Some((modules, last)) = path.trim_start_matches("::").rsplit_once("::") else { return false };
        let is_error = last.ends_with("Error") || last.ends_with("Rejection");
        let are_modules = modules.split("::").all(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
        let first = modules.split("::").next().unwrap_or_default();
        is_error && are_modules && !UNUSABLE.contains(&first) && !self.source.modules.contains(first)
    }
}
