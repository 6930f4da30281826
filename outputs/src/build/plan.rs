//! Determines the content of the output files, without writing the files.

use std::collections::BTreeMap;
use std::ops::Range;

use error_catalog_model::keys::{is_hidden, is_inside};
use error_catalog_model::{
    Catalog, Diagnostic, InputPaths, Output, Report, Rule, Source, SourceError, SourceFile, Span, rules,
};

use super::earlier::{is_earlier_output, is_output};
use super::region::{Flaw, RegionsBySyntax, has_marker, markers};
use super::render::{Rendered, Text, render_together};
use crate::check::{check_output, report};
use crate::registry::{Comment, Kind, Options, find_kind};
use crate::template::{fill_template, read_template};
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

/// Which existing files an output may replace. A region does not replace its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Only earlier outputs.
    EarlierOutputs,
    /// Every regular file that can be read.
    Everything,
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
pub fn plan_outputs(catalog: &Catalog, source: &dyn Source, kinds: &[Kind], replace: Replace) -> Plan {
    let templates = templates_of(catalog, kinds).map(|path| (path, "the template of an output"));
    let files = catalog.files.iter().map(|file| (file.path.as_str(), "one of the catalog's files"));
    let inputs = templates.chain(files);
    let mut planner = Planner {
        view: View::of(catalog),
        source,
        replace,
        inputs: catalog.input_paths(),
        real_inputs: inputs.filter_map(|(path, role)| Some((source.resolve(path).ok()?, role))).collect(),
        pages: Vec::new(),
        by_path: BTreeMap::new(),
        files: catalog.files.clone(),
    };
    let checked: Vec<_> = catalog.outputs.iter().map(|output| check_output(catalog, output, kinds)).collect();
    let rendered = render_together(&planner.view, &checked);
    let plans = catalog.outputs.iter().zip(rendered).map(|(output, rendered)| planner.plan_output(output, rendered?));
    let diagnostics = plans.filter_map(Result::err).flatten().collect();
    let files = planner.pages.into_iter().map(Page::into_planned).collect();
    Plan { files, report: Report::new(planner.files, diagnostics) }
}

/// Returns the paths of the templates that the outputs of a catalog read, relative to the catalog's folder. A template
/// may not exist, and several outputs may read the same template.
pub fn templates_of<'a>(catalog: &'a Catalog, kinds: &'a [Kind]) -> impl Iterator<Item = &'a str> {
    let templates = catalog.outputs.iter().filter_map(|output| {
        let kind = find_kind(kinds, &output.kind)?;
        Options::of(kind, output).template()
    });
    templates.filter(|path| is_inside(path) && !is_hidden(path))
}

struct Planner<'a> {
    view: View<'a>,
    source: &'a dyn Source,
    replace: Replace,
    inputs: InputPaths,
    /// What the catalog reads, by the paths after all symbolic links are resolved.
    real_inputs: BTreeMap<String, &'static str>,
    pages: Vec<Page<'a>>,
    /// The index of each page, by its real path.
    by_path: BTreeMap<String, usize>,
    files: Vec<SourceFile>,
}

/// A file and the edits to it.
struct Page<'a> {
    path: String,
    old: Option<String>,
    /// The first output in the file.
    first: &'a Output,
    /// The outputs in the file, by region.
    outputs: BTreeMap<&'a str, &'a Output>,
    regions: RegionsBySyntax,
    /// The ranges to replace, each with its new text.
    edits: Vec<(Range<usize>, String)>,
    /// The index of the page among the report's files.
    file: usize,
}

impl<'a> Planner<'a> {
    fn plan_output(&mut self, output: &'a Output, rendered: Rendered<'_>) -> Result<(), Vec<Diagnostic>> {
        let Rendered { options, text, region } = rendered;
        let text = match text {
            Text::Template(path) => self.fill_template(output, path, &options)?,
            Text::Rendered(text) => text,
        };
        if region.is_some_and(|(_, comment)| has_marker(&text, &comment)) {
            let message = "the text for this region contains a line that looks like a marker";
            return Err(vec![self.refuse(&rules::REGION_MARKER, output, "region", message)]);
        }
        let index = self.open_page(output)?;
        let page = &mut self.pages[index];
        let region = region.map(|(name, comment)| (name, comment, page.find_region(name, comment)));
        let page = &self.pages[index];
        let old = page.old.as_deref().unwrap_or("");
        if region.is_none() && self.replace == Replace::EarlierOutputs && old != text && !is_earlier_output(old) {
            return Err(vec![self.protect(output)]);
        }
        let (range, text) = match region {
            None => (0..old.len(), text),
            Some((name, comment, found)) => (
                found.map_err(|flaw| vec![self.explain(flaw, output, name, &comment, page)])?,
                // Markdown does not require these empty lines, but most formatters add them.
                format!("\n{}\n\n", text.trim_end()),
            ),
        };
        let text = with_line_breaks_of(old, text);
        self.pages[index].edits.push((range, text));
        Ok(())
    }

    /// Renders an output from its template. The template becomes a file of the report.
    fn fill_template(&mut self, output: &Output, path: &str, options: &Options<'_>) -> Result<String, Vec<Diagnostic>> {
        let refuse = |message: String| report(self.view.catalog, output, "template", &rules::OUTPUT_TEMPLATE, message);
        let template = read_template(self.source, path).map_err(|problem| vec![refuse(problem.message)])?;
        let rendered = fill_template(&self.view, &template, options.table("options"));
        let file = self.files.len();
        let result = match rendered {
            // Otherwise, the next run would not replace the file.
            Ok(text) if !is_output(&text) => Err(vec![
                refuse(format!("the first two lines from `{path}` do not contain the notice of a generated file"))
                    .with_help("put `{{ notice }}` into one of the first two lines, such as in a comment"),
            ]),
            Ok(text) => Ok(text),
            Err(problem) => {
                let diagnostic = refuse(format!("`{path}` cannot be rendered: {}", problem.message));
                Err(vec![match problem.range {
                    Some(range) => {
                        let place = Span { file, start: range.start, end: range.end };
                        diagnostic.with_related(place, problem.message)
                    }
                    None => diagnostic,
                }])
            }
        };
        self.files.push(template);
        result
    }

    /// Returns the index of the output's page. For the first output of a page, this reads the page.
    fn open_page(&mut self, output: &'a Output) -> Result<usize, Vec<Diagnostic>> {
        let path = &output.path;
        let real_path = self.resolve(output)?;
        if let Some(&index) = self.by_path.get(&real_path) {
            self.check_overlap(output, &self.pages[index])?;
            self.pages[index].outputs.extend(output.region.as_deref().map(|region| (region, output)));
            return Ok(index);
        }
        let why = match self.source.read_output(path) {
            Ok(text) => return Ok(self.add_page(output, real_path, Some(text))),
            Err(SourceError::NotFound) => return Ok(self.add_page(output, real_path, None)),
            Err(SourceError::NotUtf8 { offset }) => format!("its byte {offset} is not UTF-8"),
            Err(SourceError::Outside) => "it is a symbolic link out of the catalog's folder".to_owned(),
            Err(SourceError::Unreadable(why)) => why,
        };
        Err(vec![self.refuse(&rules::OUTPUT_UNREADABLE, output, "path", format!("`{path}` cannot be read: {why}"))])
    }

    fn add_page(&mut self, output: &'a Output, real_path: String, old: Option<String>) -> usize {
        let path = output.path.clone();
        self.files.push(SourceFile { path: path.clone(), text: old.clone().unwrap_or_default() });
        let file = self.files.len() - 1;
        self.by_path.insert(real_path, self.pages.len());
        let outputs = output.region.as_deref().map(|region| (region, output)).into_iter().collect();
        let regions = RegionsBySyntax::default();
        self.pages.push(Page { path, old, first: output, outputs, regions, edits: Vec::new(), file });
        self.pages.len() - 1
    }

    /// Resolves the symbolic links in the path of an output. The model has checked the path as it is written, and the
    /// real path must satisfy the same rules.
    fn resolve(&self, output: &Output) -> Result<String, Vec<Diagnostic>> {
        let path = &output.path;
        let real_path = match self.source.resolve(path) {
            Ok(real_path) => real_path,
            Err(SourceError::NotFound) => path.clone(),
            Err(SourceError::Outside | SourceError::NotUtf8 { .. }) => {
                let message = format!("`{path}` leads out of the catalog's folder through a symbolic link");
                return Err(vec![self.refuse(&rules::OUTPUT_OUTSIDE, output, "path", message)]);
            }
            Err(SourceError::Unreadable(why)) => {
                let message = format!("`{path}` cannot be read: {why}");
                return Err(vec![self.refuse(&rules::OUTPUT_UNREADABLE, output, "path", message)]);
            }
        };
        let leads = format!("`{path}` leads through a symbolic link to `{real_path}`");
        if is_hidden(&real_path) {
            let message = format!("{leads}, which is a hidden file or is in a hidden folder");
            return Err(vec![self.refuse(&rules::OUTPUT_HIDDEN, output, "path", message)]);
        }
        let role = self.inputs.role_of(&real_path);
        match role.or_else(|| self.real_inputs.get(&real_path).copied()) {
            None => Ok(real_path),
            Some(role) => {
                let message = match *path == real_path {
                    true => format!("`{path}` is {role}"),
                    false => format!("{leads}, which is {role}"),
                };
                Err(vec![self.refuse(&rules::OUTPUT_IS_INPUT, output, "path", message)])
            }
        }
    }

    /// Two outputs in a file must be two regions. The model has checked the outputs whose paths are written alike.
    fn check_overlap(&self, output: &Output, page: &Page<'_>) -> Result<(), Vec<Diagnostic>> {
        let first = match (&page.first.region, &output.region) {
            (Some(_), Some(region)) => page.outputs.get(region.as_str()).copied(),
            _ => Some(page.first),
        };
        let Some(first) = first else { return Ok(()) };
        let message = format!("`{}` and `{}` are the same file", first.path, output.path);
        let diagnostic = self.refuse(&rules::DUPLICATE_OUTPUT, output, "path", message);
        Err(vec![match self.view.catalog.spans.in_entry(first.location, &["path"]) {
            Some(span) => diagnostic.with_related(span, "first used here"),
            None => diagnostic,
        }])
    }

    /// The diagnostic for a file that is not an earlier output.
    fn protect(&self, output: &Output) -> Diagnostic {
        let message = format!("`{}` already exists, and error-catalog did not generate this file", output.path);
        self.refuse(&rules::OUTPUT_EXISTS, output, "path", message).with_help(
            "choose a different path, delete the file, or overwrite the file with the option `--force` of `error-catalog generate`",
        )
    }

    fn explain(&self, flaw: Flaw, output: &Output, region: &str, comment: &Comment, page: &Page<'_>) -> Diagnostic {
        let path = &page.path;
        let place = |range: Range<usize>| Span { file: page.file, start: range.start, end: range.end };
        let (begin, end) = markers(region, comment);
        match flaw {
            Flaw::Missing { in_code } => {
                let message = match page.old {
                    Some(_) => format!("`{path}` has no region `{region}`"),
                    None => format!("`{path}`, the file of the region `{region}`, does not exist"),
                };
                let diagnostic = self
                    .refuse(&rules::REGION_MISSING, output, "region", message)
                    .with_help(format!("put `{begin}` and `{end}` into `{path}`, each on its own line"));
                match in_code {
                    Some(marker) => diagnostic.with_related(place(marker), "this marker is in a code block"),
                    None => diagnostic,
                }
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

impl Page<'_> {
    fn find_region(&mut self, name: &str, comment: Comment) -> Result<Range<usize>, Flaw> {
        self.regions.find(self.old.as_deref().unwrap_or(""), name, comment)
    }

    fn into_planned(mut self) -> PlannedFile {
        let old = self.old.as_deref().unwrap_or_default();
        let new = match self.edits.as_mut_slice() {
            // A whole file can be large, so it is not copied.
            [(range, text)] if *range == (0..old.len()) => std::mem::take(text),
            edits => {
                edits.sort_by_key(|(range, _)| range.start);
                edited(old, edits)
            }
        };
        PlannedFile { path: self.path, old: self.old, new }
    }
}

/// Returns a text after edits, which are in the order of their ranges.
fn edited(old: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut new = String::new();
    let mut end = 0;
    for (range, text) in edits {
        new.push_str(old.get(end..range.start).unwrap_or_default());
        new.push_str(text);
        end = range.end;
    }
    new.push_str(old.get(end..).unwrap_or_default());
    new
}

/// Replaces the line breaks of the text with the line breaks of an existing file, because git may have changed all line
/// breaks to CRLF.
fn with_line_breaks_of(file: &str, text: String) -> String {
    match file.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => text.replace('\n', "\r\n"),
        _ => text,
    }
}
