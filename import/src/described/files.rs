//! Reads OpenAPI descriptions and the files that they refer to.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use error_catalog_model::{Diagnostic, SourceFile, Span, rules};
use serde_json::Value;

use crate::check_text;
use crate::document::{Duplicate, Part, Unparsed, members, parse_with_duplicates, text_of};
use crate::text::one_line;

/// The maximum number of files that descriptions may refer to.
const MAX_FILES: usize = 1_000;
/// The versions of OpenAPI, without their last part.
const VERSIONS: [&str; 3] = ["3.0", "3.1", "3.2"];

/// The text of a file to which an OpenAPI description refers.
#[derive(Debug)]
pub struct DescribedFile {
    /// The path, as messages show it.
    pub name: String,
    /// The content.
    pub text: String,
    /// Whether the catalog generates the file. Problems in such a file are reported at the reference to it.
    pub is_output: bool,
}

/// Reads the file at a path. The error is a reason such as `it does not exist`.
pub type ReadFile<'a> = &'a mut dyn FnMut(&Path) -> Result<DescribedFile, String>;

/// A parsed file.
pub(super) struct Document {
    path: PathBuf,
    pub(super) name: String,
    pub(super) value: Value,
    parts: Part,
    pub(super) is_output: bool,
}

/// All files, by their indices. A file that is not valid has an empty document.
#[derive(Default)]
pub(super) struct Documents {
    pub(super) list: Vec<Document>,
    pub(super) files: Vec<SourceFile>,
    /// The problems of single files.
    pub(super) diagnostics: Vec<Diagnostic>,
    by_path: BTreeMap<PathBuf, Result<usize, String>>,
}

impl Documents {
    /// Reads the descriptions at these paths, and all files to which they refer. A document has the index of its source
    /// file.
    ///
    /// # Errors
    ///
    /// Fails if a description cannot be read. A file to which a description refers may be missing.
    pub(super) fn read(paths: &[PathBuf], read: ReadFile<'_>) -> Result<Self, String> {
        let mut documents = Self::default();
        for path in paths {
            let path = join(Path::new(""), path);
            if let Err(why) = documents.open(&path, read) {
                return Err(format!("cannot read {}: {why}", path.display()));
            }
        }
        (0..documents.list.len()).for_each(|index| documents.check_version(index));
        let mut next = 0;
        while next < documents.list.len() {
            let mut references = Vec::new();
            collect_files(&documents.list[next].value, &mut references);
            let folder = documents.list[next].path.parent().unwrap_or(Path::new("")).to_owned();
            for reference in references {
                let _ = documents.open(&join(&folder, Path::new(&reference)), read);
            }
            next += 1;
        }
        Ok(documents)
    }

    /// The file that a reference in another file names.
    pub(super) fn find(&self, from: usize, path: &str) -> Result<usize, &str> {
        let folder = self.list.get(from).and_then(|document| document.path.parent()).unwrap_or(Path::new(""));
        match self.by_path.get(&join(folder, Path::new(&decode(path)))) {
            Some(found) => found.as_ref().map(|index| *index).map_err(String::as_str),
            None => Err("it is not read"),
        }
    }

    pub(super) fn root(&self, index: usize) -> Node<'_> {
        let Document { value, parts, .. } = &self.list[index];
        Node { document: index, value, part: Some(parts), near: (0, 0) }
    }

    fn open(&mut self, path: &Path, read: ReadFile<'_>) -> Result<usize, String> {
        if let Some(known) = self.by_path.get(path) {
            return known.clone();
        }
        let found = if self.list.len() < MAX_FILES {
            read(path).map(|file| self.add(path, file))
        } else {
            Err(format!("the descriptions refer to more than {MAX_FILES} files"))
        };
        self.by_path.insert(path.to_owned(), found.clone());
        found
    }

    fn add(&mut self, path: &Path, file: DescribedFile) -> usize {
        let index = self.list.len();
        let DescribedFile { name, text, is_output } = file;
        let parsed = check_text(&text).map_err(|reason| Unparsed { reason, place: None });
        let parsed = parsed.and_then(|()| parse_with_duplicates(&text));
        let (value, parts, duplicates) = parsed.unwrap_or_else(|Unparsed { reason, place }| {
            let (start, end) = place.map_or((0, 0), |(line, column)| range_at(&text, line, column));
            let span = Span { file: index, start, end };
            // The place of the problem shows the line and the column.
            let reason = reason.split(" at line ").next().unwrap_or(&reason);
            let reason =
                reason.split_once(": ").filter(|(start, _)| start.starts_with("error")).map_or(reason, |it| it.1);
            let message = format!("{name} is not valid JSON or YAML");
            self.diagnostics.push(Diagnostic::new(&rules::OPENAPI_SYNTAX, span, message).with_label(reason));
            (Value::Null, Part::default(), Vec::new())
        });
        for Duplicate { key, first, second, .. } in duplicates {
            let [first, second] = [first, second].map(|it| Span { file: index, start: it.start, end: it.end });
            let message = format!("an object has `{}` twice", one_line(&key));
            let diagnostic = Diagnostic::new(&rules::OPENAPI_SYNTAX, second, message);
            let diagnostic = diagnostic.with_label("the key is already there").with_related(first, "the first value");
            self.diagnostics.push(diagnostic);
        }
        self.files.push(SourceFile { path: name.clone(), text });
        self.list.push(Document { path: path.to_owned(), name, value, parts, is_output });
        index
    }

    /// Reports a description that is not a description of OpenAPI 3.
    fn check_version(&mut self, index: usize) {
        let root = self.root(index);
        if root.value.is_null() && !self.diagnostics.is_empty() {
            return;
        }
        let name = &self.list[index].name;
        // YAML parses `3.0` as a number.
        let version = root.value.get("openapi").map(text_of);
        let (key, message, label) = match version {
            Some(version) if VERSIONS.iter().any(|known| is_version(&version, known)) => return,
            Some(_) => (
                "openapi",
                format!("{name} has another version of OpenAPI"),
                "expected version 3.0, 3.1 or 3.2, as in `openapi: 3.1.0`",
            ),
            None if root.value.get("swagger").is_some() => (
                "swagger",
                format!("{name} is a Swagger 2.0 description"),
                "expected OpenAPI 3, as in `openapi: 3.1.0`",
            ),
            None => (
                "openapi",
                format!("{name} is not an OpenAPI description"),
                "expected a version, as in `openapi: 3.1.0`",
            ),
        };
        let span = root.get(key).unwrap_or(root).span();
        self.diagnostics.push(Diagnostic::new(&rules::OPENAPI_SYNTAX, span, message).with_label(label));
    }
}

/// A part of a document.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) document: usize,
    pub(super) value: &'a Value,
    part: Option<&'a Part>,
    /// The bytes of the part or, if they are unknown, of the part that contains it. An alias contains its target.
    near: (usize, usize),
}

impl<'a> Node<'a> {
    pub(super) fn get(self, key: &str) -> Option<Self> {
        let value = match self.value {
            Value::Array(elements) => elements.get(key.parse::<usize>().ok()?)?,
            value => value.get(key)?,
        };
        Some(self.at(key, value))
    }

    pub(super) fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        members(self.value).map(move |(key, value)| (key.as_str(), self.at(key, value)))
    }

    pub(super) fn elements(self) -> impl Iterator<Item = Self> {
        let elements = self.value.as_array().into_iter().flatten().enumerate();
        elements.map(move |(index, value)| self.at(&index.to_string(), value))
    }

    pub(super) fn span(self) -> Span {
        Span { file: self.document, start: self.near.0, end: self.near.1 }
    }

    fn at(self, key: &str, value: &'a Value) -> Self {
        let part = self.part.and_then(|part| part.get(key));
        let near = part.map_or(self.near, |part| (part.span.start, part.span.end));
        Node { value, part, near, ..self }
    }
}

/// Whether a version such as `3.1.0` is one of the versions `3.1`.
fn is_version(version: &str, known: &str) -> bool {
    version.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a reference leads to another host, which is not read.
pub(super) fn is_remote(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme =
        |scheme: &str| scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    reference.starts_with("//") || scheme.is_some_and(is_scheme)
}

/// Collects the paths of files to which references lead.
fn collect_files(value: &Value, paths: &mut Vec<String>) {
    let inner: &mut dyn Iterator<Item = &Value> = match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let path = reference.split('#').next().unwrap_or_default();
                if !path.is_empty() && !is_remote(reference) {
                    paths.push(decode(path));
                }
            }
            &mut members.values()
        }
        Value::Array(elements) => &mut elements.iter(),
        _ => return,
    };
    inner.for_each(|value| collect_files(value, paths));
}

/// Decodes `%20` and the like. A text that is not encoded correctly stays as it is.
pub(super) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.filter(|digits| !digits.starts_with('+')).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &after[2..]),
            None => (bytes.push(*first), rest = after),
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The path of a file, without `.` and, where possible, without `..`.
fn join(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(joined.components().next_back(), Some(Component::Normal(_))) => {
                joined.pop();
            }
            part => joined.push(part),
        }
    }
    joined
}

/// The bytes of the character at a line and a column, both from 1.
fn range_at(text: &str, line: usize, column: usize) -> (usize, usize) {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    match line.char_indices().nth(column.saturating_sub(1)) {
        Some((at, c)) => (start + at, start + at + c.len_utf8()),
        None => (start + line.len(), start + line.len()),
    }
}
