//! What a source says about errors, as it says it: what every format is read into.

use std::collections::BTreeMap;

use serde_json::Value;

/// Everything that was found in a source, in its order.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) version: Option<String>,
    pub(super) description: Option<String>,
    pub(super) statuses: BTreeMap<u16, StatusFact>,
    /// Titles and descriptions of groups of errors.
    pub(super) categories: Vec<(String, Option<String>)>,
    /// Errors that are told of: a row of a table, a variant of an enum.
    pub(super) errors: Vec<ErrorFact>,
    /// Bodies of errors.
    pub(super) examples: Vec<Example>,
    /// Bodies that show what every error looks like.
    pub(super) formats: Vec<Example>,
    /// Whether the body that shows the format was made of a schema.
    pub(super) has_made_format: bool,
    /// What is said about the members of a body.
    pub(super) members: Vec<MemberFact>,
    /// Headers of every response.
    pub(super) headers: Vec<(String, String)>,
    /// Whether the source speaks of `Retry-After`, wherever it does.
    pub(super) names_retry_after: bool,
    /// The status of an error whose name says nothing about it.
    pub(super) unknown_status: u16,
    /// Whether the source could have shown bodies, had it wanted to.
    pub(super) shows_bodies: bool,
}

#[derive(Debug, Default)]
pub(super) struct StatusFact {
    pub(super) description: Option<String>,
    pub(super) causes: Vec<String>,
    pub(super) solutions: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct ErrorFact {
    pub(super) line: usize,
    /// What is sent.
    pub(super) code: Option<String>,
    /// What the key is made from, where it is not the code.
    pub(super) name: Option<String>,
    pub(super) number: Option<u32>,
    pub(super) status: Option<u16>,
    /// Why the status is this one, where nothing says it plainly.
    pub(super) status_guess: Option<String>,
    pub(super) title: Option<String>,
    /// A text template.
    pub(super) message: Option<String>,
    /// One line of Markdown.
    pub(super) description: Option<String>,
    pub(super) docs: Option<String>,
    /// Index of a category.
    pub(super) category: Option<usize>,
    pub(super) fields: Vec<FieldFact>,
    pub(super) retry: Option<&'static str>,
    pub(super) causes: Vec<String>,
    pub(super) solutions: Vec<String>,
    pub(super) headers: Vec<(String, String)>,
    /// Paths of Rust types that become the error.
    pub(super) from: Vec<String>,
    pub(super) has_source: bool,
    pub(super) is_deprecated: bool,
}

/// A field of an error.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldFact {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) is_internal: bool,
    pub(super) description: Option<String>,
    pub(super) example: Option<Value>,
}

/// A body as a source shows it.
#[derive(Clone, Debug)]
pub(super) struct Example {
    pub(super) line: usize,
    pub(super) status: Option<u16>,
    pub(super) body: Value,
    pub(super) headers: Vec<(String, String)>,
    /// What stands beside it.
    pub(super) description: Option<String>,
}

#[derive(Debug)]
pub(super) struct MemberFact {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) is_optional: bool,
}

/// What was guessed and what was lost, in the order of the source's lines.
#[derive(Debug, Default)]
pub(super) struct Notes(pub(super) Vec<Note>);

/// Something that was guessed or lost.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// From 1; 0 if it concerns the whole source.
    pub line: usize,
    /// Whether it was guessed or lost.
    pub kind: NoteKind,
    /// A sentence without its full stop, in which names are in backticks.
    pub text: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The catalog says something that the source does not say plainly.
    Guess,
    /// The source says something that the catalog does not say.
    Loss,
}

impl Notes {
    pub(super) fn guess(&mut self, line: usize, text: impl Into<String>) {
        self.0.push(Note { line, kind: NoteKind::Guess, text: text.into() });
    }

    pub(super) fn loss(&mut self, line: usize, text: impl Into<String>) {
        self.0.push(Note { line, kind: NoteKind::Loss, text: text.into() });
    }
}
