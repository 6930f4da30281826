//! The places in which values were found.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use error_catalog_wire::{Builtin, Json, Slot};

use super::body::Body;
use super::template::{OpenSlot, Template};

/// Where a value was found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// The value is the JSON value of the body that has this index.
    Node(u32),
    /// The value is the part of the body's text from the first byte to before the second byte.
    Part(u32, u32),
    /// The value is the text with this index, which is not in the body as it is.
    Text(u32),
    /// The value is the list of violations with this index.
    List(u32),
}

/// The value that was found for a slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The byte of the slot.
    pub(super) slot: u8,
    /// How much of the value its format drops.
    rank: u8,
    /// Whether the value is a part of a text.
    is_part: bool,
    pub(super) place: Place,
}

impl Found {
    /// Whether another value of the slot is worse. Of a text, the wording may change.
    fn beats(&self, other: &Self) -> bool {
        (self.is_part, self.rank) < (other.is_part, other.rank)
    }
}

/// The values that were found for slots. A slot is given by its byte.
#[derive(Default)]
pub(super) struct Places {
    places: Vec<Found>,
    /// The index of the first value of the current template.
    start: usize,
    texts: Vec<String>,
    /// The lists of violations: the template of the list, and the indices of the JSON values of the body.
    lists: Vec<(Template, Vec<u32>)>,
}

impl Places {
    /// Begins another template, whose values are separate.
    pub(super) fn begin(&mut self) {
        self.start = self.places.len();
    }

    /// The values of the current template.
    pub(super) fn current(&self) -> &[Found] {
        self.places.get(self.start..).unwrap_or_default()
    }

    /// The values of the templates before the current template.
    pub(super) fn previous(&self) -> &[Found] {
        self.places.get(..self.start).unwrap_or_default()
    }

    /// Adds a value of the current template, unless the slot already has a value in a format that drops no more. Whole
    /// JSON values take precedence over parts of texts.
    pub(super) fn add(&mut self, open: OpenSlot, is_part: bool, place: Place) {
        let found = Found { slot: open.slot, rank: open.rank(), is_part, place };
        let current = self.places.get_mut(self.start..).unwrap_or_default();
        match current.iter_mut().find(|known| known.slot == open.slot) {
            Some(known) if found.beats(known) => *known = found,
            Some(_) => {}
            None => {
                if self.places.is_empty() {
                    self.places.reserve(12);
                }
                self.places.push(found);
            }
        }
    }

    /// Whether the current template has a value of the slot that is better than a part of a text.
    pub(super) fn is_known(&self, open: OpenSlot) -> bool {
        let is_better = |known: &Found| !known.is_part || known.rank <= open.rank();
        self.current().iter().any(|known| known.slot == open.slot && is_better(known))
    }

    /// Whether the value of a slot of the current template is a part of a text.
    pub(super) fn is_part(&self, slot: u8) -> bool {
        self.current().iter().any(|found| found.slot == slot && found.is_part)
    }

    /// Adds a list of violations as [`add`](Self::add) does.
    pub(super) fn add_list(&mut self, slot: u8, template: Template, nodes: Vec<u32>) {
        if find(self.current(), slot).is_none() {
            self.lists.push((template, nodes));
            self.add(OpenSlot { slot, format: None }, false, Place::List(self.lists.len() as u32 - 1));
        }
    }

    /// Stores a text that is not in the body as it is.
    pub(super) fn store(&mut self, text: String) -> Place {
        self.texts.push(text);
        Place::Text(self.texts.len() as u32 - 1)
    }

    /// The place of the text of a value that is a string or a number.
    pub(super) fn text_place(&mut self, place: Place, body: &Body) -> Option<Place> {
        let Place::Node(index) = place else { return Some(place) };
        let node = body.node(index);
        Some(match node.as_text()? {
            Cow::Borrowed(_) => {
                let Range { start, end } = node.range();
                Place::Part(start, end)
            }
            Cow::Owned(text) => self.store(text),
        })
    }

    /// The text at a place that is not a JSON value.
    pub(super) fn text<'a>(&'a self, place: Place, body: &'a Body) -> &'a str {
        match place {
            Place::Node(_) | Place::List(_) => "",
            Place::Part(start, end) => body.part(start..end),
            Place::Text(index) => self.texts.get(index as usize).map_or("", String::as_str),
        }
    }

    /// The template of the list, and the indices of the JSON values, of a list of violations.
    pub(super) fn list(&self, place: Place) -> Option<&(Template, Vec<u32>)> {
        let Place::List(index) = place else { return None };
        self.lists.get(index as usize)
    }

    pub(super) fn to_json(&self, place: Place, body: &Body) -> Json {
        match place {
            Place::Node(index) => body.node(index).to_json(),
            place => Json::String(self.text(place, body).into()),
        }
    }
}

/// The value of a slot.
pub(super) fn find(places: &[Found], slot: u8) -> Option<Place> {
    places.iter().find(|found| found.slot == slot).map(|found| found.place)
}

/// The value of a slot that every error has.
pub(super) fn find_builtin(places: &[Found], builtin: Builtin) -> Option<Place> {
    find(places, Slot::Builtin(builtin).to_byte())
}
