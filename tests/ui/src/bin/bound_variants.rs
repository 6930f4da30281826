//! An enum with variants.

#[error_catalog::error_catalog]
pub enum ApiError {
    UserNotFound { user_id: String },
}

fn main() {}
