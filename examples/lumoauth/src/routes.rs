//! The routes. A handler returns a generated error like any other error, and the generated error converts itself into a
//! response.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::routing::get;
use axum::{Json, Router};
use error_catalog::{Middleware, Violations};
use serde::Deserialize;

use crate::errors::{Code, Error};
use crate::store::{Access, READ, Store, User, WRITE};

pub(crate) fn app() -> Router {
    Router::new()
        .route("/t/{tenant}/api/v1/admin/users", get(list_users).post(create_user))
        .route("/t/{tenant}/api/v1/admin/users/{id}", get(get_user))
        .route("/_errors/{code}", get(show_error))
        // An unknown route, a wrong method, malformed JSON and a panic also answer in LumoAuth's format.
        .layer(Middleware::<Error>::new())
        .with_state(Store::new())
}

async fn list_users(
    State(store): State<Store>,
    Path(tenant): Path<String>,
    Caller(access): Caller,
) -> Result<Json<Vec<User>>, Error> {
    access.check(&tenant, READ)?;
    Ok(Json(store.users(&tenant)))
}

async fn get_user(
    State(store): State<Store>,
    Path((tenant, id)): Path<(String, String)>,
    Caller(access): Caller,
) -> Result<Json<User>, Error> {
    access.check(&tenant, READ)?;
    store.user(&tenant, &id).map(Json)
}

#[derive(Deserialize)]
struct NewUser {
    email: Option<String>,
    password: Option<String>,
}

async fn create_user(
    State(store): State<Store>,
    Path(tenant): Path<String>,
    Caller(access): Caller,
    Json(new): Json<NewUser>,
) -> Result<(StatusCode, Json<User>), Error> {
    access.check(&tenant, WRITE)?;
    let email = new.email.ok_or_else(Error::invalid_request)?;
    let mut violations = Violations::new();
    if !is_email(&email) {
        violations.push("email", None, "Invalid email format");
    }
    if new.password.is_some_and(|password| password.chars().count() < 8) {
        violations.push("password", None, "Must be at least 8 characters");
    }
    if !violations.is_empty() {
        return Err(Error::validation_error(violations));
    }
    Ok((StatusCode::CREATED, Json(store.add_user(&tenant, email)?)))
}

/// Answers with the documented example of any error.
async fn show_error(Path(code): Path<String>) -> Error {
    let example = code.parse::<Code>().ok().and_then(Error::example);
    example.unwrap_or_else(|| Error::resource_not_found("Error", error_catalog::Json::object([("code", code)])))
}

/// The client that the request's token belongs to.
struct Caller(Access);

impl FromRequestParts<Store> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, store: &Store) -> Result<Self, Error> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|header| header.strip_prefix("Bearer ")).ok_or_else(Error::invalid_token)?;
        store.admit(token).map(Self)
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    })
}
