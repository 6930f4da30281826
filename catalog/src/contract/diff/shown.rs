//! The slots that responses show.

use std::collections::BTreeSet;

use crate::contract::Contract;
use crate::model::{Builtin, FieldType, Guard, ValueTemplate, ViolationPart, ViolationsFormat};

/// The slots that responses show, by name. Clients cannot depend on any other value.
pub(in crate::contract) struct Shown {
    slots: BTreeSet<String>,
    /// Whether a response contains field-level errors as one value.
    pub(in crate::contract) violations: bool,
    /// Whether a response contains the keys of errors. A field called `key` takes the slot away.
    pub(super) key: bool,
}

impl Shown {
    pub(in crate::contract) fn of(contract: &Contract) -> Self {
        let mut shown = BTreeSet::new();
        let mut add = |slot: &str| {
            if !shown.contains(slot) {
                shown.insert(slot.to_owned());
            }
        };
        let details = contract.errors.iter().filter_map(|error| error.details.as_ref());
        let mut values = BTreeSet::new();
        contract.body.iter().chain(details).for_each(|value| {
            value.all_slots(&mut add);
            value.visit(&mut |value| {
                if let ValueTemplate::Slot(slot) = value {
                    values.insert(slot.name.clone());
                }
            });
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
        let fields = || contract.errors.iter().flat_map(|error| &error.fields);
        let violations = fields().any(|field| field.ty == FieldType::Violations && values.contains(&field.name));
        let name = Builtin::Key.as_str();
        let key = shown.contains(name) && !fields().any(|field| field.name == name);
        Self { slots: shown, violations, key }
    }

    pub(super) fn contains(&self, slot: &str) -> bool {
        self.slots.contains(slot)
    }

    /// Whether responses show the codes of field-level errors.
    pub(in crate::contract) fn violation_codes(contract: &Contract) -> bool {
        let has_code = |template: &ValueTemplate| {
            let mut has_code = false;
            template.all_slots(&mut |name| has_code |= name == ViolationPart::Code.as_str());
            has_code
        };
        let mut is_repeated = false;
        contract.body.iter().for_each(|body| {
            body.visit(&mut |value| {
                let items = if let ValueTemplate::List(items) = value { items.as_slice() } else { &[] };
                is_repeated |= items.iter().any(|it| matches!(it.guard, Guard::Each(_)) && has_code(&it.value));
            });
        });
        let mut fields = contract.errors.iter().flat_map(|error| &error.fields);
        let template = contract.violations.as_ref().and_then(ViolationsFormat::template);
        is_repeated && fields.any(|field| field.ty == FieldType::Violations)
            || template.as_ref().is_some_and(has_code) && Self::of(contract).violations
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
