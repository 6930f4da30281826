//! Programs, which are templates that were split into operations when the catalog was read.

use alloc::vec::Vec;

use crate::slot::Slot;
use crate::violations::ViolationsShape;

/// One step of a [`Program`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Op {
    /// Copies a piece of the program's text. In a body, the piece is already JSON.
    Literal {
        /// The offset of the piece's first byte in the text.
        start: u32,
        /// The length of the piece, in bytes.
        len: u16,
    },
    /// Writes a slot as a JSON value.
    Json(Slot),
    /// Writes a slot as text, which is escaped in a JSON string and unchanged in a message.
    Text(Slot),
    /// Writes a slot of field-level errors as a JSON value of this shape.
    Violations(Slot, ViolationsShape),
    /// Writes a comma, unless the object or array has no member yet.
    Comma,
    /// Skips the given number of operations if the slot has no value.
    SkipIfAbsent(Slot, u32),
    /// Skips the given number of operations if the slot has a value.
    SkipIfPresent(Slot, u32),
}

impl Op {
    /// The size of an operation in a table, in bytes.
    pub const SIZE: usize = 8;

    /// Encodes the operation for a table: its kind, its slot, 16 bits and 32 bits, little-endian.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Op::SIZE] {
        let (kind, slot, short, long) = match self {
            Op::Literal { start, len } => (0, 0, len, start),
            Op::Json(slot) => (1, slot.to_byte(), 0, 0),
            Op::Text(slot) => (2, slot.to_byte(), 0, 0),
            Op::Violations(slot, shape) => (3, slot.to_byte(), shape.to_byte() as u16, 0),
            Op::Comma => (4, 0, 0, 0),
            Op::SkipIfAbsent(slot, count) => (5, slot.to_byte(), 0, count),
            Op::SkipIfPresent(slot, count) => (6, slot.to_byte(), 0, count),
        };
        let ([s0, s1], [l0, l1, l2, l3]) = (short.to_le_bytes(), long.to_le_bytes());
        [kind, slot, s0, s1, l0, l1, l2, l3]
    }

    /// Decodes the output of [`to_bytes`](Op::to_bytes). Other bytes become an operation without effect.
    #[inline]
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
            6 => Op::SkipIfPresent(slot, long),
            _ => Op::Literal { start: 0, len: 0 },
        }
    }
}

/// A compiled template, which the encoder runs. A program consists of operations and of the text that the operations
/// copy from.
///
/// All programs of a catalog share one text. Each program is a slice of one table, which has [`Op::SIZE`] bytes for
/// each operation. In generated code, the text and the table are literals, which compile quickly.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// The text that [`Op::Literal`] copies from.
    pub text: &'a str,
    /// The operations, encoded by [`Op::to_bytes`].
    pub ops: &'a [u8],
}

impl<'a> Program<'a> {
    /// The operations, in the order in which they run.
    pub fn ops(self) -> impl Iterator<Item = Op> + 'a {
        self.ops.chunks_exact(Op::SIZE).filter_map(|bytes| bytes.try_into().ok()).map(Op::from_bytes)
    }

    /// Encodes operations as the table of a program.
    #[must_use]
    pub fn assemble(ops: &[Op]) -> Vec<u8> {
        let mut table = Vec::with_capacity(ops.len() * Op::SIZE);
        ops.iter().for_each(|op| table.extend_from_slice(&op.to_bytes()));
        table
    }

    #[inline]
    pub(crate) fn piece(self, start: u32, len: u16) -> &'a str {
        let start = start as usize;
        self.text.get(start..start + usize::from(len)).unwrap_or_default()
    }
}
