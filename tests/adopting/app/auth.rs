//! Tokens, and the user that a request comes from.

use std::time::SystemTime;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::db::{Error as DbError, OptionalExt};
use crate::error::ApiError;
use crate::trace::{AppError, Result, ResultExt};
use crate::types::UserId;
use crate::users::{self, User};
use crate::{App, Shared};

/// How many tokens of one user are valid at the same time.
const MAX_TOKENS: u32 = 3;

/// The seconds after which a client with too many requests may send another one.
const PENALTY: u64 = 30;

#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) user: UserId,
    pub(crate) expires: Option<SystemTime>,
    /// How many requests are left.
    pub(crate) left: u32,
}

/// The user that sent the request.
pub(crate) struct Caller(pub(crate) User);

impl FromRequestParts<Shared> for Caller {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self> {
        let header = parts.headers.get(AUTHORIZATION).ok_or(ApiError::Unauthorized)?;
        let header = header.to_str().map_err(|_| ApiError::BadRequest("the token is not ASCII".to_owned()))?;
        let Some((scheme, token)) = header.split_once(' ') else {
            return Err(ApiError::BadRequest("the header Authorization has no token".to_owned()).into());
        };
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(ApiError::BadRequest(format!("the scheme {scheme:?} is not supported")).into());
        }
        authenticate(app, token).await.trace().map(Self)
    }
}

/// The owner of a token, which must be valid and not be used too often.
async fn authenticate(app: &App, token: &str) -> Result<User, ApiError> {
    let key = token.to_owned();
    let found = app.db.tokens.get(&key).await.optional()?.ok_or(ApiError::Unauthorized)?;
    if found.expires.is_some_and(|expires| expires <= SystemTime::now()) {
        return Err(ApiError::TokenExpired);
    }
    let is_left = app.db.tokens.update(&key, |token| take_one(&mut token.left)).await?;
    if !is_left {
        return Err(ApiError::RateLimited { retry_after: PENALTY });
    }
    let user = match users::find(app, found.user).await {
        Ok(user) => user,
        // The user was deleted, but the token was not.
        Err(ApiError::UserNotFound { .. }) => return Err(ApiError::Unauthorized),
        Err(error) => return Err(error),
    };
    match user.locked {
        Some(reason) => Err(ApiError::AccountLocked { user_id: user.id, reason }),
        None => Ok(user),
    }
}

fn take_one(left: &mut u32) -> bool {
    let is_left = *left > 0;
    *left = left.saturating_sub(1);
    is_left
}

/// Adds a token, and returns it.
pub(crate) async fn create_token(app: &App, user: &User) -> Result<String> {
    let existing = app.db.tokens.filter(|_, token| token.user == user.id).await.trace()?;
    let count = u32::try_from(existing.len()).map_err(|_| ApiError::BadRequest("too many tokens".to_owned()))?;
    if count >= MAX_TOKENS {
        return Err(ApiError::PlanLimit { resource: "tokens", limit: MAX_TOKENS, plan: user.plan }.into());
    }
    let text = format!("{}-{count}", user.name.to_lowercase());
    let token = Token { user: user.id, expires: None, left: 100 };
    match app.db.tokens.insert(text.clone(), token).await {
        Ok(()) => Ok(text),
        Err(DbError::UniqueViolation { .. }) => Err(ApiError::BadRequest(format!("the token {text:?} exists")).into()),
        Err(error) => Err(ApiError::from(error)).trace(),
    }
}

/// Deletes a token of the user.
pub(crate) async fn revoke_token(app: &App, user: &User, text: &str) -> Result<()> {
    let key = text.to_owned();
    let token = app.db.tokens.get(&key).await.optional()?.ok_or(ApiError::NotFound("token"))?;
    if token.user != user.id {
        Err(ApiError::NotFound("token"))?;
    }
    app.db.tokens.delete(&key).await?;
    Ok(())
}
