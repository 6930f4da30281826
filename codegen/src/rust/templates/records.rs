//! Encodes templates as records.

use error_catalog_model::InternedMap;
use error_catalog_wire::{Builtin, Record, Slot};

use crate::program::{Compiled, OpenSlot, Shape, TextPiece};

/// The records of a catalog. Equal templates are stored once.
pub(super) struct Records<'a> {
    pub(super) bytes: Vec<u8>,
    /// The text that is not in the text of the programs.
    pub(super) text: String,
    /// Where the texts in the messages of the errors are in the text of the programs.
    shared: InternedMap<'a, u32>,
    /// Where the other texts are.
    places: InternedMap<'static, u32>,
    templates: InternedMap<'static, u32>,
}

/// Determines which parts of a template are stored.
enum Parts<'a> {
    /// Every part.
    All,
    /// Only the parts that lead to a slot that the client needs: a field, one of the slots in `builtins`, or a slot in
    /// `texts`. The value of a slot helps to find where other slots end in a text.
    Needed { builtins: &'a [Builtin], texts: Vec<Slot> },
}

impl Parts<'_> {
    fn include(&self, shape: &Shape) -> bool {
        match self {
            Parts::All => true,
            Parts::Needed { builtins, texts } => shape.has_slot(&|slot| match slot {
                Slot::Field(_) => true,
                Slot::Builtin(builtin) => builtins.contains(&builtin) || texts.contains(&slot),
                Slot::Violation(_) | Slot::Value(_) => true,
            }),
        }
    }
}

/// The slots that a client reads whatever the error is.
const GENERAL: [Builtin; 9] = [
    Builtin::Code,
    Builtin::Number,
    Builtin::Title,
    Builtin::Message,
    Builtin::UserMessage,
    Builtin::Details,
    Builtin::Violations,
    Builtin::RequestId,
    Builtin::RetryAfter,
];

/// The slots that a client reads in addition to the fields of an error.
const CONTEXT: [Builtin; 2] = [Builtin::RequestId, Builtin::RetryAfter];

impl<'a> Records<'a> {
    pub(super) fn new(compiled: &'a Compiled) -> Self {
        let mut shared = InternedMap::default();
        for error in &compiled.errors {
            for op in &error.message {
                shared.add(compiled.slice(op.slice()).as_bytes(), op.slice().start);
            }
        }
        let (places, templates) = (InternedMap::default(), InternedMap::default());
        Self { shared, bytes: Vec::new(), text: String::new(), places, templates }
    }

    /// Adds a whole template, and returns the index of its first record.
    pub(super) fn place(&mut self, shape: &Shape) -> u32 {
        self.place_parts(shape, &Parts::All)
    }

    /// Adds the body with every slot open, and returns the index of its first record.
    pub(super) fn place_outline(&mut self, shape: &Shape) -> u32 {
        let mut texts = Vec::new();
        shape.push_text_slots(&mut texts);
        self.place_parts(shape, &Parts::Needed { builtins: &GENERAL, texts })
    }

    fn place_parts(&mut self, shape: &Shape, parts: &Parts<'_>) -> u32 {
        let mut out = Vec::new();
        self.push(shape, parts, &mut out);
        self.add(out)
    }

    /// Adds the templates of an error, and returns 1 + the index of the first record; 0 if the templates have no slot.
    /// The constants of a candidate are included, because they identify the error.
    pub(super) fn place_error(
        &mut self,
        body: &Shape,
        headers: &[(&str, Shape)],
        retry_after: Option<usize>,
        is_candidate: bool,
    ) -> u32 {
        let mut out = Vec::new();
        push_record(Record::ERROR, retry_after.map_or(0, |index| index + 1), 0, &mut out);
        let mut texts = Vec::new();
        body.push_text_slots(&mut texts);
        headers.iter().for_each(|(_, text)| text.push_text_slots(&mut texts));
        let parts = if is_candidate { Parts::All } else { Parts::Needed { builtins: &CONTEXT, texts } };
        self.push(body, &parts, &mut out);
        let is_open = |text: &Shape| text.has_slot(&|_| true);
        for (name, text) in headers.iter().filter(|(_, text)| is_open(text)) {
            self.push_text(Record::HEADER, name, &mut out);
            self.push(text, &Parts::All, &mut out);
        }
        close(0, &mut out);
        // An error and an object without members.
        if out.len() == 2 * Record::SIZE { 0 } else { self.add(out) + 1 }
    }

    fn add(&mut self, records: Vec<u8>) -> u32 {
        let next = (self.bytes.len() / Record::SIZE) as u32;
        if let Some(index) = self.templates.get(&records) {
            return index;
        }
        self.bytes.extend_from_slice(&records);
        self.templates.add(records, next);
        next
    }

    fn push(&mut self, shape: &Shape, parts: &Parts<'_>, out: &mut Vec<u8>) {
        let start = out.len();
        match shape {
            Shape::Constant(json) => self.push_text(Record::CONSTANT, json, out),
            Shape::Message(slots) => {
                push_record(Record::MESSAGE, 0, slots.len() as u32, out);
                slots.iter().for_each(|open| push_slot(*open, out));
            }
            Shape::Slot(open) => push_slot(*open, out),
            Shape::Violations(slot) => push_record(Record::VIOLATIONS, 0, slot.to_byte().into(), out),
            Shape::Each { slot, names, value, once } => {
                push_record(Record::EACH, slot.to_byte().into(), 0, out);
                if !names.is_empty() {
                    self.push_text(Record::NAMES, names, out);
                }
                self.push(value, &Parts::All, out);
                once.iter().for_each(|once| self.push(once, &Parts::All, out));
                close(start, out);
            }
            Shape::Text(pieces) => match pieces.as_slice() {
                [] => self.push_text(Record::STRING, "", out),
                [TextPiece::Literal(text)] => self.push_text(Record::STRING, text, out),
                pieces => {
                    push_record(Record::TEXT, 0, 0, out);
                    pieces.iter().for_each(|piece| self.push_piece(piece, out));
                    close(start, out);
                }
            },
            // The constants in a list tell which element is which.
            Shape::List(elements) => {
                push_record(Record::LIST, 0, 0, out);
                elements.iter().for_each(|element| self.push(element, &Parts::All, out));
                close(start, out);
            }
            Shape::Object(members) => {
                push_record(Record::OBJECT, 0, 0, out);
                for (key, value) in members {
                    if parts.include(value) {
                        self.push_text(Record::KEY, key, out);
                        self.push(value, parts, out);
                    }
                }
                close(start, out);
            }
        }
    }

    fn push_piece(&mut self, piece: &TextPiece, out: &mut Vec<u8>) {
        match piece {
            TextPiece::Literal(text) => self.push_text(Record::STRING, text, out),
            TextPiece::Slot(open) => push_slot(*open, out),
        }
    }

    fn push_text(&mut self, kind: u8, text: &str, out: &mut Vec<u8>) {
        let len = (0..=text.len().min(Record::MAX_LEN)).rfind(|len| text.is_char_boundary(*len)).unwrap_or_default();
        let (text, _) = text.split_at(len);
        let key = text.as_bytes();
        let shared = self.shared.get(key).map(|start| Record::SHARED | start);
        let start = shared.or_else(|| self.places.get(key)).unwrap_or_else(|| {
            let start = self.text.len() as u32;
            self.text.push_str(text);
            self.places.add(key.to_vec(), start);
            start
        });
        push_record(kind, text.len(), start, out);
    }
}

fn push_slot(OpenSlot { slot, format }: OpenSlot, out: &mut Vec<u8>) {
    let format = format.map_or(0, |format| 1 + usize::from(format.to_byte()));
    push_record(Record::SLOT, format, slot.to_byte().into(), out);
}

fn push_record(kind: u8, len: usize, number: u32, out: &mut Vec<u8>) {
    out.extend(Record { kind, len: len as u32, number }.to_bytes());
}

/// Writes into the record at `start` how many records follow it.
fn close(start: usize, out: &mut [u8]) {
    let number = ((out.len() - start) / Record::SIZE - 1) as u32;
    if let Some(bytes) = out.get_mut(start..).and_then(<[u8]>::first_chunk_mut) {
        *bytes = Record { number, ..Record::from_bytes(*bytes) }.to_bytes();
    }
}
