//! Archives: all documents of a space in one text file, which the service itself writes.
//!
//! ```text
//! archive 1
//! == guides 12
//! Read on for
//! ```
//!
//! The code that reads archives uses anyhow. An [`ApiError`] in between keeps its status.

use anyhow::{Context, Result, bail, ensure};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::Serialize;

use crate::auth::Caller;
use crate::documents::MAX_TEXT;
use crate::error::ApiError;
use crate::members::Role;
use crate::trace::{self, ResultExt};
use crate::types::DocPath;
use crate::{Shared, body, documents, spaces};

const MAX_ARCHIVE: usize = 20_000;

const MAX_ENTRIES: usize = 20;

struct Entry<'a> {
    path: DocPath,
    text: &'a str,
}

fn parse(archive: &str) -> Result<Vec<Entry<'_>>> {
    let (head, mut rest) = archive.split_once('\n').context("the archive has only one line")?;
    check_version(head).with_context(|| format!("in the line {head:?}"))?;
    let mut entries = Vec::new();
    while !rest.is_empty() {
        ensure!(entries.len() < MAX_ENTRIES, "more than {MAX_ENTRIES} entries");
        let number = entries.len() + 1;
        let (entry, after) = parse_entry(rest).with_context(|| format!("in entry {number}"))?;
        check_order(&entries, &entry).with_context(|| format!("in entry {number}"))?;
        entries.push(entry);
        rest = after;
    }
    ensure!(!entries.is_empty(), "no entries");
    Ok(entries)
}

fn check_version(line: &str) -> Result<()> {
    let version = line.strip_prefix("archive ").context("it does not start with `archive`")?;
    match version.parse::<u32>().context("the version is not a number")? {
        1 => Ok(()),
        // Users can do something about it: export the space again.
        0 => Err(ApiError::BadRequest("archives of version 0 are not supported any more".to_owned()))?,
        version => bail!("there is no version {version}"),
    }
}

/// Parses an entry, and returns the text after it.
fn parse_entry(text: &str) -> Result<(Entry<'_>, &str)> {
    let (head, rest) = text.split_once('\n').context("the entry has no text")?;
    let head = head.strip_prefix("== ").context("an entry starts with `==`")?;
    let (path, length) = head.split_once(' ').context("the length is missing")?;
    let length: usize = length.parse().with_context(|| format!("the length {length:?} is not a number"))?;
    if length > MAX_TEXT {
        let (size, limit) = (u64::try_from(length)?, u64::try_from(MAX_TEXT)?);
        return Err(ApiError::TooLarge { size, limit }).context("the entry is too large");
    }
    let path = path.parse().context("the path is not valid")?;
    let Some((text, rest)) = rest.split_at_checked(length) else {
        bail!("the entry ends after {} bytes instead of {length}", rest.len());
    };
    let rest = rest.strip_prefix('\n').context("no line break after the text")?;
    Ok((Entry { path, text }, rest))
}

/// Checks that a document comes after the document above it, and comes only once.
fn check_order(before: &[Entry<'_>], entry: &Entry<'_>) -> Result<()> {
    let path = &entry.path;
    if before.iter().any(|other| other.path == *path) {
        bail!(ApiError::DocumentExists { path: path.clone() });
    }
    if let Some(parent) = path.parent() {
        let is_known = before.iter().any(|other| other.path == parent);
        ensure!(is_known, "the document {parent} is missing");
    }
    Ok(())
}

#[derive(Serialize)]
pub(crate) struct Imported {
    documents: usize,
}

pub(crate) async fn import(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
    bytes: Bytes,
) -> trace::Result<Json<Imported>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await.trace()?;
    let entries = parse(body::parse_text(&bytes, MAX_ARCHIVE)?).context("cannot read the archive")?;
    for entry in &entries {
        documents::insert(&app, &space, &entry.path, entry.text).await.trace()?;
    }
    Ok(Json(Imported { documents: entries.len() }))
}

/// Writes the archive of a space.
pub(crate) async fn export(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
) -> trace::Result<String> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await.trace()?;
    let mut archive = "archive 1\n".to_owned();
    for ((_, path), document) in app.db.documents.filter(|(slug, _), _| *slug == space.slug).await? {
        let text = document.texts.last().context("a document has no revision")?;
        archive += &format!("== {path} {}\n{text}\n", text.len());
    }
    // What is exported can be imported.
    parse(&archive).with_context(|| format!("the archive of {} is broken", space.slug))?;
    Ok(archive)
}
