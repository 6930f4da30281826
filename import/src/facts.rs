//! The facts that a source states about errors. The reader of every format returns `Facts`.

use std::collections::BTreeMap;

use error_catalog_model::Level;
use serde_json::Value;

use crate::text::shown;

/// The codes that schemas list, as values, by the paths of the members that contain the codes.
pub(crate) type Listed = BTreeMap<Vec<String>, BTreeMap<String, Value>>;

/// For each enum and variant, the fields of the variant that are fields of the error, in the order of the catalog. The
/// name of a field of a tuple is its index.
pub type ShownFields = BTreeMap<(String, String), Vec<String>>;

/// Everything that a reader found in a source, in the order of the source.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) title: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) description: Option<String>,
    /// What the source says about all errors with a status: a description, causes and solutions.
    pub(crate) statuses: BTreeMap<u16, ErrorFact>,
    /// The title of each category, and its description.
    pub(crate) categories: Vec<(String, Option<String>)>,
    /// Errors that the source describes, for example in a row of a table or a variant of an enum.
    pub(crate) errors: Vec<ErrorFact>,
    /// The number of entries, such as rows, that are about an error but have no code and no text.
    pub(crate) left_out: usize,
    /// Errors that a body shows.
    pub(crate) examples: Vec<ErrorFact>,
    /// Bodies that show the response format instead of one error.
    pub(crate) formats: Vec<ErrorFact>,
    /// Whether the body that shows the format was made from a schema.
    pub(crate) has_made_format: bool,
    /// The content types of bodies, each with its line. A type is here once for each response that has it.
    pub(crate) content_types: Vec<(usize, String)>,
    pub(crate) listed: Listed,
    /// Descriptions of the members of a body.
    pub(crate) members: Vec<MemberFact>,
    /// Headers of every response.
    pub(crate) headers: Vec<(String, String)>,
    /// Whether the source names `Retry-After` anywhere.
    pub(crate) names_retry_after: bool,
    /// Whether the texts of the source are plain texts, not Markdown.
    pub(crate) is_plain: bool,
    /// Whether the messages of the source are templates, so that text in doubled braces is not a placeholder.
    pub(crate) has_templates: bool,
    pub(crate) shown: ShownFields,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ErrorFact {
    pub(crate) line: usize,
    /// The code that the response contains.
    pub(crate) code: Option<String>,
    /// The name that the key is made from, if the key is not made from the code.
    pub(crate) name: Option<String>,
    pub(crate) number: Option<u32>,
    pub(crate) status: Option<u16>,
    /// The other statuses that the source states for the same error.
    pub(crate) other_statuses: Vec<u16>,
    /// The reason for `status`, if the source does not state the status directly.
    pub(crate) status_guess: Option<String>,
    pub(crate) title: Option<String>,
    /// The message, as a text template.
    pub(crate) message: Option<String>,
    /// The message for logs, as a text template.
    pub(crate) internal: Option<String>,
    /// The description, as one line of Markdown.
    pub(crate) description: Option<String>,
    pub(crate) docs: Option<String>,
    /// The index of the error's category.
    pub(crate) category: Option<usize>,
    pub(crate) fields: Vec<FieldFact>,
    pub(crate) level: Option<Level>,
    /// Whether a client may try again.
    pub(crate) retry: Option<bool>,
    pub(crate) causes: Vec<String>,
    pub(crate) solutions: Vec<String>,
    /// Links to further reading.
    pub(crate) see: Vec<String>,
    /// Comments for the maintainers of the catalog.
    pub(crate) comments: Vec<String>,
    pub(crate) headers: Vec<(String, String)>,
    /// The paths of the Rust types that `?` converts into this error.
    pub(crate) from: Vec<String>,
    /// The paths of the Rust types that can contain any error.
    pub(crate) from_any: Vec<String>,
    pub(crate) has_source: bool,
    pub(crate) is_deprecated: bool,
    /// The body as the source shows it; null if the source shows none.
    pub(crate) body: Value,
}

/// A field of an error.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FieldFact {
    pub(crate) name: String,
    pub(crate) ty: String,
    /// The only values of the field, if the source lists them.
    pub(crate) one_of: Vec<String>,
    pub(crate) is_internal: bool,
    pub(crate) description: Option<String>,
    pub(crate) example: Option<Value>,
}

#[derive(Default)]
pub(crate) struct MemberFact {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) is_optional: bool,
    /// The only values of the member, if the source lists them.
    pub(crate) values: Vec<String>,
}

impl Facts {
    /// Returns the index of the category with this title. Adds the category if it does not exist yet.
    pub(crate) fn category(&mut self, title: &str, text: Option<&str>) -> usize {
        let at = self.categories.iter().position(|(other, _)| other == title);
        at.unwrap_or_else(|| {
            self.categories.push((title.to_owned(), text.map(str::to_owned)));
            self.categories.len() - 1
        })
    }
}

impl ErrorFact {
    pub(crate) fn of_body(line: usize, status: Option<u16>, body: Value) -> Self {
        Self { line, status, body, ..Self::default() }
    }

    /// Takes from `other` the values that this fact lacks, and adds the causes, solutions and headers of `other`.
    pub(crate) fn fill(&mut self, other: Self) {
        if self.status.is_none() || self.status == other.status && other.status_guess.is_none() {
            self.status_guess = other.status_guess;
        }
        if self.status.is_none() {
            self.other_statuses = other.other_statuses;
        }
        self.status = self.status.or(other.status);
        self.number = self.number.or(other.number);
        self.title = self.title.take().or(other.title);
        if self.message.is_none() && other.message.is_some() {
            self.message = other.message;
            self.fields.extend(other.fields);
        }
        self.description = self.description.take().or(other.description);
        self.docs = self.docs.take().or(other.docs);
        self.category = self.category.or(other.category);
        self.level = self.level.or(other.level);
        self.retry = self.retry.or(other.retry);
        self.causes.extend(other.causes);
        self.solutions.extend(other.solutions);
        let new: Vec<String> = other.see.into_iter().filter(|link| !self.see.contains(link)).collect();
        self.see.extend(new);
        self.comments.extend(other.comments);
        self.headers.extend(other.headers);
    }
}

impl FieldFact {
    pub(crate) fn new(name: &str, ty: impl Into<String>, example: Option<Value>) -> Self {
        Self { name: name.to_owned(), ty: ty.into(), example, ..Self::default() }
    }
}

/// The numbers of entries, errors and statuses, which an import reports at its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// The number of entries of the source that are about an error. An entry is, for example, a row, a variant or a
    /// body.
    pub entries: usize,
    /// The number of entries that are left out. A note gives the reason for each.
    pub left_out: usize,
    /// The number of errors in the catalog. An error may come from several entries, such as a row and a body.
    pub errors: usize,
    /// The number of errors whose status the source states.
    pub given: usize,
    /// The number of errors whose status is derived, for example from their names.
    pub derived: usize,
    /// The number of errors without a status, because nothing in the source indicates a status.
    pub unknown: usize,
    /// The number of statuses that the source describes.
    pub described: usize,
}

/// The guesses, losses and gaps of an import.
#[derive(Debug, Default)]
pub(crate) struct Notes(pub(crate) Vec<Note>);

/// A guess, a loss or a gap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The line in the source, counted from 1; 0 if the note is about the whole source.
    pub line: usize,
    /// Whether this is a guess, a loss or a gap.
    pub kind: NoteKind,
    /// The note: a sentence without its full stop. Names in the note are in backticks.
    pub text: String,
}

/// The kind of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The catalog contains a value that the source does not state directly.
    Guess,
    /// The catalog does not contain something that the source states.
    Loss,
    /// The source does not state something that the catalog needs.
    Gap,
}

impl Notes {
    pub(crate) fn guess(&mut self, line: usize, text: impl AsRef<str>) {
        self.add(line, NoteKind::Guess, text.as_ref());
    }

    pub(crate) fn gap(&mut self, line: usize, text: impl AsRef<str>) {
        self.add(line, NoteKind::Gap, text.as_ref());
    }

    pub(crate) fn loss(&mut self, line: usize, text: impl AsRef<str>) {
        self.add(line, NoteKind::Loss, text.as_ref());
    }

    fn add(&mut self, line: usize, kind: NoteKind, text: &str) {
        self.0.push(Note { line, kind, text: shown(text) });
    }
}
