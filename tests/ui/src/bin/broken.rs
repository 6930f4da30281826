//! A broken catalog: the messages are about the catalog, and not about the code that uses its errors.

#![deny(warnings, missing_docs, clippy::pedantic)]

/// Errors.
#[error_catalog::error_catalog("broken.toml")]
pub mod errors {}

use error_catalog::{CatalogError, Context};
use errors::{Code, Error};

impl From<std::io::Error> for Error {
    fn from(_: std::io::Error) -> Self {
        Error::fine()
    }
}

impl Error {
    fn is_about_users(&self) -> bool {
        matches!(self.code(), Code::UserNotFound)
    }
}

fn find(user_id: &str) -> Result<(), Error> {
    std::fs::read(user_id)?;
    Err(Error::user_not_found(user_id))
}

fn write(out: &mut String) -> Result<(), Error> {
    Ok(std::fmt::Write::write_str(out, "x")?)
}

fn main() {
    if let Err(error) = find("usr_1") {
        println!("{error}: {:?}, {}", error.code(), error.is_about_users());
        println!("{}", error.to_response(&Context::new()));
        println!("{:?}", Error::Fine);
        let taken = Error::EmailTaken { email: String::new() };
        if let Error::EmailTaken { email } = taken {
            println!("{email}");
        }
        match error {
            Error::UserNotFound { .. } | Error::Fine => {}
            Error::Unwritten { source } => println!("{source}"),
            _ => {}
        }
    }
    let _ = write(&mut String::new());
    for code in Code::ALL {
        println!("{code} {}", code.status());
    }
    println!("{}", errors::Category::ALL.len());
}
