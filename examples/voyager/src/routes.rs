//! The routes: projects are listed, read and created.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::routing::get;
use axum::{Json, Router};
use error_catalog::{Middleware, Uuid, Violations};
use serde::Deserialize;

use crate::store::{Access, Project, Store};
use crate::{ApiError, ApiErrorCode};

pub(crate) fn app() -> Router {
    Router::new()
        .route("/projects", get(list_projects).post(create_project))
        .route("/projects/{id}", get(get_project))
        .route("/_errors/{key}", get(show_error))
        .layer(Middleware::<ApiError>::new())
        .with_state(Store::new())
}

async fn list_projects(State(store): State<Store>, Caller(access): Caller) -> Result<Json<Vec<Project>>, ApiError> {
    access.check(Access::View)?;
    Ok(Json(store.projects()))
}

async fn get_project(
    State(store): State<Store>,
    Caller(access): Caller,
    Path(id): Path<String>,
) -> Result<Json<Project>, ApiError> {
    access.check(Access::View)?;
    let id: Uuid = id.parse().map_err(|_| ApiError::invalid_uuid("project", None))?;
    store.project(id).map(Json)
}

/// `email` gets a message when a scan is ready; `password` protects the shared link.
#[derive(Deserialize)]
struct NewProject {
    name: Option<String>,
    email: Option<String>,
    password: Option<String>,
}

async fn create_project(
    State(store): State<Store>,
    Caller(access): Caller,
    Json(body): Json<serde_json::Value>,
) -> Result<(StatusCode, Json<Project>), ApiError> {
    access.check(Access::Edit)?;
    // A value of the wrong type is reported as the field's error.
    let new: NewProject = serde_path_to_error::deserialize(body).map_err(ApiError::validation_failed)?;
    let mut violations = Violations::new();
    for (field, value) in [("name", &new.name), ("email", &new.email), ("password", &new.password)] {
        match value.as_deref() {
            None | Some("") => violations.push(field, None, "This field is required."),
            Some(password) if field == "password" && password.chars().count() < 8 => {
                violations.push(field, None, "Password must be at least 8 characters.");
            }
            Some(_) => {}
        }
    }
    match new.name {
        Some(name) if violations.is_empty() => Ok((StatusCode::CREATED, Json(store.add_project(name)))),
        _ => Err(ApiError::validation_failed(violations)),
    }
}

/// Answers with the documented example of any error.
async fn show_error(Path(key): Path<String>) -> ApiError {
    let code = key.to_ascii_uppercase().parse::<ApiErrorCode>();
    code.ok().and_then(ApiError::example).unwrap_or_else(|| ApiError::not_found("Error"))
}

/// The access that the request's token gives.
struct Caller(Access);

impl FromRequestParts<Store> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, store: &Store) -> Result<Self, ApiError> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|header| header.strip_prefix("Bearer ")).ok_or_else(ApiError::invalid_token)?;
        store.admit(token).map(Self)
    }
}
