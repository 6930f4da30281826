//! The Voyager API: projects. This example chooses the name of the error enum: `ApiError`.

#![forbid(unsafe_code)]

mod routes;
mod store;

use std::io::{IsTerminal, stderr};

use tokio::net::TcpListener;

/// An error of the Voyager API.
#[error_catalog::error_catalog("errors.toml")]
pub enum ApiError {}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    // Errors are logged with their internal data.
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).init();
    let address = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    println!("listening on http://{address}");
    println!("try: curl -i http://{address}/projects/1 -H 'Authorization: Bearer editor'");
    axum::serve(listener, routes::app()).await
}
