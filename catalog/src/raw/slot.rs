//! Slots between braces: a name, a format, and in a value that consists of a single slot, also `?`.

use super::field::is_reserved;
use super::reader::{Reader, Sp};
use crate::diagnostic::{Span, rules};
use crate::model::{Builtin, Placeholder, SlotFormat, ViolationPart};

/// A slot of a template and the span of its name.
#[derive(Clone, Debug)]
pub(crate) struct RawSlot {
    /// The name at the start of the slot.
    pub(crate) value: String,
    pub(crate) format: Option<SlotFormat>,
    pub(crate) span: Span,
    pub(crate) role: SlotRole,
}

/// What a slot is in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlotRole {
    /// A slot whose value is written, or the guard of an element.
    Plain,
    /// The violations for which an element is repeated.
    Each,
    /// A slot in such an element.
    Inner,
}

impl RawSlot {
    pub(super) fn new(slot: &Placeholder, span: Span) -> Self {
        Self { value: slot.name.clone(), format: slot.format, span, role: SlotRole::Plain }
    }
}

impl Reader<'_> {
    /// Reads a slot. `inner` is the text between the braces, which starts at the offset `at` of `text`. A slot that is
    /// a whole value may also end in `?`. Also returns the span of the name.
    pub(super) fn parse_slot(
        &mut self,
        text: &Sp<String>,
        at: usize,
        inner: &str,
        is_whole: bool,
    ) -> Option<(Placeholder, Span)> {
        let (rest, or_null) = inner.strip_suffix('?').map_or((inner, false), |rest| (rest, true));
        let (name, format) = rest.split_once(':').map_or((rest, None), |(name, format)| (name, Some(format)));
        if is_slot_name(name) && (is_whole || (!or_null && format != Some(SlotFormat::String.as_str()))) {
            let format = match format {
                Some(format) => Some(self.parse_format(text, at, (name, format), is_whole)?),
                None => None,
            };
            let span = self.place(text, at, at + name.len());
            return Some((Placeholder { name: name.to_owned(), format, or_null }, span));
        }
        let span = self.place(text, at, at + inner.len().max(1));
        let diagnostic = self.report(&rules::BAD_SLOT, span, format!("`{{{inner}}}` is not a slot"));
        match (name.strip_suffix('?').filter(|name| is_slot_name(name)), format) {
            (Some(name), Some(format)) => diagnostic.label(format!("expected `?` at the end: `{{{name}:{format}?}}`")),
            _ if !is_slot_name(name) => diagnostic.label(SNAKE_CASE).help(LITERAL_BRACES),
            _ if or_null => diagnostic
                .label("`?` is allowed only in a value that consists of a single slot")
                .help("remove `?`, because text cannot be `null`"),
            _ => diagnostic
                .label("`:string` is allowed only in a value that consists of a single slot")
                .help("remove `:string`, because the slot is always written as text here"),
        };
        None
    }

    fn parse_format(
        &mut self,
        text: &Sp<String>,
        at: usize,
        (name, format): (&str, &str),
        is_whole: bool,
    ) -> Option<SlotFormat> {
        let known = SlotFormat::from_term(format);
        if known.is_none() {
            let start = at + name.len() + 1;
            let span = self.place(text, start, start + format.len().max(1));
            let formats = SlotFormat::ALL.iter().filter(|format| match format {
                SlotFormat::String => is_whole,
                format => may_have(name, **format),
            });
            let formats: Vec<&str> = formats.map(|format| format.as_str()).collect();
            let message = format!("unknown format `{format}` of the slot `{name}`");
            let diagnostic = self.report(&rules::BAD_SLOT, span, message);
            let diagnostic = match formats.as_slice() {
                [] => diagnostic.label("this slot has no formats here"),
                formats => diagnostic.choice(format, formats),
            };
            diagnostic.help(LITERAL_BRACES);
        }
        known
    }
}

/// Whether a slot with this name may have this format, as far as the name says. The type of a field is not known here.
fn may_have(name: &str, format: SlotFormat) -> bool {
    let part = ViolationPart::from_term(name).and_then(|part| part.with_format(format));
    part.is_some()
        || match Builtin::from_term(name) {
            Some(Builtin::Code | Builtin::Key | Builtin::Category) => format.is_case(),
            Some(Builtin::Timestamp) => format.is_time(),
            Some(Builtin::RetryAfter) => format.is_duration(),
            Some(builtin) if is_reserved(builtin) => false,
            _ => format.is_time() || format.is_duration(),
        }
}

const SNAKE_CASE: &str = "expected a name in snake_case";
const LITERAL_BRACES: &str = "write `{{` and `}}` for literal braces";

fn is_slot_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
