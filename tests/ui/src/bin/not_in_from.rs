//! Types that the catalog does not list in `from`.

#[error_catalog::error_catalog("conversions.toml")]
pub mod errors {}

fn parse(text: &str) -> Result<u8, errors::Error> {
    std::fs::read("config")?;
    Ok(text.parse()?)
}

fn fail() -> Result<(), errors::Error> {
    Err("a text")?
}

impl From<std::env::VarError> for errors::Error {
    fn from(_: std::env::VarError) -> Self {
        Self::storage_error("an application can add its own conversions")
    }
}

fn main() -> Result<(), errors::Error> {
    let number: Result<u8, std::num::ParseIntError> = "7".parse();
    drop(number.map_err(errors::Error::from));
    std::env::var("HOME")?;
    parse("7")?;
    fail()
}
