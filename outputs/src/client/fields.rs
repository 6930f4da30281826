//! How the responses of an error show its fields.

use error_catalog_codegen::program::{Optional, Shape, TextPiece};
use error_catalog_model::{Catalog, Error, Field, FieldType, Slot};

/// A field of an error, and how responses show it.
pub(crate) struct Shown<'a> {
    pub(crate) field: &'a Field,
    pub(crate) sight: Sight,
    /// Whether every response of the error has a value of the field that is not `null`.
    pub(crate) is_required: bool,
    /// Whether the field is a part of a text in the body, and no whole value.
    is_in_text: bool,
    /// The first header that shows the field, and whether the field is the whole value of the header.
    header: Option<(&'a str, bool)>,
}

/// How a response shows a field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sight {
    /// The responses do not show the field.
    Never,
    /// The field is a part of a text, or in a header.
    InText,
    /// The field is a whole value.
    Whole,
}

/// The public fields of an error. `rows` are the error with each of its statuses.
pub(super) fn shown<'a>(catalog: &'a Catalog, rows: &[&'a Error]) -> Vec<Shown<'a>> {
    let Some(first) = rows.first() else { return Vec::new() };
    let mut shown: Vec<Shown<'a>> = first.public_fields().map(Shown::new).collect();
    if shown.is_empty() {
        return shown;
    }
    for row in rows {
        let count = shown.len();
        let sights = |shape: &Shape| {
            let mut sights = vec![Sight::Never; count];
            push_sights(shape, &mut sights);
            sights
        };
        let present = sights(&Shape::of_error(catalog, row, Optional::Present));
        let always = sights(&Shape::of_error(catalog, row, Optional::Absent));
        for (shown, (present, always)) in shown.iter_mut().zip(present.into_iter().zip(always)) {
            shown.sight = shown.sight.max(present);
            shown.is_required &= always == Sight::Whole;
        }
        for (name, header) in Shape::of_headers(catalog, row) {
            let is_whole = matches!(&header, Shape::Text(pieces) if pieces.len() == 1);
            for (shown, _) in shown.iter_mut().zip(sights(&header)).filter(|(_, sight)| *sight != Sight::Never) {
                shown.header.get_or_insert((name, is_whole));
            }
        }
    }
    for shown in &mut shown {
        shown.is_in_text = shown.sight == Sight::InText;
        if shown.header.is_some() {
            shown.sight = shown.sight.max(Sight::InText);
        }
    }
    shown
}

impl<'a> Shown<'a> {
    fn new(field: &'a Field) -> Self {
        let is_required = !field.optional && field.ty != FieldType::Any;
        Self { field, sight: Sight::Never, is_required, is_in_text: false, header: None }
    }

    /// Says when the field has no value, which a language calls `none`.
    pub(crate) fn note(&self, none: &str) -> Option<String> {
        let note = match (self.sight, self.header) {
            (Sight::Whole, _) => return None,
            (Sight::Never, _) => "Responses do not contain this field.".to_owned(),
            (Sight::InText, None) => format!("Part of a text: {none} if the wording has changed."),
            (Sight::InText, Some((name, _))) if self.is_in_text => {
                format!("Part of a text and of the header {name}: {none} if neither shows it.")
            }
            (Sight::InText, Some((name, true))) => {
                format!("The value of the header {name}: {none} if the response lacks the header.")
            }
            (Sight::InText, Some((name, false))) => {
                format!("Part of the header {name}: {none} if the header is absent or its wording has changed.")
            }
        };
        Some(note)
    }
}

/// Notes how a value shows each field.
fn push_sights(shape: &Shape, sights: &mut [Sight]) {
    let mut see = |slot: Slot, sight: Sight| {
        let Slot::Field(index) = slot else { return };
        if let Some(known) = sights.get_mut(usize::from(index)) {
            *known = sight.max(*known);
        }
    };
    match shape {
        Shape::Constant(_) => {}
        Shape::Slot(open) => see(open.slot, Sight::Whole),
        Shape::Violations(slot) | Shape::Each { slot, .. } => see(*slot, Sight::Whole),
        Shape::Message(slots) => slots.iter().for_each(|open| see(open.slot, Sight::InText)),
        Shape::Text(pieces) => {
            for piece in pieces {
                // A text that is only one slot may also have other words in a later version.
                if let TextPiece::Slot(open) = piece {
                    see(open.slot, Sight::InText);
                }
            }
        }
        Shape::List(elements) => elements.iter().for_each(|element| push_sights(element, sights)),
        Shape::Object(members) => members.iter().for_each(|(_, value)| push_sights(value, sights)),
    }
}
