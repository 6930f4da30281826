//! From what a user types to the error that is meant.

use error_catalog_model::{Catalog, Error, nearest, rules};

use crate::Stop;
use crate::load::Loaded;
use crate::prose::one_line;
use crate::terminal::Terminal;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meant<'a> {
    /// An error, by its index.
    Error(usize),
    /// A code that is no longer sent.
    Gone { code: &'a str, number: Option<u32> },
}

impl<'a> Meant<'a> {
    /// The code by which it is known.
    pub(crate) fn name(self, catalog: &'a Catalog) -> &'a str {
        match self {
            Meant::Error(index) => &catalog.errors[index].code,
            Meant::Gone { code, .. } => code,
        }
    }
}

/// What a name is to what it stands for; the first of these holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Code,
    Key,
    Alias,
    Retired,
    Number,
    RetiredNumber,
    Rust,
}

impl By {
    /// The order in which a name is looked for.
    const ALL: [By; 7] = [By::Code, By::Key, By::Alias, By::Retired, By::Number, By::RetiredNumber, By::Rust];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            By::Code => "code",
            By::Key => "key",
            By::Alias => "alias",
            By::Retired => "retired",
            By::Number => "number",
            By::RetiredNumber => "retired_number",
            By::Rust => "rust",
        }
    }

    pub(crate) fn describe(self) -> &'static str {
        match self {
            By::Code => "the code",
            By::Key => "the key",
            By::Alias => "an alias",
            By::Retired => "the retired code",
            By::Number => "the number",
            By::RetiredNumber => "the retired number",
            By::Rust => "the Rust name",
        }
    }
}

/// All that a name stands for, once each, in the order of [`By`].
pub(crate) fn find<'a>(loaded: &'a Loaded, name: &str) -> Vec<(By, Meant<'a>)> {
    let catalog = &loaded.catalog;
    let number: Option<u32> = name.parse().ok();
    // `Error::UserNotFound`, as a debugger or a test shows it.
    let rust = name.rsplit("::").next().unwrap_or(name);
    let mut found: Vec<(By, Meant<'a>)> = Vec::new();
    let mut add = |by, meant: Meant<'a>| {
        if !found.iter().any(|(_, other)| other.name(catalog) == meant.name(catalog)) {
            found.push((by, meant));
        }
    };
    for by in By::ALL {
        let is_meant = |error: &Error| match by {
            By::Code => error.code == name,
            By::Key => error.key == name,
            By::Alias => error.aliases.iter().any(|alias| alias == name),
            By::Number => number.is_some() && error.number == number,
            By::Rust => error.variant == rust || error.constructor.trim_start_matches("r#") == rust,
            By::Retired | By::RetiredNumber => false,
        };
        let errors = catalog.errors.iter().enumerate().filter(|(_, error)| is_meant(error));
        errors.for_each(|(index, _)| add(by, Meant::Error(index)));
        let is_gone = |code: &str, of: Option<u32>| match by {
            By::Retired => code == name,
            By::RetiredNumber => number.is_some() && of == number,
            _ => false,
        };
        let gone = gone(loaded).filter(|(code, of)| is_gone(code, *of));
        gone.for_each(|(code, number)| add(by, Meant::Gone { code, number }));
    }
    found
}

/// Codes and numbers that are gone: what the catalog retires, then what only the lock remembers.
fn gone(loaded: &Loaded) -> impl Iterator<Item = (&str, Option<u32>)> {
    let (catalog, lock) = (&loaded.catalog, loaded.lock());
    let retired = catalog.retired.iter().map(|retired| (retired.code.as_str(), retired.number));
    let gone = lock.into_iter().flat_map(|lock| lock.gone.iter().chain(&lock.gone_numbers));
    let removed = lock
        .into_iter()
        .flat_map(|lock| &lock.errors)
        .filter(|promise| !catalog.errors.iter().any(|error| error.code == promise.code || error.key == promise.key));
    retired
        .chain(gone.map(|gone| (gone.code.as_str(), gone.number)))
        .chain(removed.map(|promise| (promise.code.as_str(), promise.number)))
}

/// What the lock remembers of a code that is gone: what it meant, and the version that no longer has it.
pub(crate) fn remember(loaded: &Loaded, code: &str, number: Option<u32>) -> Option<(String, Option<String>)> {
    let lock = loaded.lock()?;
    let numbers = lock.gone_numbers.iter().filter(|gone| gone.number == number);
    let gone = lock.gone.iter().chain(numbers).find(|gone| gone.code == code && gone.status.is_some());
    let removed = || lock.errors.iter().find(|promise| promise.code == code).map(|promise| (promise.meaning(), None));
    gone.map(|gone| (gone.meaning(), gone.since.clone())).or_else(removed)
}

/// Says that there is no such error, and which may have been meant.
pub(crate) fn miss(loaded: &Loaded, name: &str, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    terminal.say_error(format!("{} has no error `{}`", loaded.name, one_line(name)))?;
    if let Some(rule) = rules::find(name) {
        terminal.say_help(format!("it is a rule: {}", rule.summary))?;
        return Err(Stop::Wrong);
    }
    match suggest(loaded, name) {
        Some(near) => terminal.say_help(format!("did you mean `{near}`?"))?,
        None => terminal.say_help(format!("`{} list -c {}` shows all", terminal.name, loaded.name))?,
    }
    Err(Stop::Wrong)
}

/// The known name that a mistyped one most likely stands for.
fn suggest(loaded: &Loaded, name: &str) -> Option<String> {
    let errors = &loaded.catalog.errors;
    let mut known: Vec<&str> = errors.iter().map(|error| error.code.as_str()).collect();
    known.extend(errors.iter().map(|error| error.key.as_str()));
    known.extend(errors.iter().flat_map(|error| &error.aliases).map(String::as_str));
    known.extend(gone(loaded).map(|(code, _)| code));
    known.extend(errors.iter().map(|error| error.variant.as_str()));
    nearest(name, &known).map(str::to_owned)
}
