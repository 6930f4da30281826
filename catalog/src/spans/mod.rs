//! The places of all keys, kept after the values have been read.
//!
//! Each entry of the model has a [`Location`]. A [`SpanMap`] contains the places of the entry's keys, so a message
//! about a key needs no new search of the text.
//!
//! Only messages about locks, changes and outputs need the map. The attribute emits no messages about locks, changes or
//! outputs. Without the feature `spans`, the map is empty and costs nothing.

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
    /// Line number, from 1.
    pub line: usize,
    /// Offset of the entry's key, by which a [`SpanMap`] finds the entry.
    pub(crate) start: usize,
}

impl Location {
    /// Returns the column number of the entry's key, from 1. `text` is the text of the file.
    #[must_use]
    pub fn column(&self, text: &str) -> usize {
        let line = text.get(..self.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        line.chars().count() + 1
    }
}
