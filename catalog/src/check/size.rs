//! Checks the limits of a catalog. A short catalog can describe very large responses, because all errors share the body
//! and the headers, and because a slot can occur many times.

use crate::diagnostic::{Diagnostics, Span, rules};
use crate::interner::Interner;
use crate::model::{Catalog, Error, Piece, Slot, SlotBinding, TextTemplate, ValueTemplate, ViolationsFormat};
use crate::raw::{Raw, RawCode, RawDocsUrl, RawError, RawHeader};

/// The maximum number of codes and of categories. The tables of the generated code index both with a `u16`, in which 0
/// means "none".
const MAX_CODES: usize = 65_534;

/// The maximum size of all responses, in bytes. The generated code is several times as large.
const MAX_SIZE: u64 = 32 << 20;

/// The size of a value without its text, in bytes.
const UNIT: u64 = 16;

/// The maximum number of headers of a response. Clients and proxies reject responses with many more headers.
const MAX_HEADERS: usize = 100;

/// Limits the number of entries, and the texts that all errors share. Headers and fields above a limit are left out,
/// and also the shared texts. Later stages need not copy these parts. Codes, aliases and categories stay.
pub(crate) fn limit_sizes(raw: &mut Raw, diagnostics: &mut Diagnostics) {
    limit_counts(raw, diagnostics);
    limit_shared(raw, diagnostics);
}

fn limit_counts(raw: &mut Raw, diagnostics: &mut Diagnostics) {
    const FIELDS: usize = Slot::MAX_FIELDS;
    let codes = raw.errors.iter().map(|error| 1 + error.aliases.len()).sum::<usize>();
    let statuses = raw.errors.iter().map(count_statuses).sum::<usize>();
    let last = [
        (codes, "codes", raw.errors.last().map(|error| &error.key)),
        (statuses, "statuses of errors", raw.errors.iter().rfind(|error| count_statuses(error) > 1).map(|it| &it.key)),
        (raw.categories.len(), "categories", raw.categories.last().map(|it| &it.key)),
        (raw.violations.len(), "violations", raw.violations.last().map(|it| &it.key)),
    ];
    for (count, what, last) in last {
        if let Some(key) = last.filter(|_| count > MAX_CODES) {
            diagnostics
                .report(&rules::TOO_LARGE, key.span, format!("a catalog cannot have {count} {what}"))
                .label(format!("expected at most {MAX_CODES} {what}"));
        }
    }
    limit_headers(&mut raw.headers, "the catalog", diagnostics);
    for status in &mut raw.statuses {
        limit_headers(&mut status.headers, &format!("status {}", status.status.value), diagnostics);
    }
    for error in &mut raw.errors {
        let name = format!("error `{}`", error.key.value);
        limit_headers(&mut error.headers, &name, diagnostics);
        if let Some(field) = error.fields.get(FIELDS) {
            let before = diagnostics.len();
            diagnostics
                .report(&rules::TOO_LARGE, field.name.span, format!("{name} has too many fields"))
                .label(format!("expected at most {FIELDS} fields"));
            error.fields.truncate(FIELDS);
            error.hidden_fields = error.hidden_fields.or(diagnostics.reported_since(before));
        }
    }
}

/// The number of statuses of an error, for each of which there is a response.
fn count_statuses(error: &RawError) -> usize {
    1 + error.other_statuses.as_ref().map_or(0, Vec::len)
}

fn limit_headers(headers: &mut Vec<RawHeader>, of: &str, diagnostics: &mut Diagnostics) {
    if let Some(header) = headers.get(MAX_HEADERS) {
        diagnostics
            .report(&rules::TOO_LARGE, header.name.span, format!("{of} has too many headers"))
            .label(format!("expected at most {MAX_HEADERS} headers"));
        headers.truncate(MAX_HEADERS);
    }
}

/// Limits the texts that every error copies: the URL of the documentation, the name of the catalog, the headers and the
/// example.
fn limit_shared(raw: &mut Raw, diagnostics: &mut Diagnostics) {
    let mut parts = Parts::default();
    if let Some(name) = &raw.catalog.name {
        parts.add(name.span, UNIT);
    }
    raw.headers.iter().for_each(|header| parts.add(header.value.span, UNIT));
    raw.wire.example.iter().for_each(|member| parts.add(member.value.span, UNIT));
    let urls = size_of_urls(raw);
    let largest = if urls.max > parts.max { urls.largest } else { parts.largest };
    let responses = raw.errors.iter().map(count_statuses).sum::<usize>();
    let sum = parts.sum.saturating_mul(responses as u64).saturating_add(urls.sum);
    if let Some(span) = largest.filter(|_| sum > MAX_SIZE) {
        let message = format!("the text that all {} errors share is too large", raw.errors.len());
        diagnostics
            .report(&rules::TOO_LARGE, span, message)
            .label(format!("expected at most {} MiB in all errors together", MAX_SIZE >> 20));
        (raw.catalog.docs_url, raw.catalog.name) = (None, None);
        raw.categories.iter_mut().for_each(|category| category.docs_url = None);
        raw.errors.iter_mut().for_each(|error| error.docs_url = None);
        (raw.headers, raw.wire.example) = (Vec::new(), Vec::new());
    }
}

/// The URLs of all errors. The longest name of an error replaces each slot.
fn size_of_urls(raw: &Raw) -> Parts {
    let categories = Interner::of(raw.categories.iter().map(|category| category.key.value.as_str()));
    let mut urls = Parts::default();
    for error in &raw.errors {
        let category = error.category.as_ref().and_then(|name| categories.find(name.value.as_bytes()));
        let own = error.docs_url.as_ref().or_else(|| raw.categories.get(category?)?.docs_url.as_ref());
        let url = match own {
            Some(RawDocsUrl::None) => None,
            Some(RawDocsUrl::Url(url)) => Some(url),
            None => raw.catalog.docs_url.as_ref(),
        };
        let code = if let Some(RawCode::Sent(code)) = &error.code { code.value.len() } else { 0 };
        let category = error.category.as_ref().map_or(0, |name| name.value.len());
        let longest = error.key.value.len().max(code).max(category);
        if let Some(url) = url {
            for _ in 0..count_statuses(error) {
                urls.add(url.span, (url.slots.len() as u64).saturating_mul(longest as u64));
            }
        }
    }
    urls
}

/// The texts that all errors share.
#[derive(Default)]
struct Parts {
    /// The size of all texts, in bytes.
    sum: u64,
    /// The last of the largest texts, and its size.
    largest: Option<Span>,
    max: u64,
}

impl Parts {
    /// Adds the text with this span, and a number of bytes that the text does not contain.
    fn add(&mut self, span: Span, more: u64) {
        let size = (span.end - span.start) as u64 + more;
        self.sum = self.sum.saturating_add(size);
        if size >= self.max {
            (self.largest, self.max) = (Some(span), size);
        }
    }
}

/// Checks the size of all responses, and returns whether it is valid. An error has a response for each of its statuses.
pub(super) fn check_responses(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) -> bool {
    let has_body = raw.wire.body.value().is_some();
    let mut sum = 0_u64;
    for (raw_error, error) in raw.errors.iter().zip(&catalog.errors) {
        if !has_body && error.other_statuses.is_empty() {
            continue;
        }
        let mut sizes = Sizes::new(catalog, error);
        sum = sum.saturating_add(sizes.response().saturating_mul(error.statuses().count() as u64));
        for header in error.other_statuses.iter().flat_map(|status| raw.status_headers(*status)) {
            sum = sum.saturating_add(sizes.text(&header.value.template));
        }
        if sum > MAX_SIZE {
            let message = format!("the responses are too large, from the error `{}` on", error.key);
            diagnostics
                .report(&rules::TOO_LARGE, raw_error.key.span, message)
                .label(format!("expected at most {} MiB in all responses together", MAX_SIZE >> 20))
                .help("every response contains the whole body; shorten the body or the texts in its slots");
            return false;
        }
    }
    true
}

/// The sizes of an error's texts, in bytes.
struct Sizes<'a> {
    catalog: &'a Catalog,
    error: &'a Error,
    /// The sizes of slots that contain slots. Such a slot may occur many times, and a broken one may contain itself.
    known: Vec<(String, u64)>,
}

impl<'a> Sizes<'a> {
    fn new(catalog: &'a Catalog, error: &'a Error) -> Self {
        Self { catalog, error, known: Vec::new() }
    }

    fn response(&mut self) -> u64 {
        let Self { catalog, error, .. } = *self;
        let texts = [Some(&error.message), error.user_message.as_ref(), error.internal.as_ref()];
        let texts = texts.into_iter().flatten().chain(error.headers.iter().map(|header| &header.value));
        let sum = texts.fold(0_u64, |sum, text| sum.saturating_add(self.text(text)));
        sum.saturating_add(self.value(&catalog.wire.body))
    }

    fn text(&mut self, text: &TextTemplate) -> u64 {
        text.pieces.iter().fold(UNIT, |sum, piece| {
            sum.saturating_add(match piece {
                Piece::Literal(text) => text.len() as u64,
                Piece::Slot(slot) => self.slot(&slot.name),
            })
        })
    }

    fn value(&mut self, value: &ValueTemplate) -> u64 {
        match value {
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => UNIT,
            ValueTemplate::Text(text) => self.text(text),
            ValueTemplate::Slot(slot) => self.slot(&slot.name),
            ValueTemplate::List(items) => {
                items.iter().fold(UNIT, |sum, item| sum.saturating_add(self.value(&item.value)))
            }
            ValueTemplate::Object(object) => object.members.iter().fold(UNIT, |sum, member| {
                sum.saturating_add(member.key.len() as u64).saturating_add(self.value(&member.value))
            }),
        }
    }

    fn slot(&mut self, name: &str) -> u64 {
        if let Some((_, size)) = self.known.iter().find(|(known, _)| known == name) {
            return *size;
        }
        let index = self.known.len();
        let size = match self.catalog.binding(self.error, name) {
            SlotBinding::Text(text) => return UNIT + text.len() as u64,
            SlotBinding::Open { is_violations: true, .. } => {
                self.known.push((name.to_owned(), 0));
                match &self.catalog.wire.violations {
                    ViolationsFormat::Shape(_) => UNIT,
                    ViolationsFormat::Each(template) => self.value(template),
                }
            }
            SlotBinding::Absent | SlotBinding::Number(_) | SlotBinding::Open { .. } => return UNIT,
            SlotBinding::Message(text) => {
                self.known.push((name.to_owned(), 0));
                self.text(text)
            }
            SlotBinding::Template(value) => {
                self.known.push((name.to_owned(), 0));
                self.value(value)
            }
        };
        self.known[index].1 = size;
        size
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// A catalog with these errors, and the problems of the catalog.
    fn parse(text: &str) -> (Option<Catalog>, Vec<String>) {
        let files = BTreeMap::from([("errors.toml".to_owned(), text.to_owned())]);
        let (catalog, report) = Catalog::parse("errors.toml", &files);
        (catalog, report.diagnostics.iter().map(|problem| problem.message.clone()).collect())
    }

    #[test]
    fn a_response_has_the_size_of_its_texts() {
        for (body, keys, size) in [
            // The message and the body.
            ("", "", 16 + 1 + 16),
            ("", "user-message = 'ab'", 33 + 16 + 2),
            ("", "headers.X-A = 'abc'", 33 + 16 + 3),
            ("a = 1", "", 33 + 1 + 16),
            ("a = 'abc'", "", 33 + 1 + 16 + 3),
            ("a = ['abc', true]", "", 33 + 1 + 16 + 16 + 3 + 16),
            // A slot is as large as its text, each time.
            ("abc = '{code}'", "", 33 + 3 + 16 + 1),
            ("a = '{message}'", "", 33 + 1 + 17),
            ("a = '{message}{message}'", "", 33 + 1 + 16 + 2 * 17),
            ("'a?' = '{timestamp}'", "", 33 + 1 + 16),
            ("a = '{details}'", "details.b = 1", 33 + 1 + 16 + 1 + 16),
        ] {
            let error = "[errors.a]\nstatus = 400\nmessage = 'm'";
            let (catalog, problems) = parse(&format!("wire.body = {{ {body} }}\n{error}\n{keys}"));
            let catalog = catalog.unwrap_or_else(|| panic!("{body} {keys}: {problems:?}"));
            assert_eq!(Sizes::new(&catalog, &catalog.errors[0]).response(), size, "{body} {keys}");
        }
    }

    #[test]
    fn all_errors_together_have_limits() {
        const MEAN: usize = 1 << 20;
        let errors: String = (10..42).map(|at| format!("[errors.e{at}]\nstatus = 400\nmessage = 'm'\n")).collect();
        let x = |count: usize| "x".repeat(count);
        let responses = "the responses are too large, from the error `e41` on";
        let shared = "the text that all 32 errors share is too large";
        let body = |size: usize| format!("wire.body.a = '{}'", x(size - (33 + 1 + 16)));
        let example = |size: usize| format!("wire.example.title = '{}'", x(size - 16 - 2));
        // The longest key replaces each slot.
        let url = |size: usize| {
            format!("wire.body = {{}}\ncatalog.docs-url = 'https://a/{}{{code}}{{code}}'", x(size - 12 - 2 * 9))
        };
        for (head, expected) in [
            (body(MEAN), None),
            (body(MEAN + 1), Some(responses)),
            (example(MEAN), None),
            (example(MEAN + 1), Some(shared)),
            (url(MEAN), None),
            (url(MEAN + 1), Some(shared)),
        ] {
            let found = parse(&format!("{head}\n{errors}")).1;
            assert_eq!(found, Vec::from_iter(expected), "{}", &head[..20]);
        }
    }
}
