//! A template, split into pieces when the catalog was read.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{Slot, ViolationsShape};

/// One step of a [`Program`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Op {
    /// Copies a piece of the program's text; in a body it is JSON already.
    Literal {
        /// Offset of its first byte in the text.
        start: u32,
        /// Length in bytes.
        len: u16,
    },
    /// Writes a slot as a JSON value.
    Json(Slot),
    /// Writes a slot as text: escaped inside a JSON string, as it is in a message.
    Text(Slot),
    /// Writes a slot that holds field-level errors, as a JSON value of the given shape.
    Violations(Slot, ViolationsShape),
    /// Writes a comma, unless the object or array has no member yet.
    Comma,
    /// Passes over the next operations where the slot has no value.
    SkipIfAbsent(Slot, u32),
}

impl Op {
    /// Bytes that one operation takes in a table.
    pub const SIZE: usize = 8;

    /// The operation as a table holds it: kind, slot, 16 bits, 32 bits, little end first.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Op::SIZE] {
        let (kind, slot, short, long) = match self {
            Op::Literal { start, len } => (0, 0, len, start),
            Op::Json(slot) => (1, slot.to_byte(), 0, 0),
            Op::Text(slot) => (2, slot.to_byte(), 0, 0),
            Op::Violations(slot, shape) => (3, slot.to_byte(), shape.to_byte() as u16, 0),
            Op::Comma => (4, 0, 0, 0),
            Op::SkipIfAbsent(slot, count) => (5, slot.to_byte(), 0, count),
        };
        let ([s0, s1], [l0, l1, l2, l3]) = (short.to_le_bytes(), long.to_le_bytes());
        [kind, slot, s0, s1, l0, l1, l2, l3]
    }

    /// The operation that [`to_bytes`](Op::to_bytes) made these bytes from; other bytes copy no text at all.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Op::SIZE]) -> Op {
        let [kind, slot, s0, s1, l0, l1, l2, l3] = bytes;
        let slot = Slot::from_byte(slot);
        let (short, long) = (u16::from_le_bytes([s0, s1]), u32::from_le_bytes([l0, l1, l2, l3]));
        match kind {
            0 => Op::Literal { start: long, len: short },
            1 => Op::Json(slot),
            2 => Op::Text(slot),
            3 => Op::Violations(slot, ViolationsShape::from_byte(s0)),
            4 => Op::Comma,
            5 => Op::SkipIfAbsent(slot, long),
            _ => Op::Literal { start: 0, len: 0 },
        }
    }
}

/// A template that is ready to run: its operations, and the text that they copy from.
///
/// Many programs share one text; each is a slice of one table of operations, [`Op::SIZE`] bytes each. The
/// tables are plain literals in generated code, which costs the compiler next to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// What [`Op::Literal`] copies from.
    pub text: &'a str,
    /// Operations, as [`Op::to_bytes`] writes them.
    pub ops: &'a [u8],
}

impl<'a> Program<'a> {
    /// The operations, in the order in which they run.
    pub fn ops(self) -> impl Iterator<Item = Op> + 'a {
        self.ops.chunks_exact(Op::SIZE).filter_map(|bytes| bytes.try_into().ok()).map(Op::from_bytes)
    }

    /// The table of `ops`, as a program holds it.
    #[must_use]
    pub fn assemble(ops: &[Op]) -> Vec<u8> {
        let mut table = Vec::with_capacity(ops.len() * Op::SIZE);
        ops.iter().for_each(|op| table.extend_from_slice(&op.to_bytes()));
        table
    }

    /// What the program writes if it is made of literals alone, and `None` if it uses a slot.
    #[must_use]
    pub fn as_constant(self) -> Option<String> {
        self.ops()
            .map(|op| match op {
                Op::Literal { start, len } => Some(self.piece(start, len)),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn piece(self, start: u32, len: u16) -> &'a str {
        let start = start as usize;
        self.text.get(start..start + usize::from(len)).unwrap_or_default()
    }
}
