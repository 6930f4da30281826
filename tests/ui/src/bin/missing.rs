//! A file that does not exist.

#[error_catalog::error_catalog("erors.toml")]
pub mod errors {}

fn main() -> Result<(), errors::Error> {
    Err(errors::Error::user_not_found("usr_1"))
}
