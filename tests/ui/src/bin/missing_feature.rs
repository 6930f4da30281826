//! A service without the feature of its framework. The first message names the features that have the items.

use error_catalog::{Middleware, Received, grpc_status, tower};

#[error_catalog::error_catalog]
pub mod errors {}

struct Request;

trait Handler {}

impl<T: Fn(Request) -> Result<(), E>, E: IntoResponse> Handler for T {}

trait IntoResponse {}

fn show_user(_: Request) -> Result<(), errors::Error> {
    Err(errors::Error::user_not_found("usr_1"))
}

fn route(_: impl Handler) {}

fn main() {
    route(show_user);
    let _ = Middleware::<errors::Error>::new();
}
