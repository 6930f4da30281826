//! Finds the values of a template's slots in a received value.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use error_catalog_wire::{Builtin, Encode, Slot, SlotFormat};

use super::agreement::{align, single};
use super::body::{Body, Node};
use super::format::convert;
use super::places::{Found, Place, Places, find};
use super::split::split;
use super::template::{OpenSlot, Piece, Shape, Template};

/// Finds values in a body.
pub(super) struct Matcher<'a> {
    body: &'a Body,
    pub(super) places: Places,
    /// The texts of the template, each with the index of the value that has its place in the body.
    texts: Vec<(Template, u32)>,
    /// Whether elements of a list in a template are violations.
    pub(super) is_repeated: bool,
    /// Whether such elements show violations, and not the error itself.
    pub(super) shows_violations: bool,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(body: &'a Body) -> Self {
        Self { body, places: Places::default(), texts: Vec::new(), is_repeated: false, shows_violations: false }
    }

    /// The texts of slots that every error has.
    pub(super) fn texts_of<const N: usize>(&mut self, builtins: [Builtin; N]) -> [Option<Place>; N] {
        let mut found = [None; N];
        for Found { slot, place, .. } in self.places.current() {
            let is_wanted = |builtin: &Builtin| Slot::Builtin(*builtin).to_byte() == *slot;
            if let Some(found) = builtins.iter().position(is_wanted).and_then(|index| found.get_mut(index)) {
                *found = Some(*place);
            }
        }
        found.map(|place| self.places.text_place(place?, self.body))
    }

    /// The text of a slot whose value is a string or a number.
    pub(super) fn text_of(&mut self, slot: u8) -> Option<Place> {
        let place = find(self.places.current(), slot)?;
        self.places.text_place(place, self.body)
    }

    /// Reads the slots of a body.
    pub(super) fn read(&mut self, template: Template) {
        self.read_at(template, self.body.root());
    }

    /// Reads the slots of a part of a body.
    pub(super) fn read_at(&mut self, template: Template, node: Node<'_>) {
        self.read_values(template, node);
        let mut texts = mem::take(&mut self.texts);
        // Texts with the fewest slots are read first. Their values then show where each slot ends in the other texts.
        if texts.len() > 1 {
            texts.sort_by_key(|(template, _)| template.slots().count());
        }
        for (template, index) in texts {
            if template.slots().all(|open| self.places.is_known(open)) {
                continue;
            }
            let node = self.body.node(index);
            let Some(text) = node.as_str() else { continue };
            let start = matches!(text, Cow::Borrowed(_)).then_some(node.range().start);
            self.read_text(template, &text, start);
        }
    }

    /// Adds the value of a slot, without the format of the slot.
    fn add(&mut self, open: OpenSlot, is_part: bool, place: Place) {
        let place = match open.format {
            Some(format) => self.without_format(place, format),
            None => place,
        };
        self.places.add(open, is_part, place);
    }

    fn without_format(&mut self, place: Place, format: SlotFormat) -> Place {
        let Some(text) = self.places.text_place(place, self.body) else { return place };
        match convert(self.places.text(text, self.body), format) {
            Some(text) => self.places.store(text),
            None => place,
        }
    }

    /// Adds the slots that are whole values, and collects the texts.
    fn read_values(&mut self, template: Template, node: Node<'_>) {
        match template.shape() {
            Shape::Slot(open) => self.add(open, false, Place::Node(node.index())),
            Shape::Each(slot) if node.is_list() => self.read_each(slot, template, &node.elements().collect::<Vec<_>>()),
            Shape::Text => self.texts.push((template, node.index())),
            Shape::List if node.is_list() => {
                let (elements, rest) = align(template, node);
                for (template, element) in template.elements().zip(elements) {
                    match (template.shape(), element) {
                        (Shape::Each(slot), _) if template.is_spread() => {
                            self.is_repeated = true;
                            self.read_each(slot, template, &rest);
                        }
                        (_, Some(element)) => self.read_values(template, element),
                        (_, None) => {}
                    }
                }
            }
            Shape::Object if node.is_object() => {
                for (key, template) in template.members() {
                    if let Some(value) = node.member(key) {
                        self.read_values(template, value);
                    }
                }
            }
            Shape::String(_) | Shape::Constant(_) | Shape::List | Shape::Object | Shape::Each(_) => {}
        }
    }

    /// Adds the elements of a list that are violations, or reads the element that takes their place.
    fn read_each(&mut self, slot: u8, template: Template, elements: &[Node<'_>]) {
        match single(template, elements) {
            Some((once, element)) => {
                self.places.add_list(slot, template, Vec::new());
                self.read_values(once, element);
            }
            None => {
                self.shows_violations |= template.is_spread();
                let nodes = elements.iter().map(|element| element.index()).collect();
                self.places.add_list(slot, template, nodes);
                // Each element also shows the error.
                if let Some(element) = elements.first().filter(|_| template.is_spread()) {
                    self.read_values(template.each(), *element);
                }
            }
        }
    }

    /// Reads the slots of a text, which starts at `start` in the body's text, or is not a part of the body's text.
    pub(super) fn read_text(&mut self, template: Template, text: &str, start: Option<u32>) {
        let mut slots = template.slots();
        let filled = slots.any(|open| self.places.is_known(open)).then(|| self.fill(template));
        let parts = filled.and_then(|pieces| split(pieces.iter().map(Filled::piece), text));
        for (open, part) in parts.or_else(|| split(template.pieces(), text)).unwrap_or_default() {
            let place = match start {
                Some(start) => Place::Part(start + part.start as u32, start + part.end as u32),
                None => self.places.store(text.get(part).unwrap_or_default().into()),
            };
            self.add(open, true, place);
        }
    }

    /// Replaces each slot whose value is already known with the value.
    fn fill(&self, template: Template) -> Vec<Filled> {
        let mut filled = Vec::new();
        let mut literal = String::new();
        for piece in template.pieces() {
            match piece {
                Piece::Literal(text) => literal.push_str(text),
                Piece::Slot(open) => match find(self.places.current(), open.slot).filter(|_| open.format.is_none()) {
                    // Writing to a `String` does not fail.
                    Some(place) => _ = self.places.to_json(place, self.body).encode_text(&mut literal),
                    None => {
                        filled.push(Filled::Literal(mem::take(&mut literal)));
                        filled.push(Filled::Slot(open));
                    }
                },
            }
        }
        filled.push(Filled::Literal(literal));
        filled
    }
}

/// A piece of a text in which the known slots are filled.
enum Filled {
    Literal(String),
    Slot(OpenSlot),
}

impl Filled {
    fn piece(&self) -> Piece<'_> {
        match self {
            Filled::Literal(text) => Piece::Literal(text),
            Filled::Slot(slot) => Piece::Slot(*slot),
        }
    }
}
