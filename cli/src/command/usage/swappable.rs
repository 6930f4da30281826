//! Finds calls with three or more texts in a row. The compiler accepts the texts in any order.

use std::iter::repeat;

use error_catalog_model::{Catalog, Error, Field, FieldType};

use crate::documents::uses::UseKind;
use crate::rust_source::{BoundVariant, Survey, Use};

/// The number of texts in a row from which on a call is reported.
const LEAST: usize = 3;

/// The Rust types of texts in a tuple variant.
const TEXTS: &[&str] = &["String", "&'static str", "Box<str>", "Arc<str>", "Rc<str>", "Cow<'static, str>"];

/// A call whose texts are easily swapped.
pub(super) struct Swappable<'a> {
    pub(super) found: &'a Use,
    pub(super) error: &'a Error,
    /// The names of the fields that the texts are for, in order.
    pub(super) fields: Vec<&'a str>,
}

/// Finds calls outside tests. A literal of a variant names its fields, and is therefore not a call.
pub(super) fn find_swappable<'a>(catalog: &'a Catalog, survey: &'a Survey) -> Vec<Swappable<'a>> {
    let fields: Vec<Vec<&str>> = catalog
        .errors
        .iter()
        .enumerate()
        .map(|(index, error)| {
            let non_exhaustive = error.is_non_exhaustive(catalog.non_exhaustive);
            texts_in_a_row(error, survey.bound.get(&index), non_exhaustive)
        })
        .collect();
    let calls = survey.uses.iter().filter(|found| found.kind == UseKind::Makes && !found.in_test);
    let calls = calls.filter(|found| found.arguments >= LEAST);
    let swappable = calls.filter_map(|found| {
        let fields = fields.get(found.error).filter(|fields| !fields.is_empty())?;
        Some(Swappable { found, error: &catalog.errors[found.error], fields: fields.clone() })
    });
    swappable.collect()
}

/// The fields of the longest sequence of texts, if the sequence is long enough. The order of the arguments is the order
/// of the fields.
fn texts_in_a_row<'a>(error: &'a Error, bound: Option<&BoundVariant>, non_exhaustive: bool) -> Vec<&'a str> {
    let tuple = bound.map(|bound| bound.tuple.as_slice()).filter(|types| !types.is_empty());
    let names: Vec<(&str, Option<&str>)> = match tuple {
        Some(types) => {
            let kinds = types.iter().map(|ty| TEXTS.iter().copied().find(|text| ty == text)).chain(repeat(None));
            error.members().map(Field::rust_name).zip(kinds).collect()
        }
        None => {
            let arguments = error.members().filter(|field| field.is_argument(non_exhaustive));
            arguments.map(|field| (field.rust_name(), constructor_text(field))).collect()
        }
    };
    let runs = names.chunk_by(|(_, a), (_, b)| a == b).filter(|run| run[0].1.is_some() && run.len() >= LEAST);
    let longest = runs.max_by_key(|run| run.len());
    longest.into_iter().flatten().map(|(name, _)| *name).collect()
}

/// The kind of text that a constructor accepts for a field. An optional text cannot be swapped with a required text.
fn constructor_text(field: &Field) -> Option<&'static str> {
    match (&field.ty, &field.rust) {
        (FieldType::String, None) if field.value_enum().is_none() => {
            Some(if field.optional { "Option<String>" } else { "String" })
        }
        _ => None,
    }
}
