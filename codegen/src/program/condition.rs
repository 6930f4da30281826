//! Determines when a member, an element or a part of a text is written.

use error_catalog_model::{Item, Member, SlotBinding, ValueTemplate};
use error_catalog_wire::{Op, Slot};

use super::scope::Scope;

/// A condition on the slots that have a value in a response.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Condition {
    /// The slot has a value.
    Has(Slot),
    /// All of the conditions hold.
    All(Vec<Condition>),
    /// At least one of the conditions holds.
    Any(Vec<Condition>),
}

impl Condition {
    /// Holds in every response.
    pub const ALWAYS: Condition = Condition::All(Vec::new());
    /// Holds in no response.
    pub const NEVER: Condition = Condition::Any(Vec::new());

    /// Whether the condition depends on the response.
    pub(super) fn is_open(&self) -> bool {
        *self != Self::ALWAYS && *self != Self::NEVER
    }

    /// When a member of an object is written.
    #[must_use]
    pub fn of_member(scope: &dyn Scope, member: &Member) -> Self {
        if member.optional { Self::of_value(scope, &member.value) } else { Self::ALWAYS }
    }

    /// When an element of a list is written.
    #[must_use]
    pub fn of_item(scope: &dyn Scope, item: &Item) -> Self {
        item.guard.condition().map_or(Self::ALWAYS, |name| Self::of_slot(scope, name))
    }

    /// When a template has a value: every slot that the template needs has a value, and if the template is an object or
    /// a list, the object or the list is not empty.
    fn of_value(scope: &dyn Scope, value: &ValueTemplate) -> Self {
        let mut needed = Vec::new();
        value.needed_slots(&mut |name| needed.push(Self::of_slot(scope, name)));
        match value {
            ValueTemplate::Object(object) => {
                needed.push(Self::any(object.members.iter().map(|member| Self::of_member(scope, member))));
            }
            ValueTemplate::List(items) => needed.push(Self::any(items.iter().map(|item| Self::of_item(scope, item)))),
            _ => {}
        }
        Self::all(needed)
    }

    /// When a slot has a value.
    #[must_use]
    pub fn of_slot(scope: &dyn Scope, name: &str) -> Self {
        match scope.binding(name) {
            SlotBinding::Absent => Self::NEVER,
            SlotBinding::Open { slot, optional: true, .. } => match (scope.fallback(slot), scope.outer()) {
                (Some(other), Some(outer)) => Self::any([Condition::Has(slot), Self::of_slot(outer, other)]),
                _ => Condition::Has(slot),
            },
            SlotBinding::Template(template) => Self::of_value(scope.outer().unwrap_or(scope), template),
            SlotBinding::Open { .. } | SlotBinding::Text(_) | SlotBinding::Number(_) | SlotBinding::Message(_) => {
                Self::ALWAYS
            }
        }
    }

    fn all(parts: impl IntoIterator<Item = Condition>) -> Self {
        let mut found = Vec::new();
        for part in parts {
            match part {
                Condition::All(inner) => inner.into_iter().for_each(|part| push_once(&mut found, part)),
                part if part == Self::NEVER => return part,
                part => push_once(&mut found, part),
            }
        }
        if found.len() == 1 { found.remove(0) } else { Condition::All(found) }
    }

    fn any(parts: impl IntoIterator<Item = Condition>) -> Self {
        let mut found = Vec::new();
        for part in parts {
            match part {
                Condition::Any(inner) => inner.into_iter().for_each(|part| push_once(&mut found, part)),
                part if part == Self::ALWAYS => return part,
                part => push_once(&mut found, part),
            }
        }
        if found.len() == 1 { found.remove(0) } else { Condition::Any(found) }
    }

    /// What is left of the condition where the slots in `present` are known to have a value.
    #[must_use]
    pub fn given(&self, present: &[Slot]) -> Self {
        match self {
            Condition::Has(slot) if present.contains(slot) => Self::ALWAYS,
            Condition::Has(slot) => Condition::Has(*slot),
            Condition::All(parts) => Self::all(parts.iter().map(|part| part.given(present))),
            Condition::Any(parts) => Self::any(parts.iter().map(|part| part.given(present))),
        }
    }

    /// The slots that have a value whenever the condition holds. A slot of which the condition is not certain may be
    /// missing from the result.
    #[must_use]
    pub fn certain(&self) -> Vec<Slot> {
        match self {
            Condition::Has(slot) => vec![*slot],
            Condition::All(parts) => {
                let mut certain = Vec::new();
                parts.iter().for_each(|part| certain.append(&mut part.certain()));
                certain
            }
            Condition::Any(_) => Vec::new(),
        }
    }

    /// Whether the condition never holds in a response with an empty context.
    pub(super) fn needs_context(&self) -> bool {
        match self {
            Condition::Has(slot) => matches!(slot, Slot::Builtin(_)),
            Condition::All(parts) => parts.iter().any(Self::needs_context),
            Condition::Any(parts) => parts.iter().all(Self::needs_context),
        }
    }

    /// The operations that skip the next `count` operations unless the condition holds.
    pub(super) fn skip_unless(&self, count: usize) -> Vec<Op> {
        let mut ops = Vec::new();
        self.push_branch(0, count, &mut ops);
        ops
    }

    /// The operations that skip the next `count` operations if the condition holds.
    pub(super) fn skip_if(&self, count: usize) -> Vec<Op> {
        let mut ops = Vec::new();
        self.push_branch(count, 0, &mut ops);
        ops
    }

    /// Adds operations that skip the next `if_true` or `if_false` operations. One of the two numbers is zero, so that
    /// one operation for each slot is enough.
    fn push_branch(&self, if_true: usize, if_false: usize, ops: &mut Vec<Op>) {
        match self {
            Condition::Has(slot) if if_true > 0 => ops.push(Op::SkipIfPresent(*slot, if_true as u32)),
            Condition::Has(slot) => ops.push(Op::SkipIfAbsent(*slot, if_false as u32)),
            Condition::All(parts) | Condition::Any(parts) => {
                let mut rest: usize = parts.iter().map(Self::size).sum();
                for part in parts {
                    rest -= part.size();
                    match self {
                        _ if rest == 0 => part.push_branch(if_true, if_false, ops),
                        Condition::Any(_) => part.push_branch(rest + if_true, 0, ops),
                        _ => part.push_branch(0, rest + if_false, ops),
                    }
                }
            }
        }
    }

    /// The number of operations that the condition takes.
    fn size(&self) -> usize {
        match self {
            Condition::Has(_) => 1,
            Condition::All(parts) | Condition::Any(parts) => parts.iter().map(Self::size).sum(),
        }
    }
}

fn push_once(found: &mut Vec<Condition>, part: Condition) {
    if !found.contains(&part) {
        found.push(part);
    }
}
