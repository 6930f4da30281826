//! Programs, which are templates that were split into operations when the catalog was read.

use alloc::vec::Vec;

use crate::slot::Slot;
use crate::terms::SlotFormat;
use crate::violations::ViolationsShape;

/// A part of a program's text. In a body, the part is already JSON.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Slice {
    /// The offset of the slice's first byte in the text.
    pub start: u32,
    /// The length of the slice, in bytes, which may be 0.
    pub len: u16,
}

/// One step of a [`Program`]. A slice and the slot after it are one operation, because a loop over operations costs
/// more than most of the operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Op {
    /// Copies a slice.
    Literal(Slice),
    /// Copies a slice, and then writes a slot as a JSON value.
    Json(Slice, Slot),
    /// Copies a slice, and then writes a slot as a JSON value. If the slot has no value, nothing is written.
    OptionalJson(Slice, Slot),
    /// Copies a slice, and then writes a slot as text, which is escaped in a JSON string and unchanged in a message.
    Text(Slice, Slot),
    /// Copies a slice, and then writes a slot in a format, as a JSON value.
    JsonAs(Slice, Slot, SlotFormat),
    /// Copies a slice, and then writes a slot in a format, as text.
    TextAs(Slice, Slot, SlotFormat),
    /// Copies a slice, and then writes a slot of field-level errors as a JSON value of this shape.
    Violations(Slice, Slot, ViolationsShape),
    /// Runs the first number of operations after this one once for each violation in the slot, with commas between the
    /// runs. The slots of violations then have the values of the violation. Without violations, the operations after
    /// those run once, and their number is the second number.
    Repeat(Slot, u32, u16),
    /// Gives the names of the values of violations, with commas between the names. The operation is the first of those
    /// that run for each violation.
    Names(Slice),
    /// Starts a header whose name is the slice. The operations before the next header write the value.
    Header(Slice),
    /// Writes a comma, unless the object or array has no member yet.
    Comma,
    /// Skips the given number of operations if the slot has no value.
    SkipIfAbsent(Slot, u32),
    /// Skips the given number of operations if the slot has a value.
    SkipIfPresent(Slot, u32),
    /// Precedes the given number of operations, which write slots of the context and the text between them, and one
    /// operation whose slice starts with the same text. If the context is empty, only the last operation runs.
    /// Otherwise, all of them run, and the last one does not copy the given number of bytes at the start of its slice.
    ///
    /// Most responses need nothing of the context, and then one slice is copied instead of several.
    Context(u32, u16),
}

impl Op {
    /// The size of an operation in a table, in bytes.
    pub const SIZE: usize = 8;

    /// Encodes the operation for a table: its kind, its slot, 16 bits and 32 bits, little-endian.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Op::SIZE] {
        const NO_SLOT: Slot = Slot::Field(0);
        let (kind, slot, Slice { start, len }) = match self {
            Op::Literal(slice) => (kind::LITERAL, NO_SLOT, slice),
            Op::Json(slice, slot) => (kind::JSON, slot, slice),
            Op::OptionalJson(slice, slot) => (kind::OPTIONAL_JSON, slot, slice),
            Op::Text(slice, slot) => (kind::TEXT, slot, slice),
            Op::Header(slice) => (kind::HEADER, NO_SLOT, slice),
            Op::JsonAs(slice, slot, format) => (kind::JSON_AS + format.to_byte(), slot, slice),
            Op::TextAs(slice, slot, format) => (kind::TEXT_AS + format.to_byte(), slot, slice),
            Op::Violations(slice, slot, shape) => (kind::VIOLATIONS + shape.to_byte(), slot, slice),
            Op::Repeat(slot, count, otherwise) => (kind::REPEAT, slot, Slice { start: count, len: otherwise }),
            Op::Names(slice) => (kind::NAMES, NO_SLOT, slice),
            Op::Comma => (kind::COMMA, NO_SLOT, Slice { start: 0, len: 0 }),
            Op::SkipIfAbsent(slot, count) => (kind::SKIP_IF_ABSENT, slot, Slice { start: count, len: 0 }),
            Op::SkipIfPresent(slot, count) => (kind::SKIP_IF_PRESENT, slot, Slice { start: count, len: 0 }),
            Op::Context(count, len) => (kind::CONTEXT, NO_SLOT, Slice { start: count, len }),
        };
        let ([l0, l1], [s0, s1, s2, s3]) = (len.to_le_bytes(), start.to_le_bytes());
        [kind, slot.to_byte(), l0, l1, s0, s1, s2, s3]
    }

    /// The slice that the operation copies, which may be empty.
    #[must_use]
    pub const fn slice(self) -> Slice {
        match self {
            Op::Literal(slice) | Op::Json(slice, _) | Op::OptionalJson(slice, _) => slice,
            Op::Text(slice, _) | Op::Violations(slice, ..) | Op::Header(slice) | Op::Names(slice) => slice,
            Op::JsonAs(slice, ..) | Op::TextAs(slice, ..) => slice,
            Op::Comma | Op::SkipIfAbsent(..) | Op::SkipIfPresent(..) => Slice { start: 0, len: 0 },
            Op::Repeat(..) | Op::Context(..) => Slice { start: 0, len: 0 },
        }
    }

    /// The format of the slot that the operation writes.
    #[must_use]
    pub const fn format(self) -> Option<SlotFormat> {
        match self {
            Op::JsonAs(_, _, format) | Op::TextAs(_, _, format) => Some(format),
            _ => None,
        }
    }

    /// The slot that the operation writes, if it writes a slot.
    #[must_use]
    pub const fn slot(self) -> Option<Slot> {
        match self {
            Op::Json(_, slot) | Op::OptionalJson(_, slot) | Op::Text(_, slot) => Some(slot),
            Op::JsonAs(_, slot, _) | Op::TextAs(_, slot, _) | Op::Violations(_, slot, _) => Some(slot),
            Op::Literal(_) | Op::Header(_) | Op::Names(_) | Op::Comma | Op::Repeat(..) => None,
            Op::SkipIfAbsent(..) | Op::SkipIfPresent(..) | Op::Context(..) => None,
        }
    }
}

/// The kinds of operations in a table.
pub(crate) mod kind {
    pub(crate) const LITERAL: u8 = 0;
    pub(crate) const JSON: u8 = 1;
    pub(crate) const OPTIONAL_JSON: u8 = 2;
    pub(crate) const TEXT: u8 = 3;
    pub(crate) const HEADER: u8 = 4;
    pub(crate) const COMMA: u8 = 5;
    pub(crate) const SKIP_IF_ABSENT: u8 = 6;
    pub(crate) const SKIP_IF_PRESENT: u8 = 7;
    pub(crate) const CONTEXT: u8 = 8;
    pub(crate) const REPEAT: u8 = 9;
    pub(crate) const NAMES: u8 = 10;
    /// This number and the numbers below [`JSON_AS`]: violations, whose shape is the difference.
    pub(crate) const VIOLATIONS: u8 = 11;
    /// This number and the numbers below [`TEXT_AS`]: a JSON value in a format, which is the difference.
    pub(crate) const JSON_AS: u8 = 64;
    /// This number and all larger numbers: text in a format, which is the difference.
    pub(crate) const TEXT_AS: u8 = 128;
}

/// An operation in a table. The encoder decodes only the parts that it needs.
#[derive(Clone, Copy)]
pub(crate) struct Encoded(pub(crate) [u8; Op::SIZE]);

impl Encoded {
    #[inline]
    pub(crate) const fn kind(self) -> u8 {
        self.0[0]
    }

    /// The byte of the slot.
    #[inline]
    pub(crate) const fn slot(self) -> u8 {
        self.0[1]
    }

    /// The slice before the slot, which is empty if the operation skips operations.
    #[inline]
    pub(crate) const fn slice(self) -> Slice {
        let [_, _, l0, l1, s0, s1, s2, s3] = self.0;
        Slice { start: u32::from_le_bytes([s0, s1, s2, s3]), len: u16::from_le_bytes([l0, l1]) }
    }

    /// The number of operations to skip.
    #[inline]
    pub(crate) const fn count(self) -> u32 {
        self.slice().start
    }

    #[inline]
    pub(crate) const fn shape(self) -> ViolationsShape {
        ViolationsShape::from_byte(self.kind() - kind::VIOLATIONS)
    }

    /// The format of a value or a text.
    pub(crate) const fn format(self) -> SlotFormat {
        let first = if self.kind() < kind::TEXT_AS { kind::JSON_AS } else { kind::TEXT_AS };
        SlotFormat::from_byte(self.kind().saturating_sub(first))
    }

    /// The operation without the first `len` bytes of its slice.
    pub(crate) const fn without(self, len: u16) -> Self {
        let [kind, slot, ..] = self.0;
        let slice = self.slice();
        let ([l0, l1], [s0, s1, s2, s3]) =
            (slice.len.saturating_sub(len).to_le_bytes(), slice.start.saturating_add(len as u32).to_le_bytes());
        Self([kind, slot, l0, l1, s0, s1, s2, s3])
    }

    /// Decodes the output of [`Op::to_bytes`]. Other bytes become an operation of some kind.
    const fn decode(self) -> Op {
        let (slot, slice) = (Slot::from_byte(self.slot()), self.slice());
        match self.kind() {
            kind::LITERAL => Op::Literal(slice),
            kind::JSON => Op::Json(slice, slot),
            kind::OPTIONAL_JSON => Op::OptionalJson(slice, slot),
            kind::TEXT => Op::Text(slice, slot),
            kind::HEADER => Op::Header(slice),
            kind::COMMA => Op::Comma,
            kind::SKIP_IF_ABSENT => Op::SkipIfAbsent(slot, self.count()),
            kind::SKIP_IF_PRESENT => Op::SkipIfPresent(slot, self.count()),
            kind::CONTEXT => Op::Context(self.count(), slice.len),
            kind::REPEAT => Op::Repeat(slot, self.count(), slice.len),
            kind::NAMES => Op::Names(slice),
            kind::JSON_AS..kind::TEXT_AS => Op::JsonAs(slice, slot, self.format()),
            kind::TEXT_AS.. => Op::TextAs(slice, slot, self.format()),
            _ => Op::Violations(slice, slot, self.shape()),
        }
    }
}

/// The operations of a program that have not run yet.
pub(crate) struct Operations<'a>(&'a [u8]);

impl<'a> Operations<'a> {
    #[inline]
    pub(crate) fn skip_ops(&mut self, count: u32) {
        self.0 = self.0.get(Op::SIZE * count as usize..).unwrap_or_default();
    }

    /// The table of these operations.
    #[inline]
    pub(crate) const fn rest(&self) -> &'a [u8] {
        self.0
    }
}

impl Iterator for Operations<'_> {
    type Item = Encoded;

    #[inline]
    fn next(&mut self) -> Option<Encoded> {
        let (op, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(Encoded(*op))
    }
}

/// A compiled template, which the encoder runs. A program consists of operations and of the text that the operations
/// copy from.
///
/// All programs of a catalog share one text. Each program is a slice of one table, which has [`Op::SIZE`] bytes for
/// each operation. In generated code, the text and the table are literals, which compile quickly.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// The text that the operations copy from.
    pub text: &'a str,
    /// The operations, encoded by [`Op::to_bytes`].
    pub ops: &'a [u8],
}

impl<'a> Program<'a> {
    /// The operations, in the order in which they are stored.
    pub fn ops(self) -> impl Iterator<Item = Op> + 'a {
        self.operations().map(Encoded::decode)
    }

    #[inline]
    pub(crate) fn operations(self) -> Operations<'a> {
        Operations(self.ops)
    }

    /// Encodes operations as the table of a program.
    #[must_use]
    pub fn assemble(ops: &[Op]) -> Vec<u8> {
        let mut table = Vec::with_capacity(ops.len() * Op::SIZE);
        ops.iter().for_each(|op| table.extend_from_slice(&op.to_bytes()));
        table
    }

    /// The text of a slice. A slice that is not in the text is empty.
    #[inline]
    #[must_use]
    pub fn slice(self, Slice { start, len }: Slice) -> &'a str {
        let start = start as usize;
        self.text.get(start..start + usize::from(len)).unwrap_or_default()
    }
}
