//! The places of all keys, kept after the values were read.
//!
//! The model has one [`Location`] for each of its entries. A message about one key of an entry finds the place of that
//! key in a [`SpanMap`], so that nothing searches the text again.
//!
//! Only locks, changes and outputs have such messages. The attribute has none: without the feature `spans` the map is
//! empty and costs nothing.

#[cfg(feature = "spans")]
mod map;
#[cfg(not(feature = "spans"))]
mod off;

#[cfg(feature = "spans")]
pub use self::map::SpanMap;
#[cfg(not(feature = "spans"))]
pub use self::off::SpanMap;

/// A place in a catalog's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Index of the file in [`Catalog::files`](crate::model::Catalog::files).
    pub file: usize,
    /// Line, from 1.
    pub line: usize,
    /// The offset of the key, by which a [`SpanMap`] finds the entry.
    pub(crate) start: usize,
}
