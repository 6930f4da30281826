//! The text that all programs copy from.

use error_catalog_model::InternedMap;
use error_catalog_wire::Slice;

/// Collects slices of text, and stores each distinct slice only once.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    /// Where each slice is in the text.
    places: InternedMap<'static, u32>,
}

/// The maximum length of a [`Slice`], in bytes.
pub(super) const LONGEST: usize = u16::MAX as usize;

impl Text {
    /// Adds `text` to the collection, and calls `copy` with each slice of `text`. Only a very long text has several
    /// slices.
    pub(super) fn place(&mut self, text: &str, mut copy: impl FnMut(Slice)) {
        let mut rest = text;
        while !rest.is_empty() {
            let mut len = rest.len().min(LONGEST);
            while !rest.is_char_boundary(len) {
                len -= 1;
            }
            let (slice, tail) = rest.split_at(len);
            copy(Slice { start: self.start(slice), len: len as u16 });
            rest = tail;
        }
    }

    fn start(&mut self, slice: &str) -> u32 {
        if let Some(place) = self.places.get(slice.as_bytes()) {
            return place;
        }
        let place = self.text.len() as u32;
        self.text.push_str(slice);
        self.places.add(slice.as_bytes().to_vec(), place);
        place
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_equal_pieces_and_splits_long_ones() {
        let mut text = Text::default();
        let mut slices = Vec::new();
        let long = "é".repeat(40_000);
        for slice in ["ab", "", "c", "ab", &long] {
            text.place(slice, |slice| slices.push(slice));
        }
        let expected = [(0, 2), (2, 1), (0, 2), (3, 65_534), (65_537, 14_466)];
        assert_eq!(slices, expected.map(|(start, len)| Slice { start, len }));
        assert_eq!(text.finish(), format!("abc{long}"));
    }
}
