//! The map for builds without the feature `spans`, which is always empty.

use toml::de::DeTable;

/// The places of all keys; without the feature `spans`, the map is empty.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SpanMap {}

impl SpanMap {
    pub(crate) fn add_file(&mut self, _: &str, _: &DeTable<'_>) {}
}
