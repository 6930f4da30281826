//! Adds the values that are written for each violation.

use std::mem;

use error_catalog_model::{SlotBinding, ValueTemplate};
use error_catalog_wire::{Op, Slot};

use super::{Assembly, Before};
use crate::program::condition::Condition;
use crate::program::scope::{OnceScope, Scope, ViolationScope};

impl Assembly<'_> {
    /// Adds operations that write a value for each violation in a slot.
    pub(super) fn push_each(&mut self, slot: Slot, template: &ValueTemplate) {
        let ops = self.each(&ViolationScope::new(self.scope), template);
        self.flush();
        self.ops.push(Op::Repeat(slot, ops.len() as u32, 0));
        self.ops.extend(ops);
    }

    /// Returns operations that write a violation.
    fn each(&mut self, scope: &ViolationScope<'_>, template: &ValueTemplate) -> Vec<Op> {
        let mut ops = Vec::new();
        self.text.place(&scope.names(), |slice| ops.push(Op::Names(slice)));
        ops.append(&mut Assembly::new(scope, self.violations, self.text).body(template));
        ops
    }

    /// Adds an element that is repeated for each violation in the slot with this name, and written once if there is
    /// none. A comma before it is part of the repetition.
    pub(super) fn push_repeated(&mut self, name: &str, value: &ValueTemplate, before: &mut Before) {
        let scope = self.scope;
        let SlotBinding::Open { slot, is_violations: true, .. } = scope.binding(name) else {
            return self.push_part(&Condition::ALWAYS, before, |this| {
                this.within(&OnceScope::new(scope), |this| this.push_value(value));
            });
        };
        let each = self.each(&ViolationScope::of_element(scope), value);
        let once = Assembly::new(&OnceScope::new(scope), self.violations, self.text).body(value);
        self.flush();
        self.ops.push(Op::Repeat(slot, each.len() as u32, once.len() as u16));
        self.ops.extend(each);
        self.ops.extend(once);
        *before = Before::Something;
    }

    /// Adds operations that refer to the names in another scope.
    fn within(&mut self, scope: &dyn Scope, write: impl FnOnce(&mut Assembly<'_>)) {
        let mut inner = Assembly {
            scope,
            violations: self.violations,
            text: self.text,
            ops: mem::take(&mut self.ops),
            pending: mem::take(&mut self.pending),
            context: self.context.take(),
            present: mem::take(&mut self.present),
        };
        write(&mut inner);
        let Assembly { ops, pending, context, present, .. } = inner;
        (self.ops, self.pending, self.context, self.present) = (ops, pending, context, present);
    }

    /// Adds operations that write a template which is the value of a slot.
    pub(super) fn within_outer(&mut self, write: impl FnOnce(&mut Assembly<'_>)) {
        let scope = self.scope;
        self.within(scope.outer().unwrap_or(scope), write);
    }

    /// Adds a slot of a violation, or the slot that replaces it. Returns whether another slot can replace the slot.
    pub(super) fn push_with_fallback(
        &mut self,
        binding: SlotBinding<'_>,
        write: &dyn Fn(&mut Assembly<'_>, SlotBinding<'_>),
    ) -> bool {
        let (SlotBinding::Open { slot, .. }, scope) = (binding, self.scope) else { return false };
        let (Some(other), Some(outer)) = (scope.fallback(slot), scope.outer()) else { return false };
        if self.present.contains(&slot) {
            return false;
        }
        self.push_either(
            &Condition::Has(slot),
            |this| write(this, binding),
            |this| this.within(outer, |this| write(this, outer.binding(other))),
        );
        true
    }
}
