//! Decides which types `?` can convert into an error of the catalog.

use std::collections::BTreeSet;

use syn::Type;

use super::source::Source;
use super::ty::spelled;
use crate::facts::{ErrorFact, Notes};

/// Crates whose `Error` does not implement [`std::error::Error`].
const NOT_ERRORS: &[&str] = &["anyhow", "failure"];

/// The types that `?` converts into errors.
pub(super) struct Sources<'a> {
    source: &'a Source<'a>,
    taken: BTreeSet<String>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        Self { source, taken: BTreeSet::new() }
    }

    /// Adds the types that an `impl From` converts into this variant, and only into this variant.
    pub(super) fn add_conversions(&mut self, ty: &str, fact: &mut ErrorFact, notes: &mut Notes) {
        for (_, from, words) in self.source.conversions.iter().filter(|(into, ..)| into == ty) {
            let pairs = words.iter().zip(words.iter().skip(1));
            let is_variant =
                |name: &str| name != "Self" && name != ty && name.starts_with(|c: char| c.is_ascii_uppercase());
            let made = pairs.filter(|(of, variant)| (*of == ty || *of == "Self") && is_variant(variant));
            let made: BTreeSet<&str> = made.map(|(_, variant)| variant.as_str()).collect();
            let name = fact.name.as_deref().unwrap_or_default();
            if !made.contains(name) {
                continue;
            }
            if made.len() == 1 {
                fact.has_source = true;
                self.add(from, fact, notes);
            } else {
                let text = format!("the conversion from `{}` into `{name}` has a condition: left out", spelled(from));
                notes.loss(fact.line, text);
            }
        }
    }

    /// Adds a type to `from`. If the generated code may not compile with the type, the type becomes a comment.
    pub(super) fn add(&mut self, ty: &Type, fact: &mut ErrorFact, notes: &mut Notes) {
        let written = spelled(ty);
        let path = self.full_path(&written);
        let why = match path {
            Some(path) if self.taken.insert(path.clone()) => return fact.from.push(path),
            Some(_) => "`?` already converts this type into another error",
            None => "check that this type is public and implements `std::error::Error`",
        };
        comment_out(&written, why, fact, notes);
    }

    /// Makes the types comments if `?` cannot create the error, because a field needs a value.
    pub(super) fn settle(fact: &mut ErrorFact, notes: &mut Notes) {
        if fact.fields.iter().any(|field| !field.ty.ends_with('?')) {
            for path in std::mem::take(&mut fact.from) {
                comment_out(&path, "the fields of this error need values", fact, notes);
            }
        }
    }

    /// The path of a type of another crate that is an error, judging by its name.
    fn full_path(&self, written: &str) -> Option<String> {
        let (first, rest) = written.split_once("::").map_or((written, None), |(first, rest)| (first, Some(rest)));
        let path = match (self.source.imports.get(first), rest) {
            (Some(import), Some(rest)) => format!("{import}::{rest}"),
            (Some(import), None) => import.clone(),
            (None, _) => written.to_owned(),
        };
        let parts: Vec<&str> = path.trim_start_matches("::").split("::").collect();
        let is_other = |first: &str| !matches!(first, "crate" | "self" | "super") && !NOT_ERRORS.contains(&first);
        let is_lower = |part: &&str| part.starts_with(|c: char| c.is_ascii_lowercase());
        let is_plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b':');
        let is_error = parts.last().is_some_and(|last| last.ends_with("Error") || last.ends_with("Rejection"));
        let is_public = parts.len() > 1 && is_other(parts[0]) && parts[..parts.len() - 1].iter().all(is_lower);
        let is_local = self.source.modules.contains(parts[0]);
        (is_plain && is_error && is_public && !is_local).then_some(path)
    }
}

fn comment_out(path: &str, why: &str, fact: &mut ErrorFact, notes: &mut Notes) {
    fact.comments.push(format!("rust = {{ from = [\"{path}\"] }}: {why}"));
    let name = fact.name.as_deref().unwrap_or_default();
    notes.loss(fact.line, format!("`?` does not create `{name}` from `{path}`, which is only in a comment: {why}"));
}
