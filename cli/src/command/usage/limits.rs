//! Checks and lowers the limits of `[usage] at-most`.

use std::collections::BTreeMap;
use std::io;

use error_catalog_model::{Literal, UsageLimit};

use super::find::Findings;
use crate::edit::{Edit, Overlay};
use crate::failure::Failure;
use crate::load::Loaded;
use crate::prose::{BOLD, CODE, PLACE, count, styled, wrap};
use crate::rust_source::Survey;
use crate::terminal::Terminal;

/// The maximum number of files that are listed for a limit.
const MOST_FILES: usize = 10;

/// A limit, and the number of places that it limits.
pub(super) struct Limit<'a> {
    pub(super) limit: &'a UsageLimit,
    /// The number of places outside tests that construct the error.
    pub(super) made: usize,
    /// The number of these places in each file.
    files: BTreeMap<&'a str, usize>,
    /// The limit after `--fix`, otherwise the limit in the catalog.
    pub(super) most: usize,
}

impl Limit<'_> {
    pub(super) fn is_exceeded(&self) -> bool {
        self.made > self.most
    }
}

/// Compares the number of places with the limits.
///
/// # Errors
///
/// Fails if it is unknown which code constructs the errors. A limit would otherwise never be exceeded.
pub(super) fn find_limits<'a>(
    loaded: &'a Loaded,
    survey: &'a Survey,
    findings: &Findings<'_>,
) -> Result<Vec<Limit<'a>>, Failure> {
    let limits = &loaded.catalog.usage_limits;
    if !limits.is_empty() && !survey.is_declared {
        return Err(Failure::Fatal(
            "the searched source has no Rust code that is generated from this catalog, so the limits of `[usage]` \
             cannot be checked"
                .to_owned(),
        ));
    }
    let limits = limits.iter().map(|limit| {
        let mut files = BTreeMap::new();
        for found in survey.uses.iter().filter(|found| found.error == limit.error && found.is_made()) {
            *files.entry(found.place.file.as_str()).or_default() += 1;
        }
        let most = usize::try_from(limit.most).unwrap_or(usize::MAX);
        Limit { limit, made: findings.tallies[limit.error].made, files, most }
    });
    Ok(limits.collect())
}

/// Lowers each limit to the number of places, and never raises a limit.
pub(super) fn lower_limits(
    loaded: &Loaded,
    limits: &mut [Limit<'_>],
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let values = limits.iter_mut().filter(|limit| limit.made < limit.most).map(|limit| {
        let path = ["usage", "at-most", limit.limit.name.as_str()].map(str::to_owned);
        let (before, after) = (limit.most, limit.made);
        limit.most = after;
        (path, before, after, Literal::Integer(after as i128))
    });
    let values: Vec<_> = values.collect();
    let file = loaded.folder.main();
    let edits: Vec<Edit<'_>> = values.iter().map(|(path, _, _, value)| Edit { file, path, value }).collect();
    let mut overlay = Overlay::new(&loaded.folder);
    overlay.edit(&edits).map_err(Failure::Fatal)?;
    overlay.write()?;
    for ((path, before, after, _), place) in values.iter().zip(overlay.places(&edits)) {
        terminal.say_note(format!("{place}: the limit of `{}` is now {after} instead of {before}", path[2]))?;
    }
    Ok(())
}

/// Shows the exceeded limits, with the files that construct the error in the most places.
pub(super) fn show_limits(
    loaded: &Loaded,
    limits: &[Limit<'_>],
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let exceeded: Vec<&Limit<'_>> = limits.iter().filter(|limit| limit.is_exceeded()).collect();
    if exceeded.is_empty() {
        return Ok(());
    }
    let heading = format!("{}: More places construct these errors than the limit allows", styled(BOLD, "at-most"));
    writeln!(out, "\n{}", wrap(&heading, width, "", "  "))?;
    for limit in exceeded {
        let place = styled(PLACE, &loaded.place(limit.limit.location).to_string());
        let code = styled(CODE, &limit.limit.name);
        let places = count(limit.made, "place", "places");
        let line = format!("{code}  {place}  ({places}, at most {})", limit.most);
        writeln!(out, "{}", wrap(&line, width, "  ", "      "))?;
        let mut files: Vec<_> = limit.files.iter().collect();
        files.sort_by_key(|(file, places)| (usize::MAX - **places, **file));
        for (file, places) in files.iter().take(MOST_FILES) {
            let line = format!("{}: {}", styled(PLACE, file), count(**places, "place", "places"));
            writeln!(out, "{}", wrap(&line, width, "    ", "      "))?;
        }
        if files.len() > MOST_FILES {
            writeln!(out, "    and {}", count(files.len() - MOST_FILES, "more file", "more files"))?;
        }
    }
    Ok(())
}

/// Reports the exceeded limits, and the limits that can be lowered.
pub(super) fn check_limits(loaded: &Loaded, limits: &[Limit<'_>], terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let suggest = loaded.suggest(terminal.name);
    let can_be_lowered: Vec<&str> =
        limits.iter().filter(|limit| limit.made < limit.most).map(|limit| limit.limit.name.as_str()).collect();
    if !can_be_lowered.is_empty() {
        let names = can_be_lowered.join("`, `");
        let command = suggest.command("usage", &["--fix"]);
        terminal.say_note(format!("fewer places than allowed construct `{names}`; `{command}` lowers the limit"))?;
    }
    let mut result = Ok(());
    for limit in limits.iter().filter(|limit| limit.is_exceeded()) {
        let name = &limit.limit.name;
        let places = count(limit.made, "place constructs", "places construct");
        terminal.say_error(format!("{places} `{name}`, but `[usage]` allows at most {}", limit.most))?;
        let command = suggest.command(&format!("where {name}"), &[]);
        terminal.say_help(format!("`{command}` lists the places; construct a more specific error at a new place"))?;
        result = Err(Failure::Findings);
    }
    result
}
