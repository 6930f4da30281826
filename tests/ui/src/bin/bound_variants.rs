//! Variants of the application's own.

#[error_catalog::error_catalog]
pub enum ApiError {
    UserNotFound { user_id: String },
}

fn main() {}
