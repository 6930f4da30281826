//! Handlers of axum that return an enum that the application wrote.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::fmt;
use std::num::ParseIntError;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use error_catalog::Middleware;

/// Its `Debug` panics.
struct Secret;

impl fmt::Debug for Secret {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("a secret");
    }
}

#[error_catalog::error_catalog("tests/bound.toml")]
enum ApiError {
    NotFound(String),
    #[key("not_a_number")]
    Number(#[from] ParseIntError),
    Internal {
        #[source]
        source: Option<anyhow::Error>,
        #[internal]
        secret: Secret,
    },
    BadRequest {
        reason: Box<str>,
    },
}

async fn show(Path(id): Path<String>) -> Result<String, ApiError> {
    match id.parse::<u8>()? {
        0 => Err(ApiError::NotFound(id)),
        1 => Err(ApiError::Internal { source: Some(anyhow::anyhow!("secret")), secret: Secret }),
        _ => Ok(id),
    }
}

async fn number(Path(id): Path<u8>) -> String {
    id.to_string()
}

#[tokio::test]
async fn each_variant_is_a_response() {
    let routes = Router::new().route("/{id}", get(show)).route("/number/{id}", get(number));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let app = routes.layer(Middleware::<ApiError>::new());
    tokio::spawn(async { axum::serve(listener, app).await });
    let client = reqwest::Client::new();
    for (path, status, body) in [
        ("/2", 200, "2"),
        ("/0", 404, r#"{"code":"not_found","message":"No 0","id":"r1"}"#),
        ("/x", 400, r#"{"code":"not_a_number","message":"Not a number","id":"r1"}"#),
        ("/1", 500, r#"{"code":"internal","message":"Internal","id":"r1"}"#),
        ("/number/x", 400, r#"{"code":"bad_request","message":"Invalid URL: Cannot parse `x` to a `u8`","id":"r1"}"#),
    ] {
        let response = client.get(format!("{base}{path}")).header("X-Request-ID", "r1").send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.text().await.unwrap().as_str()), (status, body));
    }
}

#[test]
fn a_debug_that_panics_is_not_shown() {
    assert_eq!(
        format!("{:?}", ApiError::Internal { source: None, secret: Secret }),
        "Internal { source: None, secret: [could not be shown: the application panicked: a secret] }"
    );
}
