//! `error-catalog check --fix`

use std::collections::BTreeMap;

use error_catalog_codegen::Folder;
use error_catalog_model::{Fix, LintSetting, Report, Source, SourceError};

use crate::Stop;
use crate::edit::Document;
use crate::file::write_file;
use crate::inspect::{Inspected, Subject};
use crate::report::place::place_of;
use crate::terminal::Terminal;

/// How often what is mended is looked at again: a fix may show another mistake, and none brings back its own.
const MOST_ROUNDS: usize = 10;

/// Mends what has one right answer, says what it did, and gives what is left.
pub(super) fn fix(subject: &Subject, lints: &[LintSetting], terminal: &mut Terminal<'_>) -> Result<Inspected, Stop> {
    let mut files = Edited { folder: &subject.folder, texts: BTreeMap::new() };
    let mut inspected = subject.inspect(&files, lints);
    // What a broken lock holds is not known, and with it not what may be changed.
    if subject.lock.as_ref().is_some_and(|lock| lock.contract.is_none()) {
        return Ok(inspected);
    }
    let mut done: Vec<(Fix, String)> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let fixes = new_fixes(&inspected.report, &done);
        if fixes.is_empty() {
            break;
        }
        if let Err((path, why)) = files.apply(&inspected.files, &fixes) {
            writeln!(terminal.err, "nothing is fixed: {path} cannot be edited: {why}\n")?;
            return Ok(subject.inspect(&subject.folder, lints));
        }
        done.extend(fixes);
        inspected = subject.inspect(&files, lints);
    }
    for (path, text) in &files.texts {
        write_file(&subject.folder.path(path), text)?;
    }
    for (_, line) in &done {
        writeln!(terminal.err, "{line}")?;
    }
    if !done.is_empty() {
        writeln!(terminal.err)?;
    }
    Ok(inspected)
}

/// The fixes that have not been made yet, each with the line that says so.
fn new_fixes(report: &Report, done: &[(Fix, String)]) -> Vec<(Fix, String)> {
    let mut fixes: Vec<(Fix, String)> = Vec::new();
    for diagnostic in &report.diagnostics {
        let Some(fix) = &diagnostic.fix else { continue };
        if done.iter().chain(&fixes).any(|(other, _)| other == fix) {
            continue;
        }
        let place = diagnostic.span.and_then(|span| place_of(report, span));
        let place = place.map(|place| format!("{}:{}: ", place.file, place.line)).unwrap_or_default();
        fixes.push((fix.clone(), format!("fixed: {place}{} [{}]", fix.message, diagnostic.rule.id)));
    }
    fixes
}

/// The files of a catalog, some of them with another text than on disk.
struct Edited<'a> {
    folder: &'a Folder,
    texts: BTreeMap<String, String>,
}

impl Edited<'_> {
    /// Makes all the fixes, or none, with the file that cannot be edited and why.
    fn apply(&mut self, files: &[String], fixes: &[(Fix, String)]) -> Result<(), (String, String)> {
        let mut documents: BTreeMap<&str, Document> = BTreeMap::new();
        for (fix, _) in fixes {
            let Some(path) = files.get(fix.file) else { continue };
            let fail = |why: String| (self.folder.path(path).display().to_string(), why);
            if !documents.contains_key(path.as_str()) {
                let text = self.read(path).map_err(|_| fail("it cannot be read".to_owned()))?;
                documents.insert(path, Document::parse(&text).map_err(fail)?);
            }
            if let Some(document) = documents.get_mut(path.as_str()) {
                document.set(&fix.path, &fix.value).map_err(|key| fail(format!("`{key}` is no table")))?;
            }
        }
        let texts: Vec<_> =
            documents.iter().map(|(path, document)| ((*path).to_owned(), document.to_string())).collect();
        self.texts.extend(texts);
        Ok(())
    }
}

impl Source for Edited<'_> {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        self.texts.get(path).map_or_else(|| self.folder.read(path), |text| Ok(text.clone()))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.folder.list(folder)
    }
}
