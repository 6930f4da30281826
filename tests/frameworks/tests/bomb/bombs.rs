//! Values whose code panics, and handlers that answer with these values.

use std::error::Error as StdError;
use std::fmt;
use std::panic::panic_any;

use crate::errors::Error;

/// Its `Display` and its `Serialize` panic.
#[derive(Clone, Debug, PartialEq)]
pub struct Bomb;

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tick")?;
        panic!("a bomb\nwent off");
    }
}

impl serde::Serialize for Bomb {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("a bomb\nwent off");
    }
}

/// A source of which one part panics.
pub(crate) struct Fuse(pub(crate) &'static str, pub(crate) Option<Box<Fuse>>);

impl Fuse {
    fn burn(&self, part: &str) {
        assert_ne!(self.0, part, "a fuse burnt");
    }
}

impl fmt::Display for Fuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.burn("display");
        if self.0 == "fails" { Err(fmt::Error) } else { write!(f, "shown {}", self.0) }
    }
}

impl fmt::Debug for Fuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.burn("debug");
        if self.0 == "fails" { Err(fmt::Error) } else { f.write_str("Fuse") }
    }
}

impl StdError for Fuse {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.burn("source");
        self.1.as_deref().map(|fuse| fuse as _)
    }
}

impl Drop for Fuse {
    fn drop(&mut self) {
        self.burn("drop");
    }
}

/// The payload of a panic. Its `Drop` panics with another payload, and so on.
pub(crate) struct Payload;

impl Drop for Payload {
    fn drop(&mut self) {
        panic_any(Payload);
    }
}

/// The result of a handler for a path.
pub(crate) fn explode(path: &str) -> Result<String, Error> {
    let part = match path.trim_start_matches('/') {
        "log" => return Err(Error::in_the_log(Bomb)),
        "body" => return Err(Error::in_the_body(Bomb)),
        "sensitive" => return Err(Error::sensitive(Bomb)),
        "observed" => return Err(Error::observed()),
        "payload" => panic_any(Payload),
        "chain" => {
            let inner = Some(Box::new(Fuse("display", Some(Box::new(Fuse("end", None))))));
            return Err(Error::with_source(Fuse("start", inner)));
        }
        "display" => "display",
        "debug" => "debug",
        "source" => "source",
        "fails" => "fails",
        "drop" => "drop",
        _ => return Ok("fine".to_owned()),
    };
    Err(Error::with_source(Fuse(part, None)))
}
