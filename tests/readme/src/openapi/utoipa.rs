use error_catalog::openapi::utoipa::{Responses, responses};
use utoipa::{IntoResponses, OpenApi};

#[error_catalog::error_catalog]
pub mod errors {}

/// The errors of one operation.
struct GetUserErrors;

impl IntoResponses for GetUserErrors {
    fn responses() -> Responses {
        responses::<errors::Error>(&[errors::Code::UserNotFound])
    }
}

#[utoipa::path(get, path = "/users/{id}", responses((status = 200, description = "The user"), GetUserErrors))]
fn get_user() {}

// This operation can answer with every error.
#[utoipa::path(get, path = "/users", responses((status = 200, description = "All users"), errors::Error))]
fn list_users() {}

#[derive(OpenApi)]
#[openapi(paths(get_user, list_users), components(schemas(errors::Error)))]
pub struct Api;
