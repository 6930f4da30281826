//! Members whose values are in the context of a response, which is empty for most responses.

use error_catalog_wire::{Op, Slice};

use super::super::text::LONGEST;
use super::Assembly;

/// Operations that write members of the context, and the text before and between the members.
#[derive(Default)]
pub(super) struct ContextMembers {
    /// The index of the first operation.
    start: usize,
    members: usize,
    text: String,
    /// The parts of the text: the index of the operation that follows a part, and the end of the part.
    parts: Vec<(usize, usize)>,
}

impl Assembly<'_> {
    /// Begins a member that is left out if the context is empty. The caller adds the operations of the member, and then
    /// puts the result into the field `context`.
    pub(super) fn begin_context_member(&mut self) -> ContextMembers {
        let next = self.ops.len();
        let mut context = self.context.take().unwrap_or_else(|| ContextMembers { start: next, ..Default::default() });
        context.members += 1;
        if !self.pending.is_empty() {
            context.text.push_str(&self.pending);
            context.parts.push((next, context.text.len()));
            self.pending.clear();
        }
        context
    }

    /// Adds an operation with which an empty context needs no further operation: the text before and between the
    /// members then becomes the start of the pending text. Without this operation, each part of the text is an
    /// operation.
    pub(super) fn end_context_members(&mut self) {
        let Some(ContextMembers { start, members, text, parts }) = self.context.take() else { return };
        let is_joined =
            !self.pending.is_empty() && text.len() + self.pending.len() <= LONGEST && (members > 1 || !text.is_empty());
        let mut joined = Slice::default();
        if is_joined {
            self.pending.insert_str(0, &text);
            self.text.place(&self.pending, |slice| joined = slice);
        }
        for (index, (next, end)) in parts.iter().enumerate().rev() {
            let begin = if index > 0 { parts[index - 1].1 } else { 0 };
            let mut literals = Vec::new();
            if is_joined {
                literals.push(Op::Literal(Slice { start: joined.start + begin as u32, len: (end - begin) as u16 }));
            } else {
                self.text.place(&text[begin..*end], |slice| literals.push(Op::Literal(slice)));
            }
            self.ops.splice(next..next, literals);
        }
        if is_joined {
            self.ops.insert(start, Op::Context((self.ops.len() - start) as u32, text.len() as u16));
        }
    }
}
