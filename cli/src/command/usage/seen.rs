//! Reads the files of `--seen`, which list the errors that an application has sent.
//!
//! A line is `CATALOG\tCODE`. The runtime's feature `record` writes such lines. A log can be exported into this format.
//! If several errors send a code, a third column names the Rust variant. A line without it counts for the code's owner.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use error_catalog_codegen::{MAX_SIZE, read_file};
use error_catalog_model::{Error, is_code};

use super::beginning;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::lookup::{Target, find_exact_targets, nearest_code};
use crate::place::Place;
use crate::prose::{count, one_line, truncate};

/// The maximum number of lines of a file that notes report one by one.
const MOST_NOTES: usize = 10;

/// The maximum number of bytes of a line that a note shows.
const MOST_SHOWN: usize = 200;

/// The maximum number of unknown codes for which the nearest code is searched.
const MOST_NEAR: usize = 100;

/// The errors that an application has sent.
pub(super) struct Seen {
    /// Whether the application has sent each error, by the error's index.
    pub(super) errors: Vec<bool>,
    /// The codes that the catalog lacks, each at its first place.
    pub(super) strangers: Vec<Recorded>,
    /// Remarks on lines and files that contain no error of the catalog.
    pub(super) notes: Vec<String>,
    /// The files, as the user wrote them.
    pub(super) files: Vec<String>,
}

/// A recorded code that the catalog lacks.
pub(super) struct Recorded {
    pub(super) place: Place,
    pub(super) code: String,
    pub(super) origin: Origin,
}

/// The reason why an application may have sent a code that the catalog lacks.
pub(super) enum Origin {
    /// The catalog or its lock retires the code.
    Retired,
    /// The code is an alias of the error with this code.
    Alias(String),
    /// The code is unknown; the catalog's most similar code, if there is one.
    Unknown(Option<String>),
}

/// The content of all files.
#[derive(Default)]
struct Lines {
    /// The catalog's codes and the variants next to them, each with its first place.
    codes: BTreeMap<(String, Option<String>), Place>,
    /// The names of other catalogs.
    others: BTreeSet<String>,
    notes: Vec<String>,
    is_malformed: bool,
}

/// Reads the files of `--seen`.
///
/// # Errors
///
/// Fails if a file cannot be read, or if no file has a line in the format although a file has lines.
pub(super) fn read_seen(loaded: &Loaded, paths: &[PathBuf]) -> Result<Seen, Failure> {
    let mut lines = Lines::default();
    let files: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    for (path, name) in paths.iter().zip(&files) {
        read_lines(path, name, loaded.catalog.name.as_deref().unwrap_or_default(), &mut lines)?;
    }
    let is_empty = lines.codes.is_empty() && lines.others.is_empty();
    if let (true, true, Some(note)) = (is_empty, lines.is_malformed, lines.notes.first()) {
        return Err(Failure::Fatal(format!("no line is in the format of `--seen`: {note}")));
    }
    let mut seen =
        Seen { errors: vec![false; loaded.catalog.errors.len()], strangers: Vec::new(), notes: lines.notes, files };
    if lines.codes.is_empty() {
        seen.notes.push(nothing_seen(loaded, &seen.files, &lines.others));
    }
    let status_codes: BTreeSet<String> = loaded.catalog.status_codes().collect();
    for ((code, variant), place) in lines.codes {
        match seen_error(loaded, &code, variant.as_deref()) {
            Some(index) => seen.errors[index] = true,
            // The code of a response that is made from a status alone is in no catalog.
            None if status_codes.contains(&code) => {}
            None => {
                let origin = find_origin(loaded, &code, seen.strangers.len() < MOST_NEAR);
                seen.strangers.push(Recorded { place, code, origin });
            }
        }
    }
    seen.strangers.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(seen)
}

fn read_lines(path: &Path, name: &str, catalog: &str, lines: &mut Lines) -> Result<(), Failure> {
    let bytes = read_file(path, MAX_SIZE).map_err(|error| Failure::Fatal(format!("cannot read {name}: {error}")))?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut malformed = 0;
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            continue;
        }
        let place = Place::line(name.to_owned(), index + 1);
        match std::str::from_utf8(line).map(parse_line) {
            Ok(Some((of, code, variant))) if of == catalog => {
                lines.codes.entry((code.to_owned(), variant.map(str::to_owned))).or_insert(place);
            }
            Ok(Some((of, ..))) => {
                lines.others.insert(of.to_owned());
            }
            Ok(None) | Err(_) => {
                malformed += 1;
                if malformed <= MOST_NOTES {
                    let start = &line[..line.len().min(MOST_SHOWN)];
                    // A tab would look like a space, so that the line would seem right.
                    let text = String::from_utf8_lossy(start).replace('\t', "\\t");
                    let text = truncate(&one_line(&text), 60);
                    let expected = "expected the catalog's name, one tab and a code";
                    lines.notes.push(format!("{place}: `{text}` is not a recorded error; {expected}"));
                }
            }
        }
    }
    if malformed > MOST_NOTES {
        let more = count(malformed - MOST_NOTES, "more line that is", "more lines that are");
        lines.notes.push(format!("{name} has {more} not a recorded error"));
    }
    lines.is_malformed |= malformed > 0;
    Ok(())
}

/// The name of a catalog, a code, and the variant if the line has one. The name is empty if the catalog has no name.
fn parse_line(line: &str) -> Option<(&str, &str, Option<&str>)> {
    let (catalog, rest) = line.split_once('\t')?;
    let (code, variant) = rest.split_once('\t').map_or((rest, None), |(code, variant)| (code, Some(variant)));
    let is_variant = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase()) && word.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let is_valid = is_code(code) && variant.is_none_or(is_variant) && !catalog.contains(char::is_whitespace);
    is_valid.then_some((catalog, code, variant))
}

/// The error that sends a code: the error with this variant, if several errors send the code, or the owner of the code.
/// An error that sends no code is recorded with the code that identifies it, and an export may contain its key. An
/// export may also contain the key of an error that sends the code of another error.
fn seen_error(loaded: &Loaded, code: &str, variant: Option<&str>) -> Option<usize> {
    let errors = &loaded.catalog.errors;
    let of_variant = |error: &Error| error.code == code && variant.is_some_and(|variant| variant == error.variant);
    let has_key = |error: &Error| error.key == code && (error.owner.is_some() || !error.sends_code);
    errors
        .iter()
        .position(of_variant)
        .or_else(|| errors.iter().position(|error| error.code == code && error.owner.is_none()))
        .or_else(|| errors.iter().position(has_key))
}

fn find_origin(loaded: &Loaded, code: &str, is_near_wanted: bool) -> Origin {
    let alias = loaded.catalog.errors.iter().find(|error| error.aliases.iter().any(|alias| alias == code));
    if let Some(error) = alias {
        return Origin::Alias(error.code.clone());
    }
    let targets = find_exact_targets(loaded, code);
    match targets.iter().any(|(_, target)| matches!(target, Target::Removed { code: removed, .. } if *removed == code))
    {
        true => Origin::Retired,
        false if is_near_wanted => Origin::Unknown(nearest_code(loaded, code)),
        false => Origin::Unknown(None),
    }
}

/// The note for files without an error of the catalog. A different name of the catalog is a likely reason.
fn nothing_seen(loaded: &Loaded, files: &[String], others: &BTreeSet<String>) -> String {
    let files = files.join(", ");
    let name = |name: &str| {
        if name.is_empty() { "a catalog without a name".to_owned() } else { format!("`{}`", beginning(name)) }
    };
    let this = name(loaded.catalog.name.as_deref().unwrap_or_default());
    let others: Vec<String> = others.iter().take(MOST_NOTES).map(|other| name(other)).collect();
    match others.as_slice() {
        [] => format!("{files}: no error is recorded"),
        others => format!("{files}: no error of {this} is recorded, only errors of {}", others.join(", ")),
    }
}
