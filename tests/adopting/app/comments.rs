//! Comments on documents.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;

use crate::auth::Caller;
use crate::db::OptionalExt;
use crate::error::ApiError;
use crate::members::{self, Role};
use crate::trace::{Result, ResultExt};
use crate::types::{CommentId, DocPath, Slug, UserId};
use crate::users::User;
use crate::{App, Shared, body, documents, spaces};

/// The maximum size of a comment, in bytes.
const MAX_COMMENT: usize = 500;

/// How many comments in a row one user can write.
const MAX_IN_A_ROW: usize = 3;

#[derive(Clone, Serialize)]
pub(crate) struct Comment {
    id: CommentId,
    #[serde(skip)]
    space: Slug,
    path: DocPath,
    author: UserId,
    text: String,
}

/// The comment with this id, in this space.
async fn find(app: &App, space: &Slug, id: &str) -> Result<Comment, ApiError> {
    let id: CommentId = id.parse()?;
    let comment = app.db.comments.get(&id).await.optional()?.ok_or(ApiError::CommentNotFound(id))?;
    if comment.space == *space { Ok(comment) } else { Err(ApiError::CommentNotFound(id)) }
}

async fn of_document(app: &App, space: &Slug, path: &DocPath) -> Result<Vec<Comment>, ApiError> {
    let rows = app.db.comments.filter(|_, comment| comment.space == *space && comment.path == *path).await?;
    Ok(rows.into_iter().map(|(_, comment)| comment).collect())
}

fn parse_comment(bytes: &[u8]) -> Result<String, ApiError> {
    let text = body::parse_text(bytes, MAX_COMMENT)?.trim();
    if text.is_empty() {
        return Err(ApiError::MissingFields { fields: vec!["text"] });
    }
    if let Some(word) = text.split_whitespace().find(|word| word.len() > 80) {
        let start: String = word.chars().take(10).collect();
        return Err(ApiError::BadRequest(format!("the word {start:?}… has more than 80 bytes")));
    }
    Ok(text.to_owned())
}

/// Checks that a comment may be changed: by its author, and by owners of the space.
async fn check_author(app: &App, comment: &Comment, user: &User) -> Result<(), ApiError> {
    if comment.author == user.id {
        return Ok(());
    }
    members::check_role(app, &comment.space, user, Role::Owner).await
}

pub(crate) async fn list(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path)): Path<(String, String)>,
) -> Result<Json<Vec<Comment>>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    let path = path.parse()?;
    documents::find(&app, &space.slug, &path).await.trace()?;
    Ok(Json(of_document(&app, &space.slug, &path).await?))
}

pub(crate) async fn add(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path)): Path<(String, String)>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Comment>)> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    let path: DocPath = path.parse()?;
    let document = documents::find(&app, &space.slug, &path).await.trace()?;
    if !document.comments_open {
        return Err(ApiError::CommentsClosed.into());
    }
    let text = parse_comment(&bytes)?;
    let existing = of_document(&app, &space.slug, &path).await?;
    if existing.iter().rev().take_while(|comment| comment.author == caller.id).count() >= MAX_IN_A_ROW {
        return Err(ApiError::RateLimited { retry_after: 60 }.into());
    }
    let id = CommentId(app.db.next_id());
    let comment = Comment { id, space: space.slug, path, author: caller.id, text };
    app.db.comments.insert(id, comment.clone()).await.trace()?;
    Ok((StatusCode::CREATED, Json(comment)))
}

pub(crate) async fn edit(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, id)): Path<(String, String)>,
    bytes: Bytes,
) -> Result<Json<Comment>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await?;
    let comment = find(&app, &space.slug, &id).await.trace()?;
    check_author(&app, &comment, &caller).await.trace()?;
    let text = parse_comment(&bytes)?;
    app.db.comments.update(&comment.id, |row| row.text = text).await?;
    Ok(Json(find(&app, &space.slug, &id).await?))
}

pub(crate) async fn delete(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, id)): Path<(String, String)>,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await?;
    let comment = find(&app, &space.slug, &id).await.trace()?;
    check_author(&app, &comment, &caller).await.trace()?;
    app.db.comments.delete(&comment.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens or closes the comments on a document.
pub(crate) async fn set_open(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, path)): Path<(String, String)>,
    bytes: Bytes,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Writer).await?;
    let path: DocPath = path.parse()?;
    let is_open = match body::parse_text(&bytes, 100)?.trim() {
        "open" => true,
        "closed" => false,
        other => return Err(ApiError::BadRequest(format!("comments cannot be {other:?}")).into()),
    };
    documents::find(&app, &space.slug, &path).await.trace()?;
    app.db.documents.update(&(space.slug, path), |row| row.comments_open = is_open).await?;
    Ok(StatusCode::NO_CONTENT)
}
