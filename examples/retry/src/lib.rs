//! A client of the admin API. The client uses the catalog of the API, so the client knows the name of each error, and
//! which errors to retry.

#![forbid(unsafe_code)]

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use error_catalog::{Json, Received};
use reqwest::{Method, RequestBuilder};

/// Code generated from the catalog of the server.
#[error_catalog::error_catalog("../admin/errors.toml")]
pub mod errors {}

use errors::Error;

/// Why a call failed.
#[derive(Debug)]
pub enum CallError {
    /// The API answered with an error, and the client does not try again.
    Api(Received<Error>),
    /// The client did not get a complete answer.
    Http(reqwest::Error),
}

impl Display for CallError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Api(received) => Display::fmt(received, f),
            CallError::Http(error) => Display::fmt(error, f),
        }
    }
}

impl std::error::Error for CallError {}

impl From<reqwest::Error> for CallError {
    fn from(error: reqwest::Error) -> Self {
        CallError::Http(error)
    }
}

/// A client of the admin API at one address, with one token.
#[derive(Debug)]
pub struct AdminApi {
    client: reqwest::Client,
    base: String,
    token: String,
}

impl AdminApi {
    /// Creates a client of the API at `base`, a URL such as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn new(base: &str, token: &str) -> Self {
        let base = base.trim_end_matches('/').to_owned();
        Self { client: reqwest::Client::new(), base, token: token.to_owned() }
    }

    /// Creates a user, and returns the body of the API's response.
    ///
    /// A `POST` that failed may still have created the user. A retry is safe here because no two users have the same
    /// address: in the worst case the retry fails with `email_already_exists`.
    ///
    /// # Errors
    ///
    /// Fails with the last response if a retry would cause the same error, or if no attempts are left.
    pub async fn create_user(&self, email: &str, name: &str) -> Result<String, CallError> {
        let user = Json::from([("email", email), ("name", name)]).to_string();
        let request = self.request(Method::POST, "users").header("Content-Type", "application/json").body(user);
        send(request).await
    }

    /// Returns the body of the API's response about a user.
    ///
    /// # Errors
    ///
    /// Fails like [`create_user`](Self::create_user).
    pub async fn user(&self, id: &str) -> Result<String, CallError> {
        send(self.request(Method::GET, &format!("users/{id}"))).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}/api/admin/{path}", self.base)).bearer_auth(&self.token)
    }
}

/// The longest wait for another attempt. If the server asks for a longer wait, the client gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// Sends a request until it succeeds or a retry would not help.
async fn send(request: RequestBuilder) -> Result<String, CallError> {
    let (client, request) = request.build_split();
    let mut request = request?;
    for attempt in 1.. {
        // A request whose body is a stream cannot be cloned, and is sent once. All bodies here are in memory.
        let again = request.try_clone();
        let response = client.execute(request).await?;
        if response.status().is_success() {
            return Ok(response.text().await?);
        }
        let received = Received::<Error>::from_response(response).await?;
        match (received.retry().wait_after(attempt).filter(|wait| *wait <= PATIENCE), again) {
            (Some(wait), Some(again)) => {
                eprintln!("{received}; again in {wait:.1?}");
                tokio::time::sleep(wait).await;
                request = again;
            }
            _ => return Err(CallError::Api(received)),
        }
    }
    unreachable!("the catalog bounds the number of attempts")
}
