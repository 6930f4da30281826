//! Invalid arguments.

#[error_catalog::error_catalog(errors)]
pub mod one {}

#[error_catalog::error_catalog("errors.toml", path = "errors.toml")]
pub mod two {}

#[error_catalog::error_catalog(crate = "not a path")]
pub mod three {}

#[error_catalog::error_catalog(crate = error_catalog)]
pub mod four {}

#[error_catalog::error_catalog(non_exhaustive, "errors.toml")]
pub mod five {}

#[error_catalog::error_catalog("errors.toml", non_exhaustive, crate = "::error_catalog", non_exhaustive)]
pub mod six {}

#[error_catalog::error_catalog("errors.toml" non_exhaustive)]
pub mod seven {}

#[error_catalog::error_catalog(non_exhaustive = true)]
pub mod eight {}

#[error_catalog::error_catalog("errors.toml", partial)]
pub mod nine {}

fn main() -> Result<(), one::Error> {
    Err(two::Error::user_not_found("usr_1"))?;
    println!("{:?} {}", three::Code::ALL, four::Category::ALL.len());
    Ok(())
}
