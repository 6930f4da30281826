//! Copies the defaults of categories into the errors, so that later stages see only errors.

use crate::diagnostic::{Diagnostics, Span, rules};
use crate::interner::Interner;
use crate::model::{Piece, ValueTemplate};
use crate::raw::{Raw, RawCategory, RawDetails, RawError, RawField, RawHeader, Sp};

/// The maximum size of all inherited values, in bytes.
const MAX_SIZE: u64 = 32 << 20;

/// The size of an inherited value without its text, in bytes.
const UNIT: u64 = 64;

/// Gives each error the defaults of its category. The headers of a status stay there, because an error can have several
/// statuses.
pub(crate) fn inherit(raw: &mut Raw, diagnostics: &mut Diagnostics) {
    let has_defaults = raw.categories.iter().any(RawCategory::has_defaults)
        || raw.statuses.iter().any(|status| !status.headers.is_empty());
    // Most catalogs have no such defaults, and every build would pay for the look-ups.
    if !has_defaults && raw.errors.iter().all(|error| error.has_message) {
        return;
    }
    let names = Interner::of(raw.categories.iter().map(|category| category.key.value.as_str()));
    let categories: Vec<Option<usize>> =
        raw.errors.iter().map(|error| names.find(error.category.as_ref()?.value.as_bytes())).collect();
    drop(names);
    if !limit_copies(raw, &categories, diagnostics) {
        raw.categories.iter_mut().for_each(RawCategory::forget_defaults);
        raw.statuses.iter_mut().for_each(|status| status.headers.clear());
    }
    raw.categories.iter().for_each(|category| raw.inherited.add_category(category));
    raw.statuses.iter().for_each(|status| raw.inherited.add_headers(&status.headers));
    for (error, category) in raw.errors.iter_mut().zip(categories) {
        let category = category.and_then(|index| raw.categories.get(index));
        if let Some(category) = category {
            inherit_category(error, category);
        }
        let is_known = error.category.is_none() || category.is_some() && raw.gap.is_none();
        if !error.has_message && is_known {
            report_no_message(error, category, diagnostics);
        }
    }
}

fn inherit_category(error: &mut RawError, category: &RawCategory) {
    if !error.has_message {
        error.message.clone_from(&category.message);
        error.has_message = category.has_message;
    }
    if error.details.is_none() {
        error.details.clone_from(&category.details);
    }
    add_fields(error, &category.fields);
    add_headers(error, &category.headers);
    error.hidden_fields = error.hidden_fields.or(category.hidden_fields);
    error.left_out_fields.extend_from_slice(&category.left_out_fields);
    error.broken = error.broken.or(category.broken);
}

/// Puts the fields of a category before the fields of an error. An error's own field of the same name takes the place
/// of the category's field.
fn add_fields(error: &mut RawError, inherited: &[RawField]) {
    if inherited.is_empty() {
        return;
    }
    let mut fields = Vec::with_capacity(inherited.len() + error.fields.len());
    for field in inherited {
        let name = &field.name.value;
        match error.fields.iter().position(|own| own.name.value == *name) {
            Some(index) => fields.push(error.fields.remove(index)),
            None if error.left_out_fields.iter().any(|(left_out, _)| left_out == name) => {}
            None => fields.push(RawField { is_inherited: true, ..field.clone() }),
        }
    }
    fields.append(&mut error.fields);
    error.fields = fields;
}

/// Puts headers before the headers of an error, except headers that the error already has.
fn add_headers(error: &mut RawError, inherited: &[RawHeader]) {
    if inherited.is_empty() {
        return;
    }
    let is_own =
        |header: &RawHeader| error.headers.iter().any(|own| own.name.value.eq_ignore_ascii_case(&header.name.value));
    let mut headers: Vec<RawHeader> = inherited.iter().filter(|header| !is_own(header)).cloned().collect();
    headers.append(&mut error.headers);
    error.headers = headers;
}

fn report_no_message(error: &mut RawError, category: Option<&RawCategory>, diagnostics: &mut Diagnostics) {
    let label = match category {
        Some(category) => format!("expected `message` here or in `[categories.{}]`", category.key.value),
        None => "`message` is required".to_owned(),
    };
    let before = diagnostics.len();
    diagnostics
        .report(&rules::MISSING_KEY, error.key.span, format!("error `{}` has no `message`", error.key.value))
        .label(label);
    error.broken = error.broken.or(diagnostics.reported_since(before));
}

/// Checks that the errors do not inherit too much. A short catalog can have many errors in a category with many
/// defaults.
fn limit_copies(raw: &Raw, categories: &[Option<usize>], diagnostics: &mut Diagnostics) -> bool {
    let of_text = |span: Span| UNIT + (span.end - span.start) as u64;
    let of_headers = |headers: &[RawHeader]| headers.iter().fold(0, |sum, header| sum + of_text(header.value.span));
    let of_category = |category: &RawCategory| {
        let details = category.details.as_ref().map_or(0, |details| match &details.value {
            RawDetails::Fields(fields) => fields.iter().fold(0, |sum, name| sum + of_text(name.span)),
            RawDetails::Value(value) => size_of(&value.template),
        });
        let message = category.message.as_ref().map_or(0, |message| of_text(message.span));
        let fields = category.fields.iter().fold(0, |sum, field| {
            let text = field.description.as_ref().map_or(0, String::len);
            let example = field.example.as_ref().map_or(0, |example| of_text(example.span));
            sum + 4 * UNIT + text as u64 + example
        });
        of_headers(&category.headers) + details + message + fields
    };
    let sizes: Vec<u64> = raw.categories.iter().map(of_category).collect();
    let statuses = raw.statuses.iter().map(|status| (status.status.value, of_headers(&status.headers)));
    let statuses: Vec<(u16, u64)> = statuses.filter(|(_, size)| *size > 0).collect();
    let mut sum = 0_u64;
    for (error, category) in raw.errors.iter().zip(categories) {
        let category = category.and_then(|index| raw.categories.get(index).zip(sizes.get(index)));
        let own = error.status.value().or_else(|| category?.0.status.value());
        let size_of = |own: &Sp<u16>| statuses.iter().find(|(status, _)| *status == own.value).map_or(0, |it| it.1);
        let further = error.other_statuses.iter().flatten();
        sum = own.into_iter().chain(further).fold(sum, |sum, status| sum.saturating_add(size_of(status)));
        sum = sum.saturating_add(category.map_or(0, |(_, size)| *size));
        if sum > MAX_SIZE {
            diagnostics
                .report(&rules::TOO_LARGE, error.key.span, "the errors inherit too much, from this error on")
                .label(format!("expected at most {} MiB in all errors together", MAX_SIZE >> 20))
                .help("shorten the defaults in `[categories]` and the headers in `[statuses]`");
            return false;
        }
    }
    true
}

fn size_of(value: &ValueTemplate) -> u64 {
    let text = |piece: &Piece| match piece {
        Piece::Literal(text) => UNIT + text.len() as u64,
        Piece::Slot(_) => UNIT,
    };
    UNIT + match value {
        ValueTemplate::Text(template) => template.pieces.iter().fold(0, |sum, piece| sum + text(piece)),
        ValueTemplate::List(items) => items.iter().fold(0, |sum, item| sum + size_of(&item.value)),
        ValueTemplate::Object(object) => {
            object.members.iter().fold(0, |sum, member| sum + member.key.len() as u64 + size_of(&member.value))
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::Catalog;

    #[test]
    fn the_size_of_copies_is_limited() {
        let text = "x".repeat(1 << 20);
        let status = format!("[statuses.503]\nheaders.X = \"{text}\"\n[categories.c]\nstatus = 503\n");
        let category = format!("[categories.c]\nfields.x = {{ type = \"string\", description = \"{text}\" }}\n");
        for (defaults, keys, is_limited) in [
            (&status, "status = 404", false),
            (&status, "status = 503", true),
            (&status, "status = [404, 503]", true),
            (&status, "category = \"c\"", true),
            (&category, "status = 503", false),
            (&category, "status = 404\ncategory = \"c\"\ndetails = [\"x\"]", true),
        ] {
            let is_too_large = |count: usize| {
                let errors = (0..count).map(|i| format!("[errors.e{i}]\nmessage = \"M\"\n{keys}\n"));
                let text = format!("{defaults}{}", errors.collect::<String>());
                let (_, report) = Catalog::parse("errors.toml", &BTreeMap::from([("errors.toml".to_owned(), text)]));
                report.diagnostics.iter().any(|problem| problem.message.starts_with("the errors inherit too much"))
            };
            assert!(!is_too_large(31), "{keys}");
            assert_eq!(is_too_large(33), is_limited, "{keys}");
        }
    }
}
