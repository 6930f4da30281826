//! An identity platform's admin API. Every response has the request's id, and also debugging data if the client asks
//! for that data and the server allows it.

#![forbid(unsafe_code)]

mod debug;
mod routes;
mod store;

use std::io::{IsTerminal, stderr};

use tokio::net::TcpListener;

/// Code generated from the catalog.
#[error_catalog::error_catalog("errors.toml")]
pub mod errors {}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    // Errors are logged with their internal data.
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).init();
    let address = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:0".to_owned());
    // Debugging data is for developers. A server that is not started for development never sends debugging data.
    let development = std::env::var("DEVELOPMENT").is_ok_and(|value| value == "1");
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    println!("listening on http://{address}");
    println!("try: curl -i http://{address}/api/admin/users/usr_2 -H 'Authorization: Bearer admin'");
    axum::serve(listener, routes::app(development)).await
}
