//! The Rust source around a catalog: where the catalog's errors are constructed, matched and named.
//!
//! The source is parsed but not compiled. Therefore, types, expanded macros and codes that are computed at run time are
//! unknown. [`walk`] finds packages and files, and [`parse`] parses the files. [`crates`] and [`collect`] build the
//! tree of [`modules`] with the names that `mod` and `use` declare. [`resolve`] looks up these names. [`visit`] records
//! the uses of names that resolve to the catalog.
//!
//! Paths are resolved, because a comparison of only the last two segments is not enough. If only the last two segments
//! were compared, an unrelated enum `Error` would count as the catalog's enum. Variants after `use Error::*`, `use
//! Error as E` or `Self::` would not be found.

mod arguments;
mod attribute;
mod bound;
mod collect;
mod crates;
mod expected;
mod markdown;
mod modules;
mod near;
mod nearest;
mod parse;
mod progress;
mod record;
mod resolve;
mod text;
mod tokens;
mod visit;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Error, StatusDoc};

use crate::documents::uses::UseKind;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::place::{Columns, Place};

use self::collect::MAX_PLACES;
use self::modules::{Modules, relative};
use self::near::Codes;
use self::parse::Content;
use self::walk::Walk;

pub(crate) use self::modules::BoundVariant;
pub(crate) use self::near::Verdict;
pub(crate) use self::progress::survey;

/// The uses of a catalog in the source around it.
pub(crate) struct Survey {
    /// Uses of the errors, sorted by file and line.
    pub(crate) uses: Vec<Use>,
    /// Texts that look like codes but are not in the catalog.
    pub(crate) strangers: Vec<Stranger>,
    /// Places outside tests that construct an error from a code that is known only at run time.
    pub(crate) by_code: Vec<Place>,
    /// Places outside tests that construct the error that `[statuses]` names for a status that is known only at run
    /// time.
    by_status: Vec<Place>,
    /// Notes on files that could not be read or parsed.
    pub(crate) notes: Vec<String>,
    /// The number of Rust files that were read.
    pub(crate) rust_files: usize,
    /// Whether a Rust file generates an item from the catalog.
    pub(crate) is_declared: bool,
    /// The variants of the application's own enum, by the index of the error.
    pub(crate) bound: BTreeMap<usize, BoundVariant>,
    /// The lines of the files that the survey mentions.
    files: BTreeMap<String, Vec<String>>,
}

/// A use of an error of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    pub(crate) place: Place,
    pub(crate) kind: UseKind,
    /// The index of the error.
    pub(crate) error: usize,
    /// Whether the place is in a test.
    pub(crate) in_test: bool,
    /// Whether the use is certain. In the input of an unknown macro, a path may mean something different.
    pub(crate) is_certain: bool,
    /// The number of arguments, if the place calls a constructor or a tuple variant; otherwise 0.
    pub(crate) arguments: usize,
}

impl Use {
    /// Whether the place constructs the error outside tests.
    pub(crate) fn is_made(&self) -> bool {
        self.kind == UseKind::Makes && !self.in_test
    }
}

/// A text that looks like a code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stranger {
    pub(crate) place: Place,
    pub(crate) text: String,
    pub(crate) verdict: Verdict,
}

impl Survey {
    /// Reads the source in `folders`, or, if `folders` is empty, the package that contains the catalog.
    pub(crate) fn of(
        loaded: &Loaded,
        folders: &[PathBuf],
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Self, Failure> {
        let mut walk = Walk::new(loaded, folders)?;
        let total = walk.files.len();
        let mut modules = Modules::read(loaded, &mut walk, &mut |done| progress(done, total));
        let codes = Codes::of(loaded, foreign_codes(&modules));
        let mut survey = Self {
            uses: Vec::new(),
            strangers: Vec::new(),
            by_code: Vec::new(),
            by_status: Vec::new(),
            notes: std::mem::take(&mut walk.notes),
            rust_files: 0,
            is_declared: modules.is_declared(),
            bound: modules.bound.clone(),
            files: BTreeMap::new(),
        };
        for index in 0..modules.files.len() {
            visit::visit_file(&mut modules, index, &codes, &mut survey);
            // Spans keep the text of their file in memory, and they are not needed after the file has been visited.
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        let wanted: BTreeMap<_, _> =
            modules.files.iter().filter(|file| file.is_wanted).map(|file| (&file.name, &file.note)).collect();
        survey.rust_files = wanted.len();
        survey.notes.extend(wanted.values().copied().flatten().cloned());
        survey.notes.extend(modules.crowded.iter().map(|path| {
            let name = relative(path);
            format!("{name} is a module at more than {MAX_PLACES} places, so only {MAX_PLACES} places are searched")
        }));
        let outputs = markdown::outputs_by_path(loaded);
        for page in &walk.pages {
            let outputs = outputs.get(page).map_or(&[][..], Vec::as_slice);
            markdown::read_page(page, outputs, &codes, &mut survey);
        }
        survey.finish(&modules);
        Ok(survey)
    }

    /// The types, and the variants of types, that `?` converts into the error with this index, according to the catalog
    /// and to the application's own enum.
    pub(crate) fn sources(&self, index: usize, error: &Error) -> Vec<String> {
        let bound = self.bound.get(&index).map_or(&[][..], |bound| &bound.sources);
        let variants = error.from_variants.iter();
        let variants = variants.flat_map(|from| from.variants.iter().map(|variant| format!("{}::{variant}", from.ty)));
        let types = error.from.iter().chain(&error.from_any).chain(&error.from_catalog).chain(bound);
        types.cloned().chain(variants).collect()
    }

    /// The places that may construct the error with this index from a code or a status that is known only at run time.
    pub(crate) fn at_run_time(&self, index: usize, catalog: &Catalog) -> Vec<&Place> {
        let is_of_status = |doc: &StatusDoc| doc.rejection(None).is_some_and(|rejection| rejection.error == index);
        let by_status = if catalog.statuses.iter().any(is_of_status) { &self.by_status[..] } else { &[] };
        let mut places: Vec<&Place> = self.by_code.iter().chain(by_status).collect();
        places.sort();
        places
    }

    /// The text of the line of a place.
    pub(crate) fn line(&self, place: &Place) -> &str {
        let line = self.files.get(&place.file).and_then(|lines| lines.get(place.line.saturating_sub(1)));
        line.map_or("", String::as_str)
    }

    fn finish(&mut self, modules: &Modules<'_>) {
        // A file that two crates share has been read twice.
        self.uses.sort();
        self.uses.dedup_by(|a, b| (&a.place, a.kind, a.error) == (&b.place, b.kind, b.error));
        for places in [&mut self.by_code, &mut self.by_status] {
            places.sort();
            places.dedup();
        }
        self.strangers.sort();
        self.strangers.dedup_by(|a, b| a.place == b.place && a.text == b.text);
        let found = self.uses.iter().map(|found| &found.place).chain(&self.by_code).chain(&self.by_status);
        let places = found.chain(self.strangers.iter().map(|stranger| &stranger.place));
        let shown: BTreeSet<String> = places.map(|place| place.file.clone()).collect();
        for file in &modules.files {
            if let Content::Rust(text) | Content::Text(text) = &file.content
                && shown.contains(&file.name)
            {
                self.files.insert(file.name.clone(), lines_of(text));
            }
        }
    }

    fn add_stranger(&mut self, place: Place, text: &str, verdict: Verdict) {
        self.strangers.push(Stranger { place, text: text.to_owned(), verdict });
    }

    fn keep_text(&mut self, name: &str, text: &str) {
        self.files.insert(name.to_owned(), lines_of(text));
    }
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// The codes of the other catalogs that the source uses.
fn foreign_codes(modules: &Modules<'_>) -> BTreeSet<String> {
    let catalogs = modules.others.iter().map(|main| {
        let folder = Folder::of(main.clone());
        Catalog::parse_lenient(folder.main(), &folder).0
    });
    catalogs.flat_map(|catalog| catalog.errors).flat_map(|error| [vec![error.code], error.aliases].concat()).collect()
}

/// The place of a span in a file.
fn place(file: &str, span: proc_macro2::Span) -> Place {
    let (start, end) = (span.start(), span.end());
    let columns = Columns { column: start.column + 1, end_line: end.line, end_column: end.column + 1 };
    Place { file: file.to_owned(), line: start.line, columns: Some(columns) }
}
