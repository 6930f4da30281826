//! The places in which a client finds the values of a response.
//!
//! The places come from the same trees as the templates of the Rust client. The first place in which a slot has a value
//! counts: the places are in the order in which the Rust client prefers them.

use error_catalog_codegen::program::{OpenSlot, Optional, Shape, TextPiece};
use error_catalog_model::{Catalog, Slot, SlotFormat};
use error_catalog_wire::Json;

use super::steps::{Step, at, element_path, extended, has_moving_elements};
use super::texts::{readings, split};

/// The places in the responses of a catalog.
#[derive(Debug)]
pub(super) struct Places {
    /// The places of the slots that every error has: the code, the texts, the request id and the wait.
    pub(super) common: Vec<Place>,
    /// The places of each row of [`Catalog::rows`], in the same order.
    pub(super) errors: Vec<ErrorPlaces>,
}

/// The places in the responses of an error with one of its statuses.
#[derive(Debug)]
pub(super) struct ErrorPlaces {
    /// The places of the fields and of the response's context.
    pub(super) places: Vec<Place>,
    /// Whether a violation can be in the place of the error itself.
    pub(super) is_repeated: bool,
    /// Whether a list of the body may have its elements in other places, so that a client may not find them.
    pub(super) is_moving: bool,
}

/// A place in which a slot may have a value.
#[derive(Debug)]
pub(super) struct Place {
    /// The slot, and the format of a time or a duration.
    pub(super) open: OpenSlot,
    /// The part of the response.
    pub(super) source: Source,
    /// The pieces of the text that contains the value; `None` if the slot is the whole value.
    pub(super) text: Option<Vec<TextPiece>>,
}

/// A part of a response.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// The value in the body to which these steps lead.
    Body(Vec<Step>),
    /// The first header with this name. Upper and lower case are the same.
    Header(String),
}

impl Places {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let is_moving = has_moving_elements(&catalog.wire.body);
        let errors = catalog.rows().map(|error| {
            let body = Shape::of_error(catalog, error, Optional::Present);
            let mut places = places_of(&body);
            for (name, text) in Shape::of_headers(catalog, error) {
                push_places(&text, &Source::Header(name.to_owned()), &mut places);
            }
            let is_moving = is_moving || error.details.as_ref().is_some_and(has_moving_elements);
            ErrorPlaces { places, is_repeated: is_repeated(&body), is_moving }
        });
        Places { common: places_of(&Shape::of_outline(catalog)), errors: errors.collect() }
    }
}

impl Place {
    /// The place of a slot that is a whole member of an object.
    pub(super) fn of_member(key: &str, slot: Slot) -> Self {
        let open = OpenSlot { slot, format: None };
        Self { open, source: Source::Body(vec![Step::Key(key.to_owned())]), text: None }
    }

    /// The number of slots in the text.
    pub(super) fn slot_count(&self) -> usize {
        self.text.iter().flatten().filter(|piece| matches!(piece, TextPiece::Slot(_))).count()
    }

    /// The values that the slot may have if only the constants of the text are known; `None` if there are too many, or
    /// if the slot is not in a text.
    pub(super) fn readings(&self, body: &Json, headers: &[(String, String)]) -> Option<Vec<String>> {
        let Json::String(text) = self.source.find(body, headers)? else { return None };
        readings(self.text.as_ref()?, self.open.slot, &text)
    }

    /// The value at the place. The value of a slot in a text or a header is a string.
    pub(super) fn read(&self, body: &Json, headers: &[(String, String)]) -> Option<Json> {
        match (&self.text, self.source.find(body, headers)?) {
            (None, source) => Some(source),
            (Some(pieces), Json::String(text)) => {
                let (_, value) = split(pieces, &text)?.into_iter().find(|(slot, _)| *slot == self.open.slot)?;
                Some(Json::String(value.to_owned()))
            }
            _ => None,
        }
    }
}

impl Source {
    fn find(&self, body: &Json, headers: &[(String, String)]) -> Option<Json> {
        match self {
            Source::Body(path) => at(body, path).cloned(),
            Source::Header(name) => {
                let (_, value) = headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
                Some(Json::String(value.clone()))
            }
        }
    }
}

/// The places in a body: whole values first, then texts with the fewest slots.
pub(super) fn places_of(shape: &Shape) -> Vec<Place> {
    let mut places = Vec::new();
    push_places(shape, &Source::Body(Vec::new()), &mut places);
    // Of two formats of a value, the one that keeps more of the value comes first.
    places.sort_by_key(|place| (place.text.is_some(), rank(place.open.format), place.slot_count()));
    places
}

fn rank(format: Option<SlotFormat>) -> u8 {
    match format {
        Some(SlotFormat::Milliseconds) => 0,
        None | Some(SlotFormat::Seconds) => 1,
        Some(SlotFormat::EpochMs | SlotFormat::Rfc3339Ms | SlotFormat::Rfc3339MsOffset) => 2,
        Some(_) => 3,
    }
}

fn push_places(shape: &Shape, source: &Source, places: &mut Vec<Place>) {
    let mut push = |open: &OpenSlot, text| places.push(Place { open: *open, source: source.clone(), text });
    let path = if let Source::Body(path) = source { path.as_slice() } else { &[] };
    match shape {
        Shape::Constant(_) | Shape::Message(_) | Shape::Violations(_) => {}
        Shape::Slot(open) => push(open, None),
        Shape::Text(pieces) => {
            for piece in pieces {
                if let TextPiece::Slot(open) = piece {
                    push(open, Some(pieces.clone()));
                }
            }
        }
        Shape::Each { once, .. } => {
            // Each element also shows the error.
            if let Some(once) = once {
                push_places(once, &Source::Body(extended(path, Step::Index(0))), places);
            }
        }
        Shape::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                push_places(element, &Source::Body(element_path(path, elements, index)), places);
            }
        }
        Shape::Object(members) => {
            for (key, value) in members {
                push_places(value, &Source::Body(extended(path, Step::Key(key.clone()))), places);
            }
        }
    }
}

fn is_repeated(shape: &Shape) -> bool {
    match shape {
        Shape::Each { once, .. } => once.is_some(),
        Shape::List(elements) => elements.iter().any(is_repeated),
        Shape::Object(members) => members.iter().any(|(_, value)| is_repeated(value)),
        Shape::Constant(_) | Shape::Message(_) | Shape::Violations(_) | Shape::Slot(_) | Shape::Text(_) => false,
    }
}

#[cfg(test)]
mod tests;
