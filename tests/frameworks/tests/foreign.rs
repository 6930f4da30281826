//! Constructors accept values of other crates, and a client gets the values back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use chrono::{DateTime, Utc};
use error_catalog::{CatalogError, Context, Json, Received, Timestamp};
use serde_json::json;
use time::OffsetDateTime;
use url::Url;
use uuid::Uuid;

#[error_catalog::error_catalog("foreign.toml")]
pub mod errors {}

use errors::Error;

const ID: Uuid = Uuid::from_u128(0xf81d4fae_7dec_11d0_a765_00a0c91e6bf6);
const AT: &str = "2024-01-22T10:30:00.25Z";

fn error(at: impl Into<Timestamp>, data: impl Into<Json>) -> Error {
    let serde_json::Value::Object(object) = json!({ "b": [1, null], "a": -0.5 }) else { unreachable!() };
    Error::foreign(ID, at, data, object, Url::parse("https://example.com/?q=a b").unwrap())
}

#[test]
fn a_constructor_takes_values_of_other_crates() {
    let link = Url::parse("https://example.com/#a").unwrap();
    for (error, data) in [
        (error(AT.parse::<jiff::Timestamp>().unwrap(), json!(7)), json!(7)),
        (error(AT.parse::<DateTime<Utc>>().unwrap(), json!({ "x": [] })), json!({ "x": [] })),
        (error(OffsetDateTime::from(AT.parse::<Timestamp>().unwrap()), link.clone()), json!(link.as_str())),
    ] {
        let body = error.to_response(&Context::new()).body;
        let expected = json!({
            "code": "foreign",
            "id": ID.to_string(),
            "at": AT,
            "data": data,
            "object": { "b": [1, null], "a": -0.5 },
            "link": "https://example.com/?q=a%20b",
        });
        assert_eq!(serde_json::from_str::<serde_json::Value>(&body).unwrap(), expected);

        let received = Received::<Error>::parse(400, [("Content-Type", "application/json")], body.as_bytes());
        let Some(Error::Foreign { id, at, data: read, .. }) = received.error() else { panic!("{body}") };
        assert_eq!(Uuid::from(*id), ID);
        assert_eq!(jiff::Timestamp::from(*at).to_string(), AT);
        assert_eq!(DateTime::<Utc>::from(*at).to_rfc3339(), "2024-01-22T10:30:00.250+00:00");
        assert_eq!(OffsetDateTime::from(*at).millisecond(), 250);
        assert_eq!(serde_json::Value::from(read.clone()), data);
    }
}
