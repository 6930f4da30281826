//! What has to be written, worked out without touching a disk.

use std::ops::Range;

use error_catalog_codegen::rust::{RustOptions, render_rust};
use error_catalog_model::{
    Catalog, Diagnostic, Output, OutputKind, Report, Rule, Source, SourceError, SourceFile, Span, rules,
};

use super::region::{Flaw, find_region, holds_marker};
use crate::json::render_json;
use crate::markdown::{notice, render_markdown, render_region};

/// What the outputs of a catalog should hold, beside what they hold now.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// The files that the outputs go to, in the order of the first output of each.
    pub files: Vec<PlannedFile>,
    /// What stands in the way. Nothing should be written if it holds errors. Its files are those of the catalog,
    /// and then the pages that were read.
    pub report: Report,
}

/// A file that outputs go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// Where it goes: relative to the catalog's folder.
    pub path: String,
    /// What it holds; `None` if it is not there.
    pub old: Option<String>,
    /// What it should hold.
    pub new: String,
}

impl PlannedFile {
    /// Whether it holds anything but what it should.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.old.as_deref() != Some(&self.new)
    }
}

/// Renders all outputs of a catalog and compares them with what their files hold.
#[must_use]
pub fn plan_outputs(catalog: &Catalog, source: &dyn Source) -> Plan {
    let mut planner = Planner { catalog, source, pages: Vec::new(), files: catalog.files.clone() };
    let refused = catalog.outputs.iter().filter_map(|output| planner.plan_output(output).err());
    let diagnostics = refused.map(|diagnostic| *diagnostic).collect();
    let files = planner.pages.into_iter().map(Page::into_planned).collect();
    Plan { files, report: Report::new(planner.files, diagnostics) }
}

/// The place in a catalog that was not read from text.
const NOWHERE: Span = Span { file: 0, start: 0, end: 0 };

struct Planner<'a> {
    catalog: &'a Catalog,
    source: &'a dyn Source,
    pages: Vec<Page>,
    files: Vec<SourceFile>,
}

/// A file with what is to change in it.
struct Page {
    path: String,
    old: Option<String>,
    /// What stands in the place of what.
    edits: Vec<(Range<usize>, String)>,
    /// Its index among the report's files.
    file: usize,
}

impl Planner<'_> {
    fn plan_output(&mut self, output: &Output) -> Result<(), Box<Diagnostic>> {
        let text = match (output.kind, &output.region) {
            (OutputKind::Markdown, Some(_)) => Some(render_region(self.catalog)),
            (kind, _) => render_output(self.catalog, kind),
        };
        let Some(text) = text else {
            let message = format!("`{}` cannot be generated yet", output.kind.as_str());
            return Err(self
                .refuse(&rules::OUTPUT_NOT_YET, output, message)
                .with_help("`markdown`, `json` and `rust` can")
                .into());
        };
        if output.region.is_some() && holds_marker(&text) {
            let message = "the text for this region holds a line that reads as a marker".to_owned();
            return Err(self.refuse(&rules::REGION_MARKER, output, message).into());
        }
        let index = self.open_page(output)?;
        let page = &self.pages[index];
        let old = page.old.as_deref().unwrap_or("");
        let (range, text) = match &output.region {
            None => (0..old.len(), text),
            Some(region) => (
                find_region(old, region).map_err(|flaw| Box::new(self.explain(flaw, output, region, page)))?,
                // Markdown ends an HTML comment with its line, but most formatters want an empty one there.
                format!("\n{}\n\n", text.trim_end()),
            ),
        };
        let text = with_line_breaks_of(old, text);
        self.pages[index].edits.push((range, text));
        Ok(())
    }

    /// The index of the output's page; it is read when the first output goes to it.
    fn open_page(&mut self, output: &Output) -> Result<usize, Box<Diagnostic>> {
        let path = &output.path;
        if let Some(index) = self.pages.iter().position(|page| page.path == *path) {
            return Ok(index);
        }
        let why = match self.source.read(path) {
            Ok(text) => return Ok(self.add_page(path, Some(text))),
            Err(SourceError::NotFound) => return Ok(self.add_page(path, None)),
            Err(SourceError::NotUtf8 { offset }) => format!("its byte {offset} is not UTF-8"),
            Err(SourceError::Outside) => "it is a link out of the catalog's folder".to_owned(),
            Err(SourceError::Unreadable(why)) => why,
        };
        Err(self.refuse(&rules::OUTPUT_UNREADABLE, output, format!("`{path}` cannot be read: {why}")).into())
    }

    fn add_page(&mut self, path: &str, old: Option<String>) -> usize {
        self.files.push(SourceFile { path: path.to_owned(), text: old.clone().unwrap_or_default() });
        self.pages.push(Page { path: path.to_owned(), old, edits: Vec::new(), file: self.files.len() - 1 });
        self.pages.len() - 1
    }

    fn explain(&self, flaw: Flaw, output: &Output, region: &str, page: &Page) -> Diagnostic {
        let path = &page.path;
        let place = |range: Range<usize>| Span { file: page.file, start: range.start, end: range.end };
        match flaw {
            Flaw::Missing => {
                let message = match page.old {
                    Some(_) => format!("`{path}` has no region `{region}`"),
                    None => format!("there is no `{path}` to write the region `{region}` in"),
                };
                self.refuse(&rules::REGION_MISSING, output, message).with_help(format!(
                    "put `<!-- error-catalog:begin {region} -->` and `<!-- error-catalog:end -->` \
                     on two lines of `{path}`, with nothing else on them"
                ))
            }
            Flaw::Twice { first, second } => Diagnostic::new(
                &rules::REGION_TWICE,
                place(second),
                format!("the region `{region}` begins a second time"),
            )
            .with_related(place(first), "first here"),
            Flaw::Unclosed { begin, next } => {
                let message = format!("the region `{region}` does not end");
                let diagnostic = Diagnostic::new(&rules::REGION_UNCLOSED, place(begin), message)
                    .with_help("put `<!-- error-catalog:end -->` on a line of its own below it");
                match next {
                    Some(next) => diagnostic.with_related(place(next), "another one begins before"),
                    None => diagnostic,
                }
            }
        }
    }

    fn refuse(&self, rule: &'static Rule, output: &Output, message: String) -> Diagnostic {
        let span = self.catalog.spans.in_entry(output.location, &[]).unwrap_or(NOWHERE);
        Diagnostic::new(rule, span, message)
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

/// The text of an output, with a line break at its end; `None` for a kind without a back end.
#[must_use]
pub fn render_output(catalog: &Catalog, kind: OutputKind) -> Option<String> {
    match kind {
        OutputKind::Markdown => Some(render_markdown(catalog)),
        OutputKind::Json => Some(render_json(catalog)),
        OutputKind::Rust => {
            Some(format!("// {}\n\n{}", notice(catalog), render_rust(catalog, &RustOptions::for_module())))
        }
        _ => None,
    }
}

/// The text with the line breaks that a file has already: git may have turned every one of them into CRLF.
fn with_line_breaks_of(file: &str, text: String) -> String {
    match file.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => text.replace('\n', "\r\n"),
        _ => text,
    }
}
