//! The errors of the API.

use std::borrow::Cow;
use std::io;

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use crate::attachments::FileName;
use crate::members::Role;
use crate::spaces::Plan;
use crate::types::{CommentId, DocPath, Revision, Slug, UserId, WebhookId};
use crate::{db, delivery};

#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    #[error("A token is required")]
    Unauthorized,
    #[error("The token has expired")]
    TokenExpired,
    #[error("The account {user_id} is locked: {reason}")]
    AccountLocked { user_id: UserId, reason: &'static str },
    #[error("Too many requests: try again in {retry_after} seconds")]
    RateLimited { retry_after: u64 },
    #[error("This needs the role {needed}")]
    Forbidden { needed: Role },
    #[error("The plan {plan} includes {limit} {resource}")]
    PlanLimit { resource: &'static str, limit: u32, plan: Plan },

    #[error("User {user_id} does not exist")]
    UserNotFound { user_id: UserId },
    #[error("{email} belongs to another user")]
    EmailTaken { email: String },
    #[error("\"{0}\" is not an email address")]
    InvalidEmail(String),

    #[error("There is no space {space}")]
    SpaceNotFound { space: Slug },
    #[error("The name {slug} is taken")]
    SlugTaken { slug: Slug },
    #[error("\"{slug}\" cannot be the name of a space: {problem}")]
    InvalidSlug { slug: String, problem: &'static str },
    #[error("The user {user_id} is not a member of {space}")]
    NotAMember { space: Slug, user_id: UserId },
    #[error("The user {user_id} is a member of {space} already")]
    AlreadyMember { space: Slug, user_id: UserId },
    #[error("{0} needs another owner first")]
    LastOwner(Slug),

    #[error("There is no document {path} in {space}")]
    DocumentNotFound { space: Slug, path: DocPath },
    #[error("The document {path} exists")]
    DocumentExists { path: DocPath },
    #[error("Somebody else edits {path}")]
    DocumentLocked { path: DocPath, holder: UserId },
    #[error("\"{path}\" cannot be the path of a document: {problem}")]
    InvalidPath { path: String, problem: &'static str },
    #[error("Revision {actual} has replaced revision {expected}")]
    RevisionConflict { expected: Revision, actual: Revision },
    #[error("There is no revision {0}")]
    RevisionNotFound(Revision),
    #[error("{size} bytes are more than the limit of {limit} bytes")]
    TooLarge { size: u64, limit: u64 },

    #[error("There is no comment {0}")]
    CommentNotFound(CommentId),
    #[error("Comments are closed")]
    CommentsClosed,
    #[error("There is no file {name}")]
    AttachmentNotFound { name: FileName },
    #[error("Files of the type {0} are not accepted")]
    UnsupportedMedia(String),
    #[error("There is no webhook {0}")]
    WebhookNotFound(WebhookId),
    #[error("\"{url}\" cannot receive events: {problem}")]
    InvalidUrl { url: String, problem: String },
    #[error("{host} did not accept the event")]
    Upstream {
        host: String,
        #[source]
        cause: delivery::Error,
    },
    #[error("The query is not valid at {position}: {problem}")]
    InvalidQuery { position: u32, problem: Cow<'static, str> },

    #[error("These fields are missing: {}", fields.join(", "))]
    MissingFields { fields: Vec<&'static str> },
    #[error("Bad request: {0}")]
    BadRequest(String),
    #[error("There is no such {0}")]
    NotFound(&'static str),
    #[error("The route does not have this method")]
    MethodNotAllowed,
    #[error("The space is not available at the moment")]
    Maintenance { until: Option<String> },
    #[error("The body is not the JSON that is expected here")]
    Json(#[from] serde_json::Error),
    #[error("The receiver took too long")]
    Timeout(#[from] tokio::time::error::Elapsed),
    #[error("The database does not work")]
    Database(#[from] db::Error),
    #[error("The storage does not work")]
    Storage(#[from] io::Error),
    #[error("Internal error")]
    Internal(#[source] anyhow::Error),
}

/// An [`ApiError`] below anyhow stays what it is.
impl From<anyhow::Error> for ApiError {
    fn from(error: anyhow::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Internal)
    }
}

#[derive(Serialize)]
struct Body {
    error: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Value>,
}

impl ApiError {
    fn describe(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized"),
            Self::TokenExpired => (StatusCode::UNAUTHORIZED, "token_expired"),
            Self::AccountLocked { .. } => (StatusCode::FORBIDDEN, "account_locked"),
            Self::RateLimited { .. } => (StatusCode::TOO_MANY_REQUESTS, "rate_limited"),
            Self::Forbidden { .. } => (StatusCode::FORBIDDEN, "forbidden"),
            Self::PlanLimit { .. } => (StatusCode::PAYMENT_REQUIRED, "plan_limit"),
            Self::UserNotFound { .. } => (StatusCode::NOT_FOUND, "user_not_found"),
            Self::EmailTaken { .. } => (StatusCode::CONFLICT, "email_taken"),
            Self::InvalidEmail(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_email"),
            Self::SpaceNotFound { .. } => (StatusCode::NOT_FOUND, "space_not_found"),
            Self::SlugTaken { .. } => (StatusCode::CONFLICT, "slug_taken"),
            Self::InvalidSlug { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_slug"),
            Self::NotAMember { .. } => (StatusCode::FORBIDDEN, "not_a_member"),
            Self::AlreadyMember { .. } => (StatusCode::CONFLICT, "already_member"),
            Self::LastOwner(_) => (StatusCode::CONFLICT, "last_owner"),
            Self::DocumentNotFound { .. } => (StatusCode::NOT_FOUND, "document_not_found"),
            Self::DocumentExists { .. } => (StatusCode::CONFLICT, "document_exists"),
            Self::DocumentLocked { .. } => (StatusCode::LOCKED, "document_locked"),
            Self::InvalidPath { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_path"),
            Self::RevisionConflict { .. } => (StatusCode::PRECONDITION_FAILED, "revision_conflict"),
            Self::RevisionNotFound(_) => (StatusCode::NOT_FOUND, "revision_not_found"),
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::CommentNotFound(_) => (StatusCode::NOT_FOUND, "comment_not_found"),
            Self::CommentsClosed => (StatusCode::CONFLICT, "comments_closed"),
            Self::AttachmentNotFound { .. } => (StatusCode::NOT_FOUND, "attachment_not_found"),
            Self::UnsupportedMedia(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media"),
            Self::WebhookNotFound(_) => (StatusCode::NOT_FOUND, "webhook_not_found"),
            Self::InvalidUrl { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_url"),
            Self::Upstream { .. } => (StatusCode::BAD_GATEWAY, "upstream"),
            Self::InvalidQuery { .. } => (StatusCode::BAD_REQUEST, "invalid_query"),
            Self::MissingFields { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "missing_fields"),
            Self::BadRequest(_) => (StatusCode::BAD_REQUEST, "bad_request"),
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "not_found"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::Maintenance { .. } => (StatusCode::SERVICE_UNAVAILABLE, "maintenance"),
            Self::Json(_) => (StatusCode::BAD_REQUEST, "invalid_json"),
            Self::Timeout(_) => (StatusCode::GATEWAY_TIMEOUT, "timeout"),
            Self::Database(_) => (StatusCode::INTERNAL_SERVER_ERROR, "database_error"),
            Self::Storage(_) => (StatusCode::INTERNAL_SERVER_ERROR, "storage_error"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal_error"),
        }
    }

    fn details(&self) -> Option<Value> {
        Some(match self {
            Self::AccountLocked { user_id, .. } | Self::UserNotFound { user_id } => json!({ "user_id": user_id }),
            Self::RateLimited { retry_after } => json!({ "retry_after": retry_after }),
            Self::Forbidden { needed } => json!({ "needed": needed }),
            Self::PlanLimit { resource, limit, plan } => {
                json!({ "resource": resource, "limit": limit, "plan": plan })
            }
            Self::EmailTaken { email } => json!({ "email": email }),
            Self::SpaceNotFound { space } | Self::LastOwner(space) => json!({ "space": space }),
            Self::SlugTaken { slug } => json!({ "slug": slug }),
            Self::NotAMember { space, user_id } | Self::AlreadyMember { space, user_id } => {
                json!({ "space": space, "user_id": user_id })
            }
            Self::DocumentNotFound { space, path } => json!({ "space": space, "path": path }),
            Self::DocumentExists { path } | Self::DocumentLocked { path, .. } => json!({ "path": path }),
            Self::RevisionConflict { expected, actual } => json!({ "expected": expected, "actual": actual }),
            Self::RevisionNotFound(revision) => json!({ "revision": revision }),
            Self::TooLarge { size, limit } => json!({ "size": size, "limit": limit }),
            Self::Upstream { host, .. } => json!({ "host": host }),
            Self::InvalidQuery { position, problem } => json!({ "position": position, "problem": problem }),
            Self::MissingFields { fields } => json!({ "fields": fields }),
            Self::NotFound(resource) => json!({ "resource": resource }),
            Self::Maintenance { until: Some(until) } => json!({ "until": until }),
            _ => return None,
        })
    }

    fn header(&self) -> Option<(HeaderName, String)> {
        match self {
            Self::Unauthorized => Some((WWW_AUTHENTICATE, "Bearer".to_owned())),
            Self::TokenExpired => Some((WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"".to_owned())),
            Self::RateLimited { retry_after } => Some((RETRY_AFTER, retry_after.to_string())),
            Self::Maintenance { .. } => Some((RETRY_AFTER, "3600".to_owned())),
            _ => None,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, error) = self.describe();
        let header = self.header().map(|header| [header]);
        let body = Body { error, message: self.to_string(), details: self.details() };
        match header {
            Some(header) => (status, header, Json(body)).into_response(),
            None => (status, Json(body)).into_response(),
        }
    }
}
