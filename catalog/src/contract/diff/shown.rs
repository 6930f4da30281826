//! The slots that responses show.

use std::collections::BTreeSet;

use crate::contract::Contract;
use crate::model::{Builtin, ValueTemplate, ViolationPart, ViolationsFormat};

const VIOLATIONS: &str = Builtin::Violations.as_str();

/// The slots that responses show, by name. Clients cannot depend on any other value.
pub(super) struct Shown {
    slots: BTreeSet<String>,
    /// Whether responses show field-level errors as one value.
    pub(super) violations: bool,
}

impl Shown {
    pub(super) fn of(contract: &Contract) -> Self {
        let mut shown = BTreeSet::new();
        let mut add = |slot: &str| {
            if !shown.contains(slot) {
                shown.insert(slot.to_owned());
            }
        };
        let details = contract.errors.iter().filter_map(|error| error.details.as_ref());
        let mut violations = false;
        contract.body.iter().chain(details).for_each(|value| {
            value.all_slots(&mut add);
            let is_slot = |value: &ValueTemplate| matches!(value, ValueTemplate::Slot(slot) if slot.name == VIOLATIONS);
            value.visit(&mut |value| violations |= is_slot(value));
        });
        if let Some(ViolationsFormat::Each(template)) = &contract.violations {
            let mut add = |slot: &str| {
                if ViolationPart::from_term(slot).is_none() {
                    add(slot)
                }
            };
            template.all_slots(&mut add);
        }
        let headers = contract.errors.iter().flat_map(|error| {
            let others = error.status_headers.iter().flat_map(|(_, headers)| headers);
            error.headers.iter().chain(others)
        });
        headers.flat_map(|header| header.value.slots()).for_each(&mut add);
        // The documentation URL shows its own slots.
        if shown.contains(Builtin::DocsUrl.as_str()) {
            shown.extend(contract.docs_url.iter().flat_map(|url| url.slots().map(str::to_owned)));
        }
        Self { slots: shown, violations }
    }

    pub(super) fn contains(&self, slot: &str) -> bool {
        self.slots.contains(slot)
    }

    pub(super) fn has(&self, slot: Builtin) -> bool {
        self.slots.contains(slot.as_str())
    }
}

/// Whether a body contains a code in every response.
pub(super) fn needs_code(body: &ValueTemplate) -> bool {
    let mut needs = false;
    body.needed_slots(&mut |slot| needs |= slot == Builtin::Code.as_str());
    needs
}
