//! Converts a template into operations of the encoder.
//!
//! Values that are already known become literal text. A member that never has a value is dropped together with its
//! comma. For an error without optional fields, the body has one operation for each value, and one for the text at the
//! end.

use std::fmt::Write;

use error_catalog_model::{
    Guard, Item, Object, Piece, Placeholder, SlotBinding, SlotFormat, TextTemplate, ValueTemplate, ViolationsFormat,
    to_case,
};
use error_catalog_wire::{Op, Slice, Slot, Value, write_json_escaped, write_json_string};

use self::context::ContextMembers;
use super::condition::Condition;
use super::scope::Scope;
use super::text::Text;

mod context;
mod repeat;

/// A program that is being assembled.
pub(super) struct Assembly<'a> {
    scope: &'a dyn Scope,
    violations: &'a ViolationsFormat,
    text: &'a mut Text,
    ops: Vec<Op>,
    /// Text that has not yet become part of an operation.
    pending: String,
    /// The members of the context that are directly before the pending text.
    context: Option<ContextMembers>,
    /// Slots that are known to have a value here, because the operations here are skipped if one of these slots has no
    /// value.
    present: Vec<Slot>,
}

/// Whether a member follows another member of the same object, or an element follows another element of the same array.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    Something,
    Perhaps,
}

/// How text is escaped: as part of a JSON string, or not at all.
#[derive(Clone, Copy)]
enum Escape {
    Json,
    No,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(scope: &'a dyn Scope, violations: &'a ViolationsFormat, text: &'a mut Text) -> Self {
        let (ops, pending, present) = (Vec::new(), String::new(), Vec::new());
        Self { scope, violations, text, ops, pending, context: None, present }
    }

    /// Returns the program that writes a JSON value.
    pub(super) fn body(mut self, template: &ValueTemplate) -> Vec<Op> {
        self.push_value(template);
        self.flush();
        self.ops
    }

    /// Returns the program that writes plain text.
    pub(super) fn text(mut self, template: &TextTemplate) -> Vec<Op> {
        self.push_template(template, Escape::No);
        self.flush();
        self.ops
    }

    /// Adds operations for the pending text.
    fn flush(&mut self) {
        self.end_context_members();
        self.text.place(&self.pending, |slice| self.ops.push(Op::Literal(slice)));
        self.pending.clear();
    }

    /// Adds an operation that writes a slot after the pending text.
    fn push_slot(&mut self, op: impl FnOnce(Slice) -> Op) {
        self.end_context_members();
        let mut last = None;
        self.text.place(&self.pending, |slice| self.ops.extend(last.replace(slice).map(Op::Literal)));
        self.pending.clear();
        self.ops.push(op(last.unwrap_or_default()));
    }

    // Writing to a string cannot fail, so the results of `write!` and similar calls are ignored below.

    fn push_text(&mut self, text: &str, escape: Escape) {
        match escape {
            Escape::Json => _ = write_json_escaped(&mut self.pending, text),
            Escape::No => self.pending.push_str(text),
        }
    }

    fn push_quoted(&mut self, write: impl FnOnce(&mut Self)) {
        self.pending.push('"');
        write(self);
        self.pending.push('"');
    }

    fn push_value(&mut self, template: &ValueTemplate) {
        match template {
            ValueTemplate::Bool(value) => _ = write!(self.pending, "{value}"),
            ValueTemplate::Integer(number) => _ = write!(self.pending, "{number}"),
            ValueTemplate::Float(number) => _ = Value::Float(*number).write_json(&mut self.pending),
            ValueTemplate::Text(text) => self.push_quoted(|this| this.push_template(text, Escape::Json)),
            ValueTemplate::Slot(placeholder) => self.push_placeholder(placeholder),
            ValueTemplate::List(items) => self.push_list(items),
            ValueTemplate::Object(object) => self.push_object(object),
        }
    }

    fn push_placeholder(&mut self, placeholder: &Placeholder) {
        let (name, format) = (&placeholder.name, placeholder.format);
        let scope = self.scope;
        let binding = scope.slot(placeholder);
        // The encoder writes a slot without a value as `null`. Text, details and lists need two branches.
        let is_open = match binding {
            SlotBinding::Open { is_violations: true, .. } => matches!(self.violations, ViolationsFormat::Shape(_)),
            SlotBinding::Open { slot, .. } => !matches!(slot, Slot::Violation(_)),
            _ => false,
        } && !placeholder.as_string();
        if placeholder.or_null && !is_open {
            return self.push_or_null(&Condition::of_slot(scope, name), |this| {
                this.push_bound(binding, format);
            });
        }
        self.push_bound(binding, format);
    }

    /// Adds operations that write a value if `condition` holds, and otherwise `null`.
    fn push_or_null(&mut self, condition: &Condition, write: impl FnOnce(&mut Self)) {
        self.push_either(condition, write, |this| this.pending.push_str("null"));
    }

    /// Adds operations that write one value if `condition` holds, and otherwise another value.
    fn push_either(
        &mut self,
        condition: &Condition,
        write: impl FnOnce(&mut Self),
        write_other: impl FnOnce(&mut Self),
    ) {
        let condition = condition.given(&self.present);
        if condition == Condition::ALWAYS {
            return write(self);
        }
        if condition == Condition::NEVER {
            return write_other(self);
        }
        self.flush();
        let (start, known) = (self.ops.len(), self.present.len());
        self.present.extend(condition.certain());
        write(self);
        self.present.truncate(known);
        self.flush();
        let middle = self.ops.len();
        write_other(self);
        self.flush();
        // The branch with the value ends with operations that skip the other branch.
        let skip_other = condition.skip_if(self.ops.len() - middle);
        let skip = condition.skip_unless(middle - start + skip_other.len());
        self.ops.splice(middle..middle, skip_other);
        self.ops.splice(start..start, skip);
    }

    /// Adds the value of a slot that is a whole value.
    fn push_bound(&mut self, binding: SlotBinding<'_>, format: Option<SlotFormat>) {
        if self.push_with_fallback(binding, &|this, binding| this.push_bound(binding, format)) {
            return;
        }
        let format = binding.format_of_value(format);
        let as_string = format == Some(SlotFormat::String);
        match (binding, format) {
            (SlotBinding::Absent, _) => self.pending.push_str("null"),
            (SlotBinding::Template(template), None) => self.within_outer(|this| this.push_value(template)),
            (SlotBinding::Number(number), None) => _ = write!(self.pending, "{number}"),
            (SlotBinding::Open { slot, is_violations: true, .. }, None) => match self.violations {
                ViolationsFormat::Shape(shape) => self.push_slot(|slice| Op::Violations(slice, slot, *shape)),
                ViolationsFormat::Each(template) => {
                    self.pending.push('[');
                    self.push_each(slot, template);
                    self.pending.push(']');
                }
            },
            (SlotBinding::Open { slot, .. }, None) => self.push_slot(|slice| Op::Json(slice, slot)),
            (SlotBinding::Open { slot, .. }, Some(format)) if !as_string => {
                self.push_slot(|slice| Op::JsonAs(slice, slot, format));
            }
            (binding, format) => self.push_quoted(|this| this.push_binding(binding, format, Escape::Json)),
        }
    }

    fn push_template(&mut self, template: &TextTemplate, escape: Escape) {
        let scope = self.scope;
        for piece in &template.pieces {
            match piece {
                Piece::Literal(text) => self.push_text(text, escape),
                Piece::Slot(slot) => self.push_binding(scope.slot(slot), slot.format, escape),
            }
        }
    }

    /// Adds a slot inside text.
    fn push_binding(&mut self, binding: SlotBinding<'_>, format: Option<SlotFormat>, escape: Escape) {
        if self.push_with_fallback(binding, &|this, binding| this.push_binding(binding, format, escape)) {
            return;
        }
        let format = binding.format_of_value(format).filter(|format| *format != SlotFormat::String);
        match binding {
            SlotBinding::Absent => {}
            SlotBinding::Text(text) => match format {
                Some(format) => self.push_text(&to_case(text, format), escape),
                None => self.push_text(text, escape),
            },
            SlotBinding::Number(number) => _ = write!(self.pending, "{number}"),
            SlotBinding::Open { slot, .. } => self.push_slot(|slice| match format {
                Some(format) => Op::TextAs(slice, slot, format),
                None => Op::Text(slice, slot),
            }),
            SlotBinding::Message(template) => self.within_outer(|this| this.push_template(template, escape)),
            SlotBinding::Template(template) => self.within_outer(|this| this.push_value_text(template, escape)),
        }
    }

    /// Adds a value inside text. The elements of a list, and the `key: value` pairs of an object, are separated by
    /// commas.
    fn push_value_text(&mut self, template: &ValueTemplate, escape: Escape) {
        let scope = self.scope;
        match template {
            ValueTemplate::Text(text) => self.push_template(text, escape),
            ValueTemplate::Slot(slot) => self.push_binding(scope.slot(slot), slot.format, escape),
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => self.push_value(template),
            ValueTemplate::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let before = if index > 0 { ", " } else { "" };
                    self.push_text_part(&Condition::of_item(scope, item), before, &item.value, escape);
                }
            }
            ValueTemplate::Object(Object { members }) => {
                for (index, member) in members.iter().enumerate() {
                    let before = format!("{}{}: ", if index > 0 { ", " } else { "" }, member.key);
                    self.push_text_part(&Condition::of_member(scope, member), &before, &member.value, escape);
                }
            }
        }
    }

    /// Adds a member or an element inside text.
    fn push_text_part(&mut self, condition: &Condition, before: &str, value: &ValueTemplate, escape: Escape) {
        self.push_part(condition, &mut Before::Nothing, |this| {
            this.push_text(before, escape);
            this.push_value_text(value, escape);
        });
    }

    fn push_object(&mut self, Object { members }: &Object) {
        let scope = self.scope;
        let mut before = Before::Nothing;
        self.pending.push('{');
        for member in members {
            self.push_part(&Condition::of_member(scope, member), &mut before, |this| {
                _ = write_json_string(&mut this.pending, &member.key);
                this.pending.push(':');
                this.push_value(&member.value);
            });
        }
        self.pending.push('}');
    }

    fn push_list(&mut self, items: &[Item]) {
        let scope = self.scope;
        let mut before = Before::Nothing;
        self.pending.push('[');
        for item in items {
            match &item.guard {
                Guard::Each(name) => self.push_repeated(name, &item.value, &mut before),
                Guard::None | Guard::If(_) => {
                    self.push_part(&Condition::of_item(scope, item), &mut before, |this| this.push_value(&item.value));
                }
            }
        }
        self.pending.push(']');
    }

    /// Adds a member or an element with the comma before it. At run time, the member and the comma are skipped unless
    /// `condition` holds. A part whose condition never holds is dropped.
    fn push_part(&mut self, condition: &Condition, before: &mut Before, write: impl FnOnce(&mut Self)) {
        let condition = condition.given(&self.present);
        if condition == Condition::NEVER {
            return;
        }
        let is_certain = condition == Condition::ALWAYS;
        // A comma that is perhaps needed depends on the operations before it, which an empty context would skip.
        let is_context = condition.needs_context() && matches!(before, Before::Something);
        let context = is_context.then(|| self.begin_context_member());
        if !is_certain && !is_context {
            self.flush();
        }
        let (start, known) = (self.ops.len(), self.present.len());
        self.present.extend(condition.certain());
        match before {
            Before::Nothing => {}
            Before::Something => self.pending.push(','),
            Before::Perhaps => {
                self.flush();
                self.ops.push(Op::Comma);
            }
        }
        write(self);
        self.present.truncate(known);
        if !is_certain {
            self.flush();
            match (&condition, &mut self.ops[start..]) {
                // A required member shows an empty text instead of a member of the request that does not exist.
                (Condition::Has(Slot::Violation(_)), ops) => {
                    let skips = condition.skip_unless(ops.len());
                    self.ops.splice(start..start, skips);
                }
                (Condition::Has(has), [op @ Op::Json(..)]) if op.slot() == Some(*has) => {
                    *op = Op::OptionalJson(op.slice(), *has)
                }
                (_, ops) => {
                    let skips = condition.skip_unless(ops.len());
                    self.ops.splice(start..start, skips);
                }
            }
        }
        if is_context {
            self.context = context;
        }
        *before = match before {
            Before::Nothing | Before::Perhaps if !is_certain => Before::Perhaps,
            _ => Before::Something,
        };
    }
}

#[cfg(test)]
mod tests;
