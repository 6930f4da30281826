//! The errors of a session service, without a derive.

use std::error::Error;
use std::fmt::{self, Display};
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

#[derive(Debug)]
pub struct TokenError;

impl Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature is wrong")
    }
}

impl Error for TokenError {}

/// Looks like an error, but is only data.
#[derive(Clone, Debug)]
pub struct LoginError {
    pub attempts: u32,
}

impl Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} attempts", self.attempts)
    }
}

pub(crate) enum SessionError {
    Missing,
    Expired { since: u64 },
    Token(TokenError),
    Locked(Arc<str>, LoginError),
    #[cfg(unix)]
    Signal(i32),
    #[cfg(not(unix))]
    Signal(u32),
    Store(Box<dyn Error + Send + Sync>),
}

impl fmt::Debug for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionError({self})")
    }
}

impl Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SessionError::Missing => f.write_str("no session"),
            SessionError::Expired { since } => write!(f, "the session expired {since} seconds ago"),
            SessionError::Token(e) => write!(f, "invalid token: {e}"),
            SessionError::Locked(user, login) => write!(f, "user {user} is locked ({})", login),
            SessionError::Signal(number) => write!(f, "signal {number}"),
            SessionError::Store(e) => write!(f, "the store failed ({e})"),
        }
    }
}

impl Error for SessionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Token(e) => Some(e),
            Self::Store(e) => Some(e.as_ref()),
            _ => None,
        }
    }
}

impl From<TokenError> for SessionError {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}

impl IntoResponse for SessionError {
    fn into_response(self) -> Response {
        let (status, code) = match &self {
            Self::Missing => (StatusCode::UNAUTHORIZED, "no_session"),
            Self::Expired { .. } => (StatusCode::UNAUTHORIZED, "session_expired"),
            Self::Token(_) => (StatusCode::UNAUTHORIZED, "invalid_token"),
            Self::Locked(..) => (StatusCode::LOCKED, "locked"),
            Self::Signal(_) => (StatusCode::SERVICE_UNAVAILABLE, "signal"),
            Self::Store(_) => (StatusCode::INTERNAL_SERVER_ERROR, "store"),
        };
        (status, format!("{code}: {self}")).into_response()
    }
}

pub(crate) fn check(token: Option<&str>) -> Result<u64, SessionError> {
    let token = token.ok_or(SessionError::Missing)?;
    let Ok(since) = token.parse() else { return Err(TokenError.into()) };
    match since {
        0 => Err(SessionError::Locked("ada".into(), LoginError { attempts: 3 })),
        1 => Err(SessionError::Signal(9)),
        2 => Err(SessionError::Store("full".into())),
        since => Err(SessionError::Expired { since }),
    }
}
