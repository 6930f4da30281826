//! Determines what the name of a slot refers to.

use error_catalog_model::{Builtin, Catalog, Error, Field, Guard, Placeholder, SlotBinding, SlotFormat, ViolationPart};
use error_catalog_wire::{Slot, StatusAnswer};

/// Binds the names of slots while a template is compiled.
pub trait Scope {
    /// The binding of a slot without a format.
    fn binding(&self, name: &str) -> SlotBinding<'_>;

    /// The names of the values of violations that fill slots.
    fn violation_values(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The binding of a slot. The caller applies the format of the slot.
    fn slot(&self, slot: &Placeholder) -> SlotBinding<'_> {
        self.binding(&slot.name)
    }

    /// The names in the templates that are the values of slots, if they are other names.
    fn outer(&self) -> Option<&dyn Scope> {
        None
    }

    /// The name of the slot whose value is written if the slot has no value.
    fn fallback(&self, _slot: Slot) -> Option<&'static str> {
        None
    }
}

/// The names in a part of a template that is written once for each violation. The other slots are those of `outer`.
pub struct ViolationScope<'a> {
    pub(super) outer: &'a dyn Scope,
    /// The names of the values that fill slots.
    pub(super) values: Vec<&'a str>,
    /// Whether the part is an element. In an element, a violation without a code or a title shows the code or the title
    /// of the error.
    is_element: bool,
}

impl<'a> ViolationScope<'a> {
    /// The names where the other slots are those of `outer`.
    #[must_use]
    pub fn new(outer: &'a dyn Scope) -> Self {
        Self { outer, values: outer.violation_values(), is_element: false }
    }

    /// The names in an element that is repeated for each violation.
    #[must_use]
    pub fn of_element(outer: &'a dyn Scope) -> Self {
        Self { is_element: true, ..Self::new(outer) }
    }

    fn own(&self, name: &str) -> Option<SlotBinding<'static>> {
        let value = || {
            let index = self.values.iter().position(|value| *value == name)?;
            Some(SlotBinding::Open { slot: Slot::Value(index as u8), optional: true, is_violations: false })
        };
        SlotBinding::violation(name).or_else(value)
    }

    /// The binding of a slot of the error. The fields of the error are only available in an element; its properties are
    /// available everywhere.
    fn outer<'s>(&self, name: &str, binding: SlotBinding<'s>) -> SlotBinding<'s> {
        match binding {
            SlotBinding::Open { .. } if !self.is_element && Builtin::from_term(name).is_none() => SlotBinding::Absent,
            binding => binding,
        }
    }

    /// The names of the values, with commas between the names.
    pub(super) fn names(&self) -> String {
        self.values.join(",")
    }
}

impl Scope for ViolationScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        self.own(name).unwrap_or_else(|| self.outer(name, self.outer.binding(name)))
    }

    fn slot(&self, slot: &Placeholder) -> SlotBinding<'_> {
        let binding = self.own(&slot.name).map(|binding| binding.with_format(slot.format));
        binding.unwrap_or_else(|| self.outer(&slot.name, self.outer.slot(slot)))
    }

    fn outer(&self) -> Option<&dyn Scope> {
        Some(self.outer)
    }

    fn fallback(&self, slot: Slot) -> Option<&'static str> {
        match slot {
            Slot::Violation(ViolationPart::Code) if self.is_element => Some(Builtin::Code.as_str()),
            Slot::Violation(ViolationPart::Title) if self.is_element => Some(Builtin::Title.as_str()),
            _ => None,
        }
    }
}

/// The names in an element that is repeated for each violation, where there is none. The element shows the error.
pub struct OnceScope<'a> {
    outer: &'a dyn Scope,
    /// The names of the values of violations, which have no value here.
    values: Vec<&'a str>,
}

impl<'a> OnceScope<'a> {
    /// The names where the other slots are those of `outer`.
    #[must_use]
    pub fn new(outer: &'a dyn Scope) -> Self {
        Self { outer, values: outer.violation_values() }
    }

    fn outer_name<'b>(&self, name: &'b str) -> Option<&'b str> {
        Guard::Each(String::new()).outer_slot(name).filter(|name| !self.values.contains(name))
    }
}

impl Scope for OnceScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        self.outer_name(name).map_or(SlotBinding::Absent, |name| self.outer.binding(name))
    }

    fn slot(&self, slot: &Placeholder) -> SlotBinding<'_> {
        match self.outer_name(&slot.name) {
            Some(name) if name == slot.name => self.outer.slot(slot),
            _ => self.binding(&slot.name),
        }
    }

    fn outer(&self) -> Option<&dyn Scope> {
        Some(self.outer)
    }
}

/// The names in a response of one error.
#[derive(Clone, Copy)]
pub struct ErrorScope<'a> {
    /// The catalog of the error.
    pub catalog: &'a Catalog,
    /// The error.
    pub error: &'a Error,
}

impl Scope for ErrorScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        self.catalog.binding(self.error, name)
    }

    fn violation_values(&self) -> Vec<&str> {
        self.catalog.violation_values()
    }
}

/// The names in a log message of one error. The indices of internal fields follow the indices of the public fields.
pub(super) struct LogScope<'a>(pub(super) ErrorScope<'a>);

impl Scope for LogScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        let error = self.0.error;
        let is_named = |field: &Field| field.name == name && !field.is_status();
        let Some(internal) = error.internal_members().position(is_named) else {
            return self.0.binding(name);
        };
        match Slot::field(error.public_fields().count() + internal) {
            Some(slot) => SlotBinding::Open { slot, optional: true, is_violations: false },
            None => SlotBinding::Absent,
        }
    }
}

/// The names in the catalog's body before the error is known. Every built-in slot is open, and fields are absent
/// because they depend on the error.
pub(super) struct OutlineScope<'a> {
    pub(super) catalog: &'a Catalog,
}

impl Scope for OutlineScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        match Builtin::from_term(name) {
            Some(builtin) => SlotBinding::Open {
                slot: Slot::Builtin(builtin),
                optional: true,
                is_violations: builtin == Builtin::Violations,
            },
            None => SlotBinding::Absent,
        }
    }

    fn violation_values(&self) -> Vec<&str> {
        self.catalog.violation_values()
    }

    /// A code in another case is not the code. Clients do not read the slot `key`.
    fn slot(&self, slot: &Placeholder) -> SlotBinding<'_> {
        let is_case = slot.format.is_some_and(SlotFormat::is_case);
        self.binding(if is_case { Builtin::Key.as_str() } else { &slot.name })
    }
}

/// The names in the response for an HTTP status without a named error. The slots whose values depend on the status are
/// open, so that one program serves all statuses.
pub struct StatusScope<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
}

impl Scope for StatusScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        let open = |slot| SlotBinding::Open { slot, optional: false, is_violations: false };
        let Some(builtin) = Builtin::from_term(name) else { return SlotBinding::Absent };
        match builtin {
            Builtin::Code if self.catalog.sends_status_codes() => open(StatusAnswer::CODE),
            Builtin::Status => open(StatusAnswer::STATUS),
            Builtin::Reason | Builtin::Title | Builtin::Message => open(StatusAnswer::REASON),
            Builtin::Grpc => open(StatusAnswer::GRPC),
            Builtin::Catalog => self.catalog.name.as_deref().map_or(SlotBinding::Absent, SlotBinding::Text),
            Builtin::RequestId | Builtin::Instance | Builtin::Timestamp | Builtin::Debug | Builtin::RetryAfter => {
                SlotBinding::context(builtin)
            }
            Builtin::Details if self.catalog.has_default_details() => open(StatusAnswer::REASON),
            Builtin::Code
            | Builtin::Number
            | Builtin::UserMessage
            | Builtin::Category
            | Builtin::DocsUrl
            | Builtin::Details
            | Builtin::Metadata
            | Builtin::Violations
            | Builtin::Key => SlotBinding::Absent,
        }
    }

    /// The words of the reason phrase are the words of the code.
    fn slot(&self, slot: &Placeholder) -> SlotBinding<'_> {
        match self.binding(&slot.name) {
            SlotBinding::Open { slot: StatusAnswer::CODE, .. }
                if slot.format.and_then(SlotFormat::casing).is_some() =>
            {
                self.binding(Builtin::Reason.as_str())
            }
            binding => binding,
        }
    }
}
