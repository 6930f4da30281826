//! Text templates and value templates, with the span of every slot.

use toml::de::DeValue;

use super::reader::{Entry, Reader, Sp};
use super::slot::{RawSlot, SlotRole};
use crate::diagnostic::{Span, rules};
use crate::model::{Error, Guard, Item, Member, Object, Piece, Presence, TextTemplate, ValueTemplate};

/// A text template and the spans of its slots.
#[derive(Clone, Debug)]
pub(crate) struct RawText {
    pub(crate) template: TextTemplate,
    pub(crate) slots: Vec<RawSlot>,
    pub(crate) span: Span,
}

/// A value template and the spans of its slots.
#[derive(Clone, Debug)]
pub(crate) struct RawValue {
    pub(crate) template: ValueTemplate,
    /// The slots, in the order of [`ValueTemplate::all_slots`].
    pub(crate) slots: Vec<RawSlot>,
}

/// A slot that needs a value.
pub(crate) struct Need<'a> {
    pub(crate) slot: &'a RawSlot,
    /// The guard of the element that contains the slot. If the guard has no value, the element is left out.
    pub(crate) guard: Option<&'a str>,
}

impl Need<'_> {
    pub(crate) fn is_missed_by(&self, error: &Error) -> bool {
        let is_written =
            self.guard.is_none_or(|guard| guard != self.slot.value && error.presence(guard) != Presence::Never);
        is_written && error.presence(&self.slot.value) != Presence::Always
    }
}

impl RawValue {
    /// The slots that need a value: slots outside optional members, and slots inside guarded elements. A slot that
    /// becomes `null` needs no value.
    pub(crate) fn needs(&self) -> Vec<Need<'_>> {
        let mut needs = Vec::new();
        collect_needs(&self.template, (true, None), &mut self.slots.iter(), &mut needs);
        needs
    }
}

/// Walks a template and its slots in parallel, and collects the slots that need a value.
fn collect_needs<'a>(
    value: &'a ValueTemplate,
    (is_needed, guard): (bool, Option<&'a str>),
    slots: &mut std::slice::Iter<'a, RawSlot>,
    needs: &mut Vec<Need<'a>>,
) {
    let mut take = |count| {
        let taken = slots.by_ref().take(count).filter(|_| is_needed);
        needs.extend(taken.map(|slot| Need { slot, guard }));
    };
    match value {
        ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {}
        ValueTemplate::Text(text) => take(text.slots().count()),
        ValueTemplate::Slot(slot) if slot.or_null => _ = slots.next(),
        ValueTemplate::Slot(_) => take(1),
        ValueTemplate::List(items) => {
            for item in items {
                let inner = match item.guard.condition() {
                    Some(own) => (true, Some(own)),
                    None => (is_needed, guard),
                };
                if item.guard != Guard::None {
                    slots.next();
                }
                collect_needs(&item.value, inner, slots, needs);
            }
        }
        ValueTemplate::Object(object) => {
            for member in &object.members {
                collect_needs(&member.value, (is_needed && !member.optional, guard), slots, needs);
            }
        }
    }
}

/// The offset of the first brace. The attribute runs without optimizations, so the loop has no iterator.
fn find_brace(text: &str) -> Option<usize> {
    let (bytes, mut at) = (text.as_bytes(), 0);
    while at < bytes.len() {
        if bytes[at] == b'{' || bytes[at] == b'}' {
            return Some(at);
        }
        at += 1;
    }
    None
}

impl Reader<'_> {
    pub(crate) fn as_text(&mut self, entry: Entry<'_>) -> Option<RawText> {
        let text = self.as_string(entry)?;
        self.parse_text(&text)
    }

    /// A message with slots, which is not empty.
    pub(crate) fn as_message(&mut self, entry: Entry<'_>) -> Option<RawText> {
        let message = self.as_text(entry)?;
        let is_valid =
            message.template.as_constant().is_none_or(|text| self.check_not_empty(entry.key, message.span, text));
        is_valid.then_some(message)
    }

    /// Splits a text into literals and slots. Doubled braces are literal braces.
    pub(crate) fn parse_text(&mut self, text: &Sp<String>) -> Option<RawText> {
        let mut raw = RawText { template: TextTemplate::default(), slots: Vec::new(), span: text.span };
        let mut literal = String::new();
        let mut is_valid = true;
        let mut rest = text.value.as_str();
        while let Some(at) = find_brace(rest) {
            literal.push_str(&rest[..at]);
            let here = text.value.len() - rest.len() + at;
            let brace = &rest[at..=at];
            let after = &rest[at + 1..];
            if let Some(tail) = after.strip_prefix(brace) {
                literal.push_str(brace);
                rest = tail;
                continue;
            }
            let end = find_brace(after).filter(|end| brace == "{" && after[*end..].starts_with('}'));
            let Some(end) = end else {
                let double = brace.repeat(2);
                let span = self.place(text, here, here + 1);
                self.report(&rules::UNBALANCED_BRACES, span, format!("unmatched `{brace}`"))
                    .label(if brace == "{" {
                        "expected `}` after this brace"
                    } else {
                        "expected `{` before this brace"
                    })
                    .help(format!("write `{double}` for a literal brace"));
                return None;
            };
            rest = &after[end + 1..];
            let Some((slot, span)) = self.parse_slot(text, here + 1, &after[..end], false) else {
                is_valid = false;
                continue;
            };
            if !literal.is_empty() {
                raw.template.pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            }
            raw.slots.push(RawSlot::new(&slot, span));
            raw.template.pieces.push(Piece::Slot(slot));
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            raw.template.pieces.push(Piece::Literal(literal));
        }
        is_valid.then_some(raw)
    }

    /// Reads a value template from any TOML value.
    pub(crate) fn as_value(&mut self, entry: Entry<'_>) -> Option<RawValue> {
        let mut slots = Vec::new();
        let template = self.parse_value(entry, &mut slots)?;
        Some(RawValue { template, slots })
    }

    fn parse_value(&mut self, entry: Entry<'_>, slots: &mut Vec<RawSlot>) -> Option<ValueTemplate> {
        Some(match entry.value {
            DeValue::Boolean(value) => ValueTemplate::Bool(*value),
            DeValue::Integer(_) => {
                let number = self.as_number(entry, i128::from(i64::MIN)..=i128::from(i64::MAX))?;
                ValueTemplate::Integer(i64::try_from(number.value).unwrap_or(i64::MAX))
            }
            DeValue::Float(_) => ValueTemplate::Float(self.as_float(entry)?),
            DeValue::Datetime(time) => {
                ValueTemplate::Text(TextTemplate { pieces: vec![Piece::Literal(time.to_string())] })
            }
            DeValue::String(text) => self.parse_string(&Sp::new(text.clone().into_owned(), entry.span), slots)?,
            DeValue::Array(elements) => {
                // Read every element, even if an element has a problem that makes the list invalid, so that all
                // problems are reported.
                let mut items = Vec::new();
                for element in elements {
                    let span = self.span(element);
                    items.push(self.parse_item(Entry { value: element.get_ref(), span, ..entry }, slots));
                }
                ValueTemplate::List(items.into_iter().collect::<Option<_>>()?)
            }
            DeValue::Table(table) => {
                let entries = self.entries(table);
                ValueTemplate::Object(self.parse_object(&entries, slots)?)
            }
        })
    }

    /// Reads an element of a list. If the element is a table, its member `"?"` or `"*"` is its guard.
    fn parse_item(&mut self, entry: Entry<'_>, slots: &mut Vec<RawSlot>) -> Option<Item> {
        let DeValue::Table(table) = entry.value else {
            return Some(Item { guard: Guard::None, value: self.parse_value(entry, slots)? });
        };
        let (guards, members): (Vec<_>, Vec<_>) =
            self.entries(table).into_iter().partition(|entry| matches!(entry.key, "?" | "*"));
        if let [one, other, ..] = guards.as_slice() {
            self.report(&rules::CONFLICTING_KEYS, other.key_span, "the element has both `?` and `*`")
                .label("an element with `*` is always written at least once")
                .related(one.key_span, "the other key")
                .help("remove one of the two keys");
            return None;
        }
        let guard = guards.first().map_or(Some(Guard::None), |guard| self.parse_guard(*guard, slots));
        let start = slots.len();
        let value = ValueTemplate::Object(self.parse_object(&members, slots)?);
        if let (Some(Guard::Each(_)), Some(guard)) = (&guard, guards.first()) {
            let inner = slots.get_mut(start..).unwrap_or_default();
            if inner.iter().any(|slot| slot.role == SlotRole::Each) {
                self.report(&rules::CONFLICTING_KEYS, guard.key_span, "an element with `*` contains another")
                    .label("expected only one `*`, because a violation contains no violations");
                return None;
            }
            inner.iter_mut().for_each(|slot| slot.role = SlotRole::Inner);
        }
        Some(Item { guard: guard?, value })
    }

    fn parse_guard(&mut self, entry: Entry<'_>, slots: &mut Vec<RawSlot>) -> Option<Guard> {
        let key = entry.key;
        let (message, label) = match self.parse_value(entry, slots)? {
            ValueTemplate::Slot(slot) if !slot.or_null && key == "*" => {
                slots.last_mut().into_iter().for_each(|slot| slot.role = SlotRole::Each);
                return Some(Guard::Each(slot.name));
            }
            ValueTemplate::Slot(slot) if !slot.or_null => return Some(Guard::If(slot.name)),
            ValueTemplate::Slot(slot) => {
                (format!("the value of `{key}` is never `null`"), format!("expected `{{{}}}`, without `?`", slot.name))
            }
            _ => {
                let example = if key == "*" { "violations" } else { "code" };
                (
                    format!("the value of `{key}` must be a slot"),
                    format!("expected a slot, such as `\"{{{example}}}\"`"),
                )
            }
        };
        self.report(&rules::WRONG_TYPE, entry.span, message).label(label);
        None
    }

    fn parse_object(&mut self, entries: &[Entry<'_>], slots: &mut Vec<RawSlot>) -> Option<Object> {
        let mut object = Object::default();
        let mut is_valid = true;
        for entry in entries {
            if entry.key == "?" {
                self.report(
                    &rules::UNKNOWN_KEY,
                    entry.key_span,
                    "`?` guards an element of a list, but this object is not in a list",
                )
                .label("expected a member's name before the `?`");
                continue;
            }
            if entry.key == "*" {
                self.report(
                    &rules::UNKNOWN_KEY,
                    entry.key_span,
                    "`*` repeats an element of a list, but this object is not in a list",
                )
                .label("expected the name of a member");
                continue;
            }
            let (key, optional) = entry.key.strip_suffix('?').map_or((entry.key, false), |key| (key, true));
            if object.members.iter().any(|member| member.key == key) {
                self.report(&rules::DUPLICATE_MEMBER, entry.key_span, format!("the member `{key}` is defined twice"))
                    .label(format!("`{key}` and `{key}?` are keys of the same member"));
                continue;
            }
            match self.parse_value(*entry, slots) {
                Some(ValueTemplate::Slot(slot)) if optional && slot.or_null => {
                    self.report(&rules::CONFLICTING_KEYS, entry.key_span, format!("the member `{key}` has `?` twice"))
                        .label("a member with `?` is left out if the slot has no value")
                        .related(entry.span, "a slot with `?` becomes `null` instead")
                        .help(format!("write `{key}` or `{{{}}}` without `?`", slot.name));
                    is_valid = false;
                }
                Some(value) => object.members.push(Member { key: key.to_owned(), optional, value }),
                None => is_valid = false,
            }
        }
        is_valid.then_some(object)
    }

    /// Reads a string. If the string is exactly one slot, the value has the slot's own JSON type; `{name:string}` is
    /// always a string.
    fn parse_string(&mut self, text: &Sp<String>, slots: &mut Vec<RawSlot>) -> Option<ValueTemplate> {
        let inner = text.value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        if let Some(inner) = inner.filter(|inner| !inner.contains(['{', '}'])) {
            let (placeholder, span) = self.parse_slot(text, 1, inner, true)?;
            slots.push(RawSlot::new(&placeholder, span));
            return Some(ValueTemplate::Slot(placeholder));
        }
        let text = self.parse_text(text)?;
        slots.extend(text.slots);
        Some(ValueTemplate::Text(text.template))
    }

    /// The span, in the file, of the part of a string's value between two offsets into the value.
    pub(crate) fn place(&self, text: &Sp<String>, start: usize, end: usize) -> Span {
        let Span { file, start: from, end: to } = text.span;
        let source = self.text.get(from..to).unwrap_or_default();
        let offset = |at| offset_in_source(source, &text.value, at);
        match (offset(start), offset(end)) {
            (Some(start), Some(end)) if start < end => Span { file, start: from + start, end: from + end },
            _ => text.span,
        }
    }
}

/// The offset of a byte of a string's value in the TOML source of the string, with quotation marks and escapes counted.
fn offset_in_source(source: &str, value: &str, at: usize) -> Option<usize> {
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| source.starts_with(quotes))?;
    let mut position = quotes.len();
    if quotes.len() == 3 {
        // A line break right after the opening quotation marks is not part of the value.
        position += usize::from(source[position..].starts_with('\n'));
    }
    // Every escape, and every line break that the value lacks, makes the source longer than the value.
    if quotes.starts_with('\'') || source.len() == position + value.len() + quotes.len() {
        return Some(position + at);
    }
    for (offset, c) in value.char_indices() {
        position += escaped_white_space(source.get(position..)?);
        if offset >= at {
            break;
        }
        position += match source.get(position..)?.strip_prefix('\\') {
            None => c.len_utf8(),
            Some(escape) => match escape.chars().next()? {
                'x' => 4,
                'u' => 6,
                'U' => 10,
                _ => 2,
            },
        };
    }
    Some(position)
}

/// The length of the escaped line breaks at the start of the source, including the white space after each line break.
/// The value contains neither.
fn escaped_white_space(source: &str) -> usize {
    let mut rest = source;
    while let Some(after) = rest.strip_prefix('\\').filter(|after| after.starts_with([' ', '\t', '\n'])) {
        rest = after.trim_start_matches([' ', '\t', '\n']);
    }
    source.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::offset_in_source;

    #[test]
    fn finds_a_place_in_a_string() {
        for (source, value, at, expected) in [
            (r#""a {b}""#, "a {b}", 2, Some(3)),
            (r"'a {b}'", "a {b}", 2, Some(3)),
            (r#""\"\u00e9\n{b}""#, "\"é\n{b}", 4, Some(11)),
            ("\"\"\"\na {b}\"\"\"", "a {b}", 2, Some(6)),
            (r#""\x41{b}""#, "A{b}", 1, Some(5)),
            (r#""""\u0041{b}""""#, "A{b}", 1, Some(9)),
            (r#""""\u0009{b}""""#, "\t{b}", 2, Some(10)),
            ("'''\n{b}'''", "{b}", 0, Some(4)),
            ("\"\"\"a \\\n   {b}\"\"\"", "a {b}", 1, Some(4)),
            ("\"\"\"a \\\n   {b}\"\"\"", "a {b}", 3, Some(11)),
            ("\"\"\"\\\n  \\ \n{b}\"\"\"", "{b}", 0, Some(10)),
        ] {
            assert_eq!(offset_in_source(source, value, at), expected, "{source}");
        }
    }
}
