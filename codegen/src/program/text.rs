//! The text that all programs copy from.

use std::collections::BTreeMap;

use error_catalog_wire::Op;

/// Collects pieces of text, and stores each distinct piece only once.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    places: BTreeMap<String, u32>,
}

/// The maximum number of bytes that one [`Op::Literal`] can copy.
const LONGEST: usize = u16::MAX as usize;

impl Text {
    /// Adds `text` to the collection, and appends the operations that copy it to `ops`.
    pub(super) fn copy(&mut self, text: &str, ops: &mut Vec<Op>) {
        let mut rest = text;
        while !rest.is_empty() {
            let mut len = rest.len().min(LONGEST);
            while !rest.is_char_boundary(len) {
                len -= 1;
            }
            let (piece, tail) = rest.split_at(len);
            ops.push(Op::Literal { start: self.place(piece), len: len as u16 });
            rest = tail;
        }
    }

    fn place(&mut self, piece: &str) -> u32 {
        if let Some(place) = self.places.get(piece) {
            return *place;
        }
        let place = self.text.len() as u32;
        self.text.push_str(piece);
        self.places.insert(piece.to_owned(), place);
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
        let mut ops = Vec::new();
        let long = "é".repeat(40_000);
        for piece in ["ab", "", "c", "ab", &long] {
            text.copy(piece, &mut ops);
        }
        let expected = [(0, 2), (2, 1), (0, 2), (3, 65_534), (65_537, 14_466)];
        assert_eq!(ops, expected.map(|(start, len)| Op::Literal { start, len }));
        assert_eq!(text.finish(), format!("abc{long}"));
    }
}
