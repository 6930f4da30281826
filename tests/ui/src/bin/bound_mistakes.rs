//! An enum with twelve mistakes. Each mistake has one message, and the uses of the enum have none.

use std::fmt::{self, Display};

use error_catalog::CatalogError;

#[derive(Clone, Debug)]
pub struct UserId(u32);

#[error_catalog::error_catalog("bound.toml")]
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    UserNotFund {
        user_id: String,
    },
    EmailTaken {
        mail: String,
        hint: String,
    },
    BadRequest(String, u32),
    #[key("database_error")]
    Db {
        query: String,
        #[from]
        source: fmt::Error,
    },
    Locked {
        resource: UserId,
    },
    #[error("slow down")]
    RateLimited,
    #[key("rate_limited")]
    TooMany(u8),
    #[from]
    OutOfStock,
}

fn show(error: impl Display + std::error::Error) -> String {
    error.to_string()
}

fn query() -> Result<(), ApiError> {
    Err(fmt::Error)?
}

fn main() {
    for error in [
        ApiError::UserNotFund { user_id: String::new() },
        ApiError::BadRequest(String::new(), 1),
        ApiError::Locked { resource: UserId(1) },
        ApiError::RateLimited,
        query().unwrap_err(),
    ] {
        println!("{} {:?} {}", error.status(), error.code(), ApiErrorCode::UserNotFound);
        show(error);
    }
}
