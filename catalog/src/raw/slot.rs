//! Slots between braces: a name, and in a value that consists of a single slot, also `:string` and `?`.

use super::reader::{Reader, Sp};
use crate::diagnostic::{Span, rules};
use crate::model::{Placeholder, SlotFormat};

/// A slot of a template and the span of its name.
#[derive(Clone, Debug)]
pub(crate) struct RawSlot {
    /// The name at the start of the slot.
    pub(crate) value: String,
    pub(crate) span: Span,
}

impl RawSlot {
    pub(super) fn new(slot: &Placeholder, span: Span) -> Self {
        Self { value: slot.name.clone(), span }
    }
}

impl Reader<'_> {
    /// Reads the slot of a string that consists of this slot. `inner` is the text between the braces. Also returns the
    /// span of the name.
    pub(super) fn parse_placeholder(&mut self, text: &Sp<String>, inner: &str) -> Option<(Placeholder, Span)> {
        let (rest, or_null) = inner.strip_suffix('?').map_or((inner, false), |rest| (rest, true));
        let as_string = rest.strip_suffix(":string");
        let (name, format) = as_string.map_or((rest, None), |name| (name, Some(SlotFormat::String)));
        if is_slot_name(name) {
            let span = self.place(text, 1, 1 + name.len());
            return Some((Placeholder { name: name.to_owned(), format, or_null }, span));
        }
        let span = self.place(text, 1, 1 + inner.len().max(1));
        let diagnostic = self.report(&rules::BAD_SLOT, span, format!("`{{{inner}}}` is not a slot"));
        match name.strip_suffix('?').filter(|name| format.is_some() && is_slot_name(name)) {
            Some(name) => diagnostic.label(format!("expected `?` at the end: `{{{name}:string?}}`")),
            None => diagnostic.label(SNAKE_CASE).help(LITERAL_BRACES),
        };
        None
    }

    /// Reads the name of a slot inside text.
    pub(super) fn parse_slot_name(&mut self, name: &str, span: Span) -> Option<String> {
        if is_slot_name(name) {
            return Some(name.to_owned());
        }
        let diagnostic = self.report(&rules::BAD_SLOT, span, format!("`{{{name}}}` is not a slot"));
        if name.ends_with('?') {
            diagnostic
                .label("`?` is allowed only in a value that consists of a single slot")
                .help("remove `?`, because text cannot be `null`");
        } else if name.ends_with(":string") {
            diagnostic
                .label("`:string` is allowed only in a value that consists of a single slot")
                .help("remove `:string`, because the slot is always written as text here");
        } else {
            diagnostic.label(SNAKE_CASE).help(LITERAL_BRACES);
        }
        None
    }
}

const SNAKE_CASE: &str = "expected a name in snake_case";
const LITERAL_BRACES: &str = "write `{{` and `}}` for literal braces";

fn is_slot_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
