//! A template, split into pieces when the catalog was read.

use alloc::string::String;
use alloc::vec::Vec;

use crate::ViolationsShape;

/// The place of a value: a public field of the error by its index, or one of the context's slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot(pub u8);

impl Slot {
    /// How many public fields an error can have.
    pub const MAX_FIELDS: usize = 200;
    /// `{request_id}`.
    pub const REQUEST_ID: Slot = Slot(200);
    /// `{instance}`.
    pub const INSTANCE: Slot = Slot(201);
    /// `{timestamp}`.
    pub const TIMESTAMP: Slot = Slot(202);
    /// `{debug}`.
    pub const DEBUG: Slot = Slot(203);
    /// `{retry_after}`, where the error has no field of that name.
    pub const RETRY_AFTER: Slot = Slot(204);
    /// Every slot of the context, in order of number.
    pub const CONTEXT: [Slot; 5] = [Slot::REQUEST_ID, Slot::INSTANCE, Slot::TIMESTAMP, Slot::DEBUG, Slot::RETRY_AFTER];
}

/// Slots that an outline has: a catalog's body in which nothing is filled in yet, for reading responses. They have no
/// value when a program runs.
impl Slot {
    /// `{code}`.
    pub const CODE: Slot = Slot(205);
    /// `{number}`.
    pub const NUMBER: Slot = Slot(206);
    /// `{status}`.
    pub const STATUS: Slot = Slot(207);
    /// `{reason}`.
    pub const REASON: Slot = Slot(208);
    /// `{title}`.
    pub const TITLE: Slot = Slot(209);
    /// `{message}`.
    pub const MESSAGE: Slot = Slot(210);
    /// `{user_message}`.
    pub const USER_MESSAGE: Slot = Slot(211);
    /// `{category}`.
    pub const CATEGORY: Slot = Slot(212);
    /// `{docs_url}`.
    pub const DOCS_URL: Slot = Slot(213);
    /// `{details}`.
    pub const DETAILS: Slot = Slot(214);
    /// `{violations}`.
    pub const VIOLATIONS: Slot = Slot(215);
    /// `{grpc}`.
    pub const GRPC: Slot = Slot(216);
    /// `{catalog}`.
    pub const CATALOG: Slot = Slot(217);
    /// `{metadata}`.
    pub const METADATA: Slot = Slot(218);
}

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
            Op::Json(slot) => (1, slot.0, 0, 0),
            Op::Text(slot) => (2, slot.0, 0, 0),
            Op::Violations(slot, shape) => (3, slot.0, shape.to_byte() as u16, 0),
            Op::Comma => (4, 0, 0, 0),
            Op::SkipIfAbsent(slot, count) => (5, slot.0, 0, count),
        };
        let ([s0, s1], [l0, l1, l2, l3]) = (short.to_le_bytes(), long.to_le_bytes());
        [kind, slot, s0, s1, l0, l1, l2, l3]
    }

    /// The operation that [`to_bytes`](Op::to_bytes) made these bytes from; other bytes copy no text at all.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Op::SIZE]) -> Op {
        let [kind, slot, s0, s1, l0, l1, l2, l3] = bytes;
        let slot = Slot(slot);
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
