//! What has to be written, worked out without touching a disk.

use std::ops::Range;

use error_catalog_model::{
    Catalog, Diagnostic, Location, Output, OutputKind, Report, Rule, Severity, Source, SourceError, SourceFile, Span,
};

use super::region::{Flaw, find_region, holds_marker};

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

macro_rules! rules {
    ($($name:ident = $id:literal $summary:literal;)*) => {
        $(static $name: Rule = Rule::new($id, Severity::Error, $summary);)*

        /// The rules that outputs keep, beside those of the catalog itself.
        pub static RULES: &[&Rule] = &[$(&$name,)*];
    };
}

rules! {
    NOT_YET = "output-not-yet" "An output is of a kind that has a back end.";
    OVERWRITES = "output-overwrites" "An output does not overwrite a file of the catalog itself.";
    UNREADABLE = "output-unreadable" "The file that an output goes to is not there yet, or can be read.";
    CONFLICT = "output-conflict" "Two outputs do not write the same part of a file.";
    REGION_MISSING = "region-missing" "The page of a region is there and has the region's two markers.";
    REGION_TWICE = "region-twice" "A page has a region once.";
    REGION_UNCLOSED = "region-unclosed" "A region ends before the next one begins.";
    REGION_MARKER = "region-marker" "What goes into a region holds no marker itself.";
}

/// Renders all outputs of a catalog and compares them with what their files hold.
#[must_use]
pub fn plan_outputs(catalog: &Catalog, source: &dyn Source) -> Plan {
    let mut planner = Planner { catalog, source, pages: Vec::new(), files: catalog.files.clone() };
    let diagnostics = catalog.outputs.iter().filter_map(|output| planner.plan_output(output).err()).collect();
    let files = planner.pages.into_iter().map(Page::into_planned).collect();
    Plan { files, report: Report::new(planner.files, diagnostics) }
}

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
    edits: Vec<Edit>,
    /// Its index among the report's files.
    file: usize,
}

struct Edit {
    range: Range<usize>,
    text: String,
    location: Location,
}

impl Planner<'_> {
    fn plan_output(&mut self, output: &Output) -> Result<(), Diagnostic> {
        let path = &output.path;
        let refuse = |rule, message: String| Diagnostic::new(rule, self.span(output.location), message);
        if self.catalog.files.iter().any(|file| file.path == *path) {
            return Err(refuse(&OVERWRITES, format!("this would overwrite `{path}`, a file of the catalog")));
        }
        let Some(text) = render_output(self.catalog, output.kind) else {
            let kind = output.kind.as_str();
            return Err(
                refuse(&NOT_YET, format!("`{kind}` cannot be generated yet")).help("`markdown`, `json` and `rust` can")
            );
        };
        let index = self.open_page(output)?;
        let page = &self.pages[index];
        let old = page.old.as_deref().unwrap_or("");
        let edit = match &output.region {
            None => Edit { range: 0..old.len(), text: with_line_breaks_of(old, &text), location: output.location },
            Some(_) if holds_marker(&text) => {
                return Err(Diagnostic::new(
                    &REGION_MARKER,
                    self.span(output.location),
                    "the text for this region holds a line that reads as a marker",
                ));
            }
            Some(region) => {
                let range = find_region(old, region).map_err(|flaw| self.explain(flaw, output, region, page))?;
                // Markdown ends an HTML comment with its line, but most formatters want an empty one there.
                let text = with_line_breaks_of(&old[..range.start], &format!("\n{}\n\n", text.trim_end()));
                Edit { range, text, location: output.location }
            }
        };
        if let Some(first) = page.edits.iter().find(|first| first.overlaps(&edit)) {
            let message = format!("two outputs write the same part of `{path}`");
            return Err(Diagnostic::new(&CONFLICT, self.span(output.location), message)
                .related(self.span(first.location), "the first one"));
        }
        self.pages[index].edits.push(edit);
        Ok(())
    }

    /// The index of the output's page; it is read when the first output goes to it.
    fn open_page(&mut self, output: &Output) -> Result<usize, Diagnostic> {
        let path = &output.path;
        if let Some(index) = self.pages.iter().position(|page| page.path == *path) {
            return Ok(index);
        }
        let refuse = |why: &str| {
            Diagnostic::new(&UNREADABLE, self.span(output.location), format!("`{path}` cannot be read: {why}"))
        };
        let old = match self.source.read(path) {
            Ok(text) => Some(text),
            Err(SourceError::NotFound) => None,
            Err(SourceError::NotUtf8 { offset }) => return Err(refuse(&format!("byte {offset} is not UTF-8"))),
            Err(SourceError::Outside) => return Err(refuse("it is a link out of the catalog's folder")),
            Err(SourceError::Unreadable(why)) => return Err(refuse(&why)),
        };
        self.files.push(SourceFile { path: path.clone(), text: old.clone().unwrap_or_default() });
        let file = self.files.len() - 1;
        self.pages.push(Page { path: path.clone(), old, edits: Vec::new(), file });
        Ok(self.pages.len() - 1)
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
                Diagnostic::new(&REGION_MISSING, self.span(output.location), message).help(format!(
                    "put `<!-- error-catalog:begin {region} -->` and `<!-- error-catalog:end -->` \
                     on two lines of `{path}`, with nothing else on them"
                ))
            }
            Flaw::Twice { first, second } => {
                Diagnostic::new(&REGION_TWICE, place(second), format!("the region `{region}` begins a second time"))
                    .related(place(first), "it begins here first")
            }
            Flaw::Unclosed { begin, next } => {
                let message = format!("the region `{region}` does not end");
                let diagnostic = Diagnostic::new(&REGION_UNCLOSED, place(begin), message)
                    .help("put `<!-- error-catalog:end -->` on a line of its own below it");
                match next {
                    Some(next) => diagnostic.related(place(next), "another one begins before"),
                    None => diagnostic,
                }
            }
        }
    }

    /// The whole line of a table's head.
    fn span(&self, location: Location) -> Span {
        let text = self.files.get(location.file).map_or("", |file| &file.text);
        let mut lines = text.split_inclusive('\n');
        let start = lines.by_ref().take(location.line.saturating_sub(1)).map(str::len).sum();
        let end = start + lines.next().unwrap_or("").trim_end().len();
        Span { file: location.file, start, end }
    }
}

impl Page {
    fn into_planned(mut self) -> PlannedFile {
        let mut new = self.old.clone().unwrap_or_default();
        self.edits.sort_by_key(|edit| edit.range.start);
        for edit in self.edits.iter().rev() {
            new.replace_range(edit.range.clone(), &edit.text);
        }
        PlannedFile { path: self.path, old: self.old, new }
    }
}

impl Edit {
    /// Whether both write the same part; an empty part is one too.
    fn overlaps(&self, other: &Edit) -> bool {
        self.range == other.range || self.range.start < other.range.end && other.range.start < self.range.end
    }
}

/// The text of an output; `None` for a kind without a back end.
fn render_output(catalog: &Catalog, kind: OutputKind) -> Option<String> {
    let _ = catalog;
    match kind {
        OutputKind::Markdown => Some(String::from("# To be written\n")),
        OutputKind::Json => Some(String::from("{}\n")),
        OutputKind::Rust => Some(String::from("// To be written\n")),
        _ => None,
    }
}

/// The text with the line breaks that a file has already: git may have turned every one of them into CRLF.
fn with_line_breaks_of(file: &str, text: &str) -> String {
    match file.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => text.replace('\n', "\r\n"),
        _ => text.to_owned(),
    }
}
