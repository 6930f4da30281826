//! The messages of violation codes.

use error_catalog_model::{Catalog, SlotBinding, ViolationKind, ViolationsFormat};
use error_catalog_wire::{Op, Slot};

use super::assemble::Assembly;
use super::scope::Scope;
use super::text::Text;

/// The compiled messages of the violation codes. All programs share one text.
pub(crate) struct CompiledViolations {
    /// The text that the programs copy from.
    pub(crate) text: String,
    /// One program for each violation code, in the catalog's order. The program of a violation without a message is
    /// empty.
    pub(crate) messages: Vec<Vec<Op>>,
}

pub(crate) fn compile_violations(catalog: &Catalog) -> CompiledViolations {
    let mut text = Text::default();
    let messages = catalog.violations.iter().map(|kind| compile_message(kind, &catalog.wire.violations, &mut text));
    let messages = messages.collect();
    CompiledViolations { text: text.finish(), messages }
}

/// Compiles the message of a violation, which may be empty.
pub(super) fn compile_message(kind: &ViolationKind, format: &ViolationsFormat, text: &mut Text) -> Vec<Op> {
    match &kind.message {
        Some(message) => Assembly::new(&KindScope(kind), format, text).text(message),
        None => Vec::new(),
    }
}

/// The names in the message of a violation.
struct KindScope<'a>(&'a ViolationKind);

impl Scope for KindScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        match self.0.fields.iter().position(|field| field.name == name).and_then(Slot::field) {
            Some(slot) => SlotBinding::Open { slot, optional: false, is_violations: false },
            None => SlotBinding::Absent,
        }
    }
}
