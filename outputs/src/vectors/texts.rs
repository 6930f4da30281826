//! The slots in texts.

use error_catalog_codegen::program::{OpenSlot, TextPiece};
use error_catalog_model::Slot;

/// The largest number of parts of a text that are compared with the codes of a catalog.
const MOST: usize = 1_000;

/// The slots of a text and their values, of which each is as short as possible; `None` if a constant is not in its
/// place, or a slot has two different values.
pub(super) fn split<'t>(pieces: &[TextPiece], mut text: &'t str) -> Option<Vec<(Slot, &'t str)>> {
    let mut found: Vec<(OpenSlot, &str)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let open = match piece {
            TextPiece::Literal(literal) => {
                text = text.strip_prefix(literal.as_str())?;
                continue;
            }
            TextPiece::Slot(open) => *open,
        };
        let end = match pieces.get(index + 1) {
            Some(TextPiece::Literal(literal)) if index + 2 == pieces.len() => {
                text.strip_suffix(literal.as_str())?.len()
            }
            Some(TextPiece::Literal(literal)) => text.find(literal.as_str())?,
            Some(TextPiece::Slot(_)) => 0,
            None => text.len(),
        };
        let (value, rest) = text.split_at_checked(end)?;
        if found.iter().any(|known| known.0 == open && known.1 != value) {
            return None;
        }
        found.push((open, value));
        text = rest;
    }
    text.is_empty().then(|| found.into_iter().map(|(open, value)| (open.slot, value)).collect())
}

/// The parts of a text that may be the value of a slot, without repetitions; `None` if there are too many. Unlike
/// [`split`], this also finds parts that are not as short as possible.
pub(super) fn readings(pieces: &[TextPiece], slot: Slot, text: &str) -> Option<Vec<String>> {
    let is_slot = |piece: &TextPiece| matches!(piece, TextPiece::Slot(open) if open.slot == slot);
    let index = pieces.iter().position(is_slot)?;
    let (before, after) = (pieces.get(..index)?, pieces.get(index + 1..)?);
    let starts = before.iter().fold(vec![0], |starts, piece| match piece {
        TextPiece::Literal(literal) => {
            let ends = |start: usize| text.get(start..)?.starts_with(literal).then_some(start + literal.len());
            starts.into_iter().filter_map(ends).collect()
        }
        TextPiece::Slot(_) => {
            let first = starts.first().copied().unwrap_or(usize::MAX);
            (first..=text.len()).filter(|at| text.is_char_boundary(*at)).collect()
        }
    });
    let ends = after.iter().rev().fold(vec![text.len()], |ends, piece| match piece {
        TextPiece::Literal(literal) => {
            let starts = |end: usize| text.get(..end)?.ends_with(literal).then(|| end - literal.len());
            ends.into_iter().filter_map(starts).collect()
        }
        TextPiece::Slot(_) => {
            let last = ends.last().copied().map_or(0, |last| last + 1);
            (0..last).filter(|at| text.is_char_boundary(*at)).collect()
        }
    });
    let mut found: Vec<String> = Vec::new();
    if starts.len().saturating_mul(ends.len()) > MOST {
        return None;
    }
    for start in starts {
        for part in ends.iter().filter_map(|end| text.get(start..*end)) {
            if !found.iter().any(|known| known == part) {
                found.push(part.to_owned());
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use error_catalog_model::Builtin;

    use super::*;

    fn slot(builtin: Builtin) -> TextPiece {
        TextPiece::Slot(OpenSlot { slot: Slot::Builtin(builtin), format: None })
    }

    fn literal(text: &str) -> TextPiece {
        TextPiece::Literal(text.to_owned())
    }

    #[test]
    fn every_reading_is_found() {
        let (a, b) = (slot(Builtin::Code), slot(Builtin::Title));
        for (pieces, text, expected) in [
            (vec![a.clone()], "x", Some(vec!["x"])),
            (vec![b.clone()], "x", None),
            (vec![literal("<"), a.clone(), literal(">")], "<x>>", Some(vec!["x>"])),
            (vec![a.clone(), literal("-"), b.clone()], "x-y-z", Some(vec!["x", "x-y"])),
            (vec![b.clone(), literal("-"), a.clone()], "é-y-z", Some(vec!["y-z", "z"])),
            (vec![b.clone(), literal("-"), a.clone(), literal("-"), b.clone()], "x", Some(vec![])),
            (vec![a.clone(), b.clone()], "xy", Some(vec!["", "x", "xy"])),
        ] {
            let found = readings(&pieces, Slot::Builtin(Builtin::Code), text);
            assert_eq!(found, expected.map(|it| it.into_iter().map(str::to_owned).collect()), "{text}");
        }
        let text = "x".repeat(MOST);
        assert_eq!(readings(&[a, b], Slot::Builtin(Builtin::Code), &text), None);
    }

    #[test]
    fn a_slot_is_as_short_as_possible() {
        let (a, b) = (slot(Builtin::Code), slot(Builtin::Title));
        for (pieces, text, expected) in [
            (vec![], "", Some(vec![])),
            (vec![], "x", None),
            (vec![a.clone()], "x", Some(vec!["x"])),
            (vec![literal("<"), a.clone(), literal(">")], "<x>>", Some(vec!["x>"])),
            (vec![literal("<"), a.clone(), literal(">")], "<x", None),
            (vec![a.clone(), literal("-"), b.clone()], "x-y-z", Some(vec!["x", "y-z"])),
            (vec![a.clone(), b.clone()], "x", Some(vec!["", "x"])),
            (vec![a.clone(), literal("-"), a.clone()], "x-x", Some(vec!["x", "x"])),
            (vec![a.clone(), literal("-"), a.clone()], "x-y", None),
        ] {
            let found = split(&pieces, text);
            let found = found.map(|found| found.into_iter().map(|(_, value)| value).collect::<Vec<_>>());
            assert_eq!(found, expected, "{text}");
        }
    }
}
