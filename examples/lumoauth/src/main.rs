//! The LumoAuth API: users of a tenant. Every error that the API answers with is generated from `errors.toml`.

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
    // Errors are logged with their internal data.
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).init();
    let address = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    println!("listening on http://{address}");
    println!("try: curl -i http://{address}/t/acme-corp/api/v1/admin/users/usr_2 -H 'Authorization: Bearer admin'");
    axum::serve(listener, routes::app()).await
}
