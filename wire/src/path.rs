//! Paths as values.

use core::fmt::{self, Write};
use std::path::PathBuf;

use crate::value::{Encode, Value};

/// A path is written as [`Path::display`](std::path::Path::display) shows the path.
impl Encode for PathBuf {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        Value::Display(&self.display()).write_json(out)
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        write!(out, "{}", self.display())
    }
}
