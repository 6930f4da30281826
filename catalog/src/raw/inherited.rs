//! The places of inherited values. A value that several errors inherit can cause the same problem in each of them, and
//! a report contains each such problem once.

use super::{RawCategory, RawDetails, RawHeader, RawText};
use crate::diagnostic::{Diagnostics, Span};
use crate::interner::Interner;

/// The places of the values that errors inherit.
#[derive(Debug, Default)]
pub(crate) struct Inherited(Interner<'static>);

impl Inherited {
    pub(crate) fn has(&self, span: Span) -> bool {
        self.0.find(&to_bytes(span)).is_some()
    }

    /// Keeps only the first diagnostic of each rule about a value that several errors have inherited.
    pub(crate) fn keep_first(&self, diagnostics: &mut Diagnostics) {
        let mut seen = Interner::default();
        diagnostics.retain(|diagnostic| {
            let Some(span) = diagnostic.span.filter(|span| self.has(*span)) else { return true };
            let place = [to_bytes(span).as_slice(), diagnostic.rule.id.as_bytes()].concat();
            seen.insert(place).is_none()
        });
    }

    fn add(&mut self, span: Span) {
        self.0.insert(to_bytes(span).to_vec());
    }

    fn add_text(&mut self, text: &RawText) {
        self.add(text.span);
        text.slots.iter().for_each(|slot| self.add(slot.span));
    }

    pub(crate) fn add_headers(&mut self, headers: &[RawHeader]) {
        for header in headers {
            self.add(header.name.span);
            self.add_text(&header.value);
        }
    }

    pub(crate) fn add_category(&mut self, category: &RawCategory) {
        self.add_headers(&category.headers);
        category.message.iter().for_each(|message| self.add_text(message));
        for field in &category.fields {
            [field.name.span, field.rust_name.span, field.ty.span].into_iter().for_each(|span| self.add(span));
            field.example.iter().for_each(|example| self.add(example.span));
        }
        if let Some(details) = &category.details {
            self.add(details.span);
            match &details.value {
                RawDetails::Fields(fields) => fields.iter().for_each(|name| self.add(name.span)),
                RawDetails::Value(value) => value.slots.iter().for_each(|slot| self.add(slot.span)),
            }
        }
    }
}

fn to_bytes(span: Span) -> [u8; 24] {
    let mut bytes = [0; 24];
    for (place, number) in bytes.chunks_exact_mut(8).zip([span.file, span.start, span.end]) {
        place.copy_from_slice(&(number as u64).to_le_bytes());
    }
    bytes
}
