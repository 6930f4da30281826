//! The routes. The middleware adds the data that all responses share.

use std::hash::{BuildHasher, Hasher, RandomState};

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::from_fn;
use axum::routing::get;
use axum::{Json, Router};
use error_catalog::{Middleware, OwnedContext, RequestHead, Violations};
use serde::Deserialize;

use crate::debug;
use crate::errors::{Code, Error};
use crate::store::{Access, Store, User};

pub(crate) fn app(development: bool) -> Router {
    let mut app = Router::new()
        .route("/api/admin/users", get(list_users).post(create_user))
        .route("/api/admin/users/{id}", get(get_user))
        .route("/_errors/{code}", get(show_error))
        .with_state(Store::new());
    if development {
        app = app.layer(from_fn(debug::explain));
    }
    app.layer(Middleware::<Error>::new().context(make_context).request_id_header("X-Request-ID"))
}

/// Keeps the id in the request if the id is valid, and otherwise creates a new id.
fn make_context(request: &RequestHead<'_>) -> OwnedContext {
    OwnedContext::new().request_id(request.id("x-request-id").unwrap_or_else(new_request_id))
}

/// An id is made from the keys of a hasher: the standard library has no other random numbers.
fn new_request_id() -> String {
    format!("req_{:016x}", RandomState::new().build_hasher().finish())
}

async fn list_users(State(store): State<Store>, Caller(access): Caller) -> Result<Json<Vec<User>>, Error> {
    access.check_read()?;
    Ok(Json(store.users()))
}

async fn get_user(
    State(store): State<Store>,
    Caller(access): Caller,
    Path(id): Path<String>,
) -> Result<Json<User>, Error> {
    access.check_read()?;
    store.user(&id).map(Json)
}

#[derive(Deserialize)]
struct NewUser {
    email: Option<String>,
    name: Option<String>,
    password: Option<String>,
}

/// The content type does not matter here, because the example on the page sends JSON without a content type.
async fn create_user(
    State(store): State<Store>,
    Caller(access): Caller,
    body: Bytes,
) -> Result<(StatusCode, Json<User>), Error> {
    access.check_write()?;
    let new: NewUser = serde_json::from_slice(&body).map_err(|_| Error::invalid_request())?;
    let (email, name) = (new.email.unwrap_or_default(), new.name.unwrap_or_default());
    let mut violations = Violations::new();
    if !is_email(&email) {
        violations.push("email", None, "Please enter a valid email address");
    }
    if name.is_empty() {
        violations.push("name", None, "Name is required");
    }
    if !violations.is_empty() {
        return Err(Error::validation_error(violations));
    }
    if new.password.is_some_and(|password| password.chars().count() < 8) {
        return Err(Error::invalid_password());
    }
    Ok((StatusCode::CREATED, Json(store.add_user(email, name)?)))
}

/// Answers with the documented example of any error.
async fn show_error(Path(code): Path<String>) -> Error {
    code.parse::<Code>().ok().and_then(Error::example).unwrap_or_else(|| Error::not_found("error"))
}

/// The access that the request's token gives.
struct Caller(Access);

impl FromRequestParts<Store> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, store: &Store) -> Result<Self, Error> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|header| header.strip_prefix("Bearer ")).ok_or_else(Error::unauthorized)?;
        store.admit(token).map(Self)
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    })
}
