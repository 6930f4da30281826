//! Users.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::auth::{self, Caller};
use crate::body::{self, Missing};
use crate::db::{Error as DbError, OptionalExt};
use crate::error::ApiError;
use crate::spaces::Plan;
use crate::trace::{Result, ResultExt};
use crate::types::UserId;
use crate::{App, Shared};

const MAX_DISPLAY_NAME: usize = 60;

#[derive(Clone, Debug, Serialize)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) plan: Plan,
    /// Whether the user works for the service.
    #[serde(skip)]
    pub(crate) is_staff: bool,
    /// Why the user cannot log in.
    #[serde(skip)]
    pub(crate) locked: Option<&'static str>,
}

/// The user with this id.
pub(crate) async fn find(app: &App, user_id: UserId) -> Result<User, ApiError> {
    app.db.users.get(&user_id).await.optional()?.ok_or(ApiError::UserNotFound { user_id })
}

/// The user with this email address.
pub(crate) async fn find_by_email(app: &App, email: &str) -> Result<User, ApiError> {
    let email = parse_email(email)?;
    let user_id = app.db.emails.get(&email).await.optional()?.ok_or(ApiError::NotFound("user"))?;
    find(app, user_id).await
}

fn parse_email(text: &str) -> Result<String, ApiError> {
    let invalid = || ApiError::InvalidEmail(text.to_owned());
    let (name, domain) = text.split_once('@').ok_or_else(invalid)?;
    if name.is_empty() || domain.starts_with('.') {
        return Err(invalid());
    }
    let (_, tld) = domain.rsplit_once('.').ok_or_else(invalid)?;
    if tld.is_empty() { Err(invalid()) } else { Ok(text.to_lowercase()) }
}

fn parse_name(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(ApiError::BadRequest("a name has no control characters".to_owned()));
    }
    if text.chars().count() > MAX_DISPLAY_NAME {
        return Err(ApiError::BadRequest(format!("a name has at most {MAX_DISPLAY_NAME} characters")));
    }
    Ok(text.to_owned())
}

pub(crate) async fn show(State(app): State<Shared>, _: Caller, Path(id): Path<String>) -> Result<Json<User>> {
    let user = find(&app, id.parse()?).await.trace()?;
    Ok(Json(user))
}

#[derive(Deserialize)]
struct NewUser {
    name: Option<String>,
    email: Option<String>,
}

pub(crate) async fn create(State(app): State<Shared>, bytes: Bytes) -> Result<(StatusCode, Json<User>)> {
    let new: NewUser = body::parse(&bytes)?;
    let mut missing = Missing::default();
    let (name, email) = (missing.take("name", new.name), missing.take("email", new.email));
    missing.check()?;
    let (name, email) = (parse_name(&name)?, parse_email(&email)?);
    let id = UserId(app.db.next_id());
    reserve_email(&app, &email, id).await?;
    let user = User { id, name, email, plan: Plan::Free, is_staff: false, locked: None };
    app.db.users.insert(id, user.clone()).await.trace()?;
    Ok((StatusCode::CREATED, Json(user)))
}

async fn reserve_email(app: &App, email: &str, id: UserId) -> Result<(), ApiError> {
    match app.db.emails.insert(email.to_owned(), id).await {
        Ok(()) => Ok(()),
        Err(DbError::UniqueViolation { .. }) => Err(ApiError::EmailTaken { email: email.to_owned() }),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
struct EmailChange {
    email: Option<String>,
}

pub(crate) async fn change_email(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    bytes: Bytes,
) -> Result<Json<User>> {
    let user = find(&app, id.parse()?).await.trace()?;
    check_self_or_staff(&caller, user.id)?;
    let change: EmailChange = body::parse(&bytes)?;
    let email = parse_email(&body::require("email", change.email)?)?;
    if email == user.email {
        return Err(ApiError::BadRequest("the email address is the same as before".to_owned()).into());
    }
    reserve_email(&app, &email, user.id).await.trace()?;
    app.db.emails.delete(&user.email).await?;
    app.db.users.update(&user.id, |user| user.email = email).await?;
    Ok(Json(find(&app, user.id).await?))
}

pub(crate) async fn delete(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    let user = find(&app, id.parse()?).await?;
    check_self_or_staff(&caller, user.id)?;
    app.db.emails.delete(&user.email).await.optional()?;
    app.db.users.delete(&user.id).await.trace()?;
    Ok(StatusCode::NO_CONTENT)
}

fn check_self_or_staff(caller: &User, user_id: UserId) -> Result<(), ApiError> {
    // Other users need not learn which ids exist.
    if caller.id == user_id || caller.is_staff { Ok(()) } else { Err(ApiError::UserNotFound { user_id }) }
}

pub(crate) async fn create_token(State(app): State<Shared>, Caller(caller): Caller) -> Result<(StatusCode, String)> {
    let token = auth::create_token(&app, &caller).await.trace()?;
    Ok((StatusCode::CREATED, token))
}

pub(crate) async fn revoke_token(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(token): Path<String>,
) -> Result<StatusCode> {
    auth::revoke_token(&app, &caller, &token).await.trace()?;
    Ok(StatusCode::NO_CONTENT)
}
