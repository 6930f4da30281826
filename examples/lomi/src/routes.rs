//! The routes: webhooks are created, read, changed and deleted.

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::routing::get;
use axum::{Json, Router};
use error_catalog::Middleware;
use serde::Deserialize;

use crate::errors::{Code, Error};
use crate::store::{Store, Webhook};

pub(crate) fn app() -> Router {
    Router::new()
        .route("/webhooks", get(list_webhooks).post(create_webhook))
        .route("/webhooks/{id}", get(get_webhook).put(update_webhook).delete(delete_webhook))
        .route("/_errors/{key}", get(show_error))
        .layer(Middleware::<Error>::new())
        .with_state(Store::new())
}

async fn list_webhooks(State(store): State<Store>, Organization(owner): Organization) -> Json<Vec<Webhook>> {
    Json(store.list(owner))
}

async fn create_webhook(
    State(store): State<Store>,
    Organization(owner): Organization,
    body: Result<Json<NewWebhook>, JsonRejection>,
) -> Result<(StatusCode, Json<Webhook>), Error> {
    let webhook = store.insert(owner, checked_url(body)?)?;
    Ok((StatusCode::CREATED, Json(webhook)))
}

async fn get_webhook(
    State(store): State<Store>,
    Organization(owner): Organization,
    WebhookId(id): WebhookId,
) -> Result<Json<Webhook>, Error> {
    store.get(owner, &id).map(Json)
}

async fn update_webhook(
    State(store): State<Store>,
    Organization(owner): Organization,
    WebhookId(id): WebhookId,
    body: Result<Json<NewWebhook>, JsonRejection>,
) -> Result<Json<Webhook>, Error> {
    store.update(owner, &id, checked_url(body)?).map(Json)
}

async fn delete_webhook(
    State(store): State<Store>,
    Organization(owner): Organization,
    WebhookId(id): WebhookId,
) -> Result<StatusCode, Error> {
    store.delete(owner, &id)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers with the documented example of any error.
async fn show_error(Path(key): Path<String>) -> Error {
    key.parse::<Code>().ok().and_then(Error::example).unwrap_or_else(Error::resource_not_found)
}

#[derive(Deserialize)]
struct NewWebhook {
    url: Option<String>,
}

/// lomi. answers with 400 to any invalid body, so axum's own status does not matter.
fn checked_url(body: Result<Json<NewWebhook>, JsonRejection>) -> Result<String, Error> {
    let Json(new) = body.map_err(|_| Error::invalid_request_body())?;
    let url = new.url.ok_or_else(|| Error::missing_required_field("url"))?;
    if url.starts_with("https://") { Ok(url) } else { Err(Error::invalid_parameter_format("url")) }
}

/// The organization that an API key belongs to.
struct Organization(&'static str);

impl FromRequestParts<Store> for Organization {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, store: &Store) -> Result<Self, Error> {
        let key = parts.headers.get("x-api-key").ok_or_else(Error::missing_api_key)?;
        store.admit(key.to_str().unwrap_or_default()).map(Self)
    }
}

/// A well-formed webhook id from the path.
struct WebhookId(String);

impl FromRequestParts<Store> for WebhookId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, store: &Store) -> Result<Self, Error> {
        match Path::<String>::from_request_parts(parts, store).await {
            Ok(Path(id)) if id.strip_prefix("wh_").is_some_and(|rest| !rest.is_empty()) => Ok(Self(id)),
            _ => Err(Error::invalid_parameter_format("Webhook ID")),
        }
    }
}
