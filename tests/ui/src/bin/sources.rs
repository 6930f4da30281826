//! Values that cannot be sources, and values that can.

#[error_catalog::error_catalog("sources.toml")]
pub mod errors {}

use std::error::Error as StdError;

use error_catalog::Source;
use errors::Error;

/// A type that is not an error.
pub struct Plain;

/// An error that is not `Send`.
pub type Boxed = Box<dyn StdError>;

fn is_error<E: StdError>(_: E) {}

fn main() {
    let boxed: Boxed = "not `Send`".into();
    drop(Error::database_error(Plain));
    drop(Error::database_error(boxed));
    drop(Error::database_error(std::rc::Rc::new(std::fmt::Error)));
    drop(Error::database_error(7));
    is_error(Source::from("a source is not an error"));
    drop(Source::from(Plain));

    drop(Error::database_error("a text"));
    drop(Error::database_error(String::from("a text")));
    drop(Error::database_error(Source::from("a source")));
    drop(Error::database_error(Box::<dyn StdError + Send + Sync>::from("a box")));
}
