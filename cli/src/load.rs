//! A catalog from its path, and what is wrong with it on the screen.

use std::path::PathBuf;

use annotate_snippets::Renderer;
use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report, Severity, Source, SourceError};

use crate::Stop;
use crate::diagnostic::render_diagnostic;
use crate::terminal::Terminal;

/// A catalog that can be used.
pub(crate) struct Loaded {
    pub(crate) catalog: Catalog,
    pub(crate) folder: Folder,
    /// The main file, as the user would type it.
    pub(crate) name: String,
    pub(crate) warnings: usize,
}

/// Reads the catalog whose main file is `path`, and shows what is wrong with it.
pub(crate) fn load(path: PathBuf, terminal: &mut Terminal<'_>) -> Result<Loaded, Stop> {
    let name = path.display().to_string();
    let folder = Folder::of(path);
    match folder.read(folder.main()) {
        Err(SourceError::NotFound) => return Err(Stop::Trouble(format!("there is no {name}"))),
        Err(SourceError::Unreadable(why)) => return Err(Stop::Trouble(format!("cannot read {name}: {why}"))),
        // A file with the wrong content is the catalog's own fault.
        Ok(_) | Err(SourceError::NotUtf8 { .. } | SourceError::Outside) => {}
    }
    let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
    folder.locate(&mut report);
    let Some(catalog) = catalog else { return Err(fail(&report, &name, terminal)) };
    show(&report, terminal)?;
    Ok(Loaded { catalog, folder, name, warnings: report.diagnostics.len() })
}

/// Shows a report with errors, and how many there are.
pub(crate) fn fail(report: &Report, name: &str, terminal: &mut Terminal<'_>) -> Stop {
    let number = |severity| report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let mut summary = count(number(Severity::Error), "error", "errors");
    if number(Severity::Warning) > 0 {
        summary += &format!(", {}", count(number(Severity::Warning), "warning", "warnings"));
    }
    match show(report, terminal).and_then(|()| writeln!(terminal.err, "{name}: {summary}")) {
        Ok(()) => Stop::Wrong,
        Err(error) => Stop::Output(error),
    }
}

fn show(report: &Report, terminal: &mut Terminal<'_>) -> std::io::Result<()> {
    let renderer = Renderer::styled();
    report
        .diagnostics
        .iter()
        .try_for_each(|diagnostic| writeln!(terminal.err, "{}\n", render_diagnostic(report, diagnostic, &renderer)))
}

/// `1 error`, `2 errors`
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
