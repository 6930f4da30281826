//! Determines how well a received value matches a template.

use alloc::vec::Vec;

use error_catalog_wire::{Slot, ViolationPart};

use super::body::Node;
use super::split::split;
use super::template::{Piece, Shape, Template};

/// How well a value matches a template.
#[derive(Clone, Copy, Default)]
pub(super) struct Agreement {
    /// A score for the constants that match: one point for each constant, plus the number of bytes of the constant's
    /// text.
    pub(super) matched: usize,
    /// The number of members that are present.
    pub(super) members: usize,
    /// The number of members, elements and constants that are absent or different.
    missed: usize,
    /// Whether the only element of a list of violations seems to be another error, because it shows neither a part that
    /// only violations have, nor the code or the title of the error.
    pub(super) is_foreign: bool,
}

impl Template {
    /// How well `node` matches the template.
    pub(super) fn agreement(self, node: Node<'_>) -> Agreement {
        let mut agreement = Agreement::default();
        self.add_agreement(node, &mut agreement, false);
        agreement
    }

    /// Whether everything in the template is also in `node`.
    pub(super) fn is_in(self, node: Node<'_>) -> bool {
        let mut agreement = Agreement::default();
        self.add_agreement(node, &mut agreement, true);
        agreement.missed == 0
    }

    /// Whether no value in `node` differs from a constant of the template. Members may be missing.
    fn fits(self, node: Node<'_>) -> bool {
        match self.shape() {
            Shape::Object => {
                node.is_object() && self.members().all(|(key, value)| node.member(key).is_none_or(|it| value.fits(it)))
            }
            Shape::Slot(_) | Shape::List | Shape::Each(_) => true,
            Shape::String(_) | Shape::Constant(_) | Shape::Text => self.is_in(node),
        }
    }

    /// Compares `node` with the template. If `is_strict`, the comparison may stop at the first difference.
    fn add_agreement(self, node: Node<'_>, agreement: &mut Agreement, is_strict: bool) {
        match self.shape() {
            Shape::Slot(_) => {}
            // The names of the members of a violation show as much as a constant.
            Shape::Each(_) if node.is_list() => {
                let has_members = |element| self.each().agreement(element).members > 0;
                let mut elements = node.elements().peekable();
                agreement.matched += usize::from(elements.peek().is_some() && elements.all(has_members));
            }
            Shape::Each(_) if node.is_constant("null") => {}
            Shape::String(text) if node.as_str().is_some_and(|other| other == text) => {
                agreement.matched += text.len() + 1;
            }
            Shape::Constant(json) if node.is_constant(json) => agreement.matched += 1,
            Shape::Text if node.as_str().is_some_and(|text| split(self.pieces(), &text).is_some()) => {
                agreement.matched += self.pieces().map(Piece::literal_len).sum::<usize>();
            }
            Shape::List if node.is_list() => {
                let (elements, rest) = align(self, node);
                for (template, element) in self.elements().zip(elements) {
                    match element {
                        _ if template.is_spread() => template.add_repeated(&rest, agreement, is_strict),
                        Some(element) => template.add_agreement(element, agreement, is_strict),
                        None => agreement.missed += 1,
                    }
                }
            }
            Shape::Object if node.is_object() => {
                for (key, template) in self.members() {
                    match node.member(key) {
                        Some(value) => {
                            agreement.members += 1;
                            template.add_agreement(value, agreement, is_strict);
                        }
                        None => agreement.missed += 1,
                    }
                    if is_strict && agreement.missed > 0 {
                        return;
                    }
                }
            }
            _ => agreement.missed += 1,
        }
    }

    /// Compares the elements of a list that are violations, or the element in their place, with the template.
    fn add_repeated(self, elements: &[Node<'_>], agreement: &mut Agreement, is_strict: bool) {
        // Without its optional parts, an element for a violation may look like an element for the error.
        let once = single(self, elements).filter(|(once, element)| !is_strict || once.is_in(*element));
        if let Some((once, element)) = once {
            return once.add_agreement(element, agreement, is_strict);
        }
        let [first, others @ ..] = elements else {
            agreement.missed += 1;
            return;
        };
        self.each().add_agreement(*first, agreement, is_strict);
        let (mut has_text, mut is_shown) = (false, false);
        for part in [ViolationPart::Code, ViolationPart::Title] {
            let Some((key, text)) = self.text_of_error(part) else { continue };
            has_text = true;
            let shows =
                |element: &Node<'_>| element.member(key).is_some_and(|it| it.as_str().is_some_and(|it| it == text));
            if elements.iter().any(shows) {
                is_shown = true;
                agreement.matched += text.len() + 1;
            }
        }
        agreement.is_foreign |= has_text && !is_shown && others.is_empty() && !self.has_own_member(*first);
    }

    /// The key and the text of the member that shows the code or the title of the error if a violation has no text for
    /// this part.
    pub(super) fn text_of_error(self, part: ViolationPart) -> Option<(&'static [u8], &'static str)> {
        let (once, key) = (self.once()?, self.each().member_of(part)?);
        let (_, value) = once.members().find(|(known, _)| *known == key)?;
        if let Shape::String(text) = value.shape() { Some((key, text)) } else { None }
    }

    /// The key of the member that is this part of a violation.
    fn member_of(self, part: ViolationPart) -> Option<&'static [u8]> {
        let slot = Slot::Violation(part).to_byte();
        let is_part = |value: Template| matches!(value.shape(), Shape::Slot(open) if open.slot == slot);
        self.members().find(|(_, value)| is_part(*value)).map(|(key, _)| key)
    }

    /// Whether an element has a member that only a violation has.
    fn has_own_member(self, element: Node<'_>) -> bool {
        let Some(once) = self.once() else { return false };
        let mut members = self.each().members().filter(|(key, _)| element.member(key).is_some());
        members.any(|(key, _)| !once.members().any(|(known, _)| known == key))
    }
}

/// Finds the element for each element of a template. A template with constants gets the element that matches the
/// largest number of the constants. If no element matches a constant, the template gets no element. A template without
/// constants gets the first element that is left. A template of violations gets no element; the second result contains
/// the elements that are left for it.
pub(super) fn align<'a>(list: Template, node: Node<'a>) -> (Vec<Option<Node<'a>>>, Vec<Node<'a>>) {
    let mut left: Vec<Node<'_>> = node.elements().collect();
    let mut find = |template: Template| {
        if template.is_spread() {
            return None;
        }
        let matched = |element: Node<'_>| template.agreement(element).matched;
        let best = if template.has_constant() {
            // Of several equally good elements, this search takes the first.
            let scores = left.iter().map(|element| matched(*element)).enumerate().rev();
            scores.max_by_key(|score| score.1).filter(|score| score.1 > 0).map(|score| score.0)
        } else {
            (!left.is_empty()).then_some(0)
        };
        best.map(|index| left.remove(index))
    };
    let elements = list.elements().map(&mut find).collect();
    (elements, left)
}

/// The only element, if it takes the place of violations: it contradicts no constant of the error, has the message of
/// the error, and contains no member that only a violation has.
pub(super) fn single<'a>(list: Template, elements: &[Node<'a>]) -> Option<(Template, Node<'a>)> {
    let [element] = elements else { return None };
    let once = list.once().filter(|once| once.fits(*element))?;
    let has_message = match list.each().member_of(ViolationPart::Detail) {
        Some(key) => element.member(key).is_some(),
        None => true,
    };
    (has_message && !list.has_own_member(*element)).then_some((once, *element))
}
