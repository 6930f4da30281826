//! The commands. What they make goes to the standard output, what they have to say about it to the standard error.

use std::io::Write;

use error_catalog_codegen::build::{
    Plan, PlannedFile, WriteError, plan_outputs, render_diff, render_output, write_outputs,
};
use error_catalog_model::{Catalog, OutputKind};

use crate::Stop;
use crate::args::Command;
use crate::load::{Loaded, count, fail, load};

/// `name` is what the user calls the program by.
pub(crate) fn run(name: &str, command: &Command, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    match command {
        Command::Check { catalog } => check(&load(catalog.main_file(), err)?, out),
        Command::Generate { catalog, check: false } => generate(&load(catalog.main_file(), err)?, out, err),
        Command::Generate { catalog, check: true } => compare(name, &load(catalog.main_file(), err)?, out, err),
        Command::Render { kind, catalog } => render(&load(catalog.main_file(), err)?, (*kind).into(), out),
    }
}

fn check(loaded: &Loaded, out: &mut dyn Write) -> Result<(), Stop> {
    let Catalog { errors, categories, .. } = &loaded.catalog;
    let mut summary = count(errors.len(), "error", "errors");
    if !categories.is_empty() {
        summary += &format!(" in {}", count(categories.len(), "category", "categories"));
    }
    summary += ", no problems";
    if loaded.warnings > 0 {
        summary += &format!(" but {}", count(loaded.warnings, "warning", "warnings"));
    }
    Ok(writeln!(out, "{}: {summary}", loaded.name)?)
}

fn generate(loaded: &Loaded, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    let plan = plan(loaded, err)?;
    let written = write_outputs(&plan, &loaded.folder).map_err(|WriteError { path, error, .. }| {
        Stop::Trouble(format!("cannot write {}: {error}", loaded.folder.path(&path).display()))
    })?;
    for path in &written {
        writeln!(out, "wrote {}", loaded.folder.path(path).display())?;
    }
    if written.is_empty() { up_to_date(loaded, out) } else { Ok(()) }
}

/// `generate --check`
fn compare(name: &str, loaded: &Loaded, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    let plan = plan(loaded, err)?;
    let stale: Vec<&PlannedFile> = plan.files.iter().filter(|file| file.is_stale()).collect();
    if stale.is_empty() {
        return up_to_date(loaded, out);
    }
    for file in &stale {
        writeln!(err, "error: {} is not up to date", loaded.folder.path(&file.path).display())?;
        writeln!(err, "{}\n", render_diff(file))?;
    }
    let them = if stale.len() == 1 { "it" } else { "them" };
    writeln!(err, "help: `{name} generate {}` writes {them}", loaded.name)?;
    Err(Stop::Wrong)
}

fn render(loaded: &Loaded, kind: OutputKind, out: &mut dyn Write) -> Result<(), Stop> {
    let text = render_output(&loaded.catalog, kind).unwrap_or_default();
    Ok(out.write_all(text.as_bytes())?)
}

fn plan(loaded: &Loaded, err: &mut dyn Write) -> Result<Plan, Stop> {
    let mut plan = plan_outputs(&loaded.catalog, &loaded.folder);
    if !plan.report.has_errors() {
        return Ok(plan);
    }
    loaded.folder.locate(&mut plan.report);
    Err(fail(&plan.report, &loaded.name, err))
}

fn up_to_date(loaded: &Loaded, out: &mut dyn Write) -> Result<(), Stop> {
    let state = match loaded.catalog.outputs.len() {
        0 => "nothing to generate; `[outputs.markdown]` with a `path` asks for a reference".to_owned(),
        number => format!("{}, up to date", count(number, "output", "outputs")),
    };
    Ok(writeln!(out, "{}: {state}", loaded.name)?)
}
