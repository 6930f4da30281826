//! The lomi. API: webhooks of an organization. The API sends no codes, so clients read the title and the details.

#![forbid(unsafe_code)]

mod routes;
mod store;

use std::io::{IsTerminal, stderr};

use tokio::net::TcpListener;

/// Code generated from the catalog.
#[error_catalog::error_catalog("errors.toml")]
pub mod errors {}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    // Errors are logged with their internal data and with the code, which no response contains.
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).init();
    let address = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    println!("listening on http://{address}");
    println!("try: curl -i http://{address}/webhooks/wh_2 -H 'X-API-KEY: lomi_sk_test'");
    axum::serve(listener, routes::app()).await
}
