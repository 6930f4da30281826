//! The errors of the API, whose statuses, messages and details are in `errors.toml`.

use std::borrow::Cow;
use std::io;

use error_catalog::field_type;

use crate::attachments::FileName;
use crate::members::Role;
use crate::spaces::Plan;
use crate::types::{CommentId, DocPath, Revision, Slug, UserId, WebhookId};
use crate::{db, delivery};

#[error_catalog::error_catalog]
#[derive(Debug)]
pub(crate) enum ApiError {
    Unauthorized,
    TokenExpired,
    AccountLocked {
        user_id: UserId,
        reason: &'static str,
    },
    RateLimited {
        retry_after: u64,
    },
    Forbidden {
        needed: Role,
    },
    PlanLimit {
        resource: &'static str,
        limit: u32,
        plan: Plan,
    },

    UserNotFound {
        user_id: UserId,
    },
    EmailTaken {
        email: String,
    },
    InvalidEmail(String),

    SpaceNotFound {
        space: Slug,
    },
    SlugTaken {
        slug: Slug,
    },
    InvalidSlug {
        slug: String,
        problem: &'static str,
    },
    NotAMember {
        space: Slug,
        user_id: UserId,
    },
    AlreadyMember {
        space: Slug,
        user_id: UserId,
    },
    LastOwner(Slug),

    DocumentNotFound {
        space: Slug,
        path: DocPath,
    },
    DocumentExists {
        path: DocPath,
    },
    DocumentLocked {
        path: DocPath,
        holder: UserId,
    },
    InvalidPath {
        path: String,
        problem: &'static str,
    },
    RevisionConflict {
        expected: Revision,
        actual: Revision,
    },
    RevisionNotFound(Revision),
    TooLarge {
        size: u64,
        limit: u64,
    },

    CommentNotFound(CommentId),
    CommentsClosed,
    AttachmentNotFound {
        name: FileName,
    },
    UnsupportedMedia(String),
    WebhookNotFound(WebhookId),
    InvalidUrl {
        url: String,
        problem: String,
    },
    Upstream {
        host: String,
        #[source]
        cause: delivery::Error,
    },
    InvalidQuery {
        position: u32,
        problem: Cow<'static, str>,
    },

    MissingFields {
        fields: Vec<&'static str>,
    },
    BadRequest(String),
    NotFound(&'static str),
    MethodNotAllowed,
    Maintenance {
        until: Option<String>,
    },
    Json(#[from] serde_json::Error),
    Timeout(#[from] tokio::time::error::Elapsed),
    Database(#[from] db::Error),
    Storage(#[from] io::Error),
    Internal(#[from] anyhow::Error),
}

impl From<Revision> for u32 {
    fn from(revision: Revision) -> Self {
        revision.0
    }
}

field_type!(CommentId as string);
field_type!(DocPath as string);
field_type!(FileName as string);
field_type!(Plan as string);
field_type!(Revision as u32);
field_type!(Role as string);
field_type!(Slug as string);
field_type!(UserId as string);
field_type!(WebhookId as string);
