//! The keys and other names of the format as lists, for tools that describe or order a catalog.

pub use crate::load::{is_hidden, locale_of};
pub use crate::names::to_code;
pub use crate::raw::keys::{FIELD_TYPES, KEYS, preset_names};
