//! `error-catalog explain`

mod json;
mod locale;
mod page;

use error_catalog_outputs::view::View;

use self::locale::translate;
use crate::args::Format;
use crate::args::explain::Options;
use crate::failure::Failure;
use crate::load::load_for_lookup;
use crate::lookup::{Target, find_targets, report_unknown};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let loaded = load_for_lookup(options.catalog.main_file(), terminal)?;
    let found = find_targets(&loaded, &options.code);
    let Some((first, others)) = found.split_first() else {
        return report_unknown(&loaded, &options.code, terminal);
    };
    for (by, target) in others {
        let name = target.name(&loaded.catalog);
        terminal.say_note(format!("`{}` is also {} of `{name}`", options.code, by.describe()))?;
    }
    let view = View::of(&loaded.catalog);
    let texts = match first.1 {
        Target::Error(index) => Some(translate(&loaded.catalog, index, options.locale.as_deref())),
        Target::Removed { .. } => None,
    };
    if let (Some(texts), Some(asked)) = (&texts, &options.locale)
        && let Some(instead) = texts.fallback(asked)
    {
        terminal.say_note(format!("there is no full translation into `{asked}`; the rest is {instead}"))?;
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
