//! The routes, and the data that is there at the start.

use std::sync::Arc;
use std::time::SystemTime;

use axum::Router;
use axum::routing::{delete, get, patch, post, put};

use crate::attachments::{self, Attachment};
use crate::auth::Token;
use crate::error::ApiError;
use crate::members::{self, Role};
use crate::spaces::{Plan, SpaceRow};
use crate::trace::{AppError, Result};
use crate::types::UserId;
use crate::users::User;
use crate::{App, Shared, archive, comments, documents, search, spaces, users, webhooks};

pub(crate) fn routes(app: Shared) -> Router {
    Router::new()
        .route("/users", post(users::create))
        .route("/users/{id}", get(users::show).delete(users::delete))
        .route("/users/{id}/email", put(users::change_email))
        .route("/tokens", post(users::create_token))
        .route("/tokens/{token}", delete(users::revoke_token))
        .route("/spaces", post(spaces::create))
        .route("/spaces/{space}", get(spaces::show).patch(spaces::rename).delete(spaces::delete))
        .route("/spaces/{space}/members", get(members::list).post(members::add))
        .route("/spaces/{space}/members/{id}", put(members::change_role).delete(members::remove))
        .route("/spaces/{space}/documents/{path}", get(documents::show).put(documents::put).delete(documents::delete))
        .route("/spaces/{space}/documents/{path}/revisions/{revision}", get(documents::show_revision))
        .route("/spaces/{space}/documents/{path}/lock", put(documents::lock))
        .route("/spaces/{space}/documents/{path}/comments", get(comments::list).post(comments::add))
        .route("/spaces/{space}/documents/{path}/comments/open", put(comments::set_open))
        .route("/spaces/{space}/comments/{id}", patch(comments::edit).delete(comments::delete))
        .route(
            "/spaces/{space}/files/{name}",
            get(attachments::download).put(attachments::upload).delete(attachments::delete),
        )
        .route("/spaces/{space}/webhooks", get(webhooks::list).post(webhooks::add))
        .route("/spaces/{space}/webhooks/{id}", delete(webhooks::remove))
        .route("/spaces/{space}/webhooks/{id}/ping", post(webhooks::ping))
        .route("/spaces/{space}/search", get(search::search))
        .route("/spaces/{space}/archive", get(archive::export).post(archive::import))
        .fallback(async || AppError::from(ApiError::NotFound("route")))
        .method_not_allowed_fallback(async || AppError::from(ApiError::MethodNotAllowed))
        .with_state(app)
}

/// An application with users, tokens and spaces.
pub(crate) async fn seed() -> Result<Shared> {
    let app = App { db: crate::db::Db::new() };
    let ada = add_user(&app, "Ada", Plan::Team, None).await?;
    let ben = add_user(&app, "Ben", Plan::Free, None).await?;
    add_user(&app, "Cleo", Plan::Free, None).await?;
    add_user(&app, "Mallory", Plan::Free, Some("the account sent spam")).await?;
    let staff = add_user(&app, "Staff", Plan::Free, None).await?;
    app.db.users.update(&staff, |user| user.is_staff = true).await?;
    let token = |user, expires, left| Token { user, expires, left };
    app.db.tokens.insert("expired".to_owned(), token(ada, Some(SystemTime::UNIX_EPOCH), 9)).await?;
    app.db.tokens.insert("exhausted".to_owned(), token(ada, None, 0)).await?;
    for (slug, plan, moving) in [
        ("handbook", "team", None),
        ("private", "team", None),
        ("legacy", "platinum", None),
        ("moving", "team", Some(Some("2030-01-01T00:00:00Z"))),
        ("stuck", "team", Some(None)),
    ] {
        let row = SpaceRow { title: slug.to_uppercase(), plan: plan.to_owned(), moving };
        app.db.spaces.insert(slug.parse()?, row).await?;
        app.db.members.insert((slug.parse()?, ada), Role::Owner).await?;
    }
    app.db.members.insert(("handbook".parse()?, ben), Role::Reader).await?;
    let truncated = Attachment { media_type: "text/csv".to_owned(), size: 10, stored: b"a,b".to_vec() };
    app.db.attachments.insert(("handbook".parse()?, "cut.csv".parse()?), truncated).await?;
    Ok(Arc::new(app))
}

/// Adds a user with a token, which is the user's name in lower case.
async fn add_user(app: &App, name: &str, plan: Plan, locked: Option<&'static str>) -> Result<UserId> {
    let (id, token) = (UserId(app.db.next_id()), name.to_lowercase());
    let email = format!("{token}@example.com");
    app.db.emails.insert(email.clone(), id).await?;
    let user = User { id, name: name.to_owned(), email, plan, is_staff: false, locked };
    app.db.users.insert(id, user).await?;
    app.db.tokens.insert(token, Token { user: id, expires: None, left: 1_000 }).await?;
    Ok(id)
}
