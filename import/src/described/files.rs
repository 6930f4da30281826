//! Reads OpenAPI descriptions and the files that they refer to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use error_catalog_model::{Diagnostic, SourceFile, Span, rules};
use serde_json::Value;

use super::base::{Base, decode, id_of, join};
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
    pub(super) path: PathBuf,
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
            let mut paths = Vec::new();
            let Document { path, value, .. } = &documents.list[next];
            collect_files(value, path, &Base::File(path.clone()), &mut paths);
            for path in paths {
                let _ = documents.open(&path, read);
            }
            next += 1;
        }
        Ok(documents)
    }

    /// The file that a reference in another file names.
    pub(super) fn find_from(&self, from: usize, path: &str) -> Result<usize, &str> {
        let folder = self.list.get(from).and_then(|document| document.path.parent()).unwrap_or(Path::new(""));
        self.find(&join(folder, Path::new(&decode(path))))
    }

    /// The file at a path.
    pub(super) fn find(&self, path: &Path) -> Result<usize, &str> {
        match self.by_path.get(path) {
            Some(found) => found.as_ref().map(|index| *index).map_err(String::as_str),
            None => Err("it is not read"),
        }
    }

    pub(super) fn root(&self, index: usize) -> Node<'_> {
        let Document { value, parts, .. } = &self.list[index];
        let node = Node { document: index, value, part: Some(parts), near: (0, 0), resource: 0 };
        node.with_resource()
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
    /// The address of the innermost schema with an `$id` that contains the part or is the part. Otherwise, 0.
    pub(super) resource: usize,
}

impl<'a> Node<'a> {
    fn with_resource(self) -> Self {
        Self { resource: id_of(self.value).map_or(self.resource, |_| address_of(self)), ..self }
    }

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
        elements.map(move |(index, value)| self.inside(self.part.and_then(|part| part.element(index)), value))
    }

    pub(super) fn span(self) -> Span {
        Span { file: self.document, start: self.near.0, end: self.near.1 }
    }

    fn at(self, key: &str, value: &'a Value) -> Self {
        self.inside(self.part.and_then(|part| part.get(key)), value)
    }

    /// A value in this one, and its part, if it is known.
    fn inside(self, part: Option<&'a Part>, value: &'a Value) -> Self {
        let near = part.map_or(self.near, |part| (part.span.start, part.span.end));
        Node { value, part, near, ..self }.with_resource()
    }
}

/// The address of the value, which identifies a part of a document.
pub(super) fn address_of(node: Node<'_>) -> usize {
    std::ptr::from_ref(node.value) as usize
}

/// Whether a version such as `3.1.0` is one of the versions `3.1`.
pub(super) fn is_version(version: &str, known: &str) -> bool {
    version.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Collects the paths of files to which the references of the document at `file` lead. Relative references are resolved
/// against `base`, and against the path of the document.
fn collect_files(value: &Value, file: &Path, base: &Base, paths: &mut Vec<PathBuf>) {
    let own = id_of(value).map(|id| base.join(id));
    let base = own.as_ref().unwrap_or(base);
    let inner: &mut dyn Iterator<Item = &Value> = match value {
        Value::Object(members) => {
            for reference in ["$ref", "$dynamicRef"].into_iter().filter_map(|key| members.get(key)?.as_str()) {
                let path = reference.split('#').next().unwrap_or_default();
                for base in [base, &Base::File(file.to_owned())] {
                    if let (Base::File(path), false) = (base.join(path), path.is_empty()) {
                        paths.push(path);
                    }
                }
            }
            &mut members.values()
        }
        Value::Array(elements) => &mut elements.iter(),
        _ => return,
    };
    inner.for_each(|value| collect_files(value, file, base, paths));
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
