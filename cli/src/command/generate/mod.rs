//! `error-catalog generate`

mod watch;

use error_catalog_outputs::build::{
    Plan, PlannedFile, Replace, Times, WriteError, Written, plan_outputs, render_diff, write_outputs,
};
use error_catalog_outputs::registry::KINDS;

use crate::args::generate::Options;
use crate::failure::Failure;
use crate::load::{Loaded, fail, load};
use crate::prose::count;
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let main = options.catalog.main_file();
    if options.watch {
        return watch::run(main, terminal);
    }
    let loaded = load(main, terminal)?;
    match (options.check, options.force) {
        (true, _) => compare(&loaded, terminal),
        (false, true) => generate(&loaded, Replace::Everything, terminal),
        (false, false) => generate(&loaded, Replace::EarlierOutputs, terminal),
    }
}

fn generate(loaded: &Loaded, replace: Replace, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let plan = plan(loaded, replace, terminal)?;
    let Written { paths, mut errors, .. } = write_outputs(&plan, &loaded.folder, Times::OfWriting);
    for path in &paths {
        terminal.print(format_args!("wrote {}", loaded.folder.path(path).display()))?;
    }
    let message =
        |WriteError { path, error, .. }| format!("cannot write {}: {error}", loaded.folder.path(&path).display());
    let last = errors.pop();
    for error in errors {
        terminal.say_error(message(error))?;
    }
    match last {
        Some(error) => Err(Failure::Fatal(message(error))),
        None if paths.is_empty() => up_to_date(loaded, terminal),
        None => Ok(()),
    }
}

/// Compares the outputs with the files, for `generate --check`.
fn compare(loaded: &Loaded, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let plan = plan(loaded, Replace::EarlierOutputs, terminal)?;
    let stale: Vec<&PlannedFile> = plan.files.iter().filter(|file| file.is_stale()).collect();
    if stale.is_empty() {
        return up_to_date(loaded, terminal);
    }
    for file in &stale {
        terminal.say_error(format!("{} is not up to date", loaded.folder.path(&file.path).display()))?;
        terminal.show_diff(&render_diff(file))?;
        writeln!(terminal.err)?;
    }
    let them = if stale.len() == 1 { "it" } else { "them" };
    let command = loaded.suggest(terminal.name).command("generate", &[]);
    terminal.say_help(format!("`{command}` writes {them}"))?;
    Err(Failure::Findings)
}

fn plan(loaded: &Loaded, replace: Replace, terminal: &mut Terminal<'_>) -> Result<Plan, Failure> {
    let mut plan = plan_outputs(&loaded.catalog, &loaded.folder, KINDS, replace);
    if !plan.report.has_errors() {
        return Ok(plan);
    }
    loaded.folder.locate(&mut plan.report);
    Err(fail(&plan.report, &loaded.name, terminal))
}

fn up_to_date(loaded: &Loaded, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let number = loaded.catalog.outputs.len();
    if number > 0 {
        return Ok(terminal.print(format_args!(
            "{}: {}, up to date",
            loaded.name,
            count(number, "output", "outputs")
        ))?);
    }
    terminal.print(format_args!("{}: nothing to generate", loaded.name))?;
    Ok(terminal.say_help("to generate a reference, add `[outputs.markdown]` with a `path`")?)
}
