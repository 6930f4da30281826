//! Spaces, which contain documents and have members.

use std::fmt;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::auth::Caller;
use crate::body::{self, Missing};
use crate::db::{Error as DbError, OptionalExt};
use crate::error::ApiError;
use crate::members::{self, Role};
use crate::trace::{Result, ResultExt};
use crate::types::Slug;
use crate::users::User;
use crate::{App, Shared};

/// What a user or a space pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Plan {
    Free,
    Team,
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Free => "free",
            Self::Team => "team",
        })
    }
}

impl Plan {
    /// How many spaces a user can own.
    const fn max_spaces(self) -> u32 {
        match self {
            Self::Free => 1,
            Self::Team => 50,
        }
    }

    /// How many documents a space can contain.
    pub(crate) const fn max_documents(self) -> u32 {
        match self {
            Self::Free => 3,
            Self::Team => 10_000,
        }
    }
}

/// A space as the database stores it.
#[derive(Clone)]
pub(crate) struct SpaceRow {
    pub(crate) title: String,
    pub(crate) plan: String,
    /// The space moves to another server, and the time when it is there, if that is known.
    pub(crate) moving: Option<Option<&'static str>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Space {
    pub(crate) slug: Slug,
    title: String,
    pub(crate) plan: Plan,
}

impl SpaceRow {
    fn decode(self, slug: Slug) -> Result<Space, DbError> {
        let plan = match self.plan.as_str() {
            "free" => Plan::Free,
            "team" => Plan::Team,
            _ => return Err(DbError::ColumnDecode { column: "plan", value: self.plan }),
        };
        Ok(Space { slug, title: self.title, plan })
    }
}

/// The space with this name, which must not be moving.
pub(crate) async fn find(app: &App, slug: &str) -> Result<Space, ApiError> {
    let slug: Slug = slug.parse()?;
    let row = app.db.spaces.get(&slug).await.optional()?;
    let Some(row) = row else {
        return Err(ApiError::SpaceNotFound { space: slug });
    };
    if let Some(until) = row.moving {
        return Err(ApiError::Maintenance { until: until.map(str::to_owned) });
    }
    Ok(row.decode(slug)?)
}

/// The space with this name, in which the user must have at least this role.
pub(crate) async fn find_as(app: &App, slug: &str, user: &User, needed: Role) -> Result<Space> {
    let space = find(app, slug).await.trace()?;
    members::check_role(app, &space.slug, user, needed).await.trace()?;
    Ok(space)
}

pub(crate) async fn show(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
) -> Result<Json<Space>> {
    let space = find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    Ok(Json(space))
}

#[derive(Deserialize)]
struct NewSpace {
    slug: Option<String>,
    title: Option<String>,
}

pub(crate) async fn create(
    State(app): State<Shared>,
    Caller(caller): Caller,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Space>)> {
    let new: NewSpace = body::parse(&bytes)?;
    let mut missing = Missing::default();
    let (slug, title) = (missing.take("slug", new.slug), missing.take("title", new.title));
    missing.check()?;
    let slug: Slug = slug.parse()?;
    let title = parse_title(&title)?;
    check_owned(&app, &caller).await.trace()?;
    let row = SpaceRow { title, plan: caller.plan.to_string(), moving: None };
    app.db.spaces.insert(slug.clone(), row.clone()).await.map_err(|error| match error {
        DbError::UniqueViolation { .. } => ApiError::SlugTaken { slug: slug.clone() },
        error => error.into(),
    })?;
    app.db.members.insert((slug.clone(), caller.id), Role::Owner).await?;
    Ok((StatusCode::CREATED, Json(row.decode(slug)?)))
}

async fn check_owned(app: &App, user: &User) -> Result<(), ApiError> {
    let owned = app.db.members.filter(|(_, id), role| *id == user.id && *role == Role::Owner).await?;
    let limit = user.plan.max_spaces();
    if u32::try_from(owned.len()).is_ok_and(|count| count < limit) {
        return Ok(());
    }
    Err(ApiError::PlanLimit { resource: "spaces", limit, plan: user.plan })
}

fn parse_title(text: &str) -> Result<String, ApiError> {
    match text.trim() {
        "" => Err(ApiError::BadRequest("the title is empty".to_owned())),
        title if title.len() > 100 => Err(ApiError::BadRequest("the title has more than 100 bytes".to_owned())),
        title => Ok(title.to_owned()),
    }
}

pub(crate) async fn rename(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
    bytes: Bytes,
) -> Result<Json<Space>> {
    let space = find_as(&app, &slug, &caller, Role::Owner).await?;
    let title = parse_title(body::parse_text(&bytes, 1000)?)?;
    app.db.spaces.update(&space.slug, |row| row.title = title).await?;
    Ok(Json(find(&app, &slug).await?))
}

pub(crate) async fn delete(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
) -> Result<StatusCode> {
    let space = find_as(&app, &slug, &caller, Role::Owner).await.trace()?;
    let documents = app.db.documents.filter(|(slug, _), _| *slug == space.slug).await?;
    if !documents.is_empty() {
        return Err(ApiError::BadRequest(format!("the space contains {} documents", documents.len())).into());
    }
    for (key, _) in app.db.members.filter(|(slug, _), _| *slug == space.slug).await? {
        app.db.members.delete(&key).await?;
    }
    app.db.spaces.delete(&space.slug).await.trace()?;
    Ok(StatusCode::NO_CONTENT)
}
