//! Determines how well a received value matches a template.

use alloc::vec::Vec;

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
                for (template, element) in self.elements().zip(align(self, node)) {
                    match element {
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
}

/// Finds the element for each element of a template. A template with constants gets the element that matches the
/// largest number of the constants. If no element matches a constant, the template gets no element. A template without
/// constants gets the first element that is left.
pub(super) fn align<'a>(list: Template, node: Node<'a>) -> Vec<Option<Node<'a>>> {
    let mut left: Vec<Node<'_>> = node.elements().collect();
    let mut find = |template: Template| {
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
    list.elements().map(&mut find).collect()
}
