//! Finds the error with the code, key, alias, number or Rust variant that a user typed.

use std::collections::BTreeSet;
use std::path::Path;

use error_catalog_model::contract::ErrorContract;
use error_catalog_model::{Catalog, Error, RetiredNumbers, nearest, rules};

use crate::args::is_catalog;
use crate::documents::explain::MatchedBy;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::prose::one_line;
use crate::suggest::Suggest;
use crate::terminal::Terminal;

/// The target that a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// The index of an error in the catalog.
    Error(usize),
    /// A code that the catalog retires, or that remains only in its lock.
    Removed { code: &'a str, number: Option<u32> },
}

impl<'a> Target<'a> {
    /// The code of the target, or the key of an error that sends the code of another error.
    pub(crate) fn name(self, catalog: &'a Catalog) -> &'a str {
        match self {
            Target::Error(index) if catalog.errors[index].owner.is_some() => &catalog.errors[index].key,
            Target::Error(index) => &catalog.errors[index].code,
            Target::Removed { code, .. } => code,
        }
    }
}

/// Finds every target of a name, without duplicates, in the order of [`MatchedBy`]. If no name is the same, the names
/// that differ only in letter case count.
pub(crate) fn find_targets<'a>(loaded: &'a Loaded, name: &str) -> Vec<(MatchedBy, Target<'a>)> {
    let found = find_exact_targets(loaded, name);
    if found.is_empty() { find_by(loaded, name, str::eq_ignore_ascii_case) } else { found }
}

/// Finds every target whose name is exactly this name.
pub(crate) fn find_exact_targets<'a>(loaded: &'a Loaded, name: &str) -> Vec<(MatchedBy, Target<'a>)> {
    find_by(loaded, name, |known, name| known == name)
}

fn find_by<'a>(loaded: &'a Loaded, name: &str, is_same: fn(&str, &str) -> bool) -> Vec<(MatchedBy, Target<'a>)> {
    let catalog = &loaded.catalog;
    let number: Option<u32> = name.parse().ok();
    // Debuggers and tests print names such as `Error::UserNotFound`.
    let rust = name.rsplit("::").next().unwrap_or(name);
    let mut found: Vec<(MatchedBy, Target<'a>)> = Vec::new();
    let mut add = |by, target: Target<'a>| {
        // Several errors can send one code.
        let is_same = |other: Target<'_>| match (other, target) {
            (Target::Error(other), Target::Error(index)) => other == index,
            (other, target) => other.name(catalog) == target.name(catalog),
        };
        if !found.iter().any(|(_, other)| is_same(*other)) {
            found.push((by, target));
        }
    };
    let all_removed: Vec<_> = removed(loaded).collect();
    for by in MatchedBy::ALL {
        let has_name = |error: &Error| match by {
            // An error that sends no code is known by the code that its key makes.
            MatchedBy::Code => error.sends_code && is_same(&error.code, name),
            MatchedBy::Key => is_same(&error.key, name) || !error.sends_code && is_same(&error.code, name),
            MatchedBy::Alias => error.aliases.iter().any(|alias| is_same(alias, name)),
            MatchedBy::Number => number.is_some() && error.number == number,
            MatchedBy::Rust => {
                is_same(&error.variant, rust) || is_same(error.constructor.trim_start_matches("r#"), rust)
            }
            MatchedBy::Retired | MatchedBy::RetiredNumber => false,
        };
        // A code is first of all that of its owner.
        for is_owner in [true, false] {
            let errors = catalog.errors.iter().enumerate().filter(|(_, error)| error.owner.is_none() == is_owner);
            let found = errors.filter(|(_, error)| has_name(error));
            found.for_each(|(index, _)| add(by, Target::Error(index)));
        }
        let is_removed = |code: &str, of: Option<u32>| match by {
            MatchedBy::Retired => is_same(code, name),
            MatchedBy::RetiredNumber => number.is_some() && of == number,
            _ => false,
        };
        let removed = all_removed.iter().filter(|(code, of)| is_removed(code, *of));
        removed.for_each(|(code, number)| add(by, Target::Removed { code, number: *number }));
    }
    found
}

/// The row of `[retired-numbers]` that contains a number, in the catalog or otherwise in its lock.
pub(crate) fn find_retired_numbers<'a>(loaded: &'a Loaded, name: &str) -> Option<&'a RetiredNumbers> {
    let number: u32 = name.parse().ok()?;
    let lock = loaded.lock().into_iter().flat_map(|lock| &lock.retired_numbers);
    loaded.catalog.retired_numbers.iter().chain(lock).find(|row| (row.first..=row.last).contains(&number))
}

/// Codes and numbers that are no longer sent: first the codes and numbers that the catalog retires, then the codes and
/// numbers that only the lock has.
fn removed(loaded: &Loaded) -> impl Iterator<Item = (&str, Option<u32>)> {
    let (catalog, lock) = (&loaded.catalog, loaded.lock());
    let retired = catalog.retired.iter().map(|retired| (retired.code.as_str(), retired.number));
    let gone = lock.into_iter().flat_map(|lock| lock.removed.iter().chain(&lock.removed_numbers));
    let codes: BTreeSet<&str> = catalog.errors.iter().map(|error| error.code.as_str()).collect();
    let keys: BTreeSet<&str> = catalog.errors.iter().map(|error| error.key.as_str()).collect();
    let is_kept =
        move |promise: &ErrorContract| codes.contains(promise.code.as_str()) || keys.contains(promise.key.as_str());
    let removed = lock.into_iter().flat_map(|lock| &lock.errors).filter(move |promise| !is_kept(promise));
    retired
        .chain(gone.map(|gone| (gone.code.as_str(), gone.number)))
        .chain(removed.map(|promise| (promise.code.as_str(), promise.number)))
}

/// The meaning of a removed code according to the lock, and the first version without the code.
pub(crate) fn last_meaning(loaded: &Loaded, code: &str, number: Option<u32>) -> Option<(String, Option<String>)> {
    let lock = loaded.lock()?;
    let numbers = lock.removed_numbers.iter().filter(|gone| gone.number == number);
    let gone = lock.removed.iter().chain(numbers).find(|gone| gone.code == code && gone.status.is_some());
    let removed = || lock.errors.iter().find(|promise| promise.code == code).map(|promise| (promise.meaning(), None));
    gone.map(|gone| (gone.meaning(), gone.since.clone())).or_else(removed)
}

/// Fails if the name of an error is the path of a catalog, for a `command` that needs both.
pub(crate) fn refuse_catalog(name: &str, command: &str, terminal: &Terminal<'_>) -> Result<(), Failure> {
    if !is_catalog(name) {
        return Ok(());
    }
    let suggest = Suggest::new(terminal.name, Path::new(name), None);
    let (list, lookup) = (suggest.command("list", &[]), suggest.command(&format!("{command} CODE"), &[]));
    Err(Failure::Fatal(format!(
        "`{name}` is a catalog, not a code: `{list}` lists the codes, and `{lookup}` takes one of them"
    )))
}

/// Reports that no error has this name, and suggests the nearest name.
pub(crate) fn report_unknown(loaded: &Loaded, name: &str, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    terminal.say_error(format!("{} has no error `{}`", loaded.name, one_line(name)))?;
    if let Some(rule) = rules::find(name) {
        terminal.say_help(format!("`{0}` is a rule: see `{1} explain {0}`", rule.id, terminal.name))?;
        return Err(Failure::Findings);
    }
    match suggest(loaded, name) {
        Some(near) => terminal.say_help(format!("did you mean `{near}`?"))?,
        None => {
            terminal.say_help(format!("`{}` lists all errors", loaded.suggest(terminal.name).command("list", &[])))?
        }
    }
    Err(Failure::Findings)
}

/// The name of an error or a rule that is most similar to a mistyped name.
fn suggest(loaded: &Loaded, name: &str) -> Option<String> {
    let errors = &loaded.catalog.errors;
    let mut known: Vec<&str> = errors.iter().map(|error| error.code.as_str()).collect();
    known.extend(errors.iter().map(|error| error.key.as_str()));
    known.extend(errors.iter().flat_map(|error| &error.aliases).map(String::as_str));
    known.extend(loaded.catalog.violations.iter().flat_map(|it| [it.code.as_str(), it.key.as_str()]));
    known.extend(removed(loaded).map(|(code, _)| code));
    known.extend(errors.iter().map(|error| error.variant.as_str()));
    known.extend(rules::all().map(|rule| rule.id));
    closest(name, &known).map(str::to_owned)
}

/// The catalog's code that is most similar to an unknown code.
pub(crate) fn nearest_code(loaded: &Loaded, code: &str) -> Option<String> {
    let codes: Vec<&str> = loaded.catalog.errors.iter().map(|error| error.code.as_str()).collect();
    nearest(code, &codes).map(str::to_owned)
}

/// The known name that a user most likely means: the only name that begins with the words of `name`, or otherwise the
/// nearest name. The name of a rule is easily cut off, as in `missing-retry` for `missing-retry-after`.
pub(crate) fn closest<'a>(name: &str, known: &'a [&'a str]) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let goes_on =
        |known: &str| known.to_lowercase().strip_prefix(&lower).is_some_and(|rest| rest.starts_with(['-', '_']));
    let mut longer: Vec<&str> = known.iter().copied().filter(|known| goes_on(known)).collect();
    // The key and the code of an error are often the same.
    longer.sort_unstable();
    longer.dedup();
    if let [only] = longer.as_slice() { Some(only) } else { nearest(name, known) }
}
