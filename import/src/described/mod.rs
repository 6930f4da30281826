//! Compares OpenAPI descriptions with a catalog.
//!
//! `places` finds where responses contain the code. `files` reads the descriptions and the files that they refer to.
//! `walk` finds the codes that each response documents, and `resolve` follows the references. `names` lists the schemas
//! that references can name, and `base` resolves references to files and URIs.

mod base;
mod files;
mod names;
mod places;
mod resolve;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use error_catalog_model::{Catalog, Diagnostic, Error, LintSetting, Severity, SourceFile, Span, nearest, rules};

use self::files::Documents;
pub use self::files::{DescribedFile, ReadFile};
use self::places::CodePlace;
use self::walk::{Documented, Place, Statuses, Unread, Walker};
use crate::text::one_line;

/// The differences between a catalog and OpenAPI descriptions.
#[derive(Debug)]
pub struct Described {
    /// The descriptions, and the files that they refer to.
    pub files: Vec<SourceFile>,
    /// The problems. In a span, the files of the descriptions follow the files of the catalog.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compares the codes that OpenAPI descriptions document with the codes of a catalog. Together, the descriptions
/// describe one API. `levels` overrides the levels of lints in the catalog.
///
/// # Errors
///
/// Fails if a description cannot be read. The error is one line that gives the reason.
pub fn check_descriptions(
    catalog: &Catalog,
    levels: &[LintSetting],
    paths: &[PathBuf],
    read: ReadFile<'_>,
) -> Result<Described, String> {
    let mut documents = Documents::read(paths, read)?;
    let mut invalid = std::mem::take(&mut documents.diagnostics);
    let related = invalid.iter_mut().filter_map(|diagnostic| diagnostic.related.as_mut());
    related.for_each(|(span, _)| span.file += catalog.files.len());
    let place = CodePlace::of(catalog);
    let known = Known::of(catalog, place.as_ref());
    let is_sent = |status| known.statuses.iter().any(|sent| sent.contains(&status));
    let mut walker = Walker::new(&documents, place.as_ref(), &is_sent);
    (0..paths.len().min(documents.list.len())).for_each(|index| walker.read_description(index));
    let mut compared =
        Compared { catalog, known: &known, place: place.as_ref(), diagnostics: invalid, seen: BTreeSet::new() };
    // Behind a broken reference, anything may be documented.
    let is_complete = compared.diagnostics.is_empty() && walker.broken.is_empty();
    compared.diagnostics.extend(std::mem::take(&mut walker.broken).into_values());
    compared.compare(&walker.found);
    let first = catalog.files.len();
    let spans = compared.diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.span.as_mut());
    spans.for_each(|span| span.file += first);
    if is_complete {
        let names: Vec<&str> = documents.list.iter().take(paths.len()).map(|document| document.name.as_str()).collect();
        compared.report_undocumented(&names, &walker.unread.into_values().collect::<Vec<_>>());
    }
    let mut diagnostics = compared.diagnostics;
    let settings = || catalog.lints.iter().chain(levels).rev();
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.rule.is_lint()) {
        let setting = settings().find(|setting| setting.rule.id == diagnostic.rule.id);
        diagnostic.severity = setting.map_or(diagnostic.severity, |setting| setting.severity);
    }
    diagnostics.retain(|diagnostic| diagnostic.severity != Severity::Allowed);
    Ok(Described { files: documents.files, diagnostics })
}

/// The errors of a catalog as a description can document them.
struct Known<'a> {
    /// The errors that send a code, by the code or number as responses contain it.
    by_code: BTreeMap<String, Vec<usize>>,
    by_key: BTreeMap<&'a str, usize>,
    /// Other codes that a response may contain, such as those of statuses without a named error.
    others: BTreeSet<String>,
    /// The statuses with which each error is sent.
    statuses: Vec<Vec<u16>>,
}

impl<'a> Known<'a> {
    fn of(catalog: &'a Catalog, place: Option<&CodePlace>) -> Self {
        let mut known =
            Self { by_code: BTreeMap::new(), by_key: BTreeMap::new(), others: BTreeSet::new(), statuses: Vec::new() };
        for (index, error) in catalog.errors.iter().enumerate() {
            known.by_key.insert(&error.key, index);
            let further = catalog.further_of(index).iter().map(|further| further.error.sent_status());
            known.statuses.push(std::iter::once(error.sent_status()).chain(further).collect());
            if let Some(code) = place.and_then(|place| code_of(error, place)) {
                known.by_code.entry(code).or_default().push(index);
            }
        }
        if let Some(place) = place.filter(|place| !place.is_number()) {
            known.others = catalog.status_codes().map(|code| place.write(&code)).collect();
            let violations = catalog.violations.iter().filter(|_| place.has_violations);
            known.others.extend(violations.map(|violation| place.write(&violation.code)));
        }
        known
    }

    fn find(&self, documented: &Documented) -> &[usize] {
        match documented {
            Documented::Code(code) => self.by_code.get(code).map_or(&[], Vec::as_slice),
            Documented::Key(key) => self.by_key.get(key.as_str()).map_or(&[], std::slice::from_ref),
        }
    }

    /// Whether one of the errors is sent with one of the statuses.
    fn is_sent(&self, errors: &[usize], statuses: &BTreeSet<Statuses>) -> bool {
        let fits =
            |status: u16| statuses.iter().any(|it| it.is_none_or(|(first, last)| (first..=last).contains(&status)));
        errors.iter().filter_map(|index| self.statuses.get(*index)).flatten().any(|status| fits(*status))
    }
}

/// The code or number of an error in a place. `None` if the responses of the error do not contain the code.
fn code_of(error: &Error, place: &CodePlace) -> Option<String> {
    match place.is_number() {
        true => error.number.map(|number| number.to_string()),
        false => error.sends_code.then(|| place.write(&error.code)),
    }
}

struct Compared<'a> {
    catalog: &'a Catalog,
    known: &'a Known<'a>,
    place: Option<&'a CodePlace>,
    diagnostics: Vec<Diagnostic>,
    /// The errors that are documented.
    seen: BTreeSet<usize>,
}

impl Compared<'_> {
    fn compare(&mut self, found: &BTreeMap<((usize, usize, usize), Documented), Place>) {
        // A list of all codes, such as an `enum` that several responses share, does not state the status of each code.
        let mut fitting: BTreeSet<(usize, usize)> = BTreeSet::new();
        for ((_, documented), place) in found {
            if self.known.is_sent(self.known.find(documented), &place.statuses) {
                fitting.insert(place.list);
            }
        }
        // A reference to an output can lead to the schema of an error and to an example with its code.
        let mut reported: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
        for (((file, start, end), documented), place) in found {
            let span = Span { file: *file, start: *start, end: *end };
            let errors = self.known.find(documented);
            self.seen.extend(errors);
            let diagnostic = match errors {
                [] => self.unknown(span, documented),
                _ if fitting.contains(&place.list) => None,
                errors => {
                    let new = errors.iter().filter(|index| reported.insert((*file, *start, **index))).count();
                    (new > 0).then(|| self.other_status(span, documented, errors, &place.statuses))
                }
            };
            self.diagnostics.extend(diagnostic);
        }
    }

    fn unknown(&self, span: Span, documented: &Documented) -> Option<Diagnostic> {
        let (Documented::Code(name) | Documented::Key(name)) = documented;
        if self.known.others.contains(name) {
            return None;
        }
        let what = self.noun(documented);
        let message = format!("the catalog has no {what} `{}`", one_line(name));
        let mut diagnostic = Diagnostic::new(&rules::DOCUMENTED_CODE_UNKNOWN, span, message);
        let old = self.catalog.errors.iter().find(|error| error.aliases.iter().any(|alias| alias == name));
        let retired = self.catalog.retired.iter().find(|retired| retired.code == *name && !retired.only_number);
        let known: Vec<&str> = self.known.by_code.keys().map(String::as_str).collect();
        diagnostic = match (old, retired, nearest(name, &known)) {
            (Some(error), ..) => diagnostic.with_label(format!("the API sends `{}` instead", error.code)),
            (_, Some(retired), _) => diagnostic.with_label("a retired code").with_help(retired.note.as_str()),
            (_, _, Some(near)) => diagnostic.with_label(format!("did you mean `{near}`?")),
            _ => diagnostic.with_label("the API never sends this"),
        };
        Some(diagnostic)
    }

    fn other_status(
        &self,
        span: Span,
        documented: &Documented,
        errors: &[usize],
        statuses: &BTreeSet<Statuses>,
    ) -> Diagnostic {
        let (Documented::Code(name) | Documented::Key(name)) = documented;
        let sent: BTreeSet<u16> =
            errors.iter().filter_map(|index| self.known.statuses.get(*index)).flatten().copied().collect();
        let sent = list_of(sent.iter().map(u16::to_string));
        let documented_as = list_of(statuses.iter().map(|statuses| match statuses {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, _)) => format!("{}XX", first / 100),
            None => "default".to_owned(),
        }));
        let message = format!("`{}` is sent with status {sent}, not {documented_as}", one_line(name));
        let label = format!("documented with status {documented_as}");
        let diagnostic = Diagnostic::new(&rules::DOCUMENTED_STATUS_DIFFERS, span, message).with_label(label);
        let status = errors.first().and_then(|index| self.catalog.errors.get(*index));
        match status.and_then(|error| self.catalog.spans.in_entry(error.location, &["status"])) {
            Some(status) => diagnostic.with_related(status, format!("sent with status {sent}")),
            None => diagnostic,
        }
    }

    /// Reports the codes that no description documents, each at its first error.
    /// Instead of a code that may be documented where nothing is read, reports the place that is not read.
    fn report_undocumented(&mut self, names: &[&str], unread: &[Unread]) {
        let subject = match names {
            [only] => format!("{only} does not document"),
            _ => "no OpenAPI description documents".to_owned(),
        };
        let mut hidden: Vec<Vec<String>> = unread.iter().map(|_| Vec::new()).collect();
        let mut seen_codes: BTreeSet<String> = BTreeSet::new();
        let code_of = |index: usize| self.place.and_then(|place| code_of(self.catalog.errors.get(index)?, place));
        seen_codes.extend(self.seen.iter().filter_map(|index| code_of(*index)));
        for (index, error) in self.catalog.errors.iter().enumerate() {
            let code = code_of(index);
            if self.seen.contains(&index) || code.as_ref().is_some_and(|code| !seen_codes.insert(code.clone())) {
                continue;
            }
            let (what, name) = match &code {
                Some(code) if self.place.is_some_and(CodePlace::is_number) => ("the number", code.as_str()),
                Some(code) => ("the code", code.as_str()),
                None => ("the error", error.key.as_str()),
            };
            let mut is_hidden = false;
            for (hidden, _) in
                hidden.iter_mut().zip(unread).filter(|(_, it)| self.known.is_sent(&[index], &it.statuses))
            {
                is_hidden = true;
                hidden.push(format!("{what} `{}`", one_line(name)));
            }
            let Some(span) = self.catalog.spans.in_entry(error.location, &[]).filter(|_| !is_hidden) else { continue };
            let statuses = self.known.statuses.get(index).into_iter().flatten().map(u16::to_string);
            let label = format!("sent with status {}", list_of(statuses));
            let message = format!("{subject} {what} `{name}`");
            let mut diagnostic = Diagnostic::new(&rules::UNDOCUMENTED_CODE, span, message).with_label(label);
            if code.is_none() {
                let help = "the responses of this error contain no code, so refer to the component of the error in an \
                            output of the kind `openapi`";
                diagnostic = diagnostic.with_help(help);
            }
            self.diagnostics.push(diagnostic);
        }
        for (unread, hidden) in unread.iter().zip(&hidden) {
            self.diagnostics.extend(self.unread(unread, hidden));
        }
    }

    fn unread(&self, unread: &Unread, hidden: &[String]) -> Option<Diagnostic> {
        let (first, rest) = hidden.split_first()?;
        let more = match rest {
            [] => String::new(),
            [second] => format!(" and {second}"),
            rest => format!(" and {} others", rest.len()),
        };
        let message = format!("{}, which may document {first}{more}", one_line(&unread.what));
        let span = Span { file: unread.at.file + self.catalog.files.len(), ..unread.at };
        Some(Diagnostic::new(&rules::UNREAD_DOCUMENTATION, span, message).with_label(unread.why))
    }

    fn noun(&self, documented: &Documented) -> &'static str {
        match documented {
            Documented::Key(_) => "error",
            Documented::Code(_) if self.place.is_some_and(CodePlace::is_number) => "error with the number",
            Documented::Code(_) => "error with the code",
        }
    }
}

/// `a`, `a or b`, `a, b or c`.
fn list_of(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} or {last}", first.join(", ")),
        None => String::new(),
    }
}
