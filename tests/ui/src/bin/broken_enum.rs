//! The same as in `broken.rs`, for the form with an enum.

#[error_catalog::error_catalog("catalogs/included.toml")]
#[derive(Clone)]
pub enum ApiError {}

fn main() -> Result<(), ApiError> {
    println!("{:?}", ApiErrorCode::ALL);
    Err(ApiError::user_not_found("usr_1").clone())
}
