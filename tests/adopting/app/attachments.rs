//! Files that belong to a space.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::auth::Caller;
use crate::db::{Error as DbError, OptionalExt};
use crate::error::ApiError;
use crate::members::Role;
use crate::trace::{Result, ResultExt};
use crate::types::Slug;
use crate::{App, Shared, body, spaces};

/// The maximum size of a file, in bytes.
const MAX_FILE: usize = 1_000;

/// The maximum size of all files of a space, in bytes.
const MAX_TOTAL: u64 = 2_000;

/// The media types of files.
const ACCEPTED: [&str; 3] = ["image/png", "image/svg+xml", "text/csv"];

/// The name of a file, such as `logo.png`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileName(String);

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FileName {
    type Err = ApiError;

    fn from_str(text: &str) -> Result<Self, ApiError> {
        let (stem, extension) = text.rsplit_once('.').ok_or_else(|| no_name(text, "it has no extension"))?;
        if stem.is_empty() || extension.is_empty() {
            return Err(no_name(text, "a part of it is empty"));
        }
        if text.contains(['/', '\\']) {
            return Err(no_name(text, "it contains a slash"));
        }
        Ok(Self(text.to_owned()))
    }
}

fn no_name(text: &str, why: &str) -> ApiError {
    ApiError::BadRequest(format!("{text:?} is not the name of a file: {why}"))
}

#[derive(Clone)]
pub(crate) struct Attachment {
    pub(crate) media_type: String,
    /// The size that the upload had.
    pub(crate) size: u64,
    /// The content in the storage.
    pub(crate) stored: Vec<u8>,
}

impl Attachment {
    /// Reads the whole content from the storage.
    fn read(&self) -> Result<Vec<u8>, ApiError> {
        let size = usize::try_from(self.size).map_err(io::Error::other)?;
        let mut content = vec![0; size];
        self.stored.as_slice().read_exact(&mut content)?;
        Ok(content)
    }
}

async fn find(app: &App, space: &Slug, name: &FileName) -> Result<Attachment, ApiError> {
    let found = app.db.attachments.get(&(space.clone(), name.clone())).await.optional()?;
    found.ok_or_else(|| ApiError::AttachmentNotFound { name: name.clone() })
}

pub(crate) async fn download(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, name)): Path<(String, String)>,
) -> Result<Response> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    let name = name.parse()?;
    let attachment = find(&app, &space.slug, &name).await.trace()?;
    let content = attachment.read().trace()?;
    Ok(([(CONTENT_TYPE, attachment.media_type)], content).into_response())
}

/// The media type of a request, without its parameters.
fn parse_media_type(headers: &HeaderMap) -> Result<&'static str, ApiError> {
    let header = headers.get(CONTENT_TYPE).ok_or_else(|| ApiError::UnsupportedMedia("none".to_owned()))?;
    let text = header.to_str().map_err(|error| ApiError::BadRequest(format!("Content-Type: {error}")))?;
    let text = text.split(';').next().unwrap_or_default().trim();
    let known = ACCEPTED.iter().find(|accepted| accepted.eq_ignore_ascii_case(text));
    known.copied().ok_or_else(|| ApiError::UnsupportedMedia(text.to_owned()))
}

/// Checks that the content is what the media type says.
fn check_content(media_type: &str, bytes: &[u8]) -> Result<(), ApiError> {
    match media_type {
        "image/png" if !bytes.starts_with(b"\x89PNG") => {
            Err(ApiError::BadRequest("the file does not start like a PNG".to_owned()))
        }
        "image/svg+xml" if body::parse_text(bytes, MAX_FILE)?.contains("<script") => {
            Err(ApiError::BadRequest("the image contains a script".to_owned()))
        }
        "text/csv" => check_csv(body::parse_text(bytes, MAX_FILE)?),
        _ => Ok(()),
    }
}

fn check_csv(text: &str) -> Result<(), ApiError> {
    let mut lines = text.lines();
    let head = lines.next().ok_or_else(|| ApiError::BadRequest("the table is empty".to_owned()))?;
    let columns = head.split(',').count();
    for (number, line) in (2..).zip(lines) {
        let found = line.split(',').count();
        if found != columns {
            let problem = format!("line {number} has {found} columns, but the head has {columns}");
            return Err(ApiError::BadRequest(problem));
        }
    }
    Ok(())
}

async fn check_total(app: &App, space: &Slug, added: u64) -> Result<(), ApiError> {
    let existing = app.db.attachments.filter(|(slug, _), _| slug == space).await?;
    let size = existing.iter().map(|(_, attachment)| attachment.size).sum::<u64>() + added;
    if size > MAX_TOTAL { Err(ApiError::TooLarge { size, limit: MAX_TOTAL }) } else { Ok(()) }
}

pub(crate) async fn upload(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, name)): Path<(String, String)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Writer).await.trace()?;
    let name: FileName = name.parse()?;
    let media_type = parse_media_type(&headers)?;
    body::check_size(&bytes, MAX_FILE)?;
    check_content(media_type, &bytes).trace()?;
    let size = u64::try_from(bytes.len()).map_err(io::Error::other)?;
    check_total(&app, &space.slug, size).await?;
    let attachment = Attachment { media_type: media_type.to_owned(), size, stored: bytes.to_vec() };
    match app.db.attachments.insert((space.slug, name), attachment).await {
        Ok(()) => Ok(StatusCode::CREATED),
        Err(DbError::UniqueViolation { .. }) => Err(ApiError::BadRequest("the file exists".to_owned()))?,
        Err(error) => Err(error)?,
    }
}

pub(crate) async fn delete(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, name)): Path<(String, String)>,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Writer).await?;
    let name: FileName = name.parse()?;
    let deleted = app.db.attachments.delete(&(space.slug, name.clone())).await.optional()?;
    deleted.ok_or(ApiError::AttachmentNotFound { name })?;
    Ok(StatusCode::NO_CONTENT)
}
