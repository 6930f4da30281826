//! `error-catalog explain`

mod json;
mod locale;
mod page;
mod violation;

use error_catalog_model::RetiredNumbers;
use error_catalog_model::rules::{self, Rule};
use error_catalog_outputs::view::View;

use self::locale::translate;
use self::violation::{explain_retired_violation, explain_violation, find_violation};
use crate::args::Format;
use crate::args::explain::Options;
use crate::documents::rule::RuleDocument;
use crate::failure::Failure;
use crate::load::{Loaded, load_for_lookup, load_if_valid};
use crate::lookup::{
    Target, closest, find_exact_targets, find_retired_numbers, find_targets, refuse_catalog, report_unknown,
};
use crate::prose::markdown;
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let catalog = load_if_valid(options.catalog.main_file());
    if let Some(rule) = find_rule(catalog.as_ref(), &options.code) {
        return explain_rule(rule, options.format, terminal);
    }
    if catalog.is_none_or(|catalog| find_exact_targets(&catalog, &options.code).is_empty()) {
        refuse_catalog(&options.code, "explain", terminal)?;
    }
    let loaded =
        load_for_lookup(options.catalog.main_file(), terminal).map_err(|failure| hint(failure, &options.code))?;
    let found = find_targets(&loaded, &options.code);
    let violation = find_violation(&loaded, &options.code);
    let Some((first, others)) = found.split_first() else {
        if let Some(violation) = violation {
            return explain_violation(&loaded, options, violation, terminal);
        }
        if let Some(row) = find_retired_numbers(&loaded, &options.code) {
            return explain_numbers(&loaded, options, row, terminal);
        }
        return match loaded.catalog.retired_violations.iter().find(|retired| retired.code == options.code) {
            Some(retired) => explain_retired_violation(&loaded, options, retired, terminal),
            None => report_unknown(&loaded, &options.code, terminal),
        };
    };
    // The page of an error lists the errors that send the same code.
    let is_shared = |target: Target<'_>| match (first.1, target) {
        (Target::Error(first), Target::Error(other)) => {
            loaded.catalog.errors[first].code == loaded.catalog.errors[other].code
        }
        _ => false,
    };
    for (by, target) in others.iter().filter(|(_, target)| !is_shared(*target)) {
        let name = target.name(&loaded.catalog);
        terminal.say_note(format!("`{}` is also {} of `{name}`", options.code, by.describe()))?;
    }
    if let Some((by, violation)) = violation {
        let of = format!("{} of the violation `{}`", by.describe(), violation.code);
        terminal.say_note(format!("`{}` is also {of}", options.code))?;
    }
    if let Some(rule) = rules::find(&options.code) {
        terminal.say_note(format!("`{}` is also a rule: {}", rule.id, rule.url()))?;
    }
    let view = View::of(&loaded.catalog);
    let texts = match first.1 {
        Target::Error(index) => Some(translate(&loaded.catalog, index, options.locale.as_deref())),
        Target::Removed { .. } => None,
    };
    if let (Some(texts), Some(asked)) = (&texts, &options.locale)
        && let Some(instead) = texts.fallback(asked)
    {
        terminal.say_note(format!("there is no complete translation into `{asked}`; the other texts are {instead}"))?;
    }
    match options.format {
        Format::Human => {
            let width = terminal.width();
            Ok(writeln!(terminal.out, "{}", page::render_page(&loaded, &view, first.1, texts.as_ref(), width))?)
        }
        Format::Json => {
            Ok(terminal.print_json(&json::explain_document(&loaded, &view, options, *first, texts.as_ref()))?)
        }
    }
}

/// Explains a number of `[retired-numbers]`.
fn explain_numbers(
    loaded: &Loaded,
    options: &Options,
    row: &RetiredNumbers,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    match options.format {
        Format::Human => {
            let page = page::render_numbers(&options.code, row, terminal.width());
            Ok(writeln!(terminal.out, "{page}")?)
        }
        Format::Json => Ok(terminal.print_json(&json::numbers_document(loaded, options, row))?),
    }
}

/// The rule with this name, unless the catalog has an error with this name. A name in a different letter case counts
/// only if no name is the same. A rule needs no catalog, so a missing or broken catalog does not matter here.
fn find_rule(catalog: Option<&Loaded>, name: &str) -> Option<&'static Rule> {
    let exact = rules::find(name);
    let rule = exact.or_else(|| rules::find(&name.to_ascii_lowercase()))?;
    let errors = catalog.map(|catalog| match exact {
        Some(_) => find_exact_targets(catalog, name),
        None => find_targets(catalog, name),
    });
    errors.is_none_or(|errors| errors.is_empty()).then_some(rule)
}

/// Adds the most similar rule to the failure: without a catalog, the name is assumed to be the mistyped name of a rule.
fn hint(failure: Failure, name: &str) -> Failure {
    let rules: Vec<&str> = rules::all().map(|rule| rule.id).collect();
    match (failure, closest(name, &rules)) {
        (Failure::Fatal(message), Some(near)) => Failure::Fatal(format!("{message}; did you mean the rule `{near}`?")),
        (failure, _) => failure,
    }
}

fn explain_rule(rule: &'static Rule, format: Format, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    match format {
        Format::Human => {
            let page = markdown(&rule.render_page(), terminal.width(), 0);
            Ok(writeln!(terminal.out, "{page}\n\n{}", rule.url())?)
        }
        Format::Json => Ok(terminal.print_json(&RuleDocument::of(rule))?),
    }
}
