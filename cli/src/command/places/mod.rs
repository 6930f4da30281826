//! `error-catalog where`

mod human;
mod json;

use error_catalog_model::Catalog;

use crate::args::Format;
use crate::args::places::Options;
use crate::failure::Failure;
use crate::load::load_for_lookup;
use crate::lookup::{Target, find_targets, refuse_catalog, report_unknown};
use crate::place::Place;
use crate::rust_source::{Survey, Use, survey};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let loaded = load_for_lookup(options.catalog.main_file(), terminal)
        .or_else(|failure| refuse_catalog(&options.code, "where", terminal).and(Err(failure)))?;
    let Some((_, target)) = find_targets(&loaded, &options.code).first().copied() else {
        refuse_catalog(&options.code, "where", terminal)?;
        return report_unknown(&loaded, &options.code, terminal);
    };
    let survey = survey(&loaded, &options.source.src)?;
    match options.format {
        Format::Human => human::show_places(&loaded, target, &survey, terminal),
        Format::Json => Ok(terminal.print_json(&json::where_document(&loaded, &options.code, target, &survey))?),
    }
}

/// The uses of the target in the source. A code that is no longer in the catalog can only be mentioned.
fn uses_of<'a>(target: Target<'_>, survey: &'a Survey) -> Vec<&'a Use> {
    let Target::Error(index) = target else { return Vec::new() };
    survey.uses.iter().filter(|found| found.error == index).collect()
}

/// The places that may construct the target from a code or a status that is known only at run time.
fn places_at_run_time<'a>(target: Target<'_>, catalog: &Catalog, survey: &'a Survey) -> Vec<&'a Place> {
    let Target::Error(index) = target else { return Vec::new() };
    survey.at_run_time(index, catalog)
}
