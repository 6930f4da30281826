//! Text of a catalog inside other languages.

pub(crate) mod html;
pub(crate) mod url;
