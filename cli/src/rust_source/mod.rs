//! The Rust source around a catalog: where its errors are made, matched and named.
//!
//! Source is read, never compiled, so that what only the compiler knows stays unknown: types, what a macro makes, which
//! code a program asks for at run time. [`walk`] finds packages and files, [`parse`] reads them, [`modules`] puts names
//! into modules as `mod` and `use` have it, and [`visit`] looks at what is done with those that lead to the catalog.

mod attribute;
mod collect;
mod expected;
mod markdown;
mod modules;
mod near;
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
use error_catalog_model::Catalog;

use crate::documents::uses::UseKind;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::place::{Columns, Place};

use self::modules::Modules;
use self::near::Codes;
use self::parse::Content;
use self::walk::Walk;

pub(crate) use self::near::Verdict;
pub(crate) use self::progress::survey;

/// What is known of the source around a catalog.
pub(crate) struct Survey {
    /// What is done with errors of the catalog, in the order of the files and lines.
    pub(crate) uses: Vec<Use>,
    /// Texts that look like codes, and are none of the catalog's.
    pub(crate) strangers: Vec<Stranger>,
    /// Places where an error is made of a code that is only known at run time.
    pub(crate) dynamic: Vec<Use>,
    /// What could not be read as it should, and why.
    pub(crate) notes: Vec<String>,
    /// How many files of Rust were read.
    pub(crate) rust_files: usize,
    /// Whether the catalog becomes Rust in any of them.
    pub(crate) is_declared: bool,
    files: BTreeMap<String, String>,
}

/// What is done with an error of the catalog in one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    pub(crate) place: Place,
    pub(crate) kind: UseKind,
    /// The index of the error; none for all of them.
    pub(crate) error: Option<usize>,
    /// Whether it only happens in a test.
    pub(crate) in_test: bool,
    /// Whether it is what it seems to be: what stands in a macro that is not understood may be something else.
    pub(crate) is_certain: bool,
}

/// A text that looks like a code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stranger {
    pub(crate) place: Place,
    pub(crate) text: String,
    pub(crate) verdict: Verdict,
}

impl Survey {
    /// Reads the source in `folders`; without any, that of the package around the catalog.
    pub(crate) fn of(
        loaded: &Loaded,
        folders: &[PathBuf],
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Self, Failure> {
        let mut walk = Walk::new(loaded, folders)?;
        let total = walk.files.len();
        let mut modules = Modules::new(loaded, &mut walk, &mut |done| progress(done, total));
        let codes = Codes::of(loaded, foreign_codes(&modules));
        let mut survey = Self {
            uses: Vec::new(),
            strangers: Vec::new(),
            dynamic: Vec::new(),
            notes: std::mem::take(&mut walk.notes),
            rust_files: 0,
            is_declared: modules.is_declared(),
            files: BTreeMap::new(),
        };
        for index in 0..modules.files.len() {
            visit::visit_file(&mut modules, index, &loaded.catalog, &codes, &mut survey);
            // No span of a file is of use beyond it, and its text is kept for them.
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        let wanted: BTreeMap<_, _> =
            modules.files.iter().filter(|file| file.is_wanted).map(|file| (&file.name, &file.note)).collect();
        survey.rust_files = wanted.len();
        survey.notes.extend(wanted.values().copied().flatten().cloned());
        for page in &walk.pages {
            markdown::read_page(page, loaded, &codes, &mut survey);
        }
        survey.finish(&modules);
        Ok(survey)
    }

    /// The line of a place, as it stands in its file.
    pub(crate) fn line(&self, place: &Place) -> &str {
        let text = self.files.get(&place.file).map_or("", String::as_str);
        text.lines().nth(place.line.saturating_sub(1)).unwrap_or_default()
    }

    fn finish(&mut self, modules: &Modules<'_>) {
        for list in [&mut self.uses, &mut self.dynamic] {
            list.sort();
            // A file that two crates share was read twice.
            list.dedup_by(|a, b| (&a.place, a.kind, a.error) == (&b.place, b.kind, b.error));
        }
        // `text.parse::<Code>().map(Error::example)` is one way.
        self.dynamic.dedup_by(|a, b| (&a.place.file, a.place.line) == (&b.place.file, b.place.line));
        self.strangers.sort();
        self.strangers.dedup_by(|a, b| a.place == b.place && a.text == b.text);
        let found = self.uses.iter().chain(&self.dynamic).map(|found| &found.place);
        let places = found.chain(self.strangers.iter().map(|stranger| &stranger.place));
        let shown: BTreeSet<String> = places.map(|place| place.file.clone()).collect();
        for file in &modules.files {
            if let Content::Rust(text) | Content::Text(text) = &file.content
                && shown.contains(&file.name)
            {
                self.files.insert(file.name.clone(), text.clone());
            }
        }
    }

    fn add_stranger(&mut self, place: Place, text: &str, verdict: Verdict) {
        self.strangers.push(Stranger { place, text: text.to_owned(), verdict });
    }

    fn keep_text(&mut self, name: &str, text: &str) {
        self.files.insert(name.to_owned(), text.to_owned());
    }
}

/// The codes of the other catalogs that the source is made of.
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
