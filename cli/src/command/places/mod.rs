//! `error-catalog where`

mod human;
mod json;

use crate::Stop;
use crate::args::{CatalogOption, Format};
use crate::load::consult;
use crate::lookup::{Meant, find, miss};
use crate::rust_source::{SourceOptions, Survey, Use};
use crate::terminal::Terminal;

/// Shows where an error is declared, made and matched
#[derive(Debug, clap::Args)]
#[command(after_help = "Rust is read, not compiled: what a macro makes of its input, and a code that only a running \
                        program knows, are not seen.\n\nExample: error-catalog where user_not_found --src src")]
pub(crate) struct Options {
    /// The error, by any name that `explain` takes
    code: String,
    #[command(flatten)]
    catalog: CatalogOption,
    #[command(flatten)]
    source: SourceOptions,
    /// What to print
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let loaded = consult(options.catalog.main_file(), terminal)?;
    let Some((_, meant)) = find(&loaded, &options.code).first().copied() else {
        return miss(&loaded, &options.code, terminal);
    };
    let survey = options.source.survey(&loaded)?;
    match options.format {
        Format::Human => human::show_places(&loaded, meant, &survey, terminal),
        Format::Json => Ok(terminal.print_json(&json::render_json(&loaded, &options.code, meant, &survey))?),
    }
}

/// What is done with the error that is meant. A code that is gone is only mentioned.
fn uses_of<'a>(meant: Meant<'_>, survey: &'a Survey) -> Vec<&'a Use> {
    let Meant::Error(index) = meant else { return Vec::new() };
    survey.uses.iter().filter(|found| found.error == Some(index)).collect()
}
