//! The members of a space, and what each of them may do.

use std::fmt;
use std::str::FromStr;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::auth::Caller;
use crate::body::{self, Missing};
use crate::db::{Error as DbError, OptionalExt};
use crate::error::ApiError;
use crate::trace::{Result, ResultExt};
use crate::types::{Slug, UserId};
use crate::users::{self, User};
use crate::{App, Shared, spaces};

/// What a member may do. Each role may do what the roles before it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Reader,
    Writer,
    Owner,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reader => "reader",
            Self::Writer => "writer",
            Self::Owner => "owner",
        })
    }
}

impl FromStr for Role {
    type Err = ApiError;

    fn from_str(text: &str) -> Result<Self, ApiError> {
        match text {
            "reader" => Ok(Self::Reader),
            "writer" => Ok(Self::Writer),
            "owner" => Ok(Self::Owner),
            _ => Err(ApiError::BadRequest(format!("{text:?} is not a role"))),
        }
    }
}

/// The role of a user in a space.
async fn find_role(app: &App, space: &Slug, user_id: UserId) -> Result<Role, ApiError> {
    let role = app.db.members.get(&(space.clone(), user_id)).await.optional()?;
    role.ok_or_else(|| ApiError::NotAMember { space: space.clone(), user_id })
}

/// Checks that a user has at least this role in a space. Staff may do everything.
pub(crate) async fn check_role(app: &App, space: &Slug, user: &User, needed: Role) -> Result<(), ApiError> {
    if user.is_staff {
        return Ok(());
    }
    let role = find_role(app, space, user.id).await?;
    if role < needed { Err(ApiError::Forbidden { needed }) } else { Ok(()) }
}

/// Checks that a space has an owner other than this user.
async fn check_other_owner(app: &App, space: &Slug, user_id: UserId) -> Result<(), ApiError> {
    let is_other = |(slug, id): &(Slug, UserId), role: &Role| slug == space && *id != user_id && *role == Role::Owner;
    let others = app.db.members.filter(is_other).await?;
    if others.is_empty() { Err(ApiError::LastOwner(space.clone())) } else { Ok(()) }
}

#[derive(Serialize)]
pub(crate) struct Member {
    user: UserId,
    role: Role,
}

pub(crate) async fn list(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
) -> Result<Json<Vec<Member>>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    let rows = app.db.members.filter(|(slug, _), _| *slug == space.slug).await.trace()?;
    Ok(Json(rows.into_iter().map(|((_, user), role)| Member { user, role }).collect()))
}

#[derive(Deserialize)]
struct Invitation {
    email: Option<String>,
    role: Option<String>,
}

pub(crate) async fn add(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Member>)> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await.trace()?;
    let invitation: Invitation = body::parse(&bytes)?;
    let mut missing = Missing::default();
    let (email, role) = (missing.take("email", invitation.email), missing.take("role", invitation.role));
    missing.check()?;
    let role: Role = role.parse()?;
    let user = users::find_by_email(&app, &email).await.trace()?;
    match app.db.members.insert((space.slug.clone(), user.id), role).await {
        Ok(()) => Ok((StatusCode::CREATED, Json(Member { user: user.id, role }))),
        Err(DbError::UniqueViolation { .. }) => {
            Err(ApiError::AlreadyMember { space: space.slug, user_id: user.id }.into())
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn change_role(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, id)): Path<(String, String)>,
    bytes: Bytes,
) -> Result<Json<Member>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await?;
    let user = id.parse()?;
    let old = find_role(&app, &space.slug, user).await.trace()?;
    let role: Role = body::parse_text(&bytes, 100)?.trim().parse()?;
    if old == Role::Owner && role != Role::Owner {
        check_other_owner(&app, &space.slug, user).await.trace()?;
    }
    app.db.members.update(&(space.slug, user), |row| *row = role).await?;
    Ok(Json(Member { user, role }))
}

pub(crate) async fn remove(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, id)): Path<(String, String)>,
) -> Result<StatusCode> {
    let space = spaces::find(&app, &slug).await?;
    let user_id: UserId = id.parse()?;
    // Every member may leave.
    if caller.id != user_id {
        check_role(&app, &space.slug, &caller, Role::Owner).await?;
    }
    if find_role(&app, &space.slug, user_id).await.trace()? == Role::Owner {
        check_other_owner(&app, &space.slug, user_id).await.trace()?;
    }
    app.db.members.delete(&(space.slug, user_id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
