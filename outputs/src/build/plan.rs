//! Determines the content of the output files, without writing the files.

use std::ops::Range;

use error_catalog_model::{Catalog, Diagnostic, Output, Report, Rule, Source, SourceError, SourceFile, Span, rules};

use super::region::{Flaw, find_region, has_marker, markers};
use crate::check::{Checked, check_output, report};
use crate::registry::{Comment, Kind};
use crate::view::View;

/// The current and the expected content of the files that a catalog's outputs are written to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// The files of the outputs, in the order in which the outputs first name the files.
    pub files: Vec<PlannedFile>,
    /// The problems. If one of the problems has the severity `error`, the caller should write no file. The files of the
    /// report are the files of the catalog, followed by the output files that were read.
    pub report: Report,
}

/// A file that one or more outputs are written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// The path of the file, relative to the catalog's folder.
    pub path: String,
    /// The current content of the file; `None` if the file does not exist.
    pub old: Option<String>,
    /// The expected content of the file.
    pub new: String,
}

impl PlannedFile {
    /// Whether the current content differs from the expected content.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.old.as_deref() != Some(&self.new)
    }
}

/// Renders all outputs of a catalog and compares them with the existing files. The report contains the problems that
/// [`check_outputs`](crate::check::check_outputs) reports, and the problems of the existing files.
#[must_use]
pub fn plan_outputs(catalog: &Catalog, source: &dyn Source, kinds: &[Kind]) -> Plan {
    let mut planner = Planner { view: View::of(catalog), source, pages: Vec::new(), files: catalog.files.clone() };
    let plans = catalog.outputs.iter().map(|output| planner.plan_output(output, kinds));
    let diagnostics = plans.filter_map(Result::err).flatten().collect();
    let files = planner.pages.into_iter().map(Page::into_planned).collect();
    Plan { files, report: Report::new(planner.files, diagnostics) }
}

struct Planner<'a> {
    view: View<'a>,
    source: &'a dyn Source,
    pages: Vec<Page>,
    files: Vec<SourceFile>,
}

/// A file and the edits to it.
struct Page {
    path: String,
    old: Option<String>,
    /// The ranges to replace, each with its new text.
    edits: Vec<(Range<usize>, String)>,
    /// The index of the page among the report's files.
    file: usize,
}

impl Planner<'_> {
    fn plan_output(&mut self, output: &Output, kinds: &[Kind]) -> Result<(), Vec<Diagnostic>> {
        let Checked { options, render, region } = check_output(self.view.catalog, output, kinds)?;
        let text = render(&self.view, &options);
        if region.is_some_and(|(_, comment)| has_marker(&text, comment)) {
            let message = "the text for this region contains a line that looks like a marker";
            return Err(vec![self.refuse(&rules::REGION_MARKER, output, "region", message)]);
        }
        let index = self.open_page(output)?;
        let page = &self.pages[index];
        let old = page.old.as_deref().unwrap_or("");
        let (range, text) = match region {
            None => (0..old.len(), text),
            Some((name, comment)) => (
                find_region(old, name, comment)
                    .map_err(|flaw| vec![self.explain(flaw, output, name, comment, page)])?,
                // Markdown does not require these empty lines, but most formatters add them.
                format!("\n{}\n\n", text.trim_end()),
            ),
        };
        let text = with_line_breaks_of(old, text);
        self.pages[index].edits.push((range, text));
        Ok(())
    }

    /// Returns the index of the output's page. For the first output of a page, this reads the page.
    fn open_page(&mut self, output: &Output) -> Result<usize, Vec<Diagnostic>> {
        let path = &output.path;
        if let Some(index) = self.pages.iter().position(|page| page.path == *path) {
            return Ok(index);
        }
        let why = match self.source.read(path) {
            Ok(text) => return Ok(self.add_page(path, Some(text))),
            Err(SourceError::NotFound) => return Ok(self.add_page(path, None)),
            Err(SourceError::NotUtf8 { offset }) => format!("its byte {offset} is not UTF-8"),
            Err(SourceError::Outside) => "it is a symbolic link out of the catalog's folder".to_owned(),
            Err(SourceError::Unreadable(why)) => why,
        };
        Err(vec![self.refuse(&rules::OUTPUT_UNREADABLE, output, "path", format!("`{path}` cannot be read: {why}"))])
    }

    fn add_page(&mut self, path: &str, old: Option<String>) -> usize {
        self.files.push(SourceFile { path: path.to_owned(), text: old.clone().unwrap_or_default() });
        self.pages.push(Page { path: path.to_owned(), old, edits: Vec::new(), file: self.files.len() - 1 });
        self.pages.len() - 1
    }

    fn explain(&self, flaw: Flaw, output: &Output, region: &str, comment: &Comment, page: &Page) -> Diagnostic {
        let path = &page.path;
        let place = |range: Range<usize>| Span { file: page.file, start: range.start, end: range.end };
        let (begin, end) = markers(region, comment);
        match flaw {
            Flaw::Missing => {
                let message = match page.old {
                    Some(_) => format!("`{path}` has no region `{region}`"),
                    None => format!("`{path}`, the file of the region `{region}`, does not exist"),
                };
                self.refuse(&rules::REGION_MISSING, output, "region", message)
                    .with_help(format!("put `{begin}` and `{end}` into `{path}`, each on its own line"))
            }
            Flaw::Twice { first, second } => {
                let message = format!("the region `{region}` begins a second time");
                Diagnostic::new(&rules::REGION_TWICE, place(second), message)
                    .with_related(place(first), "the first region")
            }
            Flaw::Unclosed { begin, next } => {
                let message = format!("the region `{region}` has no end marker");
                let diagnostic = Diagnostic::new(&rules::REGION_UNCLOSED, place(begin), message)
                    .with_help(format!("put `{end}` on its own line after the region"));
                match next {
                    Some(next) => diagnostic.with_related(place(next), "another region begins before the end marker"),
                    None => diagnostic,
                }
            }
        }
    }

    fn refuse(&self, rule: &'static Rule, output: &Output, key: &str, message: impl AsRef<str>) -> Diagnostic {
        report(self.view.catalog, output, key, rule, message)
    }
}

impl Page {
    fn into_planned(mut self) -> PlannedFile {
        let mut new = self.old.clone().unwrap_or_default();
        self.edits.sort_by_key(|(range, _)| range.start);
        for (range, text) in self.edits.into_iter().rev() {
            new.replace_range(range, &text);
        }
        PlannedFile { path: self.path, old: self.old, new }
    }
}

/// Replaces the line breaks of the text with the line breaks of an existing file, because git may have changed all line
/// breaks to CRLF.
fn with_line_breaks_of(file: &str, text: String) -> String {
    match file.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => text.replace('\n', "\r\n"),
        _ => text,
    }
}
