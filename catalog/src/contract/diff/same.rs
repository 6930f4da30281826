//! Finds templates that differ in their text, but write the same bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::contract::{Contract, ErrorContract, PublicField};
use crate::model::{Builtin, FieldType, Piece, Placeholder, SlotFormat, TextTemplate, ValueTemplate, ViolationPart};

/// The types of the fields that slots refer to. The type of a slot determines which formats of the slot change nothing.
pub(super) struct Types<'a> {
    fields: BTreeMap<&'a str, Vec<&'a FieldType>>,
    /// Whether the slots are those of violations.
    is_violation: bool,
}

impl<'a> Types<'a> {
    /// The types in the templates of one error. A field that is new has its new type.
    pub(super) fn of_error(old: &'a ErrorContract, new: &'a ErrorContract) -> Self {
        Self::of(&old.fields, &new.fields, false)
    }

    /// The types in the templates that all errors share.
    pub(super) fn of_errors(old: &'a Contract, new: &'a Contract) -> Self {
        // An element of the body that is repeated for each violation contains the fields of violations.
        let others = fields_of(new).chain(violations_of(old)).chain(violations_of(new));
        Self::of(fields_of(old), others, false)
    }

    /// The types in the template of violations.
    pub(super) fn of_violations(old: &'a Contract, new: &'a Contract) -> Self {
        let fields = |contract: &'a Contract| fields_of(contract).chain(violations_of(contract));
        Self::of(fields(old), fields(new), true)
    }

    fn of(
        old: impl IntoIterator<Item = &'a PublicField>,
        new: impl IntoIterator<Item = &'a PublicField>,
        is_violation: bool,
    ) -> Self {
        let mut fields: BTreeMap<&str, Vec<&FieldType>> = BTreeMap::new();
        old.into_iter().for_each(|field| fields.entry(&field.name).or_default().push(&field.ty));
        let known: Vec<&str> = fields.keys().copied().collect();
        let added = new.into_iter().filter(|field| known.binary_search(&field.name.as_str()).is_err());
        added.for_each(|field| fields.entry(&field.name).or_default().push(&field.ty));
        Self { fields, is_violation }
    }

    /// Whether two values that are not objects or lists write the same bytes.
    pub(super) fn are_same(&self, old: &ValueTemplate, new: &ValueTemplate) -> bool {
        match (old, new) {
            (ValueTemplate::Slot(old), ValueTemplate::Slot(new)) => *self.plain(old) == *self.plain(new),
            (ValueTemplate::Text(old), ValueTemplate::Text(new)) => self.is_same_text(old, new),
            (old, new) => old == new,
        }
    }

    /// Whether two texts write the same bytes.
    pub(super) fn is_same_text(&self, old: &TextTemplate, new: &TextTemplate) -> bool {
        let is_same = |(old, new): (&Piece, &Piece)| match (old, new) {
            (Piece::Slot(old), Piece::Slot(new)) => *self.plain(old) == *self.plain(new),
            (old, new) => old == new,
        };
        old.pieces.len() == new.pieces.len() && old.pieces.iter().zip(&new.pieces).all(is_same)
    }

    /// The slot, without a format that changes nothing.
    pub(super) fn plain<'s>(&self, slot: &'s Placeholder) -> Cow<'s, Placeholder> {
        match slot.format.is_some_and(|format| self.is_useless(&slot.name, format)) {
            true => Cow::Owned(Placeholder { format: None, ..slot.clone() }),
            false => Cow::Borrowed(slot),
        }
    }

    fn is_useless(&self, name: &str, format: SlotFormat) -> bool {
        let types = self.fields.get(name).map(Vec::as_slice).unwrap_or_default();
        let (builtin, is_wait) = (Builtin::from_term(name), name == Builtin::RetryAfter.as_str());
        let is_part = self.is_violation || (builtin.is_none() && types.is_empty());
        if let Some(part) = ViolationPart::from_term(name).filter(|_| is_part) {
            return format == SlotFormat::String && part.json_type() == "string";
        }
        match format {
            SlotFormat::String => {
                (builtin.is_some() || !types.is_empty())
                    && builtin.is_none_or(|builtin| builtin.json_type() == Some("string"))
                    && types.iter().all(|ty| ty.json_type() == Some("string"))
            }
            SlotFormat::Seconds => {
                let is_seconds = |ty: &&FieldType| match ty {
                    FieldType::Duration => true,
                    FieldType::Unsigned(_) => is_wait,
                    _ => false,
                };
                (is_wait || !types.is_empty()) && types.iter().all(is_seconds)
            }
            _ => false,
        }
    }
}

fn fields_of(contract: &Contract) -> impl Iterator<Item = &PublicField> {
    contract.errors.iter().flat_map(|error| &error.fields)
}

fn violations_of(contract: &Contract) -> impl Iterator<Item = &PublicField> {
    contract.violation_codes.iter().flat_map(|codes| fields_of(codes))
}
