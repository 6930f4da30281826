//! The keys and other names of the format as lists, for tools that describe or order a catalog.

use super::{error, field, file, property, retired, retry, source, status, usage, violation, wire};
use crate::presets::PRESETS;

/// The keys of each table of the format, in the order of the reference; `""` is the top level.
pub const KEYS: &[(&str, &[&str])] = &[
    ("", file::TOP),
    ("catalog", file::CATALOG),
    ("catalog-rust", file::CATALOG_RUST),
    ("property", property::PROPERTY),
    ("wire", wire::WIRE),
    ("status", status::STATUS),
    ("rejection", status::REJECTION),
    ("category", file::CATEGORY),
    ("error", error::ERROR),
    ("violation", violation::VIOLATION),
    ("field", field::FIELD),
    ("violation-field", field::VIOLATION_FIELD),
    ("rust", source::RUST),
    ("retry", retry::RETRY),
    ("deprecated", error::DEPRECATED),
    ("retired", retired::RETIRED),
    ("translation", file::TRANSLATION),
    ("output", file::OUTPUT),
    ("usage", usage::USAGE),
];

/// The names of the types that a field can have.
pub const FIELD_TYPES: &[&str] = field::TYPES;

/// The names of the presets.
pub fn preset_names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|(name, _)| *name)
}
