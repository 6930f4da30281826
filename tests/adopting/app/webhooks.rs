//! Webhooks, which receive the events of a space.

use std::str::FromStr;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use crate::auth::Caller;
use crate::db::OptionalExt;
use crate::error::ApiError;
use crate::members::Role;
use crate::trace::{Result, ResultExt};
use crate::types::{Slug, WebhookId};
use crate::{App, Shared, body, delivery, spaces};

/// How long a receiver may take.
const TIME_OUT: Duration = Duration::from_millis(100);

const MAX_WEBHOOKS: u32 = 4;

const EVENTS: [&str; 3] = ["created", "changed", "ping"];

#[derive(Clone, Serialize)]
pub(crate) struct Webhook {
    id: WebhookId,
    #[serde(skip)]
    space: Slug,
    #[serde(rename = "host")]
    target: Target,
    event: &'static str,
}

/// The host of a URL to which events are delivered.
#[derive(Clone, Serialize)]
#[serde(transparent)]
struct Target(String);

impl FromStr for Target {
    type Err = ApiError;

    fn from_str(url: &str) -> Result<Self, ApiError> {
        let invalid = |problem: String| ApiError::InvalidUrl { url: url.to_owned(), problem };
        let (scheme, rest) = url.split_once("://").ok_or_else(|| invalid("it has no scheme".to_owned()))?;
        if scheme != "https" {
            return Err(invalid(format!("{scheme} is not secure")));
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.contains('@') {
            return Err(invalid("it contains a password".to_owned()));
        }
        if let Some((_, port)) = host.split_once(':') {
            let port: u16 = port.parse().map_err(|error| invalid(format!("{port:?}: {error}")))?;
            return Err(invalid(format!("port {port} is not open")));
        }
        if !host.contains('.') {
            return Err(invalid(format!("{host:?} is not a public host")));
        }
        Ok(Self(host.to_owned()))
    }
}

fn parse_event(text: &str) -> Result<&'static str, ApiError> {
    let known = EVENTS.iter().find(|event| **event == text);
    known.copied().ok_or_else(|| ApiError::BadRequest(format!("there is no event {text:?}")))
}

/// The webhook with this id, in this space.
async fn find(app: &App, space: &Slug, id: &str) -> Result<Webhook, ApiError> {
    let id = id.parse()?;
    let webhook = app.db.webhooks.get(&id).await.optional()?;
    webhook.filter(|webhook| webhook.space == *space).ok_or(ApiError::WebhookNotFound(id))
}

async fn of_space(app: &App, space: &Slug) -> Result<Vec<Webhook>, ApiError> {
    let rows = app.db.webhooks.filter(|_, webhook| webhook.space == *space).await?;
    Ok(rows.into_iter().map(|(_, webhook)| webhook).collect())
}

async fn deliver(webhook: &Webhook, event: &str) -> Result<(), ApiError> {
    let host = &webhook.target.0;
    let delivered = timeout(TIME_OUT, delivery::post(host, event)).await?;
    delivered.map_err(|cause| ApiError::Upstream { host: host.clone(), cause })
}

/// Delivers an event to all webhooks of a space that receive it. The first receiver that fails ends the request.
pub(crate) async fn notify(app: &App, space: &Slug, event: &'static str) -> Result<()> {
    for webhook in of_space(app, space).await.trace()? {
        if webhook.event == event {
            deliver(&webhook, event).await.trace()?;
        }
    }
    Ok(())
}

pub(crate) async fn list(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
) -> Result<Json<Vec<Webhook>>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await.trace()?;
    Ok(Json(of_space(&app, &space.slug).await.trace()?))
}

#[derive(Deserialize)]
struct NewWebhook {
    url: Option<String>,
    event: Option<String>,
}

pub(crate) async fn add(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Webhook>)> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await.trace()?;
    let new: NewWebhook = body::parse(&bytes)?;
    let target = body::require("url", new.url)?.parse()?;
    let event = parse_event(&body::require("event", new.event)?)?;
    let count = of_space(&app, &space.slug).await?.len();
    if u32::try_from(count).is_ok_and(|count| count >= MAX_WEBHOOKS) {
        return Err(ApiError::PlanLimit { resource: "webhooks", limit: MAX_WEBHOOKS, plan: space.plan }.into());
    }
    let webhook = Webhook { id: WebhookId(app.db.next_id()), space: space.slug, target, event };
    app.db.webhooks.insert(webhook.id, webhook.clone()).await.trace()?;
    Ok((StatusCode::CREATED, Json(webhook)))
}

/// Delivers an event without a reason, so that the owner of a webhook can test it.
pub(crate) async fn ping(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, id)): Path<(String, String)>,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await?;
    let webhook = find(&app, &space.slug, &id).await.trace()?;
    deliver(&webhook, "ping").await.trace()?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn remove(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path((slug, id)): Path<(String, String)>,
) -> Result<StatusCode> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Owner).await?;
    let webhook = find(&app, &space.slug, &id).await.trace()?;
    app.db.webhooks.delete(&webhook.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
