//! Identifiers and names, which are checked where they enter the service.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use uuid::Uuid;

use crate::error::ApiError;

/// The maximum length of a slug, and of each part of a document's path.
const MAX_NAME: usize = 40;

/// Defines the type of an id.
macro_rules! id {
    ($what:literal, $name:ident) => {
        #[doc = concat!("The id of a ", $what, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub(crate) struct $name(pub(crate) Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ApiError;

            fn from_str(text: &str) -> Result<Self, ApiError> {
                parse_uuid(text, $what).map(Self)
            }
        }
    };
}

id!("user", UserId);
id!("comment", CommentId);
id!("webhook", WebhookId);

/// The name of a space in URLs, such as `handbook`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Slug(String);

/// The path of a document in its space, such as `guides:first-day`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct DocPath(String);

/// The number of a revision. The first revision of a document is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Revision(pub(crate) u32);

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for DocPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Slug {
    type Err = ApiError;

    fn from_str(text: &str) -> Result<Self, ApiError> {
        match find_problem(text) {
            None => Ok(Self(text.to_owned())),
            Some(problem) => Err(ApiError::InvalidSlug { slug: text.to_owned(), problem }),
        }
    }
}

impl FromStr for DocPath {
    type Err = ApiError;

    fn from_str(text: &str) -> Result<Self, ApiError> {
        if text.split(':').count() > 4 {
            return Err(ApiError::InvalidPath { path: text.to_owned(), problem: "more than four parts" });
        }
        match text.split(':').find_map(find_problem) {
            None => Ok(Self(text.to_owned())),
            Some(problem) => Err(ApiError::InvalidPath { path: text.to_owned(), problem }),
        }
    }
}

impl FromStr for Revision {
    type Err = ApiError;

    fn from_str(text: &str) -> Result<Self, ApiError> {
        let number = text.parse().map_err(|_| ApiError::BadRequest(format!("{text:?} is not a revision")))?;
        if number == 0 {
            return Err(ApiError::BadRequest("revisions start at 1".to_owned()));
        }
        Ok(Self(number))
    }
}

impl DocPath {
    /// The path without its last part.
    pub(crate) fn parent(&self) -> Option<Self> {
        self.0.rsplit_once(':').map(|(parent, _)| Self(parent.to_owned()))
    }
}

fn parse_uuid(text: &str, what: &'static str) -> Result<Uuid, ApiError> {
    Uuid::parse_str(text).map_err(|_| ApiError::BadRequest(format!("{text:?} is not the id of a {what}")))
}

/// The reason why a text is not a name.
fn find_problem(text: &str) -> Option<&'static str> {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match text {
        "" => Some("empty"),
        _ if text.len() > MAX_NAME => Some("too long"),
        _ if !text.chars().all(is_allowed) => Some("other characters than a-z, 0-9 and `-`"),
        _ if text.starts_with('-') => Some("a `-` at the start"),
        _ => None,
    }
}
