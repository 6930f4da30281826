//! Converts the output of a program into a tree with open slots.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use error_catalog_wire::{Json, Op, Program, Slot};

/// A JSON value with open slots.
#[derive(Debug, PartialEq)]
pub(super) enum Template {
    /// A constant.
    Literal(Json),
    /// A slot that is the whole value.
    Slot(Slot),
    /// A string with slots in it.
    Text(Vec<Piece>),
    List(Vec<Template>),
    Object(Vec<(String, Template)>),
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Literal(String),
    Slot(Slot),
}

impl Piece {
    /// The constant text of the piece, which is empty for a slot.
    pub(super) fn literal(&self) -> &str {
        match self {
            Piece::Literal(text) => text,
            Piece::Slot(_) => "",
        }
    }
}

/// Whether the output includes the parts that are left out if a slot has no value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Optional {
    Present,
    Absent,
}

impl Template {
    /// Returns the tree of the output of `program`; `None` if the output is not JSON, which does not happen for a
    /// catalog's body.
    ///
    /// The program runs with a marker instead of each slot's value, and its output is parsed. Inside a string, a marker
    /// is the slot's number between two characters that do not occur elsewhere. A slot that is a whole value becomes a
    /// separate string, in which `=` precedes the number.
    pub(super) fn compile(program: Program<'_>, optional: Optional) -> Option<Self> {
        let pieces = || program.ops().filter_map(|op| literal(program, op));
        // Unicode reserves these noncharacters for internal use, so texts do not contain them.
        let mark = ('\u{FDD0}'..='\u{FDEF}').find(|mark| !pieces().any(|piece| piece.contains(*mark)))?;
        let mut out = String::new();
        let mut ops = program.ops();
        while let Some(op) = ops.next() {
            // Writing to a `String` does not fail.
            match op {
                Op::Json(slot) | Op::Violations(slot, _) => _ = write!(out, "\"{mark}={}{mark}\"", slot.to_byte()),
                Op::Text(slot) => _ = write!(out, "{mark}{}{mark}", slot.to_byte()),
                Op::Comma if !out.ends_with(['{', '[']) => out.push(','),
                Op::SkipIfAbsent(_, count) if optional == Optional::Absent => {
                    ops.by_ref().take(count as usize).for_each(drop);
                }
                Op::SkipIfPresent(_, count) if optional == Optional::Present => {
                    ops.by_ref().take(count as usize).for_each(drop);
                }
                op => out.push_str(literal(program, op).unwrap_or_default()),
            }
        }
        serde_json::from_str(&out).ok().map(|json| Self::resolve(json, mark))
    }

    fn resolve(json: Json, mark: char) -> Self {
        match json {
            Json::String(text) if text.contains(mark) => Self::resolve_text(&text, mark),
            Json::List(elements) => {
                Template::List(elements.into_iter().map(|element| Self::resolve(element, mark)).collect())
            }
            Json::Object(members) => {
                let members = members.into_iter().map(|(key, value)| (key, Self::resolve(value, mark)));
                Template::Object(members.collect())
            }
            json => Template::Literal(json),
        }
    }

    /// Splits a text at its markers. Every second part is a slot.
    fn resolve_text(text: &str, mark: char) -> Self {
        let mut pieces = Vec::new();
        for (index, part) in text.split(mark).enumerate() {
            match part.strip_prefix('=').unwrap_or(part).parse() {
                Ok(slot) if index % 2 == 1 && part.starts_with('=') => return Template::Slot(Slot::from_byte(slot)),
                Ok(slot) if index % 2 == 1 => pieces.push(Piece::Slot(Slot::from_byte(slot))),
                _ if part.is_empty() => {}
                _ => pieces.push(Piece::Literal(part.into())),
            }
        }
        Template::Text(pieces)
    }
}

/// Returns the pieces of a program that writes plain text: a header or a message.
pub(super) fn compile_text(program: Program<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for op in program.ops() {
        match op {
            Op::Json(slot) | Op::Text(slot) | Op::Violations(slot, _) => pieces.push(Piece::Slot(slot)),
            op => pieces.extend(literal(program, op).map(|text| Piece::Literal(text.into()))),
        }
    }
    pieces
}

fn literal<'a>(program: Program<'a>, op: Op) -> Option<&'a str> {
    match op {
        Op::Literal { start, len } => program.text.get(start as usize..)?.get(..usize::from(len)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec;
    use error_catalog_wire::Builtin;

    #[test]
    fn marks_are_told_from_text() {
        let text = "{\"a\u{FDD0}\":,\"b\":\"x=9 \"}";
        let piece = |piece: &str| Op::Literal { start: text.find(piece).unwrap() as u32, len: piece.len() as u16 };
        let ops = Program::assemble(&[
            piece("{"),
            Op::SkipIfPresent(Slot::Field(1), 1),
            Op::SkipIfAbsent(Slot::Builtin(Builtin::RetryAfter), 3),
            Op::Comma,
            piece("\"a\u{FDD0}\":"),
            Op::Json(Slot::Builtin(Builtin::RetryAfter)),
            Op::Comma,
            piece("\"b\":\"x=9 "),
            Op::Text(Slot::Field(0)),
            piece("\"}"),
        ]);
        let program = Program { text, ops: &ops };
        let b = || ("b".into(), Template::Text(vec![Piece::Literal("x=9 ".to_string()), Piece::Slot(Slot::Field(0))]));
        let a = ("a\u{FDD0}".into(), Template::Slot(Slot::Builtin(Builtin::RetryAfter)));
        assert_eq!(Template::compile(program, Optional::Absent), Some(Template::Object(vec![b()])));
        assert_eq!(Template::compile(program, Optional::Present), Some(Template::Object(vec![a, b()])));
        assert_eq!(Template::compile(Program { text: "", ops: &[] }, Optional::Present), None);
    }
}
