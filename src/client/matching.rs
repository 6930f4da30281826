//! Finds the values of a template's slots in a received value.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use error_catalog_wire::{Encode, Json, Slot};

use super::outline::{Piece, Template};

/// The values that were found for slots.
#[derive(Debug, Default)]
pub(super) struct Found {
    values: Vec<(Slot, Json)>,
}

/// How well a value matches a template.
#[derive(Clone, Copy, Default)]
pub(super) struct Agreement {
    /// A score for the constants that match: one point for each constant, plus the number of bytes of the constant's
    /// text.
    pub(super) matched: usize,
    /// The number of members that are present.
    pub(super) members: usize,
    /// The number of members, elements and constants that are absent or different.
    pub(super) missed: usize,
}

impl Found {
    pub(super) fn get(&self, slot: Slot) -> Option<&Json> {
        self.values.iter().find(|value| value.0 == slot).map(|(_, json)| json)
    }

    /// Adds a value, unless the slot already has a value. Whole JSON values are added before parts of texts, so they
    /// take precedence.
    fn add(&mut self, slot: Slot, json: Json) {
        if self.get(slot).is_none() {
            self.values.push((slot, json));
        }
    }

    /// Reads the slots of a body.
    pub(super) fn read(&mut self, template: &Template, json: &Json) {
        let mut texts = Vec::new();
        template.pair(json, &mut |template, json| match (template, json) {
            (Template::Slot(slot), json) => self.add(*slot, json.clone()),
            (Template::Text(pieces), Json::String(text)) => texts.push((pieces, text)),
            _ => {}
        });
        // Texts with the fewest slots are read first. Their values then show where each slot ends in the other texts.
        texts.sort_by_key(|(pieces, _)| pieces.iter().filter(|piece| matches!(piece, Piece::Slot(_))).count());
        for (pieces, text) in texts {
            self.read_text(pieces, text);
        }
    }

    /// Reads the slots of a text.
    pub(super) fn read_text(&mut self, pieces: &[Piece], text: &str) {
        let parts = split(&self.fill(pieces), text).or_else(|| split(pieces, text));
        for (slot, part) in parts.unwrap_or_default() {
            self.add(slot, Json::String(part.into()));
        }
    }

    /// Replaces each slot whose value is already known with the value.
    fn fill(&self, pieces: &[Piece]) -> Vec<Piece> {
        let mut filled = Vec::new();
        let mut literal = String::new();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => literal.push_str(text),
                Piece::Slot(slot) => match self.get(*slot) {
                    // Writing to a `String` does not fail.
                    Some(json) => _ = json.encode_text(&mut literal),
                    None => {
                        filled.push(Piece::Literal(mem::take(&mut literal)));
                        filled.push(piece.clone());
                    }
                },
            }
        }
        filled.push(Piece::Literal(literal));
        filled
    }
}

impl Template {
    /// How well `json` matches the template.
    pub(super) fn agreement(&self, json: &Json) -> Agreement {
        let mut agreement = Agreement::default();
        self.add_agreement(json, &mut agreement);
        agreement
    }

    fn add_agreement(&self, json: &Json, agreement: &mut Agreement) {
        match (self, json) {
            (Template::Slot(_), _) => {}
            (Template::Literal(Json::String(text)), Json::String(other)) if text == other => {
                agreement.matched += text.len() + 1;
            }
            (Template::Literal(literal), json) if literal == json => agreement.matched += 1,
            (Template::Text(pieces), Json::String(text)) if split(pieces, text).is_some() => {
                agreement.matched += pieces.iter().map(Piece::literal).map(str::len).sum::<usize>();
            }
            (Template::List(templates), Json::List(elements)) => {
                for (template, element) in templates.iter().zip(align(templates, elements)) {
                    match element {
                        Some(element) => template.add_agreement(element, agreement),
                        None => agreement.missed += 1,
                    }
                }
            }
            (Template::Object(templates), Json::Object(members)) => {
                for (key, template) in templates {
                    match member(members, key) {
                        Some(value) => {
                            agreement.members += 1;
                            template.add_agreement(value, agreement);
                        }
                        None => agreement.missed += 1,
                    }
                }
            }
            _ => agreement.missed += 1,
        }
    }

    /// Calls `see` with each leaf of the template and the value in the same place in `json`.
    fn pair<'a>(&'a self, json: &'a Json, see: &mut dyn FnMut(&'a Template, &'a Json)) {
        match (self, json) {
            (Template::List(templates), Json::List(elements)) => {
                for (template, element) in templates.iter().zip(align(templates, elements)) {
                    if let Some(element) = element {
                        template.pair(element, see);
                    }
                }
            }
            (Template::Object(templates), Json::Object(members)) => {
                for (key, template) in templates {
                    if let Some(value) = member(members, key) {
                        template.pair(value, see);
                    }
                }
            }
            (template, json) => see(template, json),
        }
    }

    /// Whether the template contains a constant.
    fn has_constant(&self) -> bool {
        match self {
            Template::Literal(_) => true,
            Template::Slot(_) | Template::Text(_) => false,
            Template::List(elements) => elements.iter().any(Template::has_constant),
            Template::Object(members) => members.iter().any(|(_, value)| value.has_constant()),
        }
    }
}

/// The value of the member with this key. If the key occurs more than once, the last member counts, as in most parsers.
fn member<'a>(members: &'a [(String, Json)], key: &str) -> Option<&'a Json> {
    members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// Finds the element for each template. A template with constants gets the element that matches the largest number of
/// the constants. If no element matches a constant, the template gets no element. A template without constants gets the
/// first element that is left.
fn align<'a>(templates: &[Template], elements: &'a [Json]) -> Vec<Option<&'a Json>> {
    let mut left: Vec<&Json> = elements.iter().collect();
    let mut find = |template: &Template| {
        let matched = |element: &Json| template.agreement(element).matched;
        let best = if template.has_constant() {
            // Of several equally good elements, this search takes the first.
            (0..left.len()).rev().max_by_key(|index| matched(left[*index])).filter(|index| matched(left[*index]) > 0)
        } else {
            (!left.is_empty()).then_some(0)
        };
        best.map(|index| left.remove(index))
    };
    templates.iter().map(&mut find).collect()
}

/// Finds the parts of a text that fill the slots of a template; `None` if a constant is not in its place or a slot has
/// two different values. Each part is as short as possible: if several commas could separate two slots, the first comma
/// separates them.
fn split<'a>(pieces: &[Piece], text: &'a str) -> Option<Vec<(Slot, &'a str)>> {
    let mut parts: Vec<(Slot, &str)> = Vec::new();
    let mut rest = text;
    // The slot before `rest`, whose end is not known yet.
    let mut open: Option<Slot> = None;
    for (index, piece) in pieces.iter().enumerate() {
        match (piece, open) {
            (Piece::Literal(literal), None) => rest = rest.strip_prefix(literal.as_str())?,
            (Piece::Literal(literal), Some(slot)) => {
                let end = if index + 1 == pieces.len() {
                    rest.strip_suffix(literal.as_str())?.len()
                } else {
                    rest.find(literal.as_str())?
                };
                parts.push((slot, &rest[..end]));
                rest = &rest[end + literal.len()..];
                open = None;
            }
            (Piece::Slot(slot), open_slot) => {
                parts.extend(open_slot.map(|slot| (slot, "")));
                open = Some(*slot);
            }
        }
    }
    match open {
        Some(slot) => parts.push((slot, rest)),
        None if rest.is_empty() => {}
        None => return None,
    }
    let one_value = |(slot, part): &(Slot, &str)| parts.iter().all(|(other, text)| slot != other || part == text);
    parts.iter().all(one_value).then_some(parts)
}

#[cfg(test)]
mod tests;
