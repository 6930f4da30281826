//! Resolves one error, and fills in every default.

use super::example::resolve_examples;
use super::field::{report_unknown_field, resolve_fields};
use super::owner::check_owner;
use super::property::resolve_values;
use super::{Names, resolve_header, template};
use crate::diagnostic::{Diagnostics, Known, Reported, rules};
use crate::interner::Interner;
use crate::model::{
    Builtin, Deprecated, Error, Field, FieldType, FromVariants, FurtherStatus, Grpc, Header, Level, Member, Object,
    Piece, Placeholder, Retry, Slot, SlotFormat, TextTemplate, ValueTemplate, ViolationKind, reason_phrase,
};
use crate::raw::{RawCategory, RawDetails, RawDocsUrl, RawError, RawFrom, RawHeader, RawSlot};

pub(super) fn resolve_error(
    raw: &RawError,
    names: &Names<'_>,
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Error {
    let category = raw.category.as_ref().and_then(|name| names.category(name, diagnostics));
    let defaults = category.map(|index| &names.raw.categories[index]);
    let status = resolve_status(raw, defaults, names.raw.gap, diagnostics);
    check_owner(raw, names, diagnostics);
    let other_statuses: Vec<u16> = raw.other_statuses.iter().flatten().map(|status| status.value).collect();
    let message = template(&raw.message).unwrap_or_default();
    let mut error = Error {
        key: raw.key.value.clone(),
        variant: raw.variant.clone(),
        constructor: raw.constructor.clone(),
        code: names.code(raw),
        owner: names.owner(raw),
        sends_code: names.sends_code(raw),
        aliases: raw.aliases.iter().map(|alias| alias.value.clone()).collect(),
        number: names.number(raw),
        status,
        status_member: resolve_status_member(status, &other_statuses),
        other_statuses,
        sent_status: raw.sent_status.or(names.raw.wire.status),
        title: String::new(),
        description: match (&raw.description, &raw.title) {
            (Some(description), _) => description.clone(),
            (None, Some(title)) => title.value.clone(),
            (None, None) => to_line(&message),
        },
        message,
        user_message: template(&raw.user_message),
        internal: template(&raw.internal),
        category,
        properties: resolve_values(raw, defaults, names, diagnostics),
        fields: resolve_fields(&raw.fields),
        from: resolve_from(raw, "from"),
        from_variants: resolve_variants(raw),
        from_any: resolve_from(raw, "from-any"),
        from_catalog: resolve_from(raw, "from-catalog"),
        has_source: raw.rust.has_source,
        cfg: raw.rust.cfg.clone(),
        non_exhaustive: raw.rust.non_exhaustive,
        details: None,
        metadata: None,
        headers: Vec::new(),
        retry: Retry::from_status(status),
        level: Level::from_status(status),
        grpc: Grpc::from_status(status),
        docs_url: None,
        has_own_docs_url: raw.docs_url.is_some() || defaults.is_some_and(|it| it.docs_url.is_some()),
        has_key_slot: names.has_key_slot,
        catalog: names.raw.catalog.name.as_ref().map(|name| name.value.clone()),
        docs: raw.docs.clone(),
        causes: raw.causes.clone(),
        solutions: raw.solutions.clone(),
        see: raw.see.clone(),
        examples: Vec::new(),
        since: raw.since.clone(),
        deprecated: resolve_deprecated(raw, names, diagnostics),
        location: names.location(raw.key.span),
    };
    error.details = resolve_details(raw, &error, diagnostics).or_else(|| default_details(raw, &error, names));
    error.metadata = resolve_metadata(&error);
    put_defaults(&mut error, raw, names);
    error.examples = resolve_examples(raw, &error, kinds, diagnostics);
    error
}

/// Sets what the status of an error determines, unless the catalog sets it.
fn put_defaults(error: &mut Error, raw: &RawError, names: &Names<'_>) {
    let (status, category) = (error.status, error.category.map(|index| &names.raw.categories[index]));
    error.title = raw.title.as_ref().map_or_else(|| reason_phrase(status).to_owned(), |title| title.value.clone());
    error.retry = raw.retry.or(category.and_then(|it| it.retry)).unwrap_or(Retry::from_status(status));
    error.level = raw.level.or(category.and_then(|it| it.level)).unwrap_or(Level::from_status(status));
    error.grpc = raw.grpc.unwrap_or(Grpc::from_status(status));
    error.docs_url = resolve_docs_url(raw, category, error, names);
    error.headers = resolve_headers(raw, status, names);
}

/// Returns the errors with their further statuses, without the prose and the examples of the errors.
pub(super) fn further_statuses(errors: &[Error], names: &Names<'_>) -> Vec<FurtherStatus> {
    let mut further = Vec::new();
    for (of, (raw, error)) in names.raw.errors.iter().zip(errors).enumerate() {
        if error.other_statuses.is_empty() {
            continue;
        }
        let mut bare = error.clone();
        bare.docs = None;
        [&mut bare.causes, &mut bare.solutions, &mut bare.see].into_iter().for_each(Vec::clear);
        bare.examples.clear();
        bare.fields.iter_mut().for_each(|field| field.description = None);
        for status in &error.other_statuses {
            let mut error = Error { status: *status, ..bare.clone() };
            put_defaults(&mut error, raw, names);
            further.push(FurtherStatus { of, error });
        }
    }
    further
}

fn resolve_status_member(first: u16, others: &[u16]) -> Option<Field> {
    let statuses: Vec<u16> = std::iter::once(first).chain(others.iter().copied()).collect();
    (!others.is_empty()).then(|| Field::status(&statuses))
}

/// The types whose values become the error, except the values that become other errors.
fn resolve_from(raw: &RawError, key: &str) -> Vec<String> {
    let from = raw.rust.from.iter().filter(|from| from.key == key && from.rest().is_some());
    from.map(|from| from.path.value.clone()).collect()
}

/// The variants that become the error. If an error takes the rest of a type, that includes the variants that it names.
fn resolve_variants(raw: &RawError) -> Vec<FromVariants> {
    let from = raw.rust.from.iter().filter(|from| from.rest().is_none());
    let resolve = |from: &RawFrom| {
        let variants = from.variants.iter().map(|variant| variant.value.clone()).collect();
        FromVariants { ty: from.path.value.clone(), variants }
    };
    from.map(resolve).collect()
}

fn resolve_status(
    raw: &RawError,
    category: Option<&RawCategory>,
    gap: Option<Reported>,
    diagnostics: &mut Diagnostics,
) -> u16 {
    let (message, label) = match (raw.status, &raw.category, category.map(|category| category.status)) {
        (Known::Is(status), ..) | (Known::Absent, _, Some(Known::Is(status))) => return status.value,
        (Known::Absent, None, _) => (
            format!("error `{}` has no `status`", raw.key.value),
            "expected `status`, from 400 to 599, or a category that has a `status`".to_owned(),
        ),
        (Known::Absent, Some(category), Some(Known::Absent)) if gap.is_none() => (
            format!("neither error `{}` nor its category has a `status`", raw.key.value),
            format!("expected `status`, from 400 to 599, here or in `[categories.{}]`", category.value),
        ),
        // A missing category might have given the status. A report of the missing status would only repeat the problem.
        _ => return 500,
    };
    diagnostics.report(&rules::MISSING_KEY, raw.key.span, message).label(label);
    500
}

/// The catalog's headers, then the status's, then the error's own. A later header replaces an earlier header of the
/// same name.
fn resolve_headers(raw: &RawError, status: u16, names: &Names<'_>) -> Vec<Header> {
    let of_status = names.raw.status_headers(status);
    let has = |headers: &[RawHeader], name: &str| headers.iter().any(|it| it.name.value.eq_ignore_ascii_case(name));
    let is_own = |header: &RawHeader| has(&raw.headers, &header.name.value);
    let common = names.raw.headers.iter().filter(|it| !is_own(it) && !has(of_status, &it.name.value));
    common.chain(of_status.iter().filter(|it| !is_own(it))).chain(&raw.headers).map(resolve_header).collect()
}

fn resolve_details(raw: &RawError, error: &Error, diagnostics: &mut Diagnostics) -> Option<ValueTemplate> {
    let fields = match &raw.details.as_ref()?.value {
        RawDetails::Value(value) => {
            // Details that contain themselves have no end; `check` reports such details.
            let is_own = |slot: &RawSlot| error.slot(&slot.value) == Some(Slot::Builtin(Builtin::Details));
            return (!value.slots.iter().any(is_own)).then(|| value.template.clone());
        }
        RawDetails::Fields(fields) => fields,
    };
    let mut object = Object::default();
    let (mut names, mut first_spans) = (Interner::default(), Vec::new());
    for name in fields {
        let Some(field) = error.public_fields().find(|field| field.name == name.value) else {
            report_unknown_field(raw, error, name, &[], diagnostics);
            continue;
        };
        if let Some(first) = names.insert(name.value.as_bytes()) {
            diagnostics
                .report(&rules::DUPLICATE_MEMBER, name.span, format!("field `{}` is listed twice", name.value))
                .label("expected each field only once")
                .related(first_spans[first], "first listed here");
            continue;
        }
        first_spans.push(name.span);
        let value = ValueTemplate::Slot(Placeholder::plain(&name.value));
        object.members.push(Member { key: name.value.clone(), optional: field.optional, value });
    }
    Some(ValueTemplate::Object(object))
}

/// The details of an error without the key `details` if the body of the preset requires details: the violations if the
/// error has violations, and otherwise the message.
fn default_details(raw: &RawError, error: &Error, names: &Names<'_>) -> Option<ValueTemplate> {
    let is_field = error.slot_type(Builtin::Details.as_str()).is_some();
    if !names.has_default_details || raw.details.is_some() || is_field {
        return None;
    }
    let has_violations = error.slot_type(Builtin::Violations.as_str()).is_some();
    let slot = if has_violations { Builtin::Violations } else { Builtin::Message };
    Some(ValueTemplate::Slot(Placeholder::plain(slot.as_str())))
}

/// An object with every public field as a string, except violations, which have their own shape.
fn resolve_metadata(error: &Error) -> Option<ValueTemplate> {
    let fields = error.public_fields().filter(|field| field.ty != FieldType::Violations);
    let members: Vec<Member> = fields
        .map(|field| {
            let value = ValueTemplate::Slot(Placeholder {
                format: Some(SlotFormat::String),
                ..Placeholder::plain(&field.name)
            });
            Member { key: field.name.clone(), optional: field.optional, value }
        })
        .collect();
    (!members.is_empty()).then_some(ValueTemplate::Object(Object { members }))
}

fn resolve_deprecated(raw: &RawError, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Option<Deprecated> {
    let deprecated = raw.deprecated.as_ref()?;
    let instead = deprecated.instead.as_ref().and_then(|name| {
        let index = names.error(name, diagnostics)?;
        if names.raw.errors.get(index)?.key.value == raw.key.value {
            diagnostics
                .report(&rules::UNKNOWN_ERROR, name.span, format!("error `{}` cannot replace itself", name.value))
                .label("expected the key or the code of another error");
            return None;
        }
        Some(index)
    });
    Some(Deprecated { since: deprecated.since.clone(), note: deprecated.note.clone(), instead })
}

/// The URL of an error's documentation. The values of all slots that such a URL may contain are known here.
fn resolve_docs_url(
    raw: &RawError,
    category: Option<&RawCategory>,
    error: &Error,
    names: &Names<'_>,
) -> Option<String> {
    let own = raw.docs_url.as_ref().or(category.and_then(|category| category.docs_url.as_ref()));
    let template = match own {
        Some(RawDocsUrl::None) => return None,
        Some(RawDocsUrl::Url(url)) => &url.template,
        None => &names.raw.catalog.docs_url.as_ref()?.template,
    };
    template.fill_url(|builtin| match builtin {
        Builtin::Code => Some(error.code.clone()),
        Builtin::Key => Some(error.key.clone()),
        Builtin::Status => Some(error.status.to_string()),
        Builtin::Number => error.number.map(|number| number.to_string()),
        Builtin::Catalog => error.catalog.clone(),
        Builtin::Category => category.map(|category| category.key.value.clone()),
        _ => None,
    })
}

/// Writes a message as the catalog does, on one line.
pub(super) fn to_line(message: &TextTemplate) -> String {
    let mut line = String::new();
    for piece in &message.pieces {
        match piece {
            Piece::Literal(text) => line.push_str(&text.replace(|c: char| c.is_control(), " ")),
            Piece::Slot(slot) => line.push_str(&slot.to_string()),
        }
    }
    line
}
