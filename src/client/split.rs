//! Splits a text into the values of the slots in it.

use alloc::vec::Vec;
use core::ops::Range;

use super::template::{OpenSlot, Piece};

/// Finds the parts of a text that fill the slots of a template; `None` if a constant is not in its place or a slot has
/// two different values. Each part is as short as possible: if several commas could
/// separate two slots, the first comma separates them.
pub(super) fn split<'p>(pieces: impl Iterator<Item = Piece<'p>>, text: &str) -> Option<Vec<(OpenSlot, Range<usize>)>> {
    let mut parts: Vec<(OpenSlot, Range<usize>)> = Vec::new();
    let mut at = 0;
    // The slot that starts at `at`, whose end is not known yet.
    let mut open: Option<OpenSlot> = None;
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let rest = text.get(at..)?;
        match (piece, open) {
            (Piece::Literal(literal), None) => {
                rest.starts_with(literal).then_some(())?;
                at += literal.len();
            }
            (Piece::Literal(literal), Some(slot)) => {
                let len = match pieces.peek() {
                    Some(_) => rest.find(literal)?,
                    None => rest.strip_suffix(literal)?.len(),
                };
                parts.push((slot, at..at + len));
                at += len + literal.len();
                open = None;
            }
            (Piece::Slot(slot), open_slot) => {
                parts.extend(open_slot.map(|slot| (slot, at..at)));
                open = Some(slot);
            }
        }
    }
    match open {
        Some(slot) => parts.push((slot, at..text.len())),
        None if at == text.len() => {}
        None => return None,
    }
    let is_same = |(slot, part): &(OpenSlot, Range<usize>), (other, other_part): &(OpenSlot, Range<usize>)| {
        slot != other || text.get(part.clone()) == text.get(other_part.clone())
    };
    let has_one_value = |(index, part): (usize, _)| parts.iter().skip(index + 1).all(|other| is_same(part, other));
    parts.iter().enumerate().all(has_one_value).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parts = &'static [(u8, &'static str)];

    /// `A{0}B` as pieces.
    fn pieces(template: &str) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        for part in template.split_inclusive('}') {
            let (literal, slot) = part.split_once('{').unwrap_or((part, ""));
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal));
            }
            let slot = slot.trim_end_matches('}').parse().ok();
            pieces.extend(slot.map(|slot| Piece::Slot(OpenSlot { slot, format: None })));
        }
        pieces
    }

    #[test]
    fn a_text_is_split_at_its_constants() {
        let table: [(&str, &str, Option<Parts>); 14] = [
            ("User {0} not found", "User usr_1 not found", Some(&[(0, "usr_1")])),
            ("User {0} not found", "User  not found not found", Some(&[(0, " not found")])),
            ("User {0} not found", "User not found", None),
            ("User {0} not found", "User usr_1 not found.", None),
            ("{0}", "", Some(&[(0, "")])),
            ("{0}: {1}", "a: b: c", Some(&[(0, "a"), (1, "b: c")])),
            ("{0}{1}", "ab", Some(&[(0, ""), (1, "ab")])),
            ("{0} is not {0}", "a is not a", Some(&[(0, "a"), (0, "a")])),
            ("{0} is not {0}", "a is not b", None),
            ("é{0}é", "ééé", Some(&[(0, "é")])),
            ("plain", "plain", Some(&[])),
            ("plain", "plain text", None),
            ("", "", Some(&[])),
            ("", "x", None),
        ];
        for (template, text, expected) in table {
            let parts = split(pieces(template).into_iter(), text);
            let parts: Option<Vec<_>> =
                parts.map(|parts| parts.into_iter().map(|(open, part)| (open.slot, &text[part])).collect());
            assert_eq!(parts.as_deref(), expected, "{template}, {text}");
        }
    }
}
