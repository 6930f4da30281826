//! Invalid arguments.

#[error_catalog::error_catalog(errors)]
pub mod one {}

#[error_catalog::error_catalog("errors.toml", path = "errors.toml")]
pub mod two {}

#[error_catalog::error_catalog(crate = "not a path")]
pub mod three {}

#[error_catalog::error_catalog(crate = error_catalog)]
pub mod four {}

fn main() -> Result<(), one::Error> {
    Err(two::Error::user_not_found("usr_1"))?;
    println!("{:?} {}", three::Code::ALL, four::Category::ALL.len());
    Ok(())
}
