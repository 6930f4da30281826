//! Reads the [records](Record) of compiled templates.

use core::ops::Range;

use error_catalog_wire::{Op, Program, Record, SlotFormat};

use crate::templates::Templates;

/// A JSON value with open slots.
#[derive(Clone, Copy)]
pub(super) struct Template {
    templates: &'static Templates,
    /// The row of the error, which has a message.
    row: u32,
    index: u32,
    record: Record,
}

/// The templates of one error.
#[derive(Clone, Copy)]
pub(super) struct ErrorTemplates(pub(super) Template);

/// What a template is.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// A slot that is the whole value.
    Slot(OpenSlot),
    /// A string with slots in it.
    Text,
    /// A constant string.
    String(&'static str),
    /// A constant that is not a string, as JSON.
    Constant(&'static str),
    List,
    Object,
    /// A list with a value for each violation in the slot with this byte, or elements of a list that are such values.
    Each(u8),
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Literal(&'a str),
    Slot(OpenSlot),
}

/// A slot, as its byte, and the format in which a time or a duration is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OpenSlot {
    pub(super) slot: u8,
    pub(super) format: Option<SlotFormat>,
}

impl OpenSlot {
    fn of(record: Record) -> Self {
        Self { slot: record.number as u8, format: record.format() }
    }
}

impl Piece<'_> {
    /// The length of the constant text of the piece.
    pub(super) fn literal_len(self) -> usize {
        match self {
            Piece::Literal(text) => text.len(),
            Piece::Slot(_) => 0,
        }
    }
}

impl Templates {
    fn record(&self, index: u32) -> Record {
        Record::from_bytes(entry(self.records, index as usize).unwrap_or_default())
    }

    fn string(&self, record: Record) -> &'static str {
        let (text, range) = self.place(record);
        text.get(range).unwrap_or_default()
    }

    /// The bytes of a string, whose ends need not be checked.
    fn bytes(&self, record: Record) -> &'static [u8] {
        let (text, range) = self.place(record);
        text.as_bytes().get(range).unwrap_or_default()
    }

    fn place(&self, Record { len, number, .. }: Record) -> (&'static str, Range<usize>) {
        let (text, start) =
            if number < Record::SHARED { (self.text, number) } else { (self.table.text, number - Record::SHARED) };
        (text, start as usize..start as usize + len as usize)
    }

    pub(super) fn template(&'static self, row: u32, index: u32) -> Template {
        Template { templates: self, row, index, record: self.record(index) }
    }
}

/// The pieces of a message that an operation writes.
fn pieces(program: Program<'static>, op: Op) -> impl Iterator<Item = Piece<'static>> {
    let literal = Some(program.slice(op.slice())).filter(|literal| !literal.is_empty()).map(Piece::Literal);
    literal.into_iter().chain(op.slot().map(|slot| Piece::Slot(OpenSlot { slot: slot.to_byte(), format: op.format() })))
}

/// The entry at `index` of a table whose entries have `N` bytes.
pub(super) fn entry<const N: usize>(table: &[u8], index: usize) -> Option<[u8; N]> {
    table.get(N * index..)?.first_chunk().copied()
}

impl ErrorTemplates {
    pub(super) fn body(self) -> Template {
        self.0.at(self.0.index + 1)
    }

    /// The field `retry_after`.
    pub(super) fn retry_after(self) -> Option<u8> {
        self.0.record.len.checked_sub(1).map(|index| index as u8)
    }

    /// The names and the values of the headers with slots.
    pub(super) fn headers(self) -> impl Iterator<Item = (&'static str, Template)> {
        self.0.pairs(self.body().end()).map(move |(name, value)| (self.0.templates.string(name), value))
    }
}

impl Template {
    pub(super) fn shape(self) -> Shape {
        let record = self.record;
        match record.kind {
            Record::OBJECT => Shape::Object,
            Record::LIST => Shape::List,
            Record::EACH => Shape::Each(record.len as u8),
            Record::TEXT | Record::MESSAGE => Shape::Text,
            Record::SLOT | Record::VIOLATIONS => Shape::Slot(OpenSlot::of(record)),
            Record::STRING => Shape::String(self.templates.string(record)),
            _ => Shape::Constant(self.templates.string(record)),
        }
    }

    /// The template whose first record has this index.
    fn at(self, index: u32) -> Self {
        self.templates.template(self.row, index)
    }

    /// The index of the record after the template.
    fn end(self) -> u32 {
        self.index + 1 + if self.record.has_parts() { self.record.number } else { 0 }
    }

    /// The keys and the values of an object.
    pub(super) fn members(self) -> impl Iterator<Item = (&'static [u8], Template)> {
        self.pairs(self.index + 1).map(move |(key, value)| (self.templates.bytes(key), value))
    }

    /// The pairs of a string and a template from the record at `index` to the end of this template.
    fn pairs(self, mut index: u32) -> impl Iterator<Item = (Record, Template)> {
        let end = self.end();
        core::iter::from_fn(move || {
            let key = (index < end).then(|| self.templates.record(index))?;
            let value = self.at(index + 1);
            index = value.end();
            Some((key, value))
        })
    }

    /// The elements of a list.
    pub(super) fn elements(self) -> impl Iterator<Item = Template> {
        let (mut index, end) = (self.index + 1, self.end());
        core::iter::from_fn(move || {
            let element = (index < end).then(|| self.at(index))?;
            index = element.end();
            Some(element)
        })
    }

    /// The template of a violation, if there is a value for each violation.
    pub(super) fn each(self) -> Template {
        self.at(self.index + 1 + u32::from(self.names_record().is_some()))
    }

    /// The names of the values of violations that fill slots.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let names = self.names_record().map_or("", |record| self.templates.string(record));
        names.split_terminator(',')
    }

    fn names_record(self) -> Option<Record> {
        Some(self.templates.record(self.index + 1)).filter(|record| record.kind == Record::NAMES)
    }

    /// The template of the single element that takes the place of the violations if there is none.
    pub(super) fn once(self) -> Option<Template> {
        let index = self.each().end();
        (index < self.end()).then(|| self.at(index))
    }

    /// Whether this is the template of elements of a list, and not of a list that is a whole value.
    pub(super) fn is_spread(self) -> bool {
        self.record.kind == Record::EACH && self.once().is_some()
    }

    /// The slots in a text.
    pub(super) fn slots(self) -> impl Iterator<Item = OpenSlot> {
        let records = (self.index + 1..self.end()).map(move |index| self.templates.record(index));
        records.filter(|record| record.kind == Record::SLOT).map(OpenSlot::of)
    }

    /// The pieces of a text.
    pub(super) fn pieces(self) -> impl Iterator<Item = Piece<'static>> {
        let is_message = self.record.kind == Record::MESSAGE;
        let message = is_message.then(|| self.templates.table.programs(self.row as usize).message());
        let of_message = message.into_iter().flat_map(|program| program.ops().flat_map(move |op| pieces(program, op)));
        let own = if is_message { 0..0 } else { self.index + 1..self.end() };
        of_message.chain(own.map(move |index| {
            let record = self.templates.record(index);
            match record.kind {
                Record::STRING => Piece::Literal(self.templates.string(record)),
                _ => Piece::Slot(OpenSlot::of(record)),
            }
        }))
    }

    /// The slots of violations that are whole values.
    pub(super) fn violations(self) -> impl Iterator<Item = u8> {
        let records = (self.index..self.end()).map(move |index| self.templates.record(index));
        records.filter_map(|record| match record.kind {
            Record::VIOLATIONS => Some(record.number as u8),
            Record::EACH => Some(record.len as u8),
            _ => None,
        })
    }

    /// Whether the template contains a constant outside of texts.
    pub(super) fn has_constant(self) -> bool {
        match self.shape() {
            Shape::String(_) | Shape::Constant(_) => true,
            Shape::Slot(_) | Shape::Text | Shape::Each(_) => false,
            Shape::List => self.elements().any(Template::has_constant),
            Shape::Object => self.members().any(|(_, value)| value.has_constant()),
        }
    }
}
