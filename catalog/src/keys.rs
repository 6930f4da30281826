//! Lists of the keys and other names of the format, for tools that describe or order a catalog.

pub use crate::names::{can_be_listed, to_code};
pub use crate::paths::{is_hidden, is_inside, locale_of, lock_path};
pub use crate::raw::keys::{FIELD_TYPES, KEYS, preset_names};
