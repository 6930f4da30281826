//! A server sends each documented response, and a client reads it as the same error.

#![allow(clippy::panic, clippy::unwrap_used, reason = "for tests alone")]

use axum::extract::Path;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Router};
use error_catalog::{CatalogError, Middleware, Received};
use error_catalog_contracts::{Case, each_contract};
use tokio::net::TcpListener;

#[tokio::test]
async fn a_client_reads_what_a_server_sends() {
    let mut app = Router::new();
    each_contract!(|folder, errors, cases| app = app.nest(&format!("/{folder}"), routes::<errors::Error>(cases)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, app).await });
    each_contract!(|folder, errors, cases| check::<errors::Error>(&format!("{base}/{folder}"), cases()).await);
}

/// A route for each case: its index.
fn routes<E: CatalogError + IntoResponse + Send + Sync>(cases: fn() -> Vec<Case<E>>) -> Router {
    let answer = async move |Path(index): Path<usize>| {
        let case = cases().swap_remove(index);
        (Extension(case.context), case.error)
    };
    Router::new().route("/{index}", get(answer)).layer(Middleware::<E>::new())
}

async fn check<E: CatalogError>(base: &str, cases: Vec<Case<E>>) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for (index, Case { name, error, context }) in cases.into_iter().enumerate() {
        let (context, at) = (context.as_context(), format!("{base}: {name}"));
        let expected = error.to_response(&context);
        let response = client.get(format!("{base}/{index}")).send().await.unwrap();
        let status = response.status().as_u16();
        assert_eq!(status, expected.status, "{at}");
        for (name, value) in &expected.headers {
            assert_eq!(response.headers().get(*name).unwrap(), value, "{at}: {name}");
        }
        let headers = response.headers().clone();
        let headers = || headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        let body = response.text().await.unwrap();
        assert_eq!(body, expected.body, "{at}");
        let received = Received::<E>::parse(status, headers(), body.as_bytes());
        assert_eq!(received.code(), Some(error.code()), "{at}");
        let read = received.error().unwrap_or_else(|| panic!("{at}: no typed error\n{expected}"));
        assert_eq!(read.to_response(&context), expected, "{at}");
    }
}
