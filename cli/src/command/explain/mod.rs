//! `error-catalog explain`

mod find;
mod json;
mod locale;
mod page;

use error_catalog_model::RULES;
use error_catalog_model::contract::Contract;

pub(crate) use self::find::{Meant, find};

use self::find::suggest;
use self::locale::translate;
use crate::Stop;
use crate::args::{CatalogOption, Format};
use crate::load::{Loaded, consult};
use crate::prose::{note, one_line};
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
    let lock = loaded.lock();
    let found = find(&loaded.catalog, lock.as_ref(), &options.code);
    let Some((first, others)) = found.split_first() else {
        return Err(miss(&loaded, lock.as_ref(), &options.code, terminal)?);
    };
    for (by, meant) in others {
        let name = meant.name(&loaded.catalog);
        note(&format!("`{}` is also {} of `{name}`", options.code, by.describe()), terminal)?;
    }
    let texts = match first.1 {
        Meant::Error(index) => Some(translate(&loaded.catalog, index, options.locale.as_deref())),
        Meant::Gone { .. } => None,
    };
    if let (Some(texts), Some(asked)) = (&texts, &options.locale)
        && let Some(instead) = texts.fallback(asked)
    {
        note(&format!("there is no full translation into `{asked}`; the rest is {instead}"), terminal)?;
    }
    match options.format {
        Format::Human => {
            let width = terminal.width();
            Ok(writeln!(terminal.out, "{}", page::render_page(&loaded, lock.as_ref(), first.1, texts.as_ref(), width))?)
        }
        Format::Json => Ok(writeln!(
            terminal.out,
            "{}",
            json::render_json(&loaded, lock.as_ref(), options, *first, texts.as_ref())
        )?),
    }
}

/// Says that there is no such error, and which may have been meant.
pub(crate) fn miss(
    loaded: &Loaded,
    lock: Option<&Contract>,
    code: &str,
    terminal: &mut Terminal<'_>,
) -> Result<Stop, Stop> {
    let shown = one_line(code);
    terminal.say_error(format!("{} has no error `{shown}`", loaded.name))?;
    if let Some(rule) = RULES.iter().find(|rule| rule.id == code) {
        terminal.say_help(format!("it is a rule of catalogs: {}", rule.summary))?;
        return Ok(Stop::Wrong);
    }
    match suggest(&loaded.catalog, lock, code) {
        Some(near) => terminal.say_help(format!("did you mean `{near}`?"))?,
        None => terminal.say_help(format!("`{} list -c {}` shows all", terminal.name, loaded.name))?,
    }
    Ok(Stop::Wrong)
}
