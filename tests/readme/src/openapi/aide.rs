use aide::OperationOutput;
use aide::axum::ApiRouter;
use aide::axum::routing::get_with;
use aide::openapi::{OpenApi, Responses};
use axum::Router;
use axum::extract::Path;
use error_catalog::openapi::{document, responses};

#[error_catalog::error_catalog]
pub mod errors {}

impl OperationOutput for errors::Error {
    type Inner = Self;
}

async fn get_user(Path(id): Path<String>) -> Result<String, errors::Error> {
    Err(errors::Error::user_not_found(id))
}

pub fn routes(api: &mut OpenApi) -> serde_json::Result<Router> {
    api.components = serde_json::from_value(document::<errors::Error>()["components"].clone())?;
    let errors: Responses = serde_json::from_value(responses::<errors::Error>(&[errors::Code::UserNotFound]).into())?;
    let show = get_with(get_user, |mut operation| {
        operation.inner_mut().responses.get_or_insert_default().responses.extend(errors.responses);
        operation
    });
    Ok(ApiRouter::new().api_route("/users/{id}", show).finish_api(api))
}
