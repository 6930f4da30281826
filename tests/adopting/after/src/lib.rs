//! The service for teams that write documents together, after its move to a catalog. All modules except `error.rs` are
//! shared with the same service before the move.

#![forbid(unsafe_code)]

mod error;

#[path = "../../app/archive.rs"]
mod archive;
#[path = "../../app/attachments.rs"]
mod attachments;
#[path = "../../app/auth.rs"]
mod auth;
#[path = "../../app/body.rs"]
mod body;
#[path = "../../app/comments.rs"]
mod comments;
#[path = "../../app/db.rs"]
mod db;
#[path = "../../app/delivery.rs"]
mod delivery;
#[path = "../../app/documents.rs"]
mod documents;
#[path = "../../app/members.rs"]
mod members;
#[path = "../../app/routes.rs"]
mod routes;
#[path = "../../app/search.rs"]
mod search;
#[path = "../../app/spaces.rs"]
mod spaces;
#[path = "../../app/trace.rs"]
mod trace;
#[path = "../../app/types.rs"]
mod types;
#[path = "../../app/users.rs"]
mod users;
#[path = "../../app/webhooks.rs"]
mod webhooks;

use std::sync::Arc;

/// The data that all handlers share.
struct App {
    db: db::Db,
}

type Shared = Arc<App>;

/// The service, with a few users and spaces.
///
/// # Errors
///
/// Fails if the data at the start contradicts itself.
pub async fn router() -> Result<axum::Router, String> {
    let app = routes::seed().await.map_err(|error| format!("{error:?}"))?;
    Ok(routes::routes(app))
}
