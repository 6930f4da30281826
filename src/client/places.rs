//! The places in which values were found.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use error_catalog_wire::{Builtin, Json, Slot};

use super::body::Body;

/// Where a value was found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// The value is the JSON value of the body that has this index.
    Node(u32),
    /// The value is the part of the body's text from the first byte to before the second byte.
    Part(u32, u32),
    /// The value is the text with this index, which is not in the body as it is.
    Text(u32),
}

/// The values that were found for slots. A slot is given by its byte.
#[derive(Default)]
pub(super) struct Places {
    places: Vec<(u8, Place)>,
    /// The index of the first value of the current template.
    start: usize,
    texts: Vec<String>,
}

impl Places {
    /// Begins another template, whose values are separate.
    pub(super) fn begin(&mut self) {
        self.start = self.places.len();
    }

    /// The values of the current template.
    pub(super) fn current(&self) -> &[(u8, Place)] {
        self.places.get(self.start..).unwrap_or_default()
    }

    /// The values of the templates before the current template.
    pub(super) fn previous(&self) -> &[(u8, Place)] {
        self.places.get(..self.start).unwrap_or_default()
    }

    /// Adds a value of the current template, unless the slot already has a value. Whole JSON values are added before
    /// parts of texts, so they take precedence.
    pub(super) fn add(&mut self, slot: u8, place: Place) {
        if find(self.current(), slot).is_none() {
            if self.places.is_empty() {
                self.places.reserve(12);
            }
            self.places.push((slot, place));
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
            Place::Node(_) => "",
            Place::Part(start, end) => body.part(start..end),
            Place::Text(index) => self.texts.get(index as usize).map_or("", String::as_str),
        }
    }

    pub(super) fn to_json(&self, place: Place, body: &Body) -> Json {
        match place {
            Place::Node(index) => body.node(index).to_json(),
            place => Json::String(self.text(place, body).into()),
        }
    }
}

/// The value of a slot.
pub(super) fn find(places: &[(u8, Place)], slot: u8) -> Option<Place> {
    places.iter().find(|place| place.0 == slot).map(|place| place.1)
}

/// The value of a slot that every error has.
pub(super) fn find_builtin(places: &[(u8, Place)], builtin: Builtin) -> Option<Place> {
    find(places, Slot::Builtin(builtin).to_byte())
}
