//! The commands.

use std::io::Write;
use std::path::PathBuf;

use annotate_snippets::Renderer;
use error_catalog_codegen::Folder;
use error_catalog_codegen::build::{PlannedFile, WriteError, plan_outputs, render_diff, write_outputs};
use error_catalog_model::{Catalog, Report, Severity, Source, SourceError};

use crate::Stop;
use crate::args::{Command, Kind};
use crate::diagnostic::render_diagnostic;

pub(crate) fn run(name: &str, command: &Command, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    match command {
        Command::Check { catalog } => check(catalog.main_file(), out, err),
        Command::Generate { catalog, check } => generate(name, catalog.main_file(), *check, out, err),
        Command::Render { kind, catalog } => render(*kind, catalog.main_file(), out, err),
    }
}

fn check(path: PathBuf, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    let loaded = load(path, err)?;
    let Catalog { errors, categories, .. } = &loaded.catalog;
    let mut summary = count(errors.len(), "error", "errors");
    if !categories.is_empty() {
        summary += &format!(" in {}", count(categories.len(), "category", "categories"));
    }
    let problems =
        if loaded.warnings == 0 { "no problems".into() } else { count(loaded.warnings, "warning", "warnings") };
    writeln!(out, "{}: {summary}, {problems}", loaded.name)?;
    Ok(())
}

fn generate(name: &str, path: PathBuf, check: bool, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    let Loaded { catalog, folder, name: catalog_name, .. } = load(path, err)?;
    let mut plan = plan_outputs(&catalog, &folder);
    if plan.report.has_errors() {
        folder.locate(&mut plan.report);
        return Err(fail(&plan.report, &catalog_name, err));
    }
    let stale: Vec<&PlannedFile> = plan.files.iter().filter(|file| file.is_stale()).collect();
    if stale.is_empty() {
        let outputs = count(plan.files.len(), "output", "outputs");
        writeln!(out, "{catalog_name}: {outputs}, up to date")?;
        return Ok(());
    }
    if check {
        for file in &stale {
            writeln!(err, "error: {} is not up to date", folder.path(&file.path).display())?;
            writeln!(err, "{}\n", render_diff(file))?;
        }
        writeln!(
            err,
            "help: `{name} generate {catalog_name}` writes {}",
            if stale.len() == 1 { "it" } else { "them" }
        )?;
        return Err(Stop::Wrong);
    }
    let written = write_outputs(&plan, &folder).map_err(|WriteError { path, error, .. }| {
        Stop::Trouble(format!("cannot write {}: {error}", folder.path(&path).display()))
    })?;
    for path in written {
        writeln!(out, "wrote {}", folder.path(path).display())?;
    }
    Ok(())
}

fn render(kind: Kind, path: PathBuf, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    let Loaded { catalog, .. } = load(path, err)?;
    let _ = catalog;
    let text = match kind {
        Kind::Markdown => "",
        Kind::Rust => "",
        Kind::Json => "",
    };
    out.write_all(text.as_bytes())?;
    Ok(())
}

/// A catalog that can be used.
struct Loaded {
    catalog: Catalog,
    folder: Folder,
    /// The main file, as the user would type it.
    name: String,
    warnings: usize,
}

/// Reads the catalog whose main file is `path`, and shows what is wrong with it.
fn load(path: PathBuf, err: &mut dyn Write) -> Result<Loaded, Stop> {
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
    match catalog {
        Some(catalog) => {
            show(&report, err)?;
            Ok(Loaded { catalog, folder, name, warnings: report.diagnostics.len() })
        }
        None => Err(fail(&report, &name, err)),
    }
}

/// Shows a report with errors, and how many there are.
fn fail(report: &Report, name: &str, err: &mut dyn Write) -> Stop {
    let number = |severity| report.diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity == severity).count();
    let mut summary = count(number(Severity::Error), "error", "errors");
    if number(Severity::Warning) > 0 {
        summary += &format!(", {}", count(number(Severity::Warning), "warning", "warnings"));
    }
    match show(report, err).and_then(|()| Ok(writeln!(err, "{name}: {summary}")?)) {
        Ok(()) => Stop::Wrong,
        Err(stop) => stop,
    }
}

fn show(report: &Report, err: &mut dyn Write) -> Result<(), Stop> {
    for diagnostic in &report.diagnostics {
        writeln!(err, "{}\n", render_diagnostic(report, diagnostic, &Renderer::styled()))?;
    }
    Ok(())
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
