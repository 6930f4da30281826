//! `error-catalog explain`

mod json;
mod locale;
mod page;

use self::locale::translate;
use crate::Stop;
use crate::args::{CatalogOption, Format};
use crate::load::consult;
use crate::lookup::{Meant, find, miss};
use crate::terminal::Terminal;

/// Explains an error, as `rustc --explain` does
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A name is looked for among codes, then keys, aliases, retired codes, numbers, and at last the names \
                        of Rust variants and constructors.\n\nExample: error-catalog explain user_not_found"
)]
pub(crate) struct Options {
    /// The error: its code, key, alias, number, Rust variant, or a code that is retired
    code: String,
    #[command(flatten)]
    catalog: CatalogOption,
    /// The language of title and messages, such as `fr-CA`
    #[arg(long, value_name = "LANG")]
    locale: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let loaded = consult(options.catalog.main_file(), terminal)?;
    let found = find(&loaded, &options.code);
    let Some((first, others)) = found.split_first() else {
        return miss(&loaded, &options.code, terminal);
    };
    for (by, meant) in others {
        let name = meant.name(&loaded.catalog);
        terminal.say_note(format!("`{}` is also {} of `{name}`", options.code, by.describe()))?;
    }
    let texts = match first.1 {
        Meant::Error(index) => Some(translate(&loaded.catalog, index, options.locale.as_deref())),
        Meant::Gone { .. } => None,
    };
    if let (Some(texts), Some(asked)) = (&texts, &options.locale)
        && let Some(instead) = texts.fallback(asked)
    {
        terminal.say_note(format!("there is no full translation into `{asked}`; the rest is {instead}"))?;
    }
    match options.format {
        Format::Human => {
            let width = terminal.width();
            Ok(writeln!(terminal.out, "{}", page::render_page(&loaded, first.1, texts.as_ref(), width))?)
        }
        Format::Json => Ok(terminal.print_json(&json::render_json(&loaded, options, *first, texts.as_ref()))?),
    }
}
