//! Generates sentences, so that every document uses the same wording.

use std::time::Duration;

use error_catalog_model::{
    Builtin, Catalog, Error, Placeholder, Presence, Retry, SlotFormat, Strategy, TextTemplate, ValueTemplate,
    ViolationPart,
};

/// A phrase in which some words are code. Each document escapes code in its own syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Code(String),
}

impl Phrase {
    fn words(words: impl Into<String>) -> Self {
        Self(vec![Part::Words(words.into())])
    }

    fn with_code(before: &str, code: &str, after: &str) -> Self {
        Self(vec![Part::Words(before.to_owned()), Part::Code(code.to_owned()), Part::Words(after.to_owned())])
    }

    /// Renders the phrase as text. The function `code` renders the words that are code.
    #[must_use]
    pub fn render(&self, code: impl Fn(&str) -> String) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Words(words) => words.clone(),
            Part::Code(text) => code(text),
        });
        parts.collect()
    }
}

/// Whether and when to send a request again.
#[derive(Clone, Debug)]
pub struct RetryView {
    /// The strategy, the waits and the number of attempts.
    pub retry: Retry,
    /// When to send the request again; empty if the same request would fail again.
    pub when: Phrase,
}

impl RetryView {
    pub(super) fn of(catalog: &Catalog, error: &Error) -> Self {
        Self { retry: error.retry, when: when(catalog, error) }
    }

    /// Returns a phrase that says when to send the request again, with the waits and attempts; `None` if the same
    /// request would fail again.
    #[must_use]
    pub fn guidance(&self) -> Option<Phrase> {
        let Retry { strategy, base, cap, .. } = self.retry;
        if strategy == Strategy::No {
            return None;
        }
        let base = base.map(|base| format!("first wait {}", duration(base)));
        let cap = cap.map(|cap| format!("longest wait {}", duration(cap)));
        let limits: Vec<String> = [base, cap, self.retry.limit()].into_iter().flatten().collect();
        let mut phrase = self.when.clone();
        if !limits.is_empty() {
            phrase.0.push(Part::Words(format!(" ({})", limits.join(", "))));
        }
        Some(phrase)
    }

    /// Returns a sentence, with code between backticks, that says whether and when to send the request again.
    #[must_use]
    pub fn answer(&self) -> String {
        match self.guidance() {
            Some(phrase) => format!("Yes, {}.", phrase.render(|code| format!("`{code}`"))),
            None => "No: the same request would fail again.".to_owned(),
        }
    }
}

/// Returns when to send a request again, as a phrase for a table or a line.
fn when(catalog: &Catalog, error: &Error) -> Phrase {
    let has_header = || error.headers.iter().any(|header| header.name.eq_ignore_ascii_case("retry-after"));
    match error.retry.strategy {
        Strategy::No => Phrase::default(),
        Strategy::Backoff => Phrase::words("after a wait that grows with each attempt"),
        Strategy::After if has_header() => Phrase::with_code("once the time in ", "Retry-After", " has passed"),
        Strategy::After => match retry_after_member(catalog, error) {
            Some((member, Some(SlotFormat::Milliseconds))) => {
                Phrase::with_code("once the number of milliseconds in ", &member, " has passed")
            }
            Some((member, _)) => Phrase::with_code("once the number of seconds in ", &member, " has passed"),
            None => Phrase::words("after a wait"),
        },
    }
}

/// Returns the path of the body member that contains the time to wait, and the format of the time.
fn retry_after_member(catalog: &Catalog, error: &Error) -> Option<(String, Option<SlotFormat>)> {
    let is_known = error.presence("retry_after") != Presence::Never;
    if is_known { path_to(&catalog.wire.body, "retry_after") } else { None }
}

fn path_to(value: &ValueTemplate, name: &str) -> Option<(String, Option<SlotFormat>)> {
    let ValueTemplate::Object(object) = value else { return None };
    object.members.iter().find_map(|member| match &member.value {
        ValueTemplate::Slot(slot) => (slot.name == name).then(|| (member.key.clone(), slot.format)),
        value => path_to(value, name).map(|(rest, format)| (format!("{}.{rest}", member.key), format)),
    })
}

/// Formats a duration in seconds, or in milliseconds if the duration is not a whole number of seconds.
#[must_use]
pub fn duration(duration: Duration) -> String {
    match duration.subsec_millis() {
        0 => format!("{} s", duration.as_secs()),
        _ => format!("{} ms", duration.as_millis()),
    }
}

/// The description of a member of the body, or of a header.
#[derive(Debug)]
pub enum Description<'a> {
    /// A description from the catalog, in Markdown.
    Markdown(&'a str),
    /// A description generated from the value.
    Generated(Phrase),
}

impl Default for Description<'_> {
    fn default() -> Self {
        Self::Generated(Phrase::default())
    }
}

/// Returns the description of a member that the catalog does not describe.
pub(super) fn describe<'a>(catalog: &'a Catalog, value: &ValueTemplate) -> Description<'a> {
    let always = |value: &str| Description::Generated(Phrase::with_code("Always ", value, ""));
    match value {
        ValueTemplate::Bool(value) => always(&value.to_string()),
        ValueTemplate::Integer(number) => always(&number.to_string()),
        ValueTemplate::Float(number) => always(&format!("{number:?}")),
        ValueTemplate::Text(template) => match template.as_constant() {
            Some("") => Description::Generated(Phrase::words("Always empty")),
            Some(text) => always(text),
            None => describe_text(catalog, template),
        },
        ValueTemplate::Slot(slot) => describe_slot(catalog, slot),
        ValueTemplate::List(_) | ValueTemplate::Object(_) => Description::default(),
    }
}

/// Returns the description of a text's only slot; empty if the text has no slot or several slots.
fn describe_text<'a>(catalog: &'a Catalog, template: &TextTemplate) -> Description<'a> {
    let mut slots = template.placeholders();
    match (slots.next(), slots.next()) {
        (Some(slot), None) => describe_slot(catalog, slot),
        _ => Description::default(),
    }
}

/// Returns the description of a member of a violation.
pub(crate) fn describe_part<'a>(part: ViolationPart) -> Description<'a> {
    let words = match part {
        ViolationPart::Field => "The name of the invalid member",
        ViolationPart::Pointer => "The JSON Pointer of the invalid member",
        ViolationPart::Fragment => "The JSON Pointer of the invalid member, as a URI fragment",
        ViolationPart::Parameter => "The name of the invalid parameter",
        ViolationPart::Path => "The path of the invalid member",
        ViolationPart::Located => {
            "The part of the request that contains the invalid member, and the path of the member"
        }
        ViolationPart::Location => "The part of the request that contains the invalid member",
        ViolationPart::Detail => "A description of the problem",
        ViolationPart::Title => "A short summary of the kind of problem",
        ViolationPart::Code => "The code of the problem: stable, for programs",
        ViolationPart::Params => "The values of the rule that the member breaks",
    };
    Description::Generated(Phrase::words(words))
}

/// Returns the description of a member of a violation that shows a field of the violation.
pub(crate) fn describe_value<'a>(catalog: &'a Catalog, value: &ValueTemplate) -> Description<'a> {
    let ValueTemplate::Slot(slot) = value else { return describe(catalog, value) };
    let fields = catalog.violations.iter().filter_map(|kind| kind.field(&slot.name));
    match fields.filter_map(|field| field.description.as_deref()).next() {
        Some(description) => Description::Markdown(description),
        None => describe(catalog, value),
    }
}

/// Returns the description of the first described field with this name, or, if there is none, the description of the
/// built-in slot.
pub(crate) fn describe_slot<'a>(catalog: &'a Catalog, slot: &Placeholder) -> Description<'a> {
    let name = slot.name.as_str();
    let fields = catalog.errors.iter().flat_map(|error| error.public_fields());
    let described = fields.filter(|field| field.name == name).find_map(|field| field.description.as_deref());
    let described = described.or_else(|| catalog.property(name)?.description.as_deref());
    let general = Builtin::from_term(name).map(|builtin| match builtin {
        Builtin::Code => "The code of the error: stable, for programs",
        Builtin::Number => "The number of the error",
        Builtin::Status => "The HTTP status code",
        Builtin::Reason => "The reason phrase of the HTTP status",
        Builtin::Title => "A short summary of the kind of error",
        Builtin::Message => "A description of the problem, for developers",
        Builtin::UserMessage => "A description of the problem, for end users",
        Builtin::Category => "The category of the error",
        Builtin::DocsUrl => "The URL of the error's documentation",
        Builtin::Details => "Details of the error",
        Builtin::Metadata => "Data about the error, each value as a string",
        Builtin::Violations => "The invalid parts of the request, and the problem with each part",
        Builtin::RetryAfter if slot.format == Some(SlotFormat::Milliseconds) => {
            "The number of milliseconds to wait before the next attempt"
        }
        Builtin::RetryAfter => "The number of seconds to wait before the next attempt",
        Builtin::RequestId => "The id of the request; quote the id when you contact support",
        Builtin::Instance => "The URI of this occurrence of the error",
        Builtin::Timestamp => match slot.format {
            Some(SlotFormat::Epoch) => "The time when the error occurred, in seconds since 1970 (UTC)",
            Some(SlotFormat::EpochMs) => "The time when the error occurred, in milliseconds since 1970 (UTC)",
            Some(SlotFormat::HttpDate) => "The time when the error occurred (RFC 9110, section 5.6.7)",
            _ => "The time when the error occurred (RFC 3339)",
        },
        Builtin::Debug => "Debugging data, sent only in development",
        Builtin::Grpc => "The canonical gRPC code",
        Builtin::Catalog => "The name of the API that defines the code",
        Builtin::Key => "The name of the error in the catalog",
    });
    described
        .map_or_else(|| Description::Generated(general.map(Phrase::words).unwrap_or_default()), Description::Markdown)
}
