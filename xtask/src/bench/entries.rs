//! The errors that both crates of the benchmark define. Every run defines the same errors.

const CATEGORIES: [&str; 12] = [
    "account",
    "billing",
    "catalog",
    "delivery",
    "identity",
    "inventory",
    "media",
    "order",
    "project",
    "report",
    "search",
    "webhook",
];

const NOUNS: [&str; 25] = [
    "address",
    "archive",
    "attachment",
    "batch",
    "budget",
    "comment",
    "contact",
    "contract",
    "device",
    "document",
    "domain",
    "event",
    "filter",
    "group",
    "import",
    "invoice",
    "label",
    "member",
    "message",
    "plan",
    "policy",
    "session",
    "template",
    "token",
    "upload",
];

/// A problem as it appears in a key and in a sentence, and its status.
const PROBLEMS: [(&str, &str, u16); 40] = [
    ("not_found", "was not found", 404),
    ("already_exists", "exists already", 409),
    ("forbidden", "is not yours to use", 403),
    ("too_large", "is larger than allowed", 413),
    ("expired", "has expired", 410),
    ("locked", "is locked by someone else", 423),
    ("malformed", "could not be read", 400),
    ("limit_reached", "cannot be added: the limit is reached", 429),
    ("unavailable", "is not available at the moment", 503),
    ("not_verified", "has not been verified", 403),
    ("conflict", "was changed by another request", 409),
    ("name_taken", "needs a name that is not taken", 409),
    ("name_missing", "needs a name", 422),
    ("owner_missing", "needs an owner", 422),
    ("not_empty", "still holds something", 409),
    ("not_supported", "is of a kind that is not supported", 415),
    ("suspended", "is suspended", 403),
    ("archived", "is archived and cannot be changed", 409),
    ("unpaid", "has not been paid for", 402),
    ("timeout", "took too long to answer", 504),
    ("corrupt", "is damaged", 500),
    ("signature_invalid", "carries a signature that does not match", 401),
    ("date_invalid", "carries a date that does not exist", 422),
    ("range_invalid", "names a range that ends before it starts", 422),
    ("currency_mismatch", "is in another currency", 422),
    ("language_unknown", "names a language that is not known", 422),
    ("region_unsupported", "is not offered in this region", 451),
    ("version_outdated", "was read in an older version", 412),
    ("quota_exceeded", "needs more space than is left", 507),
    ("parent_missing", "belongs to something that is gone", 404),
    ("loop_detected", "contains itself", 508),
    ("duplicate_entry", "lists the same entry twice", 422),
    ("encoding_invalid", "is not valid UTF-8", 400),
    ("gateway_failed", "could not be passed on", 502),
    ("not_acceptable", "cannot be sent in any form you accept", 406),
    ("method_refused", "cannot be changed this way", 405),
    ("precondition_failed", "does not meet the condition of the request", 412),
    ("read_only", "is read-only", 403),
    ("revoked", "was revoked", 401),
    ("pending", "is still being prepared", 425),
];

/// A field: its name, its type in a catalog and in Rust, and whether a sentence can contain it.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) toml: &'static str,
    pub(super) rust: &'static str,
    pub(super) printable: bool,
}

const fn field(name: &'static str, toml: &'static str, rust: &'static str, printable: bool) -> Field {
    Field { name, toml, rust, printable }
}

const FIELDS: [Field; 11] = [
    field("resource_id", "string", "String", true),
    field("limit", "u32", "u32", true),
    field("actual", "u64", "u64", true),
    field("hint", "string?", "Option<String>", false),
    field("balance", "i64", "i64", true),
    field("name", "string", "String", true),
    field("allowed", "list<string>", "Vec<String>", false),
    field("ratio", "f64", "f64", true),
    field("final_try", "bool", "bool", true),
    field("attempt", "u8", "u8", true),
    field("owner", "string", "String", true),
];

/// An error of the benchmark.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) category: &'static str,
    pub(super) status: u16,
    pub(super) title: String,
    /// The message's template, for both `thiserror` and a catalog, which use the same syntax for fields.
    pub(super) message: String,
    pub(super) description: String,
    pub(super) docs: String,
    pub(super) cause: String,
    pub(super) fields: Vec<Field>,
}

impl Entry {
    /// The name of the error's variant.
    pub(super) fn variant(&self) -> String {
        self.key.split('_').map(capitalize).collect()
    }

    /// Removes the fields, also from the message.
    pub(super) fn remove_fields(&mut self) {
        self.fields.clear();
        let text = self.message.split(", ").filter(|part| !part.contains('{')).collect::<Vec<_>>();
        self.message = text.join(", ");
    }
}

/// Two errors for rows about violations and about escapes.
pub(super) fn special() -> [Entry; 2] {
    let violations =
        Field { name: "violations", toml: "violations", rust: "crate::theirs::Violations", printable: false };
    let error = |key: &str, title: &str, message: &str, field| Entry {
        key: key.into(),
        category: CATEGORIES[0],
        status: 422,
        title: title.into(),
        message: message.into(),
        description: format!("{message}."),
        docs: format!("{message}."),
        cause: format!("{message}."),
        fields: vec![field],
    };
    [
        error("request_invalid", "Request invalid", "Some members of the request are invalid", violations),
        error("note_rejected", "Note rejected", "The note was rejected", field("text", "string", "String", false)),
    ]
}

/// The maximum number of different [`entries`].
pub(super) const MAX: usize = CATEGORIES.len() * NOUNS.len() * PROBLEMS.len();

/// The first `count` errors.
pub(super) fn entries(count: usize) -> Vec<Entry> {
    (0..count.min(MAX)).map(entry).collect()
}

/// The categories, in order.
pub(super) fn categories() -> &'static [&'static str] {
    &CATEGORIES
}

/// The error with an index. Every third error has one to three fields.
fn entry(index: usize) -> Entry {
    let category = CATEGORIES[index % CATEGORIES.len()];
    let rest = index / CATEGORIES.len();
    let (problem, sentence, status) = PROBLEMS[rest % PROBLEMS.len()];
    let noun = NOUNS[rest / PROBLEMS.len() % NOUNS.len()];
    let count = if index.is_multiple_of(3) { 1 + index / 3 % 3 } else { 0 };
    let fields: Vec<Field> = (0..count).map(|nth| FIELDS[(index / 3 + nth * 4) % FIELDS.len()]).collect();

    let mut message = format!("The {noun} of this {category} {sentence}");
    for field in fields.iter().filter(|field| field.printable) {
        message.push_str(&format!(", {} {{{}}}", field.name.replace('_', " "), field.name));
    }
    Entry {
        key: format!("{category}_{noun}_{problem}"),
        category,
        status,
        title: capitalize(&format!("{noun} {}", problem.replace('_', " "))),
        message,
        description: format!("The {noun} that the request names {sentence}."),
        docs: format!("Sent when the {noun} that a request names {sentence}; nothing in the {category} has changed."),
        cause: format!("The {noun} was looked up in the {category}, and it {sentence}."),
        fields,
    }
}

/// Converts the first letter of a text to upper case.
pub(super) fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
