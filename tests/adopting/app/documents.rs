//! Documents, which have one text in each revision.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::IF_MATCH;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;

use crate::auth::Caller;
use crate::body;
use crate::db::{Error as DbError, OptionalExt};
use crate::error::ApiError;
use crate::members::Role;
use crate::spaces::{self, Space};
use crate::trace::{Result, ResultExt};
use crate::types::{DocPath, Revision, Slug, UserId};
use crate::users::User;
use crate::{App, Shared, webhooks};

/// The maximum size of a document, in bytes.
pub(crate) const MAX_TEXT: usize = 2_000;

#[derive(Clone)]
pub(crate) struct Document {
    /// The text of each revision. There is at least one.
    pub(crate) texts: Vec<String>,
    /// The user who edits the document.
    pub(crate) holder: Option<UserId>,
    pub(crate) comments_open: bool,
}

impl Document {
    pub(crate) fn revision(&self) -> Revision {
        Revision(u32::try_from(self.texts.len()).unwrap_or(u32::MAX))
    }

    fn text(&self, revision: Revision) -> Result<&str, ApiError> {
        let index = usize::try_from(revision.0).map_err(|_| ApiError::RevisionNotFound(revision))?;
        let index = index.checked_sub(1).ok_or(ApiError::RevisionNotFound(revision))?;
        self.texts.get(index).map(String::as_str).ok_or(ApiError::RevisionNotFound(revision))
    }
}

#[derive(Serialize)]
pub(crate) struct Shown {
    path: DocPath,
    revision: Revision,
    text: String,
}

/// The document at a path of a space.
pub(crate) async fn find(app: &App, space: &Slug, path: &DocPath) -> Result<Document, ApiError> {
    match app.db.documents.get(&(space.clone(), path.clone())).await {
        Ok(document) => Ok(document),
        Err(DbError::RowNotFound) => Err(ApiError::DocumentNotFound { space: space.clone(), path: path.clone() }),
        Err(error) => Err(ApiError::Database(error)),
    }
}

/// Checks that nobody else edits a document.
fn check_holder(document: &Document, path: &DocPath, user: &User) -> Result<(), ApiError> {
    match document.holder {
        Some(holder) if holder != user.id => Err(ApiError::DocumentLocked { path: path.clone(), holder }),
        _ => Ok(()),
    }
}

/// Adds a document to a space that has room for it.
pub(crate) async fn insert(app: &App, space: &Space, path: &DocPath, text: &str) -> Result<(), ApiError> {
    let existing = app.db.documents.filter(|(slug, _), _| *slug == space.slug).await?;
    let limit = space.plan.max_documents();
    if u32::try_from(existing.len()).is_ok_and(|count| count >= limit) {
        return Err(ApiError::PlanLimit { resource: "documents", limit, plan: space.plan });
    }
    if let Some(parent) = path.parent() {
        find(app, &space.slug, &parent).await?;
    }
    let document = Document { texts: vec![text.to_owned()], holder: None, comments_open: true };
    match app.db.documents.insert((space.slug.clone(), path.clone()), document).await {
        Err(DbError::UniqueViolation { .. }) => Err(ApiError::DocumentExists { path: path.clone() }),
        result => result.map_err(ApiError::from),
    }
}

pub(crate) async fn show(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path)): Path<(String, String)>,
) -> Result<Json<Shown>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    let path: DocPath = path.parse()?;
    let document = find(&app, &space.slug, &path).await.trace()?;
    let revision = document.revision();
    let text = document.text(revision)?.to_owned();
    Ok(Json(Shown { path, revision, text }))
}

pub(crate) async fn show_revision(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path, revision)): Path<(String, String, String)>,
) -> Result<String> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    let (path, revision) = (path.parse()?, revision.parse()?);
    let document = find(&app, &space.slug, &path).await.trace()?;
    Ok(document.text(revision)?.to_owned())
}

/// Creates a document, or adds a revision to the document that `If-Match` names.
pub(crate) async fn put(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path)): Path<(String, String)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Shown>)> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Writer).await.trace()?;
    let path: DocPath = path.parse()?;
    let text = body::parse_text(&bytes, MAX_TEXT)?.to_owned();
    let Some(expected) = headers.get(IF_MATCH) else {
        insert(&app, &space, &path, &text).await.trace()?;
        webhooks::notify(&app, &space.slug, "created").await?;
        return Ok((StatusCode::CREATED, Json(Shown { path, revision: Revision(1), text })));
    };
    let expected = expected.to_str().map_err(|error| ApiError::BadRequest(format!("If-Match: {error}")))?;
    let expected: Revision = expected.trim_matches('"').parse()?;
    let document = find(&app, &space.slug, &path).await.trace()?;
    check_holder(&document, &path, &caller)?;
    let key = (space.slug, path);
    let actual = app.db.documents.update(&key, |row| add_revision(row, expected, &text)).await??;
    webhooks::notify(&app, &key.0, "changed").await.trace()?;
    Ok((StatusCode::OK, Json(Shown { path: key.1, revision: actual, text })))
}

fn add_revision(row: &mut Document, expected: Revision, text: &str) -> Result<Revision, ApiError> {
    let actual = row.revision();
    if actual != expected {
        return Err(ApiError::RevisionConflict { expected, actual });
    }
    row.texts.push(text.to_owned());
    Ok(row.revision())
}

pub(crate) async fn lock(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path)): Path<(String, String)>,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Writer).await?;
    let path: DocPath = path.parse()?;
    let document = find(&app, &space.slug, &path).await?;
    check_holder(&document, &path, &caller)?;
    app.db.documents.update(&(space.slug, path), |row| row.holder = Some(caller.id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn delete(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path)): Path<(String, String)>,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Writer).await?;
    let path: DocPath = path.parse()?;
    let document = find(&app, &space.slug, &path).await.trace()?;
    check_holder(&document, &path, &caller)?;
    let is_child = |(slug, other): &(Slug, DocPath)| *slug == space.slug && other.parent().as_ref() == Some(&path);
    let children = app.db.documents.filter(|key, _| is_child(key)).await?;
    if let Some(((_, child), _)) = children.first() {
        return Err(ApiError::BadRequest(format!("{child} is below the document")).into());
    }
    app.db.documents.delete(&(space.slug, path)).await.optional()?;
    Ok(StatusCode::NO_CONTENT)
}
