//! `error-catalog check`

mod fix;
#[cfg(feature = "import")]
mod openapi;
mod paths;

use error_catalog_model::contract::check_together;
use error_catalog_model::{Catalog, Report};

use crate::args::check::{Format, Options};
use crate::failure::Failure;
use crate::load::{Inspected, LockChoice, Subject};
use crate::prose::count;
use crate::report::{Counts, github, human, json, sarif};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let lock = match &options.lock {
        Some(path) => LockChoice::Existing(path.clone()),
        None if options.no_lock => LockChoice::Disabled,
        None => LockChoice::Default,
    };
    let paths = paths::main_files(&options.paths);
    if paths.len() > 1 && options.lock.is_some() {
        return Err(Failure::Fatal("`--lock` needs exactly one catalog".to_owned()));
    }
    #[cfg(feature = "import")]
    if paths.len() > 1 && !options.openapi.is_empty() {
        return Err(Failure::Fatal("`--openapi` needs exactly one catalog".to_owned()));
    }
    let mut checked = Vec::new();
    for path in paths {
        let subject = Subject::open(path, &lock, terminal.name)?;
        let mut inspected = if options.fix {
            fix::fix(&subject, &options.lints.settings, terminal)?
        } else {
            subject.inspect(&subject.folder, &options.lints.settings)
        };
        #[cfg(feature = "import")]
        if !options.openapi.is_empty() {
            openapi::compare(&subject, &mut inspected, &options.lints.settings, &options.openapi)?;
        }
        options.lints.judge_warnings(&mut inspected.report);
        checked.push((subject.name, inspected));
    }
    compare_catalogs(&mut checked);
    if options.format == Format::Human {
        for (name, inspected) in &checked {
            human::show(&inspected.report, terminal)?;
            summarize(name, inspected, terminal)?;
        }
    }
    let checked: Vec<(String, Report)> = checked.into_iter().map(|(name, it)| (name, it.report)).collect();
    match options.format {
        Format::Human => {}
        Format::Json => {
            let document = json::check_document(checked.iter().map(|(name, report)| (name.as_str(), report)));
            terminal.print_json(&document)?;
        }
        Format::Github => {
            checked.iter().try_for_each(|(main, report)| github::render_report(main, report, terminal.data))?
        }
        Format::Sarif => terminal.print_json(&sarif::render_sarif(&checked))?,
    }
    if checked.iter().any(|(_, report)| report.is_refused()) { Err(Failure::Findings) } else { Ok(()) }
}

/// Reports the clashes between the catalogs, each in the report of its catalog.
fn compare_catalogs(checked: &mut [(String, Inspected)]) {
    let indices: Vec<usize> = (0..checked.len()).filter(|at| checked[*at].1.catalog.is_some()).collect();
    let catalogs = checked.iter().filter_map(|(name, it)| Some((name.as_str(), it.catalog.as_ref()?)));
    for (at, diagnostic) in check_together(&catalogs.collect::<Vec<_>>()) {
        if let Some((_, inspected)) = indices.get(at).and_then(|index| checked.get_mut(*index)) {
            inspected.report.diagnostics.push(diagnostic);
            inspected.report.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.rule.id));
        }
    }
}

/// Prints the last line about a catalog: to stdout if the catalog is valid, and to stderr otherwise.
fn summarize(name: &str, inspected: &Inspected, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let counts = Counts::of(&inspected.report);
    let Some(Catalog { errors, categories, .. }) = inspected.catalog.as_ref().filter(|_| counts.errors == 0) else {
        return Ok(terminal.print_err(format_args!("{name}: {counts}"))?);
    };
    let mut summary = count(errors.len(), "entry", "entries");
    if !categories.is_empty() {
        summary += &format!(", {}", count(categories.len(), "category", "categories"));
    }
    Ok(terminal.print(format_args!("{name}: {summary}; {counts}"))?)
}
